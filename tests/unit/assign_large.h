/*
 * assign_large.h: random problems of any size, and what proves a solution.
 */
#ifndef TSOP_TESTS_ASSIGN_LARGE_H
#define TSOP_TESTS_ASSIGN_LARGE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assign_words.h"
#include "random.h"

/* What a random problem is like. */
struct shape {
	size_t n_people;
	size_t n_courses;
	size_t n_rows;	 /* of ranks and of meters */
	uint32_t seats;	 /* a course, some more or less */
	uint32_t meters; /* below */
	uint32_t fixed;	 /* one in so many is fixed; 0: nobody */
	uint32_t party;	 /* members of a party at most; 0: no parties */
};

/* A problem with arrays of its own: release with large_release. */
struct large {
	struct tsop_assign_problem problem;
	uint32_t *capacity;
	uint32_t *minimum; /* not used by the problem until a test says so */
	uint16_t *ranks;
	uint32_t *meters;
	uint32_t *wishes;
	uint32_t *origin;
	uint32_t *lot;
	uint16_t *fixed;
	uint32_t *party;
};

static inline void *take(size_t n, size_t size)
{
	void *p = calloc(n + 1, size);

	if (p == NULL)
		abort();
	return p;
}

static inline void large_release(struct large *l)
{
	free(l->capacity);
	free(l->minimum);
	free(l->ranks);
	free(l->meters);
	free(l->wishes);
	free(l->origin);
	free(l->lot);
	free(l->fixed);
	free(l->party);
}

/* The arrays, zeroed, with nobody fixed and no parties. */
static inline void large_init(struct large *l, const struct shape *shape)
{
	struct tsop_assign_problem *p = &l->problem;

	*p = (struct tsop_assign_problem){ .n_people = shape->n_people,
					   .n_courses = shape->n_courses,
					   .n_wishes = shape->n_rows,
					   .n_origins = shape->n_rows,
					   .n_parties = shape->n_people,
					   .max_nodes = TSOP_ASSIGN_MAX_NODES };
	p->capacity = l->capacity = take(p->n_courses, sizeof *l->capacity);
	l->minimum = take(p->n_courses, sizeof *l->minimum);
	p->ranks = l->ranks = take(p->n_wishes * p->n_courses, sizeof *l->ranks);
	p->meters = l->meters = take(p->n_origins * p->n_courses, sizeof *l->meters);
	p->wishes = l->wishes = take(p->n_people, sizeof *l->wishes);
	p->origin = l->origin = take(p->n_people, sizeof *l->origin);
	p->lot = l->lot = take(p->n_people, sizeof *l->lot);
	p->fixed = l->fixed = take(p->n_people, sizeof *l->fixed);
	p->party = l->party = take(p->n_people, sizeof *l->party);
	for (size_t i = 0; i < p->n_people; i++) {
		l->lot[i] = (uint32_t)i;
		l->fixed[i] = TSOP_ASSIGN_NO_COURSE;
		l->party[i] = TSOP_ASSIGN_NO_PARTY;
	}
}

/* Up to four wishes; every fifth row forbids all others. */
static inline void large_wishes(struct large *l, uint64_t *state)
{
	const struct tsop_assign_problem *p = &l->problem;
	uint32_t *order = take(p->n_courses, sizeof *order);

	for (size_t row = 0; row < p->n_wishes; row++) {
		uint32_t n = random_below(state, 5);
		bool only = n > 0 && random_below(state, 5) == 0;

		if (n > p->n_courses)
			n = (uint32_t)p->n_courses;
		shuffle(state, order, p->n_courses);
		for (size_t i = 0; i < p->n_courses; i++)
			l->ranks[row * p->n_courses + order[i]] = i < n ? (uint16_t)i :
								  only	? TSOP_ASSIGN_FORBIDDEN :
									  (uint16_t)n;
	}
	free(order);
}

static inline void large_random(struct large *l, const struct shape *shape, uint64_t *state)
{
	const struct tsop_assign_problem *p = &l->problem;
	uint32_t size = 0;

	large_init(l, shape);
	large_wishes(l, state);
	for (size_t i = 0; i < p->n_courses; i++)
		l->capacity[i] = shape->seats / 2 + random_below(state, shape->seats + 1);
	for (size_t i = 0; i < p->n_origins * p->n_courses; i++)
		l->meters[i] = random_below(state, shape->meters);
	shuffle(state, l->lot, p->n_people);
	for (uint32_t i = 0; i < p->n_people; i++) {
		l->wishes[i] = random_below(state, (uint32_t)p->n_wishes);
		l->origin[i] = random_below(state, (uint32_t)p->n_origins);
		if (shape->fixed > 0 && random_below(state, shape->fixed) == 0)
			l->fixed[i] = (uint16_t)random_below(state, (uint32_t)p->n_courses);
		if (shape->party > 0 && size == 0)
			size = 1 + random_below(state, shape->party);
		if (size > 0)
			l->party[i] = i / shape->party;
		size -= size > 0;
	}
}

/* Is everyone where they may be, within the seats, and is the cost what is said? */
static inline bool is_valid(const struct tsop_assign_problem *p, const struct tsop_assign_result *r)
{
	struct tsop_assign_cost cost = { 0, 0, 0 };
	size_t *load = take(p->n_courses, sizeof *load);
	bool valid = true;

	for (size_t i = 0; i < p->n_people; i++) {
		uint16_t course = r->course[i];

		if (course != TSOP_ASSIGN_NO_COURSE)
			load[course]++;
		if (is_fixed(p, i)) {
			valid = valid && course == p->fixed[i];
			continue;
		}
		valid = valid && cost_of(p, i, course).rank != TSOP_ASSIGN_FORBIDDEN;
		cost = plus(cost, cost_of(p, i, course));
	}
	for (size_t i = 0; i < p->n_courses; i++)
		valid = valid && load[i] <= p->capacity[i];
	for (size_t i = 0; p->minimum != NULL && i < p->n_courses; i++)
		valid = valid && (load[i] == 0 || load[i] >= p->minimum[i]) &&
			r->is_closed[i] == (load[i] == 0 && p->minimum[i] > 0);
	free(load);
	return valid && tsop_assign_compare(cost, r->cost) == 0;
}

static inline bool large_is_closed(const struct tsop_assign_result *r, size_t course)
{
	return r->is_closed != NULL && r->is_closed[course];
}

/*
 * Would anyone be better off elsewhere at these prices, or has a course with a
 * price free seats, or with one below 0 more people than its minimum?
 */
static inline bool is_proven(const struct tsop_assign_problem *p,
			     const struct tsop_assign_result *r)
{
	const struct tsop_assign_cost zero = { 0, 0, 0 };
	size_t *load = take(p->n_courses, sizeof *load);
	bool proven = true;

	for (size_t i = 0; i < p->n_people; i++) {
		uint16_t course = r->course[i];
		struct tsop_assign_cost here = cost_of(p, i, course);

		if (course != TSOP_ASSIGN_NO_COURSE) {
			here = plus(here, r->price[course]);
			load[course]++;
		}
		if (is_fixed(p, i))
			continue;
		proven = proven &&
			 tsop_assign_compare(here, cost_of(p, i, TSOP_ASSIGN_NO_COURSE)) <= 0;
		for (uint16_t to = 0; to < p->n_courses; to++) {
			struct tsop_assign_cost there = cost_of(p, i, to);

			proven = proven &&
				 (there.rank == TSOP_ASSIGN_FORBIDDEN || large_is_closed(r, to) ||
				  tsop_assign_compare(here, plus(there, r->price[to])) <= 0);
		}
	}
	for (size_t i = 0; i < p->n_courses; i++) {
		int sign = tsop_assign_compare(r->price[i], zero);

		proven = proven && (load[i] == p->capacity[i] || sign <= 0 || large_is_closed(r, i)) &&
			 (sign >= 0 || (p->minimum != NULL && load[i] == p->minimum[i]));
	}
	free(load);
	return proven;
}

/* Are the members of each party who are not fixed together? Parties have no fixed members. */
static inline bool is_together(const struct tsop_assign_problem *p,
			       const struct tsop_assign_result *r)
{
	uint32_t *first = take(p->n_parties, sizeof *first);
	bool together = true;

	for (uint32_t i = 0; i < p->n_people; i++) {
		uint32_t party = p->party[i];

		if (party == TSOP_ASSIGN_NO_PARTY)
			continue;
		if (first[party] == 0)
			first[party] = i + 1;
		together = together && r->course[i] == r->course[first[party] - 1];
	}
	free(first);
	return together;
}

#endif
