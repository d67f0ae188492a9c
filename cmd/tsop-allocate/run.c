#include "allocate.h"

int allocate_run(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_allocation_options o = ALLOCATE_DEFAULTS;
	const char *output = NULL;
	const struct tsop_option table[] = {
		ALLOCATE_COURSES(o),
		ALLOCATE_KEY(o),
		ALLOCATE_KEY_COLUMN(o),
		ALLOCATE_KEY_DATE(o),
		ALLOCATE_SEATS(o),
		ALLOCATE_METHOD(o),
		ALLOCATE_GUARANTEE(o),
		ALLOCATE_BOUNDS(o),
		ALLOCATE_READING(o),
		ALLOCATE_MECHANISM(o),
		ALLOCATE_ORDER(o),
		ALLOCATE_SPREAD(o),
		{ 0, "jointly", NULL, N_("give seats that nobody can use to others, by the key"),
		  TSOP_OPTION_FLAG, &o.is_joint, 0, 0 },
		ALLOCATE_SEED(o),
		ALLOCATE_DRAWN(o),
		ALLOCATE_RESERVE_UNTIL(o),
		ALLOCATE_FIX(o),
		ALLOCATE_EXCLUDE(o),
		ALLOCATE_FILL(o),
		ALLOCATE_KEEP(o),
		ALLOCATE_ROUND(o),
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
