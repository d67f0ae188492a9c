#include "allocate.h"

#include "allocate/explain/explain.h"
#include "allocate/explain/phrases.h"

static int explain(struct tsop_tool *tool, struct tsop_explain_options *options,
		   struct tsop_allocation_options *allocation, const char *output, int argc, char **argv)
{
	struct tsop_error err = { .code = TSOP_OK };
	int status;

	allocation->gives_seats = true;
	allocation->gives_courses = allocation->courses != NULL;
	if (!allocate_open(tool, allocation, output, argc, argv))
		return (int)tool->status;
	options->allocation = allocation;
	status = tsop_explain_run(options, &tool->out, &tool->sink, &err);
	return allocate_end(tool, status, &err);
}

int allocate_explain(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_allocation_options o = ALLOCATE_DEFAULTS;
	struct tsop_explain_options explained = { 0 };
	const char *output = NULL;
	const struct tsop_option table[] = {
		ALLOCATE_RUN(o),
		{ 0, "of", "IDS", N_("explain these only: codes, names, e1,e2 (default: all)"),
		  TSOP_OPTION_TEXT, &explained.of, 0, 0 },
		{ 0, "lang", TSOP_PHRASE_LANGS, N_("language (default: da)"), TSOP_OPTION_CHOICE,
		  &explained.lang, 0, 0 },
		{ 0, "format", TSOP_EXPLAIN_FORMATS, N_("how to print (default: jsonl)"),
		  TSOP_OPTION_CHOICE, &explained.format, 0, 0 },
		ALLOCATE_COMMON(o, &output),
	};

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (!allocate_has_seats(tool, &o))
		return (int)tool->status;
	if (o.courses != NULL && !tsop_tool_inputs(tool, &argc, argv))
		return (int)tool->status;
	return explain(tool, &explained, &o, output, argc, argv);
}
