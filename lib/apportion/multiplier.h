/*
 * multiplier.h: what weights are multiplied by to become seats.
 *
 * A fixed-point number, mantissa / 2^shift, so that the seats of a million
 * claims at a multiplier are exact without a division. It can be finer than a
 * seat of the greatest weight, and as great as a claim of weight 1 needs for
 * the most seats there are.
 */
#ifndef TSOP_APPORTION_MULTIPLIER_H
#define TSOP_APPORTION_MULTIPLIER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/num.h"

/* mantissa < 2^63; not below 2^62 where shift < TSOP_MULTIPLIER_SHIFT_MAX. */
struct tsop_multiplier {
	uint64_t mantissa;
	unsigned shift;
};

enum { TSOP_MULTIPLIER_SHIFT_MAX = 96, TSOP_MULTIPLIER_SHIFT_MIN = 30 };

/* 0, and the greatest: 2^33. */
#define TSOP_MULTIPLIER_ZERO ((struct tsop_multiplier){ 0, TSOP_MULTIPLIER_SHIFT_MAX })
#define TSOP_MULTIPLIER_MAX \
	((struct tsop_multiplier){ (UINT64_C(1) << 63) - 1, TSOP_MULTIPLIER_SHIFT_MIN })

/* num / den, rounded down, or the greatest; 0 <= num, 0 < den < 2^126. */
struct tsop_multiplier tsop_multiplier_of(tsop_int128 num, tsop_int128 den);

/* at + seats / weight, roughly; held between 0 and the greatest. weight > 0. */
struct tsop_multiplier tsop_multiplier_move(struct tsop_multiplier at, int64_t seats,
					    tsop_int128 weight);

/*
 * The whole part of weight * num / den, where `at` is tsop_multiplier_of(num,
 * den) and that is at most 10^9; *rest: what is left, in parts of den. The
 * multiplier is rounded down, by less than one seat of any weight up to 10^18.
 */
static inline int64_t tsop_multiplier_whole(struct tsop_multiplier at, int64_t weight,
					    tsop_int128 num, tsop_int128 den, tsop_int128 *rest)
{
	int64_t whole = (int64_t)((tsop_int128)at.mantissa * weight >> at.shift);

	*rest = weight * num - whole * den;
	if (*rest < den)
		return whole;
	*rest -= den;
	return whole + 1;
}

/* Is a less than b? */
bool tsop_multiplier_is_less(struct tsop_multiplier a, struct tsop_multiplier b);

/*
 * Half way between, on a scale that is linear near by and logarithmic far off; low where
 * nothing is.
 */
struct tsop_multiplier tsop_multiplier_between(struct tsop_multiplier low,
					       struct tsop_multiplier high);

#endif
