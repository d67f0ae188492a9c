#include "apportion/census.h"

static bool has_free_first(const struct tsop_claim *claim)
{
	return claim->weight > 0 && claim->min == 0 && claim->max > 0;
}

static enum tsop_house_firsts order_firsts(const struct tsop_house *house)
{
	tsop_int128 needed = 0;

	if (!tsop_method_is_first_free(house->method))
		return TSOP_HOUSE_FIRSTS_COMPETE;
	for (size_t i = 0; i < house->n; i++)
		needed += has_free_first(&house->claims[i]) ? 1 : house->claims[i].min;
	return house->total < needed ? TSOP_HOUSE_FIRSTS_ALONE : TSOP_HOUSE_FIRSTS_GIVEN;
}

/* First seats alone go by weight: d'Hondt's first divisor is 1. A power mean is near s + 1/2. */
static void set_sequence(struct tsop_house *house)
{
	const struct tsop_method *method = house->method;

	if (house->firsts == TSOP_HOUSE_FIRSTS_ALONE) {
		house->step = house->first = house->initial = 1;
	} else if (method->sequence == TSOP_METHOD_POWER_MEAN) {
		house->is_mean = true;
		house->step = 2;
		house->first = house->initial = 1;
	} else {
		house->step = method->step;
		house->first = method->first;
		house->initial = method->initial;
	}
}

static inline struct tsop_range range_of(const struct tsop_house *house,
					 const struct tsop_claim *claim)
{
	struct tsop_range range = { claim->min, claim->weight > 0 ? claim->max : claim->min };

	if (house->firsts == TSOP_HOUSE_FIRSTS_COMPETE)
		return range;
	if (house->firsts == TSOP_HOUSE_FIRSTS_ALONE)
		range.max = has_free_first(claim) ? 1 : claim->min;
	else if (has_free_first(claim))
		range.min = 1;
	return range;
}

struct tsop_range tsop_house_range(const struct tsop_house *house, size_t claim)
{
	return range_of(house, &house->claims[claim]);
}

void tsop_house_init(struct tsop_house *house, const struct tsop_method *method,
		     const struct tsop_claim *claims, size_t n, int64_t total)
{
	*house = (struct tsop_house){ .method = method, .claims = claims, .n = n, .total = total };
	house->firsts = order_firsts(house);
	set_sequence(house);
	for (size_t i = 0; i < n; i++) {
		struct tsop_range range = range_of(house, &claims[i]);

		house->least += range.min;
		house->most += range.max;
		house->weight += tsop_method_weight(method, claims[i].weight);
	}
}

struct tsop_scale tsop_house_scale(const struct tsop_house *house, struct tsop_multiplier at)
{
	tsop_int128 one = (tsop_int128)1 << at.shift;
	tsop_int128 offset = one * (house->step - house->first);
	struct tsop_scale scale = { .at = at };

	/* Rounded down, and up: the products they are compared with are whole. */
	scale.offset = offset / house->step - (offset % house->step < 0);
	scale.initial = (one * house->initial + house->step - 1) / house->step;
	return scale;
}

/* d(s) <= product / 2^shift, both raised to the power that makes d(s) rational. */
static bool is_mean_reached(const struct tsop_method *method, int64_t seats, tsop_uint128 product,
			    unsigned shift)
{
	struct tsop_wide left, right, den;
	unsigned power = tsop_method_quotient(method, 1, seats, &den, &left);

	tsop_wide_shift(&left, &left, power * shift);
	tsop_wide_set(&right, product);
	tsop_wide_power(&right, &right, power);
	tsop_wide_multiply(&right, &right, &den);
	return tsop_wide_compare(&left, &right) <= 0;
}

/*
 * The mean of order P of s and s + 1 is off s + 1/2 by at most 2 |P - 1| / (5 s): its logarithm
 * grows with P by 1/P^2 times the divergence of the parts that s^P and (s + 1)^P have in their
 * sum from halves, which is at most ln 2 / (4 s^2). Nearer than that, it is computed.
 */
static int64_t mean_seats(const struct tsop_method *method, tsop_uint128 product, unsigned shift)
{
	const int64_t half = INT64_C(1) << 19;
	int64_t seats = (int64_t)(product >> shift);
	int64_t fraction = (int64_t)(product >> (shift - 20)) & (2 * half - 1);
	int64_t off = fraction < half ? half - fraction : fraction - half;
	int64_t order = method->order > 1 ? method->order - 1 : 1 - method->order;

	if ((tsop_int128)(off - 1) * 5 * seats > 4 * half * order)
		return seats + (fraction > half);
	return seats + is_mean_reached(method, seats, product, shift);
}

static inline int64_t seats_at(const struct tsop_house *house, const struct tsop_scale *scale,
			       const struct tsop_claim *claim)
{
	struct tsop_range range = range_of(house, claim);
	int64_t weight = tsop_method_weight(house->method, claim->weight);
	tsop_int128 product = (tsop_int128)scale->at.mantissa * weight;
	tsop_int128 seats = product + scale->offset;

	seats = seats < 0 ? 0 : seats >> scale->at.shift;
	if (seats > range.max)
		return range.max;
	if (seats < range.min)
		return range.min;
	if (house->is_mean)
		seats = mean_seats(house->method, (tsop_uint128)product, scale->at.shift);
	else if (seats < 2)
		seats = product >= scale->initial;
	if (seats < range.min)
		return range.min;
	return seats > range.max ? range.max : (int64_t)seats;
}

int64_t tsop_house_seats(const struct tsop_house *house, const struct tsop_scale *scale,
			 size_t claim)
{
	return seats_at(house, scale, &house->claims[claim]);
}

struct tsop_census tsop_house_count(const struct tsop_house *house, struct tsop_multiplier at)
{
	struct tsop_scale scale = tsop_house_scale(house, at);
	struct tsop_census census = { 0, 0 };

	for (size_t i = 0; i < house->n; i++) {
		const struct tsop_claim *claim = &house->claims[i];
		struct tsop_range range = range_of(house, claim);
		int64_t seats = seats_at(house, &scale, claim);

		census.seats += seats;
		if (seats > range.min && seats < range.max)
			census.moving += tsop_method_weight(house->method, claim->weight);
	}
	return census;
}

/* A quota q is worth q + 1 - first / step seats, rounded down: half of one less on average. */
struct tsop_multiplier tsop_house_guess(const struct tsop_house *house, int64_t seats)
{
	tsop_int128 num = 2 * (tsop_int128)house->step * seats +
			  (tsop_int128)house->n * (2 * house->first - house->step);

	if (num < 0 || house->weight == 0)
		return TSOP_MULTIPLIER_ZERO;
	return tsop_multiplier_of(num, 2 * house->step * house->weight);
}
