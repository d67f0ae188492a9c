/*
 * circles.h: how seats could move around circles of a matrix; inside this room.
 *
 * Cells that can have either of two numbers, one apart: a seat moves from row
 * to column by a cell that has the less and takes the greater, and back by one
 * that has the greater. Around a circle no sum changes, and any matrix of the
 * same sums with these numbers is reached by circles.
 */
#ifndef TSOP_VERIFY_MATRIX_CIRCLES_H
#define TSOP_VERIFY_MATRIX_CIRCLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct tsop_circles_cell {
	size_t row, column;
	bool has_more; /* has the greater number */
	bool is_fixed; /* may change no longer */
};

struct tsop_circles {
	struct tsop_circles_cell *cells; /* borrowed */
	size_t n, n_rows, n_lines;	 /* lines: rows, then columns */
	size_t *first, *list;		 /* by line, where its cells begin in list */
	size_t *by;			 /* by line: the cell that leads there, or none */
	size_t *queue;
};

/* Release in any case. -1 for want of memory. O(n + lines). */
int tsop_circles_init(struct tsop_circles *circles, struct tsop_circles_cell *cells, size_t n,
		      size_t n_rows, size_t n_columns, struct tsop_error *err);
void tsop_circles_release(struct tsop_circles *circles);

/*
 * Can the cell, fixed or not, have its other number, cells that are not fixed
 * making up for it? O(n + lines).
 */
bool tsop_circles_can_change(struct tsop_circles *circles, size_t cell);

/*
 * Give the greater number to each cell, fixing one after the other, where the
 * fixed ones let it: the first in the order of all matrices, by the first cell
 * in which two of them differ. O(n (n + lines)).
 */
void tsop_circles_begin(struct tsop_circles *circles);
/* The next one in this order, all being fixed. false: there is none. O(n (n + lines)). */
bool tsop_circles_next(struct tsop_circles *circles);

#endif
