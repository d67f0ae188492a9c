/*
 * branches.h: no other courses closed, and no other places of the parties,
 * cost less.
 *
 * The `search` of the proof is a tree. A node takes apart what is still open:
 * a course with a minimum closes (and has no seats), or runs (with that many
 * people at least); or a party is whole at one of several places, where a
 * course then runs. The branches leave nothing out, but for places of a party
 * that the node's prices rule out. A leaf has prices: what everybody would
 * pay there at least, each party as a whole, less the seats times prices above
 * 0, and the minima times those below 0 of courses that run, is no more than
 * any assignment of the leaf costs; and where the people who are not placed yet can
 * not make up the minimum of a course that runs, there is none. So where these bounds are not below the
 * total, nothing is.
 */
#ifndef TSOP_VERIFY_OPTIMUM_BRANCHES_H
#define TSOP_VERIFY_OPTIMUM_BRANCHES_H

#include "verify/people/costs.h"

/*
 * Does the search prove the total (or, where it is not optimal, the bound)?
 * Where it is optimal, also that no closings are preferred at the same cost:
 * fewer courses, then later ones. Without a search nothing is checked;
 * what is then open is said by prices.h. Faults name courses and parties. -1 for want of memory.
 * Cost: people times courses times nodes, of which a result has only so many.
 */
int tsop_branches_check(struct tsop_costs *costs, struct tsop_checking *checking,
			struct tsop_error *err);

#endif
