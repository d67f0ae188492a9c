/*
 * level.h: the multiplier at which bounded quotas fill the seats.
 *
 * As water finds one level in vessels with a floor and a lid: the sum over
 * all claims of multiplier * weight, raised to min or lowered to max, grows
 * with the multiplier; where it meets the total is the level.
 */
#ifndef TSOP_APPORTION_LEVEL_H
#define TSOP_APPORTION_LEVEL_H

#include "apportion/apportion.h"

/* The quota of a claim is weight * num / den, within its bounds. */
struct tsop_level {
	tsop_int128 num; /* up to 10^9 */
	tsop_int128 den; /* > 0, up to the sum of the weights */
};

/*
 * Find the level for n claims and a total from the sum of their minima to what
 * they can use; the two differ. Of several levels it is the least, but for the
 * minima any at which nobody has more.
 * O(n): two multipliers are closed in on, with a claim out of question as soon
 * as no bound of it lies between; the bounds that are left are halved time and
 * again.
 */
int tsop_level_find(const struct tsop_claim *claims, size_t n, int64_t total,
		    struct tsop_level *level, struct tsop_error *err);

/*
 * Is the claim at no bound at this level? One whose quota is its min is free, and could have more;
 * one whose quota is its max has all that it can get.
 */
bool tsop_level_is_free(const struct tsop_level *level, const struct tsop_claim *claim);

#endif
