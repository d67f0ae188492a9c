/*
 * rank_search.h: rank-maximal results with parties.
 *
 * To have a course of rank r is worth more than all that people can have of
 * later ranks together, so that the least cost is rank-maximal, and the search
 * for whole parties (search.h) finds it, or ends with a bound. These worths
 * grow as the product of the numbers of people over the ranks. They stand in
 * the parts of a cost (cost.h) that are above meters: two digits, the last
 * ranks in the lower, which takes worths of up to 2^18, the others in the
 * upper, up to 2^8. So for up to 254 people who are to be placed there is room
 * for five ranks at least, for up to 511 for four, for up to 100,000 for three,
 * as long as courses times the members of a party are not many more. A problem
 * whose ranks do not fit is refused.
 */
#ifndef TSOP_MECHANISM_RANK_SEARCH_H
#define TSOP_MECHANISM_RANK_SEARCH_H

#include "assign/party.h"
#include "mechanism/mechanism.h"

/*
 * As tsop_mechanism_solve, of parties of which there is one at least. by_lot: people in the order
 * of their lots. Where the optimum is not proven, no result has a better signature than
 * proof->signature_bound, and with the same no fewer meters than result->bound has.
 */
int tsop_rank_search_solve(const struct tsop_parties *parties,
			   const struct tsop_assign_problem *problem, const uint32_t *by_lot,
			   struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
			   struct tsop_error *err);

#endif
