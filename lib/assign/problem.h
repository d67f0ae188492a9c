/*
 * problem.h: what every mechanism asks of a problem before it solves it.
 */
#ifndef TSOP_ASSIGN_PROBLEM_H
#define TSOP_ASSIGN_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

/*
 * Are sizes, tables, indices and fixed people within their ranges? 0; or -1
 * with TSOP_INPUT, or TSOP_SYSTEM for no memory. *fault is set to the course
 * with more fixed people than seats, where that is what is wrong.
 */
int tsop_problem_check(const struct tsop_assign_problem *problem, size_t *fault,
		       struct tsop_error *err);

/*
 * People in the order of their lots; without lots in the given order. The
 * caller frees it. NULL with err: TSOP_INPUT for lots that are no order, or
 * TSOP_SYSTEM.
 */
uint32_t *tsop_problem_by_lot(const struct tsop_assign_problem *problem, struct tsop_error *err);

/* What an assignment of all people, course[n_people], costs; those who are fixed do not count. */
struct tsop_assign_cost tsop_problem_cost(const struct tsop_assign_problem *problem,
					  const uint16_t *course);

/* Fail: fixed people are on a course that can not have its minimum. */
int tsop_problem_fail_minimum(uint32_t minimum, struct tsop_error *err);
/* Fail: parties may fit beside the minima, but no way was found in so many flows. */
int tsop_problem_fail_search(struct tsop_error *err);

/* Does the person keep a course? */
static inline bool tsop_problem_is_fixed(const struct tsop_assign_problem *problem, uint32_t who)
{
	return problem->fixed != NULL && problem->fixed[who] != TSOP_ASSIGN_NO_COURSE;
}

/* Is anybody in a party, who is not fixed? */
bool tsop_problem_has_parties(const struct tsop_assign_problem *problem);

/* The rank of the course in the person's row, or TSOP_ASSIGN_FORBIDDEN. */
static inline uint16_t tsop_problem_rank(const struct tsop_assign_problem *problem, uint32_t who,
					 uint16_t course)
{
	return problem->ranks[problem->wishes[who] * problem->n_courses + course];
}

static inline uint32_t tsop_problem_meters(const struct tsop_assign_problem *problem, uint32_t who,
					   uint16_t course)
{
	return problem->meters[problem->origin[who] * problem->n_courses + course];
}

#endif
