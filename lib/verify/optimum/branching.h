/*
 * branching.h: the tree of the proof's search, node by node: branch_tree.c
 * builds it, branch_bounds.c finds what its nodes cost, for branches.c.
 */
#ifndef TSOP_VERIFY_OPTIMUM_BRANCHING_H
#define TSOP_VERIFY_OPTIMUM_BRANCHING_H

#include "base/num.h"
#include "verify/optimum/filling.h"
#include "verify/people/costs.h"

enum tsop_branch_state {
	TSOP_BRANCH_OPEN, /* it may close yet; or it has no minimum, and never does */
	TSOP_BRANCH_RUNS,
	TSOP_BRANCH_CLOSED,
};

/* A sum of costs, ranks times the scale; compared from the first member on. */
struct tsop_branch_sum {
	tsop_int128 unassigned, rank, meters;
};

/* What a node of the result means. */
struct tsop_branch {
	const struct tsop_result_node *node;
	size_t parent;	 /* itself: the root */
	uint16_t place;	 /* of the parent's party here, or NO_COURSE */
	int64_t size;	 /* of its own party, if it has one; 0: nobody has that party */
	size_t n_closed; /* courses */
	uint16_t pin;	 /* of the party that is looked at: a place, or k + 1: it is not placed */
	bool is_empty;	 /* a course that runs can not have its minimum, so there is no assignment */
	struct tsop_branch_sum bound;
};

struct tsop_branching {
	struct tsop_costs *costs;
	struct tsop_checking *checking;
	size_t k;
	size_t n; /* nodes */
	struct tsop_branch *branches;
	unsigned char *state; /* [n][k] enum tsop_branch_state */
	int64_t *placed;      /* [n][k] people of parties that are placed */
	struct tsop_branch_sum *more; /* [n][k + 1] by how much a place of its party raises the bound */
	bool *is_ruled_out;   /* [n][k + 1] a place of its party that it can not have */
	int64_t *room;	      /* [k] seats beside those of fixed people */
	int64_t *least;	      /* [k] people beside them whom the minimum takes */
	struct tsop_filling filling;
	int64_t *never; /* [k] seats that are never filled */
};

static inline size_t tsop_branching_cell(const struct tsop_branching *branching, size_t node,
					 size_t course)
{
	return node * branching->k + course;
}

static inline bool tsop_branching_has_party(const struct tsop_branching *branching, size_t node)
{
	return branching->branches[node].node->party > 0;
}

/*
 * Fill all else from the result. A tree that does not close, or takes apart
 * what it may not, is a fault. The costs have the seats of all courses as their
 * room from here on. -1 for no memory. Release it in any case.
 */
int tsop_branching_build(struct tsop_branching *branching, struct tsop_error *err);
void tsop_branching_release(struct tsop_branching *branching);

/*
 * Fill bound and is_empty of every node with prices, and more and is_ruled_out of those
 * with a party. The tree was built, without faults.
 */
void tsop_branching_find_bounds(struct tsop_branching *branching);

#endif
