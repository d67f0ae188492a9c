#include "assign/problem.h"

#include <stdlib.h>

#include "base/i18n.h"

static int check_sizes(const struct tsop_assign_problem *problem, struct tsop_error *err)
{
	if (problem->n_people > TSOP_ASSIGN_MAX_PEOPLE)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %d people, not %zu"),
				 TSOP_ASSIGN_MAX_PEOPLE, problem->n_people);
	if (problem->n_courses > TSOP_ASSIGN_MAX_COURSES)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %d courses, not %zu"),
				 TSOP_ASSIGN_MAX_COURSES, problem->n_courses);
	return 0;
}

static int check_tables(const struct tsop_assign_problem *problem, struct tsop_error *err)
{
	for (size_t i = 0; i < problem->n_wishes * problem->n_courses; i++)
		if (problem->ranks[i] > TSOP_ASSIGN_MAX_RANK &&
		    problem->ranks[i] != TSOP_ASSIGN_FORBIDDEN)
			return tsop_fail(err, TSOP_INPUT, _("expected a rank up to %d, not %d"),
					 TSOP_ASSIGN_MAX_RANK, problem->ranks[i]);
	for (size_t i = 0; i < problem->n_origins * problem->n_courses; i++)
		if (problem->meters[i] > TSOP_ASSIGN_MAX_METERS)
			return tsop_fail(err, TSOP_INPUT, _("expected up to %d meters, not %lu"),
					 TSOP_ASSIGN_MAX_METERS, (unsigned long)problem->meters[i]);
	return 0;
}

static int check_people(const struct tsop_assign_problem *problem, struct tsop_error *err)
{
	for (size_t i = 0; i < problem->n_people; i++) {
		if (problem->wishes[i] >= problem->n_wishes ||
		    problem->origin[i] >= problem->n_origins)
			return tsop_fail(err, TSOP_INPUT,
					 _("person %zu has unknown wishes or origin"), i);
		if (problem->fixed != NULL && problem->fixed[i] != TSOP_ASSIGN_NO_COURSE &&
		    problem->fixed[i] >= problem->n_courses)
			return tsop_fail(err, TSOP_INPUT,
					 _("person %zu is fixed to an unknown course"), i);
		if (problem->party != NULL && problem->party[i] != TSOP_ASSIGN_NO_PARTY &&
		    problem->party[i] >= problem->n_parties)
			return tsop_fail(err, TSOP_INPUT, _("person %zu has an unknown party"), i);
	}
	return 0;
}

/* Are no more people fixed to a course than it has seats? */
static int check_fixed(const struct tsop_assign_problem *problem, size_t *fault,
		       struct tsop_error *err)
{
	size_t *load = calloc(problem->n_courses + 1, sizeof *load);
	int status = 0;

	if (load == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; problem->fixed != NULL && i < problem->n_people; i++)
		if (problem->fixed[i] != TSOP_ASSIGN_NO_COURSE)
			load[problem->fixed[i]]++;
	for (size_t i = 0; status == 0 && i < problem->n_courses; i++) {
		if (load[i] <= problem->capacity[i])
			continue;
		*fault = i;
		status = tsop_fail(err, TSOP_INPUT,
				   _("%zu people are fixed to a course of %lu seats"), load[i],
				   (unsigned long)problem->capacity[i]);
	}
	free(load);
	return status;
}

static int check_minima(const struct tsop_assign_problem *problem, struct tsop_error *err)
{
	for (size_t i = 0; problem->minimum != NULL && i < problem->n_courses; i++)
		if (problem->minimum[i] > problem->capacity[i])
			return tsop_fail(err, TSOP_INPUT,
					 _("a minimum of %lu exceeds %lu seats"),
					 (unsigned long)problem->minimum[i],
					 (unsigned long)problem->capacity[i]);
	return 0;
}

int tsop_problem_check(const struct tsop_assign_problem *problem, size_t *fault,
		       struct tsop_error *err)
{
	if (check_sizes(problem, err) != 0 || check_tables(problem, err) != 0 ||
	    check_people(problem, err) != 0 || check_minima(problem, err) != 0)
		return -1;
	return check_fixed(problem, fault, err);
}

int tsop_problem_fail_minimum(uint32_t minimum, struct tsop_error *err)
{
	return tsop_fail(err, TSOP_INPUT, _("a course with fixed people can not have %lu people"),
			 (unsigned long)minimum);
}

int tsop_problem_fail_search(struct tsop_error *err)
{
	return tsop_fail(err, TSOP_INPUT,
			 _("the search ended before it found places for all parties beside the minima "
			   "of the courses; expected lower minima, or fewer people who come together"));
}

uint32_t *tsop_problem_by_lot(const struct tsop_assign_problem *problem, struct tsop_error *err)
{
	uint32_t *by_lot = malloc((problem->n_people + 1) * sizeof *by_lot);

	if (by_lot == NULL) {
		tsop_fail_memory(err);
		return NULL;
	}
	for (uint32_t who = 0; who < problem->n_people; who++)
		by_lot[who] = problem->lot == NULL ? who : UINT32_MAX;
	for (uint32_t who = 0; problem->lot != NULL && who < problem->n_people; who++) {
		uint32_t lot = problem->lot[who];

		if (lot >= problem->n_people || by_lot[lot] != UINT32_MAX) {
			tsop_fail(err, TSOP_INPUT, _("expected lots 0 to %zu, each once, not %lu"),
				  problem->n_people - 1, (unsigned long)lot);
			free(by_lot);
			return NULL;
		}
		by_lot[lot] = who;
	}
	return by_lot;
}

struct tsop_assign_cost tsop_problem_cost(const struct tsop_assign_problem *problem,
					  const uint16_t *course)
{
	struct tsop_assign_cost cost = { 0, 0, 0 };

	for (uint32_t who = 0; who < problem->n_people; who++) {
		if (tsop_problem_is_fixed(problem, who))
			continue;
		if (course[who] == TSOP_ASSIGN_NO_COURSE) {
			cost.unassigned++;
			continue;
		}
		cost.rank += tsop_problem_rank(problem, who, course[who]);
		cost.meters += tsop_problem_meters(problem, who, course[who]);
	}
	return cost;
}

bool tsop_problem_has_parties(const struct tsop_assign_problem *problem)
{
	for (uint32_t who = 0; problem->party != NULL && who < problem->n_people; who++)
		if (problem->party[who] != TSOP_ASSIGN_NO_PARTY &&
		    !tsop_problem_is_fixed(problem, who))
			return true;
	return false;
}
