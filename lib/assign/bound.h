/*
 * bound.h: parties together or not at all, at least cost.
 *
 * The flow, which places members one by one, gives a lower bound; a greedy
 * assignment and the search (search.h) close in from the other side. The
 * search ends after a number of flows, never by time, so that it can be
 * repeated. Then the lot: party by party, a search for an optimum that has it
 * at a better place; once with those before it where they are, once without.
 */
#ifndef TSOP_ASSIGN_BOUND_H
#define TSOP_ASSIGN_BOUND_H

#include <stdbool.h>
#include <stdint.h>

#include "assign/assign.h"
#include "assign/party.h"

struct tsop_bound {
	bool found;		       /* else, if optimal, no assignment reaches all minima */
	uint16_t *place;	       /* [parties] node of each; free it */
	struct tsop_assign_cost bound; /* no assignment of all people costs less */
	bool optimal;		       /* one with these places costs as little */
	bool tied;	/* the order of parties matters, or that is not known */
	uint64_t nodes; /* flows solved */
};

struct tsop_bound_request {
	const uint32_t *by_lot; /* [n_people] people in order of their lots */
	uint64_t max_nodes;	/* flows to solve for the search, and a few more */
	const uint16_t *known;	/* [n_people] an assignment to take for optimal, or NULL */
	bool *is_tied;		/* [n_people] the members of a party are marked in it; or NULL */
};

/*
 * Find the places of parties, of which there is one at least, in an optimal
 * assignment; of equal ones those that the lot gives them (assign.h). Where the
 * order of parties matters, one that would have a better place as the first is
 * marked in is_tied; if it is NULL, the lot is not asked. 0, or -1 for no memory.
 */
int tsop_bound_solve(const struct tsop_parties *parties, const struct tsop_bound_request *request,
		     struct tsop_bound *out, struct tsop_error *err);

#endif
