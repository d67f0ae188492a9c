/*
 * biproportion_labels.h: multipliers as exact fractions; inside this room.
 *
 * Labels: 1 / r of a row, c of a column. The matrix is biproportional where
 *
 *     label[column] <= label[row] * q(seats)
 *     label[row] * q(seats - 1) <= label[column],      q(s) = d(s) / w
 *
 * in every cell. Logarithms tell which comparisons are beyond doubt; the
 * others are made exactly.
 */
#ifndef TSOP_APPORTION_BIPROPORTION_LABELS_H
#define TSOP_APPORTION_BIPROPORTION_LABELS_H

#include "apportion/biproportion_matrix.h"

struct tsop_bimatrix_labels {
	struct tsop_bimatrix *m;
	struct tsop_fraction *label; /* by line */
	int64_t *log;                /* of the label */
	int64_t power;               /* labels are of this power: that of the method */

	size_t *by;    /* the cell that lowered the label last, or n_cells */
	size_t *queue; /* lines whose label is to be handed on: a ring */
	size_t queue_first, queue_end, n_queued;
	bool *is_queued;

	struct tsop_fraction quotient, product;
	struct tsop_natural left, right;
};

/* Labels of about the potentials of m. Release, also after an error. */
int tsop_bimatrix_labels_init(struct tsop_bimatrix_labels *l, struct tsop_bimatrix *m,
			      struct tsop_error *err);
void tsop_bimatrix_labels_release(struct tsop_bimatrix_labels *l);

/* Change the label of a line; takes over what the fraction holds. */
void tsop_bimatrix_set_label(struct tsop_bimatrix_labels *l, size_t line,
			     struct tsop_fraction *label);

/*
 * Lower labels until they hold in every cell (Bellman and Ford). A label that
 * is lowered on its own account says that seats can be moved around a circle
 * of cells to a better matrix: that is done.
 */
int tsop_bimatrix_settle_labels(struct tsop_bimatrix_labels *l, struct tsop_error *err);

/* Does the label of the line bound that of the other line of the cell? */
bool tsop_bimatrix_bounds_label(const struct tsop_bimatrix_labels *l, size_t line,
				const struct tsop_bimatrix_cell *cell);
/*
 * Where it does: *order <0, 0, >0 as that bound is less than, equal to or
 * greater than the label. Less: the cell refutes the labels.
 */
int tsop_bimatrix_compare_label(struct tsop_bimatrix_labels *l, size_t line,
				const struct tsop_bimatrix_cell *cell, int *order,
				struct tsop_error *err);

#endif
