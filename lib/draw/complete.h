/*
 * complete.h: the draws that are needed, as the draws that were made; this is
 * `tsop-allocate draw`.
 */
#ifndef TSOP_DRAW_COMPLETE_H
#define TSOP_DRAW_COMPLETE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/output.h"
#include "draw/draw.h"

/* Texts are borrowed; NULL where an option was not given. */
struct tsop_complete_options {
	char *const *files;
	size_t n_files;
	int by;              /* enum tsop_draw_by */
	const char *seed;    /* one of these three */
	const char *sources; /* separated by '/' */
	const char *drawn;   /* by hand: ids separated by ',' */
	const char *note;
	int64_t bits; /* that are given, or TSOP_DRAW_NOT_STATED: what they can be at most */
	const char *encoding;
	int64_t line_max; /* bytes; 0: the default */
};

/*
 * Complete the draws of all files. 0: they were written. 1: they were, but
 * some were given too few bits; `warnings` was told which. -1: nothing was
 * written; what is wrong with a record went to the sink, anything else to err
 * (which is untouched where only the sink was told).
 */
int tsop_complete_run(const struct tsop_complete_options *options, struct tsop_output *out,
		      struct tsop_sink *warnings, struct tsop_sink *sink, struct tsop_error *err);

#endif
