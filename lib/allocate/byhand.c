#include "allocate/byhand.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "people/person.h"

enum { REASON_MAX = 500 };

static int read_string(const struct tsop_record *record, const char *field,
		       struct tsop_arena *arena, const char **text, struct tsop_error *err)
{
	int status = tsop_record_string(record, field, arena, text, err);

	if (status > 0)
		return tsop_record_fail(record, field, err, _("expected a text"));
	return status;
}

static int read_person(const struct tsop_record *record, struct tsop_applicants *applicants,
		       struct tsop_arena *arena, struct tsop_byhand *row, struct tsop_error *err)
{
	int64_t number;
	size_t index;

	if (read_string(record, "enrollment", arena, &row->id, err) != 0)
		return -1;
	if (tsop_applicants_number(tsop_view_of(row->id), &number, err) != 0)
		return tsop_error_at(err, record->file, record->line, "enrollment");
	index = tsop_applicants_find(applicants, number);
	if (index == applicants->n)
		return tsop_record_fail(record, "enrollment", err,
					_("expected somebody of the input, not %s"), row->id);
	row->person = &applicants->rows[index];
	return 0;
}

static int read_course(const struct tsop_record *record, const struct tsop_courses *courses,
		       struct tsop_arena *arena, struct tsop_byhand *row, struct tsop_error *err)
{
	const char *id;
	size_t index;

	if (read_string(record, "course", arena, &id, err) != 0)
		return -1;
	index = tsop_courses_find(courses, id);
	if (index == courses->n)
		return tsop_record_fail(record, "course", err,
					_("expected a course of round %s, not '%s'"),
					courses->round, id);
	row->course = (uint16_t)index;
	return 0;
}

static int read_reason(const struct tsop_record *record, struct tsop_arena *arena,
		       struct tsop_byhand *row, struct tsop_error *err)
{
	int status = tsop_record_string(record, "reason", arena, &row->reason, err);

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

int tsop_byhand_read(const struct tsop_record *record, struct tsop_applicants *applicants,
		     const struct tsop_courses *courses, struct tsop_arena *arena,
		     struct tsop_byhand *row, struct tsop_error *err)
{
	*row = (struct tsop_byhand){ 0 };
	if (read_person(record, applicants, arena, row, err) != 0 ||
	    read_course(record, courses, arena, row, err) != 0)
		return -1;
	return read_reason(record, arena, row, err);
}
