/*
 * worst_rank.h: the smallest worst rank.
 *
 * Of all ways to place as many people as can be placed, one in which the
 * greatest rank of anybody is least; of these, one of least cost, as assign.h
 * has it (the bottleneck assignment: Burkard, Dell'Amico and Martello,
 * Assignment Problems, 2009, section 6.2). Found by halving: how many can be
 * placed on courses of no greater rank than r is a flow without costs.
 *
 * A party may be where no member has a greater rank than r. How many can be
 * placed with whole parties is a search (search.h), where the flow, which
 * places members one by one, does not settle it. All searches together take
 * max_nodes flows. Where they end before it is known, the best that was found
 * is the result, `optimal` is false, and nothing is better than the bound and
 * the proof's worst_bound, compared as people without a course, worst rank,
 * ranks, meters.
 */
#ifndef TSOP_MECHANISM_WORST_RANK_H
#define TSOP_MECHANISM_WORST_RANK_H

#include "mechanism/mechanism.h"

/* As tsop_mechanism_solve, of a problem that was checked. order: not looked at. */
int tsop_worst_rank_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
			  struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
			  struct tsop_error *err);

#endif
