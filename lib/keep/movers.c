#include "keep/movers.h"

#include <stdlib.h>

#include "assign/problem.h"

static bool is_in_party(const struct tsop_assign_problem *problem, uint32_t who)
{
	return problem->party != NULL && problem->party[who] != TSOP_ASSIGN_NO_PARTY &&
	       !tsop_problem_is_fixed(problem, who);
}

/* Who stays, and, if that was found out, whose party does. */
static void fix(const struct tsop_movers *movers, const struct tsop_assign_problem *problem,
		const uint16_t *was, const uint16_t *course, bool *party_stays)
{
	for (uint32_t who = 0; who < problem->n_people; who++) {
		bool stays = was[who] != TSOP_ASSIGN_NO_COURSE && was[who] == course[who];

		movers->is_mover[who] =
			was[who] != TSOP_ASSIGN_NO_COURSE && was[who] != course[who];
		movers->fixed[who] = stays ? course[who] : TSOP_ASSIGN_NO_COURSE;
		if (tsop_problem_is_fixed(problem, who))
			movers->fixed[who] = problem->fixed[who];
		if (stays && is_in_party(problem, who))
			party_stays[problem->party[who]] = true;
	}
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (is_in_party(problem, who) && party_stays[problem->party[who]])
			movers->fixed[who] = course[who];
}

int tsop_movers_init(struct tsop_movers *movers, const struct tsop_assign_problem *problem,
		     const uint16_t *was, const uint16_t *course, struct tsop_error *err)
{
	bool *party_stays = calloc(problem->n_parties + 1, sizeof *party_stays);

	*movers = (struct tsop_movers){
		.is_mover = calloc(problem->n_people + 1, sizeof *movers->is_mover),
		.fixed = calloc(problem->n_people + 1, sizeof *movers->fixed),
	};
	if (party_stays == NULL || movers->is_mover == NULL || movers->fixed == NULL) {
		free(party_stays);
		return tsop_fail_memory(err);
	}
	fix(movers, problem, was, course, party_stays);
	free(party_stays);
	return 0;
}

void tsop_movers_release(struct tsop_movers *movers)
{
	free(movers->is_mover);
	free(movers->fixed);
	*movers = (struct tsop_movers){ .fixed = NULL };
}
