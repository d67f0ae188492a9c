/*
 * swiss.h: the seats of the Swiss National Council to the cantons; called by
 * apportion.c.
 *
 * Federal Act on Political Rights (SR 161.1), article 17. All weights are
 * divided by the seats; the next whole number above the result is the first
 * quota. Who does not reach it gets one seat and leaves. The rest is divided
 * anew by the seats that are left, and so on, until all that remain reach the
 * quota. Each gets as many seats as it holds the last quota, those with the
 * greatest remainders one more. Of equal remainders that of the claim is
 * greater that has the greater remainder by the first quota; where these are
 * equal too, a lot decides.
 *
 * A quota's unit is that of the weights: the last decimal place that any of
 * them has. The method guarantees a seat to each claim with a weight and knows
 * no other bounds.
 */
#ifndef TSOP_APPORTION_SWISS_H
#define TSOP_APPORTION_SWISS_H

#include "apportion/apportion.h"

/*
 * As tsop_divisor_apportion; bounds are not looked at, but claims of weight 0
 * keep their min. TSOP_INPUT where there are fewer seats than claims, or the
 * weights are too small for quotas in whole numbers.
 */
int tsop_swiss_apportion(const struct tsop_claim *claims, size_t n, int64_t total,
			 struct tsop_apportionment *result, struct tsop_error *err);

#endif
