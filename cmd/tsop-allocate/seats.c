#include "allocate.h"

int allocate_seats(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_allocation_options o = ALLOCATE_DEFAULTS;
	const char *output = NULL;
	const struct tsop_option table[] = {
		ALLOCATE_KEY(o),
		ALLOCATE_KEY_COLUMN(o),
		ALLOCATE_KEY_DATE(o),
		ALLOCATE_SEATS(o),
		ALLOCATE_COURSES(o),
		ALLOCATE_METHOD(o),
		ALLOCATE_GUARANTEE(o),
		ALLOCATE_BOUNDS(o),
		ALLOCATE_READING(o),
		ALLOCATE_SEED(o),
		ALLOCATE_DRAWN(o),
		ALLOCATE_RESERVE_UNTIL(o),
		ALLOCATE_ROUND(o),
		ALLOCATE_COMMON(o, &output),
	};

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (!allocate_has_seats(tool, &o))
		return (int)tool->status;
	o.gives_seats = true;
	return allocate_finish(tool, &o, output, argc, argv);
}
