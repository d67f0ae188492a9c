/*
 * vacant.h: what is free before the waiting lists of an earlier result are
 * followed, as tsop-allocate(1), Late cancellations, has it.
 *
 * Everybody who had a place there, or has one by hand or in the input, keeps
 * it. Courses with a minimum on which nobody has a place, and no seat was held,
 * do not run. Seats are held where they were, as far as so many are held and
 * there is room, the nearest course first; then, where there is room, at the
 * nearest. Who waits stands as in the earlier result, newcomers behind, in the
 * order of turns (choice.h).
 */
#ifndef TSOP_VERIFY_EARLIER_VACANT_H
#define TSOP_VERIFY_EARLIER_VACANT_H

#include "verify/earlier/before.h"
#include "verify/result/candidates.h"
#include "verify/result/result.h"

struct tsop_vacant {
	const struct tsop_result *result;
	const struct tsop_candidates *candidates;
	const struct tsop_before *before;
	struct tsop_checking *checking;
	uint16_t *course;  /* [people] where they are, or TSOP_RESULT_NO_COURSE */
	int64_t *turn;	   /* [people] in which who waits comes, of the municipality */
	int64_t *position; /* [people] among the waiting of the municipality */
	int64_t *room;	   /* [courses] free places */
	int64_t unused[TSOP_CANDIDATES_MUNICIPALITIES_MAX]; /* seats, by municipality */
};

/*
 * Find it out. Faults: who had a place has none any more, a course that is
 * said to run or not, a seat held elsewhere. -1 with err for want of memory;
 * release it in any case.
 */
int tsop_vacant_find(struct tsop_vacant *vacant, const struct tsop_result *result,
		     const struct tsop_candidates *candidates, const struct tsop_before *before,
		     struct tsop_checking *checking, struct tsop_error *err);
void tsop_vacant_release(struct tsop_vacant *vacant);

/*
 * Compare with the result's places, ranks and positions where people are now.
 * Those who have no course are numbered within each municipality; equal turns
 * share the first. -1 with err for want of memory.
 */
int tsop_vacant_compare(struct tsop_vacant *vacant, struct tsop_error *err);

#endif
