#include "allocate.h"

int allocate_assign(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_allocation_options o = ALLOCATE_DEFAULTS;
	const char *output = NULL;
	const struct tsop_option table[] = {
		ALLOCATE_COURSES(o),
		{ 0, "seats-from", "FILE",
		  N_("seats of each municipality (default: one for everybody)"), TSOP_OPTION_TEXT,
		  &o.seats_from, 0, 0 },
		ALLOCATE_MECHANISM(o),
		ALLOCATE_ORDER(o),
		ALLOCATE_SPREAD(o),
		ALLOCATE_SEED(o),
		ALLOCATE_DRAWN(o),
		ALLOCATE_FIX(o),
		ALLOCATE_EXCLUDE(o),
		ALLOCATE_FILL(o),
		ALLOCATE_KEEP(o),
		ALLOCATE_ROUND(o),
		TSOP_OPTION_OUTPUT(&output),
		TSOP_OPTION_NOW(&o.now),
		TSOP_OPTION_ENCODING(&o.encoding),
		TSOP_OPTION_LINE_MAX(&o.line_max),
	};

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (o.courses == NULL)
		return allocate_needs(tool, "courses");
	if (!tsop_tool_inputs(tool, &argc, argv))
		return (int)tool->status;
	o.gives_courses = true;
	return allocate_finish(tool, &o, output, argc, argv);
}
