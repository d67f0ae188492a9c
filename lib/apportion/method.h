/*
 * method.h: the methods of apportionment, as data.
 *
 * A divisor method ranks the quotients weight / d(s), s = 0, 1, 2 ... seats
 * held, and gives the seats to the greatest ones. Here d(s) = step * s +
 * first: a further linear sequence is a row of the table; one that is not
 * linear needs its own case in tsop_method_compare and tsop_method_round and
 * nothing elsewhere. Largest remainder gives each claim the whole part of its
 * quota (Hare's: seats * weight / all weights), the seats that are left to
 * the greatest fractions.
 *
 * Source: M. Balinski and H. P. Young, Fair Representation (1982), appendix A.
 */
#ifndef TSOP_APPORTION_METHOD_H
#define TSOP_APPORTION_METHOD_H

#include <stdint.h>

#include "base/num.h"

enum tsop_method_kind { TSOP_METHOD_DIVISOR, TSOP_METHOD_REMAINDER };

struct tsop_method {
	const char *name; /* in options and records */
	enum tsop_method_kind kind;
	int64_t step, first; /* of a divisor method: d(s) = step * s + first */
};

/* The words of --method, in the order of enum tsop_method_id. */
#define TSOP_METHOD_NAMES "sainte-lague|dhondt|largest-remainder"
enum tsop_method_id {
	TSOP_METHOD_SAINTE_LAGUE, /* Webster */
	TSOP_METHOD_DHONDT,       /* Jefferson */
	TSOP_METHOD_LARGEST_REMAINDER,
};

const struct tsop_method *tsop_method_of(enum tsop_method_id id);

/* d(seats) of a divisor method: what the weight of a claim with that many seats is divided by. */
int64_t tsop_method_divisor(const struct tsop_method *method, int64_t seats);

/*
 * Order two quotients of a divisor method, exactly: <0, 0, >0 as weight_a /
 * d(seats_a) is less than, equal to or greater than weight_b / d(seats_b).
 * Weights up to 10^18, seats up to 10^9.
 */
int tsop_method_compare(const struct tsop_method *method, int64_t weight_a, int64_t seats_a,
			int64_t weight_b, int64_t seats_b);

/*
 * The seats that a divisor method gives for a quota of num / den seats: the
 * number of s with d(s) / step <= num / den. num * step fits 127 bits.
 */
tsop_int128 tsop_method_round(const struct tsop_method *method, tsop_int128 num, tsop_int128 den);

#endif
