#include "allocate.h"

int allocate_run(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_allocation_options o = ALLOCATE_DEFAULTS;
	const char *output = NULL;
	const struct tsop_option table[] = {
		ALLOCATE_RUN(o),
		ALLOCATE_COMMON(o, &output),
	};

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (o.courses == NULL)
		return allocate_needs(tool, "courses");
	if (!allocate_has_seats(tool, &o))
		return (int)tool->status;
	if (!tsop_tool_inputs(tool, &argc, argv))
		return (int)tool->status;
	o.gives_seats = true;
	o.gives_courses = true;
	return allocate_finish(tool, &o, output, argc, argv);
}
