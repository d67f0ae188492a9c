/*
 * assign_reference.h: the slow, obvious assignment of people to courses.
 *
 * Of every assignment of a small problem the best are written down, and the lot
 * chooses among them by striking out, turn by turn.
 */
#ifndef TSOP_TESTS_ASSIGN_REFERENCE_H
#define TSOP_TESTS_ASSIGN_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "assign/assign.h"
#include "assign_small.h"

enum { MAX_BEST = 80000 };

/* The best assignments of a problem; too large for the stack. */
struct reference {
	const struct tsop_assign_problem *problem;
	struct tsop_assign_cost cost;
	uint32_t closed; /* a bit for each course */
	size_t n_best;
	uint16_t best[MAX_BEST][MAX_PEOPLE];
	bool is_tied[MAX_PEOPLE];
};

/* Which of two sets is better closed: the smaller, then that without the first they differ in. */
static inline int compare_closed(uint32_t a, uint32_t b)
{
	uint32_t differ = a ^ b;
	int more = 0;

	for (size_t i = 0; i < MAX_COURSES; i++)
		more += (int)(a >> i & 1) - (int)(b >> i & 1);
	return differ == 0 || more != 0 ? more : (a & (~differ + 1) & differ) != 0 ? 1 : -1;
}

static inline void add_best(struct reference *r, const uint16_t *course)
{
	memcpy(r->best[r->n_best++], course, MAX_PEOPLE * sizeof *course);
}

static inline void keep_best(struct reference *r, const uint16_t *course,
			     struct tsop_assign_cost cost, uint32_t closed)
{
	int order = r->n_best == 0 ? -1 : tsop_assign_compare(cost, r->cost);

	if (order == 0)
		order = compare_closed(closed, r->closed);
	if (order > 0)
		return;
	if (order < 0)
		r->n_best = 0;
	r->cost = cost;
	r->closed = closed;
	add_best(r, course);
}

/* Who is elsewhere in some of the best. */
static inline void mark_tied(struct reference *r)
{
	for (size_t who = 0; who < r->problem->n_people; who++) {
		r->is_tied[who] = false;
		for (size_t i = 1; i < r->n_best; i++)
			if (r->best[i][who] != r->best[0][who])
				r->is_tied[who] = true;
	}
}

static inline void visit_cost(void *context, const uint16_t *course, uint32_t closed)
{
	struct reference *r = context;

	keep_best(r, course, total_cost(r->problem, course), closed);
}

/* All best assignments; n_best is 0 where there is no assignment. */
static inline void solve_reference(const struct tsop_assign_problem *p, struct reference *r)
{
	r->problem = p;
	r->n_best = 0;
	each_assignment(p, visit_cost, r);
	mark_tied(r);
}

/* Of those who are not fixed in the party: how many, and who has the smallest lot. */
static inline size_t first_of_party(const struct tsop_assign_problem *p, size_t who, size_t *size)
{
	size_t first = who;

	*size = 1;
	for (size_t i = 0; i < p->n_people; i++) {
		if (i == who || is_fixed(p, i) || !in_same_party(p, i, who))
			continue;
		++*size;
		if (p->lot[i] < p->lot[first])
			first = i;
	}
	return first;
}

static inline struct tsop_assign_cost cost_of_party(const struct tsop_assign_problem *p, size_t who,
						    uint16_t course)
{
	struct tsop_assign_cost cost = cost_of(p, who, course);

	for (size_t i = 0; i < p->n_people; i++)
		if (i != who && !is_fixed(p, i) && in_same_party(p, i, who))
			cost = plus(cost, cost_of(p, i, course));
	return cost;
}

/* Strike out what does not give this person (and party) the best place they can have. */
static inline void choose(const struct tsop_assign_problem *p, struct reference *r, size_t who)
{
	uint16_t best = r->best[0][who];
	size_t kept = 0;

	for (size_t i = 1; i < r->n_best; i++) {
		uint16_t course = r->best[i][who];
		int order = tsop_assign_compare(cost_of_party(p, who, course),
						cost_of_party(p, who, best));

		if (order < 0 || (order == 0 && course < best))
			best = course;
	}
	for (size_t i = 0; i < r->n_best; i++)
		if (r->best[i][who] == best)
			memmove(r->best[kept++], r->best[i], sizeof r->best[i]);
	r->n_best = kept;
}

static inline void choose_by_lot(const struct tsop_assign_problem *p, struct reference *r,
				 bool parties)
{
	for (uint32_t lot = 0; lot < p->n_people; lot++) {
		size_t who = 0;
		size_t size;

		while (p->lot[who] != lot)
			who++;
		if (!is_fixed(p, who) && first_of_party(p, who, &size) == who &&
		    (size > 1) == parties)
			choose(p, r, who);
	}
}

/* Leave the one the lot chooses. */
static inline void draw_reference(const struct tsop_assign_problem *p, struct reference *r)
{
	choose_by_lot(p, r, true);
	choose_by_lot(p, r, false);
}

#endif
