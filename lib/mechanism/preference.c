#include "mechanism/preference.h"

#include <string.h>

enum { SHARED = 0x8000, SHORT = 16 };

/* Sort the numbers 0..n-1 by key, equal ones by number: few of them. */
static void sort_short(uint16_t *order, size_t n, const uint32_t *key)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = i;

		for (; at > 0 && key[order[at - 1]] > key[i]; at--)
			order[at] = order[at - 1];
		order[at] = (uint16_t)i;
	}
}

/* Merge two sorted halves, a behind by b, into to. */
static void merge(const uint16_t *a, size_t n_a, const uint16_t *b, size_t n_b, const uint32_t *key,
		  uint16_t *to)
{
	while (n_a > 0 || n_b > 0) {
		bool takes_a = n_a > 0 && (n_b == 0 || key[*a] <= key[*b]);

		*to++ = takes_a ? *a++ : *b++;
		n_a -= takes_a;
		n_b -= !takes_a;
	}
}

/* The same of any number. The spare is as long. */
static void sort_by_key(uint16_t *order, uint16_t *spare, size_t n, const uint32_t *key)
{
	if (n <= SHORT) {
		sort_short(order, n, key);
		return;
	}
	for (size_t i = 0; i < n; i++)
		order[i] = (uint16_t)i;
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t start = 0; start < n; start += 2 * width) {
			size_t n_a = width < n - start ? width : n - start;
			size_t n_b = width < n - start - n_a ? width : n - start - n_a;

			merge(&order[start], n_a, &order[start + n_a], n_b, key, &spare[start]);
		}
		memcpy(order, spare, n * sizeof *order);
	}
}

/* Sort a row of ranks by counting; the forbidden come last. */
static void sort_by_rank(uint16_t *order, size_t n, const uint16_t *ranks)
{
	uint16_t start[TSOP_ASSIGN_MAX_RANK + 3];
	uint16_t forbidden = 0; /* a rank more than there are */

	for (size_t i = 0; i < n; i++)
		if (ranks[i] != TSOP_ASSIGN_FORBIDDEN && ranks[i] >= forbidden)
			forbidden = (uint16_t)(ranks[i] + 1);
	memset(start, 0, (forbidden + 2U) * sizeof *start);
	for (size_t i = 0; i < n; i++)
		start[(ranks[i] < forbidden ? ranks[i] : forbidden) + 1]++;
	for (size_t rank = 0; rank < forbidden; rank++)
		start[rank + 1] = (uint16_t)(start[rank + 1] + start[rank]);
	for (size_t i = 0; i < n; i++)
		order[start[ranks[i] < forbidden ? ranks[i] : forbidden]++] = (uint16_t)i;
}

/* The same of few: the rank FORBIDDEN is the greatest. */
static void sort_short_by_rank(uint16_t *order, size_t n, const uint16_t *ranks)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = i;

		for (; at > 0 && ranks[order[at - 1]] > ranks[i]; at--)
			order[at] = order[at - 1];
		order[at] = (uint16_t)i;
	}
}

static int allocate(struct tsop_preferences *preferences, uint16_t **spare)
{
	const struct tsop_assign_problem *problem = preferences->problem;
	struct tsop_arena *arena = &preferences->arena;
	size_t n_courses = problem->n_courses;

	preferences->by_rank = tsop_arena_take(arena, problem->n_wishes * n_courses,
					       sizeof *preferences->by_rank);
	preferences->by_meters = tsop_arena_take(arena, problem->n_origins * n_courses,
						 sizeof *preferences->by_meters);
	preferences->mark =
		tsop_arena_take(arena, problem->n_people, sizeof *preferences->mark);
	*spare = tsop_arena_take(arena, n_courses, sizeof **spare);
	return preferences->by_rank == NULL || preferences->by_meters == NULL ||
			       preferences->mark == NULL || *spare == NULL ?
		       -1 :
		       0;
}

/* Say in a sorted row which courses share their rank, and where the forbidden begin. */
static void mark_ranks(uint16_t *order, size_t n, const uint16_t *ranks)
{
	uint16_t last = TSOP_ASSIGN_FORBIDDEN;

	for (size_t i = 0; i < n; i++) {
		uint16_t rank = ranks[order[i]];
		uint16_t next = i + 1 < n ? ranks[order[i + 1]] : TSOP_ASSIGN_FORBIDDEN;

		if (rank == TSOP_ASSIGN_FORBIDDEN)
			order[i] = TSOP_ASSIGN_NO_COURSE;
		else if (rank == last || rank == next)
			order[i] |= SHARED;
		last = rank;
	}
}

int tsop_preferences_init(struct tsop_preferences *preferences,
			  const struct tsop_assign_problem *problem, struct tsop_error *err)
{
	size_t n = problem->n_courses;
	uint16_t *spare;

	*preferences = (struct tsop_preferences){ .problem = problem };
	tsop_arena_init(&preferences->arena);
	if (allocate(preferences, &spare) != 0)
		return tsop_fail_memory(err);
	for (size_t row = 0; row < problem->n_wishes; row++) {
		uint16_t *order = &preferences->by_rank[row * n];

		(n <= SHORT ? sort_short_by_rank : sort_by_rank)(order, n, &problem->ranks[row * n]);
		mark_ranks(order, n, &problem->ranks[row * n]);
	}
	for (size_t row = 0; row < problem->n_origins; row++)
		sort_by_key(&preferences->by_meters[row * n], spare, n, &problem->meters[row * n]);
	return 0;
}

void tsop_preferences_release(struct tsop_preferences *preferences)
{
	tsop_arena_release(&preferences->arena);
	*preferences = (struct tsop_preferences){ 0 };
}

/* Where the courses of the same rank as the one at `first` of the sorted row end. */
static uint16_t end_of_rank(const uint16_t *ranks, const uint16_t *by_rank, uint16_t first,
			    size_t n)
{
	uint16_t rank = ranks[by_rank[first] & (SHARED - 1)];
	uint16_t end = first;

	while (end < n && by_rank[end] != TSOP_ASSIGN_NO_COURSE &&
	       ranks[by_rank[end] & (SHARED - 1)] == rank)
		end++;
	return end;
}

/* The nearest of the courses that share the rank, of those not yet passed; or NO_COURSE. */
static uint16_t nearest_of_rank(struct tsop_preferences *preferences, uint32_t who, uint16_t first)
{
	const struct tsop_assign_problem *problem = preferences->problem;
	size_t n = problem->n_courses;
	const uint16_t *ranks = &problem->ranks[problem->wishes[who] * n];
	const uint16_t *by_meters = &preferences->by_meters[problem->origin[who] * n];
	struct tsop_preference_mark *mark = &preferences->mark[who];

	while (mark->near < n) {
		uint16_t course = by_meters[mark->near++];

		if (ranks[course] == ranks[first])
			return course;
	}
	mark->ranked = end_of_rank(ranks, &preferences->by_rank[problem->wishes[who] * n],
				   mark->ranked, n);
	mark->near = 0;
	return TSOP_ASSIGN_NO_COURSE;
}

uint16_t tsop_preferences_next(struct tsop_preferences *preferences, uint32_t who)
{
	const struct tsop_assign_problem *problem = preferences->problem;
	size_t n = problem->n_courses;
	const uint16_t *by_rank = &preferences->by_rank[problem->wishes[who] * n];
	struct tsop_preference_mark *mark = &preferences->mark[who];

	while (mark->ranked < n && by_rank[mark->ranked] != TSOP_ASSIGN_NO_COURSE) {
		uint16_t course = by_rank[mark->ranked];

		if ((course & SHARED) == 0) {
			mark->ranked++;
			return course;
		}
		course = nearest_of_rank(preferences, who, course & (SHARED - 1));
		if (course != TSOP_ASSIGN_NO_COURSE)
			return course;
	}
	return TSOP_ASSIGN_NO_COURSE;
}
