#include "report/outcome.h"

#include "report/outcome_tables.h"

/* What the parts of the document are made from. */
struct draft {
	struct tsop_document *document;
	struct tsop_scribe *scribe;
	const struct tsop_model *model;
};

static const char *word(struct draft *draft, enum tsop_word word)
{
	return tsop_word(draft->scribe->lang, word);
}

static const char *number(struct draft *draft, int64_t n)
{
	return tsop_scribe_number(draft->scribe, n);
}

/* n objects of the document; NULL where memory ends, and the scribe has failed. */
static void *take(struct draft *draft, size_t n, size_t size)
{
	void *taken = tsop_arena_take(draft->scribe->arena, n, size);

	draft->scribe->failed |= taken == NULL;
	return taken;
}

static int64_t count_applied(const struct tsop_model *model)
{
	int64_t n = 0;

	for (size_t i = 0; i < model->n_claimants; i++)
		n += model->claimants[i].applied > 0;
	return n;
}

static int64_t count_served(const struct tsop_model *model)
{
	int64_t n = 0;

	for (size_t i = 0; i < model->n_claimants; i++)
		n += model->claimants[i].seats > 0;
	return n;
}

static void make_head(struct draft *draft, const char *title)
{
	struct tsop_scribe *scribe = draft->scribe;
	const struct tsop_model *model = draft->model;
	struct tsop_document *document = draft->document;

	document->kicker = tsop_scribe_date(scribe, tsop_zone_clock(scribe->zone, model->now).date);
	if (model->round != NULL)
		document->kicker = tsop_scribe_fill(
			scribe, TSOP_WORD_ROUND,
			TSOP_VALUES(tsop_scribe_text(scribe, model->round), document->kicker));
	document->title = title == NULL ? word(draft, TSOP_WORD_TITLE)
					: tsop_scribe_text(scribe, title);
	document->lede = tsop_scribe_fill(
		scribe, model->has_people ? TSOP_WORD_LEDE_PEOPLE : TSOP_WORD_LEDE_SEATS,
		TSOP_VALUES(tsop_scribe_count(scribe, TSOP_NOUN_SEATS, model->counts.seats),
			    number(draft, model->counts.given),
			    tsop_scribe_count(scribe, TSOP_NOUN_MUNICIPALITIES,
					      count_served(model)),
			    tsop_scribe_count(scribe, TSOP_NOUN_ON_WAITING_LIST,
					      model->counts.waiting)));
	document->colophon =
		tsop_scribe_fill(scribe, TSOP_WORD_COLOPHON,
				 TSOP_VALUES(tsop_scribe_text(scribe, model->id),
					     tsop_scribe_instant(scribe, model->now)));
}

static void add_figure(struct draft *draft, enum tsop_word label, int64_t value, const char *note)
{
	draft->document->figures[draft->document->n_figures++] =
		(struct tsop_figure){ word(draft, label), number(draft, value), note };
}

static const char *until(struct draft *draft)
{
	const struct tsop_model *model = draft->model;

	if (model->reserve_until_text == NULL)
		return "";
	return tsop_scribe_fill(
		draft->scribe, TSOP_WORD_UNTIL,
		TSOP_VALUES(tsop_scribe_instant(draft->scribe, model->reserve_until)));
}

static void make_figures(struct draft *draft)
{
	struct tsop_scribe *scribe = draft->scribe;
	const struct tsop_model *model = draft->model;
	const struct tsop_model_counts *counts = &model->counts;

	add_figure(draft, TSOP_WORD_SEATS_TOTAL, counts->seats,
		   !model->has_people ? ""
				      : tsop_scribe_count(scribe, TSOP_NOUN_COURSES,
							  (int64_t)model->n_courses));
	add_figure(draft, TSOP_WORD_GIVEN, counts->given,
		   tsop_scribe_fill(scribe, TSOP_WORD_GIVEN_HOW,
				    TSOP_VALUES(number(draft, counts->guaranteed),
						number(draft, counts->given - counts->guaranteed))));
	if (counts->reserved > 0)
		add_figure(draft, TSOP_WORD_RESERVED, counts->reserved, until(draft));
	if (counts->left > 0)
		add_figure(draft, TSOP_WORD_LEFT, counts->left, word(draft, TSOP_WORD_LEFT_WHY));
	if (model->has_people)
		add_figure(draft, TSOP_WORD_ON_WAITING_LIST, counts->waiting,
			   tsop_scribe_fill(scribe, TSOP_WORD_OF,
					    TSOP_VALUES(tsop_scribe_count(
						    scribe, TSOP_NOUN_APPLICANTS,
						    counts->applications))));
	if (model->has_applicants)
		add_figure(draft, TSOP_WORD_HAVE_APPLIED, count_applied(model),
			   tsop_scribe_fill(scribe, TSOP_WORD_OF,
					    TSOP_VALUES(number(draft, counts->claimants))));
}

static struct tsop_section *add_section(struct draft *draft, enum tsop_word heading,
					const char *text)
{
	struct tsop_section *section = &draft->document->sections[draft->document->n_sections++];

	section->heading = word(draft, heading);
	section->text = text;
	return section;
}

/* The course in a sentence. */
static const char *describe_course(struct draft *draft, const struct tsop_model_course *course)
{
	return tsop_scribe_fill(draft->scribe, TSOP_WORD_BARS_ITEM,
				TSOP_VALUES(tsop_outcome_title(draft->scribe, course),
					    number(draft, course->enrolled),
					    number(draft, course->reserved),
					    number(draft, course->free),
					    number(draft, course->capacity)));
}

static const struct tsop_chart *make_chart(struct draft *draft)
{
	const struct tsop_model *model = draft->model;
	struct tsop_chart *chart = take(draft, 1, sizeof *chart);
	struct tsop_bar *bars = take(draft, model->n_courses, sizeof *bars);
	const char **sentences = take(draft, model->n_courses, sizeof *sentences);

	if (draft->scribe->failed)
		return NULL;
	for (size_t i = 0; i < model->n_courses; i++) {
		const struct tsop_model_course *course = &model->courses[i];

		bars[i] = (struct tsop_bar){
			.label = tsop_outcome_title(draft->scribe, course),
			.note = tsop_scribe_count(draft->scribe, TSOP_NOUN_SEATS, course->capacity),
			.parts = { course->enrolled, course->reserved, course->free },
			.shown = { number(draft, course->enrolled), number(draft, course->reserved),
				   number(draft, course->free) },
		};
		sentences[i] = describe_course(draft, course);
	}
	*chart = (struct tsop_chart){
		.id = "courses",
		.title = word(draft, TSOP_WORD_BARS_TITLE),
		.desc = tsop_scribe_join(draft->scribe, sentences, model->n_courses, " "),
		.parts = { word(draft, TSOP_WORD_ENROLLED), word(draft, TSOP_WORD_RESERVED),
			   word(draft, TSOP_WORD_FREE) },
		.bars = bars,
		.n_bars = model->n_courses,
	};
	return chart;
}

static void make_courses(struct draft *draft)
{
	struct tsop_section *section;

	if (!draft->model->has_people)
		return;
	section = add_section(draft, TSOP_WORD_COURSES_HEADING,
			      word(draft, TSOP_WORD_COURSES_TEXT));
	tsop_outcome_courses(&section->table, draft->scribe, draft->model);
	section->chart = make_chart(draft);
}

static void make_regions(struct draft *draft)
{
	struct tsop_section *section = add_section(draft, TSOP_WORD_REGIONS_HEADING,
						   word(draft, TSOP_WORD_REGIONS_TEXT));

	tsop_outcome_regions(&section->table, draft->scribe, draft->model);
}

static const struct tsop_model_claimant *claimant_of(const struct tsop_model *model,
						     const struct tsop_municipality *municipality)
{
	for (size_t i = 0; i < model->n_claimants; i++)
		if (model->claimants[i].municipality == municipality)
			return &model->claimants[i];
	return NULL;
}

static struct tsop_tile make_tile(struct draft *draft, const struct tsop_municipality *municipality)
{
	struct tsop_scribe *scribe = draft->scribe;
	const struct tsop_model_claimant *claimant = claimant_of(draft->model, municipality);
	struct tsop_tile tile = { municipality, TSOP_TILE_OUTSIDE, "", municipality->name };

	if (claimant == NULL)
		return tile;
	tile.class = tsop_tilemap_class(claimant->seats);
	tile.shown = number(draft, claimant->seats);
	tile.tip = tsop_scribe_fill(
		scribe, draft->model->has_people ? TSOP_WORD_MAP_TIP_PEOPLE : TSOP_WORD_MAP_TIP,
		TSOP_VALUES(municipality->name,
			    tsop_scribe_count(scribe, TSOP_NOUN_SEATS, claimant->seats),
			    number(draft, claimant->applied), number(draft, claimant->reserved),
			    number(draft, claimant->waiting)));
	if (draft->model->has_applicants && claimant->applied == 0) {
		tile.class = TSOP_TILE_MARKED;
		tile.shown = tsop_scribe_fill(scribe, TSOP_WORD_MAP_IN_RESERVE,
					      TSOP_VALUES(number(draft, claimant->reserved)));
	}
	return tile;
}

static void set_legend(struct draft *draft, struct tsop_tilemap *map)
{
	struct tsop_scribe *scribe = draft->scribe;

	map->legend[TSOP_TILE_OUTSIDE] = word(draft, TSOP_WORD_MAP_OUTSIDE);
	map->legend[TSOP_TILE_MARKED] = word(draft, TSOP_WORD_MAP_NOT_APPLIED);
	map->legend[TSOP_TILE_ZERO] = tsop_scribe_count(scribe, TSOP_NOUN_SEATS, 0);
	map->legend[TSOP_TILE_FIRST] = tsop_scribe_count(scribe, TSOP_NOUN_SEATS, 1);
	map->legend[TSOP_TILE_FIRST + 1] = tsop_scribe_count(scribe, TSOP_NOUN_SEATS, 2);
	map->legend[TSOP_TILE_FIRST + 2] = tsop_scribe_many(scribe, TSOP_NOUN_SEATS, "3–4");
	map->legend[TSOP_TILE_FIRST + 3] = tsop_scribe_many(scribe, TSOP_NOUN_SEATS, "5–8");
	map->legend[TSOP_TILE_LAST] =
		tsop_scribe_many(scribe, TSOP_NOUN_SEATS, word(draft, TSOP_WORD_MAP_NINE_OR_MORE));
}

static const struct tsop_tilemap *make_map(struct draft *draft)
{
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);
	struct tsop_tilemap *map = take(draft, 1, sizeof *map);
	struct tsop_tile *tiles = take(draft, n, sizeof *tiles);

	if (draft->scribe->failed)
		return NULL;
	for (size_t i = 0; i < n; i++)
		tiles[i] = make_tile(draft, &all[i]);
	*map = (struct tsop_tilemap){ .id = "municipalities",
				      .title = word(draft, TSOP_WORD_MAP_TITLE),
				      .desc = word(draft, TSOP_WORD_MAP_DESC),
				      .tiles = tiles,
				      .n_tiles = n };
	set_legend(draft, map);
	return map;
}

static void make_municipalities(struct draft *draft)
{
	enum tsop_word text = draft->model->has_applicants ? TSOP_WORD_MUNICIPALITIES_TEXT
							   : TSOP_WORD_MUNICIPALITIES_NO_PEOPLE;
	struct tsop_section *section =
		add_section(draft, TSOP_WORD_MUNICIPALITIES_HEADING, word(draft, text));

	tsop_outcome_municipalities(&section->table, draft->scribe, draft->model);
	section->tilemap = make_map(draft);
}

/* What becomes of the seats of those who have not applied. */
static const char *fate(struct draft *draft, const struct tsop_table *missing)
{
	const struct tsop_model *model = draft->model;
	int64_t reserved = 0;

	if (missing->n_rows == 0)
		return "";
	for (size_t i = 0; i < model->n_claimants; i++)
		if (model->claimants[i].applied == 0)
			reserved += model->claimants[i].reserved;
	if (reserved == 0)
		return word(draft, TSOP_WORD_MISSING_RELEASED);
	if (model->reserve_until_text == NULL)
		return word(draft, TSOP_WORD_MISSING_RESERVED);
	return tsop_scribe_fill(
		draft->scribe, TSOP_WORD_MISSING_UNTIL,
		TSOP_VALUES(tsop_scribe_instant(draft->scribe, model->reserve_until)));
}

static void make_missing(struct draft *draft)
{
	struct tsop_section *section;
	const char *sentences[2];

	if (!draft->model->has_applicants)
		return;
	section = add_section(draft, TSOP_WORD_MISSING_HEADING, "");
	tsop_outcome_missing(&section->table, draft->scribe, draft->model);
	sentences[0] = tsop_scribe_count(draft->scribe, TSOP_NOUN_NOT_APPLIED,
					 (int64_t)section->table.n_rows);
	sentences[1] = fate(draft, &section->table);
	section->text = tsop_scribe_join(draft->scribe, sentences,
					 sentences[1][0] == '\0' ? 1 : 2, " ");
}

static void make_waiting(struct draft *draft)
{
	struct tsop_section *section;
	bool is_empty = draft->model->counts.waiting == 0;

	if (!draft->model->has_people)
		return;
	section = add_section(draft, TSOP_WORD_WAITING_HEADING,
			      word(draft, is_empty ? TSOP_WORD_WAITING_NONE
						   : TSOP_WORD_WAITING_TEXT));
	tsop_outcome_waiting(&section->table, draft->scribe, draft->model);
}

static void make_run(struct draft *draft)
{
	struct tsop_section *section = add_section(draft, TSOP_WORD_RUN_HEADING,
						   word(draft, TSOP_WORD_RUN_TEXT));

	tsop_outcome_run(&section->table, draft->scribe, draft->model);
}

int tsop_outcome_document(struct tsop_document *document, struct tsop_model *model,
			  const struct tsop_outcome_options *options, struct tsop_error *err)
{
	struct tsop_scribe scribe = { &model->arena, options->zone, options->lang, false };
	struct draft draft = { document, &scribe, model };

	*document = (struct tsop_document){ .lang = options->lang };
	make_head(&draft, options->title);
	make_figures(&draft);
	make_courses(&draft);
	make_regions(&draft);
	make_municipalities(&draft);
	make_missing(&draft);
	make_waiting(&draft);
	make_run(&draft);
	return scribe.failed ? tsop_fail_memory(err) : 0;
}
