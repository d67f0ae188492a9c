#include "mechanism/rank_maximal.h"

#include <assert.h>
#include <stdlib.h>

#include "assign/price.h"
#include "assign/problem.h"
#include "assign/start.h"
#include "assign/tie.h"
#include "base/arena.h"
#include "mechanism/rank_search.h"

/*
 * A stage as a flow: one course more, `nowhere`, has room for all. What is not
 * allowed any more is forbidden. The courses that must be full cost one rank
 * less than the others, so that they are filled before all else; the stage's
 * own cost stands in the place of meters.
 */
struct staging {
	const struct tsop_assign_problem *problem;
	struct tsop_assign_problem stage;
	size_t nowhere; /* = problem->n_courses */
	size_t width;	/* of the rows of the stage */
	uint16_t *allowed;  /* [n_wishes][width] 0: must be full, 1, or FORBIDDEN */
	uint32_t *cost;	    /* [n_wishes, for meters n_origins][width] */
	bool *must_be_full; /* [width] */
	uint32_t *as_they_are; /* [n_people] which optimum a stage but the last is, is nothing */
	const uint32_t *by_lot; /* as_they_are, where only the prices are asked */
	struct tsop_assign_result *result; /* NULL: only the prices */
	struct tsop_mechanism_proof *proof;
	struct tsop_arena arena;
};

size_t tsop_rank_maximal_count(const struct tsop_assign_problem *problem)
{
	size_t n = 0;

	for (size_t i = 0; i < problem->n_wishes * problem->n_courses; i++)
		if (problem->ranks[i] != TSOP_ASSIGN_FORBIDDEN && problem->ranks[i] >= n)
			n = problem->ranks[i] + 1U;
	return n;
}

static int allocate(struct staging *s, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = s->problem;
	struct tsop_mechanism_proof *proof = s->proof;
	size_t n_rows = problem->n_wishes > problem->n_origins ? problem->n_wishes :
								 problem->n_origins;
	uint32_t *capacity = tsop_arena_take(&s->arena, s->width, sizeof *capacity);

	s->allowed = tsop_arena_take(&s->arena, problem->n_wishes * s->width, sizeof *s->allowed);
	s->cost = tsop_arena_take(&s->arena, n_rows * s->width, sizeof *s->cost);
	s->must_be_full = tsop_arena_take(&s->arena, s->width, sizeof *s->must_be_full);
	s->as_they_are = tsop_arena_take(&s->arena, problem->n_people, sizeof *s->as_they_are);
	proof->signature = calloc(proof->n_ranks + 1, sizeof *proof->signature);
	proof->stage_price = calloc((proof->n_ranks + 1) * problem->n_courses + 1,
				    sizeof *proof->stage_price);
	if (capacity == NULL || s->allowed == NULL || s->cost == NULL || s->must_be_full == NULL ||
	    s->as_they_are == NULL || proof->signature == NULL || proof->stage_price == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < problem->n_courses; i++)
		capacity[i] = problem->capacity[i];
	capacity[s->nowhere] = UINT32_MAX;
	for (uint32_t who = 0; who < problem->n_people; who++)
		s->as_they_are[who] = who;
	s->by_lot = s->by_lot == NULL ? s->as_they_are : s->by_lot;
	s->stage.capacity = capacity;
	return 0;
}

/* The problem of the first stage: everything that is not forbidden is allowed. */
static int prepare(struct staging *s, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = s->problem;

	s->nowhere = problem->n_courses;
	s->width = problem->n_courses + 1;
	s->stage = *problem;
	if (allocate(s, err) != 0)
		return -1;
	for (size_t row = 0; row < problem->n_wishes; row++)
		for (size_t i = 0; i < s->width; i++)
			s->allowed[row * s->width + i] =
				i < s->nowhere && problem->ranks[row * s->nowhere + i] ==
							  TSOP_ASSIGN_FORBIDDEN ?
					TSOP_ASSIGN_FORBIDDEN :
					1;
	s->stage.n_courses = s->width;
	s->stage.ranks = s->allowed;
	s->stage.meters = s->cost;
	s->stage.party = NULL;
	return 0;
}

/* To miss the rank costs 1. Is there anybody who could have it? */
static bool set_cost_of_rank(struct staging *s, size_t rank)
{
	const struct tsop_assign_problem *problem = s->problem;
	bool any = false;

	for (size_t row = 0; row < problem->n_wishes; row++) {
		uint32_t *cost = &s->cost[row * s->width];

		cost[s->nowhere] = 1;
		for (size_t i = 0; i < s->nowhere; i++) {
			cost[i] = problem->ranks[row * s->nowhere + i] != rank;
			any = any || (cost[i] == 0 &&
				      s->allowed[row * s->width + i] != TSOP_ASSIGN_FORBIDDEN);
		}
	}
	s->stage.origin = problem->wishes;
	s->stage.n_origins = problem->n_wishes;
	return any;
}

static void set_cost_of_meters(struct staging *s)
{
	const struct tsop_assign_problem *problem = s->problem;

	for (size_t row = 0; row < problem->n_origins; row++) {
		uint32_t *cost = &s->cost[row * s->width];

		cost[s->nowhere] = 0;
		for (size_t i = 0; i < s->nowhere; i++)
			cost[i] = problem->meters[row * s->nowhere + i];
	}
	s->stage.origin = problem->origin;
	s->stage.n_origins = problem->n_origins;
}

/*
 * The least price of a course is what a path saves by which people move up,
 * from a place without a price, each at no loss. The same path is allowed at
 * every stage after that: so a course that must be full goes on having a price,
 * one rank, and what remains is its price at this stage.
 */
static void take_prices(struct staging *s, const struct tsop_flow *flow, int64_t *price)
{
	for (size_t i = 0; i < s->nowhere; i++) {
		struct tsop_assign_cost parts = tsop_cost_unpack(flow->price[i]);

		assert(parts.rank == s->must_be_full[i]);
		price[i] = parts.meters;
	}
}

/* Forbid what the prices show to be in no optimum of the stage. */
static void narrow(struct staging *s, const struct tsop_flow *flow)
{
	for (size_t i = 0; i < s->nowhere; i++)
		s->must_be_full[i] = s->must_be_full[i] || flow->price[i] > 0;
	for (size_t row = 0; row < s->stage.n_wishes; row++) {
		uint16_t *allowed = &s->allowed[row * s->width];
		const uint32_t *cost = &s->cost[row * s->width];
		tsop_int128 least = TSOP_COST_NONE;

		for (int pass = 0; pass < 2; pass++) {
			for (size_t i = 0; i < s->width; i++) {
				tsop_int128 priced = flow->price[i] + cost[i] +
						     ((tsop_int128)allowed[i] << TSOP_COST_RANK_BITS);

				if (allowed[i] == TSOP_ASSIGN_FORBIDDEN)
					continue;
				if (pass == 0)
					least = priced < least ? priced : least;
				else
					allowed[i] = priced > least ? TSOP_ASSIGN_FORBIDDEN :
								      !s->must_be_full[i];
			}
		}
	}
}

static int solve_rank(struct staging *s, size_t rank, struct tsop_error *err)
{
	struct tsop_flow flow;
	int status;

	if (!set_cost_of_rank(s, rank))
		return 0;
	status = tsop_start_flow(&flow, &s->stage, s->as_they_are, err);
	if (status == 0)
		status = tsop_price_lower(&flow, err);
	if (status == 0) {
		take_prices(s, &flow, &s->proof->stage_price[rank * s->nowhere]);
		narrow(s, &flow);
	}
	tsop_flow_release(&flow);
	return status;
}

static void take_courses(struct staging *s, const struct tsop_flow *flow)
{
	for (uint32_t who = 0; who < s->problem->n_people; who++) {
		uint16_t node = tsop_flow_node(flow, who);

		s->result->course[who] = node < s->nowhere ? node : TSOP_ASSIGN_NO_COURSE;
		if (node < s->nowhere && !tsop_problem_is_fixed(s->problem, who))
			s->proof->signature[tsop_problem_rank(s->problem, who, node)]++;
	}
	s->result->cost = s->result->bound = tsop_problem_cost(s->problem, s->result->course);
	s->result->optimal = true;
}

/* Which of the optima it is, and who has another course in another. */
static int settle(struct staging *s, struct tsop_flow *flow, struct tsop_error *err)
{
	struct tsop_assign_result *result = s->result;

	result->course = calloc(s->problem->n_people + 1, sizeof *result->course);
	result->is_tied = calloc(s->problem->n_people + 1, sizeof *result->is_tied);
	if (result->course == NULL || result->is_tied == NULL)
		return tsop_fail_memory(err);
	if (tsop_tie_settle(flow, s->problem, s->by_lot, result->is_tied, &result->tied, err) != 0)
		return -1;
	take_courses(s, flow);
	return 0;
}

static int solve_meters(struct staging *s, struct tsop_error *err)
{
	struct tsop_flow flow;
	int status;

	set_cost_of_meters(s);
	status = tsop_start_flow(&flow, &s->stage, s->by_lot, err);
	if (status == 0)
		status = tsop_price_lower(&flow, err);
	if (status == 0)
		take_prices(s, &flow, &s->proof->stage_price[s->proof->n_ranks * s->nowhere]);
	if (status == 0 && s->result != NULL)
		status = settle(s, &flow, err);
	tsop_flow_release(&flow);
	return status;
}

static int solve_stages(struct staging *s, struct tsop_error *err)
{
	int status;

	tsop_arena_init(&s->arena);
	status = prepare(s, err);
	for (size_t rank = 0; status == 0 && rank < s->proof->n_ranks; rank++)
		status = solve_rank(s, rank, err);
	if (status == 0)
		status = solve_meters(s, err);
	tsop_arena_release(&s->arena);
	return status;
}

int tsop_rank_maximal_prices(const struct tsop_assign_problem *problem, size_t n_ranks,
			     struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	struct staging s = { .problem = problem, .proof = proof };

	proof->n_ranks = n_ranks;
	return solve_stages(&s, err);
}

int tsop_rank_maximal_solve(const struct tsop_assign_problem *problem,
			    const struct tsop_order *order, struct tsop_assign_result *result,
			    struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	struct tsop_parties parties;
	struct staging s = { .problem = &parties.problem, .result = result, .proof = proof };
	uint32_t *by_lot = tsop_problem_by_lot(problem, err);
	int status;

	(void)order;
	if (by_lot == NULL)
		return -1;
	status = tsop_parties_init(&parties, problem, by_lot, err);
	s.by_lot = by_lot;
	if (status == 0 && parties.n > 0) {
		status = tsop_rank_search_solve(&parties, problem, by_lot, result, proof, err);
	} else if (status == 0) {
		proof->n_ranks = tsop_rank_maximal_count(s.problem);
		status = solve_stages(&s, err);
		result->prices_prove_all = true;
	}
	tsop_parties_release(&parties);
	free(by_lot);
	return status;
}
