/*
 * vinton.h: largest remainder where whole parts are lifted to a minimum;
 * called by apportion.c.
 *
 * Every claim gets the whole part of its quota, total * weight / all weights,
 * but at least its min and at most its max. The seats that are left go one
 * each to the greatest remainders, the quota less the seats had: below 0 for
 * a claim that was lifted. A claim at its max has none. Nothing is computed
 * anew, so it need not come out: lifted parts can exceed the total, lowered
 * ones leave more seats than there are remainders.
 *
 * S. F. Vinton's method, by which the acts of 1850 to 1900 gave the seats of
 * the U.S. House of Representatives, with one for each state; C. W. Seaton
 * found the Alabama paradox by it. Source: Balinski and Young, Fair
 * Representation (1982). The maxima are ours.
 */
#ifndef TSOP_APPORTION_VINTON_H
#define TSOP_APPORTION_VINTON_H

#include "apportion/apportion.h"

/*
 * As tsop_divisor_apportion. TSOP_INPUT where whole parts and minima exceed
 * the total, or more seats are left than there are remainders.
 */
int tsop_vinton_apportion(const struct tsop_claim *claims, size_t n, int64_t total,
			  struct tsop_apportionment *result, struct tsop_error *err);

#endif
