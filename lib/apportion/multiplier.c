#include "apportion/multiplier.h"

static const uint64_t top = UINT64_C(1) << 62; /* the least mantissa that is normal */

static struct tsop_multiplier normalize(tsop_uint128 mantissa, unsigned shift)
{
	while (mantissa >= 2 * (tsop_uint128)top && shift > TSOP_MULTIPLIER_SHIFT_MIN) {
		mantissa >>= 1;
		shift--;
	}
	while (mantissa < top && shift < TSOP_MULTIPLIER_SHIFT_MAX) {
		mantissa <<= 1;
		shift++;
	}
	if (mantissa >= 2 * (tsop_uint128)top)
		return TSOP_MULTIPLIER_MAX;
	return (struct tsop_multiplier){ (uint64_t)mantissa, shift };
}

struct tsop_multiplier tsop_multiplier_of(tsop_int128 num, tsop_int128 den)
{
	tsop_int128 quotient = num / den;
	tsop_int128 rest = num % den;
	unsigned shift = 0;

	if (quotient >> 33 > 0)
		return TSOP_MULTIPLIER_MAX;
	for (; quotient < top && shift < TSOP_MULTIPLIER_SHIFT_MAX; shift++) {
		rest *= 2;
		quotient = 2 * quotient + (rest >= den);
		rest -= rest >= den ? den : 0;
	}
	return (struct tsop_multiplier){ (uint64_t)quotient, shift };
}

struct tsop_multiplier tsop_multiplier_move(struct tsop_multiplier at, int64_t seats,
					    tsop_int128 weight)
{
	const int64_t most = INT64_C(1) << 31;
	tsop_int128 way = seats < -most ? -most : seats > most ? most : seats;
	tsop_uint128 change = ((tsop_uint128)(way < 0 ? -way : way) << at.shift) /
			      (tsop_uint128)weight;

	if (way >= 0)
		return normalize(at.mantissa + change, at.shift);
	return change >= at.mantissa ? TSOP_MULTIPLIER_ZERO
				     : normalize(at.mantissa - change, at.shift);
}

/* The place of a multiplier among all there are. */
static tsop_uint128 place_of(struct tsop_multiplier at)
{
	return (tsop_uint128)(TSOP_MULTIPLIER_SHIFT_MAX - at.shift) * top + at.mantissa;
}

bool tsop_multiplier_is_less(struct tsop_multiplier a, struct tsop_multiplier b)
{
	return place_of(a) < place_of(b);
}

struct tsop_multiplier tsop_multiplier_between(struct tsop_multiplier low,
					       struct tsop_multiplier high)
{
	tsop_uint128 place = (place_of(low) + place_of(high)) / 2;
	unsigned turns = place < top ? 0 : (unsigned)(place / top) - 1;

	return (struct tsop_multiplier){ (uint64_t)(place - (tsop_uint128)turns * top),
					 TSOP_MULTIPLIER_SHIFT_MAX - turns };
}
