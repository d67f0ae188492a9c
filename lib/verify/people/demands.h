/*
 * demands.h: demands that were lowered so that every seat is used (--jointly).
 *
 * Where seats are left that nobody of a municipality can use, its demand is
 * lowered to those that are used, and all is given anew, until none is left.
 * A demand is not raised again. So of a result: no seat is unused, nobody has
 * more than a lowered demand (shares.h), and each was lowered, from what
 * applied. That one had to be is proven where none of its people who wait
 * could be given a course; a course may also have got room after that, when
 * others' demands were lowered, which the result does not show.
 */
#ifndef TSOP_VERIFY_PEOPLE_DEMANDS_H
#define TSOP_VERIFY_PEOPLE_DEMANDS_H

#include "verify/people/costs.h"

/*
 * Faults name claimants; of how many it stays open whether their demands had
 * to be lowered is said. costs: NULL where the people are not known. -1 with
 * err for want of memory. Cost: people times courses.
 */
int tsop_demands_check(const struct tsop_result *result, struct tsop_costs *costs,
		       struct tsop_checking *checking, struct tsop_error *err);

#endif
