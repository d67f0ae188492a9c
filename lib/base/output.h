/*
 * output.h: standard output, or a file that appears whole or not at all.
 *
 * Every write is checked; the first failure sticks, so that a writer may look
 * once, when it finishes. A named file is written beside its target under a
 * temporary name and renamed over it when it is complete and synced; until
 * then the old file stays as it was, and an interrupt removes the temporary.
 */
#ifndef TSOP_BASE_OUTPUT_H
#define TSOP_BASE_OUTPUT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/progress.h"
#include "base/view.h"

struct tsop_output {
	int fd;
	const char *path; /* borrowed; NULL: standard output */
	char *target;     /* the file that path leads to, or NULL */
	char *temporary;  /* beside it, to be renamed, or NULL */
	struct tsop_buf buf;
	int errnum; /* of the first failed write, 0 while all is well */
	struct tsop_progress *progress; /* ends before bytes go out; NULL, unless it is set */
};

/*
 * Open for path (borrowed until finish; NULL or "-": standard output). A new
 * file gets mode 0600, a replaced one keeps its own; a symbolic link is
 * followed; what is not a regular file (a terminal, a pipe, /dev/null) is
 * written to directly.
 */
int tsop_output_open(struct tsop_output *out, const char *path, struct tsop_error *err);

/* Append bytes; buffered. -1 once a write has failed. */
int tsop_output_add(struct tsop_output *out, struct tsop_view bytes);
int tsop_output_add_text(struct tsop_output *out, const char *text);

/* Hand what is buffered to the system now. -1 once a write has failed. */
int tsop_output_flush(struct tsop_output *out);

/*
 * Flush, sync, close and rename. Whatever happens, nothing of out is left to
 * release. On failure (TSOP_SYSTEM) the target is as it was (or, where only the
 * sync of its directory failed, new but perhaps not durable); errnum says why.
 */
int tsop_output_finish(struct tsop_output *out, struct tsop_error *err);

/* Drop what was written to a file; what went to standard output has gone. */
void tsop_output_abandon(struct tsop_output *out);

#endif
