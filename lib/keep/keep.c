#include "keep/keep.h"

#include <stdlib.h>
#include <string.h>

#include "assign/cost.h"
#include "assign/optimum.h"
#include "assign/problem.h"
#include "base/i18n.h"
#include "keep/budget.h"
#include "keep/certify.h"
#include "keep/holders.h"
#include "keep/hull.h"
#include "keep/keep_minima.h"
#include "keep/movers.h"
#include "keep/penalty.h"

enum { WORK_BITS = 24, SOLVES_MIN = 16, SOLVES_MAX = 1000 };
/* Of places, whatever they are: so that a line of records holds them. */
enum { EDGE_PRICES_MAX = 5000 };
/* Of a move that nobody makes, in people without a course: more than seats and minima can be worth. */
enum { PRICE_OF_NONE = 4 };

struct keeping {
	const struct tsop_assign_problem *problem;
	bool has_parties, has_budget, is_limit, is_bare;
	int64_t budget; /* of all moves, or NO_BUDGET */
	uint16_t *was;	/* who can stay at all */
	uint32_t *by_lot;
	struct tsop_frontier *frontier;
	size_t most_solves;
	struct tsop_keep_result *out;
};

/* What the result costs, without the price of moves, and its moves. */
static void measure(struct keeping *keeping)
{
	struct tsop_keep_result *out = keeping->out;

	out->result.cost = tsop_problem_cost(keeping->problem, out->result.course);
	out->moves = tsop_holders_moves(keeping->problem, keeping->was, out->result.course);
}

/*
 * Where the budget is not used up at the last point: a price at which all
 * moves that are left cost less than a meter, so that it shows that they gain
 * nothing. False where it can not be weighed.
 */
static bool find_small_price(const struct keeping *keeping, size_t i, struct tsop_penalty *price)
{
	const struct tsop_frontier *frontier = keeping->frontier;
	int64_t people = (int64_t)keeping->problem->n_people;

	if (i + 1 < frontier->n || frontier->has_parties ||
	    frontier->points[i].moves == keeping->budget)
		return false;
	*price = (struct tsop_penalty){
		.cost = { 0, 0, 1 },
		.scale = (keeping->budget < people ? keeping->budget : people) + 1,
	};
	return tsop_frontier_can_pack(frontier, *price);
}

static int find_price(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	struct tsop_penalty price;

	if (!find_small_price(keeping, i, &price) &&
	    tsop_hull_price(keeping->frontier, i, &price, err) != 0)
		return -1;
	keeping->out->move = price.cost;
	keeping->out->scale = price.scale;
	return 0;
}

/* Solve at the price that was found, with the lot; costs and moves are then what they are. */
static int solve_at_price(struct keeping *keeping, const uint16_t *was, struct tsop_error *err)
{
	struct tsop_keep_result *out = keeping->out;
	struct tsop_assign_problem problem = *keeping->problem;
	struct tsop_penalty price = { out->move, out->scale };
	struct tsop_assign_stay stay = tsop_frontier_pack(price, was);

	if (!tsop_frontier_can_pack(keeping->frontier, price))
		return tsop_fail(err, TSOP_INPUT, _("moves can not be weighed against the cost"));
	problem.stay = &stay;
	if (tsop_assign_solve(&problem, &out->result, err) != 0)
		return -1;
	measure(keeping);
	return 0;
}

static size_t most_solves(const struct tsop_assign_problem *problem)
{
	size_t work = problem->n_people * (problem->n_courses + 1) + 1;
	size_t most = ((size_t)1 << WORK_BITS) / work;

	return most < SOLVES_MIN ? SOLVES_MIN : most > SOLVES_MAX ? SOLVES_MAX : most;
}

/* Solve at the price that was found, in plain weights, for frontier.at. */
static int solve_plainly(struct keeping *keeping, int64_t *moves, struct tsop_error *err)
{
	struct tsop_frontier *frontier = keeping->frontier;
	struct tsop_penalty price = { keeping->out->move, keeping->out->scale };
	struct tsop_frontier_point point;

	if (tsop_frontier_solve(frontier, price, &point, err) != 0)
		return -1;
	*moves = point.moves;
	return 0;
}

/*
 * Solve for the people who were found to move, all others staying: with the
 * lot, and prices that go with a move that nobody else makes. closing: NULL
 * where all courses run.
 */
static int solve_for_movers(struct keeping *keeping, const struct tsop_budget *found,
			    const struct tsop_closing *closing, struct tsop_error *err)
{
	const struct tsop_optimum_request request = {
		.by_lot = keeping->by_lot,
		.known = keeping->has_parties ? found->course : NULL,
		.settles = true,
	};
	struct tsop_keep_result *out = keeping->out;
	struct tsop_assign_problem problem = *keeping->problem;
	struct tsop_movers movers;
	int status;

	if (closing != NULL) {
		problem.capacity = closing->capacity;
		problem.minimum = closing->minimum;
	}
	status = tsop_movers_init(&movers, keeping->problem, keeping->was, found->course, err);
	problem.fixed = movers.fixed;
	if (status == 0)
		status = tsop_optimum_solve(&problem, &request, &out->result, err) ==
					 TSOP_OPTIMUM_FAILED ?
				 -1 :
				 0;
	for (uint32_t who = 0; status == 0 && who < problem.n_people; who++) {
		out->waived[who] = movers.is_mover[who];
		out->result.is_tied[who] = out->result.is_tied[who] || found->is_tied[who];
	}
	tsop_movers_release(&movers);
	if (status != 0)
		return -1;
	measure(keeping);
	out->result.tied = out->result.tied || found->tied;
	out->result.nodes += found->nodes;
	out->move = (struct tsop_assign_cost){ PRICE_OF_NONE, 0, 0 };
	out->scale = 1;
	return 0;
}

/* Search between point i and the next, from the assignment in frontier.at. */
static int search_budget(struct keeping *keeping, const struct tsop_assign_stay *stay,
			 bool *is_proven, struct tsop_error *err)
{
	struct tsop_assign_problem problem = *keeping->problem;
	const struct tsop_budget_request request = {
		.problem = &problem,
		.by_lot = keeping->by_lot,
		.budget = keeping->budget,
		.known = keeping->frontier->at,
		.settles = true,
	};
	struct tsop_budget found;
	int status;

	problem.stay = stay;
	status = tsop_budget_solve(&request, &found, err);
	*is_proven = status == 0 && found.optimal;
	if (status == 0)
		status = solve_for_movers(keeping, &found, NULL, err);
	tsop_budget_release(&found);
	return status;
}

/* Prove what the search found, if everybody has a course: else a seat is given up, and all is anew. */
static int certify(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_keep_result *out = keeping->out;
	const struct tsop_certify_request request = {
		.problem = keeping->problem,
		.was = keeping->was,
		.by_lot = keeping->by_lot,
		.budget = keeping->budget,
		.course = out->result.course,
		.is_unique = !out->result.tied,
	};

	if (keeping->is_bare || keeping->has_parties || out->result.cost.unassigned > 0)
		return 0;
	return tsop_certify_make(&request, &out->certify, err);
}

/* Solve between point i and the next, where a budget is left over at it. */
static int solve_between(struct keeping *keeping, size_t i, bool *is_proven, struct tsop_error *err)
{
	const struct tsop_frontier *frontier = keeping->frontier;
	struct tsop_assign_result *result = &keeping->out->result;
	struct tsop_assign_stay stay;
	int64_t moves;
	int status;

	if (find_price(keeping, i, err) != 0 || solve_plainly(keeping, &moves, err) != 0)
		return -1;
	if (moves <= keeping->budget && tsop_frontier_edge(frontier, i, &stay))
		status = search_budget(keeping, &stay, is_proven, err);
	else
		status = solve_at_price(keeping, keeping->was, err);
	if (status != 0)
		return -1;
	result->bound = *is_proven ? result->cost :
			tsop_penalty_line(tsop_penalty_slope(&frontier->points[i],
							     &frontier->points[i + 1]),
					  &frontier->points[i],
					  keeping->budget - frontier->points[i].moves);
	result->optimal = tsop_assign_compare(result->bound, result->cost) == 0;
	result->prices_prove_all = false;
	return *is_proven ? certify(keeping, err) : 0;
}

static int solve_at_vertex(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	if (find_price(keeping, i, err) != 0 || solve_at_price(keeping, keeping->was, err) != 0)
		return -1;
	keeping->out->result.bound = keeping->out->result.cost;
	return 0;
}

/*
 * Where a search did not end: what people cost who may be moved for nothing is a bound, too.
 * Without a budget that does not say that they could not be fewer.
 */
static int bound_roughly(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_assign_problem problem = *keeping->problem;
	struct tsop_assign_result result;

	problem.lot = NULL;
	if (tsop_assign_solve(&problem, &result, err) != 0)
		return -1;
	keeping->out->result.bound = result.bound;
	keeping->out->result.optimal =
		keeping->has_budget &&
		tsop_assign_compare(result.bound, keeping->out->result.cost) == 0;
	tsop_assign_release(&result);
	return 0;
}

/* Where searches for parties have ended too early to keep to the budget. */
static int take_fewest(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_frontier *frontier = keeping->frontier;
	bool *is_tied = calloc(keeping->problem->n_people + 1, sizeof *is_tied);
	const struct tsop_budget found = {
		.course = frontier->fewest, .is_tied = is_tied, .tied = true
	};
	int status;

	if (is_tied == NULL)
		return tsop_fail_memory(err);
	frontier->is_rough = true;
	tsop_assign_release(&keeping->out->result);
	status = solve_for_movers(keeping, &found, NULL, err);
	free(is_tied);
	return status;
}

/* Solve for the budget, from point i of the frontier, the last that it allows. */
static int solve_at(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	const struct tsop_frontier *frontier = keeping->frontier;
	bool is_vertex = i + 1 == frontier->n || frontier->points[i].moves == keeping->budget;
	bool is_proven = false;
	int status = is_vertex ? solve_at_vertex(keeping, i, err)
			       : solve_between(keeping, i, &is_proven, err);

	if (status == 0 && keeping->out->moves > keeping->budget)
		status = take_fewest(keeping, err);
	if (status == 0 && !is_proven &&
	    (frontier->is_rough || (is_vertex && !keeping->out->result.optimal)))
		return bound_roughly(keeping, err);
	return status;
}

/* The edges, as far as a line of records holds their prices, and as flows may be solved. */
static int prove_edges(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_frontier *frontier = keeping->frontier;
	struct tsop_keep_result *out = keeping->out;
	size_t n_courses = keeping->problem->n_courses;
	size_t most = EDGE_PRICES_MAX / (n_courses + 1);

	if (most > keeping->most_solves)
		most = keeping->most_solves;
	out->is_proven = calloc(frontier->n + 1, sizeof *out->is_proven);
	out->edge_price = calloc(frontier->n * n_courses + 1, sizeof *out->edge_price);
	if (out->is_proven == NULL || out->edge_price == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < frontier->n && most > 0; i++) {
		if (i + 1 < frontier->n && !frontier->points[i].is_edge)
			continue;
		if (tsop_frontier_prove(frontier, i, &out->edge_price[i * n_courses],
					&out->is_proven[i], err) != 0)
			return -1;
		most--;
	}
	return 0;
}

static int run(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_frontier *frontier = keeping->frontier;
	int64_t moves;
	size_t i;

	if (tsop_frontier_init(frontier, keeping->problem, keeping->has_parties, keeping->was,
			       keeping->by_lot, err) != 0 ||
	    tsop_frontier_enter_ends(frontier, err) != 0)
		return -1;
	keeping->out->forced = frontier->n_forced;
	keeping->out->is_least = frontier->is_least;
	if (keeping->budget == TSOP_KEEP_NO_BUDGET &&
	    tsop_frontier_enter_ranks(frontier, &moves, err) != 0)
		return -1;
	keeping->budget = keeping->budget == TSOP_KEEP_NO_BUDGET ? moves :
			  tsop_keep_limit(keeping->budget, keeping->is_limit, frontier->n_forced);
	if (tsop_hull_bracket(frontier, keeping->budget, &i, err) != 0 ||
	    solve_at(keeping, i, err) != 0)
		return -1;
	if (keeping->is_bare)
		return 0;
	if (tsop_hull_complete(frontier, keeping->most_solves, &keeping->out->is_complete, err) != 0)
		return -1;
	return prove_edges(keeping, err);
}

/* The frontier where each price is a search for what runs; none where prices do not fit. */
static int find_frontier(struct keeping *keeping, const struct tsop_keep_minima *keep,
			 struct tsop_error *err)
{
	struct tsop_frontier *frontier = keeping->frontier;

	if (tsop_frontier_init(frontier, keeping->problem, keeping->has_parties, keeping->was,
			       keeping->by_lot, err) != 0)
		return -1;
	if (!tsop_frontier_widen(frontier))
		return 0;
	frontier->solve = tsop_keep_minima_price;
	frontier->context = keep;
	frontier->n_forced = keeping->out->forced;
	if (tsop_frontier_enter_ends(frontier, err) != 0)
		return -1;
	return tsop_hull_complete(frontier, keeping->most_solves, &keeping->out->is_complete, err);
}

/* Which courses run is searched for, and then who moves. */
static int run_with_minima(struct keeping *keeping, struct tsop_error *err)
{
	const struct tsop_keep_minima keep = {
		.problem = keeping->problem,
		.was = keeping->was,
		.by_lot = keeping->by_lot,
		.has_parties = keeping->has_parties,
		.budget = keeping->budget,
		.is_limit = keeping->is_limit,
	};
	struct tsop_assign_result *result = &keeping->out->result;
	struct tsop_keep_closing found;
	int status = tsop_keep_minima_solve(&keep, &found, err);

	if (status == 0)
		status = solve_for_movers(keeping, &found.found, &found.closing, err);
	if (status == 0) {
		keeping->out->forced = found.forced;
		keeping->out->is_least = found.is_least;
		result->is_closed = found.closing.is_closed;
		found.closing.is_closed = NULL;
		result->bound = result->cost;
		result->optimal = found.found.optimal;
		result->is_cut = !found.closing.is_best;
		result->tied = result->tied || result->is_cut;
		result->prices_prove_all = false;
		if (!result->optimal)
			status = bound_roughly(keeping, err);
	} else {
		result->fault = found.fault;
	}
	tsop_keep_minima_release(&found);
	return status == 0 && !keeping->is_bare ? find_frontier(keeping, &keep, err) : status;
}

static int keep_people(struct keeping *keeping, const struct tsop_keep *keep,
		       struct tsop_error *err)
{
	struct tsop_keep_result *out = keeping->out;

	out->waived = calloc(keeping->problem->n_people + 1, sizeof *out->waived);
	if (out->waived == NULL)
		return tsop_fail_memory(err);
	if (tsop_problem_check(keeping->problem, &out->result.fault, err) != 0)
		return -1;
	keeping->has_parties = tsop_problem_has_parties(keeping->problem);
	keeping->by_lot = tsop_problem_by_lot(keeping->problem, err);
	if (keeping->by_lot == NULL)
		return -1;
	keeping->was = calloc(keeping->problem->n_people + 1, sizeof *keeping->was);
	if (keeping->was == NULL)
		return tsop_fail_memory(err);
	tsop_holders_find(keeping->problem, keep->was, keeping->was);
	return keeping->problem->minimum == NULL ? run(keeping, err) : run_with_minima(keeping, err);
}

int tsop_keep_solve(const struct tsop_assign_problem *problem, const struct tsop_keep *keep,
		    struct tsop_keep_result *out, struct tsop_error *err)
{
	struct tsop_frontier frontier = { .n = 0 };
	struct keeping keeping = {
		.problem = problem,
		.budget = keep->budget,
		.has_budget = keep->budget != TSOP_KEEP_NO_BUDGET,
		.is_limit = keep->is_limit,
		.is_bare = keep->is_bare,
		.frontier = &frontier,
		.most_solves = most_solves(problem),
		.out = out,
	};
	int status;

	*out = (struct tsop_keep_result){ .result.fault = SIZE_MAX };
	status = keep_people(&keeping, keep, err);
	if (status == 0 && !keep->is_bare) {
		out->points = frontier.points;
		out->n_points = frontier.n;
		frontier.points = NULL;
	} else if (status != 0) {
		size_t fault = out->result.fault;

		tsop_keep_release(out);
		out->result.fault = fault;
	}
	tsop_frontier_release(&frontier);
	free(keeping.was);
	free(keeping.by_lot);
	return status;
}

void tsop_keep_release(struct tsop_keep_result *out)
{
	tsop_assign_release(&out->result);
	tsop_certify_release(&out->certify);
	free(out->waived);
	free(out->points);
	free(out->is_proven);
	free(out->edge_price);
	*out = (struct tsop_keep_result){ .result.fault = SIZE_MAX };
}
