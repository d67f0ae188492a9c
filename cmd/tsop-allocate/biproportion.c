#include "allocate.h"
#include "allocate/matrix/matrix.h"

static int refuse_seed(struct tsop_tool *tool)
{
	struct tsop_error err;

	tsop_fail(&err, TSOP_USAGE,
		  _("--drawn: expected no --seed: that would settle every tie"));
	tsop_tool_error(tool, &err);
	return (int)tool->status;
}

static int finish(struct tsop_tool *tool, struct tsop_matrix_options *options, const char *output,
		  int argc, char **argv)
{
	const char *const files[] = { options->row_seats, options->column_seats,
				      options->drawn };
	struct tsop_error err = { .code = TSOP_OK };
	int status;

	if (!tsop_tool_stdin_once(tool, files, sizeof files / sizeof files[0], argc, argv))
		return (int)tool->status;
	options->files = argv;
	options->n_files = (size_t)argc;
	options->progress = tsop_tool_progress(tool);
	if (!tsop_tool_output(tool, output))
		return tsop_tool_end(tool);
	status = tsop_matrix_run(options, &tool->out, &tool->sink, &err);
	if (err.code != TSOP_OK)
		tsop_tool_error(tool, &err);
	else if (status == 1)
		tool->status = TSOP_NO;
	return tsop_tool_end(tool);
}

int allocate_biproportion(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_matrix_options o = {
		.row = "row",
		.column = "column",
		.weight = "weight",
		.seats = TSOP_MATRIX_NOT_GIVEN,
		.ties = 100,
	};
	const char *output = NULL;
	const struct tsop_option table[] = {
		{ 0, "row-seats", "FILE", N_("seats of each row (default: by its weights)"),
		  TSOP_OPTION_TEXT, &o.row_seats, 0, 0 },
		{ 0, "column-seats", "FILE", N_("seats of each column (default: by its weights)"),
		  TSOP_OPTION_TEXT, &o.column_seats, 0, 0 },
		{ 0, "seats", "N", N_("seats of all, where neither rows nor columns have theirs"),
		  TSOP_OPTION_NUMBER, &o.seats, 0, TSOP_APPORTION_SEATS_MAX },
		ALLOCATE_METHOD(o),
		{ 0, "row", "NAME", N_("field that names the row (default: row)"), TSOP_OPTION_TEXT,
		  &o.row, 0, 0 },
		{ 0, "column", "NAME", N_("field that names the column (default: column)"),
		  TSOP_OPTION_TEXT, &o.column, 0, 0 },
		{ 0, "weight", "NAME", N_("field of the weight (default: weight)"),
		  TSOP_OPTION_TEXT, &o.weight, 0, 0 },
		ALLOCATE_SEED(o),
		ALLOCATE_DRAWN(o),
		{ 0, "ties", "N", N_("find up to N of the matrices that are tied (default: 100)"),
		  TSOP_OPTION_NUMBER, &o.ties, 1, TSOP_MATRIX_TIES_MAX },
		TSOP_OPTION_OUTPUT(&output),
		TSOP_OPTION_ENCODING(&o.encoding),
		TSOP_OPTION_LINE_MAX(&o.line_max),
	};

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (o.row_seats == NULL && o.column_seats == NULL && o.seats == TSOP_MATRIX_NOT_GIVEN)
		return allocate_needs(tool, "seats");
	if (o.seed != NULL && o.drawn != NULL)
		return refuse_seed(tool);
	if (!tsop_tool_inputs(tool, &argc, argv))
		return (int)tool->status;
	return finish(tool, &o, output, argc, argv);
}
