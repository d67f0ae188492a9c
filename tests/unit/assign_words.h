/*
 * assign_words.h: what is said of people in a problem of any size, and what
 * they cost.
 */
#ifndef TSOP_TESTS_ASSIGN_WORDS_H
#define TSOP_TESTS_ASSIGN_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "assign/assign.h"

static inline bool is_fixed(const struct tsop_assign_problem *p, size_t who)
{
	return p->fixed != NULL && p->fixed[who] != TSOP_ASSIGN_NO_COURSE;
}

static inline bool in_same_party(const struct tsop_assign_problem *p, size_t a, size_t b)
{
	return p->party != NULL && p->party[a] != TSOP_ASSIGN_NO_PARTY &&
	       p->party[a] == p->party[b];
}

static inline bool is_forbidden(const struct tsop_assign_problem *p, size_t who, uint16_t course)
{
	return course != TSOP_ASSIGN_NO_COURSE &&
	       p->ranks[p->wishes[who] * p->n_courses + course] == TSOP_ASSIGN_FORBIDDEN;
}

static inline struct tsop_assign_cost cost_of(const struct tsop_assign_problem *p, size_t who,
					      uint16_t course)
{
	if (course == TSOP_ASSIGN_NO_COURSE)
		return (struct tsop_assign_cost){ 1, 0, 0 };
	return (struct tsop_assign_cost){ 0, p->ranks[p->wishes[who] * p->n_courses + course],
					  p->meters[p->origin[who] * p->n_courses + course] };
}

static inline struct tsop_assign_cost plus(struct tsop_assign_cost a, struct tsop_assign_cost b)
{
	return (struct tsop_assign_cost){ a.unassigned + b.unassigned, a.rank + b.rank,
					  a.meters + b.meters };
}

/* Of those who are not fixed. */
static inline struct tsop_assign_cost total_cost(const struct tsop_assign_problem *p,
						 const uint16_t *course)
{
	struct tsop_assign_cost sum = { 0, 0, 0 };

	for (size_t who = 0; who < p->n_people; who++)
		if (!is_fixed(p, who))
			sum = plus(sum, cost_of(p, who, course[who]));
	return sum;
}

#endif
