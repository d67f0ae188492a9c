/*
 * settled.h: which of several assignments that are as good the lot takes.
 *
 * One after the other in the order of their lots, parties (by the least of
 * their members') and then people get the best course (least rank, then meters,
 * then id) that they have in any optimum which agrees with what those before
 * them got; held seats come last. Optima are the
 * assignments in which nobody would be better elsewhere at the prices of the
 * proof, and courses with a price are full; one leads to the other by moves
 * along a cycle. So the result is right if nobody has a better such course
 * from which later people can move, one to the place of the other, to where
 * the person is now.
 */
#ifndef TSOP_VERIFY_SETTLED_H
#define TSOP_VERIFY_SETTLED_H

#include "verify/costs.h"

/* What a mechanism's prices say, of which it is known that they prove the places. */
struct tsop_settled_prices {
	/*
	 * For whom costs->ranks were filled, and who is that far from each
	 * course: is one course as good as the one they have, at the prices?
	 */
	bool (*is_as_good)(const struct tsop_costs *costs, const int64_t *meters, size_t course,
			   size_t here);
	/* Has the course no price? */
	bool (*is_free)(const struct tsop_costs *costs, size_t course);
};

/*
 * Without a seed and a draw, nobody may have another place in another optimum.
 * Faults name people. The verdict says how many parties may have another place,
 * which is not searched for. -1 with err for want of memory. Cost: people times
 * courses, and the cube of the courses.
 */
int tsop_settled_check(struct tsop_costs *costs, const struct tsop_settled_prices *prices,
		       struct tsop_checking *checking, struct tsop_error *err);

#endif
