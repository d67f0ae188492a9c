/*
 * moves.h: people who stay where an earlier result had them as far as can be,
 * as tsop-allocate(1), Least disturbance, has it.
 *
 * A move is somebody with a course who is not on the one they had, and could
 * be there. The prices of the proof go with a price of a move: every cost
 * counts `scale` times, who is moved pays `move`, but the waived. Where nobody
 * would pay less elsewhere, no assignment X of these people has a smaller
 *
 *     scale * cost(X) + move * moves(X)
 *
 * (weak duality, as in prices.h; moves of the waived are not counted). So none
 * that moves as few of them costs less, and none of m moves costs less than
 * this sum, less move * m, over scale; costs are whole meters. Whether a budget could be used better, and
 * whether all could be placed with fewer moves, follows from that only
 *
 *   - where the budget was used up, and nobody waived, or the moves that are
 *     left cost less than a meter;
 *   - where no more are moved than are forced, or where a move costs more than
 *     all ranks and meters together can make up for.
 *
 * Forced are, on each course, as many as were there beyond its places; with
 * parties, or courses that may close, at least so many. With minima all this is
 * said of assignments in which the same courses run; with a worst rank, of those
 * in which nobody has a greater one.
 *
 * Where people go by an order, who had a place goes first there (stability.h):
 * all that is looked at here is the numbers. Forced are those beyond the places
 * of the courses that run.
 */
#ifndef TSOP_VERIFY_EARLIER_MOVES_H
#define TSOP_VERIFY_EARLIER_MOVES_H

#include "verify/people/costs.h"

/*
 * Check the moves that are stated, the prices, and what is said of other
 * numbers of moves as far as the prices speak of it; what they do not prove is
 * said in the verdict. Everybody is where they may be. -1 with err for want of
 * memory. Cost: people times courses.
 */
int tsop_moves_check(struct tsop_costs *costs, struct tsop_checking *checking,
		     struct tsop_error *err);

#endif
