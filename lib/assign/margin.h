/*
 * margin.h: what it costs at least that a course runs, and that it closes.
 *
 * At the prices of a solved flow everybody is where they cost least. Where a
 * course closes, each person there goes at least to the place that is next
 * best for them; where one runs that has too few people, those who would lose
 * least come, as many as it lacks. Both bound any assignment, for the people of
 * one course can be charged more, up to their next best place, without anybody
 * else being better off (dual ascent; D. Erlenkotter, A dual-based procedure for
 * uncapacitated facility location, 1978).
 *
 * All courses can be charged at once. Where there are too few people for the
 * minima of all, the courses that run share them, at a price for every person
 * that a minimum binds: the Lagrangian bound of a knapsack, in which a course
 * that runs takes up its minimum and one that closes costs what its people lose.
 */
#ifndef TSOP_ASSIGN_MARGIN_H
#define TSOP_ASSIGN_MARGIN_H

#include <stdint.h>

#include "assign/flow.h"
#include "base/error.h"

/* All people cost at least that much where the course runs, or closes; NONE: it can not. */
struct tsop_margin {
	tsop_int128 runs, closes;
	tsop_int128 leaves; /* the same as closes, by the prices of the flow alone */
};

/*
 * least[n_courses]: the minimum of courses that may close and have none in the
 * flow, which is solved; 0 for others. Sets *margin, [n_courses]; that of a
 * course that has its minimum, or nobody, may say no more than the flow costs.
 * O(n k) for n people, and less where few courses lack people. -1 for no memory.
 */
int tsop_margin_find(const struct tsop_flow *flow, const uint32_t *least,
		     struct tsop_margin *margin, struct tsop_error *err);

#endif
