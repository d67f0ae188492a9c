/*
 * filling.h: how many seats whole parties can fill.
 *
 * Twelve couples can not fill 23 seats: what a course can have is a sum of the
 * sizes of those who may still come there.
 */
#ifndef TSOP_VERIFY_OPTIMUM_FILLING_H
#define TSOP_VERIFY_OPTIMUM_FILLING_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct tsop_filling {
	int64_t *n_of_size; /* [largest + 1] parties of that size, or people; the caller counts */
	size_t largest;
	int64_t most;  /* no room is looked at beyond that */
	int64_t *left; /* [most + 1] of the last size, when the sum is made with as few as can be */
	int64_t made;  /* sums are known up to that; -1: not */
};

/* -1 with err for no memory; release it in any case. */
int tsop_filling_init(struct tsop_filling *filling, size_t largest, int64_t most,
		      struct tsop_error *err);
void tsop_filling_release(struct tsop_filling *filling);

/*
 * Look at the sums of n_of_size up to a room; if that takes more than max_steps
 * (sizes times seats), or people alone fill every gap, all sums are taken to be
 * possible.
 */
void tsop_filling_make(struct tsop_filling *filling, int64_t room, int64_t max_steps);
/* The greatest sum that is no more than the room, which is no more than was looked at. */
int64_t tsop_filling_most(const struct tsop_filling *filling, int64_t room);

#endif
