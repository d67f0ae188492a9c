#include "mechanism/trading.h"

#include <stdlib.h>

#include "assign/problem.h"
#include "base/arena.h"
#include "base/i18n.h"
#include "mechanism/preference.h"

struct trading {
	const struct tsop_assign_problem *problem;
	const uint32_t *before;
	struct tsop_preferences preferences;
	struct tsop_assign_result *result;
	struct tsop_mechanism_proof *proof;
	struct tsop_arena arena;

	size_t *vacant;	  /* [n_courses] free seats */
	size_t *n_owned;  /* [n_courses] seats of those who are still to be served */
	size_t *wanted;	  /* [n_courses] free seats that equal people want */
	uint32_t *owners; /* those who still have a place: by course, then by turn */
	size_t *next;	  /* [n_courses] in owners: who may be asked first */
	size_t *end;	  /* [n_courses] in owners */
	bool *is_owner;	  /* [n_people] of a seat on stay.course */
	bool *is_served;  /* [n_people] */
	uint16_t *wants;  /* [n_people] the best course with a seat, once found */
	uint32_t *sorted; /* who is not fixed, by turns */
	size_t n;
	uint32_t *asking; /* a stack: each asks for the seat of the next */
	size_t n_asking;
	size_t *place; /* [n_people] in that stack, from 1; 0: not there */
};

static bool has_seat(const struct trading *t, uint16_t course)
{
	return t->vacant[course] + t->n_owned[course] > 0;
}

/* Seats that are gone do not come back, so that nobody need look back in their list. */
static uint16_t best(struct trading *t, uint32_t who)
{
	while (t->wants[who] != TSOP_ASSIGN_NO_COURSE && !has_seat(t, t->wants[who]))
		t->wants[who] = tsop_preferences_next(&t->preferences, who);
	return t->wants[who];
}

/* Who is asked for a seat of the course. */
static uint32_t first_owner(struct trading *t, uint16_t course)
{
	while (t->is_served[t->owners[t->next[course]]])
		t->next[course]++;
	return t->owners[t->next[course]];
}

/* Who takes a free seat leaves the one they had; who takes one that was asked for does not. */
static void serve(struct trading *t, uint32_t who, uint16_t course)
{
	t->is_served[who] = true;
	t->result->course[who] = course;
	t->proof->in_turn[t->proof->n_in_turn++] = who;
}

static void leave(struct trading *t, uint32_t who)
{
	uint16_t had = t->problem->stay->course[who];

	if (!t->is_owner[who])
		return;
	t->n_owned[had]--;
	t->vacant[had]++;
}

static void take_free(struct trading *t, uint32_t who, uint16_t course)
{
	serve(t, who, course);
	leave(t, who);
	if (course != TSOP_ASSIGN_NO_COURSE)
		t->vacant[course]--;
}

/* From somebody in the stack on, each gets the seat asked for. */
static void trade(struct trading *t, size_t from)
{
	for (size_t i = from; i < t->n_asking; i++) {
		uint32_t who = t->asking[i];

		serve(t, who, t->wants[who]);
		t->n_owned[t->problem->stay->course[who]]--;
		t->place[who] = 0;
	}
	t->n_asking = from;
}

static void mark(struct trading *t, uint32_t who)
{
	t->result->tied = true;
	t->result->is_tied[who] = true;
}

/* Are others equal to the one who is asked, who had a place there, too? */
static void mark_owners(struct trading *t, uint16_t course, uint32_t first)
{
	for (size_t i = t->next[course] + 1; i < t->end[course]; i++) {
		if (t->before[t->owners[i]] != t->before[first])
			return;
		if (t->is_served[t->owners[i]])
			continue;
		mark(t, first);
		mark(t, t->owners[i]);
	}
}

static void ask(struct trading *t, uint32_t who)
{
	t->asking[t->n_asking++] = who;
	t->place[who] = t->n_asking;
}

/* One step of the last who asks: a free seat, a seat of somebody, or nothing any more. */
static void step(struct trading *t)
{
	uint32_t who = t->asking[t->n_asking - 1];
	uint16_t course = best(t, who);
	uint32_t owner;

	if (course == TSOP_ASSIGN_NO_COURSE || t->vacant[course] > 0) {
		t->place[who] = 0;
		t->n_asking--;
		take_free(t, who, course);
		return;
	}
	owner = t->is_owner[who] && t->problem->stay->course[who] == course ?
			who :
			first_owner(t, course);
	if (owner != who)
		mark_owners(t, course, owner);
	if (t->place[owner] > 0)
		trade(t, t->place[owner] - 1);
	else
		ask(t, owner);
}

/* Equal people are tied unless each has a free seat, or their own, at the best course for them. */
static void look_for_ties(struct trading *t, const uint32_t *equal, size_t n)
{
	const uint16_t *had = t->problem->stay->course;
	bool compete = false;

	for (size_t i = 0; i < t->problem->n_courses; i++)
		t->wanted[i] = 0;
	for (size_t i = 0; i < n; i++) {
		uint16_t course;

		if (t->is_served[equal[i]])
			continue;
		course = best(t, equal[i]);
		if (course != TSOP_ASSIGN_NO_COURSE &&
		    !(t->is_owner[equal[i]] && had[equal[i]] == course))
			compete = ++t->wanted[course] > t->vacant[course] || compete;
	}
	for (size_t i = 0; i < n && compete; i++)
		if (!t->is_served[equal[i]])
			mark(t, equal[i]);
}

static size_t count_unserved(const struct trading *t, const uint32_t *who, size_t n)
{
	size_t unserved = 0;

	for (size_t i = 0; i < n; i++)
		unserved += !t->is_served[who[i]];
	return unserved;
}

static void take_turns(struct trading *t)
{
	for (size_t first = 0, end; first < t->n; first = end) {
		for (end = first + 1; end < t->n; end++)
			if (t->before[t->sorted[end]] != t->before[t->sorted[first]])
				break;
		if (count_unserved(t, &t->sorted[first], end - first) > 1)
			look_for_ties(t, &t->sorted[first], end - first);
		for (size_t i = first; i < end; i++) {
			if (!t->is_served[t->sorted[i]])
				ask(t, t->sorted[i]);
			while (t->n_asking > 0)
				step(t);
		}
	}
}

/* Sort who is not fixed by their turns, by counting. */
static int sort_by_turn(struct trading *t, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = t->problem;
	size_t n = problem->n_people;
	size_t *start = tsop_arena_take(&t->arena, n + 1, sizeof *start);

	if (start == NULL)
		return tsop_fail_memory(err);
	for (uint32_t who = 0; who < n; who++)
		if (!tsop_problem_is_fixed(problem, who))
			start[t->before[who] + 1]++;
	for (size_t i = 0; i < n; i++)
		start[i + 1] += start[i];
	for (uint32_t who = 0; who < n; who++)
		if (!tsop_problem_is_fixed(problem, who))
			t->sorted[start[t->before[who]]++] = who;
	t->n = n == 0 ? 0 : start[n - 1];
	return 0;
}

/* Where somebody was and may be. */
static uint16_t home(const struct trading *t, uint32_t who)
{
	uint16_t had = t->problem->stay->course[who];

	if (had == TSOP_ASSIGN_NO_COURSE ||
	    tsop_problem_rank(t->problem, who, had) == TSOP_ASSIGN_FORBIDDEN)
		return TSOP_ASSIGN_NO_COURSE;
	return had;
}

/* The last who still has a place is tied with equals who have not. */
static void own(struct trading *t, uint32_t who, uint16_t course)
{
	if (t->vacant[course] > 0) {
		t->vacant[course]--;
		t->n_owned[course]++;
		t->is_owner[who] = true;
		t->owners[t->end[course]++] = who;
		return;
	}
	for (size_t i = t->end[course]; i > t->next[course]; i--) {
		if (t->before[t->owners[i - 1]] != t->before[who])
			return;
		mark(t, t->owners[i - 1]);
		mark(t, who);
	}
}

/* Who still has a place, the first by the order. */
static void find_owners(struct trading *t)
{
	const struct tsop_assign_problem *problem = t->problem;
	size_t n = 0;

	for (size_t i = 0; i < problem->n_courses; i++)
		t->vacant[i] = problem->capacity[i];
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (tsop_problem_is_fixed(problem, who))
			t->vacant[problem->fixed[who]]--;
	for (size_t i = 0; i < t->n; i++)
		if (home(t, t->sorted[i]) != TSOP_ASSIGN_NO_COURSE)
			t->end[home(t, t->sorted[i])]++;
	for (size_t i = 0; i < problem->n_courses; i++) {
		size_t n_were = t->end[i];

		t->next[i] = t->end[i] = n;
		n += n_were;
	}
	for (size_t i = 0; i < t->n; i++)
		if (home(t, t->sorted[i]) != TSOP_ASSIGN_NO_COURSE)
			own(t, t->sorted[i], home(t, t->sorted[i]));
}

static int prepare(struct trading *t, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = t->problem;
	struct tsop_arena *arena = &t->arena;
	size_t n = problem->n_people;
	size_t k = problem->n_courses;

	t->vacant = tsop_arena_take(arena, k, sizeof *t->vacant);
	t->n_owned = tsop_arena_take(arena, k, sizeof *t->n_owned);
	t->wanted = tsop_arena_take(arena, k, sizeof *t->wanted);
	t->next = tsop_arena_take(arena, k, sizeof *t->next);
	t->end = tsop_arena_take(arena, k, sizeof *t->end);
	t->owners = tsop_arena_take(arena, n, sizeof *t->owners);
	t->is_owner = tsop_arena_take(arena, n, sizeof *t->is_owner);
	t->is_served = tsop_arena_take(arena, n, sizeof *t->is_served);
	t->wants = tsop_arena_take(arena, n, sizeof *t->wants);
	t->sorted = tsop_arena_take(arena, n, sizeof *t->sorted);
	t->asking = tsop_arena_take(arena, n, sizeof *t->asking);
	t->place = tsop_arena_take(arena, n, sizeof *t->place);
	t->proof->in_turn = calloc(n + 1, sizeof *t->proof->in_turn);
	if (t->vacant == NULL || t->n_owned == NULL || t->wanted == NULL || t->next == NULL ||
	    t->end == NULL || t->owners == NULL || t->is_owner == NULL || t->is_served == NULL ||
	    t->wants == NULL || t->sorted == NULL || t->asking == NULL || t->place == NULL ||
	    t->proof->in_turn == NULL)
		return tsop_fail_memory(err);
	if (sort_by_turn(t, err) != 0)
		return -1;
	find_owners(t);
	for (size_t i = 0; i < t->n; i++)
		t->wants[t->sorted[i]] = tsop_preferences_next(&t->preferences, t->sorted[i]);
	return 0;
}

int tsop_trading_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
		       struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		       struct tsop_error *err)
{
	struct trading t = {
		.problem = problem, .before = order->before, .result = result, .proof = proof
	};
	int status;

	if (tsop_problem_has_parties(problem))
		return tsop_fail(err, TSOP_INPUT,
				 _("serial-dictatorship does not keep people who come together: they "
				   "have no one place to trade; expected min-cost or "
				   "deferred-acceptance"));
	tsop_arena_init(&t.arena);
	status = tsop_preferences_init(&t.preferences, problem, err);
	if (status == 0)
		status = prepare(&t, err);
	if (status == 0)
		take_turns(&t);
	tsop_preferences_release(&t.preferences);
	tsop_arena_release(&t.arena);
	return status;
}
