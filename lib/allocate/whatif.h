/*
 * whatif.h: what would have to be different for a claimant to have another seat.
 *
 * Every question is put to the rules themselves: the seats are given again
 * with one number changed, without drawing lots. So it holds for any method
 * and reading.
 *
 * More weight never costs a claimant its own seats, all else being equal,
 * which lets a search halve. Not so with the quota method, and where the quota
 * is rounded to a whole number (Droop's, the Swiss), nor with Vinton's, which
 * can not give the seats at some weights: there the weight found is one that
 * suffices while its neighbor does not, but a smaller change may do as well.
 */
#ifndef TSOP_ALLOCATE_WHATIF_H
#define TSOP_ALLOCATE_WHATIF_H

#include <stddef.h>
#include <stdint.h>

#include "allocate/claimant.h"
#include "allocate/seats.h"
#include "allocate/threshold.h"
#include "base/error.h"
#include "base/progress.h"

enum { TSOP_WHATIF_WORK = 8 }; /* of a trial for each claimant, as progress.h counts */

struct tsop_whatif {
	struct tsop_seats_rules rules;
	const struct tsop_threshold *threshold; /* NULL: there is none */
	struct tsop_claimants trial;            /* with the number that is changed */
	struct tsop_progress *progress;         /* told of trials; NULL, unless the caller sets it */
};

/*
 * Take over the rules and the claimants (their ids are borrowed). Release it,
 * also after an error.
 */
int tsop_whatif_init(struct tsop_whatif *whatif, const struct tsop_seats_rules *rules,
		     const struct tsop_threshold *threshold, const struct tsop_claimants *claimants,
		     struct tsop_error *err);
void tsop_whatif_release(struct tsop_whatif *whatif);

/* Seats of a claimant: those it has for certain, and with every lot in its favor. */
struct tsop_whatif_seats {
	int64_t certain, possible;
};

/*
 * Give the seats to the trial as it is. 0, and the claimant's are in *seats;
 * 1 where the rules can not give them; -1 for want of memory.
 */
int tsop_whatif_try(struct tsop_whatif *whatif, size_t claimant, struct tsop_whatif_seats *seats,
		    struct tsop_error *err);

/*
 * The least weight above its own, up to `most`, at which the claimant has more
 * than `seats` for certain; *found is 0 where there is none. Some log(most)
 * trials.
 */
int tsop_whatif_gain(struct tsop_whatif *whatif, size_t claimant, int64_t seats, int64_t most,
		     int64_t *found, struct tsop_error *err);

/*
 * The greatest weight below its own, from `least` >= 1 on, at which it has fewer than `seats`
 * for certain.
 */
int tsop_whatif_lose(struct tsop_whatif *whatif, size_t claimant, int64_t seats, int64_t least,
		     int64_t *found, struct tsop_error *err);

/*
 * The least total above the present one, up to `most`, at which the claimant
 * has more than `seats` for certain; *found is 0 where there is none. One
 * trial for each total: methods that are not house monotone have no shorter
 * way.
 */
int tsop_whatif_grow(struct tsop_whatif *whatif, size_t claimant, int64_t seats, int64_t most,
		     int64_t *found, struct tsop_error *err);

#endif
