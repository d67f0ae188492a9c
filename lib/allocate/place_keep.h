/*
 * place_keep.h: people who had a place, when all are placed anew; inside place.h.
 *
 * At least cost as few move as can be, or as a budget allows (keep.h), also by
 * the worst rank (keep_worst.h); by an order, who had a place goes first there
 * (deferred.h), or can be asked for it (trading.h). Where ranks are to be maximal (keep_ranks.h) it is settled
 * first who stays; those are fixed, and the others are placed around them. So
 * it is where the people of a municipality are to be spread besides, as if they
 * were not: a place that is kept is worth more.
 */
#ifndef TSOP_ALLOCATE_PLACE_KEEP_H
#define TSOP_ALLOCATE_PLACE_KEEP_H

#include "allocate/building.h"
#include "allocate/place.h"
#include "base/error.h"
#include "mechanism/mechanism.h"

/* Is it settled first who stays? */
static inline bool tsop_place_keep_is_first(const struct tsop_place_rules *rules)
{
	return rules->keeps &&
	       (rules->spread != TSOP_SPREAD_ANY ||
		rules->mechanism == tsop_mechanism_of(TSOP_MECHANISM_RANK_MAXIMAL));
}

/*
 * Place everybody. -1 with err; placement->result.fault then as assign.h has
 * it. The placement's result and keep are released before.
 */
int tsop_place_keep(struct tsop_building *building, const struct tsop_order *order,
		    struct tsop_placement *placement, struct tsop_error *err);

/* Settle who stays, whom building->problem then has as fixed; parties are as the applicants are. */
int tsop_place_keep_first(struct tsop_building *building, struct tsop_placement *placement,
			  struct tsop_error *err);

/* After the others were placed: costs, moves and ties of all in placement->result. */
void tsop_place_keep_finish(const struct tsop_building *building,
			    struct tsop_placement *placement);

#endif
