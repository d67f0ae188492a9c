/*
 * explain.h: why each municipality and each person got what they got, for them to read.
 *
 * The run is made again from its inputs, so that every number can be asked
 * for: where a seat stood in the order of the key, what one more would need
 * (whatif.h), what a place elsewhere would have cost the others (the prices
 * of the courses), who comes first on a waiting list (waiting.h). The id of
 * the allocation shows which result it is that is explained.
 */
#ifndef TSOP_ALLOCATE_EXPLAIN_EXPLAIN_H
#define TSOP_ALLOCATE_EXPLAIN_EXPLAIN_H

#include "allocate/allocation.h"
#include "base/error.h"
#include "base/output.h"

/* The words of --format, in the order of the enum. */
#define TSOP_EXPLAIN_FORMATS "jsonl|text"
enum tsop_explain_format { TSOP_EXPLAIN_JSONL, TSOP_EXPLAIN_TEXT };

struct tsop_explain_options {
	const struct tsop_allocation_options *allocation;
	const char *of; /* ids of claimants and enrollments, separated by commas; NULL: all */
	int lang;       /* enum tsop_phrase_lang */
	int format;     /* enum tsop_explain_format */
};

/*
 * As tsop_allocation_run, but the explanations are written. An id that is not
 * there is TSOP_USAGE. What one more seat would need costs some hundred runs
 * of the seats for each claimant that is explained.
 */
int tsop_explain_run(const struct tsop_explain_options *options, struct tsop_output *out,
		     struct tsop_sink *sink, struct tsop_error *err);

#endif
