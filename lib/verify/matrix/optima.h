/*
 * optima.h: the matrices that are tied, as a proof lists them; inside this room.
 */
#ifndef TSOP_VERIFY_MATRIX_OPTIMA_H
#define TSOP_VERIFY_MATRIX_OPTIMA_H

#include "verify/checking.h"
#include "verify/matrix/circles.h"

/* A matrix: which of the tied cells, by their numbers from 0, have one more seat. */
struct tsop_optimum {
	size_t *cells;
	size_t n;
};

struct tsop_optima {
	struct tsop_optimum *list;
	size_t n;
	bool has_more; /* there are more than were listed */
};

/*
 * Read `optima` and `more_optima` of the proof's matrix, whose tied cells are
 * n_tied; in checking's arena. -1 for want of memory; faults are told.
 */
int tsop_optima_read(struct tsop_optima *optima, const struct tsop_record *matrix, size_t n_tied,
		     struct tsop_checking *checking, struct tsop_error *err);

/*
 * Is each of them there once, with the sums of the one at hand, and is it told
 * whether there are others? circles are of the tied cells; which of them have
 * more seats and which are fixed changes. Sorts the list. line is the proof's.
 * -1 for want of memory. O(n (n + lines)) for each of the list at most; where
 * that would be too long, it is said that they were not counted.
 */
int tsop_optima_check(struct tsop_optima *optima, struct tsop_circles *circles,
		      unsigned long long line, struct tsop_checking *checking,
		      struct tsop_error *err);

#endif
