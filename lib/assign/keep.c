#include "assign/keep.h"

#include <stdlib.h>
#include <string.h>

#include "assign/cost.h"
#include "assign/problem.h"
#include "base/i18n.h"

enum { WORK_BITS = 26, SOLVES_MIN = 16, SOLVES_MAX = 1000 };

struct keeping {
	const struct tsop_assign_problem *problem;
	int64_t budget; /* of all moves, or NO_BUDGET */
	uint16_t *was;	/* who can stay at all */
	uint32_t *by_lot;
	struct tsop_frontier frontier;
	size_t most_solves;
	bool *is_candidate; /* [n_people] stays at the one vertex, and is moved at the next */
	uint16_t *stays;    /* [n_people] `was`, without those who are waived */
	struct tsop_keep_result *out;
};

/* Who can stay where they were, but for the seats; and how many seats lack for them. */
static int find_stayers(struct keeping *keeping, const uint16_t *was, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = keeping->problem;
	int64_t *room = calloc(problem->n_courses + 1, sizeof *room);

	keeping->was = calloc(problem->n_people + 1, sizeof *keeping->was);
	if (room == NULL || keeping->was == NULL) {
		free(room);
		return tsop_fail_memory(err);
	}
	for (size_t i = 0; i < problem->n_courses; i++)
		room[i] = problem->capacity[i];
	for (uint32_t who = 0; who < problem->n_people; who++) {
		bool is_fixed = tsop_problem_is_fixed(problem, who);
		uint16_t course = is_fixed ? TSOP_ASSIGN_NO_COURSE : was[who];

		if (is_fixed)
			room[problem->fixed[who]]--;
		if (course != TSOP_ASSIGN_NO_COURSE &&
		    tsop_problem_rank(problem, who, course) == TSOP_ASSIGN_FORBIDDEN)
			course = TSOP_ASSIGN_NO_COURSE;
		keeping->was[who] = course;
		if (course != TSOP_ASSIGN_NO_COURSE)
			room[course]--;
	}
	for (size_t i = 0; i < problem->n_courses; i++)
		keeping->out->forced += room[i] < 0 ? -room[i] : 0;
	free(room);
	return 0;
}

static struct tsop_assign_cost difference(struct tsop_assign_cost a, struct tsop_assign_cost b)
{
	return (struct tsop_assign_cost){ a.unassigned - b.unassigned, a.rank - b.rank,
					  a.meters - b.meters };
}

/* A price of a move as a fraction of costs. */
struct price {
	struct tsop_assign_cost num;
	int64_t den;
};

static struct price slope(const struct tsop_frontier *frontier, size_t i)
{
	const struct tsop_frontier_point *point = &frontier->points[i];

	return (struct price){ difference(point->cost, point[1].cost),
			       point[1].moves - point->moves };
}

static int64_t floor_of(tsop_int128 num, int64_t den)
{
	return (int64_t)(num / den - (num % den < 0));
}

/*
 * The parts of scale * price, cost by cost: as it is where that is whole, and
 * the whole part of the first that is not; *is_whole: how many are.
 */
static void parts_of(struct price price, int64_t scale, int64_t part[3], size_t *n_whole)
{
	const int64_t num[3] = { price.num.unassigned, price.num.rank, price.num.meters };

	for (*n_whole = 0; *n_whole < 3; ++*n_whole) {
		tsop_int128 scaled = (tsop_int128)num[*n_whole] * scale;

		part[*n_whole] = floor_of(scaled, price.den);
		if (scaled % price.den != 0)
			return;
	}
}

/*
 * A cost that lies strictly between two prices, times scale. In the order of
 * the parts: up to the first in which they differ they are one and must be
 * whole; there, a whole number between them, or one of them with a little
 * more, or less, behind it.
 */
static bool find_between(struct price low, struct price high, int64_t scale, int64_t between[3])
{
	int64_t from[3] = { 0 }, to[3] = { 0 };
	size_t whole_from, whole_to;

	parts_of(low, scale, from, &whole_from);
	parts_of(high, scale, to, &whole_to);
	memset(between, 0, 3 * sizeof *between);
	for (size_t i = 0; i < 3; i++) {
		bool is_from = i < whole_from; /* it is from[i] and no more */
		bool is_to = i < whole_to;

		between[i] = from[i];
		if (is_from && is_to && from[i] == to[i])
			continue;
		if (from[i] + 1 < to[i] || (from[i] + 1 == to[i] && !is_to)) {
			between[i] = from[i] + 1;
			return true;
		}
		if (is_from && i < 2) { /* a little more than it */
			between[i + 1] = from[i + 1] + 1;
			return true;
		}
		if (is_to && i < 2 && from[i] < to[i]) { /* a little less than the other */
			between[i] = to[i];
			between[i + 1] = to[i + 1] - 1;
			return true;
		}
		return false;
	}
	return false;
}

static struct tsop_assign_cost cost_of(const int64_t part[3])
{
	return (struct tsop_assign_cost){ part[0], part[1], part[2] };
}

/* A price at which point i alone is best. Its edges are known. */
static int find_price(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	const struct tsop_frontier *frontier = &keeping->frontier;
	const int64_t most = 2 * ((int64_t)keeping->problem->n_courses + 1);
	struct price low = { .den = 1 }, high = { .num = { 3, 0, 0 }, .den = 1 };
	int64_t between[3];

	if (i + 1 < frontier->n)
		low = slope(frontier, i);
	if (i > 0)
		high = slope(frontier, i - 1);
	for (int64_t scale = 1; scale <= most; scale++) {
		if (!find_between(low, high, scale, between))
			continue;
		keeping->out->move = cost_of(between);
		keeping->out->scale = scale;
		return 0;
	}
	return tsop_fail(err, TSOP_INPUT, _("moves can not be weighed against the cost"));
}

/* Can costs at the price be packed (cost.h), and those of all people be added? */
static bool can_be_packed(const struct keeping *keeping)
{
	const struct tsop_frontier *frontier = &keeping->frontier;
	const struct tsop_keep_result *out = keeping->out;
	const int64_t people = (int64_t)keeping->problem->n_people;
	int64_t unassigned = out->scale + llabs(out->move.unassigned);
	int64_t rank = out->scale * frontier->greatest_rank + llabs(out->move.rank);
	int64_t meters = out->scale * frontier->greatest_meters + llabs(out->move.meters);

	return unassigned < TSOP_MOVE_UNASSIGNED_MAX && rank < TSOP_MOVE_RANK_MAX &&
	       meters < TSOP_MOVE_METERS_MAX && people * unassigned < TSOP_COST_UNASSIGNED_MAX &&
	       people * rank < TSOP_COST_RANK_MAX;
}

/* Solve at the price that was found, with the lot; costs and moves are then what they are. */
static int solve_at_price(struct keeping *keeping, const uint16_t *was, struct tsop_error *err)
{
	struct tsop_keep_result *out = keeping->out;
	struct tsop_assign_problem problem = *keeping->problem;
	struct tsop_assign_stay stay = {
		.course = was,
		.unassigned = TSOP_MOVE_UNASSIGNED * out->scale,
		.rank = ((int64_t)1 << TSOP_MOVE_RANK_BITS) * out->scale,
		.meters = out->scale,
		.move = tsop_cost_pack_move(out->move),
	};

	if (!can_be_packed(keeping))
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
	struct tsop_frontier *frontier = &keeping->frontier;

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

/* Make the edge behind the next point known, too; the next is another one where it was no vertex. */
static int know_next(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	size_t next = i;

	while (next == i)
		if (know_edges(keeping, keeping->frontier.points[i + 1].moves, &next, err) != 0)
			return -1;
	return 0;
}

/* Without a budget: how many moves it takes, and no more, to place as many people as can be. */
static int find_fewest(struct keeping *keeping, int64_t *moves, struct tsop_error *err)
{
	struct tsop_frontier *frontier = &keeping->frontier;
	struct tsop_frontier_point point;
	size_t at;

	if (tsop_frontier_solve(frontier, frontier->price_of_ranks, 1, &point, err) != 0)
		return -1;
	*moves = point.moves;
	return tsop_frontier_add(frontier, &point, &at, err);
}

/* Look where two known points are farthest apart, until all is known or it takes too long. */
static int complete(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_frontier *frontier = &keeping->frontier;

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
		keeping->out->is_complete = widest == frontier->n;
		if (keeping->out->is_complete || frontier->n_solved >= keeping->most_solves)
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
	struct tsop_frontier *frontier = &keeping->frontier;
	const struct tsop_assign_cost *move = &keeping->out->move;
	struct tsop_frontier_point point;
	int64_t price = move->unassigned * frontier->weight_unassigned +
			move->rank * frontier->weight_rank + move->meters;

	if (tsop_frontier_solve(frontier, price, keeping->out->scale, &point, err) != 0)
		return -1;
	*moves = point.moves;
	return 0;
}

/* Who stays at point i, and is moved at the next? Their number. The price found is that of i. */
static int find_candidates(struct keeping *keeping, size_t i, size_t *n, struct tsop_error *err)
{
	struct tsop_frontier *frontier = &keeping->frontier;
	int64_t moves;

	*n = 0;
	keeping->is_candidate = calloc(keeping->problem->n_people + 1, sizeof *keeping->is_candidate);
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
	keeping->frontier.stay.course = keeping->stays;
	status = solve_plainly(keeping, &moves, err);
	keeping->frontier.stay.course = keeping->was;
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

/* The least cost that is not below the line between point i and the next, at the budget. */
static struct tsop_assign_cost line_at_budget(const struct keeping *keeping, size_t i)
{
	const struct tsop_frontier_point *point = &keeping->frontier.points[i];
	struct price price = slope(&keeping->frontier, i);
	int64_t more = keeping->budget - point->moves;
	const int64_t here[3] = { point->cost.unassigned, point->cost.rank, point->cost.meters };
	const int64_t num[3] = { price.num.unassigned, price.num.rank, price.num.meters };
	int64_t part[3] = { 0 };

	for (size_t k = 0; k < 3; k++) {
		tsop_int128 scaled = (tsop_int128)here[k] * price.den - (tsop_int128)num[k] * more;

		part[k] = -floor_of(-scaled, price.den);
		if (scaled % price.den != 0)
			break;
	}
	return cost_of(part);
}

/* Solve at point i of the frontier, or between it and the next where a budget is left over. */
static int solve_at(struct keeping *keeping, size_t i, struct tsop_error *err)
{
	const struct tsop_frontier *frontier = &keeping->frontier;
	struct tsop_keep_result *out = keeping->out;

	if (i + 1 == frontier->n || frontier->points[i].moves == keeping->budget) {
		if (find_price(keeping, i, err) != 0 ||
		    solve_at_price(keeping, keeping->was, err) != 0)
			return -1;
		out->result.bound = out->result.cost;
		return 0;
	}
	if (know_next(keeping, i, err) != 0 || use_up_budget(keeping, i, err) != 0)
		return -1;
	out->result.bound = line_at_budget(keeping, i);
	out->result.optimal = tsop_assign_compare(out->result.bound, out->result.cost) == 0;
	out->result.prices_prove_all = out->result.optimal;
	return 0;
}

static int run(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_frontier *frontier = &keeping->frontier;
	size_t i;

	if (tsop_frontier_init(frontier, keeping->problem, keeping->was, keeping->by_lot, err) !=
		    0 ||
	    tsop_frontier_ends(frontier, err) != 0)
		return -1;
	if (keeping->budget == TSOP_KEEP_NO_BUDGET &&
	    find_fewest(keeping, &keeping->budget, err) != 0)
		return -1;
	if (know_edges(keeping, keeping->budget, &i, err) != 0 || solve_at(keeping, i, err) != 0)
		return -1;
	return complete(keeping, err);
}

/* With parties: moves behind people without a course, before all ranks there are. */
static int run_with_parties(struct keeping *keeping, struct tsop_error *err)
{
	struct tsop_keep_result *out = keeping->out;
	int64_t people = (int64_t)keeping->problem->n_people;

	if (keeping->budget != TSOP_KEEP_NO_BUDGET)
		return tsop_fail(err, TSOP_INPUT,
				 _("a budget of moves can not be kept where parties are placed"));
	if (tsop_frontier_init(&keeping->frontier, keeping->problem, keeping->was, keeping->by_lot,
			       err) != 0)
		return -1;
	out->scale = 1;
	out->move.rank = people * keeping->frontier.greatest_rank + 1;
	if (out->move.rank >= TSOP_MOVE_RANK_MAX / 2)
		out->move.rank = TSOP_MOVE_RANK_MAX / 2;
	return solve_at_price(keeping, keeping->was, err);
}

/* Are there two people who are not fixed in one party? */
static int look_for_parties(const struct tsop_assign_problem *problem, bool *any,
			    struct tsop_error *err)
{
	bool *has = calloc(problem->n_parties + 1, sizeof *has);

	*any = false;
	if (has == NULL)
		return tsop_fail_memory(err);
	for (uint32_t who = 0; problem->party != NULL && who < problem->n_people; who++) {
		uint32_t party = problem->party[who];

		if (party == TSOP_ASSIGN_NO_PARTY || tsop_problem_is_fixed(problem, who))
			continue;
		*any = *any || has[party];
		has[party] = true;
	}
	free(has);
	return 0;
}

static int keep_people(struct keeping *keeping, const struct tsop_keep *keep,
		       struct tsop_error *err)
{
	struct tsop_keep_result *out = keeping->out;
	bool any_parties;

	out->waived = calloc(keeping->problem->n_people + 1, sizeof *out->waived);
	if (out->waived == NULL)
		return tsop_fail_memory(err);
	if (keeping->problem->minimum != NULL)
		return tsop_fail(err, TSOP_INPUT,
				 _("people can not be kept on courses that may close"));
	if (tsop_problem_check(keeping->problem, &out->result.fault, err) != 0 ||
	    look_for_parties(keeping->problem, &any_parties, err) != 0)
		return -1;
	keeping->by_lot = tsop_problem_by_lot(keeping->problem, err);
	if (keeping->by_lot == NULL || find_stayers(keeping, keep->was, err) != 0)
		return -1;
	if (keep->budget != TSOP_KEEP_NO_BUDGET)
		keeping->budget = keep->budget + out->forced;
	return any_parties ? run_with_parties(keeping, err) : run(keeping, err);
}

int tsop_keep_solve(const struct tsop_assign_problem *problem, const struct tsop_keep *keep,
		    struct tsop_keep_result *out, struct tsop_error *err)
{
	struct keeping keeping = {
		.problem = problem,
		.budget = TSOP_KEEP_NO_BUDGET,
		.most_solves = most_solves(problem),
		.out = out,
	};
	int status;

	*out = (struct tsop_keep_result){ .result.fault = SIZE_MAX };
	status = keep_people(&keeping, keep, err);
	if (status == 0) {
		out->points = keeping.frontier.points;
		out->n_points = keeping.frontier.n;
		keeping.frontier.points = NULL;
	} else {
		size_t fault = out->result.fault;

		tsop_keep_release(out);
		out->result.fault = fault;
	}
	tsop_frontier_release(&keeping.frontier);
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
