#include "allocate/fix.h"

#include "allocate/byhand.h"
#include "base/i18n.h"

struct reading {
	struct tsop_applicants *applicants;
	const struct tsop_courses *courses;
	struct tsop_arena *arena;
};

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	const struct reading *reading = context;
	struct tsop_byhand row;

	if (tsop_byhand_read(record, reading->applicants, reading->courses, reading->arena, &row,
			     err) != 0)
		return -1;
	if (row.person->fixed != NULL)
		return tsop_record_fail(record, "enrollment", err, _("%s is fixed already"),
					row.id);
	if (row.reason == NULL)
		return tsop_record_fail(record, "reason", err, _("expected a text"));
	row.person->holds_seat = true;
	row.person->course = row.course;
	row.person->fixed = row.reason;
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
