/*
 * counts.h: the numbers of a result agree with its records.
 */
#ifndef TSOP_VERIFY_SEATS_COUNTS_H
#define TSOP_VERIFY_SEATS_COUNTS_H

#include "verify/result/result.h"

/* Sums of seats, people and places; whatever does not agree is a fault. -1 for want of memory. */
int tsop_counts_check(const struct tsop_result *result, struct tsop_checking *checking,
		      struct tsop_error *err);

#endif
