#include "assign/spread_closing.h"

#include "assign/problem.h"

int tsop_spread_closing_init(struct tsop_spread_search *search)
{
	const struct tsop_assign_problem *problem = &search->parties->problem;
	size_t k = problem->n_courses;

	if (problem->minimum == NULL)
		return 0;
	search->run = tsop_arena_take(&search->arena, k, sizeof *search->run);
	search->capacity = tsop_arena_take(&search->arena, k, sizeof *search->capacity);
	search->minimum = tsop_arena_take(&search->arena, k, sizeof *search->minimum);
	search->is_closed = tsop_arena_take(&search->arena, k, sizeof *search->is_closed);
	if (search->run == NULL || search->capacity == NULL || search->minimum == NULL ||
	    search->is_closed == NULL)
		return -1;
	for (size_t course = 0; course < k; course++)
		tsop_spread_closing_set(search, course, TSOP_SPREAD_OPEN);
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (tsop_problem_is_fixed(problem, who))
			tsop_spread_closing_set(search, problem->fixed[who], TSOP_SPREAD_RUNS);
	search->problem.capacity = search->capacity;
	search->problem.minimum = search->minimum;
	return 0;
}

void tsop_spread_closing_set(struct tsop_spread_search *search, size_t course,
			     enum tsop_spread_run run)
{
	const struct tsop_assign_problem *problem = &search->parties->problem;

	search->run[course] = (uint8_t)run;
	search->capacity[course] = run == TSOP_SPREAD_CLOSED ? 0 : problem->capacity[course];
	search->minimum[course] = run == TSOP_SPREAD_RUNS ? problem->minimum[course] : 0;
}

bool tsop_spread_can_close(const struct tsop_spread_search *search, size_t course)
{
	return search->room[course] == search->parties->problem.capacity[course];
}

bool tsop_spread_is_short(const struct tsop_spread_search *search)
{
	for (size_t course = 0; search->run != NULL && course < search->problem.n_courses; course++)
		if (search->mesh.load[course] < search->minimum[course])
			return true;
	return false;
}

size_t tsop_spread_find_lacking(const struct tsop_spread_search *search)
{
	const struct tsop_assign_problem *problem = &search->parties->problem;
	size_t course = 0;

	if (search->run == NULL)
		return problem->n_courses;
	while (course < problem->n_courses &&
	       (search->run[course] != TSOP_SPREAD_OPEN ||
		search->mesh.load[course] >= problem->minimum[course]))
		course++;
	return course;
}

static bool is_closed(const struct tsop_spread_search *search, size_t course)
{
	return search->run[course] == TSOP_SPREAD_CLOSED;
}

bool tsop_spread_closes_better(const struct tsop_spread_search *search)
{
	size_t n_now = 0, n_taken = 0;
	size_t first = 0;

	if (search->run == NULL)
		return false;
	for (size_t course = search->problem.n_courses; course-- > 0;) {
		n_now += is_closed(search, course);
		n_taken += search->is_closed[course];
		if (is_closed(search, course) != search->is_closed[course])
			first = course;
	}
	if (n_now != n_taken)
		return n_now < n_taken;
	return first < search->problem.n_courses && search->is_closed[first] &&
	       !is_closed(search, first);
}

void tsop_spread_closing_take(struct tsop_spread_search *search)
{
	for (size_t course = 0; search->run != NULL && course < search->problem.n_courses; course++)
		search->is_closed[course] = is_closed(search, course);
}

void tsop_spread_closing_settle(struct tsop_spread_search *search)
{
	for (size_t course = 0; search->run != NULL && course < search->problem.n_courses; course++)
		tsop_spread_closing_set(search, course,
					search->is_closed[course] ? TSOP_SPREAD_CLOSED :
								    TSOP_SPREAD_RUNS);
}
