/*
 * quota_reference.h: the quota method with its draws, one seat after the
 * other, the slow and obvious way.
 *
 * A seat is drawn for where it makes a difference who gets it: where what can
 * come of it is not the same whoever does. Nothing is known beforehand of ties
 * that close. For small numbers only; products of two of them are compared.
 */
#ifndef TSOP_TESTS_QUOTA_REFERENCE_H
#define TSOP_TESTS_QUOTA_REFERENCE_H

#include "check.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "random.h"

enum { QUOTA_SMALL = 7, QUOTA_OUTCOMES = 4096 };

struct quota_case {
	size_t n;
	int64_t weights[QUOTA_SMALL];
	int64_t total;
};

/* Who may get the next seat: a bit for each claim. */
static inline unsigned quota_best(const struct quota_case *c, const int64_t *seats)
{
	int64_t people = 0, house = 1;
	unsigned best = 0;

	for (size_t i = 0; i < c->n; i++) {
		people += c->weights[i];
		house += seats[i];
	}
	for (size_t i = 0; i < c->n; i++) {
		bool is_best = seats[i] * people < house * c->weights[i];

		for (size_t k = 0; k < c->n; k++)
			if (seats[k] * people < house * c->weights[k] &&
			    c->weights[k] * (seats[i] + 1) > c->weights[i] * (seats[k] + 1))
				is_best = false;
		best |= (unsigned)is_best << i;
	}
	return best;
}

struct quota_outcomes {
	int64_t seats[QUOTA_OUTCOMES][QUOTA_SMALL];
	size_t n;
};

static inline void quota_add(struct quota_outcomes *outcomes, const int64_t *seats)
{
	for (size_t i = 0; i < outcomes->n; i++)
		if (memcmp(outcomes->seats[i], seats, sizeof outcomes->seats[i]) == 0)
			return;
	assert_true(outcomes->n < QUOTA_OUTCOMES);
	memcpy(outcomes->seats[outcomes->n++], seats, sizeof outcomes->seats[0]);
}

/* All that can come of it when `given` seats are given so. */
static inline void quota_explore(const struct quota_case *c, const int64_t *seats, int64_t given,
				 struct quota_outcomes *outcomes)
{
	static struct quota_outcomes next;

	outcomes->n = 0;
	quota_add(outcomes, seats);
	for (; given < c->total; given++) {
		next.n = 0;
		for (size_t i = 0; i < outcomes->n; i++) {
			unsigned best = quota_best(c, outcomes->seats[i]);

			for (size_t k = 0; k < c->n; k++) {
				int64_t grown[QUOTA_SMALL];

				memcpy(grown, outcomes->seats[i], sizeof grown);
				grown[k]++;
				if ((best >> k & 1) != 0)
					quota_add(&next, grown);
			}
		}
		outcomes->n = next.n;
		memcpy(outcomes->seats, next.seats, next.n * sizeof next.seats[0]);
	}
}

/* Is the same possible, whoever of them gets the next seat? */
static inline bool quota_is_same(const struct quota_case *c, const int64_t *seats, int64_t given,
				 unsigned best)
{
	static struct quota_outcomes first, other;
	bool is_first = true;

	for (size_t k = 0; k < c->n; k++) {
		int64_t grown[QUOTA_SMALL];

		if ((best >> k & 1) == 0)
			continue;
		memcpy(grown, seats, sizeof grown);
		grown[k]++;
		quota_explore(c, grown, given + 1, is_first ? &first : &other);
		if (!is_first && other.n != first.n)
			return false;
		for (size_t i = 0; i < other.n && !is_first; i++)
			quota_add(&first, other.seats[i]);
		if (!is_first && other.n != first.n)
			return false;
		is_first = false;
	}
	return true;
}

struct quota_draw {
	unsigned tied, drawn; /* claims as bits */
	size_t order[QUOTA_SMALL], number; /* those drawn, in order */
};

struct quota_result {
	int64_t seats[QUOTA_SMALL];
	struct quota_draw draws[QUOTA_SMALL];
	size_t n_draws;
};

/* One of a set that is not empty. */
static inline size_t quota_pick(unsigned set, uint64_t *random)
{
	size_t n = 1;

	for (unsigned rest = set & (set - 1); rest != 0; rest &= rest - 1)
		n++;
	n = random_below(random, (uint32_t)n);
	for (size_t i = 0;; i++)
		if ((set >> i & 1) != 0 && n-- == 0)
			return i;
}

/* Give all seats, drawing with random numbers where it makes a difference. */
static inline void quota_solve(const struct quota_case *c, uint64_t *random,
			       struct quota_result *result)
{
	*result = (struct quota_result){ .n_draws = 0 };
	for (int64_t given = 0; given < c->total; given++) {
		unsigned best = quota_best(c, result->seats);
		size_t who = quota_pick(best, random);
		struct quota_draw *draw = result->draws + result->n_draws - 1;

		if (!quota_is_same(c, result->seats, given, best)) {
			if (result->n_draws == 0 || (best & ~(draw->tied & ~draw->drawn)) != 0) {
				assert_true(result->n_draws < QUOTA_SMALL);
				draw = &result->draws[result->n_draws++];
				draw->tied = best;
			}
			draw->drawn |= 1u << who;
			draw->order[draw->number++] = who;
		}
		result->seats[who]++;
	}
}

/* Small weights of which some are multiples of others, so that ties go on. */
static inline void quota_make(struct quota_case *c, uint64_t *random)
{
	uint32_t most = 1 + random_below(random, 3) * random_below(random, 6);

	*c = (struct quota_case){ .n = 2 + random_below(random, QUOTA_SMALL - 1) };
	for (size_t i = 0; i < c->n; i++)
		c->weights[i] = 1 + random_below(random, most);
	c->total = 1 + random_below(random, 12);
}

#endif
