/*
 * threshold.h: who is too small to get anything by the key: a weight that is
 * less than a number, or than a percentage of all weights. One that equals it
 * is not below.
 */
#ifndef TSOP_VERIFY_SEATS_THRESHOLD_H
#define TSOP_VERIFY_SEATS_THRESHOLD_H

#include "verify/checking.h"
#include "verify/seats/shares.h"

/* Say of each row whether it is below that of the result. False, and a fault: that is none. */
bool tsop_threshold_mark(struct tsop_shares *shares, struct tsop_checking *checking);

#endif
