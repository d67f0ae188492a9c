#include "mechanism/worst_rank.h"

#include <stdlib.h>

#include "assign/optimum.h"
#include "assign/party.h"
#include "assign/price.h"
#include "assign/problem.h"
#include "assign/start.h"
#include "base/arena.h"

enum { NO_RANK = -1 };

/* How many stay without a course: no fewer than least, and so many where it is known how. */
struct count {
	int64_t least, most;
};

struct bottleneck {
	const struct tsop_assign_problem *problem;
	struct tsop_assign_problem limited; /* courses over a rank are forbidden, others cost nothing */
	uint16_t *ranks;
	uint32_t *order; /* as they are: which optimum a flow is, is nothing here */
	uint32_t *by_lot;
	bool has_parties;
	uint64_t nodes;
	int64_t apart;	      /* without a course, of any rank, if members are placed one by one */
	struct count without; /* the same with parties whole */
	int worst;	      /* up to this rank so few are known to be possible */
	int proven;	      /* and up to this one not */
	uint16_t *course;     /* [n_people] with parties: how */
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

/* Nobody may have a course of a greater rank; the others cost nothing. */
static void limit_ranks(struct bottleneck *b, int rank)
{
	for (size_t i = 0; i < n_cells(b); i++)
		b->ranks[i] = b->problem->ranks[i] <= rank ? 0 : TSOP_ASSIGN_FORBIDDEN;
}

/*
 * People who stay without a course if members of a party are placed one by one, under the limit.
 * Marks in is_full[n_courses], unless NULL, the courses of which one more seat would help.
 */
static int count_apart(struct bottleneck *b, int64_t *unassigned, bool *is_full,
		       struct tsop_error *err)
{
	struct tsop_flow flow = { .problem = NULL };
	struct tsop_parties parties;
	int status = tsop_parties_init(&parties, &b->limited, b->order, err);

	if (status == 0)
		status = tsop_start_flow(&flow, &parties.problem, b->order, err);
	if (status == 0 && is_full != NULL)
		status = tsop_price_lower(&flow, err);
	if (status == 0) {
		b->has_parties = parties.n > 0;
		*unassigned = tsop_cost_unpack(flow.cost).unassigned;
		for (size_t i = 0; is_full != NULL && i < b->problem->n_courses; i++)
			is_full[i] = flow.price[i] > 0;
	}
	tsop_flow_release(&flow);
	tsop_parties_release(&parties);
	return status;
}

static uint64_t nodes_left(const struct bottleneck *b)
{
	uint64_t most = b->problem->max_nodes;

	return most > b->nodes ? most - b->nodes : 1;
}

/* The same with parties whole; how is taken where fewer stay without than was known. */
static int count_whole(struct bottleneck *b, struct count *count, struct tsop_error *err)
{
	const struct tsop_optimum_request request = { .by_lot = b->by_lot };
	struct tsop_assign_result result;

	b->limited.max_nodes = nodes_left(b);
	if (tsop_optimum_solve(&b->limited, &request, &result, err) == TSOP_OPTIMUM_FAILED)
		return -1;
	b->nodes += result.nodes;
	*count = (struct count){ result.bound.unassigned, result.cost.unassigned };
	if (count->most <= b->without.most)
		for (uint32_t who = 0; who < b->problem->n_people; who++)
			b->course[who] = result.course[who];
	tsop_assign_release(&result);
	return 0;
}

/* How many stay without a course where nobody may have one of a greater rank? */
static int count_unassigned(struct bottleneck *b, int rank, struct count *count,
			    struct tsop_error *err)
{
	limit_ranks(b, rank);
	if (count_apart(b, &count->most, NULL, err) != 0)
		return -1;
	count->least = count->most;
	return b->has_parties && count->least <= b->without.most ? count_whole(b, count, err) : 0;
}

/* The least rank under which as few are known to stay without a course. */
static int find_worst(struct bottleneck *b, struct tsop_error *err)
{
	int low = NO_RANK;

	b->proven = NO_RANK;
	b->worst = greatest_rank(b);
	while (b->worst - low > 1) {
		int middle = low + (b->worst - low) / 2;
		struct count count;

		if (count_unassigned(b, middle, &count, err) != 0)
			return -1;
		if (count.most <= b->without.most) {
			b->without.most = count.most;
			b->worst = middle;
			continue;
		}
		low = middle;
		if (count.least > b->without.most)
			b->proven = middle;
	}
	return 0;
}

/* The greatest rank that anybody has who is not fixed, or NO_RANK. */
static int find_greatest(const struct bottleneck *b, const uint16_t *course)
{
	int greatest = NO_RANK;

	for (uint32_t who = 0; who < b->problem->n_people; who++)
		if (!tsop_problem_is_fixed(b->problem, who) &&
		    course[who] != TSOP_ASSIGN_NO_COURSE &&
		    tsop_problem_rank(b->problem, who, course[who]) > greatest)
			greatest = tsop_problem_rank(b->problem, who, course[who]);
	return greatest;
}

/*
 * The least cost where nobody may have a course of a greater rank. Where a search that was ended
 * leaves more without a course than is known to be needed, parties are where that is known.
 */
static int solve_limited(struct bottleneck *b, struct tsop_assign_result *result,
			 struct tsop_error *err)
{
	struct tsop_optimum_request request = { .by_lot = b->by_lot, .settles = true };
	struct tsop_assign_problem problem = *b->problem;

	for (size_t i = 0; i < n_cells(b); i++)
		b->ranks[i] = b->problem->ranks[i] <= b->worst ? b->problem->ranks[i] :
								 TSOP_ASSIGN_FORBIDDEN;
	problem.ranks = b->ranks;
	problem.max_nodes = nodes_left(b);
	if (tsop_optimum_solve(&problem, &request, result, err) == TSOP_OPTIMUM_FAILED)
		return -1;
	b->nodes += result->nodes;
	if (result->cost.unassigned > b->without.most) {
		tsop_assign_release(result);
		request.known = b->course;
		if (tsop_optimum_solve(&problem, &request, result, err) == TSOP_OPTIMUM_FAILED)
			return -1;
		b->nodes += result->nodes;
		result->optimal = false;
		result->bound = (struct tsop_assign_cost){ b->without.least, 0, 0 };
	}
	result->nodes = b->nodes;
	return 0;
}

/* What nothing is better than, where a search has ended before the best was known. */
static void set_bound(const struct bottleneck *b, struct tsop_assign_result *result,
		      struct tsop_mechanism_proof *proof)
{
	int64_t least = b->without.least;

	proof->worst_bound = proof->worst_rank;
	if (least == result->cost.unassigned && b->proven == (int)proof->worst_rank - 1) {
		if (!result->optimal && result->bound.unassigned < least)
			result->bound = (struct tsop_assign_cost){ least, 0, 0 };
		return;
	}
	result->optimal = false;
	result->tied = true;
	result->bound = (struct tsop_assign_cost){ least, 0, 0 };
	proof->worst_bound = 0;
	if (least == result->cost.unassigned)
		proof->worst_bound = (uint16_t)(b->proven + 1);
}

/* The courses that prove that no more can be placed, nor as many at a better rank; or none. */
static int find_cuts(struct bottleneck *b, const struct tsop_assign_result *result,
		     struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	int worst = find_greatest(b, result->course);
	int64_t unassigned;

	if (b->apart < result->cost.unassigned) {
		free(proof->most);
		proof->most = NULL;
	}
	if (worst <= 0)
		return 0;
	proof->worst_rank = (uint16_t)worst;
	proof->cut = calloc(b->problem->n_courses + 1, sizeof *proof->cut);
	if (proof->cut == NULL)
		return tsop_fail_memory(err);
	limit_ranks(b, worst - 1);
	if (count_apart(b, &unassigned, proof->cut, err) != 0)
		return -1;
	if (unassigned <= result->cost.unassigned) {
		free(proof->cut);
		proof->cut = NULL;
	}
	return 0;
}

/* How few can stay without a course? */
static int count_first(struct bottleneck *b, struct tsop_mechanism_proof *proof,
		       struct tsop_error *err)
{
	limit_ranks(b, greatest_rank(b));
	if (count_apart(b, &b->apart, proof->most, err) != 0)
		return -1;
	b->without = (struct count){ b->apart, b->apart };
	if (!b->has_parties)
		return 0;
	b->without.most = INT64_MAX;
	return count_whole(b, &b->without, err);
}

static int find(struct bottleneck *b, struct tsop_assign_result *result,
		struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	proof->most = calloc(b->problem->n_courses + 1, sizeof *proof->most);
	if (proof->most == NULL)
		return tsop_fail_memory(err);
	if (count_first(b, proof, err) != 0 || find_worst(b, err) != 0 ||
	    solve_limited(b, result, err) != 0 || find_cuts(b, result, proof, err) != 0)
		return -1;
	set_bound(b, result, proof);
	return 0;
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
	b->course = tsop_arena_take(&b->arena, problem->n_people, sizeof *b->course);
	if (b->ranks == NULL || b->limited.meters == NULL || b->limited.origin == NULL ||
	    b->order == NULL || b->course == NULL)
		return tsop_fail_memory(err);
	for (uint32_t who = 0; who < problem->n_people; who++)
		b->order[who] = who;
	b->by_lot = tsop_problem_by_lot(problem, err);
	return b->by_lot == NULL ? -1 : 0;
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
	free(b.by_lot);
	tsop_arena_release(&b.arena);
	return status;
}
