/*
 * placing.h: everybody to courses once, by the rules; inside place.h, which
 * calls it anew where draws are followed.
 *
 * With --spread same a municipality is a party; where that leaves some without
 * a course, these are parted, and all are placed anew.
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

/* With --spread same: is nobody of a municipality that was parted? */
bool tsop_placing_are_joined(const struct tsop_building *building);

#endif
