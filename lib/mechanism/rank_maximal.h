/*
 * rank_maximal.h: as many first wishes as possible, then as many second ones, ...
 *
 * How many people have a course of rank 0, how many of rank 1, and so on, is
 * greatest, compared in this order (Irving, Kavitha, Mehlhorn, Michail and
 * Paluch, Rank-Maximal Matchings, 2006); of all such results one with the
 * least sum of meters, and the lot between those (assign.h).
 *
 * It is as the paper has it: one more first wish outweighs whatever follows,
 * even somebody who stays without a course and could have had one. How many have a course is the
 * sum of the numbers, and so follows from them.
 *
 * Solved in stages, a flow for each rank, the last for meters. What an optimum
 * of a stage may look like is said by its prices: everybody at a place that
 * costs them least, the courses with a price full. The next stage is the same problem within these bounds.
 * So no number grows with how many ranks there are.
 *
 * With parties it is a search, in which numbers do grow (rank_search.h); the
 * prices of the stages then prove the result, or, where bringing parties
 * together costs something, that of the people who are in none, given where
 * the parties are.
 */
#ifndef TSOP_MECHANISM_RANK_MAXIMAL_H
#define TSOP_MECHANISM_RANK_MAXIMAL_H

#include "mechanism/mechanism.h"

/* As tsop_mechanism_solve, of a problem that was checked. order: not looked at. */
int tsop_rank_maximal_solve(const struct tsop_assign_problem *problem,
			    const struct tsop_order *order, struct tsop_assign_result *result,
			    struct tsop_mechanism_proof *proof, struct tsop_error *err);

/* The ranks that anybody could have, from 0 on. */
size_t tsop_rank_maximal_count(const struct tsop_assign_problem *problem);

/*
 * The prices of n_ranks stages and of meters, of a problem that was checked, whatever its parties
 * are. proof->signature is all 0.
 */
int tsop_rank_maximal_prices(const struct tsop_assign_problem *problem, size_t n_ranks,
			     struct tsop_mechanism_proof *proof, struct tsop_error *err);

#endif
