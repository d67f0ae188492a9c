/*
 * held.h: the places of held seats, where a run goes on from an earlier result.
 */
#ifndef TSOP_ALLOCATE_HELD_H
#define TSOP_ALLOCATE_HELD_H

#include <stddef.h>
#include <stdint.h>

#include "allocate/claimant.h"
#include "allocate/courses.h"
#include "allocate/earlier.h"
#include "base/error.h"

/*
 * Place the seats that are held: where the claimant's were in the earlier
 * result (or anybody's, where it does not say whose), the nearest first, then
 * on the nearest course with room; of courses equally far the first; NO_COURSE
 * where none has any. (*held)[*n_held], in the order of the claimants, is freed
 * by the caller; room[courses] gets less. -1 for want of memory.
 */
int tsop_held_keep(const struct tsop_claimants *claimants, const struct tsop_courses *courses,
		   const struct tsop_earlier *earlier, int64_t *room, uint16_t **held,
		   size_t *n_held, struct tsop_error *err);

#endif
