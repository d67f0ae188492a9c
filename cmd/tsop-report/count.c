#include "base/i18n.h"
#include "record/input.h"
#include "report/count.h"
#include "verbs.h"

enum format { FORMAT_JSONL, FORMAT_CSV, FORMAT_TEXT };

struct options {
	const char *by;
	int format;
	bool excel;
	const char *encoding;
	const char *output;
	int64_t line_max;
};

static int check(const struct options *options, struct tsop_error *err)
{
	if (options->by == NULL)
		return tsop_fail(err, TSOP_USAGE, _("expected --by; see --help"));
	if (options->excel && options->format != FORMAT_CSV)
		return tsop_fail(err, TSOP_USAGE, _("--excel: goes with --format csv only"));
	return 0;
}

static int add(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	return tsop_count_add(context, record, err);
}

/* Read all files. A count that misses records is none: false where a record or file was refused. */
static bool read_all(struct tsop_tool *tool, const struct options *options,
		     struct tsop_count *count, int argc, char **argv)
{
	const char *const required[] = { options->by, NULL };
	const struct tsop_input_options how = { .encoding = options->encoding,
						.line_max = (size_t)options->line_max,
						.required = required,
						.progress = tsop_tool_progress(tool) };
	bool is_whole = true;

	for (int i = 0; i < argc; i++)
		if (tsop_input_each(argv[i], &how, add, count, &tool->sink) != 0)
			is_whole = false;
	return is_whole;
}

static int print(struct tsop_output *out, const struct options *options,
		 const struct tsop_count *count, struct tsop_error *err)
{
	const struct tsop_csv_style *style = options->excel ? &TSOP_CSV_EXCEL : &TSOP_CSV_PLAIN;
	struct tsop_buf row;
	size_t width = 0;
	int status = 0;

	if (options->format == FORMAT_TEXT && tsop_count_width(count, &width, err) != 0)
		return -1;
	tsop_buf_init(&row);
	if (options->format == FORMAT_CSV)
		tsop_count_csv_header(&row, style);
	for (size_t i = 0; i < count->n_rows && status == 0; i++) {
		if (options->format == FORMAT_JSONL)
			tsop_count_jsonl(&row, count, i);
		else if (options->format == FORMAT_CSV)
			tsop_count_csv(&row, count, i, style);
		else
			tsop_count_text(&row, count, i, width);
		status = tsop_buf_ok(&row, err);
		tsop_output_add(out, tsop_buf_view(&row));
		tsop_buf_clear(&row);
	}
	tsop_output_add(out, tsop_buf_view(&row)); /* a header without rows */
	tsop_buf_release(&row);
	return status;
}

static int run(struct tsop_tool *tool, const struct options *options, int argc, char **argv)
{
	struct tsop_count count;
	struct tsop_error err;

	tsop_count_init(&count, options->by);
	if (read_all(tool, options, &count, argc, argv) && tsop_tool_output(tool, options->output)) {
		tsop_count_sort(&count);
		if (print(&tool->out, options, &count, &err) != 0)
			tsop_tool_error(tool, &err);
	}
	tsop_count_release(&count);
	return tsop_tool_end(tool);
}

int tsop_verb_count(struct tsop_tool *tool, int argc, char **argv)
{
	struct options o = { .by = NULL };
	const struct tsop_option table[] = {
		{ 0, "by", "FIELD", N_("the field whose values are counted"), TSOP_OPTION_TEXT,
		  &o.by, 0, 0 },
		{ 0, "format", "jsonl|csv|text", N_("what to write (default: jsonl)"),
		  TSOP_OPTION_CHOICE, &o.format, 0, 0 },
		{ 0, "excel", NULL, N_("CSV as Excel in Denmark opens it"), TSOP_OPTION_FLAG,
		  &o.excel, 0, 0 },
		TSOP_OPTION_ENCODING(&o.encoding),
		TSOP_OPTION_LINE_MAX(&o.line_max),
		TSOP_OPTION_OUTPUT(&o.output),
	};
	struct tsop_error err;

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (check(&o, &err) != 0) {
		tsop_tool_error(tool, &err);
		return (int)tool->status;
	}
	if (!tsop_tool_inputs(tool, &argc, argv))
		return (int)tool->status;
	return run(tool, &o, argc, argv);
}
