/*
 * placing.h: everybody to courses once, by the rules; inside place.h, which
 * calls it anew where draws are followed.
 *
 * With --spread same a municipality is a party; where that leaves some without
 * a course, these are parted (parting.h), and all are placed anew. What is
 * placed anew is kept for the proof (passes.h).
 */
#ifndef TSOP_ALLOCATE_PLACING_H
#define TSOP_ALLOCATE_PLACING_H

#include <stdbool.h>
#include <stdint.h>

#include "allocate/building.h"
#include "allocate/place.h"
#include "base/error.h"

/*
 * Place everybody. lot: of the people in an order, who stand equal otherwise;
 * NULL: none. What the placement held is released before. -1 with err: also
 * where a course that can not close does not reach its minimum.
 */
int tsop_placing_all(struct tsop_building *building, const uint32_t *lot,
		     struct tsop_placement *placement, struct tsop_error *err);

/* Search for the proof of a placing at least cost, where prices alone do not prove it. */
int tsop_placing_certify(const struct tsop_building *building, struct tsop_placement *placement,
			 struct tsop_error *err);

/* Fill in held and in_turn of a placement, from its result; once. -1 for no memory. */
int tsop_placing_hand_back(const struct tsop_building *building, struct tsop_placement *placement,
			   struct tsop_error *err);

#endif
