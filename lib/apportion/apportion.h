/*
 * apportion.h: whole seats in proportion to weights, exactly.
 *
 * Claims come with bounds: the seats a claim holds already, which it keeps,
 * and the seats it can use. Every comparison is one of integers; a tie is a
 * set, never settled by the order of the claims: the result says which seats
 * are certain, which claims are tied and how many seats are to be drawn
 * among them. Where all that are tied can be served there is no tie.
 *
 * With a divisor method a claim's bounds limit which of its quotients
 * compete: those for its (min + 1)-th to its max-th seat. With largest
 * remainder the quota itself is bounded: there is one multiplier at which the
 * quotas multiplier * weight, each raised to its min or lowered to its max,
 * sum to the seats; claims at a bound get the bound, the rest get whole parts
 * and then the greatest fractions. (With maxima alone: those over theirs get
 * it and leave, the rest is recomputed, until none is over.)
 *
 * Claims of weight 0 keep their min and get nothing more.
 */
#ifndef TSOP_APPORTION_H
#define TSOP_APPORTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "apportion/method.h"
#include "base/error.h"
#include "base/num.h"

#define TSOP_APPORTION_WEIGHT_MAX INT64_C(1000000000000000000)
#define TSOP_APPORTION_SEATS_MAX INT64_C(1000000000)

struct tsop_claim {
	int64_t weight; /* 0..TSOP_APPORTION_WEIGHT_MAX, all to one scale */
	int64_t min;    /* seats held already: 0..max */
	int64_t max;    /* seats it can use: min..TSOP_APPORTION_SEATS_MAX */
};

/* One side of the comparison that decides the last seat: a claim and its fraction. */
struct tsop_apportion_cut {
	bool is_set;
	size_t claim;
	tsop_int128 num, den; /* the quotient weight / d(s), or the fraction of a quota */
};

struct tsop_apportionment {
	int64_t *seats; /* by claim: the certain ones, min included */
	size_t *tied;   /* claims that are tied for one more seat each, ascending */
	size_t n_tied;
	int64_t n_draw; /* seats to be drawn among them: 0 or 1..n_tied - 1 */
	int64_t left;   /* seats that no claim can use */
	/*
	 * The proof: the least fraction that got a seat beyond what is held or
	 * whole, and the greatest that did not. Equal where there is a tie.
	 */
	struct tsop_apportion_cut last, next;
	/* Largest remainder: weight and seats of the claims at no bound; the quota is the ratio. */
	tsop_int128 quota_num, quota_den;
};

/*
 * Give total seats (0..TSOP_APPORTION_SEATS_MAX, not under the sum of the
 * minima) to n claims. On success *result is filled; release it. Fails for
 * want of memory only. O(n log n) time, O(n) memory, whatever the total.
 */
int tsop_apportion(const struct tsop_method *method, const struct tsop_claim *claims, size_t n,
		   int64_t total, struct tsop_apportionment *result, struct tsop_error *err);
void tsop_apportion_release(struct tsop_apportionment *result);

#endif
