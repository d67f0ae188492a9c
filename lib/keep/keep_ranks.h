/*
 * keep_ranks.h: who stays, that as many as can be have their first wish, then
 * their second, and so on.
 *
 * Nobody is moved who need not be, but for a budget of n: of all assignments
 * that move at most n people who could stay, one with the most people of rank
 * 0, then of rank 1, and so on (rank_maximal.h of the room of mechanisms), then
 * with the least meters, then the fewest moves. As many as can be are not
 * placed first: one more first wish outweighs all that follows.
 *
 * To have a rank is worth more than what all people can have of later ones
 * together, so that the least sum of what ranks are worth less than the first is
 * that assignment, and budget.h finds it. These worths grow as the product of
 * the numbers of people over the ranks; a problem whose worths do not fit is
 * refused.
 */
#ifndef TSOP_KEEP_KEEP_RANKS_H
#define TSOP_KEEP_KEEP_RANKS_H

#include "keep/budget.h"
#include "keep/keep.h"

struct tsop_keep_ranks {
	struct tsop_budget found; /* who is where, as the lot has it */
	int64_t forced;		  /* the fewest moves, as far as was found out */
};

/*
 * Solve a problem without minima whose `stay` is not set; who is fixed, or may
 * not be where they were, was nowhere. Release *out, whatever is returned. -1
 * with err: TSOP_INPUT for worths that do not fit; TSOP_SYSTEM.
 */
int tsop_keep_ranks_solve(const struct tsop_assign_problem *problem, const struct tsop_keep *keep,
			  struct tsop_keep_ranks *out, struct tsop_error *err);
void tsop_keep_ranks_release(struct tsop_keep_ranks *out);

#endif
