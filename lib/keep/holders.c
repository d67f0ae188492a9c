#include "keep/holders.h"

#include <stdlib.h>

#include "assign/problem.h"

void tsop_holders_find(const struct tsop_assign_problem *problem, const uint16_t *was,
		       uint16_t *stays)
{
	for (uint32_t who = 0; who < problem->n_people; who++) {
		bool can_stay = was[who] != TSOP_ASSIGN_NO_COURSE &&
				!tsop_problem_is_fixed(problem, who) &&
				tsop_problem_rank(problem, who, was[who]) != TSOP_ASSIGN_FORBIDDEN;

		stays[who] = can_stay ? was[who] : TSOP_ASSIGN_NO_COURSE;
	}
}

int64_t tsop_holders_moves(const struct tsop_assign_problem *problem, const uint16_t *stays,
			   const uint16_t *course)
{
	int64_t moves = 0;

	for (uint32_t who = 0; who < problem->n_people; who++)
		moves += stays[who] != TSOP_ASSIGN_NO_COURSE && stays[who] != course[who];
	return moves;
}

int tsop_holders_forced(const struct tsop_assign_problem *problem, const uint16_t *stays,
			const bool *is_closed, int64_t *forced, struct tsop_error *err)
{
	int64_t *room = calloc(problem->n_courses + 1, sizeof *room);

	if (room == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < problem->n_courses; i++)
		room[i] = is_closed != NULL && is_closed[i] ? 0 : problem->capacity[i];
	for (uint32_t who = 0; who < problem->n_people; who++) {
		if (tsop_problem_is_fixed(problem, who))
			room[problem->fixed[who]]--;
		else if (stays[who] != TSOP_ASSIGN_NO_COURSE)
			room[stays[who]]--;
	}
	*forced = 0;
	for (size_t i = 0; i < problem->n_courses; i++)
		*forced += room[i] < 0 ? -room[i] : 0;
	free(room);
	return 0;
}
