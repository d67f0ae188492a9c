#include "allocate.h"
#include "draw/complete.h"

static void warn(void *context, const struct tsop_error *err)
{
	tsop_tool_error(context, err);
}

/* One way to draw, with what it needs. */
static bool check_way(struct tsop_tool *tool, struct tsop_complete_options *o)
{
	int n_ways = (o->seed != NULL) + (o->sources != NULL) + (o->drawn != NULL);
	struct tsop_error err;

	if (n_ways != 1)
		tsop_fail(&err, TSOP_USAGE, _("expected one of --seed, --sources and --drawn"));
	else if (o->drawn != NULL && o->by != ALLOCATE_NOT_CHOSEN)
		tsop_fail(&err, TSOP_USAGE, _("--drawn: expected no --by: it is drawn by hand"));
	else if (o->drawn != NULL && o->note == NULL)
		tsop_fail(&err, TSOP_USAGE,
			  _("--drawn: expected --note: who drew, when, and before whom"));
	else
		return true;
	tsop_tool_error(tool, &err);
	return false;
}

static int draw(struct tsop_tool *tool, const struct tsop_complete_options *o, const char *output)
{
	struct tsop_sink warnings = { .say = warn, .context = tool, .limit = SIZE_MAX };
	struct tsop_error err = { .code = TSOP_OK };

	if (!tsop_tool_output(tool, output))
		return tsop_tool_end(tool);
	if (tsop_complete_run(o, &tool->out, &warnings, &tool->sink, &err) < 0 &&
	    err.code != TSOP_OK)
		tsop_tool_error(tool, &err);
	return tsop_tool_end(tool);
}

int allocate_draw(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_complete_options o = { .by = ALLOCATE_NOT_CHOSEN,
					   .bits = TSOP_DRAW_NOT_STATED };
	const char *output = NULL;
	const struct tsop_option table[] = {
		{ 0, "seed", "TEXT", N_("draw from a text that was published before"),
		  TSOP_OPTION_TEXT, &o.seed, 0, 0 },
		{ 0, "sources", "LIST", N_("draw from numbers that all can look up, such as '7/3 9'"),
		  TSOP_OPTION_TEXT, &o.sources, 0, 0 },
		{ 0, "by", TSOP_DRAW_HASH_NAMES, N_("hash to draw by (default: rfc3797-sha256)"),
		  TSOP_OPTION_CHOICE, &o.by, 0, 0 },
		{ 0, "bits", "N", N_("bits of chance that the seed or sources give"),
		  TSOP_OPTION_NUMBER, &o.bits, 0, TSOP_DRAW_BITS_MAX },
		{ 0, "drawn", "LIST", N_("enter who was drawn by hand, first to last"),
		  TSOP_OPTION_TEXT, &o.drawn, 0, 0 },
		{ 0, "note", "TEXT", N_("who drew, when, before whom; it is published"),
		  TSOP_OPTION_TEXT, &o.note, 0, 0 },
		TSOP_OPTION_OUTPUT(&output),
		TSOP_OPTION_ENCODING(&o.encoding),
		TSOP_OPTION_LINE_MAX(&o.line_max),
	};

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv) ||
	    !check_way(tool, &o) || !tsop_tool_inputs(tool, &argc, argv) ||
	    !tsop_tool_stdin_once(tool, NULL, 0, argc, argv))
		return (int)tool->status;
	if (o.by == ALLOCATE_NOT_CHOSEN)
		o.by = o.drawn != NULL ? TSOP_DRAW_HAND : TSOP_DRAW_SHA256;
	o.files = argv;
	o.n_files = (size_t)argc;
	return draw(tool, &o, output);
}
