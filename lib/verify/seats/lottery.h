/*
 * lottery.h: seats by lot alone: each further seat that a claimant can use, of
 * those there are, is a ticket; the least lots win. The lot of the first
 * ticket is of the claimant's id, of a further one of the id, LF and its number.
 */
#ifndef TSOP_VERIFY_SEATS_LOTTERY_H
#define TSOP_VERIFY_SEATS_LOTTERY_H

#include "verify/seats/shares.h"

/* Faults name claimants. -1 for want of memory. */
int tsop_lottery_check(struct tsop_shares *shares, struct tsop_checking *checking,
		       struct tsop_error *err);

#endif
