#include "allocate/exclude.h"

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
	struct tsop_applicant *person;

	if (tsop_byhand_read(record, reading->applicants, reading->courses, reading->arena, &row,
			     err) != 0)
		return -1;
	person = row.person;
	if (person->course == row.course)
		return tsop_record_fail(record, "course", err,
					_("expected another course than the one %s has already"),
					row.id);
	if (person->is_excluded == NULL)
		person->is_excluded = tsop_arena_take(reading->arena, reading->courses->n,
						      sizeof *person->is_excluded);
	if (person->is_excluded == NULL)
		return tsop_fail_memory(err);
	if (person->is_excluded[row.course])
		return tsop_record_fail(record, "course", err, _("%s is excluded from it already"),
					row.id);
	person->is_excluded[row.course] = true;
	return 0;
}

int tsop_exclude_read(struct tsop_applicants *applicants, const char *file,
		      const struct tsop_courses *courses, const struct tsop_input_options *input,
		      struct tsop_arena *arena, struct tsop_sink *sink)
{
	static const char *const required[] = { "enrollment", "course", NULL };
	struct reading reading = { applicants, courses, arena };
	struct tsop_input_options with_columns = *input;

	with_columns.columns = NULL;
	with_columns.required = required;
	return tsop_input_each(file, &with_columns, read_row, &reading, sink);
}
