/*
 * remainders.h: seats by largest remainder, held against its definition.
 */
#ifndef TSOP_VERIFY_SEATS_REMAINDERS_H
#define TSOP_VERIFY_SEATS_REMAINDERS_H

#include "verify/seats/shares.h"

enum tsop_remainders_quota {
	TSOP_REMAINDERS_HARE,
	TSOP_REMAINDERS_DROOP,
	TSOP_REMAINDERS_HAGENBACH_BISCHOFF,
	TSOP_REMAINDERS_IMPERIALI,
};

/*
 * The quota is the weight for a seat at which the weights, each within its
 * bounds, are worth the seats (Hare), one more (Hagenbach-Bischoff) or two
 * more (Imperiali); Droop's is the least whole number at which they are worth
 * less than one more. Where the whole parts by it exceed the seats, or so many
 * can not be used, the number is one less, at last that of Hare's. Each that is
 * within its bounds, or worth just its minimum, has the whole part of weight /
 * quota or one more, and nobody with one more has a smaller remainder than
 * somebody without. -1 for want of memory.
 */
int tsop_remainders_check(struct tsop_shares *shares, enum tsop_remainders_quota quota,
			  struct tsop_checking *checking, struct tsop_error *err);

#endif
