/*
 * lottery.h: apportionment by lot alone; called by apportion.c.
 *
 * Each further seat that a claim can use, of those there are, is a ticket:
 * a claim is among the tied as often as it has tickets. Weights count for
 * nothing, but 0 has no ticket.
 */
#ifndef TSOP_APPORTION_LOTTERY_H
#define TSOP_APPORTION_LOTTERY_H

#include "apportion/apportion.h"

enum { TSOP_LOTTERY_TICKETS_MAX = 10000000 };

/* As tsop_divisor_apportion. TSOP_INPUT where there are more than TSOP_LOTTERY_TICKETS_MAX. */
int tsop_lottery_apportion(const struct tsop_claim *claims, size_t n, int64_t total,
			   struct tsop_apportionment *result, struct tsop_error *err);

#endif
