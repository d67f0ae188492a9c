/*
 * settled.h: which of several assignments of the same cost the lot takes.
 *
 * One after the other in the order of their lots, people get the best course
 * (least rank, then meters, then id) that they have in any assignment of
 * least cost which agrees with what those before them got; held seats come
 * last. Assignments of least cost are those in which everybody is where cost
 * and price are least, and courses with a price are full; one leads to the
 * other by moves along a cycle. So the result is right if nobody has a better
 * such course from which later people can move, one to the place of the other,
 * to where the person is now.
 */
#ifndef TSOP_VERIFY_SETTLED_H
#define TSOP_VERIFY_SETTLED_H

#include "verify/costs.h"

/*
 * The prices are known to prove the places. Without a seed, nobody may have
 * another place at the same cost. Faults name people. Where parties are, it
 * is not verified, and said so. -1 with err for want of memory. Cost: people
 * times courses, and the cube of the courses.
 */
int tsop_settled_check(struct tsop_costs *costs, struct tsop_checking *checking,
		       struct tsop_error *err);

#endif
