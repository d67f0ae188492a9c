/*
 * keep.h: people to courses again, and as few as need be elsewhere than before.
 *
 * A move is a person who is not on the course they were on, be it on another
 * or on none. Some can not be avoided: where more people were on a course than
 * it now has seats. Of the others there may be a budget. Without one, moves
 * come behind people without a course and before ranks: of all assignments
 * with the fewest unassigned, one with the fewest moves, then the least sum of
 * ranks, then of meters. With a budget of n, one that moves at most n people
 * who could stay, and costs the least of those (unassigned, rank, meters).
 *
 * What a move is worth is the frontier (frontier.h): the least cost for
 * numbers of moves that are vertices of the hull. A budget at a vertex is met
 * by a price of a move. One between two vertices is met by a search (budget.h)
 * that starts from the first; the line between the two bounds what any
 * assignment costs, where the search ends before it is done.
 *
 * Of the assignments that cost the least, those are taken that move the fewest,
 * then those that close the fewest courses (minima.h), and of these the one of
 * the lot as in assign.h: parties, then people, in the order of their lots,
 * each get the best place of all that agree with what was decided before. At a
 * vertex the move of a party counts in what is best for it. Where the search
 * is given up, the lot decides as far as it came, and then given who moves.
 *
 * With parties each price is a search, too; what a search does not end leaves
 * the frontier incomplete and the bound rough, and the budget can then be kept
 * by fewer moves than it allows. With minima which courses run is searched for
 * (keep_minima.h), for each price and for the budget: with parties as they
 * come, and whole as soon as no course is in between.
 */
#ifndef TSOP_KEEP_KEEP_H
#define TSOP_KEEP_KEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"
#include "keep/certify.h"
#include "keep/frontier.h"

enum { TSOP_KEEP_NO_BUDGET = -1 };

struct tsop_keep {
	const uint16_t *was; /* [n_people] the course, or NO_COURSE */
	int64_t budget;	     /* people who may be moved and could stay; or NO_BUDGET */
	bool is_limit;	     /* the budget is of all moves; where more are forced, those */
	bool is_bare;	     /* no frontier is asked for, and no certificate */
};

struct tsop_keep_result {
	/*
	 * As tsop_assign_solve gives it, with the cost as it is without moves.
	 * The prices belong to costs where everybody pays move / scale who was on
	 * a course and is not there (but those in `waived`): own cost * scale plus
	 * that plus price * 1 is least where everybody is. So nothing costs less
	 * at that price of a move; where a search found who moves, all who do are
	 * waived, nobody else would pay the price, and what is proven is that
	 * nothing costs less if nobody else moves.
	 */
	struct tsop_assign_result result;
	struct tsop_assign_cost move;
	int64_t scale;
	bool *waived; /* [n_people] who is moved, where a search found that out */
	struct tsop_certify certify; /* that no others would do better; n 0: it is not proven */

	int64_t moves;	/* people who are not where they were */
	int64_t forced; /* as few as were found */
	bool is_least;	/* at least so many, whatever is done; else a search has ended too early */

	/*
	 * The frontier, by moves; all of its vertices if it is complete. NULL where
	 * none is asked for, and with minima, where people are too many for the
	 * integers.
	 */
	struct tsop_frontier_point *points;
	size_t n_points;
	bool is_complete;
	/*
	 * Prices that prove that nothing lies below the edge behind each point, or
	 * behind the last that nothing costs less (frontier.h). NULL: none do.
	 */
	bool *is_proven;		     /* [n_points] */
	struct tsop_assign_cost *edge_price; /* [n_points][n_courses] */
};

/* How many moves there may be in all. */
static inline int64_t tsop_keep_limit(int64_t budget, bool is_limit, int64_t forced)
{
	if (!is_limit)
		return forced + budget;
	return budget < forced ? forced : budget;
}

/*
 * Solve the problem, whose `stay` is not set. Who is fixed, or may not be where
 * they were, was nowhere. The frontier is complete unless that takes too many
 * flows: some 2^24 / (n k), but at least 16. 0, and *out is filled: release it. -1 with err as
 * tsop_assign_solve and tsop_frontier_init.
 */
int tsop_keep_solve(const struct tsop_assign_problem *problem, const struct tsop_keep *keep,
		    struct tsop_keep_result *out, struct tsop_error *err);
void tsop_keep_release(struct tsop_keep_result *out);

#endif
