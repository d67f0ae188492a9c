#include "mechanism/least_moves.h"

#include <stdlib.h>
#include <string.h>

#include "assign/problem.h"
#include "base/arena.h"
#include "mechanism/claims.h"
#include "mechanism/deferred.h"

struct proposing {
	const struct tsop_assign_problem *problem;
	const struct tsop_order *order;
	struct tsop_assign_result *result;
	struct tsop_claims *lists; /* [n_courses] who may come to have it, in its order */
	size_t *next;		   /* [n_courses] in the list */
	size_t *n_open;		   /* [n_courses] seats to be offered */
	uint16_t *course;	   /* [n_people] the best offer */
	struct tsop_claim *bar;	   /* [n_courses] */
	struct tsop_arena arena;
};

static const struct tsop_claim no_bar = { UINT64_MAX, UINT32_MAX, 0 };
/* Behind all who were there, before all others. */
static const struct tsop_claim bar_of_others = { UINT64_C(1) << TSOP_CLAIM_STAY_BIT, 0, 0 };

/* Does the person prefer a course that they may have to another? */
static bool prefers(const struct tsop_assign_problem *problem, uint32_t who, uint16_t a, uint16_t b)
{
	uint16_t rank_a = tsop_problem_rank(problem, who, a);
	uint16_t rank_b = tsop_problem_rank(problem, who, b);
	uint32_t meters_a = tsop_problem_meters(problem, who, a);
	uint32_t meters_b = tsop_problem_meters(problem, who, b);

	if (rank_a != rank_b)
		return rank_a < rank_b;
	return meters_a != meters_b ? meters_a < meters_b : a < b;
}

/* Who is on a course, and not fixed, may come to have those that are no better. */
static int list_candidates(struct proposing *p, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = p->problem;

	for (uint16_t i = 0; i < problem->n_courses; i++)
		p->n_open[i] = problem->capacity[i];
	for (uint32_t who = 0; who < problem->n_people; who++) {
		uint16_t best = p->result->course[who];

		p->course[who] = TSOP_ASSIGN_NO_COURSE;
		if (tsop_problem_is_fixed(problem, who))
			p->n_open[problem->fixed[who]]--;
		if (best == TSOP_ASSIGN_NO_COURSE || tsop_problem_is_fixed(problem, who))
			continue;
		for (uint16_t i = 0; i < problem->n_courses; i++)
			if (tsop_problem_rank(problem, who, i) != TSOP_ASSIGN_FORBIDDEN &&
			    !prefers(problem, who, i, best) &&
			    tsop_claims_add(&p->lists[i],
					    tsop_claim_of(problem, p->order, who, i), err) != 0)
				return -1;
	}
	for (size_t i = 0; i < problem->n_courses; i++)
		tsop_claims_sort(&p->lists[i]);
	return 0;
}

static void mark(struct proposing *p, uint32_t who)
{
	p->result->tied = true;
	p->result->is_tied[who] = true;
}

static void mark_equals(struct proposing *p)
{
	for (size_t course = 0; course < p->problem->n_courses; course++) {
		const struct tsop_claims *list = &p->lists[course];

		for (size_t i = 1; i < list->n && p->n_open[course] > 0; i++) {
			if (tsop_claim_compare(&list->list[i - 1], &list->list[i]) != 0)
				continue;
			mark(p, list->list[i - 1].who);
			mark(p, list->list[i].who);
		}
	}
}

/* Offer all open seats of a course; who prefers it leaves another one. True: somebody did. */
static bool offer(struct proposing *p, uint16_t course)
{
	const struct tsop_claims *list = &p->lists[course];
	bool any = false;

	while (p->n_open[course] > 0 && p->next[course] < list->n) {
		uint32_t who = list->list[p->next[course]++].who;
		uint16_t had = p->course[who];

		if (had != TSOP_ASSIGN_NO_COURSE && !prefers(p->problem, who, course, had))
			continue;
		p->course[who] = course;
		p->n_open[course]--;
		if (had != TSOP_ASSIGN_NO_COURSE)
			p->n_open[had]++;
		any = any || had != TSOP_ASSIGN_NO_COURSE;
	}
	return any;
}

/* Courses propose, until all seats are taken, or nobody is left on their lists. */
static void propose(struct proposing *p)
{
	bool any = true;

	while (any) {
		any = false;
		for (uint16_t course = 0; course < p->problem->n_courses; course++)
			any = offer(p, course) || any;
	}
}

static bool was_there(const struct proposing *p, uint32_t who)
{
	return p->course[who] != TSOP_ASSIGN_NO_COURSE &&
	       p->problem->stay->course[who] == p->course[who];
}

/* Is the course full of people who were there? */
static bool is_full_of_own(const struct proposing *p, uint16_t course)
{
	const struct tsop_assign_problem *problem = p->problem;
	size_t room = problem->capacity[course];

	for (uint32_t who = 0; who < problem->n_people; who++) {
		if (tsop_problem_is_fixed(problem, who) ? problem->fixed[who] == course :
							  p->course[who] == course)
			room--;
		if (p->course[who] == course && !was_there(p, who))
			return false;
	}
	return room == 0;
}

/* Who stays, and would rather be on another course, bars it. */
static void bar_better(struct proposing *p, uint32_t who)
{
	const struct tsop_assign_problem *problem = p->problem;

	for (uint16_t i = 0; i < problem->n_courses; i++) {
		struct tsop_claim claim;

		if (tsop_problem_rank(problem, who, i) == TSOP_ASSIGN_FORBIDDEN ||
		    !prefers(problem, who, i, p->course[who]))
			continue;
		claim = tsop_claim_of(problem, p->order, who, i);
		if (tsop_claim_compare(&claim, &p->bar[i]) < 0)
			p->bar[i] = claim;
	}
}

static void set_bars(struct proposing *p, bool *has_own)
{
	const struct tsop_assign_problem *problem = p->problem;

	for (uint16_t i = 0; i < problem->n_courses; i++) {
		has_own[i] = is_full_of_own(p, i);
		p->bar[i] = has_own[i] ? bar_of_others : no_bar;
	}
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (was_there(p, who) && !has_own[p->course[who]])
			bar_better(p, who);
}

static int run(struct proposing *p, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = p->problem;
	bool *has_own = tsop_arena_take(&p->arena, problem->n_courses, sizeof *has_own);

	p->lists = tsop_arena_take(&p->arena, problem->n_courses, sizeof *p->lists);
	p->next = tsop_arena_take(&p->arena, problem->n_courses, sizeof *p->next);
	p->n_open = tsop_arena_take(&p->arena, problem->n_courses, sizeof *p->n_open);
	p->course = tsop_arena_take(&p->arena, problem->n_people, sizeof *p->course);
	p->bar = tsop_arena_take(&p->arena, problem->n_courses, sizeof *p->bar);
	if (has_own == NULL || p->lists == NULL || p->next == NULL || p->n_open == NULL ||
	    p->course == NULL || p->bar == NULL)
		return tsop_fail_memory(err);
	if (list_candidates(p, err) != 0)
		return -1;
	mark_equals(p);
	propose(p);
	set_bars(p, has_own);
	return tsop_deferred_solve_barred(problem, p->order, p->bar, p->result, err);
}

int tsop_least_moves_solve(const struct tsop_assign_problem *problem,
			   const struct tsop_order *order, struct tsop_assign_result *result,
			   struct tsop_error *err)
{
	struct proposing p = { .problem = problem, .order = order, .result = result };
	int status;

	tsop_arena_init(&p.arena);
	status = run(&p, err);
	for (size_t i = 0; p.lists != NULL && i < problem->n_courses; i++)
		free(p.lists[i].list);
	tsop_arena_release(&p.arena);
	return status;
}
