/*
 * threshold.h: who is too small to get anything by the key.
 */
#ifndef TSOP_ALLOCATE_THRESHOLD_H
#define TSOP_ALLOCATE_THRESHOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "allocate/claimant.h"
#include "base/error.h"

struct tsop_threshold {
	bool is_share; /* a percentage of all weights; else a weight */
	int64_t value; /* times 10^places */
	unsigned places;
};

/* "20000", "0.5": a weight; "5%", "2.5%": 0 to 100 percent of all. At most nine places. */
int tsop_threshold_read(const char *text, struct tsop_threshold *threshold, struct tsop_error *err);

/* Fill is_below of each claimant: its weight is less, exactly. One that equals it is not below. */
void tsop_threshold_apply(const struct tsop_threshold *threshold, struct tsop_claimants *claimants);

#endif
