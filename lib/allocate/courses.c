#include "allocate/courses.h"

#include <stdlib.h>
#include <string.h>

#include "assign/assign.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"
#include "people/person.h"
#include "record/faults.h"

enum { COURSES_SAID = 8 };

/* Courses while they are read. */
struct reading {
	struct tsop_courses *courses;
	const char *round; /* that was asked for, or NULL */
	struct tsop_arena *arena;
	bool is_full;              /* there are too many, which was said */
	struct tsop_faults faults; /* of the row */
};

static int read_string(const struct reading *reading, const char *field, const char **text,
		       struct tsop_error *err)
{
	const struct tsop_record *record = reading->faults.record;
	int status = tsop_record_string(record, field, reading->arena, text, err);

	if (status > 0)
		return tsop_record_fail(record, field, err, _("expected a text"));
	if (status == 0 && tsop_text_control(tsop_view_of(*text)) < strlen(*text))
		return tsop_record_fail(record, field, err,
					_("expected one line of text without control characters"));
	return status;
}

static int read_title(struct reading *reading, struct tsop_courses_row *row, struct tsop_error *err)
{
	if (read_string(reading, "title", &row->title, err) != 0)
		return -1;
	if (tsop_person_has_cpr(tsop_view_of(row->title)))
		return tsop_record_fail(reading->faults.record, "title", err,
					_("holds what looks like a CPR number; leave it out"));
	return 0;
}

static int read_place(struct reading *reading, struct tsop_courses_row *row, struct tsop_error *err)
{
	const struct tsop_record *record = reading->faults.record;

	if (read_string(reading, "place", &row->place, err) != 0)
		return -1;
	if (tsop_municipality_of_place(tsop_view_of(row->place), &row->municipality, err) != 0)
		return tsop_error_at(err, record->file, record->line, "place");
	return 0;
}

static int read_capacity(struct reading *reading, struct tsop_courses_row *row,
			 struct tsop_error *err)
{
	const struct tsop_record *record = reading->faults.record;
	int status;

	row->capacity = TSOP_COURSES_CAPACITY_MAX; /* which a minimum is held against if it is bad */
	status = tsop_record_integer(record, "capacity", 0, TSOP_COURSES_CAPACITY_MAX,
				     &row->capacity, err);
	if (status > 0)
		return tsop_record_fail(record, "capacity", err, _("expected a number of seats"));
	return status;
}

static int read_minimum(struct reading *reading, struct tsop_courses_row *row,
			struct tsop_error *err)
{
	int status = tsop_record_integer(reading->faults.record, "minimum", 0, row->capacity,
					 &row->minimum, err);

	return status < 0 ? -1 : 0;
}

/* 1: of another round than the one that was asked for. */
static int read_round(struct reading *reading, struct tsop_courses_row *row, struct tsop_error *err)
{
	struct tsop_courses *courses = reading->courses;

	if (read_string(reading, "round", &row->round, err) != 0)
		return -1;
	if (reading->round != NULL && strcmp(reading->round, row->round) != 0)
		return 1;
	if (courses->round == NULL)
		courses->round = row->round;
	if (strcmp(courses->round, row->round) == 0)
		return 0;
	return tsop_record_fail(reading->faults.record, "round", err,
				_("expected the courses of one round, or --round to name it"));
}

/* The id of a course that is not there yet. */
static int read_id(struct reading *reading, struct tsop_courses_row *row, struct tsop_error *err)
{
	const struct tsop_courses *courses = reading->courses;

	if (read_string(reading, "id", &row->id, err) != 0)
		return -1;
	for (size_t i = 0; i < courses->n; i++)
		if (strcmp(courses->rows[i].id, row->id) == 0)
			return tsop_record_fail(reading->faults.record, "id", err,
						_("given before, in line %llu"),
						courses->rows[i].line);
	reading->is_full = courses->n == TSOP_ASSIGN_MAX_COURSES;
	if (reading->is_full)
		return tsop_record_fail(reading->faults.record, "id", err,
					_("expected at most %d courses"), TSOP_ASSIGN_MAX_COURSES);
	return 0;
}

/* Also a row with other faults, so that its id is known. */
static int add(struct reading *reading, const struct tsop_courses_row *row, struct tsop_error *err)
{
	struct tsop_courses *courses = reading->courses;
	struct tsop_courses_row *rows =
		tsop_array_room(courses->rows, courses->n, &courses->cap, sizeof *rows);

	if (rows == NULL)
		return tsop_fail_memory(err);
	courses->rows = rows;
	rows[courses->n++] = *row;
	courses->capacity += row->capacity;
	return 0;
}

static int (*const parts[])(struct reading *reading, struct tsop_courses_row *row,
			    struct tsop_error *err) = {
	read_title,
	read_place,
	read_capacity,
	read_minimum,
};

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_faults *faults = &reading->faults;
	struct tsop_courses_row row = { .line = record->line };
	struct tsop_error wrong_round;
	int round, id;

	if (reading->is_full)
		return 0;
	tsop_faults_begin(faults, record);
	if (tsop_record_get(record, "type") != NULL && !tsop_record_is(record, "course"))
		return tsop_record_fail(record, "type", err, _("expected course"));
	round = read_round(reading, &row, &wrong_round);
	if (round > 0)
		return 0;
	tsop_faults_version(faults);
	id = read_id(reading, &row, err);
	if (id != 0)
		tsop_faults_note(faults, NULL, err);
	if (round < 0)
		tsop_faults_note(faults, NULL, &wrong_round);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (parts[i](reading, &row, err) != 0)
			tsop_faults_note(faults, NULL, err);
	if (id == 0 && add(reading, &row, err) != 0)
		tsop_faults_note(faults, NULL, err);
	return tsop_faults_end(faults, err);
}

static int by_id(const void *left, const void *right)
{
	const struct tsop_courses_row *a = left;
	const struct tsop_courses_row *b = right;

	return strcmp(a->id, b->id);
}

int tsop_courses_read(struct tsop_courses *courses, const char *file, const char *round,
		      const struct tsop_input_options *input, struct tsop_arena *arena,
		      struct tsop_sink *sink)
{
	static const char *const required[] = { "id", "round", "title", "place", "capacity", NULL };
	struct reading reading = { .courses = courses, .round = round, .arena = arena };
	struct tsop_input_options with_columns = *input;
	struct tsop_error err;

	*courses = (struct tsop_courses){ .file = file };
	with_columns.required = required;
	tsop_faults_init(&reading.faults, sink, TSOP_INPUT);
	if (tsop_input_each(file, &with_columns, read_row, &reading, sink) != 0)
		return -1;
	if (courses->n > 0) {
		qsort(courses->rows, courses->n, sizeof *courses->rows, by_id);
		return 0;
	}
	if (round != NULL)
		tsop_fail(&err, TSOP_INPUT, _("expected at least one course of round %s"), round);
	else
		tsop_fail(&err, TSOP_INPUT, _("expected at least one course"));
	tsop_error_at(&err, file, 0, NULL);
	tsop_sink_report(sink, &err);
	return -1;
}

void tsop_courses_release(struct tsop_courses *courses)
{
	free(courses->rows);
	*courses = (struct tsop_courses){ 0 };
}

size_t tsop_courses_find(const struct tsop_courses *courses, const char *id)
{
	const struct tsop_courses_row wanted = { .id = id };
	const struct tsop_courses_row *row =
		bsearch(&wanted, courses->rows, courses->n, sizeof wanted, by_id);

	return row == NULL ? courses->n : (size_t)(row - courses->rows);
}

int tsop_courses_need(const struct tsop_courses *courses, const char *id, uint16_t *course,
		      struct tsop_error *err)
{
	size_t index = tsop_courses_find(courses, id);
	struct tsop_buf list;

	if (index < courses->n) {
		*course = (uint16_t)index;
		return 0;
	}
	tsop_buf_init(&list);
	for (size_t i = 0; i < courses->n && i < COURSES_SAID; i++)
		tsop_buf_addf(&list, "%s%s", i == 0 ? "" : ", ", courses->rows[i].id);
	if (courses->n > COURSES_SAID)
		tsop_buf_add_text(&list, ", ...");
	if (tsop_buf_ok(&list, err) == 0)
		tsop_fail(err, TSOP_INPUT, _("expected a course of round %s: %s"), courses->round,
			  list.p);
	tsop_buf_release(&list);
	return -1;
}
