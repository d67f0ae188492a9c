#include "verbs.h"

#include "base/i18n.h"
#include "enroll/roster.h"

enum { NOT_CHOSEN = -1 };

struct list {
	struct tsop_tool *tool;
	const char *path, *states, *round, *course, *municipality, *as_of, *output;
	int format, language;
	bool excel;

	struct tsop_register reg;
	struct tsop_roster_filter filter;
	tsop_instant until;
};

/* The error is the command line's, not a file's. */
static int usage(struct tsop_error *err, const char *option)
{
	err->code = TSOP_USAGE;
	return tsop_error_at(err, NULL, 0, option);
}

/* What can be checked before the register is read. */
static int check_options(struct list *list, struct tsop_error *err)
{
	list->until = INT64_MAX;
	if (list->excel && list->format != TSOP_ROSTER_CSV)
		return tsop_fail(err, TSOP_USAGE, _("--excel: goes with --format csv only"));
	if (list->language != NOT_CHOSEN && !list->excel)
		return tsop_fail(err, TSOP_USAGE, _("--lang: goes with --excel only"));
	if (list->language == NOT_CHOSEN)
		list->language = TSOP_ROSTER_DANISH;
	if (list->states != NULL && tsop_roster_states(&list->filter, list->states, err) != 0)
		return -1;
	if (list->municipality != NULL &&
	    tsop_municipality_find(tsop_view_of(list->municipality), &list->filter.municipality,
				   err) != 0)
		return usage(err, "--municipality");
	if (list->as_of != NULL &&
	    tsop_instant_read(tsop_view_of(list->as_of), &list->until, err) != 0)
		return usage(err, "--as-of");
	return 0;
}

static int read_register(struct list *list, struct tsop_error *err)
{
	const struct tsop_store_options options = { .tool = "tsop-enroll" };
	struct tsop_store *store;
	bool recovered;
	int status;

	if (tsop_store_open(&store, list->path, &options, &recovered, err) != 0)
		return -1;
	status = tsop_register_load(&list->reg, store, list->until, err);
	tsop_store_close(store);
	return status;
}

/* A round or a course that the register does not have is more likely a slip than an empty list. */
static int choose(struct list *list, struct tsop_error *err)
{
	struct tsop_round round;

	list->filter.round = list->round;
	if (list->round != NULL && tsop_catalog_round(&list->reg.courses, tsop_view_of(list->round),
						      &round, err) != 0)
		return tsop_error_at(err, NULL, 0, "--round");
	if (list->course == NULL)
		return 0;
	list->filter.course = tsop_catalog_find(&list->reg.courses, tsop_view_of(list->course));
	if (list->filter.course != NULL)
		return 0;
	tsop_fail(err, TSOP_INPUT, _("the register has no course '%s'"), list->course);
	return tsop_error_at(err, NULL, 0, "--course");
}

static int print(struct list *list, struct tsop_roster *roster, struct tsop_error *err)
{
	struct tsop_buf line;
	int status;

	tsop_buf_init(&line);
	status = tsop_roster_begin(roster, &list->reg, &list->filter, &line, err);
	for (size_t i = 0; i < list->reg.n && status == 0; i++) {
		const struct tsop_enrollment *enrollment = &list->reg.enrollments[i];

		if (!tsop_roster_has(&list->filter, enrollment))
			continue;
		status = tsop_roster_row(roster, enrollment, &line, err);
		if (tsop_output_add(&list->tool->out, tsop_buf_view(&line)) != 0)
			break;
		tsop_buf_clear(&line);
	}
	tsop_output_add(&list->tool->out, tsop_buf_view(&line));
	tsop_buf_release(&line);
	return status;
}

static int run(struct list *list, struct tsop_error *err)
{
	struct tsop_roster roster;
	int status;

	if (read_register(list, err) != 0 || choose(list, err) != 0)
		return -1;
	if (!tsop_tool_output(list->tool, list->output))
		return 0;
	tsop_roster_init(&roster,
			 list->excel ? TSOP_ROSTER_EXCEL : (enum tsop_roster_format)list->format,
			 (enum tsop_roster_language)list->language, list->reg.zone);
	status = print(list, &roster, err);
	tsop_roster_release(&roster);
	return status;
}

int verb_list(struct tsop_tool *tool, int argc, char **argv)
{
	struct list list = { .tool = tool, .language = NOT_CHOSEN };
	const struct tsop_option table[] = {
		{ 'r', "register", "DIR", N_("the register"), TSOP_OPTION_TEXT, &list.path, 0, 0 },
		{ 0, "state", "LIST", N_("only these states, separated by commas"),
		  TSOP_OPTION_TEXT, &list.states, 0, 0 },
		{ 0, "round", "ID", N_("only this round"), TSOP_OPTION_TEXT, &list.round, 0, 0 },
		{ 0, "course", "ID", N_("only those enrolled on this course"), TSOP_OPTION_TEXT,
		  &list.course, 0, 0 },
		{ 0, "municipality", "NAME", N_("only this municipality (code or name)"),
		  TSOP_OPTION_TEXT, &list.municipality, 0, 0 },
		{ 0, "as-of", "INSTANT", N_("as the register was then"), TSOP_OPTION_TEXT,
		  &list.as_of, 0, 0 },
		{ 0, "format", "jsonl|csv|text", N_("how to print (default: jsonl)"),
		  TSOP_OPTION_CHOICE, &list.format, 0, 0 },
		{ 0, "excel", NULL, N_("with --format csv: a teacher's list that Excel opens"),
		  TSOP_OPTION_FLAG, &list.excel, 0, 0 },
		{ 0, "lang", "da|en", N_("language of that list (default: da)"), TSOP_OPTION_CHOICE,
		  &list.language, 0, 0 },
		TSOP_OPTION_OUTPUT(&list.output),
	};
	struct tsop_error err;

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (list.path == NULL)
		return verb_expects(tool, "register");
	tsop_register_init(&list.reg);
	if (check_options(&list, &err) != 0 || run(&list, &err) != 0)
		tsop_tool_error(tool, &err);
	tsop_register_release(&list.reg);
	return tsop_tool_end(tool);
}
