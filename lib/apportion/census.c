#include "apportion/census.h"

/* A multiplier, with what counting at it needs. */
struct scale {
	struct tsop_multiplier at;
	tsop_int128 offset;  /* (step - first) / step, and */
	tsop_int128 initial; /* initial / step, times 2^shift */
};

enum { FRACTION = TSOP_MULTIPLIER_SHIFT_MIN };

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

static struct scale scale_at(const struct tsop_house *house, struct tsop_multiplier at)
{
	tsop_int128 one = (tsop_int128)1 << at.shift;
	tsop_int128 offset = one * (house->step - house->first);
	struct scale scale = { .at = at };

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

/* The greatest whole number below d(s) * 2^FRACTION; 0 where d(s) is 0. */
static int64_t fixed_mean(struct tsop_house *house, int64_t seats)
{
	int64_t low = seats << FRACTION;
	int64_t high = (seats + 1) << FRACTION;

	if (house->means[seats] > 0)
		return house->means[seats] - 1;
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (is_mean_reached(house->method, seats, (tsop_uint128)middle, FRACTION))
			high = middle;
		else
			low = middle;
	}
	house->means[seats] = low + 1;
	return low;
}

/*
 * Is d(s) surely reached (1), surely not (-1), or too near to be told (0)?
 *
 * The mean of order P of s and s + 1 is off s + 1/2 by at most 2 |P - 1| / (5 s): its logarithm
 * grows with P by 1/P^2 times the divergence of the parts that s^P and (s + 1)^P have in their
 * sum from halves, which makes at most ln 2 / (4 s^2). For small s it is worked out once.
 */
static int tell_mean(struct tsop_house *house, int64_t seats, int64_t product)
{
	const int64_t one = INT64_C(1) << FRACTION;
	int64_t order = house->method->order;
	int64_t off = product - (seats << FRACTION) - one / 2;

	if (seats < TSOP_HOUSE_MEANS) {
		int64_t mean = fixed_mean(house, seats);

		return (product > mean) - (product < mean);
	}
	order = order > 1 ? order - 1 : 1 - order;
	if ((off < 0 ? -off : off) - 1 <= 2 * one / 5 * order / seats + 1)
		return 0;
	return off > 0 ? 1 : -1;
}

static int64_t mean_seats(struct tsop_house *house, tsop_uint128 product, unsigned shift)
{
	int64_t seats = (int64_t)(product >> shift);
	int order = tell_mean(house, seats, (int64_t)(product >> (shift - FRACTION)));

	if (order != 0)
		return seats + (order > 0);
	return seats + is_mean_reached(house->method, seats, product, shift);
}

/*
 * The first seat has a divisor of its own. In three parts, for without conditions it is half
 * as fast. More than any claim can have is not told apart.
 */
static inline int64_t linear_seats(const struct scale *scale, int64_t weight)
{
	tsop_int128 product = (tsop_int128)scale->at.mantissa * weight;
	tsop_int128 sum = product + scale->offset;
	int64_t whole;

	if (scale->at.shift >= 64)
		whole = (int64_t)(sum >> 64) >> (scale->at.shift - 64);
	else if (sum >> scale->at.shift > TSOP_APPORTION_SEATS_MAX)
		whole = TSOP_APPORTION_SEATS_MAX + 1;
	else
		whole = (int64_t)(sum >> scale->at.shift);
	return (product >= scale->initial) + (whole > 1 ? whole - 1 : 0);
}

static inline int64_t hold_in(struct tsop_range range, int64_t seats)
{
	seats = seats < range.min ? range.min : seats;
	return seats > range.max ? range.max : seats;
}

/*
 * A mean is only worked out where its linear neighbor, which is never two seats off, is within
 * the range.
 */
static int64_t mean_seats_at(struct tsop_house *house, const struct scale *scale,
			     struct tsop_range range, int64_t weight)
{
	int64_t seats = linear_seats(scale, weight);

	if (seats >= range.min && seats <= range.max)
		seats = mean_seats(house, (tsop_uint128)scale->at.mantissa * (uint64_t)weight,
				   scale->at.shift);
	return hold_in(range, seats);
}

struct tsop_census tsop_house_count(struct tsop_house *house, struct tsop_multiplier at,
				    int64_t *seats)
{
	const struct tsop_claim *claims = house->claims;
	const struct scale scale = scale_at(house, at);
	const size_t n = house->n;
	const bool is_mean = house->is_mean;
	struct tsop_census census = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		struct tsop_range range = range_of(house, &claims[i]);
		int64_t weight = tsop_method_weight(house->method, claims[i].weight);
		int64_t held = is_mean ? mean_seats_at(house, &scale, range, weight)
				       : hold_in(range, linear_seats(&scale, weight));

		census.seats += held;
		census.moving += held > range.min && held < range.max ? weight : 0;
		if (seats != NULL)
			seats[i] = held;
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
