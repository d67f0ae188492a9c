/*
 * flow.h: the minimum cost flow of people to courses, without parties.
 *
 * The graph has a node for each course and one, `outside`, for those without
 * a course. An arc from a to b stands for the person at a who can go to b
 * most cheaply; a heap for each ordered pair finds that person. A course with
 * free seats has an arc outward at no cost: nobody moves, a seat is taken.
 *
 * Every node has a price, outside 0, a course less only where it has a
 * minimum. Kept throughout: nobody would be better off elsewhere at these
 * prices (their cost plus the price of the place). The flow is an optimum when,
 * besides, no course is overfull, no course with a price above 0 has free
 * seats, and none with a price below 0 has more people than its minimum.
 * Somebody whom a course lacks for its minimum costs TSOP_COST_SHORT, less than
 * somebody without a course and more than all ranks on a way over the courses,
 * and besides more than all moves on it that are paid for (stay.move):
 * so courses are short only where no assignment reaches all minima.
 * tsop_flow_solve gets
 * there by successive shortest paths: of all ways to lead a person too many
 * to a seat too few, the cheapest at present prices, by Dijkstra over the
 * courses, whereafter the prices are brought up to date (Ahuja, Magnanti and
 * Orlin, Network Flows, 1993, section 9.7). The number of courses is small,
 * so that a path is found in microseconds for any number of people.
 *
 * Pins: a person may be pinned to a place and let go again. The prices stay
 * good, so that solving again costs no more than the difference.
 */
#ifndef TSOP_ASSIGN_FLOW_H
#define TSOP_ASSIGN_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "assign/cost.h"
#include "assign/heap.h"
#include "base/arena.h"
#include "base/error.h"

enum { TSOP_FLOW_PINNED = 0x8000 };

struct tsop_flow {
	const struct tsop_assign_problem *problem;
	uint16_t outside;   /* = n_courses; nodes are 0..outside */
	uint16_t *at;	    /* [n_people] node, with TSOP_FLOW_PINNED */
	size_t *load;	    /* [nodes] people there, pinned ones included */
	/* Both may be changed between one solving and the next. */
	uint32_t *capacity; /* [courses] seats */
	uint32_t *minimum;  /* [courses] people who have to be there, if they can */
	tsop_int128 *price; /* [nodes] */
	tsop_int128 cost;   /* of all that are not fixed */
	tsop_int128 lack;   /* cost of somebody whom a course lacks */
	tsop_int128 limit;  /* solving ends where all assignments cost more; at first there is none */
	bool is_beyond;	    /* it has ended there */

	struct tsop_heap *heaps; /* [nodes][nodes] from, to; the first move is always good */
	tsop_int128 *arc;	 /* [nodes][nodes] cost of the first move, or TSOP_COST_NONE */
	bool *has_arcs;		 /* [nodes] no heap of the node is spent */
	bool *is_filling;	 /* [nodes] while the heaps of a node are filled: which */

	/* The last search. */
	int64_t *taken;	       /* [nodes] seats that are taken at the present prices */
	tsop_int128 *emptying; /* [nodes] what it costs to leave one of them empty */
	int64_t *surplus;      /* [nodes] people too many for them */
	tsop_int128 *distance; /* [nodes] */
	uint16_t *from;	       /* [nodes] the node before, or itself at a start */
	bool *is_free;	       /* [nodes] came here by an arc along which nobody moves */
	bool *is_done;	       /* [nodes] */

	/*
	 * For who wants to know: the people who have been somewhere else since
	 * that one took note. The arrays are theirs, or NULL.
	 */
	bool *is_moved;	 /* [n_people] */
	uint32_t *moved; /* [n_people] those for whom is_moved is true */
	size_t n_moved;

	struct tsop_arena arena;
};

/*
 * Everyone fixed at their course (pinned for good), the others where they
 * cost least at the price[n_courses] given; of equals, and then in the order
 * of order[n_people], where there is room; solve next. The problem was
 * checked by tsop_assign_solve; it is borrowed until tsop_flow_release. 0, or
 * -1 for no memory: release it all the same.
 */
int tsop_flow_init(struct tsop_flow *flow, const struct tsop_assign_problem *problem,
		   const uint32_t *order, const tsop_int128 *price, struct tsop_error *err);
void tsop_flow_release(struct tsop_flow *flow);

/*
 * Make it an optimum, unless that costs more than the limit: then it is left
 * on the way. Not more people than seats may be pinned to a course. -1 for no
 * memory.
 */
int tsop_flow_solve(struct tsop_flow *flow, struct tsop_error *err);

static inline size_t tsop_flow_n_nodes(const struct tsop_flow *flow)
{
	return (size_t)flow->outside + 1;
}

/* The moves from a node to another, the cheapest first (heap.h). */
static inline struct tsop_heap *tsop_flow_heap(const struct tsop_flow *flow, uint16_t from,
					       uint16_t to)
{
	return &flow->heaps[from * tsop_flow_n_nodes(flow) + to];
}

/* Does a course have fewer people than its minimum? Then, solved, no assignment reaches all. */
static inline bool tsop_flow_is_short(const struct tsop_flow *flow)
{
	for (uint16_t node = 0; node < flow->outside; node++)
		if (flow->load[node] < flow->minimum[node])
			return true;
	return false;
}

/* Put a person who is not fixed to a node and keep them there. */
void tsop_flow_pin(struct tsop_flow *flow, uint32_t who, uint16_t node);
/* Let a pinned person go, to where they cost least at the present prices. -1 for no memory. */
int tsop_flow_unpin(struct tsop_flow *flow, uint32_t who, struct tsop_error *err);

/* Move a person who is not pinned from where they are to a node. -1 for no memory. */
int tsop_flow_move(struct tsop_flow *flow, uint32_t who, uint16_t node, struct tsop_error *err);

/*
 * The arcs from a node, up to date in flow->arc[from * nodes]: only needed
 * by who looks at arcs. -1 for no memory.
 */
int tsop_flow_need_arcs(struct tsop_flow *flow, uint16_t from, struct tsop_error *err);

/* The same where people were somewhere before. */
static inline int64_t tsop_flow_stay_cost(const struct tsop_flow *flow, uint32_t who, uint16_t node)
{
	const struct tsop_assign_problem *problem = flow->problem;
	const struct tsop_assign_stay *stay = problem->stay;
	uint16_t was = stay->course[who];
	int64_t move = was == TSOP_ASSIGN_NO_COURSE || was == node ? 0 : stay->move;
	size_t rank;

	if (node == flow->outside)
		return stay->unassigned + move;
	rank = problem->ranks[problem->wishes[who] * problem->n_courses + node];
	if (rank == TSOP_ASSIGN_FORBIDDEN)
		return TSOP_MOVE_NONE;
	return (stay->of_rank != NULL ? stay->of_rank[rank] : (int64_t)rank * stay->rank) + move +
	       problem->meters[problem->origin[who] * problem->n_courses + node] * stay->meters;
}

/* What a person costs at a node (cost.h), or TSOP_MOVE_NONE where they may not be. */
static inline int64_t tsop_flow_cost(const struct tsop_flow *flow, uint32_t who, uint16_t node)
{
	const struct tsop_assign_problem *problem = flow->problem;
	size_t rank;

	if (problem->stay != NULL)
		return tsop_flow_stay_cost(flow, who, node);
	if (node == flow->outside)
		return TSOP_MOVE_UNASSIGNED;
	rank = problem->ranks[problem->wishes[who] * problem->n_courses + node];
	if (rank == TSOP_ASSIGN_FORBIDDEN)
		return TSOP_MOVE_NONE;
	return ((int64_t)rank << TSOP_MOVE_RANK_BITS) +
	       problem->meters[problem->origin[who] * problem->n_courses + node];
}

/* Such a cost, or a difference of two, as a sum over people has it. */
static inline tsop_int128 tsop_flow_wide(const struct tsop_flow *flow, int64_t cost)
{
	const struct tsop_assign_stay *stay = flow->problem->stay;

	return stay != NULL && stay->is_plain ? cost : tsop_cost_of_move(cost);
}

/* The same with the price of the place, or TSOP_COST_NONE. */
static inline tsop_int128 tsop_flow_priced(const struct tsop_flow *flow, uint32_t who,
					   uint16_t node)
{
	const struct tsop_assign_problem *problem = flow->problem;
	size_t rank;

	if (problem->stay != NULL) {
		int64_t cost = tsop_flow_stay_cost(flow, who, node);

		return cost == TSOP_MOVE_NONE ? TSOP_COST_NONE
					      : flow->price[node] + tsop_flow_wide(flow, cost);
	}
	if (node == flow->outside)
		return (tsop_int128)1 << TSOP_COST_UNASSIGNED_BITS;
	rank = problem->ranks[problem->wishes[who] * problem->n_courses + node];
	if (rank == TSOP_ASSIGN_FORBIDDEN)
		return TSOP_COST_NONE;
	return flow->price[node] + ((tsop_int128)rank << TSOP_COST_RANK_BITS) +
	       problem->meters[problem->origin[who] * problem->n_courses + node];
}

static inline uint16_t tsop_flow_node(const struct tsop_flow *flow, uint32_t who)
{
	return flow->at[who] & (TSOP_FLOW_PINNED - 1);
}

static inline bool tsop_flow_is_pinned(const struct tsop_flow *flow, uint32_t who)
{
	return (flow->at[who] & TSOP_FLOW_PINNED) != 0;
}

#endif
