/*
 * lines.h: the physical lines of a file or a pipe; inside of lib/record.
 *
 * Lines are handed out as views into one buffer, which grows only as far as
 * the longest line that is allowed.
 */
#ifndef TSOP_RECORD_LINES_H
#define TSOP_RECORD_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/progress.h"
#include "base/view.h"

struct tsop_lines {
	const char *name; /* borrowed: for messages */
	int fd;           /* -1: there is nothing more to read */
	char *buf;        /* owned; NULL over bytes of the caller's */
	size_t cap;
	const char *p; /* read and not yet handed out */
	const char *end;
	size_t line_max;
	unsigned long long number; /* of the line handed out last */
	bool is_broken;            /* reading has failed */
	struct tsop_progress *progress; /* NULL: nobody is told how much was read */
	uint64_t size;                  /* of the file; 0: not known */
};

enum { TSOP_LINE_MAX = 1 << 20 };

/* Open the file name, or standard input ("-"). line_max 0: TSOP_LINE_MAX. */
int tsop_lines_open(struct tsop_lines *lines, const char *name, size_t line_max,
		    struct tsop_error *err);
/* The lines of bytes that are there already; borrowed. Allocates nothing. */
void tsop_lines_over(struct tsop_lines *lines, const char *name, struct tsop_view bytes,
		     size_t line_max);
/* Tell how much of what was opened is read. */
void tsop_lines_watch(struct tsop_lines *lines, struct tsop_progress *progress);
void tsop_lines_close(struct tsop_lines *lines);

/* Read more bytes behind those at p. 1: some came; 0: the end; -1: err. */
int tsop_lines_fill(struct tsop_lines *lines, struct tsop_error *err);

/*
 * The next line with its newline (the last may have none): 1, borrowed until
 * the next call; 0 at the end; -1 with err at the line. A line over the limit
 * (without its CR and LF) is an error; the call after it goes on behind it.
 */
int tsop_lines_next(struct tsop_lines *lines, struct tsop_view *line, struct tsop_error *err);

/* The line without its LF or CRLF. */
struct tsop_view tsop_lines_chomp(struct tsop_view line);
/* How many bytes of white space (blank, tab, CR, LF) it begins with. */
size_t tsop_lines_blanks(struct tsop_view line);

#endif
