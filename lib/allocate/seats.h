/*
 * seats.h: a round's seats to the claimants: the guarantee, then the key.
 *
 * "One seat guaranteed, then by a key" has more than one reading:
 *
 * base: every claimant gets its guarantee first; the rest is apportioned by
 * the key over all claimants with their full weights.
 *
 * floor: all seats are apportioned at once, nobody getting fewer than
 * guaranteed.
 *
 * eliminate: those whose quota (seats * weight / weights, exactly) is under
 * their guarantee get it and leave; the quotas are computed anew over the
 * other seats and weights, until nobody is under; then the method decides
 * among those who are left, who keep their guarantee whatever it says. So
 * Folketingsvalgloven section 10 (4) and section 77 (4). As bounded quotas
 * have one level (apportion/level.h), one search finds where that ends, also
 * where claimants have caps.
 *
 * The Swiss method eliminates by its own rounds and quotas; it is given that
 * reading, a guarantee of 1 and no other bounds. Vinton's lifts whole parts to
 * the guarantee, which is `floor`.
 *
 * In each of them a guarantee is used only as far as the claimant's cap
 * allows, and an unused one is held or, once it is free, goes to the key;
 * nobody gets more than its cap, nor fewer seats than it holds already; who is
 * below a threshold gets nothing beyond guarantee and held seats.
 */
#ifndef TSOP_ALLOCATE_SEATS_H
#define TSOP_ALLOCATE_SEATS_H

#include <stdbool.h>
#include <stdint.h>

#include "allocate/claimant.h"
#include "apportion/apportion.h"
#include "apportion/level.h"
#include "apportion/method.h"
#include "base/error.h"

/* The words of --reading, in the order of the enum. */
#define TSOP_READING_NAMES "base|floor|eliminate"
enum tsop_reading { TSOP_READING_BASE, TSOP_READING_FLOOR, TSOP_READING_ELIMINATE };

struct tsop_seats_rules {
	const struct tsop_method *method;
	enum tsop_reading reading;
	int64_t total;    /* 0..TSOP_APPORTION_SEATS_MAX */
	bool holds;       /* an unused guarantee is held */
	const char *seed; /* of the lot, or NULL */
};

/* A draw of some seats among more claimants, who are equal by the key. */
struct tsop_seats_draw {
	size_t *tied; /* ascending; with a lottery a claimant is there as often as it has a ticket */
	size_t n_tied;
	size_t number; /* of seats */
};

struct tsop_seats {
	struct tsop_apportionment key; /* of the seats that are not guaranteed, or (floor) of all */
	struct tsop_level level;       /* at which `eliminate` ended; den 0: not needed */
	int64_t given, reserved, left; /* sum: the total */
	struct tsop_seats_draw *draws; /* [key.n_draws]; filled are those made and the next */
	size_t n_made, n_joined;       /* of them, and of key.tied who are in those filled */
	bool needs_draw;               /* draws[n_made], and there is no seed */
};

/* Its word in options and records: "base". */
const char *tsop_reading_name(enum tsop_reading reading);
/* Does a method imply a reading, and no other? *reading is filled where it does. */
bool tsop_reading_is_implied(const struct tsop_method *method, enum tsop_reading *reading);

/*
 * Give the seats: by weight, guarantee, kept, cap and is_below of each
 * claimant fill its guaranteed, by_key, reserved, lot, draws and is_eliminated
 * (by_key the certain seats where a draw is needed) and *seats; release it.
 * TSOP_INPUT where guarantees or held seats exceed the total; kept is not
 * over cap. Costs what tsop_apportion costs, `eliminate` at most twice that.
 */
int tsop_seats_give(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		    struct tsop_seats *seats, struct tsop_error *err);

/*
 * Where a draw is needed: its seats go to drawn[number], indices of claimants, of whom the last was
 * drawn last. Then the next may be needed. -1 for want of memory.
 */
int tsop_seats_draw(const struct tsop_seats_rules *rules, struct tsop_seats *seats,
		    struct tsop_claimants *claimants, const size_t *drawn, struct tsop_error *err);
void tsop_seats_release(struct tsop_seats *seats);

#endif
