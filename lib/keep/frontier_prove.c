#include "assign/flow.h"
#include "assign/price.h"
#include "assign/problem.h"
#include "keep/frontier.h"

/* A cost that is added up and compared, from the first part on. */
struct sum {
	tsop_int128 unassigned, rank, meters;
};

static int compare(struct sum a, struct sum b)
{
	if (a.unassigned != b.unassigned)
		return a.unassigned < b.unassigned ? -1 : 1;
	if (a.rank != b.rank)
		return a.rank < b.rank ? -1 : 1;
	return (a.meters > b.meters) - (a.meters < b.meters);
}

/* a + b * times */
static struct sum add(struct sum a, struct tsop_assign_cost b, tsop_int128 times)
{
	return (struct sum){ a.unassigned + b.unassigned * times, a.rank + b.rank * times,
			     a.meters + b.meters * times };
}

/* value / weight to the nearest whole number; the rest stays in *value. */
static int64_t take(tsop_int128 *value, int64_t weight)
{
	tsop_int128 half = weight / 2;
	tsop_int128 n = (*value + (*value < 0 ? -half : half)) / weight;

	*value -= n * weight;
	return (int64_t)n;
}

/* The price that plain weights stand for, if it is one. */
static struct tsop_assign_cost read_price(const struct tsop_frontier *frontier, tsop_int128 plain)
{
	struct tsop_assign_cost price;

	price.unassigned = take(&plain, frontier->weight_unassigned);
	price.rank = take(&plain, frontier->weight_rank);
	price.meters = (int64_t)plain;
	return price;
}

/* What the cheapest place costs, or none, at prices of places and of a move. */
static struct sum cheapest(const struct tsop_frontier *frontier, uint32_t who,
			   struct tsop_penalty move, const struct tsop_assign_cost *price)
{
	const struct tsop_assign_problem *problem = &frontier->problem;
	const struct tsop_assign_cost none = { 1, 0, 0 };
	bool is_home = frontier->was[who] == TSOP_ASSIGN_NO_COURSE;
	struct sum least = add((struct sum){ 0, 0, 0 }, none, move.scale);

	if (!is_home)
		least = add(least, move.cost, 1);
	for (uint16_t course = 0; course < problem->n_courses; course++) {
		uint16_t rank = tsop_problem_rank(problem, who, course);
		const struct tsop_assign_cost cost = {
			0, rank, tsop_problem_meters(problem, who, course)
		};
		struct sum sum;

		if (rank == TSOP_ASSIGN_FORBIDDEN)
			continue;
		sum = add(add((struct sum){ 0, 0, 0 }, cost, move.scale), price[course], 1);
		if (!is_home && course != frontier->was[who])
			sum = add(sum, move.cost, 1);
		if (compare(sum, least) < 0)
			least = sum;
	}
	return least;
}

/* Is what nothing can cost less than, at these prices, what the point costs? */
static bool is_tight(const struct tsop_frontier *frontier,
		     const struct tsop_frontier_point *point, struct tsop_penalty move,
		     const struct tsop_assign_cost *price)
{
	const struct tsop_assign_problem *problem = &frontier->problem;
	struct sum bound = { 0, 0, 0 };
	struct sum cost = add((struct sum){ 0, 0, 0 }, point->cost, move.scale);

	for (uint32_t who = 0; who < problem->n_people; who++) {
		if (tsop_problem_is_fixed(problem, who)) {
			bound = add(bound, price[problem->fixed[who]], 1);
		} else {
			struct sum least = cheapest(frontier, who, move, price);

			bound.unassigned += least.unassigned;
			bound.rank += least.rank;
			bound.meters += least.meters;
		}
	}
	for (size_t course = 0; course < problem->n_courses; course++) {
		if (compare(add((struct sum){ 0, 0, 0 }, price[course], 1),
			    (struct sum){ 0, 0, 0 }) < 0)
			return false;
		bound = add(bound, price[course], -(tsop_int128)problem->capacity[course]);
	}
	return compare(bound, add(cost, move.cost, point->moves)) == 0;
}

static int find_prices(struct tsop_frontier *frontier, struct tsop_assign_cost *price,
		       struct tsop_error *err)
{
	struct tsop_flow flow = { 0 };
	int status = tsop_frontier_flow(frontier, &flow, err);

	frontier->n_solved++;
	if (status == 0 && !tsop_flow_is_short(&flow))
		status = tsop_price_lower(&flow, err);
	for (size_t i = 0; i < frontier->problem.n_courses && status == 0; i++)
		price[i] = read_price(frontier, flow.price[i]);
	tsop_flow_release(&flow);
	return status;
}

int tsop_frontier_prove(struct tsop_frontier *frontier, size_t i, struct tsop_assign_cost *price,
			bool *is_proven, struct tsop_error *err)
{
	const struct tsop_frontier_point *point = &frontier->points[i];
	struct tsop_penalty move = { { 0, 0, 0 }, 1 };

	if (i + 1 < frontier->n)
		move = tsop_penalty_slope(point, &point[1]);
	*is_proven = frontier->solve == NULL && !frontier->has_parties &&
		     frontier->worths == NULL &&
		     tsop_frontier_weigh(frontier, move, &frontier->stay);
	if (!*is_proven)
		return 0;
	if (find_prices(frontier, price, err) != 0)
		return -1;
	*is_proven = is_tight(frontier, point, move, price) &&
		     (i + 1 == frontier->n || is_tight(frontier, &point[1], move, price));
	return 0;
}
