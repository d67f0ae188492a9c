#include "keep/frontier.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "assign/cost.h"
#include "assign/flow.h"
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
	frontier->is_rough = people > most_unassigned || rank > most_rank;
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

void tsop_frontier_release(struct tsop_frontier *frontier)
{
	free(frontier->points);
	free(frontier->at);
	free(frontier->seat_price);
	*frontier = (struct tsop_frontier){ .n = 0 };
}

/* A flow that starts from the prices of the last one. */
static int start(struct tsop_frontier *frontier, struct tsop_flow *flow, struct tsop_error *err)
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

/* What the assignment in frontier.at is. */
static void measure(const struct tsop_frontier *frontier, struct tsop_frontier_point *point)
{
	const struct tsop_assign_problem *problem = &frontier->problem;

	*point = (struct tsop_frontier_point){ .moves = 0 };
	for (uint32_t who = 0; who < problem->n_people; who++)
		point->moves += frontier->was[who] != TSOP_ASSIGN_NO_COURSE &&
				frontier->was[who] != frontier->at[who];
	point->cost = tsop_problem_cost(problem, frontier->at);
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

static struct tsop_assign_stay weigh(const struct tsop_frontier *frontier, int64_t price,
				     int64_t scale)
{
	return (struct tsop_assign_stay){
		.course = frontier->was,
		.unassigned = frontier->weight_unassigned * scale,
		.rank = frontier->weight_rank * scale,
		.meters = scale,
		.move = price,
		.is_plain = true,
	};
}

struct tsop_assign_stay tsop_frontier_weigh(const struct tsop_frontier *frontier,
					    struct tsop_penalty price)
{
	return weigh(frontier,
		     price.cost.unassigned * frontier->weight_unassigned +
			     price.cost.rank * frontier->weight_rank + price.cost.meters,
		     price.scale);
}

/* Solve by one flow, at a price in plain weights. */
static int solve_flow(struct tsop_frontier *frontier, int64_t price, int64_t scale,
		      struct tsop_error *err)
{
	struct tsop_flow flow = { 0 };
	int status;

	frontier->stay = weigh(frontier, price, scale);
	status = start(frontier, &flow, err);
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

static int solve_with_parties(struct tsop_frontier *frontier, struct tsop_penalty price,
			      struct tsop_error *err)
{
	struct tsop_assign_result result;

	frontier->stay = tsop_frontier_pack(price, frontier->was);
	if (tsop_assign_solve(&frontier->problem, &result, err) != 0)
		return -1;
	frontier->is_rough = frontier->is_rough || !result.optimal;
	memcpy(frontier->at, result.course, frontier->problem.n_people * sizeof *frontier->at);
	tsop_assign_release(&result);
	return 0;
}

int tsop_frontier_solve(struct tsop_frontier *frontier, struct tsop_penalty price,
			struct tsop_frontier_point *point, struct tsop_error *err)
{
	int status;

	if (frontier->solve != NULL)
		status = frontier->solve(frontier, price, err);
	else if (frontier->has_parties)
		status = solve_with_parties(frontier, price, err);
	else
		status = solve_flow(frontier, tsop_frontier_weigh(frontier, price).move,
				    price.scale, err);
	frontier->n_solved++;
	if (status == 0)
		measure(frontier, point);
	return status;
}

/* Enter a point by its moves, unless there is one with as many. */
static int add(struct tsop_frontier *frontier, const struct tsop_frontier_point *point,
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
	return add(frontier, &point, err);
}

struct fraction {
	tsop_int128 num, den;
};

static struct fraction reduce(struct fraction f)
{
	tsop_int128 a = f.num, b = f.den;

	while (b != 0) {
		tsop_int128 rest = a % b;

		a = b;
		b = rest;
	}
	return (struct fraction){ f.num / a, f.den / a };
}

/* What one move saves between point i and the next. */
static struct fraction slope(const struct tsop_frontier *frontier, size_t i)
{
	const struct tsop_frontier_point *point = &frontier->points[i];

	return reduce((struct fraction){ point->plain - point[1].plain,
					 point[1].moves - point->moves });
}

bool tsop_frontier_edge(const struct tsop_frontier *frontier, size_t i,
			struct tsop_assign_stay *stay)
{
	const tsop_int128 most = (tsop_int128)1 << 61;
	struct fraction price = slope(frontier, i);

	if (frontier->weight_unassigned == 0 || price.num >= most ||
	    price.den * frontier->weight_unassigned >= most)
		return false;
	*stay = weigh(frontier, (int64_t)price.num, (int64_t)price.den);
	return true;
}

/*
 * The fraction with the least denominator over `most` on the way to f, whose
 * own is over it, in the tree of Stern and Brocot: none with a denominator
 * up to `most` lies between the two.
 */
static struct fraction near(struct fraction f, tsop_int128 most)
{
	tsop_int128 whole = f.num / f.den;
	tsop_int128 rest = f.num % f.den;
	struct fraction low = { 0, 1 }, high = { 1, 1 };
	struct fraction middle = { 1, 2 };

	while (middle.den <= most) {
		if (middle.num * f.den < rest * middle.den)
			low = middle;
		else
			high = middle;
		middle = (struct fraction){ low.num + high.num, low.den + high.den };
	}
	return (struct fraction){ whole * middle.den + middle.num, middle.den };
}

static void drop(struct tsop_frontier *frontier, size_t i)
{
	memmove(&frontier->points[i], &frontier->points[i + 1],
		(frontier->n - i - 1) * sizeof *frontier->points);
	frontier->n--;
}

/* Is point i between two edges that are one? */
static bool is_on_line(const struct tsop_frontier *frontier, size_t i)
{
	const struct tsop_frontier_point *point = &frontier->points[i];

	return i > 0 && i + 1 < frontier->n && point[-1].is_edge && point->is_edge &&
	       tsop_penalty_is_equal(tsop_penalty_slope(&point[-1], point),
				     tsop_penalty_slope(point, &point[1]));
}

/* Mark the edge behind point i; what is no vertex any more goes. */
static void mark_edge(struct tsop_frontier *frontier, size_t i)
{
	frontier->points[i].is_edge = true;
	if (is_on_line(frontier, i + 1))
		drop(frontier, i + 1);
	if (is_on_line(frontier, i))
		drop(frontier, i);
}

/* Where each price is a search: at the slope itself, where that can be. */
static int look_at_slope(struct tsop_frontier *frontier, size_t i, struct tsop_error *err)
{
	struct tsop_penalty price =
		tsop_penalty_slope(&frontier->points[i], &frontier->points[i + 1]);
	struct tsop_frontier_point point = frontier->points[i];

	if (frontier->solve == NULL && !tsop_frontier_can_pack(frontier, price))
		frontier->is_rough = true;
	else if (tsop_frontier_solve(frontier, price, &point, err) != 0)
		return -1;
	if (tsop_penalty_compare(price, &point, &frontier->points[i]) < 0 &&
	    point.moves > frontier->points[i].moves &&
	    point.moves < frontier->points[i + 1].moves)
		return add(frontier, &point, err);
	mark_edge(frontier, i);
	return 0;
}

int tsop_frontier_look(struct tsop_frontier *frontier, size_t i, struct tsop_error *err)
{
	struct tsop_frontier_point point;
	struct fraction price;
	bool is_exact;

	if (frontier->has_parties || frontier->solve != NULL)
		return look_at_slope(frontier, i, err);
	price = slope(frontier, i);
	is_exact = price.den <= n_nodes(frontier);
	if (!is_exact)
		price = near(price, n_nodes(frontier));
	frontier->n_solved++;
	if (solve_flow(frontier, (int64_t)price.num, (int64_t)price.den, err) != 0)
		return -1;
	measure(frontier, &point);
	if (!is_exact || price.den * point.plain + price.num * point.moves <
				 price.den * frontier->points[i].plain +
					 price.num * frontier->points[i].moves)
		return add(frontier, &point, err);
	mark_edge(frontier, i);
	return 0;
}
