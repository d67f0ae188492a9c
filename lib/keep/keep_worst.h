/*
 * keep_worst.h: the smallest worst rank, where people stay as far as can be.
 *
 * As worst_rank.h of the room of mechanisms has it, of assignments with so
 * many moves. Without a budget moves come behind people without a course and
 * before the worst rank: of all assignments with the fewest unassigned, one
 * with the fewest moves, then the least worst rank, then the least sum of
 * ranks, then of meters. With a budget of n, one that moves at most n people
 * who could stay; of those first the fewest unassigned, then the least worst
 * rank, and so on.
 *
 * Found by halving: where nobody may have a greater rank, do as many moves
 * still leave as few without a course? Each time that is a problem of keep.h,
 * in which a budget of all moves has to do, also for those who were on a
 * course that is of too great a rank for them. Minima are weighed as there.
 */
#ifndef TSOP_KEEP_KEEP_WORST_H
#define TSOP_KEEP_KEEP_WORST_H

#include <stdint.h>

#include "keep/keep.h"

struct tsop_keep_worst {
	uint16_t worst_rank;  /* the greatest rank, from 0, that anybody has who is not fixed */
	uint16_t worst_bound; /* not optimal: as few without a course, none at a better one */
};

/*
 * As tsop_keep_solve, whose result is that of the problem in which nobody may
 * have a greater rank: the prices are of courses of no greater one. There is
 * no frontier. Where the optimum is not proven, nothing is better than the
 * bound and the worst_bound, compared as people without a course, worst rank,
 * ranks, meters.
 */
int tsop_keep_worst_solve(const struct tsop_assign_problem *problem, const struct tsop_keep *keep,
			  struct tsop_keep_result *out, struct tsop_keep_worst *worst,
			  struct tsop_error *err);

#endif
