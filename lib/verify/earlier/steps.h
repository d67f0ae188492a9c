/*
 * steps.h: places that became free go along the waiting lists of the earlier
 * result, step by step as the proof has them, as tsop-allocate(1), Late
 * cancellations, has it.
 *
 * The next step is always that of the first course, by id, with a free place
 * and somebody on its list who may take it: the first such. A party takes
 * places whole. Who has no course may take one if their municipality has a
 * seat that nobody uses, and nobody of it who stands before them could be
 * given a free place on any course. Who would be on a list now and was not
 * stands behind it. Equal ones who can not all be given a place go by the lot
 * of the seed, or as they were drawn; where they all can, any comes first.
 */
#ifndef TSOP_VERIFY_EARLIER_STEPS_H
#define TSOP_VERIFY_EARLIER_STEPS_H

#include "verify/earlier/before.h"
#include "verify/result/candidates.h"
#include "verify/result/result.h"

/*
 * Follow the steps, and compare where they lead with the places and positions
 * of the result. The candidates hold what they had (tsop_before_apply). Faults
 * name the first wrong step, or people. -1 with err for want of memory. Cost:
 * the steps times the people on lists and those who wait.
 */
int tsop_steps_check(const struct tsop_result *result, const struct tsop_candidates *candidates,
		     const struct tsop_before *before, struct tsop_checking *checking,
		     struct tsop_error *err);

#endif
