#include "assign/keep.h"

#include <stdlib.h>
#include <string.h>

#include "assign/cost.h"
#include "assign/penalty.h"
#include "assign/problem.h"
#include "base/i18n.h"

enum { WORK_BITS = 24, SOLVES_MIN = 16, SOLVES_MAX = 1000 };

struct keeping {
	const struct tsop_assign_problem *problem;
	int64_t budget; /* of all moves, or NO_BUDGET */
	uint16_t *was;	/* who can stay at all */
	uint32_t *by_lot;
	struct tsop_frontier *frontier;
	size_t most_solves;
	bool *is_candidate; /* [n_people] stays at the one vertex, and is moved at the next */
	uint16_t *stays;    /* [n_people] `was`, without those who are waived */
	struct tsop_keep_result *out;
};

/* Who can stay where they were, as far as they are concerned. */
static int find_stayers(struct keeping *keeping, const uint16_t *was, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = keeping->problem;

	keeping->was = calloc(problem->n_people + 1, sizeof *keeping->was);
	if (keeping->was == NULL)
		return tsop_fail_memory(err);
	for (uint32_t who = 0; who < problem->n_people; who++) {
		bool can_stay = was[who] != TSOP_ASSIGN_NO_COURSE &&
				!tsop_problem_is_fixed(problem, who) &&
				tsop_problem_rank(problem, who, was[who]) != TSOP_ASSIGN_FORBIDDEN;

		keeping->was[who] = can_stay ? was[who] : TSOP_ASSIGN_NO_COURSE;
	}
	return 0;
}

/* A price at which point i alone is best. Its edges are known. */
static int find_price(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	const struct tsop_frontier *frontier = keeping->frontier;
	const int64_t most = 2 * ((int64_t)keeping->problem->n_courses + 1);
	struct tsop_penalty low = { .scale = 1 };
	struct tsop_penalty high = { { TSOP_MOVE_UNASSIGNED_MAX, 0, 0 }, 1 };
	struct tsop_penalty price;

	if (i + 1 < frontier->n)
		low = tsop_penalty_slope(&frontier->points[i], &frontier->points[i + 1]);
	if (i > 0)
		high = tsop_penalty_slope(&frontier->points[i - 1], &frontier->points[i]);
	if (!tsop_penalty_between(low, high, most, &price))
		return tsop_fail(err, TSOP_INPUT, _("moves can not be weighed against the cost"));
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
	out->result.cost = tsop_problem_cost(&problem, out->result.course);
	out->moves = 0;
	for (uint32_t who = 0; who < problem.n_people; who++)
		out->moves += keeping->was[who] != TSOP_ASSIGN_NO_COURSE &&
			      keeping->was[who] != out->result.course[who];
	return 0;
}

/* Make the edges before and behind point *i known; it is the last of at most `most` moves. */
static int know_edges(struct keeping *keeping, int64_t most, size_t *i, struct tsop_error *err)
{
	struct tsop_frontier *frontier = keeping->frontier;

	for (;;) {
		*i = 0;
		while (*i + 1 < frontier->n && frontier->points[*i + 1].moves <= most)
			++*i;
		if (*i + 1 < frontier->n && !frontier->points[*i].is_edge) {
			if (tsop_frontier_look(frontier, *i, err) != 0)
				return -1;
		} else if (*i > 0 && !frontier->points[*i - 1].is_edge) {
			if (tsop_frontier_look(frontier, *i - 1, err) != 0)
				return -1;
		} else {
			return 0;
		}
	}
}

/* Make the edge behind the next point known, too; where that was no vertex, another is next. */
static int know_next(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	size_t next = i;

	while (next == i)
		if (know_edges(keeping, keeping->frontier->points[i + 1].moves, &next, err) != 0)
			return -1;
	return 0;
}

/* Look where two known points are farthest apart, until all is known or it takes too long. */
static int complete(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_frontier *frontier = keeping->frontier;

	for (;;) {
		size_t widest = frontier->n;
		int64_t most = 0;

		for (size_t i = 0; i + 1 < frontier->n; i++) {
			int64_t width = frontier->points[i + 1].moves - frontier->points[i].moves;

			if (!frontier->points[i].is_edge && width > most) {
				most = width;
				widest = i;
			}
		}
		keeping->out->is_complete = widest == frontier->n && !frontier->is_rough;
		if (widest == frontier->n || frontier->n_solved >= keeping->most_solves)
			return 0;
		if (tsop_frontier_look(frontier, widest, err) != 0)
			return -1;
	}
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

/* Who stays at point i, and is moved at the next? Their number. The price found is that of i. */
static int find_candidates(struct keeping *keeping, size_t i, size_t *n, struct tsop_error *err)
{
	struct tsop_frontier *frontier = keeping->frontier;
	int64_t moves;

	*n = 0;
	keeping->is_candidate =
		calloc(keeping->problem->n_people + 1, sizeof *keeping->is_candidate);
	keeping->stays = calloc(keeping->problem->n_people + 1, sizeof *keeping->stays);
	if (keeping->is_candidate == NULL || keeping->stays == NULL)
		return tsop_fail_memory(err);
	if (find_price(keeping, i + 1, err) != 0 || solve_plainly(keeping, &moves, err) != 0)
		return -1;
	for (uint32_t who = 0; who < keeping->problem->n_people; who++)
		keeping->is_candidate[who] = keeping->was[who] != TSOP_ASSIGN_NO_COURSE &&
					     frontier->at[who] != keeping->was[who];
	if (find_price(keeping, i, err) != 0 || solve_plainly(keeping, &moves, err) != 0)
		return -1;
	for (uint32_t who = 0; who < keeping->problem->n_people; who++) {
		if (frontier->at[who] != keeping->was[who])
			keeping->is_candidate[who] = false;
		*n += keeping->is_candidate[who];
	}
	return 0;
}

/* Let the first n candidates by lot move for nothing: does that stay within the budget? */
static int try_waiving(struct keeping *keeping, size_t n, bool *is_within, struct tsop_error *err)
{
	int64_t moves;
	int status;

	for (size_t k = 0; k < keeping->problem->n_people; k++) {
		uint32_t who = keeping->by_lot[k];
		bool is_waived = keeping->is_candidate[who] && n > 0;

		n -= is_waived;
		keeping->out->waived[who] = is_waived;
		keeping->stays[who] = is_waived ? TSOP_ASSIGN_NO_COURSE : keeping->was[who];
	}
	keeping->frontier->stay.course = keeping->stays;
	status = solve_plainly(keeping, &moves, err);
	keeping->frontier->stay.course = keeping->was;
	*is_within = status == 0 && moves <= keeping->budget;
	return status;
}

/* Waive as many as the budget allows between point i and the next. */
static int use_up_budget(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	size_t low = 0, high;
	bool is_within;

	if (find_candidates(keeping, i, &high, err) != 0)
		return -1;
	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;

		if (try_waiving(keeping, middle, &is_within, err) != 0)
			return -1;
		if (is_within)
			low = middle;
		else
			high = middle - 1;
	}
	do { /* the lot, among equals, may move one more */
		tsop_assign_release(&keeping->out->result);
		if (try_waiving(keeping, low, &is_within, err) != 0 ||
		    solve_at_price(keeping, keeping->stays, err) != 0)
			return -1;
	} while (keeping->out->moves > keeping->budget && low-- > 0);
	return 0;
}

/* Solve between point i and the next, where a budget is left over at it. */
static int solve_between(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	const struct tsop_frontier *frontier = keeping->frontier;
	struct tsop_keep_result *out = keeping->out;
	int status;

	if (know_next(keeping, i, err) != 0 || find_price(keeping, i, err) != 0)
		return -1;
	status = frontier->has_parties ? solve_at_price(keeping, keeping->was, err)
				       : use_up_budget(keeping, i, err);
	if (status != 0)
		return -1;
	out->result.bound = tsop_penalty_line(
		tsop_penalty_slope(&frontier->points[i], &frontier->points[i + 1]),
		&frontier->points[i], keeping->budget - frontier->points[i].moves);
	out->result.optimal = tsop_assign_compare(out->result.bound, out->result.cost) == 0;
	out->result.prices_prove_all = false;
	return 0;
}

static int solve_at_vertex(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	if (find_price(keeping, i, err) != 0 || solve_at_price(keeping, keeping->was, err) != 0)
		return -1;
	keeping->out->result.bound = keeping->out->result.cost;
	return 0;
}

/* Where a search did not end: what people cost who may be moved for nothing is a bound, too. */
static int bound_roughly(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_assign_problem problem = *keeping->problem;
	struct tsop_assign_result result;

	problem.lot = NULL;
	if (tsop_assign_solve(&problem, &result, err) != 0)
		return -1;
	keeping->out->result.bound = result.bound;
	keeping->out->result.optimal =
		tsop_assign_compare(result.bound, keeping->out->result.cost) == 0;
	tsop_assign_release(&result);
	return 0;
}

/* Solve for the budget, from point i of the frontier, the last that it allows. */
static int solve_at(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	const struct tsop_frontier *frontier = keeping->frontier;
	bool is_vertex = i + 1 == frontier->n || frontier->points[i].moves == keeping->budget;
	int status = is_vertex ? solve_at_vertex(keeping, i, err) : solve_between(keeping, i, err);

	if (status == 0 && (frontier->is_rough || (is_vertex && !keeping->out->result.optimal)))
		return bound_roughly(keeping, err);
	return status;
}

/* Is anybody in a party, who is not fixed? */
static bool has_parties(const struct tsop_assign_problem *problem)
{
	for (uint32_t who = 0; problem->party != NULL && who < problem->n_people; who++)
		if (problem->party[who] != TSOP_ASSIGN_NO_PARTY &&
		    !tsop_problem_is_fixed(problem, who))
			return true;
	return false;
}

static int run(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_frontier *frontier = keeping->frontier;
	int64_t moves;
	size_t i;

	if (tsop_frontier_init(frontier, keeping->problem, has_parties(keeping->problem),
			       keeping->was, keeping->by_lot, err) != 0 ||
	    tsop_frontier_enter(frontier, frontier->least_price, &moves, err) != 0 ||
	    tsop_frontier_enter(frontier, frontier->price_of_all, &keeping->out->forced, err) != 0)
		return -1;
	if (keeping->budget == TSOP_KEEP_NO_BUDGET &&
	    tsop_frontier_enter(frontier, frontier->price_of_ranks, &moves, err) != 0)
		return -1;
	if (keeping->budget == TSOP_KEEP_NO_BUDGET)
		keeping->budget = moves;
	else
		keeping->budget += keeping->out->forced;
	if (know_edges(keeping, keeping->budget, &i, err) != 0 || solve_at(keeping, i, err) != 0)
		return -1;
	return complete(keeping, err);
}

static int keep_people(struct keeping *keeping, const struct tsop_keep *keep,
		       struct tsop_error *err)
{
	struct tsop_keep_result *out = keeping->out;

	out->waived = calloc(keeping->problem->n_people + 1, sizeof *out->waived);
	if (out->waived == NULL)
		return tsop_fail_memory(err);
	if (keeping->problem->minimum != NULL)
		return tsop_fail(err, TSOP_INPUT,
				 _("people can not be kept on courses that may close"));
	if (tsop_problem_check(keeping->problem, &out->result.fault, err) != 0)
		return -1;
	keeping->by_lot = tsop_problem_by_lot(keeping->problem, err);
	if (keeping->by_lot == NULL || find_stayers(keeping, keep->was, err) != 0)
		return -1;
	return run(keeping, err);
}

int tsop_keep_solve(const struct tsop_assign_problem *problem, const struct tsop_keep *keep,
		    struct tsop_keep_result *out, struct tsop_error *err)
{
	struct tsop_frontier frontier = { .n = 0 };
	struct keeping keeping = {
		.problem = problem,
		.budget = keep->budget,
		.frontier = &frontier,
		.most_solves = most_solves(problem),
		.out = out,
	};
	int status;

	*out = (struct tsop_keep_result){ .result.fault = SIZE_MAX };
	status = keep_people(&keeping, keep, err);
	if (status == 0) {
		out->points = frontier.points;
		out->n_points = frontier.n;
		frontier.points = NULL;
	} else {
		size_t fault = out->result.fault;

		tsop_keep_release(out);
		out->result.fault = fault;
	}
	tsop_frontier_release(&frontier);
	free(keeping.was);
	free(keeping.by_lot);
	free(keeping.is_candidate);
	free(keeping.stays);
	return status;
}

void tsop_keep_release(struct tsop_keep_result *out)
{
	tsop_assign_release(&out->result);
	free(out->waived);
	free(out->points);
	*out = (struct tsop_keep_result){ .result.fault = SIZE_MAX };
}
