/*
 * guarantee.h: between which bounds a claimant's seats have to be, by the key
 * and by its people, and what of its guarantee it gets or has held.
 *
 * The people of the claimant who applied may be the most it can use; those who
 * have seats already, or had one in the earlier result, the fewest. Where these
 * need more than there are (is_loose), they alone compete for what is beyond
 * the guarantees.
 */
#ifndef TSOP_VERIFY_SEATS_GUARANTEE_H
#define TSOP_VERIFY_SEATS_GUARANTEE_H

#include "verify/checking.h"
#include "verify/result/candidates.h"
#include "verify/result/result.h"

/* Seats, none negative: what a claimant is guaranteed, may get at most and keeps. */
struct tsop_guarantee {
	int64_t applied, guarantee, cap, kept;
};

/* Do those who had a seat in the earlier result need more than there are? people: or NULL. */
bool tsop_guarantee_is_short(const struct tsop_result *result,
			     const struct tsop_candidates *people);

/*
 * The bounds of the claimant at i. A fault where the result does not state the
 * same, or other seats as guaranteed or reserved; what is held only where it
 * is known how many seats were taken before.
 */
struct tsop_guarantee tsop_guarantee_check(const struct tsop_result *result, size_t i,
					   const struct tsop_candidates *people, bool is_loose,
					   bool knows_taken, struct tsop_checking *checking);

/* A fault where guarantees, before demands were lowered (is_joint), come to more than the seats. */
void tsop_guarantee_check_sum(const struct tsop_result *result,
			      const struct tsop_candidates *people, bool is_loose,
			      struct tsop_checking *checking);

#endif
