#include "mechanism/lacking.h"

#include <stdlib.h>

#include "assign/problem.h"
#include "base/arena.h"
#include "base/i18n.h"

/* Steps times people: no more are kept. */
#define STEPS_MAX ((size_t)1 << 26)

struct closing {
	const struct tsop_mechanism *mechanism;
	const struct tsop_assign_problem *problem;
	struct tsop_assign_problem open; /* without the courses that closed */
	uint32_t *capacity;
	uint16_t *ranks;
	size_t *load;	 /* [n_courses] */
	bool *has_fixed; /* [n_courses] */
	bool *is_closed;
	uint16_t *closed; /* in the order in which they did */
	size_t n_closed;
	struct tsop_mechanism_step *steps; /* [n_closed], or NULL: they would be too large */
	struct tsop_arena arena;
};

static int prepare(struct closing *closing, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = closing->problem;
	struct tsop_arena *arena = &closing->arena;
	size_t k = problem->n_courses;

	closing->capacity = tsop_arena_take(arena, k, sizeof *closing->capacity);
	closing->ranks = tsop_arena_take(arena, problem->n_wishes * k, sizeof *closing->ranks);
	closing->load = tsop_arena_take(arena, k, sizeof *closing->load);
	closing->has_fixed = tsop_arena_take(arena, k, sizeof *closing->has_fixed);
	closing->is_closed = calloc(k + 1, sizeof *closing->is_closed);
	closing->closed = calloc(k + 1, sizeof *closing->closed);
	closing->steps = calloc(k + 1, sizeof *closing->steps);
	if (closing->steps == NULL || closing->capacity == NULL || closing->ranks == NULL || closing->load == NULL ||
	    closing->has_fixed == NULL || closing->is_closed == NULL || closing->closed == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < k; i++)
		closing->capacity[i] = problem->capacity[i];
	for (size_t i = 0; i < problem->n_wishes * k; i++)
		closing->ranks[i] = problem->ranks[i];
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (tsop_problem_is_fixed(problem, who))
			closing->has_fixed[problem->fixed[who]] = true;
	closing->open = *problem;
	closing->open.minimum = NULL;
	closing->open.capacity = closing->capacity;
	closing->open.ranks = closing->ranks;
	return 0;
}

/* The course that lacks the most people, of those with fixed people or those without; or none. */
static size_t find_lacking(struct closing *closing, const uint16_t *course, bool has_fixed)
{
	const struct tsop_assign_problem *problem = closing->problem;
	size_t k = problem->n_courses;
	size_t worst = k;
	size_t most = 0;

	for (size_t i = 0; i < k; i++)
		closing->load[i] = 0;
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (course[who] != TSOP_ASSIGN_NO_COURSE)
			closing->load[course[who]]++;
	for (size_t i = 0; i < k; i++) {
		size_t lack = problem->minimum[i] > closing->load[i] ?
				      problem->minimum[i] - closing->load[i] :
				      0;

		if (closing->is_closed[i] || closing->has_fixed[i] != has_fixed || lack == 0 ||
		    lack < most)
			continue;
		most = lack;
		worst = i;
	}
	return worst;
}

/*
 * No seats, and where lists are followed it is on none. (Prices are of courses without seats, as
 * where the closed courses are an optimum's.)
 */
static void close_course(struct closing *closing, size_t course)
{
	size_t k = closing->problem->n_courses;

	closing->is_closed[course] = true;
	closing->closed[closing->n_closed++] = (uint16_t)course;
	closing->capacity[course] = 0;
	for (size_t row = 0; closing->mechanism->takes_order && row < closing->problem->n_wishes;
	     row++)
		closing->ranks[row * k + course] = TSOP_ASSIGN_FORBIDDEN;
}

static void release_steps(struct closing *closing)
{
	for (size_t i = 0; i < closing->n_closed && closing->steps != NULL; i++) {
		tsop_assign_release(&closing->steps[i].result);
		tsop_mechanism_proof_release(&closing->steps[i].proof);
	}
	free(closing->steps);
	closing->steps = NULL;
}

/* Take over what placed people before the next course closes. -1 for no memory. */
static int keep_step(struct closing *closing, struct tsop_assign_result *result,
		     struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	size_t k = closing->problem->n_courses;
	bool *is_closed;

	if (closing->n_closed >= STEPS_MAX / (closing->problem->n_people + 1))
		release_steps(closing);
	if (closing->steps == NULL) {
		tsop_assign_release(result);
		tsop_mechanism_proof_release(proof);
		return 0;
	}
	is_closed = calloc(k + 1, sizeof *is_closed);
	if (is_closed == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < k; i++)
		is_closed[i] = closing->is_closed[i];
	result->is_closed = is_closed;
	closing->steps[closing->n_closed] = (struct tsop_mechanism_step){ *result, *proof };
	*result = (struct tsop_assign_result){ .fault = SIZE_MAX };
	*proof = (struct tsop_mechanism_proof){ .n_ranks = 0 };
	return 0;
}

static int refuse(const struct closing *closing, size_t course, struct tsop_assign_result *result,
		  struct tsop_error *err)
{
	result->fault = course;
	return tsop_fail(err, TSOP_INPUT, _("a course with fixed people can not have %lu people"),
			 (unsigned long)closing->problem->minimum[course]);
}

static bool needs_lot(const struct closing *closing, const struct tsop_assign_result *result)
{
	return result->tied && (closing->mechanism->takes_order || closing->problem->lot == NULL);
}

static int run(struct closing *closing, const struct tsop_order *order,
	       struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
	       struct tsop_error *err)
{
	size_t k = closing->problem->n_courses;

	for (size_t i = 0; i < closing->problem->n_closed; i++)
		close_course(closing, closing->problem->closed[i]);
	for (;;) {
		size_t course;

		if (tsop_mechanism_solve(closing->mechanism, &closing->open, order, result, proof,
					 err) != 0)
			return -1;
		if (proof->is_unstable || needs_lot(closing, result))
			return 0;
		course = find_lacking(closing, result->course, false);
		if (course == k) {
			course = find_lacking(closing, result->course, true);
			return course == k ? 0 : refuse(closing, course, result, err);
		}
		if (keep_step(closing, result, proof, err) != 0)
			return -1;
		close_course(closing, course);
	}
}

int tsop_lacking_solve(const struct tsop_mechanism *mechanism,
		       const struct tsop_assign_problem *problem, const struct tsop_order *order,
		       struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		       struct tsop_error *err)
{
	struct closing closing = { .mechanism = mechanism, .problem = problem };
	int status;

	tsop_arena_init(&closing.arena);
	status = prepare(&closing, err);
	if (status == 0)
		status = run(&closing, order, result, proof, err);
	if (status == 0) {
		result->is_closed = closing.is_closed;
		proof->closed = closing.closed;
		proof->n_closed = closing.n_closed;
		proof->steps = closing.steps;
	} else {
		release_steps(&closing);
		free(closing.is_closed);
		free(closing.closed);
	}
	tsop_arena_release(&closing.arena);
	return status;
}
