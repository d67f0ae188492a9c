#include "allocate.h"

int allocate_run(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_allocation_options o = ALLOCATE_DEFAULTS;
	const char *output = NULL;
	const struct tsop_option table[] = {
		ALLOCATE_RUN(o),
		TSOP_OPTION_OUTPUT(&output),
		TSOP_OPTION_NOW(&o.now),
		TSOP_OPTION_ZONE(&o.zone),
		TSOP_OPTION_ENCODING(&o.encoding),
		TSOP_OPTION_LINE_MAX(&o.line_max),
	};

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (o.courses == NULL)
		return allocate_needs(tool, "courses");
	if (o.key == NULL)
		return allocate_needs(tool, "key");
	if (o.key_column == NULL)
		return allocate_needs(tool, "key-column");
	if (!tsop_tool_inputs(tool, &argc, argv))
		return (int)tool->status;
	o.gives_seats = true;
	o.gives_courses = true;
	return allocate_finish(tool, &o, output, argc, argv);
}
