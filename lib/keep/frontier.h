/*
 * frontier.h: what it costs not to move people.
 *
 * People were on courses before. For each number of moves there is a least
 * cost; the lower convex hull of these points is the frontier: its vertices
 * are the assignments that are best at some price of a move, and the slope
 * between two is the price at which one is as good as the other. A vertex is
 * found by a minimum cost flow in which everybody pays that price who is not
 * where they were; looking next at the slope of two points that are known
 * either finds one between them or proves that there is none (Eisner and
 * Severance, Mathematical techniques for efficient record segmentation in
 * large shared databases, 1976).
 *
 * Exactly, in integers: two assignments differ by cycles of at most
 * courses + 1 moves, so that the slope of an edge, in lowest terms, has no
 * greater denominator, and costs may be weighed in plain integers as long as
 * what goes before counts for more than all that such cycles can make up for.
 * A slope with a greater denominator is no edge; then a price nearby will do.
 */
#ifndef TSOP_KEEP_FRONTIER_H
#define TSOP_KEEP_FRONTIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "assign/flow.h"
#include "base/error.h"
#include "base/num.h"
#include "keep/penalty.h"

/*
 * What each rank costs where that is not the rank, and to have no course: all
 * stand in the rank of a cost, whose `unassigned` is 0 then.
 */
struct tsop_frontier_worths {
	const int64_t *of_rank; /* [n] 0..none */
	size_t n;
	int64_t none;
};

struct tsop_frontier {
	/* Solves in place of a flow: fills `at`. NULL: a flow does. */
	int (*solve)(struct tsop_frontier *frontier, struct tsop_penalty price,
		     struct tsop_error *err);
	const void *context; /* of it */

	struct tsop_assign_problem problem; /* without lots, with the stay below */
	bool has_parties;
	struct tsop_assign_stay stay;
	const uint16_t *was;	/* as given */
	const uint32_t *by_lot;
	const uint32_t *lot; /* of the problem, or NULL */
	/* Of plain weights, where a meter is 1; with parties 0 where sums of all do not fit. */
	int64_t weight_unassigned, weight_rank;
	int64_t greatest_rank, greatest_meters;
	const struct tsop_frontier_worths *worths; /* or NULL */
	int64_t *of_rank; /* [n of worths] in the weights that were asked for last */
	struct tsop_penalty price_of_all;   /* nobody is moved who can stay */
	struct tsop_penalty price_of_ranks; /* moves come before ranks, behind the unassigned */
	struct tsop_penalty least_price;    /* moves only tell those apart that cost the same */
	bool is_rough; /* with parties, something could not be looked at, or not to its end */
	int64_t n_forced;  /* the fewest moves, as far as was found out */
	bool is_least;	   /* they are */
	uint16_t *fewest;  /* [n_people] with parties: how */

	struct tsop_frontier_point *points; /* by moves */
	size_t n, cap;

	uint16_t *at;		 /* [n_people] where the last flow has them, or NO_COURSE */
	tsop_int128 *seat_price; /* [n_courses] of the last flow, at seat_scale */
	int64_t seat_scale;	 /* 0: there was none */
	size_t n_solved;
	uint64_t n_nodes; /* flows of searches for parties */
	bool is_short;	  /* the last did not reach a minimum: none does, or none was found */
};

/*
 * Prepare; the problem was checked, and is borrowed with was[n_people] (or
 * NO_COURSE) and by_lot[n_people]. Nobody was on a course that is forbidden
 * them, and no fixed person anywhere. TSOP_INPUT where courses and ranks are too
 * many for the integers, TSOP_SYSTEM for no memory: release it all the same.
 *
 * With parties (of people who are not fixed) costs are packed
 * as in cost.h, and each solution is a search of its own: prices that can not
 * be packed are not looked at. Minima are reached in all of them.
 */
int tsop_frontier_init(struct tsop_frontier *frontier, const struct tsop_assign_problem *problem,
		       bool has_parties, const uint16_t *was, const uint32_t *by_lot,
		       struct tsop_error *err);
void tsop_frontier_release(struct tsop_frontier *frontier);

/*
 * Weigh by worths instead, without parties, so that costs of all people compare
 * as they do; borrowed. False: the integers do not suffice. -1 for no memory.
 */
int tsop_frontier_set_worths(struct tsop_frontier *frontier,
			     const struct tsop_frontier_worths *worths, bool *fits,
			     struct tsop_error *err);

/*
 * Weigh so that prices of any scale up to the number of people compare, too,
 * and set the prices so that they hold between any two assignments, also where
 * these do not differ by cycles alone. With parties they do so anyway, as far
 * as they can be packed. False: the integers do not suffice.
 */
bool tsop_frontier_widen(struct tsop_frontier *frontier);

/* Can costs where a move has that price be packed, and those of all people be added? */
bool tsop_frontier_can_pack(const struct tsop_frontier *frontier, struct tsop_penalty price);

/* The weights of packed costs at a price that can be packed. */
struct tsop_assign_stay tsop_frontier_pack(struct tsop_penalty price, const uint16_t *was);

/*
 * Solve where a move has that price. Fills *point and frontier->at. -1 for no
 * memory.
 */
int tsop_frontier_solve(struct tsop_frontier *frontier, struct tsop_penalty price,
			struct tsop_frontier_point *point, struct tsop_error *err);

/* The plain weights at a price. False: with parties they may not fit. */
bool tsop_frontier_weigh(const struct tsop_frontier *frontier, struct tsop_penalty price,
			 struct tsop_assign_stay *stay);

/*
 * The plain weights at the price of the edge behind point i, by which costs of
 * all people compare as they do. False: they do not fit.
 */
bool tsop_frontier_edge(const struct tsop_frontier *frontier, size_t i,
			struct tsop_assign_stay *stay);

/* The same at a price that is given in plain weights, over a scale; without parties. */
struct tsop_assign_stay tsop_frontier_plain(const struct tsop_frontier *frontier, int64_t price,
					    int64_t scale);
int tsop_frontier_solve_plain(struct tsop_frontier *frontier, int64_t price, int64_t scale,
			      struct tsop_frontier_point *point, struct tsop_error *err);

/* Enter a point by its moves, unless there is one with as many. -1 for no memory. */
int tsop_frontier_add(struct tsop_frontier *frontier, const struct tsop_frontier_point *point,
		      struct tsop_error *err);

/* Solve, and enter the point unless it is there. *moves: its number. -1 for no memory. */
int tsop_frontier_enter(struct tsop_frontier *frontier, struct tsop_penalty price, int64_t *moves,
			struct tsop_error *err);

/*
 * With parties: search for the least of the stay that is set, which is packed, for frontier->at.
 * -1 for no memory; else release the result.
 */
int tsop_frontier_search(struct tsop_frontier *frontier, struct tsop_assign_result *result,
			 struct tsop_error *err);

/* The ends of it (frontier_ends.c). */

/* Find an assignment with the fewest moves, for frontier->at, and n_forced. -1 for no memory. */
int tsop_frontier_count_forced(struct tsop_frontier *frontier, struct tsop_error *err);

/*
 * Enter the two ends: the least cost, and the fewest moves. Where the frontier
 * is_short after that, neither. -1 for no memory.
 */
int tsop_frontier_enter_ends(struct tsop_frontier *frontier, struct tsop_error *err);

/* Where nobody is moved but for those who would have no course: *moves. As tsop_frontier_enter. */
int tsop_frontier_enter_ranks(struct tsop_frontier *frontier, int64_t *moves,
			      struct tsop_error *err);

/*
 * Look (frontier_look.c) between point i and the next, which is no known edge: enter a point
 * between them, or mark the edge (points on a line with their neighbors then
 * go: only vertices are left where edges meet). One problem is solved, with parties up to two.
 */
int tsop_frontier_look(struct tsop_frontier *frontier, size_t i, struct tsop_error *err);

/*
 * Solve for the stay that is set, from the prices of the last flow. -1 for no
 * memory: release the flow all the same.
 */
int tsop_frontier_flow(struct tsop_frontier *frontier, struct tsop_flow *flow,
		       struct tsop_error *err);

/*
 * Find (frontier_prove.c) price[n_courses], at the scale of the slope, which
 * prove that nothing lies below the edge behind point i or, where it is the
 * last, that nothing costs less. They are the least (price.h). *is_proven:
 * there are any; with parties, minima and worths there are none. One problem is
 * solved.
 */
int tsop_frontier_prove(struct tsop_frontier *frontier, size_t i, struct tsop_assign_cost *price,
			bool *is_proven, struct tsop_error *err);

#endif
