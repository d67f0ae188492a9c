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
 * A party applies as a whole (unit.h). Where the seats that are left do not
 * suffice for it when it is its turn, it is turned away, and smaller ones
 * behind it may be taken.
 *
 * Equal people and parties are tied where they compete for the last seats of a
 * course in a round, of those for whom there were enough; the first time that
 * happens, the lot does decide. First members of a party who are equal are
 * tied where they have different lists.
 */
#ifndef TSOP_MECHANISM_BOSTON_H
#define TSOP_MECHANISM_BOSTON_H

#include "mechanism/mechanism.h"

/* As tsop_mechanism_solve, of a problem that was checked. O(proposals log n). */
int tsop_boston_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
		      struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		      struct tsop_error *err);

#endif
