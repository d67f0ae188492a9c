/*
 * tool.h: the layer all doors share.
 *
 * A tool is a table of verbs. This file dispatches, prints help and
 * diagnostics, and ends a run so that a full disk or a closed pipe is never a
 * success. It is the only part of the library that writes to standard error.
 *
 *     static int check(struct tsop_tool *tool, int argc, char **argv)
 *     {
 *             struct check_options o = { 0 };
 *             const struct tsop_option table[] = { TSOP_OPTION_QUIET(&tool->quiet), ... };
 *
 *             if (!tsop_tool_options(tool, table, N, &argc, argv))
 *                     return tool->status;
 *             ... one call into lib; errors to tsop_tool_error(), bad records to &tool->sink ...
 *             return tsop_tool_end(tool);
 *     }
 */
#ifndef TSOP_BASE_TOOL_H
#define TSOP_BASE_TOOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/heading.h"
#include "base/option.h"
#include "base/output.h"
#include "base/progress.h"

struct tsop_tool;

struct tsop_verb {
	const char *name;
	const char *operands; /* as in the synopsis: "[file...]", or "" */
	const char *summary;  /* N_(): one line, lower case, no full stop */
	const char *examples; /* two command lines, each ended by a newline */
	int (*run)(struct tsop_tool *tool, int argc, char **argv);
};

struct tsop_tool {
	const char *name;    /* "tsop-enroll" */
	const char *summary; /* N_() */
	const struct tsop_verb *verbs;
	size_t n_verbs;

	/* Of the run, set by tsop_tool_main. */
	const struct tsop_verb *verb;
	bool quiet;
	enum tsop_code status;   /* the worst so far */
	bool committed;          /* set by tsop_tool_committed */
	struct tsop_sink sink;   /* refused records: said at once, counted, worst into status */
	struct tsop_headings headings; /* of the files read: errors are said by them */
	struct tsop_output out;  /* standard output, or -o's file once tsop_tool_output was called */
	bool has_output;
	struct tsop_progress progress;
	size_t shown; /* columns of the line that shows it; 0: none is there */
};

/* A door's main: dispatch argv[1] to its verb. Returns the exit status. */
int tsop_tool_main(struct tsop_tool *tool, int argc, char **argv);

/*
 * Parse a verb's options. true: go on with the operands argv[0..*argc), none
 * where the verb's synopsis has none. false: help was printed or usage was
 * wrong; return tool->status.
 */
bool tsop_tool_options(struct tsop_tool *tool, const struct tsop_option *table, size_t n,
		       int *argc, char **argv);

/*
 * The inputs of a filter: the operands, or "-" where there is none. false
 * where that would wait for a terminal: usage was printed, return tool->status.
 */
bool tsop_tool_inputs(struct tsop_tool *tool, int *argc, char **argv);

/*
 * Is standard input named ("-") at most once among the operands and the n
 * files of options (NULL: not given)? false: a usage error was printed, return
 * tool->status.
 */
bool tsop_tool_stdin_once(struct tsop_tool *tool, const char *const *files, size_t n, int argc,
			  char **argv);

/* Open tool->out for path (NULL: standard output). false: return tsop_tool_end(tool). */
bool tsop_tool_output(struct tsop_tool *tool, const char *path);

/*
 * A store has taken what was given: from here on a failing output, also a
 * reader that has gone, is said ("recorded; output incomplete") and status 4.
 */
void tsop_tool_committed(struct tsop_tool *tool);

/* Say "tool: file:line: field: text" in one write and note the code. */
void tsop_tool_error(struct tsop_tool *tool, const struct tsop_error *err);

/* Say "tool: text" unless quiet: the one line that confirms a change of state. */
void tsop_tool_note(struct tsop_tool *tool, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Whom to tell how far long work has come: it is shown on standard error, in
 * one line that is taken away again, where that is a terminal, and unless
 * quiet. Else NULL: nobody.
 */
struct tsop_progress *tsop_tool_progress(struct tsop_tool *tool);

/*
 * End the run: say how many records were refused, finish the output (or drop
 * an -o file where the status is 2 or more) and return the exit status.
 */
int tsop_tool_end(struct tsop_tool *tool);

#endif
