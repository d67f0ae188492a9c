/*
 * swiss.h: the Swiss National Council's seats, held against the law: Federal
 * Act on Political Rights (SR 161.1), article 17. In rounds, the weights of
 * all who are left over the seats that are left, the next whole number above:
 * the quota; who does not reach it has one seat and leaves. Then whole parts
 * by the last quota, and the greatest remainders, of equal ones that with the
 * greater remainder by the first quota.
 */
#ifndef TSOP_VERIFY_SEATS_SWISS_H
#define TSOP_VERIFY_SEATS_SWISS_H

#include "verify/seats/shares.h"

/* Faults name claimants. -1 for want of memory. */
int tsop_swiss_check(struct tsop_shares *shares, struct tsop_checking *checking,
		     struct tsop_error *err);

#endif
