/*
 * minima.h: whom a course needed for its minimum.
 *
 * With min-cost, and where nobody is spread, somebody is needed where their
 * course has fewer people than its minimum without their party, held seats
 * counted, and another one runs, is open to all of it, has room for it, and
 * would cost it less, by rank and then by meters, and less them alone. Not where
 * one of the party is fixed or kept there.
 */
#ifndef TSOP_VERIFY_PEOPLE_MINIMA_H
#define TSOP_VERIFY_PEOPLE_MINIMA_H

#include "verify/people/costs.h"

/*
 * Mark is_needed[people], which are false. -1 with err for want of memory.
 * Cost: people times courses.
 */
int tsop_minima_mark(struct tsop_costs *costs, bool *is_needed, struct tsop_error *err);

#endif
