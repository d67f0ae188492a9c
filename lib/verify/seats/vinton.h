/*
 * vinton.h: seats by Vinton's method, held against its definition: everybody
 * has the whole part of seats * weight / all weights, lifted to its min or
 * lowered to its max, or one more; nobody with one more has a smaller
 * remainder, the quota less the seats before it, than somebody without.
 */
#ifndef TSOP_VERIFY_SEATS_VINTON_H
#define TSOP_VERIFY_SEATS_VINTON_H

#include "verify/seats/shares.h"

/* Faults name claimants. -1 for want of memory. */
int tsop_vinton_check(struct tsop_shares *shares, struct tsop_checking *checking,
		      struct tsop_error *err);

#endif
