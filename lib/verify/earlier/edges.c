/* The edges of the hull that `moves` lists, each held against the prices behind it. */
#include <inttypes.h>

#include "base/i18n.h"
#include "verify/earlier/moving.h"

#define WORK_MAX ((size_t)1 << 32) /* places that are looked at */

/* A move costs `move`, and all else counts so many times. */
struct slope {
	struct tsop_result_cost move;
	int64_t scale;
};

static int64_t common_divisor(int64_t a, int64_t b)
{
	a = a < 0 ? -a : a;
	b = b < 0 ? -b : b;
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* What a move saves behind point i, in lowest terms; behind the last it is worth nothing. */
static struct slope slope_behind(const struct tsop_result_proof *proof, size_t i)
{
	const struct tsop_result_point *point = &proof->points[i];
	struct slope slope = { { 0, 0, 0 }, 1 };
	int64_t divisor;

	if (i + 1 == proof->n_points)
		return slope;
	slope.scale = point[1].moves - point->moves;
	slope.move.unassigned = point->cost.unassigned - point[1].cost.unassigned;
	slope.move.rank = point->cost.rank - point[1].cost.rank;
	slope.move.meters = point->cost.meters - point[1].cost.meters;
	divisor = common_divisor(common_divisor(slope.scale, slope.move.unassigned),
				 common_divisor(slope.move.rank, slope.move.meters));
	slope.scale /= divisor;
	slope.move.unassigned /= divisor;
	slope.move.rank /= divisor;
	slope.move.meters /= divisor;
	return slope;
}

static struct tsop_moving_sum add(struct tsop_moving_sum sum, const struct tsop_result_cost *cost,
				  tsop_int128 times)
{
	sum.part[0] += cost->unassigned * times;
	sum.part[1] += cost->rank * times;
	sum.part[2] += cost->meters * times;
	return sum;
}

/* The least that whom ranks were filled for pays, who was at home, or (NO_COURSE) nowhere. */
static struct tsop_moving_sum find_least(const struct tsop_costs *costs, const int64_t *meters,
					 uint16_t home, const struct slope *slope,
					 const struct tsop_result_cost *prices)
{
	const struct tsop_result_cost none = { 1, 0, 0 };
	bool pays = home != TSOP_RESULT_NO_COURSE;
	struct tsop_moving_sum least = add((struct tsop_moving_sum){ { 0 } }, &none, slope->scale);

	least = add(least, &slope->move, pays);
	for (size_t i = 0; i < costs->n_courses; i++) {
		const struct tsop_result_cost cost = { 0, costs->ranks[i], meters[i] };
		struct tsop_moving_sum sum;

		if (costs->ranks[i] == TSOP_COSTS_FORBIDDEN)
			continue;
		sum = add((struct tsop_moving_sum){ { 0 } }, &cost, slope->scale);
		sum = add(add(sum, &prices[i], 1), &slope->move, pays && home != i);
		if (tsop_moving_compare(&sum, &least) < 0)
			least = sum;
	}
	return least;
}

/* What all together can not cost less than, at these prices of places. */
static struct tsop_moving_sum find_bound(const struct tsop_moving *moving,
					 const struct slope *slope,
					 const struct tsop_result_cost *prices)
{
	struct tsop_costs *costs = moving->costs;
	const struct tsop_result *result = moving->result;
	struct tsop_moving_sum bound = { { 0 } };

	for (size_t at = 0; at < costs->n_order; at++) {
		size_t person = costs->order[at];
		const struct tsop_municipality *from = result->people[person].municipality;
		struct tsop_moving_sum least;

		if (costs->candidates->rows[person].holds)
			continue;
		tsop_costs_of_person(costs, at);
		least = find_least(costs, tsop_costs_meters(costs, from), moving->was[person],
				   slope, prices);
		for (size_t i = 0; i < 3; i++)
			bound.part[i] += least.part[i];
	}
	for (size_t k = 0; k < result->n_seats; k++) {
		const struct tsop_result_seats *row = &result->seats[k];
		struct tsop_moving_sum least;

		if (row->reserved == 0)
			continue;
		tsop_costs_of_held(costs, row->municipality);
		least = find_least(costs, tsop_costs_meters(costs, row->municipality),
				   TSOP_RESULT_NO_COURSE, slope, prices);
		for (size_t i = 0; i < 3; i++)
			bound.part[i] += least.part[i] * row->reserved;
	}
	for (size_t i = 0; i < costs->n_courses; i++)
		bound = add(bound, &prices[i], -(tsop_int128)costs->room[i]);
	return bound;
}

/* Does point `end` cost what no assignment can cost less than where moves save the slope? */
static bool is_at_bound(const struct tsop_result_proof *proof, size_t end,
			const struct slope *slope, const struct tsop_moving_sum *bound)
{
	const struct tsop_result_point *point = &proof->points[end];
	struct tsop_moving_sum cost = { { 0 } };

	cost = add(cost, &point->cost, slope->scale);
	cost = add(cost, &slope->move, point->moves);
	return tsop_moving_compare(&cost, bound) == 0;
}

/* Does nothing lie below the edge behind point i? So it is where both its ends cost the bound. */
static void check_edge(const struct tsop_moving *moving, size_t i)
{
	const struct tsop_result_proof *proof = moving->proof;
	const struct tsop_result_cost zero = { 0, 0, 0 };
	const struct tsop_result_point *point = &proof->points[i];
	struct slope slope = slope_behind(proof, i);
	struct tsop_moving_sum bound = find_bound(moving, &slope, point->prices);
	bool is_proof = is_at_bound(proof, i, &slope, &bound) &&
			(i + 1 == proof->n_points || is_at_bound(proof, i + 1, &slope, &bound));

	for (size_t course = 0; course < moving->costs->n_courses; course++)
		is_proof = is_proof && tsop_costs_compare(point->prices[course], zero) >= 0;
	if (!is_proof)
		tsop_checking_fault(moving->checking, proof->line, "moves",
				    _("%" PRId64 " moves: the prices do not prove the edge behind "
				      "them"),
				    point->moves);
}

/* Is there a point that the result itself does not reach? */
static bool has_others(const struct tsop_moving *moving)
{
	const struct tsop_result_proof *proof = moving->proof;

	return proof->n_points > 1 || proof->points[0].moves != moving->n_made ||
	       tsop_costs_compare(proof->points[0].cost, proof->cost) != 0;
}

void tsop_edges_check(const struct tsop_moving *moving)
{
	const struct tsop_result_proof *proof = moving->proof;
	struct tsop_checking *checking = moving->checking;
	size_t work = moving->costs->n_order * (moving->costs->n_courses + 1) + 1;
	bool may_be = !moving->has_parties && !moving->has_minima;
	bool are_checked = may_be && tsop_result_knows_held(moving->result) &&
			   proof->n_points < WORK_MAX / work;
	bool are_all = proof->n_points > 0 && proof->n_proven_points == proof->n_points;

	for (size_t i = 0; i < proof->n_points && are_checked; i++)
		if (proof->points[i].prices != NULL)
			check_edge(moving, i);
	if (!may_be && proof->n_proven_points > 0)
		tsop_checking_fault(checking, proof->line, "moves",
				    _("expected no prices, with parties or minima"));
	if (are_checked && are_all && !proof->has_all_points)
		tsop_checking_fault(checking, proof->line, "moves_complete", _("expected true"));
	if (proof->n_points > 0 && (!are_checked || !are_all))
		tsop_checking_open(checking, "what other numbers of moves cost");
	else if (proof->n_points > 0 && has_others(moving))
		tsop_checking_open(checking,
				   "that the least costs of other numbers of moves are reached");
}
