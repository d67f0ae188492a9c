/*
 * holders.h: who had a place, and can keep it.
 */
#ifndef TSOP_KEEP_HOLDERS_H
#define TSOP_KEEP_HOLDERS_H

#include <stdbool.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

/*
 * Who can stay where they were, was[n_people] (or NO_COURSE), as far as they
 * are concerned: not who is fixed, or may not be there. Fills stays[n_people],
 * which may be the same array.
 */
void tsop_holders_find(const struct tsop_assign_problem *problem, const uint16_t *was,
		       uint16_t *stays);

/* How many of them are elsewhere, or nowhere, in an assignment course[n_people]. */
int64_t tsop_holders_moves(const struct tsop_assign_problem *problem, const uint16_t *stays,
			   const uint16_t *course);

/*
 * How many cannot stay, for want of seats that nobody is fixed to;
 * is_closed[n_courses], or NULL: which courses have none. -1 for no memory.
 */
int tsop_holders_forced(const struct tsop_assign_problem *problem, const uint16_t *stays,
			const bool *is_closed, int64_t *forced, struct tsop_error *err);

#endif
