/*
 * spread_closing.h: which courses run, where people are spread and courses
 * have minima; for spread_search.c.
 *
 * A course with a minimum is open at first: the flow does not care. Where it
 * comes out with too few people, both is tried: that it runs, with as many, and
 * that it closes.
 */
#ifndef TSOP_ASSIGN_SPREAD_CLOSING_H
#define TSOP_ASSIGN_SPREAD_CLOSING_H

#include <stdbool.h>

#include "assign/spread_search.h"

enum tsop_spread_run { TSOP_SPREAD_OPEN, TSOP_SPREAD_RUNS, TSOP_SPREAD_CLOSED };

/* All are open, but those with fixed people run. -1: no memory. */
int tsop_spread_closing_init(struct tsop_spread_search *search);

void tsop_spread_closing_set(struct tsop_spread_search *search, size_t course,
			     enum tsop_spread_run run);

/* May the course close, with nobody fixed or pinned there? */
bool tsop_spread_can_close(const struct tsop_spread_search *search, size_t course);

/* Does a course that runs lack people in the last flow? */
bool tsop_spread_is_short(const struct tsop_spread_search *search);

/* The first open course that lacks people in the last flow; n_courses: none does. */
size_t tsop_spread_find_lacking(const struct tsop_spread_search *search);

/*
 * Are the courses that are closed now better to close than those of the last
 * assignment that was taken: fewer or, of as many, later ones (assign.h)?
 */
bool tsop_spread_closes_better(const struct tsop_spread_search *search);

/* Take note of those that are closed now; and close these, so that all others run. */
void tsop_spread_closing_take(struct tsop_spread_search *search);
void tsop_spread_closing_settle(struct tsop_spread_search *search);

#endif
