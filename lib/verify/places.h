/*
 * places.h: everybody is where they may be, and the totals are right.
 */
#ifndef TSOP_VERIFY_PLACES_H
#define TSOP_VERIFY_PLACES_H

#include "verify/costs.h"

/*
 * Fixed people are where they were, the others where their wishes, what is
 * excluded and their party allow, with the rank that is printed; the totals of
 * the proof are the sums, held seats included. Faults name people.
 */
void tsop_places_check(struct tsop_costs *costs, struct tsop_checking *checking);

#endif
