/*
 * biproportion_matrix.h: a matrix while its seats are looked for; inside this room.
 *
 * Rows and columns are both lines: line v < n_rows is a row, the columns
 * follow. A cell knows its seats and the logarithms of the potential sum at
 * which it would lose one of them or get one more: with row multiplier r =
 * 2^potential[row] and c likewise the matrix is biproportional where
 *
 *     down <= potential[row] + potential[column] <= up
 *
 * in every cell. Potentials and logarithms are those of apportion/binlog.h.
 */
#ifndef TSOP_APPORTION_BIPROPORTION_MATRIX_H
#define TSOP_APPORTION_BIPROPORTION_MATRIX_H

#include "apportion/biproportion.h"
#include "apportion/fraction.h"

/* No seat can be taken from such a cell. */
#define TSOP_BIMATRIX_NEVER INT64_MIN

struct tsop_bimatrix_cell {
	size_t line[2]; /* row, column */
	int64_t weight, log_weight;
	int64_t seats;
	int64_t down, up;
};

struct tsop_bimatrix_groups; /* biproportion_groups.h */

struct tsop_bimatrix {
	const struct tsop_method *method;
	unsigned places; /* weights are times 10^places */
	size_t n_rows, n_lines, n_cells;
	struct tsop_bimatrix_cell *cells;
	size_t *first; /* by line, n_lines + 1: its cells in ... */
	size_t *list;  /* ... this list */

	int64_t unit;  /* seats are counted by so many at once: a power of 4 */
	int64_t least; /* seats of every cell: 1 where d(0) = 0 and the unit is 1, else 0 */
	int64_t *wanted, *given; /* by line: units */
	int64_t *potential;      /* by line */

	int64_t *log_divisor; /* of so many units held, once it was asked for; else -1 */
	size_t n_log_divisor;
	struct tsop_arena arena;
};

/* biproportion_method.c: what a method is here. d(s)^power is a fraction. */
int64_t tsop_bimatrix_power(const struct tsop_method *method);
/* log2(d(seats)), within 2 parts; d(seats) > 0. */
int64_t tsop_bimatrix_log_divisor(const struct tsop_method *method, int64_t seats);
/* log2(weight / 10^places), within 2 parts. */
int64_t tsop_bimatrix_log_weight(const struct tsop_bimatrix *m, int64_t weight);
/* (d(seats) / (weight / 10^places))^power, not in lowest terms; d(seats) > 0. */
int tsop_bimatrix_quotient(const struct tsop_bimatrix *m, int64_t weight, int64_t seats,
			   struct tsop_fraction *quotient, struct tsop_error *err);

/*
 * A problem that was checked (biproportion.h), without seats and multipliers yet; the method is
 * borrowed. -1 with err for want of memory: release it all the same.
 */
int tsop_bimatrix_init(struct tsop_bimatrix *m, const struct tsop_biproportion_problem *problem,
		       struct tsop_error *err);
void tsop_bimatrix_release(struct tsop_bimatrix *m);

/* Count by another unit from now on. Lines have nothing yet: seats are to be set anew. */
void tsop_bimatrix_set_unit(struct tsop_bimatrix *m, int64_t unit);
/* Set the seats of a cell, and with them what hangs on them. */
void tsop_bimatrix_set_seats(struct tsop_bimatrix *m, struct tsop_bimatrix_cell *cell,
			     int64_t seats);

/* The other line of the cell. */
static inline size_t tsop_bimatrix_other(const struct tsop_bimatrix_cell *cell, size_t line)
{
	return cell->line[cell->line[0] == line];
}

/*
 * biproportion_flow.c: is there a matrix with these sums at all? If so, *flow
 * (from the arena, by cell) is one. If not, the result says why not.
 */
int tsop_bimatrix_find_flow(struct tsop_bimatrix *m, struct tsop_biproportion *result,
			    int64_t **flow, struct tsop_error *err);

/*
 * biproportion_scale.c: seats that meet all sums, and potentials to them; right but for
 * rounding.
 */
int tsop_bimatrix_scale(struct tsop_bimatrix *m, const int64_t *flow, struct tsop_error *err);
/* Move potentials towards the middle of where they may be, those of each group together. */
void tsop_bimatrix_center(struct tsop_bimatrix *m, const struct tsop_bimatrix_groups *groups);

/* biproportion_transfer.c: where lines have too many and too few, transfer seats at least cost. */
int tsop_bimatrix_transfer(struct tsop_bimatrix *m, struct tsop_error *err);

/*
 * biproportion_prove.c: make the seats right, find exact multipliers and the
 * cells that are tied. Fills seats, tied, fewer and multipliers of the result.
 */
int tsop_bimatrix_prove(struct tsop_bimatrix *m, struct tsop_biproportion *result,
			struct tsop_error *err);

#endif
