#include "mechanism/unit.h"

#include <stdlib.h>

#include "assign/problem.h"

struct turn {
	uint32_t before, after, who;
};

static int compare_turns(const void *left, const void *right)
{
	const struct turn *a = left;
	const struct turn *b = right;

	if (a->before != b->before)
		return a->before < b->before ? -1 : 1;
	if (a->after != b->after)
		return a->after < b->after ? -1 : 1;
	return (a->who > b->who) - (a->who < b->who);
}

static bool has_parties(const struct tsop_assign_problem *problem)
{
	for (uint32_t who = 0; problem->party != NULL && who < problem->n_people; who++)
		if (problem->party[who] != TSOP_ASSIGN_NO_PARTY)
			return true;
	return false;
}

/* Sort people by their turns, where there are parties: else no turn decides anything. */
static int sort_by_turn(struct tsop_units *units, const struct tsop_assign_problem *problem,
			uint32_t *by_turn, struct tsop_error *err)
{
	const struct tsop_order *order = units->order;
	size_t n = problem->n_people;
	struct turn *turns;

	for (uint32_t who = 0; who < n; who++)
		by_turn[who] = who;
	if (!has_parties(problem))
		return 0;
	turns = malloc(n * sizeof *turns);
	if (turns == NULL)
		return tsop_fail_memory(err);
	for (uint32_t who = 0; who < n; who++)
		turns[who] = (struct turn){ order->before[who],
					    order->by_distance ? order->after[who] : 0, who };
	qsort(turns, n, sizeof *turns, compare_turns);
	for (size_t i = 0; i < n; i++)
		by_turn[i] = turns[i].who;
	free(turns);
	return 0;
}

/* Number the units in the turns of their first members. */
static int number(struct tsop_units *units, const uint32_t *by_turn, struct tsop_error *err)
{
	const struct tsop_parties *parties = &units->parties;
	size_t n = units->problem->n_people;
	uint32_t *party_of = tsop_arena_take(&units->arena, n, sizeof *party_of);
	size_t end = 0;

	if (party_of == NULL)
		return tsop_fail_memory(err);
	for (size_t party = 0; party < parties->n; party++)
		for (size_t i = parties->first[party]; i < parties->first[party + 1]; i++)
			party_of[parties->member[i]] = (uint32_t)party + 1;
	for (size_t i = 0; i < n; i++) {
		uint32_t who = by_turn[i];
		size_t party = party_of[who];

		if (tsop_problem_is_fixed(units->problem, who) ||
		    (party > 0 && parties->member[parties->first[party - 1]] != who))
			continue;
		units->start[units->n++] = end;
		if (party == 0)
			units->member[end++] = who;
		for (size_t m = 0; party > 0 && parties->first[party - 1] + m < parties->first[party];
		     m++)
			units->member[end++] = parties->member[parties->first[party - 1] + m];
	}
	units->start[units->n] = end;
	return 0;
}

int tsop_units_init(struct tsop_units *units, const struct tsop_assign_problem *problem,
		    const struct tsop_order *order, struct tsop_error *err)
{
	size_t n = problem->n_people;
	uint32_t *by_turn;

	*units = (struct tsop_units){ .order = order };
	tsop_arena_init(&units->arena);
	by_turn = tsop_arena_take(&units->arena, n, sizeof *by_turn);
	units->start = tsop_arena_take(&units->arena, n + 1, sizeof *units->start);
	units->member = tsop_arena_take(&units->arena, n, sizeof *units->member);
	if (by_turn == NULL || units->start == NULL || units->member == NULL)
		return tsop_fail_memory(err);
	if (sort_by_turn(units, problem, by_turn, err) != 0 ||
	    tsop_parties_init(&units->parties, problem, by_turn, err) != 0)
		return -1;
	units->problem = &units->parties.problem;
	if (tsop_preferences_init(&units->preferences, units->problem, err) != 0)
		return -1;
	return number(units, by_turn, err);
}

void tsop_units_release(struct tsop_units *units)
{
	tsop_preferences_release(&units->preferences);
	tsop_parties_release(&units->parties);
	tsop_arena_release(&units->arena);
	*units = (struct tsop_units){ 0 };
}

struct tsop_claim tsop_units_claim(const struct tsop_units *units, size_t unit, uint16_t course)
{
	struct tsop_claim claim =
		tsop_claim_of(units->problem, units->order, tsop_units_first(units, unit), course);

	for (size_t i = units->start[unit] + 1; i < units->start[unit + 1]; i++) {
		struct tsop_claim other =
			tsop_claim_of(units->problem, units->order, units->member[i], course);

		if (tsop_claim_compare(&other, &claim) < 0)
			claim = other;
	}
	claim.who = (uint32_t)unit;
	return claim;
}

void tsop_units_place(const struct tsop_units *units, size_t unit, uint16_t course,
		      struct tsop_assign_result *result)
{
	for (size_t i = units->start[unit]; i < units->start[unit + 1]; i++)
		result->course[units->member[i]] = course;
}

void tsop_units_mark(const struct tsop_units *units, size_t unit, uint16_t course,
		     struct tsop_assign_result *result)
{
	struct tsop_claim claim = tsop_units_claim(units, unit, course);

	result->tied = true;
	for (size_t i = units->start[unit]; i < units->start[unit + 1]; i++) {
		struct tsop_claim own =
			tsop_claim_of(units->problem, units->order, units->member[i], course);

		if (tsop_claim_compare(&own, &claim) == 0)
			result->is_tied[units->member[i]] = true;
	}
}

static bool have_same_list(struct tsop_preferences *preferences, uint32_t a, uint32_t b)
{
	uint16_t course, other;

	tsop_preferences_restart(preferences, a);
	tsop_preferences_restart(preferences, b);
	do {
		course = tsop_preferences_next(preferences, a);
		other = tsop_preferences_next(preferences, b);
	} while (course == other && course != TSOP_ASSIGN_NO_COURSE);
	return course == other;
}

void tsop_units_mark_rivals(struct tsop_units *units, struct tsop_assign_result *result)
{
	for (size_t unit = 0; unit < units->n; unit++) {
		uint32_t first = tsop_units_first(units, unit);

		for (size_t i = units->start[unit] + 1; i < units->start[unit + 1]; i++) {
			uint32_t who = units->member[i];

			if (!tsop_order_is_equal(units->order, first, who) ||
			    have_same_list(&units->preferences, first, who))
				continue;
			result->tied = true;
			result->is_tied[first] = result->is_tied[who] = true;
		}
		tsop_preferences_restart(&units->preferences, first);
	}
}
