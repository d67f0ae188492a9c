#include "mechanism/serial.h"

#include <stdlib.h>

#include "assign/problem.h"
#include "base/arena.h"
#include "mechanism/preference.h"
#include "mechanism/trading.h"

#define NOBODY UINT32_MAX

struct serial {
	const struct tsop_assign_problem *problem;
	const uint32_t *before;
	struct tsop_preferences preferences;
	struct tsop_assign_result *result;
	struct tsop_arena arena;

	size_t *room; /* [n_courses] */
	size_t open;  /* all of it */

	uint32_t *sorted; /* those who are not fixed, by their turns */
	uint32_t *leader; /* those of them who come alone or first of their party */
	size_t n_leaders;
	size_t *wanted; /* [n_courses] seats, by equal leaders */

	uint32_t *first;  /* [n_parties] member, the fixed ones too; NULL: no parties */
	uint32_t *follow; /* [n_people] the next member */
};

static bool is_free(const struct serial *s, uint32_t who)
{
	return !tsop_problem_is_fixed(s->problem, who);
}

static uint32_t party_of(const struct serial *s, uint32_t who)
{
	return s->problem->party == NULL ? TSOP_ASSIGN_NO_PARTY : s->problem->party[who];
}

/* The first member of who comes with this one; the next is in s->follow. */
static uint32_t first_of(const struct serial *s, uint32_t who)
{
	return party_of(s, who) == TSOP_ASSIGN_NO_PARTY ? who : s->first[party_of(s, who)];
}

static uint32_t next_of(const struct serial *s, uint32_t who)
{
	return party_of(s, who) == TSOP_ASSIGN_NO_PARTY ? NOBODY : s->follow[who];
}

static size_t size_of(const struct serial *s, uint32_t leader)
{
	size_t size = 0;

	for (uint32_t who = first_of(s, leader); who != NOBODY; who = next_of(s, who))
		size += is_free(s, who);
	return size;
}

/* May all who come with the leader be on the course, and is there room? */
static bool fits(const struct serial *s, uint32_t leader, uint16_t course)
{
	bool has_fixed = false;
	bool is_with_fixed = false;

	if (s->room[course] < size_of(s, leader))
		return false;
	for (uint32_t who = first_of(s, leader); who != NOBODY; who = next_of(s, who)) {
		if (is_free(s, who)) {
			if (tsop_problem_rank(s->problem, who, course) == TSOP_ASSIGN_FORBIDDEN)
				return false;
		} else {
			has_fixed = true;
			is_with_fixed = is_with_fixed || s->problem->fixed[who] == course;
		}
	}
	return is_with_fixed || !has_fixed;
}

static uint16_t best(struct serial *s, uint32_t leader)
{
	uint16_t course;

	if (s->open == 0)
		return TSOP_ASSIGN_NO_COURSE;
	tsop_preferences_restart(&s->preferences, leader);
	do
		course = tsop_preferences_next(&s->preferences, leader);
	while (course != TSOP_ASSIGN_NO_COURSE && !fits(s, leader, course));
	return course;
}

static void place(struct serial *s, uint32_t leader, uint16_t course)
{
	for (uint32_t who = first_of(s, leader); who != NOBODY; who = next_of(s, who)) {
		if (!is_free(s, who))
			continue;
		s->result->course[who] = course;
		s->room[course]--;
		s->open--;
	}
}

static void take_turn(struct serial *s, uint32_t leader)
{
	uint16_t course = best(s, leader);

	if (course != TSOP_ASSIGN_NO_COURSE)
		place(s, leader, course);
}

static void mark_tied(struct serial *s, uint32_t leader)
{
	s->result->tied = true;
	for (uint32_t who = first_of(s, leader); who != NOBODY; who = next_of(s, who))
		s->result->is_tied[who] = s->result->is_tied[who] || is_free(s, who);
}

/* Would another first member choose another course? */
static bool has_rival(struct serial *s, uint32_t leader, uint16_t course)
{
	const struct tsop_assign_problem *problem = s->problem;

	for (uint32_t who = first_of(s, leader); who != NOBODY; who = next_of(s, who))
		if (is_free(s, who) && s->before[who] == s->before[leader] &&
		    (problem->wishes[who] != problem->wishes[leader] ||
		     problem->origin[who] != problem->origin[leader]) &&
		    best(s, who) != course)
			return true;
	return false;
}

/* Equal leaders are tied where they want more seats of a course than it has, or have rivals. */
static void look_for_ties(struct serial *s, const uint32_t *leader, size_t n)
{
	for (size_t i = 0; i < s->problem->n_courses; i++)
		s->wanted[i] = 0;
	for (size_t i = 0; i < n; i++) {
		uint16_t course = best(s, leader[i]);

		if (course != TSOP_ASSIGN_NO_COURSE)
			s->wanted[course] += size_of(s, leader[i]);
	}
	for (size_t i = 0; i < n; i++) {
		uint16_t course = best(s, leader[i]);

		if (has_rival(s, leader[i], course) ||
		    (course != TSOP_ASSIGN_NO_COURSE && s->wanted[course] > s->room[course]))
			mark_tied(s, leader[i]);
	}
}

static void take_turns(struct serial *s)
{
	for (size_t first = 0, end; first < s->n_leaders; first = end) {
		uint32_t turn = s->before[s->leader[first]];

		for (end = first + 1; end < s->n_leaders; end++)
			if (s->before[s->leader[end]] != turn)
				break;
		if (end - first > 1 || party_of(s, s->leader[first]) != TSOP_ASSIGN_NO_PARTY)
			look_for_ties(s, &s->leader[first], end - first);
		for (size_t i = first; i < end; i++)
			take_turn(s, s->leader[i]);
	}
}

/* Sort those who are not fixed by their turns, by counting. Returns how many they are. */
static size_t sort_by_turn(struct serial *s, size_t *start)
{
	size_t n = s->problem->n_people;

	for (uint32_t who = 0; who < n; who++)
		if (is_free(s, who))
			start[s->before[who] + 1]++;
	for (size_t i = 0; i < n; i++)
		start[i + 1] += start[i];
	for (uint32_t who = 0; who < n; who++)
		if (is_free(s, who))
			s->sorted[start[s->before[who]]++] = who;
	return n == 0 ? 0 : start[n - 1];
}

static void link_parties(struct serial *s)
{
	for (size_t i = 0; i < s->problem->n_parties; i++)
		s->first[i] = NOBODY;
	for (uint32_t who = (uint32_t)s->problem->n_people; who-- > 0;) {
		uint32_t party = s->problem->party[who];

		if (party == TSOP_ASSIGN_NO_PARTY)
			continue;
		s->follow[who] = s->first[party];
		s->first[party] = who;
	}
}

/* List the leaders, and in the proof everybody in turn. */
static void find_leaders(struct serial *s, size_t n, bool *is_listed,
			 struct tsop_mechanism_proof *proof)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t leader = s->sorted[i];

		if (is_listed[leader])
			continue;
		s->leader[s->n_leaders++] = leader;
		proof->in_turn[proof->n_in_turn++] = leader;
		is_listed[leader] = true;
		for (uint32_t who = first_of(s, leader); who != NOBODY; who = next_of(s, who)) {
			if (is_listed[who] || !is_free(s, who))
				continue;
			proof->in_turn[proof->n_in_turn++] = who;
			is_listed[who] = true;
		}
	}
}

static void count_room(struct serial *s)
{
	const struct tsop_assign_problem *problem = s->problem;

	for (size_t i = 0; i < problem->n_courses; i++)
		s->room[i] = problem->capacity[i];
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (!is_free(s, who))
			s->room[problem->fixed[who]]--;
	for (size_t i = 0; i < problem->n_courses; i++)
		s->open += s->room[i];
}

static int prepare(struct serial *s, struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = s->problem;
	size_t n = problem->n_people;
	size_t *start = tsop_arena_take(&s->arena, n + 1, sizeof *start);
	bool *is_listed = tsop_arena_take(&s->arena, n, sizeof *is_listed);

	s->room = tsop_arena_take(&s->arena, problem->n_courses, sizeof *s->room);
	s->wanted = tsop_arena_take(&s->arena, problem->n_courses, sizeof *s->wanted);
	s->sorted = tsop_arena_take(&s->arena, n, sizeof *s->sorted);
	s->leader = tsop_arena_take(&s->arena, n, sizeof *s->leader);
	s->first = tsop_arena_take(&s->arena, problem->n_parties, sizeof *s->first);
	s->follow = tsop_arena_take(&s->arena, problem->party == NULL ? 0 : n, sizeof *s->follow);
	proof->in_turn = calloc(n + 1, sizeof *proof->in_turn);
	if (start == NULL || is_listed == NULL || s->room == NULL || s->wanted == NULL ||
	    s->sorted == NULL || s->leader == NULL || s->first == NULL || s->follow == NULL ||
	    proof->in_turn == NULL)
		return tsop_fail_memory(err);
	count_room(s);
	if (problem->party != NULL)
		link_parties(s);
	find_leaders(s, sort_by_turn(s, start), is_listed, proof);
	return 0;
}

int tsop_serial_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
		      struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		      struct tsop_error *err)
{
	struct serial s = { .problem = problem, .before = order->before, .result = result };
	int status;

	if (problem->stay != NULL)
		return tsop_trading_solve(problem, order, result, proof, err);
	tsop_arena_init(&s.arena);
	status = tsop_preferences_init(&s.preferences, problem, err);
	if (status == 0)
		status = prepare(&s, proof, err);
	if (status == 0)
		take_turns(&s);
	tsop_preferences_release(&s.preferences);
	tsop_arena_release(&s.arena);
	return status;
}
