/*
 * divisor.h: apportionment by a divisor method; called by apportion.c.
 *
 * At a multiplier each claim is worth the seats whose divisor is not above
 * multiplier * weight, within its bounds. Two multipliers are sought which
 * give too few and too many seats, but few quotients lie between; these are
 * listed, and the greatest of them selected. Counting is a pass over the
 * claims without a division, and there are few passes: linear time.
 *
 * Source of the idea: R. Reitzig and S. Wild, A simple and fast linear-time
 * algorithm for divisor methods of apportionment (2018), there for sequences
 * without bounds and in floating point.
 */
#ifndef TSOP_APPORTION_DIVISOR_H
#define TSOP_APPORTION_DIVISOR_H

#include "apportion/apportion.h"

/*
 * Fill result (whose arrays are there, n long) with total seats: not under
 * the sum of the minima, and under what the claims can use.
 */
int tsop_divisor_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			   size_t n, int64_t total, struct tsop_apportionment *result,
			   struct tsop_error *err);

#endif
