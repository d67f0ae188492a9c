#include "assign/worst_rank.h"

#include <stdlib.h>

#include "assign/price.h"
#include "assign/problem.h"
#include "assign/start.h"
#include "base/arena.h"

enum { NO_RANK = -1 };

struct bottleneck {
	const struct tsop_assign_problem *problem;
	struct tsop_assign_problem limited; /* courses over a rank are forbidden, others cost nothing */
	uint16_t *ranks;
	uint32_t *order; /* as they are: which optimum a flow is, is nothing here */
	struct tsop_arena arena;
};

static size_t n_cells(const struct bottleneck *b)
{
	return b->problem->n_wishes * b->problem->n_courses;
}

static int greatest_rank(const struct bottleneck *b)
{
	int greatest = NO_RANK;

	for (size_t i = 0; i < n_cells(b); i++)
		if (b->problem->ranks[i] != TSOP_ASSIGN_FORBIDDEN && b->problem->ranks[i] > greatest)
			greatest = b->problem->ranks[i];
	return greatest;
}

/*
 * People who stay without a course where nobody may have one of a greater
 * rank. Marks in is_full[n_courses], unless NULL, the courses of which one more seat would help.
 */
static int count_unassigned(struct bottleneck *b, int rank, int64_t *unassigned, bool *is_full,
			    struct tsop_error *err)
{
	struct tsop_flow flow;
	int status;

	for (size_t i = 0; i < n_cells(b); i++)
		b->ranks[i] = b->problem->ranks[i] <= rank ? 0 : TSOP_ASSIGN_FORBIDDEN;
	status = tsop_start_flow(&flow, &b->limited, b->order, err);
	if (status == 0 && is_full != NULL)
		status = tsop_price_lower(&flow, err);
	if (status == 0) {
		*unassigned = tsop_cost_unpack(flow.cost).unassigned;
		for (size_t i = 0; is_full != NULL && i < b->problem->n_courses; i++)
			is_full[i] = flow.price[i] > 0;
	}
	tsop_flow_release(&flow);
	return status;
}

/* The least rank under which as few stay without a course: above `low`, at most `high`. */
static int find_worst(struct bottleneck *b, int low, int high, int64_t unassigned, int *worst,
		      struct tsop_error *err)
{
	while (high - low > 1) {
		int middle = low + (high - low) / 2;
		int64_t without;

		if (count_unassigned(b, middle, &without, NULL, err) != 0)
			return -1;
		if (without == unassigned)
			high = middle;
		else
			low = middle;
	}
	*worst = high;
	return 0;
}

/* The least cost where nobody may have a course of a greater rank. */
static int solve_limited(struct bottleneck *b, int worst, struct tsop_assign_result *result,
			 struct tsop_error *err)
{
	struct tsop_assign_problem problem = *b->problem;

	for (size_t i = 0; i < n_cells(b); i++)
		b->ranks[i] = b->problem->ranks[i] <= worst ? b->problem->ranks[i] :
							      TSOP_ASSIGN_FORBIDDEN;
	problem.ranks = b->ranks;
	problem.party = NULL;
	return tsop_assign_solve(&problem, result, err);
}

static int find(struct bottleneck *b, struct tsop_assign_result *result,
		struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	size_t n_courses = b->problem->n_courses;
	int64_t unassigned;
	int worst;

	proof->most = calloc(n_courses + 1, sizeof *proof->most);
	if (proof->most == NULL)
		return tsop_fail_memory(err);
	if (count_unassigned(b, greatest_rank(b), &unassigned, proof->most, err) != 0 ||
	    find_worst(b, NO_RANK, greatest_rank(b), unassigned, &worst, err) != 0)
		return -1;
	if (worst > 0) {
		proof->cut = calloc(n_courses + 1, sizeof *proof->cut);
		if (proof->cut == NULL)
			return tsop_fail_memory(err);
		if (count_unassigned(b, worst - 1, &unassigned, proof->cut, err) != 0)
			return -1;
		proof->worst_rank = (uint16_t)worst;
	}
	return solve_limited(b, worst, result, err);
}

/* A copy of the problem in which nothing costs anything. */
static int prepare(struct bottleneck *b, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = b->problem;

	b->ranks = tsop_arena_take(&b->arena, n_cells(b), sizeof *b->ranks);
	b->limited = *problem;
	b->limited.n_origins = 1;
	b->limited.ranks = b->ranks;
	b->limited.meters =
		tsop_arena_take(&b->arena, problem->n_courses, sizeof *problem->meters);
	b->limited.origin = tsop_arena_take(&b->arena, problem->n_people, sizeof *problem->origin);
	b->order = tsop_arena_take(&b->arena, problem->n_people, sizeof *b->order);
	if (b->ranks == NULL || b->limited.meters == NULL || b->limited.origin == NULL ||
	    b->order == NULL)
		return tsop_fail_memory(err);
	for (uint32_t who = 0; who < problem->n_people; who++)
		b->order[who] = who;
	return 0;
}

int tsop_worst_rank_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
			  struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
			  struct tsop_error *err)
{
	struct bottleneck b = { .problem = problem };
	int status;

	(void)order;
	tsop_arena_init(&b.arena);
	status = prepare(&b, err);
	if (status == 0)
		status = find(&b, result, proof, err);
	tsop_arena_release(&b.arena);
	return status;
}
