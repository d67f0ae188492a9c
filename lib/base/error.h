/*
 * error.h: what went wrong, where, and what that means for the exit status.
 *
 * The library neither prints nor exits. A function that can fail returns 0 or
 * -1 and takes a struct tsop_error of its caller, which it fills on failure
 * and leaves untouched on success. Records that are refused do not end a run:
 * they go to a sink, so that one run reports them all.
 */
#ifndef TSOP_BASE_ERROR_H
#define TSOP_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

/* The codes are the exit statuses of the tools (design: manners). */
enum tsop_code {
	TSOP_OK = 0,
	TSOP_NO = 1,     /* done, but the answer is no or records were refused */
	TSOP_USAGE = 2,  /* the command line is wrong */
	TSOP_INPUT = 3,  /* an input is unusable */
	TSOP_SYSTEM = 4, /* output, lock, memory or store failed */
};

struct tsop_error {
	enum tsop_code code;
	const char *file;        /* borrowed: the name the input was opened by, or NULL */
	unsigned long long line; /* from 1; 0 where there is none */
	char field[64];          /* the member or column at fault, or "" */
	char text[512];          /* a sentence without full stop */
};

/*
 * Fill err: code and the formatted text; file, line and field are cleared.
 * A text too long is cut at a character's border. Returns -1, so that a
 * function may end with it. err may be NULL: then nothing is filled.
 */
int tsop_fail(struct tsop_error *err, enum tsop_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same for TSOP_SYSTEM, with ": " and the text of errnum (an errno) behind it. */
int tsop_fail_errno(struct tsop_error *err, int errnum, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* tsop_fail(err, TSOP_SYSTEM, "out of memory"). */
int tsop_fail_memory(struct tsop_error *err);

/* What messages call the file: "stdin" for "-". */
const char *tsop_error_file(const char *file);

/*
 * Say where: file (borrowed by err, may be NULL), line and field (copied, may be NULL).
 * Returns -1.
 */
int tsop_error_at(struct tsop_error *err, const char *file, unsigned long long line,
		  const char *field);

/*
 * Say that the value of an option, named without "--", is at fault: "--name: "
 * before the text, and TSOP_USAGE, unless the system failed. Returns -1.
 */
int tsop_error_option(struct tsop_error *err, const char *name);

#if defined(__clang_analyzer__) && !defined(TSOP_ERROR_IMPLEMENTATION)
/* The analyzer looks at one file at a time: tell it what these return. */
#define tsop_fail(...) (tsop_fail(__VA_ARGS__), -1)
#define tsop_fail_errno(...) (tsop_fail_errno(__VA_ARGS__), -1)
#define tsop_fail_memory(err) (tsop_fail_memory(err), -1)
#define tsop_error_at(...) (tsop_error_at(__VA_ARGS__), -1)
#define tsop_error_option(err, name) (tsop_error_option(err, name), -1)
#endif

struct tsop_headings;

/*
 * A sink of errors. say() is called for each of the first `limit` errors;
 * the rest are only counted. `worst` is the highest code reported.
 */
struct tsop_sink {
	void (*say)(void *context, const struct tsop_error *err);
	void *context;
	struct tsop_headings *headings; /* told what is read and told of (heading.h); or NULL */
	size_t limit;
	size_t n;
	enum tsop_code worst;
};

/* Report err to the sink. */
void tsop_sink_report(struct tsop_sink *sink, const struct tsop_error *err);

#endif
