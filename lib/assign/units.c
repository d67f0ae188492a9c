#include "assign/units.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "assign/problem.h"

/* People by party. */
struct members {
	const struct tsop_assign_problem *problem;
	size_t *first; /* [parties] from 1; 0: nobody */
	size_t *next;  /* [n_people] from 1; 0: none */
	size_t *seen;  /* [courses] the last party that has somebody fixed there, from 1 */
};

static void link_members(struct members *members)
{
	const struct tsop_assign_problem *problem = members->problem;

	for (size_t who = problem->n_people; who-- > 0;) {
		if (problem->party[who] == TSOP_ASSIGN_NO_PARTY)
			continue;
		members->next[who] = members->first[problem->party[who]];
		members->first[problem->party[who]] = who + 1;
	}
}

/* Who of a party does not count? */
static void find_companions(struct members *members, size_t party, size_t n_groups, uint32_t *unit)
{
	const struct tsop_assign_problem *problem = members->problem;
	bool is_counted = false; /* those who are not fixed */

	for (size_t i = members->first[party]; i > 0; i = members->next[i - 1]) {
		uint32_t who = (uint32_t)(i - 1);
		size_t *seen;

		if (!tsop_problem_is_fixed(problem, who))
			continue;
		seen = &members->seen[problem->fixed[who]];
		if (*seen == party + 1)
			unit[who] = (uint32_t)n_groups;
		*seen = party + 1;
		is_counted = true;
	}
	for (size_t i = members->first[party]; i > 0; i = members->next[i - 1]) {
		if (tsop_problem_is_fixed(problem, (uint32_t)(i - 1)))
			continue;
		if (is_counted)
			unit[i - 1] = (uint32_t)n_groups;
		is_counted = true;
	}
}

int tsop_units_find(const struct tsop_assign_problem *problem, const uint32_t *group,
		    size_t n_groups, uint32_t *unit, struct tsop_error *err)
{
	struct members members = {
		.problem = problem,
		.first = calloc(problem->n_parties + 1, sizeof *members.first),
		.next = calloc(problem->n_people + 1, sizeof *members.next),
		.seen = calloc(problem->n_courses + 1, sizeof *members.seen),
	};
	bool has_memory = members.first != NULL && members.next != NULL && members.seen != NULL;

	if (problem->n_people > 0)
		memcpy(unit, group, problem->n_people * sizeof *unit);
	if (has_memory && problem->party != NULL) {
		link_members(&members);
		for (size_t party = 0; party < problem->n_parties; party++)
			find_companions(&members, party, n_groups, unit);
	}
	free(members.first);
	free(members.next);
	free(members.seen);
	return has_memory ? 0 : tsop_fail_memory(err);
}
