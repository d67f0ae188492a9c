/*
 * penalty.h: the price of a move, as a fraction of lexicographic costs.
 */
#ifndef TSOP_KEEP_PENALTY_H
#define TSOP_KEEP_PENALTY_H

#include <stdbool.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/num.h"

/* An assignment of least cost at some price of a move. */
struct tsop_frontier_point {
	int64_t moves; /* people who are not where they were */
	struct tsop_assign_cost cost;
	tsop_int128 plain; /* the cost in plain weights (frontier.h) */
	bool is_edge;	   /* no vertex lies between this point and the next */
};

/* cost / scale; scale > 0. */
struct tsop_penalty {
	struct tsop_assign_cost cost;
	int64_t scale;
};

/* What a move saves between a point and another with more moves, in lowest terms. */
struct tsop_penalty tsop_penalty_slope(const struct tsop_frontier_point *point,
				       const struct tsop_frontier_point *next);

/* Are both the same price? */
bool tsop_penalty_is_equal(struct tsop_penalty a, struct tsop_penalty b);

/* Which point is cheaper where moves have that price: <0, 0, >0. */
int tsop_penalty_compare(struct tsop_penalty penalty, const struct tsop_frontier_point *a,
			 const struct tsop_frontier_point *b);

/*
 * A price strictly between two, with the least scale, up to `most`; false if
 * there is none.
 */
bool tsop_penalty_between(struct tsop_penalty low, struct tsop_penalty high, int64_t most,
			  struct tsop_penalty *between);

/*
 * The price that is next to another of those of a scale: not above it, or
 * above; exact as far as the first part that is no whole number then.
 */
struct tsop_penalty tsop_penalty_round(struct tsop_penalty price, int64_t scale, bool is_above);

/* The least cost that is not below the point's, less `moves` times the penalty. */
struct tsop_assign_cost tsop_penalty_line(struct tsop_penalty penalty,
					  const struct tsop_frontier_point *point, int64_t moves);

#endif
