/*
 * remainders.h: seats by largest remainder, held against its definition.
 */
#ifndef TSOP_VERIFY_REMAINDERS_H
#define TSOP_VERIFY_REMAINDERS_H

#include "verify/shares.h"

/*
 * Hare's quota, weight for a seat, is that at which the weights of those
 * within their bounds are worth the seats that the others leave them. Each of
 * them has the whole part of weight / quota or one more, and nobody with one
 * more has a smaller remainder than somebody without. -1 for want of memory.
 */
int tsop_remainders_check(struct tsop_shares *shares, struct tsop_checking *checking,
			  struct tsop_error *err);

#endif
