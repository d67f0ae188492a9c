/*
 * deferred.h: deferred acceptance, people proposing.
 *
 * Everybody applies to the best course on their list that has not turned them
 * away; every course keeps the first by its order, for the time being, until
 * nobody is turned away any more (Gale and Shapley, College Admissions and the
 * Stability of Marriage, 1962). The result is stable: nobody prefers a course
 * that has a free seat or holds somebody who stands behind them there; and of all
 * stable results it is the best for everybody at once. To tell other wishes than
 * one's own gains nobody anything (Dubins and Freedman 1981; Roth 1982).
 *
 * Where people were somewhere before (stay.course of the problem; its weights
 * do not matter), they go first at the course they were on. Nobody of
 * them need end with less: a course that has seats for all of them turns none
 * away, so that everybody gets it or one they prefer (individual rationality:
 * Abdulkadiroglu and Sonmez, House Allocation with Existing Tenants, 1999; by
 * priorities: Guillen and Kesten, Matching Markets with Mixed Ownership, 2012).
 * It remains stable in that order, and truthful; it need not be Pareto.
 *
 * Where the order is the same for all courses, this is the serial dictatorship
 * in that order, and is solved as such, with parties, too: when its turn came,
 * every course that a party prefers had too few seats left for it.
 *
 * Where it is not, and there are parties, there need be no stable result; one
 * is looked for (stable.h), and the proof says where it was not found. What is
 * said above of everybody's best and of other wishes holds of people alone.
 *
 * People who stand equal at a course are tied where they compete for its last
 * seats when nobody is turned away any more by those who stand before them.
 * Whatever the lot says, everybody turned away before is turned away, and
 * without such people the result is the same for any lot. That a lot is
 * asked for does not promise that it makes a difference.
 */
#ifndef TSOP_MECHANISM_DEFERRED_H
#define TSOP_MECHANISM_DEFERRED_H

#include "mechanism/claim.h"
#include "mechanism/mechanism.h"

/* As tsop_mechanism_solve, of a problem that was checked. O(proposals log n). */
int tsop_deferred_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
			struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
			struct tsop_error *err);

/*
 * The same for people alone, where each course turns away whoever does not
 * stand before its bar[n_courses]. Fills in result->course, and says who is
 * tied. -1 for no memory.
 */
int tsop_deferred_solve_barred(const struct tsop_assign_problem *problem,
			       const struct tsop_order *order, const struct tsop_claim *bar,
			       struct tsop_assign_result *result, struct tsop_error *err);

#endif
