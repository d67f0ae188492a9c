/*
 * hull.h: where a budget lies on the frontier, and prices to go with it.
 */
#ifndef TSOP_KEEP_HULL_H
#define TSOP_KEEP_HULL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "keep/budget.h"
#include "keep/frontier.h"

/*
 * Make the edges before and behind point *i known, the last of at most `most`
 * moves. The frontier has its first point and its last. -1 for no memory.
 */
int tsop_hull_bracket(struct tsop_frontier *frontier, int64_t most, size_t *i,
		      struct tsop_error *err);

/*
 * A price at which point i alone is best; its edges are known. With parties, where edges are
 * rough, any price will do. -1 with TSOP_INPUT: there is none.
 */
int tsop_hull_price(struct tsop_frontier *frontier, size_t i, struct tsop_penalty *price,
		    struct tsop_error *err);

/*
 * Look where two known points are farthest apart, until all is known, or
 * most_solves problems are solved. *is_complete: all is known.
 */
int tsop_hull_complete(struct tsop_frontier *frontier, size_t most_solves, bool *is_complete,
		       struct tsop_error *err);

/*
 * The least cost of at most `budget` moves, which point i is the last within:
 * as budget.h, or, unless it is to be settled, any assignment of the vertex
 * where that will do. Where moves can not be weighed it is what a price has
 * found; with parties that may be nothing, course NULL. Release *found,
 * whatever is returned.
 */
int tsop_hull_meet(struct tsop_frontier *frontier, int64_t budget, size_t i, bool settles,
		   struct tsop_budget *found, struct tsop_error *err);

#endif
