#include "allocate.h"
#include "verify/verify.h"

/* That all is well is said last, when it was printed, too. */
static int run(struct tsop_tool *tool, const struct tsop_verify_options *options)
{
	struct tsop_error err = { .code = TSOP_OK };
	int found = tsop_verify_run(options, &tool->out, &tool->sink, &err);
	int status;

	if (found < 0 && err.code != TSOP_OK)
		tsop_tool_error(tool, &err);
	status = tsop_tool_end(tool);
	if (found == 0 && status == 0)
		tsop_tool_note(tool, _("%s: verified"), tsop_error_file(options->result));
	return status;
}

static int refuse(struct tsop_tool *tool, const char *text)
{
	struct tsop_error err;

	tsop_fail(&err, TSOP_USAGE, "%s", text);
	tsop_tool_error(tool, &err);
	return (int)tool->status;
}

int allocate_verify(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_verify_options o = { .result = NULL };
	const struct tsop_option table[] = {
		ALLOCATE_COURSES(o),
		ALLOCATE_KEY(o),
		{ 0, "seats-from", "FILE", N_("seats given before, where the result has none"),
		  TSOP_OPTION_TEXT, &o.seats_from, 0, 0 },
		ALLOCATE_FIX(o),
		ALLOCATE_EXCLUDE(o),
		{ 0, "fill", "OLD", N_("the earlier result whose waiting lists were followed"),
		  TSOP_OPTION_TEXT, &o.fill, 0, 0 },
		{ 0, "keep", "OLD", N_("the earlier result that people were kept from moving from"),
		  TSOP_OPTION_TEXT, &o.keep, 0, 0 },
		{ 0, "row-seats", "FILE", N_("seats of the rows of a matrix"), TSOP_OPTION_TEXT,
		  &o.row_seats, 0, 0 },
		{ 0, "column-seats", "FILE", N_("seats of the columns of a matrix"),
		  TSOP_OPTION_TEXT, &o.column_seats, 0, 0 },
		TSOP_OPTION_QUIET(&tool->quiet),
		TSOP_OPTION_ENCODING(&o.encoding),
		TSOP_OPTION_LINE_MAX(&o.line_max),
	};

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (argc == 0)
		return refuse(tool, _("expected a result of tsop-allocate; see --help"));
	if (o.fill != NULL && o.keep != NULL)
		return refuse(tool, _("expected one of --fill and --keep"));
	if (!tsop_tool_stdin_once(tool,
				  (const char *const[]){ o.key, o.courses, o.fix, o.exclude,
							 o.seats_from, o.row_seats, o.column_seats,
							 o.fill, o.keep },
				  9, argc, argv))
		return (int)tool->status;
	o.result = argv[0];
	o.people = argv + 1;
	o.n_people = (size_t)argc - 1;
	o.progress = tsop_tool_progress(tool);
	return tsop_tool_output(tool, NULL) ? run(tool, &o) : tsop_tool_end(tool);
}
