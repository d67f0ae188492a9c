/*
 * boston.h: immediate acceptance, the mechanism of Boston's schools until 2005.
 *
 * In round n everybody without a course applies to the nth course on their
 * list; every course takes the first by its order, as far as it has seats left,
 * for good. Whoever names a course first goes before who names it second, so
 * that it pays to leave out courses that are much asked for: it is not
 * strategy-proof, and its results are not stable (Abdulkadiroglu and Sönmez,
 * School Choice: A Mechanism Design Approach, 2003). For comparison.
 *
 * Equal people are tied where they compete for the last seats of a course in a
 * round; the first time that happens, the lot does decide.
 */
#ifndef TSOP_ASSIGN_BOSTON_H
#define TSOP_ASSIGN_BOSTON_H

#include "assign/mechanism.h"

/* As tsop_mechanism_solve, of a problem that was checked and has no parties. O(proposals log n). */
int tsop_boston_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
		      struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		      struct tsop_error *err);

#endif
