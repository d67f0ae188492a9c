/*
 * spread_search.h: parties together or not at all, groups spread; inside spread.h.
 *
 * As in search.h, with the flow of mesh.h: placed one by one, each of a party at
 * an even part of what it costs, one of them counting in the pairs (units.h),
 * people cost no more than together. Where that parts a party, it is tried whole
 * at each place; where a course has fewer people than its minimum, whether it
 * runs or closes (spread_closing.h). The flow is solved from the start each time,
 * so that fewer are than there: 2^18 / n for n people, but at least 10, and the
 * lot between parties may take as many again.
 */
#ifndef TSOP_ASSIGN_SPREAD_SEARCH_H
#define TSOP_ASSIGN_SPREAD_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/mesh.h"
#include "assign/party.h"
#include "assign/search.h"
#include "base/arena.h"

struct tsop_spread_search {
	const struct tsop_parties *parties;
	const uint32_t *by_lot;
	const uint32_t *unit; /* [n_people] */
	size_t n_groups;
	struct tsop_assign_problem problem; /* the even one, or the own, with those pinned who are */
	const uint16_t *own_ranks;
	uint16_t *fixed;
	uint32_t *wishes;
	int64_t *room; /* [k + 1] seats that nobody is fixed or pinned to */
	bool *is_pinned; /* [parties] */
	uint8_t *run;	    /* [k] enum tsop_spread_run; NULL: courses have no minima */
	uint32_t *capacity; /* [k] of the problem, and what it has as minima */
	uint32_t *minimum;
	bool *is_closed; /* [k] in the last that was taken */

	struct tsop_mesh mesh; /* of the last flow */
	bool has_mesh;
	tsop_int128 cost;      /* of all who are not fixed but by a pin, and of all pairs; or FAR */
	tsop_int128 bound;     /* no assignment costs less */
	uint64_t nodes, max_nodes;

	tsop_int128 limit; /* looking for less */
	bool stops_at_first, takes_found;
	uint16_t *found; /* [parties] places in the last that was taken; k: none */

	struct tsop_branches branches; /* places of parties, whether courses run */
	struct tsop_arena arena;
};

/*
 * by_lot and unit[n_people] (units.h) are borrowed until the release. -1 for no
 * memory: release it all the same.
 */
int tsop_spread_search_init(struct tsop_spread_search *search, const struct tsop_parties *parties,
			    const uint32_t *by_lot, const uint32_t *unit, size_t n_groups,
			    struct tsop_error *err);
void tsop_spread_search_release(struct tsop_spread_search *search);

/* Solve the flow under the present pins, into mesh and cost; FAR: not all have their minima. */
int tsop_spread_search_solve(struct tsop_spread_search *search, struct tsop_error *err);

/*
 * Find the places of the parties in a best assignment: found, limit what it
 * costs (FAR: nothing was found), and bound, both with ranks that count `scale` times (party.h).
 */
int tsop_spread_search_best(struct tsop_spread_search *search, struct tsop_error *err);

/*
 * Of assignments that cost as much, take the one that the lot does, party by
 * party, and pin them there. Where their order matters, one that would have a
 * better place as the first is marked in is_tied[n_people]; *tied: there is
 * such a one, or it is not known.
 */
int tsop_spread_search_settle(struct tsop_spread_search *search, bool *is_tied, bool *tied,
			      struct tsop_error *err);

/* From here on people cost what they do, not even parts; solve anew. */
void tsop_spread_search_use_own(struct tsop_spread_search *search);

/* Pin no party any more. */
void tsop_spread_search_unpin_all(struct tsop_spread_search *search);

#endif
