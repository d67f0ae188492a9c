/*
 * search.h: the tree of problems that branch and bound walks through.
 *
 * A problem is the flow with some parties pinned whole. Its solution is a
 * lower bound; if a party comes out split, the problem is taken apart: the
 * whole party at its first place, at its second, ... and without a course.
 * What the prices say it would cost at least to bring all members to a place
 * orders these branches, and cuts off those that can not beat the best
 * assignment known. The search is depth first, the cheapest branch first. It
 * keeps no copies: the one flow is brought from each problem to the next.
 */
#ifndef TSOP_ASSIGN_SEARCH_H
#define TSOP_ASSIGN_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "assign/branches.h"
#include "assign/fill.h"
#include "assign/flow.h"
#include "assign/party.h"

/* A set of parties. */
struct tsop_set {
	uint32_t *list; /* [n] */
	size_t n;
	bool *has; /* [parties] */
};

struct tsop_search {
	struct tsop_flow *flow;
	const struct tsop_parties *parties;
	uint64_t nodes; /* flows solved in searches */
	uint64_t max_nodes;

	struct tsop_fill fill;
	uint32_t *capacity; /* [courses] seats that can be filled, whoever is pinned */
	const bool *is_closed; /* [courses] those without seats at present; NULL: none */
	int64_t *room;	    /* [nodes] seats that nobody is pinned to */
	int64_t *filled;    /* [courses] how many of them can be filled */

	uint32_t *party_of;    /* [n_people] or TSOP_ASSIGN_NO_PARTY */
	struct tsop_set split; /* parties: all that are split, and some that were */
	struct tsop_set
		changed; /* parties: all that may be elsewhere than when `found` was taken */

	tsop_int128 limit;   /* looking for an assignment that costs less */
	bool stops_at_first; /* the first such will do */
	bool takes_found;    /* keep what is found */
	uint16_t *found;     /* [parties] nodes: the last that was taken */

	struct tsop_branches branches; /* places of whole parties */
};

enum tsop_outcome {
	TSOP_SEARCH_FAILED = -1, /* no memory */
	TSOP_SEARCH_DONE = 0,	 /* all was searched; the last found is the best */
	TSOP_SEARCH_FOUND = 1,	 /* stopped at the first */
	TSOP_SEARCH_OUT_OF_NODES = 2,
};

/*
 * The flow is of parties->even, with nobody pinned but the fixed. -1 for no
 * memory: release it all the same.
 */
int tsop_search_init(struct tsop_search *search, struct tsop_flow *flow,
		     const struct tsop_parties *parties, uint64_t max_nodes,
		     struct tsop_error *err);
void tsop_search_release(struct tsop_search *search);

/* Pin a party, whole, to a node with room for it; let it go. */
void tsop_search_pin(struct tsop_search *search, size_t party, uint16_t node);
int tsop_search_unpin(struct tsop_search *search, size_t party, struct tsop_error *err);

/* Solve the flow under the present pins, within the seats that can be filled. */
int tsop_search_solve(struct tsop_search *search, struct tsop_error *err);

/* The largest party that is split, the first of equals; parties->n if none is. */
size_t tsop_search_split(struct tsop_search *search);

/* Take the flow's assignment, in which no party is split, as found; the limit becomes its cost. */
void tsop_search_take(struct tsop_search *search);

/*
 * Add the places that a party may go to to the branches, the best first:
 * sorted by the bound for any assignment with the party there (the
 * flow is solved), or else by the ranks of its members there, then the meters.
 */
int tsop_search_add_places(struct tsop_search *search, size_t party, bool by_bound,
			   struct tsop_error *err);

/*
 * What any assignment with the party at that node costs at least, by the
 * prices; TSOP_COST_NONE where it may not go. The flow is solved.
 */
tsop_int128 tsop_search_bound(const struct tsop_search *search, size_t party, uint16_t node);

/*
 * Look for the best assignment under the present pins that costs less than
 * search->limit. Out of nodes, *bound is what any assignment at least costs.
 * At least one flow is solved. The pins are as before; the flow needs solving.
 */
enum tsop_outcome tsop_search_run(struct tsop_search *search, tsop_int128 *bound,
				  struct tsop_error *err);

#endif
