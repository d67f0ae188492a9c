/*
 * method.h: the methods of apportionment, as data.
 *
 * A divisor method ranks the quotients weight / d(s), s = 0, 1, 2 ... seats
 * held, and gives the seats to the greatest ones. Its sequence d is linear,
 * or a power mean of s and s + 1. Where d(0) is 0, a claim's first seat goes
 * before every other seat; where there are too few seats for that, to those
 * of greater weight (Balinski and Young's convention).
 *
 * Largest remainder gives each claim the whole part of weight / quota, the
 * seats that are left to the greatest remainders. The other methods have a
 * file each, which says how they go.
 *
 * Source: M. Balinski and H. P. Young, Fair Representation (1982).
 */
#ifndef TSOP_APPORTION_METHOD_H
#define TSOP_APPORTION_METHOD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/num.h"
#include "base/wide.h"

enum tsop_method_kind {
	TSOP_METHOD_DIVISOR,
	TSOP_METHOD_REMAINDER, /* largest remainder */
	TSOP_METHOD_VINTON,    /* largest remainder, whole parts lifted to a minimum */
	TSOP_METHOD_QUOTA,     /* Balinski and Young's quota method */
	TSOP_METHOD_SWISS,     /* largest remainder with repeated elimination */
	TSOP_METHOD_LOTTERY,   /* each seat is drawn */
};

enum tsop_method_sequence { TSOP_METHOD_LINEAR, TSOP_METHOD_POWER_MEAN };

/* The quota of largest remainder, for S seats and weights that sum to W. */
enum tsop_method_quota {
	TSOP_METHOD_HARE,             /* W / S */
	TSOP_METHOD_DROOP,            /* W / (S + 1), rounded down, + 1 */
	TSOP_METHOD_HAGENBACH_BISCHOFF, /* W / (S + 1) */
	TSOP_METHOD_IMPERIALI,        /* W / (S + 2) */
};

enum {
	TSOP_METHOD_NAME = 16 + 3 * TSOP_NUM_TEXT,
	TSOP_METHOD_PLACES = 6,     /* of the numbers of a linear sequence */
	TSOP_METHOD_NUMBER_MAX = 1000, /* none of them is greater */
	TSOP_METHOD_ORDER_MAX = 10, /* of a power mean, either way */
};

struct tsop_method {
	char name[TSOP_METHOD_NAME]; /* the canonical one, which records print */
	enum tsop_method_kind kind;

	/* Of a divisor method, and d'Hondt's of the quota method. */
	enum tsop_method_sequence sequence;
	bool is_identical; /* every weight but 0 counts as 1 */
	/* Linear, in units of 10^-places: d(s) = step * s + first, d(0) = initial; initial < d(1). */
	int64_t step, first, initial;
	unsigned places;
	int order; /* of the power mean: -1 harmonic, 0 geometric, 1 arithmetic */

	/* Of largest remainder. */
	enum tsop_method_quota quota;
};

#define TSOP_METHOD_DEFAULT "sainte-lague"

/*
 * Read the text of an option: a name, `linear:STEP,FIRST[,INITIAL]` with
 * decimals, or `power:P`. What it is not is TSOP_USAGE; an unknown name is
 * answered with all there are.
 */
int tsop_method_read(struct tsop_method *method, const char *text, struct tsop_error *err);

/* What counts as the claim's weight. */
static inline int64_t tsop_method_weight(const struct tsop_method *method, int64_t weight)
{
	return method->is_identical ? weight > 0 : weight;
}

/* Does it rank quotients? Else remainders, or nothing. */
bool tsop_method_has_quotients(const struct tsop_method *method);

/* Is d(0) of the divisor method 0? */
bool tsop_method_is_first_free(const struct tsop_method *method);

/*
 * Order two quotients of a divisor method, exactly: <0, 0, >0 as weight_a /
 * d(seats_a) is less than, equal to or greater than weight_b / d(seats_b).
 * Where d is 0 a quotient is greater than all others, and weights decide
 * between two such. Weights 1..10^18, seats 0..10^9.
 */
int tsop_method_compare(const struct tsop_method *method, int64_t weight_a, int64_t seats_a,
			int64_t weight_b, int64_t seats_b);

/*
 * num / den = (weight / d(seats)) ^ power, as whole numbers; d in units of
 * 10^-places. Returns the power: 1 for a linear sequence, 2 for the geometric
 * mean, else the order of the mean without its sign. den is 0 where d is.
 */
unsigned tsop_method_quotient(const struct tsop_method *method, int64_t weight, int64_t seats,
			      struct tsop_wide *num, struct tsop_wide *den);

#endif
