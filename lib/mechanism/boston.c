#include "mechanism/boston.h"

#include <stdlib.h>

#include "assign/problem.h"
#include "base/arena.h"
#include "mechanism/unit.h"

struct application {
	struct tsop_claim claim;
	uint16_t course;
};

struct boston {
	struct tsop_units units;
	struct tsop_assign_result *result;
	size_t *room;			  /* [n_courses] */
	uint32_t *waiting;		  /* units without a course */
	size_t n_waiting;
	struct application *applications; /* of a round */
	struct tsop_arena arena;
};

static int by_course_and_claim(const void *left, const void *right)
{
	const struct application *a = left;
	const struct application *b = right;
	int order;

	if (a->course != b->course)
		return a->course < b->course ? -1 : 1;
	order = tsop_claim_compare(&a->claim, &b->claim);
	return order != 0 ? order : (a->claim.who > b->claim.who) - (a->claim.who < b->claim.who);
}

/* Everybody who waits applies to the next course of the list. Returns how many did. */
static size_t apply(struct boston *boston)
{
	struct tsop_units *units = &boston->units;
	size_t n = 0;

	for (size_t i = 0; i < boston->n_waiting; i++) {
		uint32_t unit = boston->waiting[i];
		uint16_t course =
			tsop_preferences_next(&units->preferences, tsop_units_first(units, unit));

		if (course != TSOP_ASSIGN_NO_COURSE)
			boston->applications[n++] = (struct application){
				tsop_units_claim(units, unit, course), course
			};
	}
	boston->n_waiting = 0;
	if (n > 0)
		qsort(boston->applications, n, sizeof *boston->applications, by_course_and_claim);
	return n;
}

/* Those who stand equal at a course are taken, one by one, as far as it has room for them. */
static void admit(struct boston *boston, const struct application *equals, size_t n)
{
	const struct tsop_units *units = &boston->units;
	uint16_t course = equals->course;
	size_t room = boston->room[course];
	size_t wanted = 0;

	for (size_t i = 0; i < n; i++) {
		size_t size = tsop_units_size(units, equals[i].claim.who);

		wanted += size <= room ? size : 0;
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t unit = equals[i].claim.who;
		size_t size = tsop_units_size(units, unit);

		if (wanted > room && size <= room)
			tsop_units_mark(units, unit, course, boston->result);
		if (size > boston->room[course]) {
			boston->waiting[boston->n_waiting++] = unit;
			continue;
		}
		tsop_units_place(units, unit, course, boston->result);
		boston->room[course] -= size;
	}
}

static void hold_rounds(struct boston *boston)
{
	const struct application *applications = boston->applications;
	size_t n;

	while ((n = apply(boston)) > 0)
		for (size_t first = 0, end; first < n; first = end) {
			for (end = first + 1; end < n; end++)
				if (applications[end].course != applications[first].course ||
				    tsop_claim_compare(&applications[end].claim,
						       &applications[first].claim) != 0)
					break;
			admit(boston, &applications[first], end - first);
		}
}

static int prepare(struct boston *boston, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = boston->units.problem;
	size_t n = boston->units.n;

	boston->room = tsop_arena_take(&boston->arena, problem->n_courses, sizeof *boston->room);
	boston->waiting = tsop_arena_take(&boston->arena, n, sizeof *boston->waiting);
	boston->applications = tsop_arena_take(&boston->arena, n, sizeof *boston->applications);
	if (boston->room == NULL || boston->waiting == NULL || boston->applications == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < problem->n_courses; i++)
		boston->room[i] = problem->capacity[i];
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (tsop_problem_is_fixed(problem, who))
			boston->room[problem->fixed[who]]--;
	for (uint32_t unit = 0; unit < n; unit++)
		boston->waiting[boston->n_waiting++] = unit;
	return 0;
}

int tsop_boston_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
		      struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		      struct tsop_error *err)
{
	struct boston boston = { .result = result };
	int status = tsop_units_init(&boston.units, problem, order, err);

	(void)proof;
	tsop_arena_init(&boston.arena);
	if (status == 0)
		status = prepare(&boston, err);
	if (status == 0) {
		tsop_units_mark_rivals(&boston.units, result);
		hold_rounds(&boston);
	}
	tsop_arena_release(&boston.arena);
	tsop_units_release(&boston.units);
	return status;
}
