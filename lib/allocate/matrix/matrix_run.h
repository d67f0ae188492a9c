/*
 * matrix_run.h: a matrix from its input to what is published; inside this room.
 */
#ifndef TSOP_ALLOCATE_MATRIX_MATRIX_RUN_H
#define TSOP_ALLOCATE_MATRIX_MATRIX_RUN_H

#include "allocate/matrix/matrix_table.h"
#include "allocate/ties.h"
#include "apportion/apportion.h"
#include "base/cells.h"

struct tsop_matrix_run {
	const struct tsop_matrix_options *options;
	struct tsop_method method;
	struct tsop_matrix_table table;
	struct tsop_biproportion_problem problem;
	struct tsop_biproportion result;
	struct tsop_biproportion_optima optima; /* where cells are tied */
	const char **tied;                      /* ids of the tied cells */
	struct tsop_ties ties;
	char id[TSOP_CELLS_ID_TEXT];
};

/*
 * matrix_ties.c: 0: there are no ties, or they are settled by the seed or by a
 * recorded draw; 1: a draw is needed.
 */
int tsop_matrix_settle_side(struct tsop_matrix_run *run, struct tsop_matrix_side *side,
			    const struct tsop_apportionment *key, struct tsop_error *err);
int tsop_matrix_settle_cells(struct tsop_matrix_run *run, struct tsop_error *err);

/* matrix_publish.c: the id, then the records. -1 for want of memory. */
int tsop_matrix_publish(struct tsop_matrix_run *run, struct tsop_output *out,
			struct tsop_error *err);

#endif
