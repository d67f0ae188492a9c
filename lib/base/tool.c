#include "base/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "config.h"

enum { ERRORS_SAID = 1000 };

/*
 * One write, so that lines of several processes do not mix. Nobody is left to tell of its
 * failure.
 */
static void put(struct tsop_buf *text)
{
	ssize_t n = 0;

	if (text->len > 0)
		do
			n = write(STDERR_FILENO, text->p, text->len);
		while (n < 0 && errno == EINTR);
	tsop_buf_release(text);
}

/* Without memory for the line, at least that. */
static void say(const struct tsop_tool *tool, struct tsop_buf *line)
{
	char instead[128];

	tsop_buf_add_char(line, '\n');
	if (line->failed) {
		snprintf(instead, sizeof instead, "%s: %s\n", tool->name, _("out of memory"));
		(void)!write(STDERR_FILENO, instead, strlen(instead));
		tsop_buf_release(line);
		return;
	}
	put(line);
}

/*
 * Take the line away that shows how far the work has come: by blanks, which any terminal knows.
 * The cursor stands at its beginning.
 */
static void add_clearing(struct tsop_tool *tool, struct tsop_buf *text)
{
	if (tool->shown > 0)
		tsop_buf_addf(text, "%*s\r", (int)tool->shown, "");
	tool->shown = 0;
}

static void show(void *context, const struct tsop_progress_task *task, uint64_t done)
{
	struct tsop_tool *tool = context;
	struct tsop_buf text;

	tsop_buf_init(&text);
	if (task == NULL) {
		add_clearing(tool, &text);
	} else {
		size_t before = tool->shown;

		tsop_buf_addf(&text, "%s: ", tool->name);
		tsop_progress_say(&text, task, done);
		tool->shown = tsop_text_width(tsop_buf_view(&text));
		if (tool->shown < before)
			tsop_buf_addf(&text, "%*s", (int)(before - tool->shown), "");
		tsop_buf_add_char(&text, '\r');
	}
	put(&text);
}

struct tsop_progress *tsop_tool_progress(struct tsop_tool *tool)
{
	if (tool->quiet || !isatty(STDERR_FILENO))
		return NULL;
	tool->progress = (struct tsop_progress){ .tell = show, .context = tool };
	if (tool->has_output)
		tool->out.progress = &tool->progress;
	return &tool->progress;
}

static void say_error(void *context, const struct tsop_error *err)
{
	struct tsop_tool *tool = context;
	struct tsop_buf line;

	tsop_buf_init(&line);
	add_clearing(tool, &line);
	tsop_buf_addf(&line, "%s: ", tool->name);
	if (err->file != NULL) {
		tsop_text_escape(&line, tsop_view_of(tsop_error_file(err->file)));
		if (err->line > 0)
			tsop_buf_addf(&line, ":%llu", err->line);
		tsop_buf_add_text(&line, ": ");
	}
	if (err->field[0] != '\0') {
		tsop_text_escape(&line, tsop_headings_find(&tool->headings, err->file,
							   tsop_view_of(err->field)));
		tsop_buf_add_text(&line, ": ");
	}
	tsop_text_escape(&line, tsop_view_of(err->text));
	say(tool, &line);
}

void tsop_tool_error(struct tsop_tool *tool, const struct tsop_error *err)
{
	say_error(tool, err);
	if (err->code > tool->status)
		tool->status = err->code;
}

void tsop_tool_note(struct tsop_tool *tool, const char *format, ...)
{
	struct tsop_buf text, line;
	va_list args;

	if (tool->quiet)
		return;
	tsop_buf_init(&text);
	tsop_buf_init(&line);
	va_start(args, format);
	tsop_buf_addv(&text, format, args);
	va_end(args);
	add_clearing(tool, &line);
	tsop_buf_addf(&line, "%s: ", tool->name);
	tsop_text_escape(&line, tsop_buf_view(&text));
	tsop_buf_release(&text);
	say(tool, &line);
}

/*
 * Descriptors 0 to 2 that came closed are opened the wrong way round: no file
 * of ours can take their numbers, and using them still fails.
 */
static void guard_descriptors(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

/*
 * Only messages follow the environment's language: numbers, order and times
 * do not. A catalog is looked for under XDG_DATA_DIRS, then where we were
 * installed.
 */
static void choose_language(void)
{
	const char *dirs = getenv("XDG_DATA_DIRS");
	struct tsop_buf path;

	if (setlocale(LC_MESSAGES, "") == NULL)
		return;
	tsop_buf_init(&path);
	bindtextdomain("tsop", TSOP_DATADIR "/locale");
	while (dirs != NULL && *dirs != '\0') {
		size_t len = strcspn(dirs, ":");

		tsop_buf_clear(&path);
		tsop_buf_addf(&path, "%.*s/tsop", (int)len, dirs);
		if (dirs[0] == '/' && access(path.p, R_OK) == 0) {
			tsop_buf_clear(&path);
			tsop_buf_addf(&path, "%.*s/locale", (int)len, dirs);
			bindtextdomain("tsop", path.p);
			break;
		}
		dirs += len + (dirs[len] == ':');
	}
	bind_textdomain_codeset("tsop", "UTF-8");
	textdomain("tsop");
	tsop_buf_release(&path);
}

static bool print(struct tsop_tool *tool, struct tsop_buf *text)
{
	if (tsop_tool_output(tool, NULL))
		tsop_output_add(&tool->out, tsop_buf_view(text));
	tsop_buf_release(text);
	tsop_tool_end(tool);
	return false;
}

static bool print_version(struct tsop_tool *tool)
{
	struct tsop_buf text;

	tsop_buf_init(&text);
	tsop_buf_addf(&text, "%s (tsop) %s\n", tool->name, TSOP_VERSION);
	tsop_buf_addf(&text, _("shared data: %s\n"), TSOP_DATADIR "/tsop");
	return print(tool, &text);
}

static bool print_verb_help(struct tsop_tool *tool, const struct tsop_option *table, size_t n)
{
	const struct tsop_verb *verb = tool->verb;
	struct tsop_buf text;

	tsop_buf_init(&text);
	tsop_buf_addf(&text, _("usage: %s %s [options]%s%s\n"), tool->name, verb->name,
		      verb->operands[0] == '\0' ? "" : " ", verb->operands);
	tsop_buf_addf(&text, "%s\n\n", _(verb->summary));
	tsop_option_help(&text, table, n);
	tsop_buf_addf(&text, _("\nexamples:\n%s"), verb->examples);
	return print(tool, &text);
}

static int print_tool_help(struct tsop_tool *tool)
{
	struct tsop_buf text;

	tsop_buf_init(&text);
	tsop_buf_addf(&text, _("usage: %s verb [options] [file...]\n"), tool->name);
	tsop_buf_addf(&text, "%s\n\n", _(tool->summary));
	for (size_t i = 0; i < tool->n_verbs; i++)
		tsop_buf_addf(&text, "  %-13s %s\n", tool->verbs[i].name,
			      _(tool->verbs[i].summary));
	tsop_buf_addf(&text, _("\n'%s verb --help' tells of one verb; %s(1) of all.\n"), tool->name,
		      tool->name);
	print(tool, &text);
	return (int)tool->status;
}

static int complain(struct tsop_tool *tool, enum tsop_code code, const char *what)
{
	struct tsop_error err;

	tsop_fail(&err, code, "%s", what);
	tsop_tool_error(tool, &err);
	return (int)tool->status;
}

static int run(struct tsop_tool *tool, const struct tsop_verb *verb, int argc, char **argv)
{
	int status;

	tool->verb = verb;
	status = verb->run(tool, argc, argv);
	tsop_headings_release(&tool->headings);
	return status;
}

int tsop_tool_main(struct tsop_tool *tool, int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : NULL;
	struct tsop_error err;

	guard_descriptors();
	signal(SIGXFSZ, SIG_IGN); /* a file size limit is a failing write, not the end */
	choose_language();
	tool->status = TSOP_OK;
	tool->sink = (struct tsop_sink){ .say = say_error,
					 .context = tool,
					 .headings = &tool->headings,
					 .limit = ERRORS_SAID };
	tsop_headings_init(&tool->headings);
	if (word == NULL)
		return complain(tool, TSOP_USAGE, _("expected a verb; see --help"));
	if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0)
		return print_tool_help(tool);
	if (strcmp(word, "-V") == 0 || strcmp(word, "--version") == 0) {
		print_version(tool);
		return (int)tool->status;
	}
	for (size_t i = 0; i < tool->n_verbs; i++) {
		if (strcmp(tool->verbs[i].name, word) == 0) {
			return run(tool, &tool->verbs[i], argc - 1, argv + 1);
		}
	}
	tsop_fail(&err, TSOP_USAGE, _("unknown verb '%s'; see --help"), word);
	tsop_tool_error(tool, &err);
	return (int)tool->status;
}

bool tsop_tool_options(struct tsop_tool *tool, const struct tsop_option *table, size_t n,
		       int *argc, char **argv)
{
	struct tsop_error err;
	bool help, version;

	if (tsop_option_parse(table, n, *argc, argv, argc, &help, &version, &err) != 0) {
		tsop_tool_error(tool, &err);
		return false;
	}
	if (help)
		return print_verb_help(tool, table, n);
	if (version)
		return print_version(tool);
	if (tool->verb->operands[0] == '\0' && *argc > 0) {
		tsop_fail(&err, TSOP_USAGE, _("%s: expected options only, not '%s'; see --help"),
			  tool->verb->name, argv[0]);
		tsop_tool_error(tool, &err);
		return false;
	}
	return true;
}

bool tsop_tool_inputs(struct tsop_tool *tool, int *argc, char **argv)
{
	static char standard_input[] = "-";

	if (*argc > 0)
		return true;
	if (isatty(STDIN_FILENO)) {
		complain(tool, TSOP_USAGE,
			 _("expected a file, or records on standard input; see --help"));
		return false;
	}
	argv[0] = standard_input;
	*argc = 1;
	return true;
}

static int is_stdin(const char *name)
{
	return name != NULL && strcmp(name, "-") == 0;
}

bool tsop_tool_stdin_once(struct tsop_tool *tool, const char *const *files, size_t n, int argc,
			  char **argv)
{
	struct tsop_error err;
	int times = 0;

	for (size_t i = 0; i < n; i++)
		times += is_stdin(files[i]);
	for (int i = 0; i < argc; i++)
		times += is_stdin(argv[i]);
	if (times < 2)
		return true;
	tsop_fail(&err, TSOP_USAGE, _("standard input is named %d times; it can be read once"),
		  times);
	tsop_tool_error(tool, &err);
	return false;
}

bool tsop_tool_output(struct tsop_tool *tool, const char *path)
{
	struct tsop_error err;

	if (tsop_output_open(&tool->out, path, &err) != 0) {
		tsop_tool_error(tool, &err);
		return false;
	}
	tool->has_output = true;
	if (tool->progress.tell != NULL)
		tool->out.progress = &tool->progress;
	return true;
}

void tsop_tool_committed(struct tsop_tool *tool)
{
	tool->committed = true;
	signal(SIGPIPE, SIG_IGN);
}

/* A reader that has gone is no error of ours: end as SIGPIPE would have ended us. */
static int end_quietly(void)
{
	signal(SIGPIPE, SIG_DFL);
	raise(SIGPIPE);
	return 128 + SIGPIPE;
}

static int end_output(struct tsop_tool *tool)
{
	struct tsop_error err;

	if (tool->out.path != NULL && tool->status >= TSOP_USAGE) {
		tsop_output_abandon(&tool->out);
		return 0;
	}
	if (tsop_output_finish(&tool->out, &err) == 0)
		return 0;
	if (tool->out.errnum == EPIPE && !tool->committed)
		return end_quietly();
	tsop_tool_error(tool, &err);
	if (tool->committed)
		complain(tool, TSOP_SYSTEM, _("recorded; output incomplete"));
	return 0;
}

static void count_refused(struct tsop_tool *tool)
{
	const struct tsop_sink *sink = &tool->sink;
	struct tsop_error err;

	if (sink->n > sink->limit)
		tsop_fail(&err, sink->worst, _("%zu errors; only the first %zu are shown"), sink->n,
			  sink->limit);
	else
		tsop_fail(&err, sink->worst,
			  ngettext("%zu error", "%zu errors", (unsigned long)sink->n), sink->n);
	tsop_tool_error(tool, &err);
	tool->sink.n = 0;
}

int tsop_tool_end(struct tsop_tool *tool)
{
	if (tool->sink.n > 0)
		count_refused(tool);
	if (tool->shown > 0)
		tsop_progress_end(&tool->progress);
	if (tool->has_output) {
		int status = end_output(tool);

		tool->has_output = false;
		if (status != 0)
			return status;
	}
	return (int)tool->status;
}
