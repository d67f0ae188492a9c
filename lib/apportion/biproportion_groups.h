/*
 * biproportion_groups.h: lines that ties bind to each other; inside this room.
 */
#ifndef TSOP_APPORTION_BIPROPORTION_GROUPS_H
#define TSOP_APPORTION_BIPROPORTION_GROUPS_H

#include "apportion/biproportion_matrix.h"

/* Whether the labels of a cell's lines are at a bound of it. */
enum tsop_bimatrix_tightness {
	TSOP_BIMATRIX_LOOSE,
	TSOP_BIMATRIX_MAY_GET,  /* w * r * c = d(seats) */
	TSOP_BIMATRIX_MAY_LOSE, /* w * r * c = d(seats - 1) */
};

struct tsop_bimatrix_groups {
	size_t n;
	size_t *order; /* all lines, group by group */
	size_t *first; /* by group, n + 1: where it starts in order */
	size_t *of;    /* by line: its group */
};

/* Each line a group of its own. In the arena of m. */
int tsop_bimatrix_groups_single(struct tsop_bimatrix_groups *groups, struct tsop_bimatrix *m,
				struct tsop_error *err);
/*
 * Lines are of one group where seats can be moved around a circle of tight
 * cells (one gets, the next loses) that both are on. tightness is by cell.
 */
int tsop_bimatrix_groups_find(struct tsop_bimatrix_groups *groups, struct tsop_bimatrix *m,
			      const enum tsop_bimatrix_tightness *tightness,
			      struct tsop_error *err);

#endif
