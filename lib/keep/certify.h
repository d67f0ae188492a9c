/*
 * certify.h: why no assignment within a budget of moves costs less than the one
 * that a search found, nor as much with fewer moves: a tree that can be checked
 * by reading it once. People alone, without parties and minima.
 *
 * A node takes a person apart, who is then on each of the courses that they may
 * have, one after the other. A leaf has a price of a move and of places, over a
 * scale: everybody pays `scale` times what a course costs, the price of a move
 * where they are moved, and the price of the place, so that no assignment in
 * which those are where the leaf has them and m are moved costs less than
 *
 *	the least that they pay, the others anywhere, less all places times
 *	their prices, less m times the price of a move,
 *
 * over the scale (Lagrangian bound). Costs are whole meters: where that is more
 * than a meter below the cost, m being the budget, and more than the cost, m
 * being one move less than it has, nothing better is in the leaf.
 */
#ifndef TSOP_KEEP_CERTIFY_H
#define TSOP_KEEP_CERTIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"
#include "keep/penalty.h"

enum { TSOP_CERTIFY_MAX_NODES = 1000, TSOP_CERTIFY_MAX_PRICES = 20000 };

#define TSOP_CERTIFY_LEAF UINT32_MAX

struct tsop_certify_node {
	uint32_t who; /* that is taken apart; or LEAF */
	struct tsop_penalty move;
	struct tsop_assign_cost *price; /* [n_courses] of a leaf */
};

struct tsop_certify {
	struct tsop_certify_node *nodes; /* depth first */
	size_t n; /* 0: it would be too large, and there is none */
	size_t cap;
};

struct tsop_certify_request {
	const struct tsop_assign_problem *problem; /* without stay */
	const uint16_t *was;			   /* [n_people] who can stay (holders.h) */
	const uint32_t *by_lot;
	int64_t budget; /* of all moves */
	const uint16_t *course; /* [n_people] the assignment, everybody on a course */
	bool is_unique; /* nothing else is as good: that is proven, too, if it is not too much */
};

/*
 * Make the tree. 0, release it; or -1 for no memory. Nodes times people times
 * courses are at most 2^21, and some flows are solved for each.
 */
int tsop_certify_make(const struct tsop_certify_request *request, struct tsop_certify *out,
		      struct tsop_error *err);
void tsop_certify_release(struct tsop_certify *out);

#endif
