/*
 * budget_tree.h: the tree of problems that the search for a budget walks
 * through; inside budget.h.
 *
 * Who is placed as one is a unit: a party, or a person in none. Units are
 * numbered by the parties (party.h), then by the people. A problem is the
 * flow with some units pinned.
 */
#ifndef TSOP_KEEP_BUDGET_TREE_H
#define TSOP_KEEP_BUDGET_TREE_H

#include "assign/branches.h"
#include "assign/flow.h"
#include "assign/party.h"
#include "keep/budget.h"
#include "keep/cycle.h"

/* What is least: the cost, without moves, and then the number of moves. */
struct tsop_budget_value {
	tsop_int128 cost;
	int64_t moves;
};

struct tsop_budget_tree {
	const struct tsop_budget_request *request;
	struct tsop_parties parties;
	struct tsop_assign_problem problem; /* that of the parties */
	struct tsop_flow flow;
	struct tsop_cycles cycles;
	struct tsop_arena arena;
	uint32_t *party_of; /* [n_people] or NO_PARTY */
	int64_t *room;	    /* [nodes] seats that nobody is pinned to */
	uint16_t *at;	    /* [n_people] an assignment that is looked at */
	uint32_t *uses;	    /* [n_people] of a person in its steps */
	int64_t *load;	    /* [nodes] of it */

	int64_t moves;	/* in the flow */
	int64_t budget; /* of what is looked for */
	uint64_t nodes, max_nodes;
	struct tsop_budget_value limit; /* what is looked for is less */
	bool stops_at_first;
	uint16_t *found; /* [n_people] nodes: the last that was found */

	struct tsop_branches branches; /* places of units; costs: with moves at their price */
};

enum tsop_budget_outcome {
	TSOP_BUDGET_FAILED = -1, /* no memory */
	TSOP_BUDGET_DONE = 0,	 /* all was searched */
	TSOP_BUDGET_FOUND = 1,	 /* stopped at the first */
	TSOP_BUDGET_OUT_OF_NODES = 2,
};

/* Start from the known assignment. -1 for no memory: release it all the same. */
int tsop_budget_tree_init(struct tsop_budget_tree *tree, const struct tsop_budget_request *request,
			  struct tsop_error *err);
void tsop_budget_tree_release(struct tsop_budget_tree *tree);

/* The members of a unit. */
const uint32_t *tsop_budget_unit(const struct tsop_budget_tree *tree, size_t unit, size_t *n);
/* The unit of a person who is not fixed. */
size_t tsop_budget_unit_of(const struct tsop_budget_tree *tree, uint32_t who);

/* What an assignment with the unit there costs at least, moves at their price; NONE: not allowed. */
tsop_int128 tsop_budget_bound(const struct tsop_budget_tree *tree, size_t unit, uint16_t node);

/* Pin a unit, whole, to a node with room for it; let it go. -1 for no memory. */
void tsop_budget_pin(struct tsop_budget_tree *tree, size_t unit, uint16_t node);
int tsop_budget_unpin(struct tsop_budget_tree *tree, size_t unit, struct tsop_error *err);

/* Solve the flow under the present pins, and count its moves. */
int tsop_budget_flow(struct tsop_budget_tree *tree, struct tsop_error *err);

/*
 * Look (budget_run.c) for what is less than the limit, under the present pins; what is found
 * becomes the limit. The pins are as before; the flow needs solving.
 */
enum tsop_budget_outcome tsop_budget_run(struct tsop_budget_tree *tree, struct tsop_error *err);

#endif
