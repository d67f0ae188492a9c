/*
 * sequence.h: the divisor methods, from their definitions.
 *
 * A claimant of weight w that has s seats competes for the next one by the
 * quotient w / d(s); the greatest quotients win. d is linear, or the mean of
 * order p of s and s + 1: ((s^p + (s+1)^p) / 2)^(1/p), the geometric one for
 * p = 0. Where d(s) is 0 a quotient is greater than all others, and weights
 * decide between two such.
 *
 * Source: M. Balinski and H. P. Young, Fair Representation (1982), chapter 12
 * and appendix A; modified and Danish sequences as in tsop-methods(7).
 */
#ifndef TSOP_VERIFY_SEATS_SEQUENCE_H
#define TSOP_VERIFY_SEATS_SEQUENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/view.h"
#include "base/wide.h"

enum { TSOP_SEQUENCE_ORDER_MAX = 10 };

struct tsop_sequence {
	bool is_mean;
	int64_t step, first, initial; /* d(s) = step * s + first, d(0) = initial, times 10^places */
	unsigned places;
	int order;
	bool is_identical; /* every weight but 0 counts as 1 */
};

/* The sequence of a method by its name in records; false where it has none. */
bool tsop_sequence_of(struct tsop_sequence *sequence, const char *method);

/* Is d(seats) 0? */
bool tsop_sequence_is_free(const struct tsop_sequence *sequence, int64_t seats);

/*
 * Order two quotients, exactly: <0, 0, >0. Weights 1..10^18, seats 0..10^9.
 */
int tsop_sequence_compare(const struct tsop_sequence *sequence, int64_t weight_a, int64_t seats_a,
			  int64_t weight_b, int64_t seats_b);

/*
 * Does the text state, exactly, the quotient to the power that records print
 * (2 for the geometric mean, else the order without its sign, 1 for a linear
 * sequence): "217075/3", "1.5/1.4", "7/0"? Weights are times 10^places.
 */
bool tsop_sequence_is_quotient(const struct tsop_sequence *sequence, int64_t weight,
			       unsigned places, int64_t seats, struct tsop_view text);

/*
 * num / den = (weight / d(seats)) to that power, d times 10^places of the
 * sequence; den is 0 where d(seats) is.
 */
void tsop_sequence_quotient(const struct tsop_sequence *sequence, int64_t weight, int64_t seats,
			    struct tsop_wide *num, struct tsop_wide *den);

/* That power. */
int64_t tsop_sequence_power(const struct tsop_sequence *sequence);

#endif
