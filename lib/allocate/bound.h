/*
 * bound.h: parties together or not at all, at least cost.
 *
 * The flow, which places members one by one, gives a lower bound; a greedy
 * assignment and the search (search.h) close in from the other side. The
 * search ends after a number of flows, never by time, so that it can be
 * repeated. Then the lot: party by party, a search for an optimum that has it
 * at a better place.
 */
#ifndef TSOP_ALLOCATE_BOUND_H
#define TSOP_ALLOCATE_BOUND_H

#include <stdbool.h>
#include <stdint.h>

#include "allocate/flow.h"
#include "allocate/party.h"

struct tsop_bound {
	tsop_int128 bound; /* no assignment costs less */
	bool optimal;      /* proven: the flow's cost equals the bound */
	bool tied;         /* another optimum has a party elsewhere, or that is not known */
	uint64_t nodes;    /* flows solved */
};

/*
 * Bring the parties together at least cost. The flow is of parties->problem
 * and solved. Afterwards it is solved with all parties pinned to their
 * places; of equal optima those that the lot gives them (assign.h). Marks in
 * is_tied[n_people] who differs between two optima that were found. At most
 * max_nodes flows are solved for the search, and a few more to end with an
 * assignment. 0, or -1 for no memory.
 */
int tsop_bound_solve(struct tsop_flow *flow, const struct tsop_parties *parties,
		     uint64_t max_nodes, bool *is_tied, struct tsop_bound *out,
		     struct tsop_error *err);

#endif
