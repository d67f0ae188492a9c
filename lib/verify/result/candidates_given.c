#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "verify/result/candidates_reading.h"
#include "verify/result/row.h"

enum { REASON_MAX = 500 };

/* Somebody of the input that a row decides on; NULL where there is none, which was told. */
static struct tsop_candidate *read_person(struct tsop_candidates_reading *reading)
{
	struct tsop_faults *faults = &reading->faults;
	const struct tsop_result *result = reading->result;
	struct tsop_candidate *row;
	int64_t number;
	size_t index;

	if (!tsop_row_text(faults, "enrollment", &reading->text, _("expected a text")))
		return NULL;
	number = tsop_result_number(tsop_buf_view(&reading->text), 'e');
	if (number == 0) {
		tsop_faults_add(faults, "enrollment",
				_("expected the id of an enrollment, such as e17"));
		return NULL;
	}
	index = tsop_result_find_person(result, number, &reading->guess);
	row = index == result->n_people ? NULL : &reading->candidates->rows[index];
	if (row == NULL && reading->has_strangers) /* it may be one of them */
		return NULL;
	if (row == NULL || row->line == 0) {
		tsop_faults_add(faults, "enrollment", _("expected somebody of the input, not %s"),
				reading->text.p);
		return NULL;
	}
	if (!reading->fixes || row->fixed == NULL)
		return row;
	tsop_faults_add(faults, "enrollment", _("%s is fixed already"), reading->text.p);
	return NULL;
}

static uint16_t read_course(struct tsop_candidates_reading *reading)
{
	uint16_t course = TSOP_RESULT_NO_COURSE;

	if (tsop_row_text(&reading->faults, "course", &reading->other, _("expected a text")))
		tsop_row_course(&reading->faults, "course", reading->result, reading->other.p,
				   &course);
	return course;
}

/* In reading->other. */
static void read_reason(struct tsop_candidates_reading *reading)
{
	struct tsop_faults *faults = &reading->faults;
	struct tsop_buf *reason = &reading->other;

	if (!tsop_row_text(faults, "reason", reason,
			      reading->fixes ? _("expected a text") : NULL))
		return;
	if (reason->len > REASON_MAX || tsop_text_control(tsop_buf_view(reason)) < reason->len)
		tsop_faults_add(faults, "reason", _("expected at most %d bytes on one line"),
				REASON_MAX);
	else
		tsop_row_check_cpr(faults, "reason", tsop_buf_view(reason));
}

static void fix(struct tsop_candidates_reading *reading, struct tsop_candidate *row,
		uint16_t course)
{
	const struct tsop_result_person *person =
		&reading->result->people[row - reading->candidates->rows];
	struct tsop_error err;

	row->fixed = tsop_arena_copy(&reading->checking->arena, tsop_buf_view(&reading->other));
	if (row->fixed == NULL) {
		tsop_fail_memory(&err);
		tsop_faults_note(&reading->faults, NULL, &err);
	}
	if (!row->holds)
		reading->candidates->held[tsop_candidates_municipality(person->municipality)]++;
	row->holds = true;
	row->course = course;
}

/* A place fixed by hand. */
static int read_fixed(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_candidates_reading *reading = context;
	struct tsop_candidate *row;
	uint16_t course;

	tsop_faults_begin(&reading->faults, record);
	row = read_person(reading);
	course = read_course(reading);
	read_reason(reading);
	if (reading->faults.n == 0 && row != NULL)
		fix(reading, row, course);
	return tsop_faults_end(&reading->faults, err);
}

static int by_course(const void *left, const void *right)
{
	return *(const uint16_t *)left - *(const uint16_t *)right;
}

/* Their id is in reading->text. */
static void keep_from(struct tsop_candidates_reading *reading, struct tsop_candidate *row,
		      uint16_t course)
{
	uint16_t *excluded = tsop_arena_take(&reading->checking->arena, row->n_excluded + 1,
					     sizeof *excluded);
	struct tsop_error err;

	if (row->course == course) {
		tsop_faults_add(&reading->faults, "course",
				_("expected another course than the one %s has already"),
				reading->text.p);
		return;
	}
	if (excluded == NULL) {
		tsop_fail_memory(&err);
		tsop_faults_note(&reading->faults, NULL, &err);
		return;
	}
	for (size_t i = 0; i < row->n_excluded; i++) {
		excluded[i] = row->excluded[i];
		if (excluded[i] == course) {
			tsop_faults_add(&reading->faults, "course",
					_("%s is excluded from it already"), reading->text.p);
			return;
		}
	}
	excluded[row->n_excluded++] = course;
	row->excluded = excluded;
	qsort(excluded, row->n_excluded, sizeof *excluded, by_course);
}

/* A course that the person is kept from. */
static int read_excluded(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_candidates_reading *reading = context;
	struct tsop_candidate *row;
	uint16_t course;

	tsop_faults_begin(&reading->faults, record);
	row = read_person(reading);
	course = read_course(reading);
	if (row != NULL && course != TSOP_RESULT_NO_COURSE)
		keep_from(reading, row, course);
	read_reason(reading);
	return tsop_faults_end(&reading->faults, err);
}

int tsop_candidates_read_by_hand(struct tsop_candidates_reading *reading, const char *file,
				 bool fixes)
{
	const char *const required[] = { "enrollment", "course", fixes ? "reason" : NULL, NULL };
	struct tsop_sink *sink = reading->checking->sink;
	struct tsop_input_options input = reading->checking->input;
	struct tsop_columns *columns;
	struct tsop_error err;
	int status;

	if (tsop_columns_by_hand(&columns, &err) != 0) {
		tsop_sink_report(sink, &err);
		return -1;
	}
	input.columns = columns;
	input.required = required;
	reading->fixes = fixes;
	status = tsop_input_each(file, &input, fixes ? read_fixed : read_excluded, reading, sink);
	tsop_columns_free(columns);
	return status;
}

static int read_given(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_candidates_reading *reading = context;
	struct tsop_faults *faults = &reading->faults;
	const struct tsop_municipality *municipality = NULL;
	int64_t seats = 0, reserved = 0;
	size_t number = 0;

	if (tsop_record_is(record, "allocation") || tsop_record_is(record, "proof") ||
	    tsop_record_is(record, "assignment") || tsop_record_is(record, "waiting"))
		return 0;
	if (tsop_record_get(record, "type") != NULL && !tsop_record_is(record, "seats"))
		return tsop_record_fail(record, "type", err,
					_("expected seats: what tsop-allocate seats prints"));
	tsop_faults_begin(faults, record);
	tsop_faults_version(faults);
	if (tsop_row_municipality(faults, "municipality", &reading->text, &municipality,
				     _("expected the code of a municipality"))) {
		number = tsop_candidates_municipality(municipality);
		if (reading->given[number] > 0)
			tsop_faults_add(faults, "municipality", _("given before, in line %llu"),
					reading->given[number]);
		else
			reading->given[number] = record->line;
	}
	tsop_row_integer(faults, "seats", 0, TSOP_RESULT_SEATS_MAX, &seats,
			    _("expected a number of seats"));
	tsop_row_integer(faults, "reserved", 0, TSOP_RESULT_SEATS_MAX, &reserved, NULL);
	if (faults->n > 0)
		return tsop_faults_end(faults, err);
	reading->candidates->seats[number] = seats;
	reading->candidates->reserved[number] = reserved;
	return 0;
}

int tsop_candidates_read_seats(struct tsop_candidates_reading *reading, const char *file)
{
	static const char *const required[] = { "municipality", "seats", NULL };
	struct tsop_input_options input = reading->checking->input;

	input.required = required;
	return tsop_input_each(file, &input, read_given, reading, reading->checking->sink);
}
