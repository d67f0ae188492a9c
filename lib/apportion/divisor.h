/*
 * divisor.h: apportionment by a divisor method; called by apportion.c.
 */
#ifndef TSOP_APPORTION_DIVISOR_H
#define TSOP_APPORTION_DIVISOR_H

#include "apportion/level.h"

/*
 * Fill result (whose arrays are there, n long) with total seats at the level
 * of the claims. The level is rounded by the method, which is at most about
 * one seat a claim off; a heap of quotients puts that right.
 */
int tsop_divisor_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			   size_t n, int64_t total, const struct tsop_level *level,
			   struct tsop_apportionment *result, struct tsop_error *err);

#endif
