/*
 * remainder.h: apportionment by largest remainder; called by apportion.c.
 */
#ifndef TSOP_APPORTION_REMAINDER_H
#define TSOP_APPORTION_REMAINDER_H

#include "apportion/level.h"

/* Fill result (whose arrays are there, n long) with total seats at the level of the claims. */
int tsop_remainder_apportion(const struct tsop_claim *claims, size_t n, int64_t total,
			     const struct tsop_level *level, struct tsop_apportionment *result,
			     struct tsop_error *err);

#endif
