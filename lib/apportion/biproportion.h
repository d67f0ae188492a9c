/*
 * biproportion.h: whole seats in proportion to a matrix of weights.
 *
 * Rows and columns have their seats; the cells share them. A matrix x is
 * biproportional to the weights w where there are a multiplier r of each row
 * and c of each column with
 *
 *     d(x - 1) <= w * r * c <= d(x)
 *
 * in every cell, d being the divisors of the method. A cell of weight 0 gets
 * no seat. There is such a matrix wherever there is any that has the sums of
 * rows and columns and nothing in cells of weight 0 (of a method with d(0) =
 * 0: at least one seat in all others). It is unique but for ties: where w * r
 * * c is a divisor d(s), the cell may have s or s + 1 seats.
 *
 * Nothing is rounded and nothing fails to converge: logarithms in whole
 * numbers lead to a matrix that is as good as right (alternating scaling, then
 * transfers along shortest paths), exact fractions make sure of it.
 *
 * Sources: M. Balinski and G. Demange, Algorithms for proportional matrices in
 * reals and integers (1989); F. Pukelsheim, Proportional Representation (2nd
 * edition, 2017), chapters 14 and 15; G. Rote and M. Zachariasen, Matrix
 * scaling by network flow (2007).
 */
#ifndef TSOP_APPORTION_BIPROPORTION_H
#define TSOP_APPORTION_BIPROPORTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "apportion/method.h"
#include "base/arena.h"
#include "base/error.h"

enum {
	TSOP_BIPROPORTION_LINES_MAX = 16384,   /* rows and columns together */
	TSOP_BIPROPORTION_CELLS_MAX = 4194304, /* of weight */
};

struct tsop_biproportion_cell {
	uint32_t row, column; /* from 0 */
	int64_t weight;       /* 1..TSOP_APPORTION_WEIGHT_MAX */
};

struct tsop_biproportion_problem {
	const struct tsop_method *method; /* that tsop_biproportion_accepts() */
	size_t n_rows, n_columns;
	const int64_t *row_seats, *column_seats; /* equal sums, up to TSOP_APPORTION_SEATS_MAX */
	const struct tsop_biproportion_cell *cells; /* by row, then column; no two the same */
	size_t n_cells;
	unsigned places; /* 0..9: multipliers are to be of the weights divided by 10^places */
};

struct tsop_biproportion {
	bool is_feasible;
	/* Where it is: */
	int64_t *seats; /* by cell, of one of the matrices */
	/*
	 * The cells that other matrices give another number: `fewer` seats or
	 * one more. Every matrix gives one more to n_draw of them.
	 */
	size_t *tied; /* cells, ascending */
	int64_t *fewer;
	size_t n_tied;
	size_t n_draw; /* 0 or 1..n_tied - 1 */
	/* Multipliers as fractions "a/b" of decimal numbers; of a power mean: of that power. */
	const char **row_multiplier, **column_multiplier;
	/*
	 * Where it is not: rows whose cells of weight all lie in some columns,
	 * and these columns have too few seats for them.
	 */
	bool *in_rows, *in_columns;
	int64_t rows_seats, columns_seats; /* of those rows, of those columns */
	int64_t taken; /* seats that other rows need in those columns: of a method with d(0) = 0 */

	struct tsop_arena arena; /* that all of it lies in */
};

/* Can the method be applied to a matrix? NULL, or the reason why not (N_()). */
const char *tsop_biproportion_refuses(const struct tsop_method *method);

/*
 * Solve. On success *result is filled; release it. Fails for want of memory
 * only. A step takes the time to look at each cell once; there are about 10 a
 * level, a level for each factor 4 of seats over cells, and one for each seat
 * that alternating scaling could not place.
 */
int tsop_biproportion_solve(const struct tsop_biproportion_problem *problem,
			    struct tsop_biproportion *result, struct tsop_error *err);
void tsop_biproportion_release(struct tsop_biproportion *result);

/*
 * Settle the ties: go through the tied cells in this order (of indices into
 * tied) and give each the seat where those before it leave a matrix that does.
 */
int tsop_biproportion_draw(const struct tsop_biproportion_problem *problem,
			   struct tsop_biproportion *result, const size_t *order,
			   struct tsop_error *err);

/* All matrices, as far as `limit`: which of the tied cells have one more seat. */
struct tsop_biproportion_optima {
	size_t n;
	bool more;  /* there are more than the limit */
	bool *one_more; /* n * n_tied, by matrix */
};

/* List at most limit (> 0) matrices, always in the same order. Free one_more with free(). */
int tsop_biproportion_list(const struct tsop_biproportion_problem *problem,
			   const struct tsop_biproportion *result, size_t limit,
			   struct tsop_biproportion_optima *optima, struct tsop_error *err);

#endif
