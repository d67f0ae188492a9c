/*
 * assign_reference.h: the slow, obvious assignment of people to courses, and
 * random problems to hold the solver against.
 *
 * Every assignment of up to 7 people is written down; the best are kept, and
 * the lot chooses among them by striking out, turn by turn.
 */
#ifndef TSOP_TESTS_ASSIGN_REFERENCE_H
#define TSOP_TESTS_ASSIGN_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assign/assign.h"
#include "random.h"

enum { MAX_PEOPLE = 7, MAX_COURSES = 4, MAX_BEST = 80000 };

/* A small problem that holds its own arrays. */
struct small {
	struct tsop_assign_problem problem;
	uint32_t capacity[MAX_COURSES];
	uint32_t minimum[MAX_COURSES];
	uint16_t ranks[MAX_PEOPLE * MAX_COURSES];
	uint32_t meters[MAX_PEOPLE * MAX_COURSES];
	uint32_t wishes[MAX_PEOPLE];
	uint32_t origin[MAX_PEOPLE];
	uint32_t lot[MAX_PEOPLE];
	uint16_t fixed[MAX_PEOPLE];
	uint32_t party[MAX_PEOPLE];
};

struct reference {
	struct tsop_assign_cost cost;
	uint32_t closed; /* a bit for each course */
	size_t n_best;
	uint16_t best[MAX_BEST][MAX_PEOPLE];
	bool is_tied[MAX_PEOPLE];
};

/* One wish list; `only` forbids what is not wished. */
static inline void random_wishes(uint64_t *state, uint16_t *ranks, size_t k, bool only)
{
	uint32_t order[MAX_COURSES];
	uint32_t n = random_below(state, (uint32_t)k + 1);

	shuffle(state, order, k);
	for (size_t i = 0; i < k; i++)
		ranks[order[i]] = i < n		? (uint16_t)i :
				  only && n > 0 ? TSOP_ASSIGN_FORBIDDEN :
						  (uint16_t)n;
}

static inline void random_people(uint64_t *state, struct small *s, bool with_parties)
{
	const struct tsop_assign_problem *p = &s->problem;

	shuffle(state, s->lot, p->n_people);
	for (size_t i = 0; i < p->n_people; i++) {
		s->wishes[i] = random_below(state, (uint32_t)p->n_wishes);
		s->origin[i] = random_below(state, (uint32_t)p->n_origins);
		s->fixed[i] = p->n_courses > 0 && random_below(state, 8) == 0 ?
				      (uint16_t)random_below(state, (uint32_t)p->n_courses) :
				      TSOP_ASSIGN_NO_COURSE;
		s->party[i] = with_parties && random_below(state, 3) > 0 ? random_below(state, 3) :
									   TSOP_ASSIGN_NO_PARTY;
	}
}

/* Any number of people and courses; few different distances, so that much is equal. */
static inline void random_small(uint64_t *state, struct small *s, bool with_parties)
{
	struct tsop_assign_problem *p = &s->problem;
	uint32_t spread = 1 + random_below(state, 4);
	uint32_t seats = 1 + random_below(state, 4);

	memset(s, 0, sizeof *s);
	p->n_people = random_below(state, MAX_PEOPLE + 1);
	p->n_courses =
		random_below(state, p->n_people == MAX_PEOPLE ? MAX_COURSES : MAX_COURSES + 1);
	p->n_wishes = p->n_origins = 1 + random_below(state, MAX_PEOPLE);
	for (size_t i = 0; i < p->n_courses; i++)
		s->capacity[i] = random_below(state, seats + 1);
	for (size_t i = 0; i < p->n_wishes; i++)
		random_wishes(state, &s->ranks[i * p->n_courses], p->n_courses,
			      random_below(state, 3) == 0);
	for (size_t i = 0; i < p->n_origins * p->n_courses; i++)
		s->meters[i] = random_below(state, spread);
	random_people(state, s, with_parties);
	p->n_parties = 3;
	p->max_nodes = TSOP_ASSIGN_MAX_NODES;
	p->capacity = s->capacity;
	p->ranks = s->ranks;
	p->meters = s->meters;
	p->wishes = s->wishes;
	p->origin = s->origin;
	p->lot = s->lot;
	p->fixed = s->fixed;
	p->party = with_parties ? s->party : NULL;
}

/* Minima for some courses, of any size that the seats allow. */
static inline void random_minima(uint64_t *state, struct small *s)
{
	for (size_t i = 0; i < s->problem.n_courses; i++)
		s->minimum[i] =
			random_below(state, 4) == 0 ? 0 : random_below(state, s->capacity[i] + 1);
	s->problem.minimum = s->minimum;
}

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

/* Where people were: on any course, or nowhere. */
static inline void random_was(uint64_t *state, const struct tsop_assign_problem *p, uint16_t *was)
{
	for (size_t i = 0; i < p->n_people; i++)
		was[i] = p->n_courses == 0 || random_below(state, 4) == 0
				 ? TSOP_ASSIGN_NO_COURSE
				 : (uint16_t)random_below(state, (uint32_t)p->n_courses);
}

/* Is it a move where the person is not there any more? */
static inline bool can_stay(const struct tsop_assign_problem *p, const uint16_t *was, size_t who)
{
	return was[who] != TSOP_ASSIGN_NO_COURSE && !is_fixed(p, who) &&
	       !is_forbidden(p, who, was[who]);
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

/* May this person be on this course, as far as the others of the party are concerned? */
static inline bool suits_party(const struct tsop_assign_problem *p, const uint16_t *course,
			       size_t who)
{
	bool has_fixed = false;
	bool with_fixed = false;

	for (size_t i = 0; i < p->n_people; i++) {
		if (!in_same_party(p, i, who))
			continue;
		if (is_fixed(p, i)) {
			has_fixed = true;
			with_fixed = with_fixed || p->fixed[i] == course[who];
		} else if (i < who && course[i] != course[who]) {
			return false;
		}
	}
	return !has_fixed || with_fixed || course[who] == TSOP_ASSIGN_NO_COURSE;
}

static inline bool is_allowed(const struct tsop_assign_problem *p, const uint16_t *course,
			      size_t who)
{
	if (is_fixed(p, who))
		return course[who] == p->fixed[who];
	return !is_forbidden(p, who, course[who]) && suits_party(p, course, who);
}

/* Which courses are closed; false: one that runs, or has fixed people, lacks some, or seats do. */
static inline bool find_closed(const struct tsop_assign_problem *p, const uint32_t *load,
			       uint32_t *closed)
{
	*closed = 0;
	for (size_t i = 0; i < p->n_courses; i++) {
		uint32_t minimum = p->minimum == NULL ? 0 : p->minimum[i];

		if (load[i] > p->capacity[i] || (load[i] > 0 && load[i] < minimum))
			return false;
		if (load[i] < minimum)
			*closed |= UINT32_C(1) << i;
	}
	return true;
}

/* Which of two sets is better closed: the smaller, then that without the first they differ in. */
static inline int compare_closed(uint32_t a, uint32_t b)
{
	uint32_t differ = a ^ b;
	int more = 0;

	for (size_t i = 0; i < MAX_COURSES; i++)
		more += (int)(a >> i & 1) - (int)(b >> i & 1);
	return differ == 0 || more != 0 ? more : (a & (~differ + 1) & differ) != 0 ? 1 : -1;
}

static inline void keep_best(struct reference *r, const uint16_t *course, size_t n,
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
	if (n > 0)
		memcpy(r->best[r->n_best], course, n * sizeof *course);
	r->n_best++;
}

static inline void try_all(const struct tsop_assign_problem *p, struct reference *r,
			   uint16_t *course, uint32_t *load, size_t who,
			   struct tsop_assign_cost cost)
{
	if (who == p->n_people) {
		uint32_t closed;

		if (find_closed(p, load, &closed))
			keep_best(r, course, p->n_people, cost, closed);
		return;
	}
	for (size_t i = 0; i <= p->n_courses; i++) {
		course[who] = i == p->n_courses ? TSOP_ASSIGN_NO_COURSE : (uint16_t)i;
		if (!is_allowed(p, course, who))
			continue;
		load[i]++;
		try_all(p, r, course, load, who + 1,
			is_fixed(p, who) ? cost : plus(cost, cost_of(p, who, course[who])));
		load[i]--;
	}
}

/* All best assignments; n_best is 0 where fixed people are too many or too few for a course. */
static inline void solve_reference(const struct tsop_assign_problem *p, struct reference *r)
{
	uint16_t course[MAX_PEOPLE];
	uint32_t load[MAX_COURSES + 1] = { 0 };

	r->n_best = 0;
	try_all(p, r, course, load, 0, (struct tsop_assign_cost){ 0, 0, 0 });
	for (size_t who = 0; who < p->n_people; who++) {
		r->is_tied[who] = false;
		for (size_t i = 1; i < r->n_best; i++)
			if (r->best[i][who] != r->best[0][who])
				r->is_tied[who] = true;
	}
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
