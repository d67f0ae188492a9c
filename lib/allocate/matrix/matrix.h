/*
 * matrix.h: the seats of rows and columns to their cells, as one filter.
 *
 * Records of a row, a column and a weight in; out `allocation`, a `cell` for
 * each cell of weight, `proof` (tsop-records(5)). The rows' seats and the
 * columns' are read, or those of one side are apportioned by the sums of its
 * weights. What is read is sorted by name: the same bytes, in whatever order
 * it came.
 */
#ifndef TSOP_ALLOCATE_MATRIX_MATRIX_H
#define TSOP_ALLOCATE_MATRIX_MATRIX_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/output.h"
#include "base/progress.h"

enum { TSOP_MATRIX_NOT_GIVEN = -1, TSOP_MATRIX_TIES_MAX = 10000 };

/* Texts are borrowed; NULL where an option was not given. */
struct tsop_matrix_options {
	char *const *files; /* of the weights */
	size_t n_files;
	const char *row, *column, *weight;    /* names of their fields */
	const char *row_seats, *column_seats; /* files; one of them may be NULL */
	int64_t seats; /* of all; needed where neither has a file, else TSOP_MATRIX_NOT_GIVEN will do */
	const char *method;
	const char *seed;
	const char *drawn; /* file: draws to go by; not with a seed */
	int64_t ties; /* list so many of the matrices that are tied: 1..TSOP_MATRIX_TIES_MAX */
	const char *encoding;
	int64_t line_max; /* bytes; 0: the default */
	struct tsop_progress *progress; /* told how far long work has come; or NULL */
};

/*
 * Run. 0: the result was written; 1: a `draw` was, or (with TSOP_NO in err)
 * what shows that no matrix has these sums. -1: nothing was written; what is
 * wrong with a row went to the sink, anything else to err (which is untouched
 * where only the sink was told).
 */
int tsop_matrix_run(const struct tsop_matrix_options *options, struct tsop_output *out,
		    struct tsop_sink *sink, struct tsop_error *err);

#endif
