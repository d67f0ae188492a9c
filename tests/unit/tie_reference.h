/*
 * tie_reference.h: does it matter in which order people come? Orders are tried.
 *
 * Everybody comes first once, the others as they are numbered and the other way
 * round; who comes first gets the best place they have in any best assignment.
 */
#ifndef TSOP_TESTS_TIE_REFERENCE_H
#define TSOP_TESTS_TIE_REFERENCE_H

#include "assign_reference.h"
#include "check.h"

/* Let the last few people be held seats, who come last. */
static inline void hold_last(uint64_t *state, struct small *s)
{
	struct tsop_assign_problem *p = &s->problem;
	size_t n;

	p->n_held = random_below(state, (uint32_t)p->n_people / 2 + 1);
	n = p->n_people - p->n_held;
	shuffle(state, s->lot, n);
	for (size_t i = n; i < p->n_people; i++)
		s->lot[i] = (uint32_t)i;
}

/* The one assignment of the best that is left where people come in that order. */
static inline void draw_in_order(const struct tsop_assign_problem *p, const struct reference *r,
				 const uint32_t *order, uint16_t *course)
{
	static struct reference left; /* too large for the stack */
	struct tsop_assign_problem drawn = *p;
	uint32_t lot[MAX_PEOPLE];

	for (uint32_t i = 0; i < p->n_people; i++)
		lot[order[i]] = i;
	drawn.lot = lot;
	left.n_best = r->n_best;
	memcpy(left.best, r->best, r->n_best * sizeof *r->best);
	draw_reference(&drawn, &left);
	memcpy(course, left.best[0], p->n_people * sizeof *course);
}

/* The order of a number under 2 (n_people - n_held). */
static inline void make_turns(const struct tsop_assign_problem *p, size_t number, uint32_t *order)
{
	uint32_t n = (uint32_t)(p->n_people - p->n_held);
	uint32_t first = (uint32_t)(number / 2);
	size_t at = 0;

	order[at++] = first;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t who = number % 2 == 0 ? i : n - 1 - i;

		if (who != first)
			order[at++] = who;
	}
	for (uint32_t held = n; held < p->n_people; held++)
		order[at++] = held;
}

/* Those who are not marked come behind those who are, and before the held seats. */
static inline void put_back(const struct tsop_assign_problem *p, const bool *is_tied,
			    const uint32_t *order, uint32_t *drawn)
{
	size_t n = p->n_people - p->n_held;
	size_t at = 0;

	memcpy(drawn, order, p->n_people * sizeof *drawn);
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < n; i++)
			if (is_tied[order[i]] == (pass == 0))
				drawn[at++] = order[i];
}

static inline bool marks_party(const struct tsop_assign_problem *p,
			       const struct tsop_assign_result *result)
{
	for (size_t who = 0; who < p->n_people; who++)
		for (size_t other = 0; result->is_tied[who] && other < p->n_people; other++)
			if (other != who && !is_fixed(p, other) && in_same_party(p, who, other))
				return true;
	return false;
}

/* Are there two orders that give different people courses? The reference has all best assignments. */
static inline bool hangs_on_order(const struct tsop_assign_problem *p, const struct reference *r)
{
	size_t n = p->n_people - p->n_held;
	uint16_t first[MAX_PEOPLE], course[MAX_PEOPLE];
	uint32_t order[MAX_PEOPLE];

	for (size_t i = 0; i < 2 * n; i++) {
		make_turns(p, i, order);
		draw_in_order(p, r, order, i == 0 ? first : course);
		if (i > 0 && memcmp(first, course, n * sizeof *course) != 0)
			return true;
	}
	return false;
}

/* The order of those who are marked decides, and no other person's place hangs on it. */
static inline void assert_marked(const struct tsop_assign_problem *p, const struct reference *r,
				 const struct tsop_assign_result *result)
{
	size_t n = p->n_people - p->n_held;
	uint16_t first[MAX_PEOPLE], course[MAX_PEOPLE], again[MAX_PEOPLE];
	uint32_t order[MAX_PEOPLE], drawn[MAX_PEOPLE];

	for (size_t i = 0; i < 2 * n; i++) {
		make_turns(p, i, order);
		draw_in_order(p, r, order, i == 0 ? first : course);
		put_back(p, result->is_tied, order, drawn);
		draw_in_order(p, r, drawn, again);
		assert_memory_equal(again, i == 0 ? first : course, p->n_people * sizeof *again);
		for (size_t who = 0; i > 0 && who < n; who++)
			assert_true(result->is_tied[who] || course[who] == first[who]);
	}
	for (size_t who = 0; n > 0 && !result->tied && who < p->n_people; who++)
		assert_int_equal(result->course[who], first[who]);
}

/* A tie is said just where the order matters. Was there one? */
static inline bool assert_ties(const struct tsop_assign_problem *p, const struct reference *r,
			       const struct tsop_assign_result *result)
{
	assert_int_equal(result->tied, hangs_on_order(p, r));
	for (size_t who = 0; who < p->n_people; who++)
		assert_true(r->is_tied[who] || !result->is_tied[who]);
	if (!marks_party(p, result))
		assert_marked(p, r, result);
	return result->tied;
}

#endif
