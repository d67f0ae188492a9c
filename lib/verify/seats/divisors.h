/*
 * divisors.h: seats by a divisor method, held against its definition.
 */
#ifndef TSOP_VERIFY_SEATS_DIVISORS_H
#define TSOP_VERIFY_SEATS_DIVISORS_H

#include "verify/seats/sequence.h"
#include "verify/seats/shares.h"

/*
 * No quotient that got a seat is less than one that did not: `last` of the
 * proof is the least of the former, `next` the greatest of the latter, and
 * last >= next. Where they are equal, a lot decided. -1 for want of memory.
 */
int tsop_divisors_check(struct tsop_shares *shares, const struct tsop_sequence *sequence,
			struct tsop_checking *checking, struct tsop_error *err);

#endif
