/*
 * waiting.h: the waiting lists of the courses, held against their definition
 * (lists.h).
 */
#ifndef TSOP_VERIFY_PEOPLE_WAITING_H
#define TSOP_VERIFY_PEOPLE_WAITING_H

#include "verify/result/candidates.h"
#include "verify/result/result.h"

/*
 * Is on the list of each course who is to be, once, in order, with the
 * position and the rank that are theirs? The places and positions of the
 * result are believed. Faults are told at the record, or at the assignment of
 * whom a list lacks. -1 with err for want of memory. Cost: as making all lists.
 */
int tsop_waiting_check(const struct tsop_result *result, const struct tsop_candidates *candidates,
		       struct tsop_checking *checking, struct tsop_error *err);

#endif
