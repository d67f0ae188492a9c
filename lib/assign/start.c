#include "assign/start.h"

#include <stdlib.h>
#include <string.h>

enum { EVERY_BITS = 4, EVERY = 1 << EVERY_BITS, SMALL = 2000 };

static bool is_fixed(const struct tsop_assign_problem *problem, uint32_t who)
{
	return problem->fixed != NULL && problem->fixed[who] != TSOP_ASSIGN_NO_COURSE;
}

/* One number in 16, spread evenly but in step with no period (Knuth's multiplicative hashing). */
static bool is_in_sample(uint32_t number)
{
	return (uint32_t)(number * UINT32_C(2654435769)) >> (32 - EVERY_BITS) == 0;
}

/* The part of the seats for the sample: those that nobody is fixed to, rounded. */
static void share_seats(const struct tsop_assign_problem *problem, uint32_t *capacity)
{
	memcpy(capacity, problem->capacity, problem->n_courses * sizeof *capacity);
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (is_fixed(problem, who))
			capacity[problem->fixed[who]]--;
	for (size_t course = 0; course < problem->n_courses; course++)
		capacity[course] =
			capacity[course] / EVERY + (capacity[course] % EVERY >= EVERY / 2);
}

/* Make a sample of a copy of the problem, numbered in its order; nobody in it is fixed. */
static int take_sample(const struct tsop_assign_problem *problem, const uint32_t *order,
		       struct tsop_arena *arena, struct tsop_assign_problem *sample,
		       uint32_t **sample_order)
{
	size_t most = problem->n_people / EVERY + EVERY;
	uint32_t *wishes = tsop_arena_take(arena, most, sizeof *wishes);
	uint32_t *origin = tsop_arena_take(arena, most, sizeof *origin);
	uint32_t *capacity = tsop_arena_take(arena, problem->n_courses, sizeof *capacity);
	uint32_t *numbers = tsop_arena_take(arena, most, sizeof *numbers);
	struct tsop_assign_stay *stay = tsop_arena_take(arena, 1, sizeof *stay);
	uint16_t *was = tsop_arena_take(arena, most, sizeof *was);
	uint32_t n_free = 0;

	if (wishes == NULL || origin == NULL || capacity == NULL || numbers == NULL ||
	    stay == NULL || was == NULL)
		return -1;
	share_seats(problem, capacity);
	sample->n_people = 0;
	for (uint32_t i = 0; i < problem->n_people; i++) {
		uint32_t who = order[i];

		if (is_fixed(problem, who) || !is_in_sample(n_free++) || sample->n_people == most)
			continue;
		wishes[sample->n_people] = problem->wishes[who];
		origin[sample->n_people] = problem->origin[who];
		if (problem->stay != NULL)
			was[sample->n_people] = problem->stay->course[who];
		numbers[sample->n_people] = (uint32_t)sample->n_people;
		sample->n_people++;
	}
	*sample_order = numbers;
	sample->wishes = wishes;
	sample->origin = origin;
	sample->capacity = capacity;
	sample->minimum = NULL;
	sample->lot = NULL;
	if (problem->stay != NULL) {
		*stay = *problem->stay;
		stay->course = was;
		sample->stay = stay;
	}
	sample->fixed = NULL;
	return 0;
}

/* The prices of the sample, or 0 for a problem that is small. */
static int sample_prices(const struct tsop_assign_problem *problem, const uint32_t *order,
			 tsop_int128 *price, struct tsop_error *err)
{
	struct tsop_assign_problem sample = *problem;
	struct tsop_arena arena;
	struct tsop_flow flow;
	uint32_t *sample_order = NULL;
	int status = -1;

	memset(price, 0, (problem->n_courses + 1) * sizeof *price);
	if (problem->n_people < SMALL)
		return 0;
	tsop_arena_init(&arena);
	if (take_sample(problem, order, &arena, &sample, &sample_order) != 0) {
		tsop_fail_memory(err);
	} else {
		status = tsop_start_flow(&flow, &sample, sample_order, err);
		if (status == 0)
			memcpy(price, flow.price, problem->n_courses * sizeof *price);
		tsop_flow_release(&flow);
	}
	tsop_arena_release(&arena);
	return status;
}

int tsop_start_flow(struct tsop_flow *flow, const struct tsop_assign_problem *problem,
		    const uint32_t *order, struct tsop_error *err)
{
	tsop_int128 *price = malloc((problem->n_courses + 1) * sizeof *price);
	int status;

	*flow = (struct tsop_flow){ .problem = problem };
	if (price == NULL)
		return tsop_fail_memory(err);
	status = sample_prices(problem, order, price, err);
	if (status == 0)
		status = tsop_flow_init(flow, problem, order, price, err);
	free(price);
	if (status != 0)
		return -1;
	return tsop_flow_solve(flow, err);
}
