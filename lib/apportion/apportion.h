/*
 * apportion.h: whole seats in proportion to weights, exactly.
 *
 * Claims come with bounds: the seats a claim holds already, which it keeps,
 * and the seats it can use. Every comparison is one of integers; a tie is a
 * set, never settled by the order of the claims: the result says which seats
 * are certain, which claims are tied and how many seats are to be drawn
 * among them. Where all that are tied can be served there is no tie. With the
 * quota method it can take several draws, one after the other (quota.h).
 *
 * With a divisor method a claim's bounds limit which of its quotients
 * compete: those for its (min + 1)-th to its max-th seat; so with identical
 * shares and a lottery. With largest remainder the quota itself is bounded:
 * there is one multiplier at which the quotas multiplier * weight, each
 * raised to its min or lowered to its max, sum to the seats; claims at a
 * bound get the bound, the rest get whole parts and then the greatest
 * fractions. (With maxima alone: those over theirs get it and leave, the rest
 * is recomputed, until none is over.) Vinton's method raises and lowers the
 * whole parts alone, and is refused where that does not come out. The quota
 * method and the Swiss one know no bounds: they are refused where one would
 * bind.
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
#include "base/wide.h"

#define TSOP_APPORTION_WEIGHT_MAX INT64_C(1000000000000000000)
#define TSOP_APPORTION_SEATS_MAX INT64_C(1000000000)

struct tsop_claim {
	int64_t weight; /* 0..TSOP_APPORTION_WEIGHT_MAX, all to one scale */
	int64_t min;    /* seats held already: 0..max */
	int64_t max;    /* seats it can use: min..TSOP_APPORTION_SEATS_MAX */
};

/*
 * One side of the comparison that decides the last seat: a claim and its
 * fraction, for which of its seats. With a divisor method num / den is
 * (weight / d(seat - 1)) ^ power, with den in the method's units; else a
 * remainder of weight / quota, with power 1.
 */
struct tsop_apportion_cut {
	bool is_set;
	size_t claim;
	int64_t seat; /* from 1; seats held are counted */
	unsigned power;
	bool is_negative; /* the fraction is: Vinton's, of a claim that was lifted to its min */
	struct tsop_wide num, den;
};

/*
 * A draw of n_draw seats among the next n_joined of the tied and, where it
 * goes_on, those who were in the draw before it and not drawn.
 */
struct tsop_apportion_draw {
	bool goes_on;
	size_t n_joined;
	int64_t n_draw; /* 1..those in it - 1 */
};

struct tsop_apportionment {
	int64_t *seats; /* by claim: the certain ones, min included */
	/*
	 * Claims that are tied for one more seat each, by the draw that they join,
	 * then ascending. With a lottery a claim is there as often as it has a
	 * ticket.
	 */
	size_t *tied;
	size_t n_tied;
	int64_t n_draw; /* seats to be drawn among them: 0 or 1..n_tied - 1 */
	struct tsop_apportion_draw *draws; /* in their order; one, but with the quota method */
	size_t n_draws;
	int64_t left;   /* seats that no claim can use */
	/*
	 * The proof: the least fraction that got a seat beyond what is held or
	 * whole, and the greatest that did not. Equal where there is a tie (that of
	 * the last draw). Not set where no seat, or every seat, was given by a
	 * fraction.
	 */
	struct tsop_apportion_cut last, next;
	/* Largest remainder: the quota of the claims at no bound, as a fraction; Vinton: of all. */
	tsop_int128 quota_num, quota_den;
	/* Swiss: the quota of each round, and who left, in that order; NULL with other methods. */
	tsop_int128 *quotas;
	size_t n_quotas;
	size_t *eliminated;
	size_t n_eliminated;
};

/*
 * Give total seats (0..TSOP_APPORTION_SEATS_MAX, not under the sum of the
 * minima) to n claims. On success *result is filled; release it. TSOP_INPUT,
 * with the reason, where the method can not give them (see its header). O(n)
 * time and memory, whatever the total, but for the quota method's O(total log
 * n) and a lottery's O(tickets).
 */
int tsop_apportion(const struct tsop_method *method, const struct tsop_claim *claims, size_t n,
		   int64_t total, struct tsop_apportionment *result, struct tsop_error *err);
/* Let the cut, where it is set, stand for one more seat of a claim that is tied with it. */
void tsop_apportion_point(const struct tsop_method *method, const struct tsop_apportionment *result,
			  struct tsop_apportion_cut *cut, size_t claim, int64_t weight);
void tsop_apportion_release(struct tsop_apportionment *result);

#endif
