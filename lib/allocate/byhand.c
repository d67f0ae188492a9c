#include "allocate/byhand.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "people/person.h"

enum { REASON_MAX = 500 };

static int read_string(const struct tsop_byhand_reading *reading, const char *field,
		       const char **text, struct tsop_error *err)
{
	const struct tsop_record *record = reading->faults.record;
	int status = tsop_record_string(record, field, reading->arena, text, err);

	if (status > 0)
		return tsop_record_fail(record, field, err, _("expected a text"));
	return status;
}

static int read_person(const struct tsop_byhand_reading *reading, struct tsop_byhand *row,
		       struct tsop_error *err)
{
	const struct tsop_record *record = reading->faults.record;
	struct tsop_applicants *applicants = reading->applicants;
	int64_t number;
	size_t index;

	if (read_string(reading, "enrollment", &row->id, err) != 0)
		return -1;
	if (tsop_applicants_number(tsop_view_of(row->id), &number, err) != 0)
		return tsop_error_at(err, record->file, record->line, "enrollment");
	index = tsop_applicants_find(applicants, number);
	if (index == applicants->n)
		return tsop_record_fail(record, "enrollment", err,
					_("expected somebody of the input, not %s"), row->id);
	if (reading->fixes && applicants->rows[index].fixed != NULL)
		return tsop_record_fail(record, "enrollment", err, _("%s is fixed already"),
					row->id);
	row->person = &applicants->rows[index];
	return 0;
}

static int read_course(const struct tsop_byhand_reading *reading, struct tsop_byhand *row,
		       struct tsop_error *err)
{
	const struct tsop_record *record = reading->faults.record;
	const char *id;

	if (read_string(reading, "course", &id, err) != 0)
		return -1;
	if (tsop_courses_need(reading->courses, id, &row->course, err) != 0)
		return tsop_error_at(err, record->file, record->line, "course");
	return 0;
}

static int read_reason(const struct tsop_byhand_reading *reading, struct tsop_byhand *row,
		       struct tsop_error *err)
{
	const struct tsop_record *record = reading->faults.record;
	int status = tsop_record_string(record, "reason", reading->arena, &row->reason, err);

	if (status > 0 && reading->fixes)
		return tsop_record_fail(record, "reason", err, _("expected a text"));
	if (status != 0)
		return status < 0 ? -1 : 0;
	if (strlen(row->reason) > REASON_MAX ||
	    tsop_text_control(tsop_view_of(row->reason)) < strlen(row->reason))
		return tsop_record_fail(record, "reason", err,
					_("expected at most %d bytes on one line"), REASON_MAX);
	if (tsop_person_has_cpr(tsop_view_of(row->reason)))
		return tsop_record_fail(record, "reason", err,
					_("holds what looks like a CPR number; leave it out"));
	return 0;
}

void tsop_byhand_read(struct tsop_byhand_reading *reading, const struct tsop_record *record,
		      struct tsop_byhand *row)
{
	struct tsop_faults *faults = &reading->faults;
	struct tsop_error err;

	*row = (struct tsop_byhand){ .course = TSOP_ASSIGN_NO_COURSE };
	tsop_faults_begin(faults, record);
	if (read_person(reading, row, &err) != 0)
		tsop_faults_note(faults, NULL, &err);
	if (read_course(reading, row, &err) != 0)
		tsop_faults_note(faults, NULL, &err);
}

void tsop_byhand_reason(struct tsop_byhand_reading *reading, struct tsop_byhand *row)
{
	struct tsop_error err;

	if (read_reason(reading, row, &err) != 0)
		tsop_faults_note(&reading->faults, NULL, &err);
}

int tsop_byhand_each(struct tsop_byhand_reading *reading, const char *file,
		     const struct tsop_input_options *input,
		     int (*each)(void *context, const struct tsop_record *record,
				 struct tsop_error *err),
		     struct tsop_sink *sink)
{
	const char *const required[] = { "enrollment", "course",
					 reading->fixes ? "reason" : NULL, NULL };
	struct tsop_input_options with_columns = *input;
	struct tsop_columns *columns;
	struct tsop_error err;
	int status;

	if (tsop_columns_by_hand(&columns, &err) != 0) {
		tsop_sink_report(sink, &err);
		return -1;
	}
	with_columns.columns = columns;
	with_columns.required = required;
	tsop_faults_init(&reading->faults, sink, TSOP_INPUT);
	status = tsop_input_each(file, &with_columns, each, reading, sink);
	tsop_columns_free(columns);
	return status;
}
