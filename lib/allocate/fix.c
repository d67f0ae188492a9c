#include "allocate/fix.h"

#include "base/i18n.h"
#include "base/text.h"

enum { REASON_MAX = 500 };

struct reading {
	struct tsop_applicants *applicants;
	const struct tsop_courses *courses;
	struct tsop_arena *arena;
};

static int read_string(const struct reading *reading, const struct tsop_record *record,
		       const char *field, const char **text, struct tsop_error *err)
{
	int status = tsop_record_string(record, field, reading->arena, text, err);

	if (status > 0)
		return tsop_record_fail(record, field, err, _("expected a text"));
	return status;
}

/* The person that the record is about, or NULL with err. */
static struct tsop_applicant *find_person(const struct reading *reading,
					  const struct tsop_record *record, struct tsop_error *err)
{
	const struct tsop_applicants *applicants = reading->applicants;
	const char *id;
	int64_t number;
	size_t index;

	if (read_string(reading, record, "enrollment", &id, err) != 0)
		return NULL;
	if (tsop_applicants_number(tsop_view_of(id), &number, err) != 0) {
		tsop_error_at(err, record->file, record->line, "enrollment");
		return NULL;
	}
	index = tsop_applicants_find(applicants, number);
	if (index == applicants->n)
		tsop_record_fail(record, "enrollment", err,
				 _("expected somebody of the input, not %s"), id);
	else if (applicants->rows[index].fixed != NULL)
		tsop_record_fail(record, "enrollment", err, _("%s is fixed already"), id);
	else
		return &applicants->rows[index];
	return NULL;
}

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	const struct reading *reading = context;
	struct tsop_applicant *person = find_person(reading, record, err);
	const char *course, *reason;
	size_t index;

	if (person == NULL || read_string(reading, record, "course", &course, err) != 0 ||
	    read_string(reading, record, "reason", &reason, err) != 0)
		return -1;
	index = tsop_courses_find(reading->courses, course);
	if (index == reading->courses->n)
		return tsop_record_fail(record, "course", err,
					_("expected a course of round %s, not '%s'"),
					reading->courses->round, course);
	if (strlen(reason) > REASON_MAX ||
	    tsop_text_control(tsop_view_of(reason)) < strlen(reason))
		return tsop_record_fail(record, "reason", err,
					_("expected at most %d bytes on one line"), REASON_MAX);
	person->holds_seat = true;
	person->course = (uint16_t)index;
	person->fixed = reason;
	return 0;
}

int tsop_fix_read(struct tsop_applicants *applicants, const char *file,
		  const struct tsop_courses *courses, const struct tsop_input_options *input,
		  struct tsop_arena *arena, struct tsop_sink *sink)
{
	static const char *const required[] = { "enrollment", "course", "reason", NULL };
	struct reading reading = { applicants, courses, arena };
	struct tsop_input_options with_columns = *input;

	with_columns.columns = NULL;
	with_columns.required = required;
	return tsop_input_each(file, &with_columns, read_row, &reading, sink);
}
