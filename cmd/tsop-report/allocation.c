#include "base/i18n.h"
#include "base/text.h"
#include "report/outcome.h"
#include "report/render.h"
#include "verbs.h"

#define FORMATS "text|csv|jsonl|md|html"
enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSONL, FORMAT_MD, FORMAT_HTML };

struct options {
	int format;
	int lang;
	bool excel;
	const char *table;
	const char *title;
	const char *zone;
	const char *output;
	int64_t line_max;
};

/* A title is text, and stands above a whole report. */
static int check_title(const struct options *options, struct tsop_error *err)
{
	struct tsop_view title = tsop_view_of(options->title);

	if (options->table != NULL || options->format == FORMAT_CSV ||
	    options->format == FORMAT_JSONL)
		return tsop_fail(err, TSOP_USAGE, _("--title: tables alone have none"));
	if (tsop_text_invalid(title) < title.len || tsop_text_control(title) < title.len)
		return tsop_fail(err, TSOP_USAGE, _("--title: expected a text on one line"));
	return 0;
}

static int check(const struct options *options, int n_operands, struct tsop_error *err)
{
	if (n_operands > 1)
		return tsop_fail(err, TSOP_USAGE,
				 _("expected one file: an allocation is one stream"));
	if (options->excel && options->format != FORMAT_CSV)
		return tsop_fail(err, TSOP_USAGE, _("--excel: goes with --format csv only"));
	if (options->table != NULL && options->format == FORMAT_HTML)
		return tsop_fail(err, TSOP_USAGE,
				 _("--table: not with --format html: a page has all tables"));
	return options->title == NULL ? 0 : check_title(options, err);
}

/* One table in the format. */
static void render_table(struct tsop_buf *out, const struct options *options,
			 const struct tsop_table *table)
{
	switch ((enum format)options->format) {
	case FORMAT_CSV:
		tsop_render_csv(out, table, options->excel ? &TSOP_CSV_EXCEL : &TSOP_CSV_PLAIN);
		break;
	case FORMAT_JSONL:
		tsop_render_jsonl(out, table);
		break;
	case FORMAT_MD:
		tsop_render_markdown_table(out, table);
		break;
	default:
		tsop_render_text_table(out, table);
	}
}

static void render_all(struct tsop_buf *out, const struct options *options,
		       const struct tsop_document *document)
{
	switch ((enum format)options->format) {
	case FORMAT_HTML:
		tsop_render_html(out, document);
		break;
	case FORMAT_MD:
		tsop_render_markdown(out, document);
		break;
	case FORMAT_JSONL:
		for (size_t i = 0; i < document->n_sections; i++)
			tsop_render_jsonl(out, &document->sections[i].table);
		break;
	default:
		tsop_render_text(out, document);
	}
}

static int render(struct tsop_buf *out, const struct options *options,
		  const struct tsop_document *document, struct tsop_error *err)
{
	const char *name = options->table;
	const struct tsop_table *table;

	if (name == NULL && options->format == FORMAT_CSV)
		name = "municipalities";
	if (name == NULL) {
		render_all(out, options, document);
		return tsop_buf_ok(out, err);
	}
	table = tsop_document_table(document, name);
	if (table == NULL)
		return tsop_fail(err, TSOP_INPUT, _("the allocation has no table '%s'"), name);
	render_table(out, options, table);
	return tsop_buf_ok(out, err);
}

static int report(struct tsop_buf *out, const struct options *options, struct tsop_model *model,
		  struct tsop_error *err)
{
	struct tsop_outcome_options how = { .lang = (enum tsop_lang)options->lang,
					       .title = options->title };
	struct tsop_document document = { .n_sections = 0 };
	struct tsop_zone *zone;
	int status;

	if (tsop_zone_load(&zone, options->zone, err) != 0)
		return tsop_error_option(err, "zone");
	how.zone = zone;
	status = tsop_outcome_document(&document, model, &how, err);
	if (status == 0)
		status = render(out, options, &document, err);
	tsop_zone_free(zone);
	return status;
}

/* Read the allocation and append its report to out; what is wrong has been said. */
static bool run(struct tsop_tool *tool, const struct options *options, const char *name,
		struct tsop_buf *out)
{
	struct tsop_input_options how = { .line_max = (size_t)options->line_max,
					  .progress = tsop_tool_progress(tool) };
	struct tsop_model model;
	struct tsop_error err;
	bool is_done = false;

	if (tsop_model_read(&model, name, &how, &tool->sink) == 0) {
		is_done = report(out, options, &model, &err) == 0;
		if (!is_done)
			tsop_tool_error(tool, &err);
	}
	tsop_model_release(&model);
	return is_done;
}

int tsop_verb_allocation(struct tsop_tool *tool, int argc, char **argv)
{
	struct options o = { .zone = "Europe/Copenhagen" };
	const struct tsop_option table[] = {
		{ 0, "format", FORMATS, N_("what to write (default: text)"), TSOP_OPTION_CHOICE,
		  &o.format, 0, 0 },
		{ 0, "table", "NAME",
		  N_("that table only: municipalities, regions, courses, waiting, missing or run"),
		  TSOP_OPTION_TEXT, &o.table, 0, 0 },
		{ 0, "lang", "da|en", N_("language of the report (default: da)"),
		  TSOP_OPTION_CHOICE, &o.lang, 0, 0 },
		{ 0, "title", "TEXT", N_("title of the report"), TSOP_OPTION_TEXT, &o.title, 0, 0 },
		{ 0, "excel", NULL, N_("CSV as Excel in Denmark opens it"), TSOP_OPTION_FLAG,
		  &o.excel, 0, 0 },
		TSOP_OPTION_ZONE(&o.zone),
		TSOP_OPTION_LINE_MAX(&o.line_max),
		TSOP_OPTION_OUTPUT(&o.output),
	};
	struct tsop_error err;
	struct tsop_buf out;

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (check(&o, argc, &err) != 0) {
		tsop_tool_error(tool, &err);
		return (int)tool->status;
	}
	if (!tsop_tool_inputs(tool, &argc, argv))
		return (int)tool->status;
	tsop_buf_init(&out);
	if (run(tool, &o, argv[0], &out) && tsop_tool_output(tool, o.output))
		tsop_output_add(&tool->out, tsop_buf_view(&out));
	tsop_buf_release(&out);
	return tsop_tool_end(tool);
}
