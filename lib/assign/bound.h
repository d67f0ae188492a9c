/*
 * bound.h: parties together or not at all, at least cost.
 *
 * The flow, which places members one by one, gives a lower bound; a greedy
 * assignment and the search (search.h) close in from the other side. The
 * search ends after a number of flows, never by time, so that it can be
 * repeated. Then the lot: party by party, a search for an optimum that has it
 * at a better place.
 */
#ifndef TSOP_ASSIGN_BOUND_H
#define TSOP_ASSIGN_BOUND_H

#include <stdbool.h>
#include <stdint.h>

#include "assign/assign.h"
#include "assign/party.h"

struct tsop_bound {
	uint16_t *place;	       /* [parties] node of each; free it */
	struct tsop_assign_cost bound; /* no assignment of all people costs less */
	bool optimal;		       /* one with these places costs as little */
	bool tied;	/* another optimum has a party elsewhere, or that is not known */
	uint64_t nodes; /* flows solved */
};

/*
 * Find the places of parties, of which there is one at least, in an optimal
 * assignment; of equal ones those that the lot gives them (assign.h). At most
 * max_nodes flows are solved for the search, and a few more. by_lot[n_people]:
 * people in order of their lots. Marks in is_tied[n_people] the parties that
 * have another place in an optimum that was found. 0, or -1 for no memory.
 */
int tsop_bound_solve(const struct tsop_parties *parties, const uint32_t *by_lot, uint64_t max_nodes,
		     bool *is_tied, struct tsop_bound *out, struct tsop_error *err);

#endif
