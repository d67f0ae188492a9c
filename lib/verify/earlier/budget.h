/*
 * budget.h: no others are moved within a budget at less cost, and no fewer at
 * the same, where a search found who is.
 *
 * The `search` of the proof is a tree. A node takes somebody apart who could
 * stay where they were: they are on each course that they may have, one after
 * the other. A leaf has a price of a move and of places. What everybody would
 * pay there at least, with `scale` times their costs, less all places times
 * their prices and m times that of a move, is no more than `scale` times what an
 * assignment of the leaf costs that moves m people. Costs are whole meters: so
 * nothing costs less where that is more than a meter below the total, m being
 * the budget, and nothing as much with fewer moves where it is more than the
 * total, m being one less than were made.
 *
 * Where it is more than the total with as many as were made, too, nothing in
 * the leaf is as good. If this holds of all leaves but the one of the result,
 * and everybody who is moved was taken apart there, nobody else is moved in any
 * result that is as good, and the lot is among those that the prices of the
 * proof allow.
 */
#ifndef TSOP_VERIFY_EARLIER_BUDGET_H
#define TSOP_VERIFY_EARLIER_BUDGET_H

#include "verify/earlier/moving.h"

/*
 * Does the search prove the total, of the result's people without parties and
 * of courses without minima, within so many moves? Faults name nodes. *is_only:
 * nobody else is moved in any result that is as good. -1 with err for want of
 * memory. Cost: people times courses times nodes, of which a result has only so
 * many.
 */
int tsop_budget_check(const struct tsop_moving *moving, int64_t limit, bool *is_only,
		      struct tsop_error *err);

#endif
