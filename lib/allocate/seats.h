/*
 * seats.h: a round's seats to the claimants: the guarantee, then the key.
 *
 * "One seat guaranteed, then by a key" has more than one reading. As `base`
 * every claimant gets the guarantee first, as far as it has people for it;
 * the rest is apportioned by the key over all claimants with their full
 * weights, never more to one than it has people left, never fewer than it
 * holds already. An unused guarantee is held or, once it is free, goes to
 * the key.
 */
#ifndef TSOP_ALLOCATE_SEATS_H
#define TSOP_ALLOCATE_SEATS_H

#include <stdbool.h>
#include <stdint.h>

#include "allocate/claimant.h"
#include "apportion/apportion.h"
#include "apportion/method.h"
#include "base/error.h"

/* The words of --reading, in the order of the enum. */
#define TSOP_READING_NAMES "base"
enum tsop_reading { TSOP_READING_BASE };

struct tsop_seats_rules {
	const struct tsop_method *method;
	enum tsop_reading reading;
	int64_t total;     /* 0..TSOP_APPORTION_SEATS_MAX */
	int64_t guarantee; /* of each claimant, 0..TSOP_APPORTION_SEATS_MAX */
	bool by_demand;    /* nobody gets more than applied; else all there is */
	bool holds;        /* an unused guarantee is held */
	const char *seed;  /* of the lot, or NULL */
};

struct tsop_seats {
	struct tsop_apportionment key; /* of the seats that are not guaranteed */
	int64_t given, reserved, left; /* sum: the total */
	bool needs_draw;               /* key.n_draw seats among key.tied, and there is no seed */
};

const char *tsop_reading_name(enum tsop_reading reading);

/*
 * Give the seats: fill guaranteed, by_key, reserved and lot of each claimant
 * (by_key the certain seats where a draw is needed) and *seats; release it.
 * TSOP_INPUT where guarantees or held seats exceed the total.
 */
int tsop_seats_give(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		    struct tsop_seats *seats, struct tsop_error *err);
void tsop_seats_release(struct tsop_seats *seats);

#endif
