/*
 * spread.h: the people of a municipality on different courses, at least cost.
 *
 * As in prices.h; but there are pairs too, of people of a municipality on one
 * course, and n people make n (n - 1) / 2. So besides the price of a place
 * somebody pays a share for the others: no more than the n pairs that one more
 * person of theirs would make there, and, where there is somebody who is not
 * fixed, no less than the n - 1 that one fewer would save. As pairs grow ever
 * faster, no assignment that puts others there saves more than these say.
 *
 * Those of a party on one course count as one in pairs: the first who is fixed
 * there or, where nobody of it is fixed, the first of it; the others, its
 * companions, pay no share. So people of parties, one by one, cost no more than
 * together, and where the prices hold of them too, they prove all. Else they
 * count as fixed, and whether they were better elsewhere is open. A course that
 * has no more people than its minimum may have a price below 0; whether it were
 * better closed, or another were, is open then, and where any course is closed.
 */
#ifndef TSOP_VERIFY_OPTIMUM_SPREAD_H
#define TSOP_VERIFY_OPTIMUM_SPREAD_H

#include "verify/people/costs.h"

/*
 * Do the prices and shares of the proof prove the places; are the pairs as
 * many as it says; and does the lot take no others, at the same cost? Faults
 * name people, municipalities and courses. -1 with err for want of memory.
 */
int tsop_spread_check(struct tsop_costs *costs, struct tsop_checking *checking,
		      struct tsop_error *err);
/* The pairs alone, where people were kept where they were. */
int tsop_spread_check_pairs(struct tsop_costs *costs, struct tsop_checking *checking,
			    struct tsop_error *err);

#endif
