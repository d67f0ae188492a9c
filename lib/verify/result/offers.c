#include "verify/result/offers.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "verify/result/row.h"

enum { CAPACITY_MAX = 100000 };

struct reading {
	const struct tsop_result *result;
	struct tsop_checking *checking;
	struct tsop_faults faults; /* of the row */
	struct tsop_buf text;
	unsigned long long lines[TSOP_RESULT_COURSES_MAX]; /* of their rows; 0: none so far */
	size_t n; /* rows of the round */
};

/* A row of the file. */
struct row {
	struct tsop_buf title, place;
	int64_t capacity, minimum;
};

static void fault(const struct reading *reading, const char *name,
		  const struct tsop_result_course *course)
{
	const struct tsop_record *record = reading->faults.record;

	tsop_checking_fault(reading->checking, reading->result->header.line, "courses",
			    _("%s: not the %s in line %llu of %s"), course->id, name, record->line,
			    record->file);
}

static void compare(const struct reading *reading, const struct row *row,
		    const struct tsop_result_course *course)
{
	if (strcmp(row->title.p, course->title) != 0)
		fault(reading, "title", course);
	if (strcmp(row->place.p, course->place) != 0)
		fault(reading, "place", course);
	if (row->capacity != course->capacity)
		fault(reading, "capacity", course);
	if (row->minimum != course->minimum)
		fault(reading, "minimum", course);
}

static void read_row(struct reading *reading, struct row *row)
{
	struct tsop_faults *faults = &reading->faults;
	const struct tsop_municipality *municipality;
	struct tsop_error err;

	row->capacity = CAPACITY_MAX; /* which a minimum is held against if it is bad */
	row->minimum = 0;
	if (tsop_row_line(faults, "title", &row->title, _("expected a text")))
		tsop_row_check_cpr(faults, "title", tsop_buf_view(&row->title));
	if (tsop_row_line(faults, "place", &row->place, _("expected a text")) &&
	    tsop_municipality_of_place(tsop_buf_view(&row->place), &municipality, &err) != 0)
		tsop_faults_note(faults, "place", &err);
	tsop_row_integer(faults, "capacity", 0, CAPACITY_MAX, &row->capacity,
			    _("expected a number of seats"));
	tsop_row_integer(faults, "minimum", 0, row->capacity, &row->minimum, NULL);
}

/* 1: the row is of another round than the result's. What else is wrong with it is told later. */
static int read_round(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	int status = tsop_record_text(record, "round", &reading->text, err);

	if (status != 0)
		return status < 0 && err->code == TSOP_SYSTEM ? -1 : 0;
	return tsop_text_control(tsop_buf_view(&reading->text)) == reading->text.len &&
	       strcmp(reading->text.p, reading->result->header.round) != 0;
}

/* The course of the result; NO_COURSE where there is none, which was told. */
static uint16_t find_course(struct reading *reading)
{
	struct tsop_faults *faults = &reading->faults;
	const struct tsop_record *record = faults->record;
	uint16_t index;

	if (!tsop_row_line(faults, "id", &reading->text, _("expected a text")))
		return TSOP_RESULT_NO_COURSE;
	index = tsop_result_find_course(reading->result, reading->text.p);
	if (index == TSOP_RESULT_NO_COURSE)
		tsop_checking_fault_at(reading->checking, record->file, record->line, "id",
				       _("'%s' is not among the courses of the result"),
				       reading->text.p);
	else if (reading->lines[index] > 0)
		tsop_faults_add(faults, "id", _("given before, in line %llu"),
				reading->lines[index]);
	else
		reading->lines[index] = record->line;
	return index;
}

static int check_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_faults *faults = &reading->faults;
	struct row row;
	uint16_t index;
	int round;

	if (tsop_record_get(record, "type") != NULL && !tsop_record_is(record, "course"))
		return tsop_record_fail(record, "type", err, _("expected course"));
	round = read_round(reading, record, err);
	if (round != 0)
		return round < 0 ? -1 : 0;
	tsop_faults_begin(faults, record);
	reading->n++;
	tsop_buf_init(&row.title);
	tsop_buf_init(&row.place);
	tsop_faults_version(faults);
	index = find_course(reading);
	tsop_row_line(faults, "round", &reading->text, _("expected a text"));
	read_row(reading, &row);
	if (faults->n == 0 && index != TSOP_RESULT_NO_COURSE)
		compare(reading, &row, &reading->result->header.courses[index]);
	tsop_buf_release(&row.title);
	tsop_buf_release(&row.place);
	return tsop_faults_end(faults, err);
}

/* A file without courses is one that did not come, or of another round. */
static int fail_empty(const struct reading *reading)
{
	const struct tsop_checking *checking = reading->checking;
	const char *round = reading->result->header.round;
	struct tsop_error err;

	tsop_fail(&err, TSOP_INPUT, _("expected at least one course of round %s"), round);
	tsop_error_at(&err, checking->options->courses, 0, NULL);
	tsop_sink_report(checking->sink, &err);
	return -1;
}

int tsop_offers_check(const struct tsop_result *result, struct tsop_checking *checking)
{
	static const char *const required[] = { "id", "round", "title", "place", "capacity", NULL };
	struct reading reading = { .result = result, .checking = checking };
	struct tsop_input_options input = checking->input;
	int status;

	input.required = required;
	tsop_faults_init(&reading.faults, checking->sink, TSOP_INPUT);
	tsop_buf_init(&reading.text);
	status = tsop_input_each(checking->options->courses, &input, check_row, &reading,
				 checking->sink);
	tsop_buf_release(&reading.text);
	if (status == 0 && reading.n == 0)
		return fail_empty(&reading);
	for (size_t i = 0; i < result->header.n_courses && status == 0; i++)
		if (reading.lines[i] == 0)
			tsop_checking_fault(checking, result->header.line, "courses",
					    _("%s: no course of %s"), result->header.courses[i].id,
					    checking->options->courses);
	return status;
}
