/*
 * quotas.h: what weights, each within its bounds, are worth at a quota.
 *
 * A quota is the weight for a seat, a fraction. The less it is, the more seats
 * all are worth together; in between the bounds that bind this grows evenly.
 */
#ifndef TSOP_VERIFY_SEATS_QUOTAS_H
#define TSOP_VERIFY_SEATS_QUOTAS_H

#include "verify/result/ratio.h"
#include "verify/seats/shares.h"

/* How many seats all are worth, times quota.num; *whole: in whole seats of each. O(n). */
tsop_int128 tsop_quotas_worth(const struct tsop_shares *shares, struct tsop_ratio quota,
			      tsop_int128 *whole);

/*
 * A quota at which all are worth exactly so many seats, more than the minima and no more than
 * those with weight can have. -1 with err for want of memory. O(n log n).
 */
int tsop_quotas_find(const struct tsop_shares *shares, tsop_int128 seats, struct tsop_ratio *quota,
		     struct tsop_error *err);

#endif
