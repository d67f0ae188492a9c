/*
 * order_reference.h: what mechanisms that go by an order of people are held
 * against: lists, stability and ties by their definitions, person for person.
 */
#ifndef TSOP_TESTS_ORDER_REFERENCE_H
#define TSOP_TESTS_ORDER_REFERENCE_H

#include "assign_small.h"
#include "check.h"
#include "mechanism/mechanism.h"

/* Where some were before, on any course. */
struct random_stay {
	struct tsop_assign_stay stay;
	uint16_t course[MAX_PEOPLE];
};

static inline void make_stay(uint64_t *seed, struct tsop_assign_problem *p, struct random_stay *s)
{
	random_was(seed, p, s->course);
	s->stay = (struct tsop_assign_stay){ .course = s->course };
	p->stay = &s->stay;
}

/* A random order, with or without equal people. */
struct random_order {
	struct tsop_order order;
	uint32_t before[MAX_PEOPLE];
	uint32_t after[MAX_PEOPLE];
};

static inline void make_order(uint64_t *seed, struct random_order *o, size_t n, bool by_distance,
			      bool is_strict)
{
	uint32_t some = 1 + random_below(seed, (uint32_t)n + 1);

	shuffle(seed, is_strict && by_distance ? o->after : o->before, n);
	for (size_t i = 0; i < n; i++) {
		if (by_distance || !is_strict)
			o->before[i] = random_below(seed, some) % (uint32_t)n;
		if (!is_strict)
			o->after[i] = random_below(seed, 2);
	}
	o->order = (struct tsop_order){ o->before, by_distance, o->after };
}

/* <0, 0, >0: who stands before at the course. */
static inline int compare_at(const struct tsop_assign_problem *p, const struct tsop_order *order,
			     size_t a, size_t b, uint16_t course)
{
	uint32_t left = p->meters[p->origin[a] * p->n_courses + course];
	uint32_t right = p->meters[p->origin[b] * p->n_courses + course];

	if (p->stay != NULL && (p->stay->course[a] == course) != (p->stay->course[b] == course))
		return p->stay->course[a] == course ? -1 : 1;
	if (order->before[a] != order->before[b])
		return order->before[a] < order->before[b] ? -1 : 1;
	if (!order->by_distance)
		return 0;
	if (left != right)
		return left < right ? -1 : 1;
	return (order->after[a] > order->after[b]) - (order->after[a] < order->after[b]);
}

/* The person's list, the best course first. Returns its length. */
static inline size_t list_of(const struct tsop_assign_problem *p, size_t who, uint16_t *list)
{
	size_t n = 0;

	for (uint16_t course = 0; course < p->n_courses; course++) {
		size_t at = n;

		if (is_forbidden(p, who, course))
			continue;
		while (at > 0 && tsop_assign_compare(cost_of(p, who, course),
						     cost_of(p, who, list[at - 1])) < 0) {
			list[at] = list[at - 1];
			at--;
		}
		list[at] = course;
		n++;
	}
	return n;
}

/* Where a course stands in the person's list; no course comes behind all. */
static inline size_t place_of(const struct tsop_assign_problem *p, size_t who, uint16_t course)
{
	uint16_t list[MAX_COURSES];
	size_t n = list_of(p, who, list);
	size_t i = 0;

	while (i < n && list[i] != course)
		i++;
	return i;
}

static inline bool prefers(const struct tsop_assign_problem *p, size_t who, uint16_t a, uint16_t b)
{
	return place_of(p, who, a) < place_of(p, who, b);
}

static inline void solve(enum tsop_mechanism_id id, const struct tsop_assign_problem *problem,
			 const struct tsop_order *order, struct tsop_assign_result *result)
{
	struct tsop_mechanism_proof proof;
	struct tsop_error err;

	assert_int_equal(tsop_mechanism_solve(tsop_mechanism_of(id), problem, order, result, &proof,
					      &err),
			 0);
	tsop_mechanism_proof_release(&proof);
}

static inline size_t count_on(const struct tsop_assign_problem *p, const uint16_t *course,
			      uint16_t which)
{
	size_t n = 0;

	for (size_t who = 0; who < p->n_people; who++)
		n += course[who] == which;
	return n;
}

/* Within the seats, the forbidden left out and those who are fixed where they are? */
static inline bool is_feasible(const struct tsop_assign_problem *p, const uint16_t *course)
{
	for (size_t who = 0; who < p->n_people; who++)
		if (is_fixed(p, who) ? course[who] != p->fixed[who] :
				       is_forbidden(p, who, course[who]))
			return false;
	for (uint16_t i = 0; i < p->n_courses; i++)
		if (count_on(p, course, i) > p->capacity[i])
			return false;
	return true;
}

/* Does the person prefer the course, and it has room or somebody who stands behind? */
static inline bool blocks(const struct tsop_assign_problem *p, const struct tsop_order *order,
			  const uint16_t *course, size_t who, uint16_t to)
{
	if (is_forbidden(p, who, to) || !prefers(p, who, to, course[who]))
		return false;
	if (count_on(p, course, to) < p->capacity[to])
		return true;
	for (size_t other = 0; other < p->n_people; other++)
		if (course[other] == to && !is_fixed(p, other) &&
		    compare_at(p, order, who, other, to) < 0)
			return true;
	return false;
}

static inline bool is_stable(const struct tsop_assign_problem *p, const struct tsop_order *order,
			     const uint16_t *course)
{
	for (size_t who = 0; who < p->n_people; who++)
		for (uint16_t to = 0; to < p->n_courses && !is_fixed(p, who); to++)
			if (blocks(p, order, course, who, to))
				return false;
	return true;
}

/* Every assignment in turn: true while there is a next one. The first is all zeros. */
static inline bool next_assignment(const struct tsop_assign_problem *p, uint16_t *course)
{
	for (size_t who = 0; who < p->n_people; who++) {
		if (course[who] == TSOP_ASSIGN_NO_COURSE) {
			course[who] = 0;
			continue;
		}
		course[who] = course[who] + 1U < p->n_courses ? (uint16_t)(course[who] + 1) :
								TSOP_ASSIGN_NO_COURSE;
		return true;
	}
	return false;
}

/* Stable, and nobody prefers what they have in any other stable result. */
static inline void assert_best_of_all_stable(const struct tsop_assign_problem *p,
					     const struct tsop_order *order, const uint16_t *course)
{
	uint16_t other[MAX_PEOPLE] = { 0 };

	assert_true(is_feasible(p, course));
	assert_true(is_stable(p, order, course));
	do {
		if (!is_feasible(p, other) || !is_stable(p, order, other))
			continue;
		for (size_t who = 0; who < p->n_people; who++)
			assert_false(prefers(p, who, other[who], course[who]));
	} while (next_assignment(p, other));
}

static inline bool is_overfull(const struct tsop_assign_problem *p)
{
	for (uint16_t i = 0; i < p->n_courses && p->n_people > 0; i++)
		if (count_on(p, p->fixed, i) > p->capacity[i])
			return true;
	return false;
}

/* A problem of few people with somebody and something in it. */
static inline void make_small(uint64_t *seed, struct small *s, size_t most, bool with_parties)
{
	do
		random_small(seed, s, with_parties);
	while (s->problem.n_people == 0 || s->problem.n_people > most || s->problem.n_courses == 0 ||
	       is_overfull(&s->problem));
}

/* Some instances take longer than others: n of 20,000. */
static inline size_t rounds(size_t n)
{
	return test_instances(getenv("TSOP_VALGRIND") != NULL ? 400 : 20000) * n / 20000;
}

/* What a mechanism does by its definition, under an order without equal people. */
typedef void (*definition_fn)(const struct tsop_assign_problem *p, const struct tsop_order *order,
			      uint16_t *course);

static inline void assert_as_defined(enum tsop_mechanism_id id, definition_fn definition,
				     bool by_distance, bool with_parties, uint64_t seed)
{
	struct small s;

	for (size_t i = 0; i < rounds(10000); i++) {
		uint16_t expected[MAX_PEOPLE];
		struct tsop_assign_result result;
		struct random_order o;

		make_small(&seed, &s, MAX_PEOPLE, with_parties);
		make_order(&seed, &o, s.problem.n_people, by_distance, true);
		solve(id, &s.problem, &o.order, &result);
		definition(&s.problem, &o.order, expected);
		assert_false(result.tied);
		assert_memory_equal(result.course, expected,
				    s.problem.n_people * sizeof *expected);
		tsop_assign_release(&result);
	}
}

/* The order with equal people drawn apart by lots. */
static inline void draw_apart(const struct random_order *o, const uint32_t *lot, size_t n,
			      struct random_order *strict)
{
	*strict = *o;
	strict->order = (struct tsop_order){ strict->before, o->order.by_distance, strict->after };
	for (size_t i = 0; i < n; i++) {
		strict->after[i] = o->after[i] * MAX_PEOPLE + lot[i];
		if (o->order.by_distance)
			continue;
		strict->before[i] = 0;
		for (size_t j = 0; j < n; j++)
			strict->before[i] += o->before[j] < o->before[i] ||
					     (o->before[j] == o->before[i] && lot[j] < lot[i]);
	}
}

static inline void swap(uint32_t *a, uint32_t *b)
{
	uint32_t last = *a;

	*a = *b;
	*b = last;
}

/* The next one in lexicographic order; false behind the last. */
static inline bool next_permutation(uint32_t *numbers, size_t n)
{
	size_t i = n - 1;
	size_t j = n - 1;

	while (i > 0 && numbers[i - 1] > numbers[i])
		i--;
	if (i == 0)
		return false;
	while (numbers[j] < numbers[i - 1])
		j--;
	swap(&numbers[i - 1], &numbers[j]);
	for (size_t end = n - 1; i < end; i++, end--)
		swap(&numbers[i], &numbers[end]);
	return true;
}

/* Is there more than one result, whatever the lot between equal people? */
static inline bool hangs_on_lot(enum tsop_mechanism_id id, const struct tsop_assign_problem *p,
				const struct random_order *o, const uint16_t *course)
{
	uint32_t lot[MAX_PEOPLE] = { 0, 1, 2, 3, 4, 5, 6 };

	do {
		struct tsop_assign_result result;
		struct random_order strict;
		bool differs;

		draw_apart(o, lot, p->n_people, &strict);
		solve(id, p, &strict.order, &result);
		differs = memcmp(course, result.course, p->n_people * sizeof *course) != 0;
		tsop_assign_release(&result);
		if (differs)
			return true;
	} while (next_permutation(lot, p->n_people));
	return false;
}

/* Counts how often a tie was said and no lot makes a difference. */
static inline size_t assert_ties_are_said(enum tsop_mechanism_id id, bool by_distance,
					  bool with_parties, uint64_t seed, size_t *n_tied)
{
	size_t n_idle = 0;
	struct small s;

	*n_tied = 0;
	for (size_t i = 0; i < rounds(4000); i++) {
		struct tsop_assign_result result;
		struct random_order o;
		bool hangs;

		make_small(&seed, &s, 4, with_parties);
		make_order(&seed, &o, s.problem.n_people, by_distance, false);
		solve(id, &s.problem, &o.order, &result);
		assert_true(is_feasible(&s.problem, result.course));
		hangs = hangs_on_lot(id, &s.problem, &o, result.course);
		assert_true(result.tied || !hangs);
		*n_tied += result.tied;
		n_idle += result.tied && !hangs;
		tsop_assign_release(&result);
	}
	return n_idle;
}

#endif
