#include "allocate/exclude.h"

#include "allocate/byhand.h"
#include "base/i18n.h"

/* Keep the person from the course, where it has not been so before. */
static void keep_from(struct tsop_byhand_reading *reading, const struct tsop_byhand *row)
{
	struct tsop_applicant *person = row->person;
	struct tsop_error err;

	if (person->course == row->course) {
		tsop_faults_add(&reading->faults, "course",
				_("expected another course than the one %s has already"), row->id);
		return;
	}
	if (person->is_excluded == NULL)
		person->is_excluded = tsop_arena_take(reading->arena, reading->courses->n,
						      sizeof *person->is_excluded);
	if (person->is_excluded == NULL) {
		tsop_fail_memory(&err);
		tsop_faults_note(&reading->faults, NULL, &err);
		return;
	}
	if (person->is_excluded[row->course])
		tsop_faults_add(&reading->faults, "course", _("%s is excluded from it already"),
				row->id);
	person->is_excluded[row->course] = true;
}

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_byhand_reading *reading = context;
	struct tsop_byhand row;

	tsop_byhand_read(reading, record, &row);
	if (row.person != NULL && row.course != TSOP_ASSIGN_NO_COURSE)
		keep_from(reading, &row);
	tsop_byhand_reason(reading, &row);
	return tsop_faults_end(&reading->faults, err);
}

int tsop_exclude_read(struct tsop_applicants *applicants, const char *file,
		      const struct tsop_courses *courses, const struct tsop_input_options *input,
		      struct tsop_arena *arena, struct tsop_sink *sink)
{
	struct tsop_byhand_reading reading = { applicants, courses, arena, false, { 0 } };

	return tsop_byhand_each(&reading, file, input, read_row, sink);
}
