#include "enroll/catalog.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/i18n.h"
#include "base/text.h"
#include "people/municipality.h"

enum { CANDIDATES_SAID = 8 };

void tsop_catalog_init(struct tsop_catalog *catalog)
{
	*catalog = (struct tsop_catalog){ 0 };
	tsop_arena_init(&catalog->arena);
	tsop_map_init(&catalog->by_id);
	tsop_map_init(&catalog->wishes);
	tsop_zones_init(&catalog->zones);
}

void tsop_catalog_release(struct tsop_catalog *catalog)
{
	free(catalog->all);
	tsop_map_release(&catalog->by_id);
	tsop_map_release(&catalog->wishes);
	tsop_zones_release(&catalog->zones);
	tsop_arena_release(&catalog->arena);
}

int tsop_catalog_put(struct tsop_catalog *catalog, const struct tsop_course *course,
		     struct tsop_error *err)
{
	struct tsop_course **all = tsop_array_room(catalog->all, catalog->n, &catalog->cap,
						   sizeof(struct tsop_course *));
	struct tsop_course *place;
	size_t *index;
	bool added;

	if (all == NULL)
		return tsop_fail_memory(err);
	catalog->all = all;
	index = tsop_map_put(&catalog->by_id, tsop_view_of(course->id), catalog->n, &added);
	if (index == NULL)
		return tsop_fail_memory(err);
	place = added ? tsop_arena_take(&catalog->arena, 1, sizeof *place) : all[*index];
	if (place == NULL)
		return tsop_fail_memory(err);
	*place = *course;
	if (added)
		all[catalog->n++] = place;
	return 0;
}

const struct tsop_course *tsop_catalog_find(const struct tsop_catalog *catalog,
					    struct tsop_view id)
{
	const size_t *index = tsop_map_get(&catalog->by_id, id);

	return index == NULL ? NULL : catalog->all[*index];
}

/* Reading a file of courses. */
struct load {
	struct tsop_catalog *catalog;
	struct tsop_course_reader reader;
};

static int load_course(struct load *load, const struct tsop_record *record)
{
	struct tsop_faults *faults = &load->reader.fields.faults;
	const struct tsop_course *other;
	struct tsop_course course;
	struct tsop_error err;

	if (tsop_course_read(&load->reader, record, &course) != 0)
		return -1;
	other = tsop_catalog_find(load->catalog, tsop_view_of(course.id));
	if (other != NULL)
		return tsop_faults_add(faults, "id", _("line %llu has a course of the same id"),
				       other->line);
	if (tsop_catalog_put(load->catalog, &course, &err) != 0)
		return tsop_faults_note(faults, NULL, &err);
	return 0;
}

/* Every record of the input; -1 where one was refused. */
static int load_all(struct load *load, struct tsop_input *input)
{
	const struct tsop_faults *faults = &load->reader.fields.faults;
	const struct tsop_record *record;
	int status = 0;

	for (;;) {
		struct tsop_error err;
		int got = tsop_input_next(input, &record, &err);

		if (got == 0)
			return status;
		if (got < 0) {
			if (!tsop_input_is_broken(input) && err.code == TSOP_INPUT)
				err.code = faults->refusal;
			tsop_sink_report(faults->sink, &err);
			status = -1;
			if (tsop_input_is_broken(input))
				return -1;
			continue;
		}
		if (load_course(load, record) != 0)
			status = -1;
	}
}

int tsop_catalog_load(struct tsop_catalog *catalog, const char *name,
		      const struct tsop_input_options *options, const struct tsop_zone *zone,
		      enum tsop_code refusal, struct tsop_sink *sink)
{
	static const char *const required[] = {
		"id", "round", "title", "place", "capacity", "sessions", "opens", "closes", NULL,
	};
	struct tsop_input_options with_columns = *options;
	struct load load = { .catalog = catalog };
	struct tsop_input *input;
	struct tsop_error err;
	int status;

	with_columns.required = required;
	with_columns.headings = sink->headings;
	if (tsop_input_open(&input, name, &with_columns, &err) != 0) {
		tsop_sink_report(sink, &err);
		return -1;
	}
	tsop_course_reader_init(&load.reader, &catalog->arena, sink, refusal, &catalog->zones,
				zone);
	status = load_all(&load, input);
	tsop_course_reader_release(&load.reader);
	tsop_input_close(input);
	if (status == 0 && catalog->n == 0) {
		tsop_fail(&err, TSOP_INPUT, _("expected at least one course"));
		tsop_error_at(&err, name, 0, NULL);
		tsop_sink_report(sink, &err);
		return -1;
	}
	return status;
}

static void widen(struct tsop_round *round, const struct tsop_course *course)
{
	if (round->n_courses++ == 0) {
		round->id = course->round;
		round->zone = course->zone;
		round->opens = course->opens;
		round->closes = course->closes;
	}
	if (course->opens < round->opens)
		round->opens = course->opens;
	if (course->closes > round->closes)
		round->closes = course->closes;
}

/* Append the candidate, unless enough were said. */
static void add_candidate(struct tsop_buf *list, size_t *n, const char *candidate)
{
	if (*n < CANDIDATES_SAID)
		tsop_buf_addf(list, "%s%s", *n == 0 ? "" : ", ", candidate);
	else if (*n == CANDIDATES_SAID)
		tsop_buf_add_text(list, ", ...");
	(*n)++;
}

static bool is_first_of_round(const struct tsop_catalog *catalog, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (strcmp(catalog->all[i]->round, catalog->all[index]->round) == 0)
			return false;
	return true;
}

static int refuse_round(const struct tsop_catalog *catalog, struct tsop_error *err)
{
	struct tsop_buf list;
	size_t n = 0;

	tsop_buf_init(&list);
	for (size_t i = 0; i < catalog->n; i++)
		if (is_first_of_round(catalog, i))
			add_candidate(&list, &n, catalog->all[i]->round);
	tsop_fail(err, TSOP_INPUT, _("expected a round of the courses: %s"), list.p);
	tsop_buf_release(&list);
	return -1;
}

int tsop_catalog_round(const struct tsop_catalog *catalog, struct tsop_view id,
		       struct tsop_round *round, struct tsop_error *err)
{
	*round = (struct tsop_round){ 0 };
	for (size_t i = 0; i < catalog->n; i++)
		if (tsop_view_is(id, catalog->all[i]->round))
			widen(round, catalog->all[i]);
	return round->n_courses > 0 ? 0 : refuse_round(catalog, err);
}

int tsop_catalog_only_round(const struct tsop_catalog *catalog, struct tsop_round *round,
			    struct tsop_error *err)
{
	*round = (struct tsop_round){ 0 };
	for (size_t i = 0; i < catalog->n; i++)
		if (i == 0 || strcmp(catalog->all[i]->round, round->id) == 0)
			widen(round, catalog->all[i]);
	return round->n_courses == catalog->n && catalog->n > 0 ? 0 : refuse_round(catalog, err);
}

static int refuse_wish(const struct tsop_catalog *catalog, const char *round, bool ambiguous,
		       struct tsop_error *err)
{
	struct tsop_buf list;
	size_t n = 0;

	tsop_buf_init(&list);
	for (size_t i = 0; i < catalog->n; i++)
		if (strcmp(catalog->all[i]->round, round) == 0)
			add_candidate(&list, &n, catalog->all[i]->id);
	if (ambiguous)
		tsop_fail(err, TSOP_INPUT,
			  _("several courses have this place; expected an id of round %s: %s"),
			  round, list.p);
	else
		tsop_fail(err, TSOP_INPUT, _("unknown course; expected one of round %s: %s"),
			  round, list.p);
	tsop_buf_release(&list);
	return -1;
}

static int fold(struct tsop_buf *out, struct tsop_view text, struct tsop_error *err)
{
	tsop_buf_clear(out);
	return tsop_text_fold(out, tsop_text_trim(text), err);
}

/* The same by the municipality that a place is of: "Ålborg" is Aalborg. */
static void find_town(const struct tsop_catalog *catalog, const char *round, struct tsop_view wish,
		      size_t *found, size_t *n)
{
	const struct tsop_municipality *wanted, *place;

	*n = 0;
	if (tsop_municipality_of_place(tsop_text_trim(wish), &wanted, NULL) != 0)
		return;
	for (size_t i = 0; i < catalog->n; i++) {
		const struct tsop_course *course = catalog->all[i];

		if (strcmp(course->round, round) != 0 ||
		    tsop_municipality_of_place(tsop_view_of(course->place), &place, NULL) != 0 ||
		    place != wanted)
			continue;
		*found = i;
		(*n)++;
	}
}

/* The course of the round at the place that wish folds to; *n says how many have it. */
static int find_place(const struct tsop_catalog *catalog, const char *round, struct tsop_view wish,
		      size_t *found, size_t *n, struct tsop_error *err)
{
	struct tsop_buf place, wanted;
	int status;

	tsop_buf_init(&place);
	tsop_buf_init(&wanted);
	*n = 0;
	status = fold(&wanted, wish, err);
	for (size_t i = 0; i < catalog->n && status == 0; i++) {
		if (strcmp(catalog->all[i]->round, round) != 0)
			continue;
		status = fold(&place, tsop_view_of(catalog->all[i]->place), err);
		if (tsop_view_equal(tsop_buf_view(&place), tsop_buf_view(&wanted))) {
			*found = i;
			(*n)++;
		}
	}
	tsop_buf_release(&place);
	tsop_buf_release(&wanted);
	return status;
}

static int resolve(const struct tsop_catalog *catalog, const char *round, struct tsop_view wish,
		   size_t *found, struct tsop_error *err)
{
	const size_t *index = tsop_map_get(&catalog->by_id, tsop_text_trim(wish));
	size_t n;

	if (index != NULL && strcmp(catalog->all[*index]->round, round) == 0) {
		*found = *index;
		return 0;
	}
	if (find_place(catalog, round, wish, found, &n, err) != 0)
		return -1;
	if (n == 0)
		find_town(catalog, round, wish, found, &n);
	return n == 1 ? 0 : refuse_wish(catalog, round, n > 1, err);
}

int tsop_catalog_wish(struct tsop_catalog *catalog, const char *round, struct tsop_view wish,
		      const struct tsop_course **course, struct tsop_error *err)
{
	struct tsop_buf key;
	size_t *known;
	size_t found = 0;
	bool added;
	int status = 0;

	tsop_buf_init(&key);
	tsop_buf_addf(&key, "%s\n", round);
	tsop_buf_add_view(&key, wish);
	known = tsop_map_get(&catalog->wishes, tsop_buf_view(&key));
	if (known != NULL) {
		found = *known;
	} else {
		status = resolve(catalog, round, wish, &found, err);
		if (status == 0 &&
		    (key.failed ||
		     tsop_map_put(&catalog->wishes, tsop_buf_view(&key), found, &added) == NULL))
			status = tsop_fail_memory(err);
	}
	tsop_buf_release(&key);
	if (status == 0)
		*course = catalog->all[found];
	return status;
}
