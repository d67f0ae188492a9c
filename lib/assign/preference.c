#include "assign/preference.h"

#include <string.h>

/* Sort the numbers 0..n-1 by key, equal ones by number. The spare is as long. */
static void sort_by_key(uint16_t *order, uint16_t *spare, size_t n, const uint32_t *key)
{
	for (size_t i = 0; i < n; i++)
		order[i] = (uint16_t)i;
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t start = 0; start < n; start += 2 * width) {
			size_t middle = start + width < n ? start + width : n;
			size_t end = middle + width < n ? middle + width : n;
			size_t a = start;
			size_t b = middle;

			for (size_t i = start; i < end; i++) {
				bool takes_a = a < middle &&
					       (b == end || key[order[a]] <= key[order[b]]);

				spare[i] = takes_a ? order[a++] : order[b++];
			}
		}
		memcpy(order, spare, n * sizeof *order);
	}
}

static int allocate(struct tsop_preferences *preferences, uint32_t **key, uint16_t **spare)
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
	*key = tsop_arena_take(arena, n_courses, sizeof **key);
	*spare = tsop_arena_take(arena, n_courses, sizeof **spare);
	return preferences->by_rank == NULL || preferences->by_meters == NULL ||
			       preferences->mark == NULL || *key == NULL || *spare == NULL ?
		       -1 :
		       0;
}

int tsop_preferences_init(struct tsop_preferences *preferences,
			  const struct tsop_assign_problem *problem, struct tsop_error *err)
{
	size_t n = problem->n_courses;
	uint32_t *key;
	uint16_t *spare;

	*preferences = (struct tsop_preferences){ .problem = problem };
	tsop_arena_init(&preferences->arena);
	if (allocate(preferences, &key, &spare) != 0)
		return tsop_fail_memory(err);
	for (size_t row = 0; row < problem->n_wishes; row++) {
		for (size_t i = 0; i < n; i++)
			key[i] = problem->ranks[row * n + i];
		sort_by_key(&preferences->by_rank[row * n], spare, n, key);
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
	uint16_t end = first;

	while (end < n && ranks[by_rank[end]] == ranks[by_rank[first]])
		end++;
	return end;
}

uint16_t tsop_preferences_next(struct tsop_preferences *preferences, uint32_t who)
{
	const struct tsop_assign_problem *problem = preferences->problem;
	size_t n = problem->n_courses;
	const uint16_t *ranks = &problem->ranks[problem->wishes[who] * n];
	const uint16_t *by_rank = &preferences->by_rank[problem->wishes[who] * n];
	const uint16_t *by_meters = &preferences->by_meters[problem->origin[who] * n];
	struct tsop_preference_mark *mark = &preferences->mark[who];

	while (mark->ranked < n && ranks[by_rank[mark->ranked]] != TSOP_ASSIGN_FORBIDDEN) {
		uint16_t first = by_rank[mark->ranked];

		if (mark->near == 0 &&
		    (mark->ranked + 1U == n || ranks[by_rank[mark->ranked + 1]] != ranks[first])) {
			mark->ranked++;
			return first;
		}
		while (mark->near < n) {
			uint16_t course = by_meters[mark->near++];

			if (ranks[course] == ranks[first])
				return course;
		}
		mark->ranked = end_of_rank(ranks, by_rank, mark->ranked, n);
		mark->near = 0;
	}
	return TSOP_ASSIGN_NO_COURSE;
}
