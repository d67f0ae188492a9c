/*
 * spread_pins.h: parties that are pinned to a place, and what others cost
 * around them; for spread_search.c.
 */
#ifndef TSOP_ASSIGN_SPREAD_PINS_H
#define TSOP_ASSIGN_SPREAD_PINS_H

#include "assign/spread_search.h"

/* The n people of a party who are not fixed. */
const uint32_t *tsop_spread_members(const struct tsop_spread_search *search, size_t party,
				    size_t *n);

/* All of them at one place, k for none; there is room. Or anywhere again. */
void tsop_spread_pin(struct tsop_spread_search *search, size_t party, uint16_t place);
void tsop_spread_unpin(struct tsop_spread_search *search, size_t party);

/* The largest party that is parted in the last flow, the first of equals; parties->n: none is. */
size_t tsop_spread_find_split(const struct tsop_spread_search *search);

/* What the members cost at a place, with or without prices; FAR: not allowed, or no room. */
tsop_int128 tsop_spread_cost_at(const struct tsop_spread_search *search, size_t party, size_t place,
				bool is_priced);

/* With the party, which is not pinned, at that place nothing costs less than this; or FAR. */
tsop_int128 tsop_spread_bound_at(const struct tsop_spread_search *search, size_t party,
				 size_t place);

#endif
