/*
 * shares.h: what a method of apportionment had to divide, and what each
 * claimant got of it: the rules of the guarantee and its readings.
 *
 * Rows are parallel to the claimants of a result. A method may not go below
 * min (seats that are taken already) nor above max (seats that can be used).
 */
#ifndef TSOP_VERIFY_SEATS_SHARES_H
#define TSOP_VERIFY_SEATS_SHARES_H

#include "verify/result/candidates.h"
#include "verify/result/result.h"

struct tsop_share {
	int64_t weight, min, max, got;
	bool is_below; /* the threshold */
};

struct tsop_shares {
	const struct tsop_result *result;
	struct tsop_share *rows;
	size_t n;
	tsop_int128 total; /* to be divided: all that was got, and what is left */
	/*
	 * Is it known how many seats were taken before? Without the people it
	 * is not: then who has seats below the cut may have had them.
	 */
	bool knows_taken;
	size_t n_below; /* claimants of whom that was supposed */
};

/*
 * Check the rules of the result's reading: who is guaranteed what, which
 * seats are held, whether the sums agree; and fill *shares with what was left
 * to the method. Faults name claimants. people: NULL where they are not known.
 * -1 with err for want of memory; release it in any case.
 */
int tsop_shares_check(struct tsop_shares *shares, const struct tsop_result *result,
		      const struct tsop_candidates *people, struct tsop_checking *checking,
		      struct tsop_error *err);
void tsop_shares_release(struct tsop_shares *shares);

/* May the claimant be given one more, or have been given its last one, by the method? */
static inline bool tsop_share_may_get(const struct tsop_share *share)
{
	return share->weight > 0 && share->got < share->max;
}
static inline bool tsop_share_may_lose(const struct tsop_share *share)
{
	return share->got > share->min;
}

/*
 * The tie at the cut, of those for whom is_tied says so; has_won says who got
 * a seat by it. Are they those that the proof names, and drawn by the lot? A
 * fault, where there is none and the proof has one, or the other way around.
 */
void tsop_shares_check_draw(const struct tsop_shares *shares, const bool *is_tied,
			    const bool *has_won, struct tsop_checking *checking);
/* The same of the nth tie of several, from 0. */
void tsop_shares_check_nth_draw(const struct tsop_shares *shares, size_t nth, const bool *is_tied,
				const bool *has_won, struct tsop_checking *checking);

#endif
