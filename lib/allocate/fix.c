#include "allocate/fix.h"

#include "allocate/byhand.h"
#include "base/i18n.h"

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_byhand_reading *reading = context;
	struct tsop_byhand row;

	tsop_byhand_read(reading, record, &row);
	tsop_byhand_reason(reading, &row);
	if (tsop_faults_end(&reading->faults, err) != 0)
		return -1;
	row.person->holds_seat = true;
	row.person->course = row.course;
	row.person->fixed = row.reason;
	return 0;
}

int tsop_fix_read(struct tsop_applicants *applicants, const char *file,
		  const struct tsop_courses *courses, const struct tsop_input_options *input,
		  struct tsop_arena *arena, struct tsop_sink *sink)
{
	struct tsop_byhand_reading reading = { applicants, courses, arena, true, { 0 } };

	return tsop_byhand_each(&reading, file, input, read_row, sink);
}
