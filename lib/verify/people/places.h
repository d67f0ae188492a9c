/*
 * places.h: everybody is where they may be, and the totals are right.
 */
#ifndef TSOP_VERIFY_PEOPLE_PLACES_H
#define TSOP_VERIFY_PEOPLE_PLACES_H

#include "verify/people/costs.h"

/*
 * Fixed people are where they were, the others where their wishes, what is
 * excluded and their party allow, with the rank that is printed; the totals of
 * the proof are the sums, held seats included. Faults name people.
 */
void tsop_places_check(struct tsop_costs *costs, struct tsop_checking *checking);

/* Is the person's rank the number of the wish that the course is? */
void tsop_places_check_rank(const struct tsop_result *result,
			    const struct tsop_candidates *candidates, size_t person,
			    struct tsop_checking *checking);

#endif
