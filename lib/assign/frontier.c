#include "assign/frontier.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

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
 * Weights by which cycles compare as their costs do, also times the moves of
 * another: each outweighs twice what a cycle can cost behind it, times nodes.
 */
static int set_weights(struct tsop_frontier *frontier, struct tsop_error *err)
{
	const tsop_int128 most = (tsop_int128)1 << 62;
	tsop_int128 nodes = n_nodes(frontier);
	tsop_int128 meters = frontier->greatest_meters;
	tsop_int128 rank = 2 * nodes * nodes * meters + 1;
	tsop_int128 placed = frontier->greatest_rank * rank + meters;
	tsop_int128 unassigned = 2 * nodes * nodes * (placed + 1) + 1;

	if (4 * unassigned * (2 * nodes + 1) >= most)
		return tsop_fail(err, TSOP_INPUT,
				 _("%zu courses with up to %" PRId64 " wishes are too many to weigh "
				   "moves against"),
				 frontier->problem.n_courses, frontier->greatest_rank);
	frontier->weight_rank = (int64_t)rank;
	frontier->weight_unassigned = (int64_t)unassigned;
	frontier->price_of_ranks = (int64_t)(nodes * placed + 1);
	frontier->price_of_all = 2 * frontier->weight_unassigned;
	return 0;
}

int tsop_frontier_init(struct tsop_frontier *frontier, const struct tsop_assign_problem *problem,
		       const uint16_t *was, const uint32_t *by_lot, struct tsop_error *err)
{
	*frontier = (struct tsop_frontier){ .problem = *problem, .was = was, .by_lot = by_lot };
	frontier->problem.party = NULL;
	frontier->problem.stay = &frontier->stay;
	frontier->stay.course = was;
	frontier->stay.is_plain = true;
	frontier->greatest_rank = greatest_rank(problem);
	frontier->greatest_meters = greatest_meters(problem);
	frontier->at = calloc(problem->n_people + 1, sizeof *frontier->at);
	frontier->seat_price = calloc(problem->n_courses + 1, sizeof *frontier->seat_price);
	if (frontier->at == NULL || frontier->seat_price == NULL)
		return tsop_fail_memory(err);
	return set_weights(frontier, err);
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

static void take(struct tsop_frontier *frontier, const struct tsop_flow *flow,
		 struct tsop_frontier_point *point)
{
	const struct tsop_assign_problem *problem = &frontier->problem;

	for (uint32_t who = 0; who < problem->n_people; who++) {
		uint16_t node = tsop_flow_node(flow, who);

		frontier->at[who] = node == flow->outside ? TSOP_ASSIGN_NO_COURSE : node;
		point->moves += frontier->was[who] != TSOP_ASSIGN_NO_COURSE &&
				frontier->was[who] != frontier->at[who];
	}
	point->cost = tsop_problem_cost(problem, frontier->at);
	point->plain = (tsop_int128)point->cost.unassigned * frontier->weight_unassigned +
		       (tsop_int128)point->cost.rank * frontier->weight_rank + point->cost.meters;
	memcpy(frontier->seat_price, flow->price,
	       problem->n_courses * sizeof *frontier->seat_price);
	frontier->seat_scale = frontier->stay.meters;
}

int tsop_frontier_solve(struct tsop_frontier *frontier, int64_t price, int64_t scale,
			struct tsop_frontier_point *point, struct tsop_error *err)
{
	struct tsop_flow flow = { 0 };
	int status;

	*point = (struct tsop_frontier_point){ .price = price, .scale = scale };
	frontier->stay.unassigned = frontier->weight_unassigned * scale;
	frontier->stay.rank = frontier->weight_rank * scale;
	frontier->stay.meters = scale;
	frontier->stay.move = price;
	frontier->n_solved++;
	status = start(frontier, &flow, err);
	if (status == 0)
		take(frontier, &flow, point);
	tsop_flow_release(&flow);
	return status;
}

int tsop_frontier_add(struct tsop_frontier *frontier, const struct tsop_frontier_point *point,
		      size_t *at, struct tsop_error *err)
{
	struct tsop_frontier_point *points;

	*at = 0;
	while (*at < frontier->n && frontier->points[*at].moves < point->moves)
		++*at;
	if (*at < frontier->n && frontier->points[*at].moves == point->moves)
		return 0;
	points = tsop_array_room(frontier->points, frontier->n, &frontier->cap, sizeof *points);
	if (points == NULL)
		return tsop_fail_memory(err);
	frontier->points = points;
	memmove(&points[*at + 1], &points[*at], (frontier->n - *at) * sizeof *points);
	points[*at] = *point;
	frontier->n++;
	return 0;
}

int tsop_frontier_ends(struct tsop_frontier *frontier, struct tsop_error *err)
{
	struct tsop_frontier_point point;
	size_t at;

	/* Where all is scaled by more than a cycle has moves, the least price only tells equals apart. */
	if (tsop_frontier_solve(frontier, 1, n_nodes(frontier) + 1, &point, err) != 0 ||
	    tsop_frontier_add(frontier, &point, &at, err) != 0 ||
	    tsop_frontier_solve(frontier, frontier->price_of_all, 1, &point, err) != 0)
		return -1;
	return tsop_frontier_add(frontier, &point, &at, err);
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
	struct fraction before, behind;

	if (i == 0 || i + 1 >= frontier->n || !frontier->points[i - 1].is_edge ||
	    !frontier->points[i].is_edge)
		return false;
	before = slope(frontier, i - 1);
	behind = slope(frontier, i);
	return before.num == behind.num && before.den == behind.den;
}

int tsop_frontier_look(struct tsop_frontier *frontier, size_t i, struct tsop_error *err)
{
	struct fraction price = slope(frontier, i);
	bool is_exact = price.den <= n_nodes(frontier);
	const struct tsop_frontier_point *here = &frontier->points[i];
	struct tsop_frontier_point point;
	size_t at;

	if (!is_exact)
		price = near(price, n_nodes(frontier));
	if (tsop_frontier_solve(frontier, (int64_t)price.num, (int64_t)price.den, &point, err) != 0)
		return -1;
	if (!is_exact || price.den * point.plain + price.num * point.moves <
				 price.den * here->plain + price.num * here->moves)
		return tsop_frontier_add(frontier, &point, &at, err);
	frontier->points[i].is_edge = true;
	if (is_on_line(frontier, i + 1))
		drop(frontier, i + 1);
	if (is_on_line(frontier, i))
		drop(frontier, i);
	return 0;
}
