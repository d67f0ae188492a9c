/*
 * remainder.h: apportionment by largest remainder; called by apportion.c.
 *
 * With quotas smaller than Hare's the whole parts can exceed the seats. Then
 * the quota is taken anew with a divisor that is less by one, W / (S + 1) or
 * W / S, as Italian law has it where the divisor is S + 2 (so the election of
 * South Tyrol's council in 2003).
 *
 * A quota goes with bounds as Hare's does: it is W / (S + 1) where the quotas,
 * each raised to its min or lowered to its max, sum to S + 1. Droop's is the
 * least whole number at which they sum to less. Its unit is that of the
 * weights: the last decimal place that any of them has. Where weights are not
 * much greater than that, it can leave more seats than there are claims with a
 * remainder over 0; then those whose share is whole, be it their min, come too.
 */
#ifndef TSOP_APPORTION_REMAINDER_H
#define TSOP_APPORTION_REMAINDER_H

#include "apportion/apportion.h"

/*
 * Fill result (whose arrays are there, n long) with total seats: not under
 * the sum of the minima, and under what the claims can use. TSOP_INPUT where
 * Droop's quota leaves more seats than there are claims at no bound.
 */
int tsop_remainder_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			     size_t n, int64_t total, struct tsop_apportionment *result,
			     struct tsop_error *err);

#endif
