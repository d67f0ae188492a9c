/*
 * compare.h: the same seats by several methods and readings, side by side.
 *
 * A way is a reading and a method. For each way there is what it gives every
 * claimant and what is said of methods: whom it gives fewer seats than the
 * quota rounded down or more than the quota rounded up, how the seats of the
 * small stand to those of the large, who loses a seat where there is one more
 * in all (the Alabama paradox), and the least change of one weight that would
 * move a seat.
 *
 * Source: M. Balinski and H. P. Young, Fair Representation (1982).
 */
#ifndef TSOP_ALLOCATE_COMPARE_COMPARE_H
#define TSOP_ALLOCATE_COMPARE_COMPARE_H

#include "allocate/allocation.h"
#include "base/error.h"
#include "base/output.h"

/* The words of --format, in the order of the enum. */
#define TSOP_COMPARE_FORMATS "jsonl|csv|text"
enum tsop_compare_format { TSOP_COMPARE_JSONL, TSOP_COMPARE_CSV, TSOP_COMPARE_TEXT };

enum {
	TSOP_COMPARE_WAYS_MAX = 64,
	TSOP_COMPARE_SCAN_MAX = 100000, /* totals of one scan */
	TSOP_COMPARE_NEAREST_MAX = 2000, /* claimants, above which the least change is not looked for */
};

struct tsop_compare_options {
	const struct tsop_allocation_options *allocation; /* without method and reading */
	const char *methods;  /* separated by blanks; NULL: the six best known */
	const char *readings; /* NULL: all, or base where nothing is guaranteed */
	const char *scan;     /* "FROM-TO": totals to look for paradoxes in; NULL: none */
	int format;           /* enum tsop_compare_format */
};

/*
 * Compare and write. -1: what is wrong with a row went to the sink, anything
 * else to err. A way that can not give the seats is there with the reason.
 */
int tsop_compare_run(const struct tsop_compare_options *options, struct tsop_output *out,
		     struct tsop_sink *sink, struct tsop_error *err);

#endif
