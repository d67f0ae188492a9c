/*
 * cycle.h: the cheapest ways to change how many people are moved.
 *
 * Two assignments differ by cycles over the courses and the outside: a person
 * along each arc, or nobody where a seat is left empty or taken. Along such a
 * cycle a number of people more, or fewer, are moved from where they were: its
 * moves, counted +1 for somebody who leaves the course they were on, -1 for
 * who comes back, so that no cycle has more than there are nodes. At prices
 * that prove an optimum no arc costs less than 0, and the cheapest cycle of
 * each number of moves is a shortest path over pairs of a node and the moves
 * so far. What several cycles cost together is a shortest path over sums.
 *
 * That bounds from below what it costs to come from the optimum to any number
 * of moves: exactly, unless a person, or an empty seat, is in two cycles at
 * once. O(nodes^4) a search at worst, and O(n k) for the arcs.
 */
#ifndef TSOP_KEEP_CYCLE_H
#define TSOP_KEEP_CYCLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/flow.h"
#include "base/arena.h"
#include "base/error.h"

#define TSOP_CYCLE_NOBODY UINT32_MAX

/* An arc of a cycle: a person goes, or (NOBODY) a seat is left empty or taken. */
struct tsop_cycle_step {
	uint16_t from, to;
	uint32_t who;
};

struct tsop_cycle_arc;
struct tsop_cycle_state;

struct tsop_cycles {
	const struct tsop_flow *flow; /* solved; people in stay.course pay for a move */
	size_t nodes;
	struct tsop_cycle_arc *arcs; /* [nodes][nodes][3] by moves + 1 */
	bool *has_arcs;		     /* [nodes] those from there are known */

	struct tsop_cycle_state *states; /* [2 nodes + 1][nodes] of one search, by moves + nodes */
	uint32_t *queue;		 /* of states */

	tsop_int128 *least; /* [2 nodes + 1] of a cycle, by moves + nodes, or TSOP_COST_NONE */
	uint16_t *start;    /* [2 nodes + 1] its least node */

	tsop_int128 *sum; /* of several cycles, by moves; of the last mix */
	int64_t *last;	  /* the moves of the last of them */
	size_t *waiting;  /* a queue */
	bool *is_waiting;
	size_t cap_sums;

	struct tsop_cycle_step *steps; /* of the cycles that were followed */
	size_t n_steps, cap_steps;
	struct tsop_arena arena;
};

/* A mix of cycles: what they cost together at the prices, and their moves. */
struct tsop_cycle_mix {
	tsop_int128 cost;
	int64_t moves;
};

/* The flow is borrowed until the release. -1 for no memory: release it all the same. */
int tsop_cycles_init(struct tsop_cycles *cycles, const struct tsop_flow *flow,
		     struct tsop_error *err);
void tsop_cycles_release(struct tsop_cycles *cycles);

/* People have come to a node, or left it, since the arcs were looked at. */
void tsop_cycles_forget(struct tsop_cycles *cycles, uint16_t node);

/* Find the cheapest cycles by moves, of those that cost at most `limit`. */
void tsop_cycles_find(struct tsop_cycles *cycles, tsop_int128 limit);

/*
 * Of the cycles found, mix some (or none) that together have at most `most`
 * moves, so that their cost less `price` a move is least; of equal mixes, one
 * with the fewest moves. Its steps are in cycles->steps. *any: there is a mix.
 * -1 for no memory.
 */
int tsop_cycles_mix(struct tsop_cycles *cycles, int64_t most, tsop_int128 price,
		    struct tsop_cycle_mix *mix, bool *any, struct tsop_error *err);

/* Put the steps of the cheapest cycle with that many moves into cycles->steps. -1: no memory. */
int tsop_cycles_follow(struct tsop_cycles *cycles, int64_t moves, struct tsop_error *err);

/* What it costs without moves, as `least` has it. */
static inline tsop_int128 tsop_cycles_least(const struct tsop_cycles *cycles, int64_t moves)
{
	return cycles->least[moves + (int64_t)cycles->nodes];
}

#endif
