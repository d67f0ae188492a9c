#include "allocate.h"

#include "allocate/compare/compare.h"

static int compare(struct tsop_tool *tool, struct tsop_compare_options *options,
		   struct tsop_allocation_options *allocation, const char *output, int argc, char **argv)
{
	struct tsop_error err = { .code = TSOP_OK };
	int status;

	allocation->gives_seats = true;
	if (!allocate_open(tool, allocation, output, argc, argv))
		return (int)tool->status;
	options->allocation = allocation;
	status = tsop_compare_run(options, &tool->out, &tool->sink, &err);
	return allocate_end(tool, status, &err);
}

int allocate_compare(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_allocation_options o = ALLOCATE_DEFAULTS;
	struct tsop_compare_options compared = { 0 };
	const char *output = NULL;
	const struct tsop_option table[] = {
		ALLOCATE_KEY(o),
		ALLOCATE_KEY_COLUMN(o),
		ALLOCATE_SEATS(o),
		ALLOCATE_COURSES(o),
		{ 0, "methods", "NAMES",
		  N_("methods, separated by blanks (default: the six best known)"),
		  TSOP_OPTION_TEXT, &compared.methods, 0, 0 },
		{ 0, "readings", "NAMES",
		  N_("readings, separated by blanks (default: all, where a guarantee is given)"),
		  TSOP_OPTION_TEXT, &compared.readings, 0, 0 },
		{ 0, "scan", "FROM-TO", N_("look for paradoxes in these totals of seats"),
		  TSOP_OPTION_TEXT, &compared.scan, 0, 0 },
		ALLOCATE_GUARANTEE(o),
		ALLOCATE_BOUNDS(o),
		ALLOCATE_RESERVE_UNTIL(o),
		ALLOCATE_ROUND(o),
		{ 0, "format", TSOP_COMPARE_FORMATS, N_("how to print (default: jsonl)"),
		  TSOP_OPTION_CHOICE, &compared.format, 0, 0 },
		ALLOCATE_COMMON(o, &output),
	};

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (!allocate_has_seats(tool, &o))
		return (int)tool->status;
	return compare(tool, &compared, &o, output, argc, argv);
}
