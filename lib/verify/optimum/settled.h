/*
 * settled.h: which of several assignments that are as good the lot takes.
 *
 * One after the other in the order of their lots, parties (by the least of
 * their members') and then people get the best course (least rank, then meters,
 * then id) that they have in any optimum which agrees with what those before
 * them got; held seats come last. Optima are the assignments in which nobody
 * would be better elsewhere at the prices of the proof, and courses with a
 * price are full; one leads to the other by moves along a cycle. So the result
 * is right if nobody has a better such course from which later people can
 * move, one to the place of the other, to where the person is now.
 */
#ifndef TSOP_VERIFY_OPTIMUM_SETTLED_H
#define TSOP_VERIFY_OPTIMUM_SETTLED_H

#include "verify/optimum/reach.h"
#include "verify/people/costs.h"

/*
 * What a proof, of which it is known that it proves the places, says of other
 * optima. A node stands for the people from a municipality on a course: the
 * course itself, unless it matters where they are from.
 */
struct tsop_settled_graph {
	struct tsop_costs *costs;
	size_t n_nodes;
	/* Of a course, or (n_courses) of none. */
	size_t (*node)(const struct tsop_settled_graph *graph, const struct tsop_municipality *home,
		       size_t course);
	/*
	 * For whom costs->ranks were filled: is one course (or none) as good as what
	 * they have, at the prices?
	 */
	bool (*is_as_good)(const struct tsop_settled_graph *graph,
			   const struct tsop_municipality *home, size_t course, size_t here);
	/* Add the arcs that are nobody's move: by places that are free, and prices that are 0. */
	void (*add_arcs)(const struct tsop_settled_graph *graph, struct tsop_reach *reach);
};

/*
 * Without a seed and a draw, nobody may have a better place in another optimum:
 * then each order gives the same.
 * Faults name people. The verdict says how many parties may have another place,
 * which is not searched for. -1 with err for want of memory. Cost: people times
 * courses, and the cube of the nodes.
 */
int tsop_settled_check_graph(const struct tsop_settled_graph *graph,
			     struct tsop_checking *checking, struct tsop_error *err);

/* The prices of courses, whoever pays them. */
struct tsop_settled_prices {
	/* As above, for whom is that far from each course. */
	bool (*is_as_good)(const struct tsop_costs *costs, const int64_t *meters, size_t course,
			   size_t here);
	/* Has the course no price? */
	bool (*is_free)(const struct tsop_costs *costs, size_t course);
};

/* The same by such prices. */
int tsop_settled_check(struct tsop_costs *costs, const struct tsop_settled_prices *prices,
		       struct tsop_checking *checking, struct tsop_error *err);

#endif
