#include "report/outcome_tables.h"

#include <string.h>

#define N_OF(array) (sizeof(array) / sizeof(array)[0])

/* The six numbers of a municipality or a region, in the order of set_numbers. */
#define NUMBER_COLUMNS \
	{ "applied", TSOP_WORD_APPLIED, true, TSOP_COLUMN_ALL }, \
	{ "seats", TSOP_WORD_SEATS, true, TSOP_COLUMN_ALL }, \
	{ "guaranteed", TSOP_WORD_GUARANTEED, true, TSOP_COLUMN_ALL }, \
	{ "by_key", TSOP_WORD_BY_KEY, true, TSOP_COLUMN_ALL }, \
	{ "reserved", TSOP_WORD_RESERVED, true, TSOP_COLUMN_ALL }, \
	{ "waiting", TSOP_WORD_WAITING, true, TSOP_COLUMN_ALL }

enum { APPLIED, SEATS, GUARANTEED, BY_KEY, RESERVED, WAITING };

static void set_numbers(struct tsop_scribe *scribe, struct tsop_cell *cells,
			const struct tsop_model_claimant *of)
{
	cells[APPLIED] = tsop_cell_integer(scribe, of->applied);
	cells[SEATS] = tsop_cell_integer(scribe, of->seats);
	cells[GUARANTEED] = tsop_cell_integer(scribe, of->guaranteed);
	cells[BY_KEY] = tsop_cell_integer(scribe, of->by_key);
	cells[RESERVED] = tsop_cell_integer(scribe, of->reserved);
	cells[WAITING] = tsop_cell_integer(scribe, of->waiting);
}

/* Leave out the numbers, from column `first` on, that say nothing without people. */
static void hide_numbers(struct tsop_table *table, size_t first, const struct tsop_model *model)
{
	table->is_hidden[first + APPLIED] = !model->has_applicants;
	table->is_hidden[first + RESERVED] = !model->has_applicants;
	table->is_hidden[first + WAITING] = !model->has_people;
}

/* The sum over the claimants of the region (NULL: of all). Returns how many they are. */
static int64_t sum_up(const struct tsop_model *model, const char *region,
		      struct tsop_model_claimant *sum)
{
	int64_t n = 0;

	*sum = (struct tsop_model_claimant){ 0 };
	for (size_t i = 0; i < model->n_claimants; i++) {
		const struct tsop_model_claimant *claimant = &model->claimants[i];

		if (region != NULL && strcmp(claimant->municipality->region, region) != 0)
			continue;
		sum->applied += claimant->applied;
		sum->seats += claimant->seats;
		sum->guaranteed += claimant->guaranteed;
		sum->by_key += claimant->by_key;
		sum->reserved += claimant->reserved;
		sum->waiting += claimant->waiting;
		n++;
	}
	return n;
}

enum { REGIONS_MAX = 5 };

/* The regions in the order of their lowest codes. */
static size_t list_regions(const char *regions[REGIONS_MAX])
{
	size_t n_municipalities, n = 0;
	const struct tsop_municipality *all = tsop_municipalities(&n_municipalities);

	for (size_t i = 0; i < n_municipalities; i++) {
		size_t k = 0;

		while (k < n && strcmp(regions[k], all[i].region) != 0)
			k++;
		if (k == n && n < REGIONS_MAX)
			regions[n++] = all[i].region;
	}
	return n;
}

enum { REGION_NAME, REGION_CLAIMANTS, REGION_NUMBERS };

static const struct tsop_column region_columns[] = {
	{ "name", TSOP_WORD_REGION, false, TSOP_COLUMN_SHOWN },
	{ "claimants", TSOP_WORD_CLAIMANTS, true, TSOP_COLUMN_ALL },
	NUMBER_COLUMNS,
};

void tsop_outcome_regions(struct tsop_table *table, struct tsop_scribe *scribe,
			  const struct tsop_model *model)
{
	const char *regions[REGIONS_MAX];
	size_t n = list_regions(regions);
	struct tsop_model_claimant sum;
	struct tsop_cell *cells;

	if (tsop_table_init(table, scribe, region_columns, N_OF(region_columns), n + 1) != 0)
		return;
	table->name = "regions";
	table->id_name = "region";
	table->caption = TSOP_WORD_REGIONS_CAPTION;
	hide_numbers(table, REGION_NUMBERS, model);
	for (size_t i = 0; i < n; i++) {
		int64_t claimants = sum_up(model, regions[i], &sum);

		if (claimants == 0)
			continue;
		cells = tsop_table_add(table, regions[i], false);
		cells[REGION_NAME] = tsop_cell_text(scribe, regions[i]);
		cells[REGION_CLAIMANTS] = tsop_cell_integer(scribe, claimants);
		set_numbers(scribe, cells + REGION_NUMBERS, &sum);
	}
	cells = tsop_table_add(table, "", true);
	cells[REGION_NAME].shown = tsop_word(scribe->lang, TSOP_WORD_TOTAL);
	cells[REGION_CLAIMANTS] = tsop_cell_integer(scribe, sum_up(model, NULL, &sum));
	set_numbers(scribe, cells + REGION_NUMBERS, &sum);
}

enum {
	MUNICIPALITY_NAME,
	MUNICIPALITY_CODE,
	MUNICIPALITY_REGION,
	MUNICIPALITY_WEIGHT,
	MUNICIPALITY_NUMBERS,
};

static const struct tsop_column municipality_columns[] = {
	{ "name", TSOP_WORD_MUNICIPALITY, false, TSOP_COLUMN_ALL },
	{ "code", TSOP_WORD_CODE, false, TSOP_COLUMN_SHOWN },
	{ "region", TSOP_WORD_REGION, false, TSOP_COLUMN_DATA },
	{ "weight", TSOP_WORD_WEIGHT, true, TSOP_COLUMN_ALL },
	NUMBER_COLUMNS,
};

static void add_sum(struct tsop_table *table, struct tsop_scribe *scribe,
		    const struct tsop_model *model, const char *region, const char *shown)
{
	struct tsop_model_claimant sum;
	struct tsop_cell *cells;

	if (sum_up(model, region, &sum) == 0)
		return;
	cells = tsop_table_add(table, "", true);
	cells[MUNICIPALITY_NAME].shown = shown;
	set_numbers(scribe, cells + MUNICIPALITY_NUMBERS, &sum);
}

void tsop_outcome_municipalities(struct tsop_table *table, struct tsop_scribe *scribe,
				 const struct tsop_model *model)
{
	const char *regions[REGIONS_MAX];
	size_t n = list_regions(regions);

	if (tsop_table_init(table, scribe, municipality_columns, N_OF(municipality_columns),
			    model->n_claimants + n + 1) != 0)
		return;
	table->name = "municipalities";
	table->id_name = "municipality";
	table->caption = TSOP_WORD_MUNICIPALITIES_CAPTION;
	hide_numbers(table, MUNICIPALITY_NUMBERS, model);
	for (size_t i = 0; i < n; i++) {
		add_sum(table, scribe, model, regions[i],
			tsop_scribe_fill(scribe, TSOP_WORD_REGION_NAMED, TSOP_VALUES(regions[i])));
		for (size_t k = 0; k < model->n_claimants; k++) {
			const struct tsop_model_claimant *claimant = &model->claimants[k];
			const struct tsop_municipality *at = claimant->municipality;
			struct tsop_cell *cells;

			if (strcmp(at->region, regions[i]) != 0)
				continue;
			cells = tsop_table_add(table, at->code, false);
			cells[MUNICIPALITY_NAME] = tsop_cell_text(scribe, at->name);
			cells[MUNICIPALITY_CODE] = tsop_cell_text(scribe, at->code);
			cells[MUNICIPALITY_REGION] = tsop_cell_text(scribe, at->region);
			cells[MUNICIPALITY_WEIGHT] = tsop_cell_decimal(scribe, claimant->weight);
			set_numbers(scribe, cells + MUNICIPALITY_NUMBERS, claimant);
		}
	}
	add_sum(table, scribe, model, NULL, tsop_word(scribe->lang, TSOP_WORD_TOTAL));
}

enum { COURSE_TITLE, COURSE_PLACE, COURSE_ENROLLED, COURSE_RESERVED, COURSE_FREE, COURSE_CAPACITY };

static const struct tsop_column course_columns[] = {
	{ "title", TSOP_WORD_COURSE, false, TSOP_COLUMN_ALL },
	{ "place", TSOP_WORD_PLACE, false, TSOP_COLUMN_ALL },
	{ "enrolled", TSOP_WORD_ENROLLED, true, TSOP_COLUMN_ALL },
	{ "reserved", TSOP_WORD_RESERVED, true, TSOP_COLUMN_ALL },
	{ "free", TSOP_WORD_FREE, true, TSOP_COLUMN_ALL },
	{ "capacity", TSOP_WORD_CAPACITY, true, TSOP_COLUMN_ALL },
};

static void set_course(struct tsop_scribe *scribe, struct tsop_cell *cells,
		       const struct tsop_model_course *course)
{
	cells[COURSE_ENROLLED] = tsop_cell_integer(scribe, course->enrolled);
	cells[COURSE_RESERVED] = tsop_cell_integer(scribe, course->reserved);
	cells[COURSE_FREE] = tsop_cell_integer(scribe, course->free);
	cells[COURSE_CAPACITY] = tsop_cell_integer(scribe, course->capacity);
}

const char *tsop_outcome_title(struct tsop_scribe *scribe, const struct tsop_model_course *course)
{
	const char *title = tsop_scribe_text(scribe, course->title);

	return course->is_closed ? tsop_scribe_fill(scribe, TSOP_WORD_CLOSED, TSOP_VALUES(title))
				 : title;
}

void tsop_outcome_courses(struct tsop_table *table, struct tsop_scribe *scribe,
			  const struct tsop_model *model)
{
	struct tsop_model_course sum = { 0 };
	struct tsop_cell *cells;

	if (tsop_table_init(table, scribe, course_columns, N_OF(course_columns),
			    model->n_courses + 1) != 0)
		return;
	table->name = "courses";
	table->id_name = "course";
	table->caption = TSOP_WORD_COURSES_CAPTION;
	for (size_t i = 0; i < model->n_courses; i++) {
		const struct tsop_model_course *course = &model->courses[i];

		cells = tsop_table_add(table, course->id, false);
		cells[COURSE_TITLE] = tsop_cell_shown(course->title, tsop_outcome_title(scribe, course));
		cells[COURSE_PLACE] = tsop_cell_text(scribe, course->place);
		set_course(scribe, cells, course);
		sum.enrolled += course->enrolled;
		sum.reserved += course->reserved;
		sum.free += course->free;
		sum.capacity += course->capacity;
	}
	cells = tsop_table_add(table, "", true);
	cells[COURSE_TITLE].shown = tsop_word(scribe->lang, TSOP_WORD_TOTAL);
	set_course(scribe, cells, &sum);
}

enum { MISSING_NAME, MISSING_CODE, MISSING_REGION, MISSING_RESERVED, MISSING_AT, MISSING_UNTIL };

static const struct tsop_column missing_columns[] = {
	{ "name", TSOP_WORD_MUNICIPALITY, false, TSOP_COLUMN_ALL },
	{ "code", TSOP_WORD_CODE, false, TSOP_COLUMN_SHOWN },
	{ "region", TSOP_WORD_REGION, false, TSOP_COLUMN_ALL },
	{ "reserved", TSOP_WORD_RESERVED, true, TSOP_COLUMN_ALL },
	{ "reserved_at", TSOP_WORD_RESERVED_AT, false, TSOP_COLUMN_ALL },
	{ "reserve_until", TSOP_WORD_RUN_RESERVE_UNTIL, false, TSOP_COLUMN_DATA },
};

/* The courses at which the claimant's seats are reserved; people read their places. */
static struct tsop_cell places(struct tsop_scribe *scribe, const struct tsop_model *model,
			       const struct tsop_model_claimant *claimant)
{
	struct tsop_cell cell = { .kind = TSOP_CELL_LIST,
				  .texts = claimant->reserved_at,
				  .n_texts = claimant->n_reserved_at };
	const char **names =
		tsop_arena_take(scribe->arena, claimant->n_reserved_at + 1, sizeof *names);

	if (names == NULL) {
		scribe->failed = true;
		return cell;
	}
	for (size_t i = 0; i < claimant->n_reserved_at; i++)
		names[i] = tsop_model_course(model, claimant->reserved_at[i])->place;
	cell.shown = tsop_scribe_list(scribe, names, claimant->n_reserved_at);
	return cell;
}

void tsop_outcome_missing(struct tsop_table *table, struct tsop_scribe *scribe,
			  const struct tsop_model *model)
{
	if (tsop_table_init(table, scribe, missing_columns, N_OF(missing_columns),
			    model->n_claimants) != 0)
		return;
	table->name = "missing";
	table->id_name = "municipality";
	table->caption = TSOP_WORD_MISSING_CAPTION;
	table->is_hidden[MISSING_AT] = !model->has_people;
	for (size_t i = 0; i < model->n_claimants; i++) {
		const struct tsop_model_claimant *claimant = &model->claimants[i];
		const struct tsop_municipality *at = claimant->municipality;
		struct tsop_cell *cells;

		if (claimant->applied > 0)
			continue;
		cells = tsop_table_add(table, at->code, false);
		cells[MISSING_NAME] = tsop_cell_text(scribe, at->name);
		cells[MISSING_CODE] = tsop_cell_text(scribe, at->code);
		cells[MISSING_REGION] = tsop_cell_text(scribe, at->region);
		cells[MISSING_RESERVED] = tsop_cell_integer(scribe, claimant->reserved);
		cells[MISSING_AT] = places(scribe, model, claimant);
		cells[MISSING_UNTIL] = tsop_cell_shown(model->reserve_until_text, "");
	}
}

enum { WAITING_NAME, WAITING_CODE, WAITING_NUMBER, WAITING_ENROLLMENTS };

static const struct tsop_column waiting_columns[] = {
	{ "name", TSOP_WORD_MUNICIPALITY, false, TSOP_COLUMN_ALL },
	{ "code", TSOP_WORD_CODE, false, TSOP_COLUMN_SHOWN },
	{ "waiting", TSOP_WORD_WAITING, true, TSOP_COLUMN_ALL },
	{ "enrollments", TSOP_WORD_ENROLLMENTS, false, TSOP_COLUMN_ALL },
};

void tsop_outcome_waiting(struct tsop_table *table, struct tsop_scribe *scribe,
			  const struct tsop_model *model)
{
	if (tsop_table_init(table, scribe, waiting_columns, N_OF(waiting_columns),
			    model->n_claimants) != 0)
		return;
	table->name = "waiting";
	table->id_name = "municipality";
	table->caption = TSOP_WORD_WAITING_CAPTION;
	for (size_t i = 0; i < model->n_claimants; i++) {
		const struct tsop_model_claimant *claimant = &model->claimants[i];
		struct tsop_cell *cells;

		if (claimant->waiting == 0)
			continue;
		cells = tsop_table_add(table, claimant->municipality->code, false);
		cells[WAITING_NAME] = tsop_cell_text(scribe, claimant->municipality->name);
		cells[WAITING_CODE] = tsop_cell_text(scribe, claimant->municipality->code);
		cells[WAITING_NUMBER] = tsop_cell_integer(scribe, claimant->waiting);
		cells[WAITING_ENROLLMENTS] =
			tsop_cell_list(scribe, claimant->queue, (size_t)claimant->waiting);
	}
}
