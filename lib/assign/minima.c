#include "assign/minima.h"

#include <stdlib.h>
#include <string.h>

#include "assign/flow.h"
#include "assign/optimum.h"
#include "assign/party.h"
#include "assign/problem.h"
#include "assign/start.h"
#include "base/i18n.h"

enum state {
	FREE, /* to be found out; also without a minimum */
	RUNS,
	CLOSED,
};

/* A course that is tried in one state, then in the other. */
struct level {
	uint16_t course;
	enum state second;	       /* FREE: it is being tried */
	struct tsop_assign_cost bound; /* of all assignments below */
};

struct search {
	const struct tsop_assign_problem *problem;
	const uint32_t *by_lot;
	struct tsop_arena arena;
	struct tsop_parties parties;
	struct tsop_flow flow; /* of the even problem */

	/* The problem as it is settled at present. */
	struct tsop_assign_problem running;
	uint32_t *capacity;
	uint32_t *minimum;
	enum state *state; /* [courses] */
	size_t *load;	   /* [courses] in its solution */

	struct level *levels; /* [courses] a stack */
	size_t n_levels;
	uint64_t nodes;
	bool is_complete;	      /* nothing was left out */
	struct tsop_assign_cost open; /* else: the least that is possible there */

	bool found;
	struct tsop_assign_cost cost;
	size_t n_closed;
	bool *is_closed;  /* [courses] */
	uint16_t *course; /* [n_people] */
};

static int allocate(struct search *search)
{
	size_t k = search->problem->n_courses;
	struct tsop_arena *arena = &search->arena;

	search->capacity = tsop_arena_take(arena, k, sizeof *search->capacity);
	search->minimum = tsop_arena_take(arena, k, sizeof *search->minimum);
	search->state = tsop_arena_take(arena, k, sizeof *search->state);
	search->load = tsop_arena_take(arena, k + 1, sizeof *search->load);
	search->levels = tsop_arena_take(arena, k, sizeof *search->levels);
	search->is_closed = tsop_arena_take(arena, k, sizeof *search->is_closed);
	search->course = tsop_arena_take(arena, search->problem->n_people, sizeof *search->course);
	if (search->capacity == NULL || search->minimum == NULL || search->state == NULL ||
	    search->load == NULL || search->levels == NULL || search->is_closed == NULL ||
	    search->course == NULL)
		return -1;
	search->running = *search->problem;
	search->running.capacity = search->capacity;
	search->running.minimum = search->minimum;
	return 0;
}

/* Settle a course, or leave it open again, in the problem and in the flow. */
static void set_state(struct search *search, uint16_t course, enum state state)
{
	const struct tsop_assign_problem *problem = search->problem;

	search->state[course] = state;
	search->capacity[course] = state == CLOSED ? 0 : problem->capacity[course];
	search->minimum[course] = state == RUNS ? problem->minimum[course] : 0;
}

static void tell_flow(struct search *search)
{
	size_t k = search->problem->n_courses;

	if (search->found)
		search->flow.limit = tsop_parties_even_cost(&search->parties, search->cost);
	memcpy(search->flow.capacity, search->capacity, k * sizeof *search->capacity);
	memcpy(search->flow.minimum, search->minimum, k * sizeof *search->minimum);
}

/* To begin with, courses with fixed people run; the others are free. */
static void set_states(struct search *search)
{
	const struct tsop_assign_problem *problem = search->problem;

	for (uint16_t course = 0; course < problem->n_courses; course++)
		set_state(search, course, FREE);
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (tsop_problem_is_fixed(problem, who))
			set_state(search, problem->fixed[who], RUNS);
}

/* May the course close? */
static bool is_free(const struct search *search, uint16_t course)
{
	return search->state[course] == FREE && search->problem->minimum[course] > 0;
}

/* Does the course not run, as the problem is settled, or for want of people? */
static bool closes(const struct search *search, uint16_t course, bool counts_empty)
{
	return search->state[course] == CLOSED ||
	       (counts_empty && is_free(search, course) && search->load[course] == 0);
}

/*
 * Is an assignment of that cost better than the best known, if these courses
 * close? Of equal cost the one that closes fewer, of as many the one that
 * closes later ones is better.
 */
static bool is_better(const struct search *search, struct tsop_assign_cost cost, bool counts_empty)
{
	int order = search->found ? tsop_assign_compare(cost, search->cost) : -1;
	size_t n_closed = 0;
	int first = 0;

	if (order != 0)
		return order < 0;
	for (uint16_t course = 0; course < search->problem->n_courses; course++) {
		bool is_closed = closes(search, course, counts_empty);

		n_closed += is_closed;
		if (first == 0 && is_closed != search->is_closed[course])
			first = is_closed ? 1 : -1;
	}
	return n_closed != search->n_closed ? n_closed < search->n_closed : first < 0;
}

static void take(struct search *search, struct tsop_assign_cost cost, const uint16_t *at)
{
	uint16_t outside = (uint16_t)search->problem->n_courses;

	search->found = true;
	search->cost = cost;
	search->n_closed = 0;
	for (uint16_t course = 0; course < outside; course++) {
		search->is_closed[course] = closes(search, course, true);
		search->n_closed += search->is_closed[course];
	}
	for (uint32_t who = 0; who < search->problem->n_people; who++) {
		uint16_t node = at[who] & (TSOP_FLOW_PINNED - 1);

		search->course[who] = node >= outside ? TSOP_ASSIGN_NO_COURSE : node;
	}
}

/* The course that is farthest from both closing and running, or n_courses. */
static uint16_t undecided(const struct search *search)
{
	uint16_t best = (uint16_t)search->problem->n_courses;
	size_t farthest = 0;

	for (uint16_t course = 0; course < search->problem->n_courses; course++) {
		size_t load = search->load[course];
		size_t minimum = search->problem->minimum[course];

		if (!is_free(search, course) || load >= minimum)
			continue;
		if (load > minimum - load)
			load = minimum - load;
		if (load > farthest) {
			farthest = load;
			best = course;
		}
	}
	return best;
}

/* A course that is closed for want of people only, or n_courses. */
static uint16_t first_empty(const struct search *search)
{
	uint16_t course = 0;

	while (course < search->problem->n_courses &&
	       (!is_free(search, course) || search->load[course] > 0))
		course++;
	return course;
}

/* Take the problem apart at a course; the state that seems nearer is tried first. */
static void branch(struct search *search, uint16_t course, struct tsop_assign_cost bound)
{
	bool runs = search->load[course] == 0 ||
		    2 * search->load[course] >= search->problem->minimum[course];

	search->levels[search->n_levels++] =
		(struct level){ course, runs ? CLOSED : RUNS, bound };
	set_state(search, course, runs ? RUNS : CLOSED);
}

/* Something is left out that costs no less than this. */
static void leave_open(struct search *search, struct tsop_assign_cost bound)
{
	if (search->is_complete || tsop_assign_compare(bound, search->open) < 0)
		search->open = bound;
	search->is_complete = false;
}

/* A solution of the problem as it is settled: take it, or take the problem apart. */
static void look(struct search *search, struct tsop_assign_cost cost, struct tsop_assign_cost bound,
		 const uint16_t *at)
{
	uint16_t course;

	if (!is_better(search, bound, false))
		return;
	course = undecided(search);
	if (course == search->problem->n_courses) {
		if (is_better(search, cost, true))
			take(search, cost, at);
		if (!is_better(search, bound, false))
			return;
		course = first_empty(search);
	}
	if (course < search->problem->n_courses)
		branch(search, course, bound);
	else if (tsop_assign_compare(bound, cost) < 0)
		leave_open(search, bound);
}

static bool has_split_party(const struct search *search)
{
	const struct tsop_parties *parties = &search->parties;

	for (size_t party = 0; party < parties->n; party++)
		for (size_t i = parties->first[party] + 1; i < parties->first[party + 1]; i++)
			if (search->flow.at[parties->member[i]] !=
			    search->flow.at[parties->member[i - 1]])
				return true;
	return false;
}

/* Bring the parties together, in the problem as it is settled. */
static int visit_parties(struct search *search, struct tsop_error *err)
{
	const struct tsop_optimum_request request = { .by_lot = search->by_lot };
	uint64_t max_nodes = search->problem->max_nodes;
	struct tsop_assign_result result;
	enum tsop_optimum status;

	search->running.max_nodes = max_nodes > search->nodes ? max_nodes - search->nodes : 1;
	status = tsop_optimum_solve(&search->running, &request, &result, err);
	if (status == TSOP_OPTIMUM_FAILED)
		return -1;
	search->nodes += result.nodes;
	if (status == TSOP_OPTIMUM_UNKNOWN)
		leave_open(search, result.bound);
	if (status == TSOP_OPTIMUM_FOUND) {
		memset(search->load, 0, search->problem->n_courses * sizeof *search->load);
		for (uint32_t who = 0; who < search->problem->n_people; who++)
			if (result.course[who] != TSOP_ASSIGN_NO_COURSE)
				search->load[result.course[who]]++;
		look(search, result.cost, result.bound, result.course);
	}
	tsop_assign_release(&result);
	return 0;
}

static int visit(struct search *search, struct tsop_error *err)
{
	struct tsop_assign_cost cost;

	search->nodes++;
	tell_flow(search);
	if (tsop_flow_solve(&search->flow, err) != 0)
		return -1;
	if (search->flow.is_beyond)
		return 0;
	cost = tsop_parties_cost(&search->parties, search->flow.cost);
	if (tsop_flow_is_short(&search->flow) || !is_better(search, cost, false))
		return 0;
	memcpy(search->load, search->flow.load, search->problem->n_courses * sizeof *search->load);
	if (undecided(search) == search->problem->n_courses && has_split_party(search))
		return visit_parties(search, err);
	look(search, cost, cost, search->flow.at);
	return 0;
}

/* Go on to the state that was not tried of the last course. False: there is none. */
static bool go_on(struct search *search)
{
	while (search->n_levels > 0) {
		struct level *level = &search->levels[search->n_levels - 1];

		set_state(search, level->course, level->second);
		if (level->second != FREE) {
			level->second = FREE;
			if (is_better(search, level->bound, false))
				return true;
		}
		set_state(search, level->course, FREE);
		search->n_levels--;
	}
	return false;
}

static int run(struct search *search, struct tsop_error *err)
{
	bool any = true;

	while (any) {
		size_t n_levels = search->n_levels;

		if (visit(search, err) != 0)
			return -1;
		any = search->n_levels > n_levels || go_on(search);
		if (!any || search->nodes < search->problem->max_nodes)
			continue;
		for (size_t i = 0; i < search->n_levels; i++)
			if (search->levels[i].second != FREE || i + 1 == search->n_levels)
				leave_open(search, search->levels[i].bound);
		any = false;
	}
	return 0;
}

/* The search has ended before it found anything: close all that may. */
static int close_all(struct search *search, struct tsop_error *err)
{
	while (search->n_levels > 0)
		set_state(search, search->levels[--search->n_levels].course, FREE);
	for (uint16_t course = 0; course < search->problem->n_courses; course++)
		if (is_free(search, course))
			set_state(search, course, CLOSED);
	return visit(search, err);
}

static int refuse(const struct search *search, size_t *fault, struct tsop_error *err)
{
	const struct tsop_flow *flow = &search->flow;

	*fault = 0;
	for (uint16_t course = flow->outside; course-- > 0;)
		if (search->minimum[course] > 0 &&
		    (flow->load[course] < search->minimum[course] ||
		     !tsop_flow_is_short(flow)))
			*fault = course;
	return tsop_fail(err, TSOP_INPUT,
			 _("a course with fixed people can not have %lu people"),
			 (unsigned long)search->minimum[*fault]);
}

/* Solve the problem with the courses that were found to run, and the lot. */
static int finish(struct search *search, struct tsop_assign_result *result, struct tsop_error *err)
{
	const struct tsop_optimum_request request = {
		.by_lot = search->by_lot,
		.known = search->parties.n > 0 ? search->course : NULL,
		.settles = true,
	};
	size_t k = search->problem->n_courses;

	for (uint16_t course = 0; course < search->problem->n_courses; course++)
		set_state(search, course, search->is_closed[course] ? CLOSED : RUNS);
	search->running.max_nodes = search->problem->max_nodes;
	if (tsop_optimum_solve(&search->running, &request, result, err) == TSOP_OPTIMUM_FAILED)
		return -1;
	result->is_closed = calloc(k + 1, sizeof *result->is_closed);
	if (result->is_closed == NULL) {
		tsop_assign_release(result);
		return tsop_fail_memory(err);
	}
	memcpy(result->is_closed, search->is_closed, k * sizeof *result->is_closed);
	result->nodes += search->nodes;
	result->bound = result->cost;
	if (!search->is_complete && tsop_assign_compare(search->open, result->cost) < 0)
		result->bound = search->open;
	result->optimal = tsop_assign_compare(result->bound, result->cost) == 0;
	result->tied = result->tied || !search->is_complete;
	return 0;
}

static int solve(struct search *search, struct tsop_assign_result *result, struct tsop_error *err)
{
	if (allocate(search) != 0)
		return tsop_fail_memory(err);
	set_states(search);
	search->parties.even.minimum = search->minimum;
	if (tsop_start_flow(&search->flow, &search->parties.even, search->by_lot, err) != 0 ||
	    run(search, err) != 0)
		return -1;
	if (!search->found && close_all(search, err) != 0)
		return -1;
	if (!search->found)
		return refuse(search, &result->fault, err);
	return finish(search, result, err);
}

int tsop_minima_solve(const struct tsop_assign_problem *problem, const uint32_t *by_lot,
		      struct tsop_assign_result *result, struct tsop_error *err)
{
	struct search search = { .problem = problem, .by_lot = by_lot, .is_complete = true };
	int status;

	tsop_arena_init(&search.arena);
	status = tsop_parties_init(&search.parties, problem, by_lot, err);
	if (status == 0)
		status = solve(&search, result, err);
	tsop_flow_release(&search.flow);
	tsop_parties_release(&search.parties);
	tsop_arena_release(&search.arena);
	return status;
}
