#include "keep/frontier.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "assign/cost.h"
#include "assign/flow.h"
#include "assign/optimum.h"
#include "assign/problem.h"
#include "assign/start.h"
#include "base/array.h"
#include "base/i18n.h"

/* Nodes of the graph of courses, and so the length of its longest cycle. */
static int64_t n_nodes(const struct tsop_frontier *frontier)
{
	return (int64_t)frontier->problem.n_courses + 1;
}

static uint16_t greatest_rank(const struct tsop_assign_problem *problem)
{
	uint16_t greatest = 0;

	for (size_t i = 0; i < problem->n_wishes * problem->n_courses; i++)
		if (problem->ranks[i] != TSOP_ASSIGN_FORBIDDEN && problem->ranks[i] > greatest)
			greatest = problem->ranks[i];
	return greatest;
}

static uint32_t greatest_meters(const struct tsop_assign_problem *problem)
{
	uint32_t greatest = 0;

	for (size_t i = 0; i < problem->n_origins * problem->n_courses; i++)
		if (problem->meters[i] > greatest)
			greatest = problem->meters[i];
	return greatest;
}

/*
 * Weights by which cycles compare as their costs do, also times a scale and
 * with the price of a move: each outweighs twice what a cycle can cost behind
 * it, times the greatest scale. False: they do not fit.
 */
static bool set_weights(struct tsop_frontier *frontier, int64_t greatest_scale)
{
	const tsop_int128 most = (tsop_int128)1 << 62;
	tsop_int128 twice = 2 * (tsop_int128)n_nodes(frontier) * greatest_scale;
	/* At least 1: a price may have a meter, or a rank, where costs have none. */
	tsop_int128 meters = frontier->greatest_meters > 0 ? frontier->greatest_meters : 1;
	tsop_int128 rank = twice * meters + 1;
	tsop_int128 ranks = frontier->greatest_rank > 0 ? frontier->greatest_rank : 1;
	tsop_int128 placed = ranks * rank + meters;
	tsop_int128 unassigned = twice * (placed + 1) + 1;

	if (4 * unassigned * (2 * (tsop_int128)greatest_scale + 1) >= most)
		return false;
	frontier->weight_rank = (int64_t)rank;
	frontier->weight_unassigned = (int64_t)unassigned;
	return true;
}

static void set_prices(struct tsop_frontier *frontier)
{
	int64_t nodes = n_nodes(frontier);

	frontier->price_of_all = (struct tsop_penalty){ { 2, 0, 0 }, 1 };
	frontier->price_of_ranks = (struct tsop_penalty){
		{ 0, nodes * frontier->greatest_rank + 1, 0 }, 1
	};
	frontier->least_price = (struct tsop_penalty){ { 0, 0, 1 }, nodes + 1 };
}

bool tsop_frontier_widen(struct tsop_frontier *frontier)
{
	int64_t people = (int64_t)frontier->problem.n_people + 1;

	if (frontier->has_parties)
		return true;
	frontier->price_of_all.cost.unassigned = people;
	frontier->price_of_ranks.cost.rank = people * frontier->greatest_rank + 1;
	frontier->least_price.scale = people;
	return set_weights(frontier, people > n_nodes(frontier) ? people : n_nodes(frontier));
}

/*
 * Parties do not differ by cycles alone: what goes before counts for more
 * than all that people can cost behind it.
 */
static void set_weights_of_parties(struct tsop_frontier *frontier)
{
	const tsop_int128 most = (tsop_int128)1 << 61;
	tsop_int128 people = (tsop_int128)frontier->problem.n_people + 1;
	tsop_int128 rank = people * frontier->greatest_meters + 1;
	tsop_int128 placed = frontier->greatest_rank * rank + frontier->greatest_meters;
	bool fits = people * placed < most;

	frontier->weight_rank = fits ? (int64_t)rank : 0;
	frontier->weight_unassigned = fits ? (int64_t)(people * placed) + 1 : 0;
}

/* Parties may save more by a move than a cycle can: as much as can be packed, or all there is. */
static void set_prices_of_parties(struct tsop_frontier *frontier)
{
	const int64_t most_unassigned = TSOP_MOVE_UNASSIGNED_MAX - 2;
	const int64_t most_rank = TSOP_MOVE_RANK_MAX / 2;
	int64_t people = (int64_t)frontier->problem.n_people + 1;
	int64_t rank = people * frontier->greatest_rank + 1;

	frontier->price_of_all.cost.unassigned =
		people < most_unassigned ? people : most_unassigned;
	frontier->price_of_ranks.cost.rank = rank < most_rank ? rank : most_rank;
	frontier->least_price.scale = people < most_unassigned ? people : most_unassigned;
}

int tsop_frontier_init(struct tsop_frontier *frontier, const struct tsop_assign_problem *problem,
		       bool has_parties, const uint16_t *was, const uint32_t *by_lot,
		       struct tsop_error *err)
{
	*frontier = (struct tsop_frontier){
		.problem = *problem, .has_parties = has_parties, .was = was, .by_lot = by_lot,
		.lot = problem->lot
	};
	if (!has_parties)
		frontier->problem.party = NULL;
	frontier->problem.lot = NULL;
	frontier->problem.stay = &frontier->stay;
	frontier->stay.course = was;
	frontier->stay.is_plain = true;
	frontier->greatest_rank = greatest_rank(problem);
	frontier->greatest_meters = greatest_meters(problem);
	frontier->at = calloc(problem->n_people + 1, sizeof *frontier->at);
	frontier->seat_price = calloc(problem->n_courses + 1, sizeof *frontier->seat_price);
	if (frontier->at == NULL || frontier->seat_price == NULL)
		return tsop_fail_memory(err);
	if (!set_weights(frontier, n_nodes(frontier)))
		return tsop_fail(err, TSOP_INPUT,
				 _("%zu courses with up to %" PRId64 " wishes are too many to weigh "
				   "moves against"),
				 problem->n_courses, frontier->greatest_rank);
	set_prices(frontier);
	if (has_parties) {
		set_weights_of_parties(frontier);
		set_prices_of_parties(frontier);
	}
	return 0;
}

int tsop_frontier_set_worths(struct tsop_frontier *frontier,
			     const struct tsop_frontier_worths *worths, bool *fits,
			     struct tsop_error *err)
{
	const tsop_int128 most = (tsop_int128)1 << 61;
	const tsop_int128 nodes = n_nodes(frontier);
	const tsop_int128 people = (tsop_int128)frontier->problem.n_people + 1;
	tsop_int128 meters = frontier->greatest_meters > 0 ? frontier->greatest_meters : 1;
	tsop_int128 rank = 2 * meters * (nodes * nodes > people ? nodes * nodes : people) + 1;
	tsop_int128 dearest = nodes * worths->none + 1;

	*fits = dearest < most && dearest * rank < most / (4 * nodes);
	if (!*fits)
		return 0;
	frontier->of_rank = calloc(worths->n + 1, sizeof *frontier->of_rank);
	if (frontier->of_rank == NULL)
		return tsop_fail_memory(err);
	frontier->worths = worths;
	frontier->weight_rank = (int64_t)rank;
	frontier->weight_unassigned = (int64_t)(worths->none * rank) + 1;
	frontier->price_of_all = (struct tsop_penalty){ { 0, (int64_t)dearest, 0 }, 1 };
	return 0;
}

void tsop_frontier_release(struct tsop_frontier *frontier)
{
	free(frontier->points);
	free(frontier->at);
	free(frontier->fewest);
	free(frontier->of_rank);
	free(frontier->seat_price);
	*frontier = (struct tsop_frontier){ .n = 0 };
}

int tsop_frontier_flow(struct tsop_frontier *frontier, struct tsop_flow *flow,
		       struct tsop_error *err)
{
	int64_t scale = frontier->stay.meters;

	if (frontier->seat_scale == 0)
		return tsop_start_flow(flow, &frontier->problem, frontier->by_lot, err);
	for (size_t i = 0; i < frontier->problem.n_courses; i++)
		frontier->seat_price[i] = frontier->seat_price[i] / frontier->seat_scale * scale;
	if (tsop_flow_init(flow, &frontier->problem, frontier->by_lot, frontier->seat_price, err) !=
	    0)
		return -1;
	return tsop_flow_solve(flow, err);
}

static int64_t sum_worths(const struct tsop_frontier *frontier)
{
	const struct tsop_assign_problem *problem = &frontier->problem;
	int64_t sum = 0;

	for (uint32_t who = 0; who < problem->n_people; who++) {
		uint16_t course = frontier->at[who];

		if (tsop_problem_is_fixed(problem, who))
			continue;
		sum += course == TSOP_ASSIGN_NO_COURSE ?
			       frontier->worths->none :
			       frontier->worths->of_rank[tsop_problem_rank(problem, who, course)];
	}
	return sum;
}

/* What the assignment in frontier.at is. */
static void measure(const struct tsop_frontier *frontier, struct tsop_frontier_point *point)
{
	const struct tsop_assign_problem *problem = &frontier->problem;

	*point = (struct tsop_frontier_point){ .moves = 0 };
	for (uint32_t who = 0; who < problem->n_people; who++)
		point->moves += frontier->was[who] != TSOP_ASSIGN_NO_COURSE &&
				frontier->was[who] != frontier->at[who];
	point->cost = tsop_problem_cost(problem, frontier->at);
	if (frontier->worths != NULL) {
		point->cost.unassigned = 0;
		point->cost.rank = sum_worths(frontier);
	}
	point->plain = (tsop_int128)point->cost.unassigned * frontier->weight_unassigned +
		       (tsop_int128)point->cost.rank * frontier->weight_rank + point->cost.meters;
}

static void take(struct tsop_frontier *frontier, const struct tsop_flow *flow)
{
	const struct tsop_assign_problem *problem = &frontier->problem;

	for (uint32_t who = 0; who < problem->n_people; who++) {
		uint16_t node = tsop_flow_node(flow, who);

		frontier->at[who] = node == flow->outside ? TSOP_ASSIGN_NO_COURSE : node;
	}
	memcpy(frontier->seat_price, flow->price,
	       problem->n_courses * sizeof *frontier->seat_price);
	frontier->seat_scale = frontier->stay.meters;
}

struct tsop_assign_stay tsop_frontier_plain(const struct tsop_frontier *frontier, int64_t price,
					    int64_t scale)
{
	const struct tsop_frontier_worths *worths = frontier->worths;
	int64_t unassigned = frontier->weight_unassigned;

	for (size_t i = 0; worths != NULL && i < worths->n; i++)
		frontier->of_rank[i] = worths->of_rank[i] * frontier->weight_rank * scale;
	if (worths != NULL)
		unassigned = worths->none * frontier->weight_rank;
	return (struct tsop_assign_stay){
		.course = frontier->was,
		.unassigned = unassigned * scale,
		.of_rank = frontier->of_rank,
		.rank = frontier->weight_rank * scale,
		.meters = scale,
		.move = price,
		.is_plain = true,
	};
}

/* The price in plain weights, times its scale. */
static tsop_int128 plain_price(const struct tsop_frontier *frontier, struct tsop_assign_cost price)
{
	return (tsop_int128)price.unassigned * frontier->weight_unassigned +
	       (tsop_int128)price.rank * frontier->weight_rank + price.meters;
}

bool tsop_frontier_weigh(const struct tsop_frontier *frontier, struct tsop_penalty price,
			 struct tsop_assign_stay *stay)
{
	const tsop_int128 most = (tsop_int128)1 << 61;
	tsop_int128 move = plain_price(frontier, price.cost);
	tsop_int128 unassigned = (tsop_int128)frontier->weight_unassigned * price.scale;

	if (unassigned == 0 || unassigned + move >= most)
		return false;
	*stay = tsop_frontier_plain(frontier, (int64_t)move, price.scale);
	return true;
}

/* Solve by one flow, at a price in plain weights. */
static int solve_flow(struct tsop_frontier *frontier, int64_t price, int64_t scale,
		      struct tsop_error *err)
{
	struct tsop_flow flow = { 0 };
	int status;

	frontier->stay = tsop_frontier_plain(frontier, price, scale);
	status = tsop_frontier_flow(frontier, &flow, err);
	if (status == 0)
		take(frontier, &flow);
	frontier->is_short = status == 0 && tsop_flow_is_short(&flow);
	tsop_flow_release(&flow);
	return status;
}

bool tsop_frontier_can_pack(const struct tsop_frontier *frontier, struct tsop_penalty price)
{
	const int64_t people = (int64_t)frontier->problem.n_people;
	int64_t unassigned = price.scale + llabs(price.cost.unassigned);
	int64_t rank = price.scale * frontier->greatest_rank + llabs(price.cost.rank);
	int64_t meters = price.scale * frontier->greatest_meters + llabs(price.cost.meters);

	return unassigned < TSOP_MOVE_UNASSIGNED_MAX && rank < TSOP_MOVE_RANK_MAX &&
	       meters < TSOP_MOVE_METERS_MAX && people * unassigned < TSOP_COST_UNASSIGNED_MAX &&
	       people * rank < TSOP_COST_RANK_MAX;
}

struct tsop_assign_stay tsop_frontier_pack(struct tsop_penalty price, const uint16_t *was)
{
	return (struct tsop_assign_stay){
		.course = was,
		.unassigned = TSOP_MOVE_UNASSIGNED * price.scale,
		.rank = ((int64_t)1 << TSOP_MOVE_RANK_BITS) * price.scale,
		.meters = price.scale,
		.move = tsop_cost_pack_move(price.cost),
	};
}

int tsop_frontier_search(struct tsop_frontier *frontier, struct tsop_assign_result *result,
			 struct tsop_error *err)
{
	const struct tsop_optimum_request request = { .by_lot = frontier->by_lot };
	enum tsop_optimum status = tsop_optimum_solve(&frontier->problem, &request, result, err);

	if (status == TSOP_OPTIMUM_FAILED)
		return -1;
	frontier->n_nodes += result->nodes;
	frontier->is_short = status != TSOP_OPTIMUM_FOUND;
	frontier->is_rough = frontier->is_rough || status == TSOP_OPTIMUM_UNKNOWN ||
			     (status == TSOP_OPTIMUM_FOUND && !result->optimal);
	if (status == TSOP_OPTIMUM_FOUND)
		memcpy(frontier->at, result->course,
		       frontier->problem.n_people * sizeof *frontier->at);
	return 0;
}

static int solve_with_parties(struct tsop_frontier *frontier, struct tsop_penalty price,
			      struct tsop_error *err)
{
	struct tsop_assign_result result;

	frontier->stay = tsop_frontier_pack(price, frontier->was);
	if (tsop_frontier_search(frontier, &result, err) != 0)
		return -1;
	tsop_assign_release(&result);
	return 0;
}

int tsop_frontier_solve_plain(struct tsop_frontier *frontier, int64_t price, int64_t scale,
			      struct tsop_frontier_point *point, struct tsop_error *err)
{
	frontier->n_solved++;
	if (solve_flow(frontier, price, scale, err) != 0)
		return -1;
	measure(frontier, point);
	return 0;
}

int tsop_frontier_solve(struct tsop_frontier *frontier, struct tsop_penalty price,
			struct tsop_frontier_point *point, struct tsop_error *err)
{
	int status;

	if (frontier->solve == NULL && !frontier->has_parties)
		return tsop_frontier_solve_plain(frontier,
						 (int64_t)plain_price(frontier, price.cost),
						 price.scale, point, err);
	status = frontier->solve != NULL ? frontier->solve(frontier, price, err)
					 : solve_with_parties(frontier, price, err);
	frontier->n_solved++;
	if (status == 0)
		measure(frontier, point);
	return status;
}

int tsop_frontier_add(struct tsop_frontier *frontier, const struct tsop_frontier_point *point,
		      struct tsop_error *err)
{
	struct tsop_frontier_point *points;
	size_t at = 0;

	while (at < frontier->n && frontier->points[at].moves < point->moves)
		at++;
	if (at < frontier->n && frontier->points[at].moves == point->moves)
		return 0;
	points = tsop_array_room(frontier->points, frontier->n, &frontier->cap, sizeof *points);
	if (points == NULL)
		return tsop_fail_memory(err);
	frontier->points = points;
	memmove(&points[at + 1], &points[at], (frontier->n - at) * sizeof *points);
	points[at] = *point;
	frontier->n++;
	return 0;
}

int tsop_frontier_enter(struct tsop_frontier *frontier, struct tsop_penalty price, int64_t *moves,
			struct tsop_error *err)
{
	struct tsop_frontier_point point;

	if (tsop_frontier_solve(frontier, price, &point, err) != 0)
		return -1;
	*moves = point.moves;
	return tsop_frontier_add(frontier, &point, err);
}
