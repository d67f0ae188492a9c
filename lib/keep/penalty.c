#include "keep/penalty.h"

#include <string.h>

#include "base/num.h"

static struct tsop_assign_cost cost_of(const int64_t part[3])
{
	return (struct tsop_assign_cost){ part[0], part[1], part[2] };
}

static int64_t divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a < 0 ? -a : a;
}

struct tsop_penalty tsop_penalty_slope(const struct tsop_frontier_point *point,
				       const struct tsop_frontier_point *next)
{
	int64_t part[3] = { point->cost.unassigned - next->cost.unassigned,
			    point->cost.rank - next->cost.rank,
			    point->cost.meters - next->cost.meters };
	int64_t moves = next->moves - point->moves;
	int64_t common = moves;

	for (size_t i = 0; i < 3; i++)
		common = divisor(common, part[i]);
	for (size_t i = 0; i < 3; i++)
		part[i] /= common;
	return (struct tsop_penalty){ cost_of(part), moves / common };
}

bool tsop_penalty_is_equal(struct tsop_penalty a, struct tsop_penalty b)
{
	tsop_int128 left = a.scale, right = b.scale;

	return a.cost.unassigned * right == b.cost.unassigned * left &&
	       a.cost.rank * right == b.cost.rank * left &&
	       a.cost.meters * right == b.cost.meters * left;
}

int tsop_penalty_compare(struct tsop_penalty penalty, const struct tsop_frontier_point *a,
			 const struct tsop_frontier_point *b)
{
	const int64_t less[3] = { a->cost.unassigned - b->cost.unassigned,
				  a->cost.rank - b->cost.rank, a->cost.meters - b->cost.meters };
	const int64_t price[3] = { penalty.cost.unassigned, penalty.cost.rank,
				   penalty.cost.meters };

	for (size_t i = 0; i < 3; i++) {
		tsop_int128 part = (tsop_int128)less[i] * penalty.scale +
				   (tsop_int128)price[i] * (a->moves - b->moves);

		if (part != 0)
			return part < 0 ? -1 : 1;
	}
	return 0;
}

static int64_t floor_of(tsop_int128 num, int64_t den)
{
	return (int64_t)(num / den - (num % den < 0));
}

/*
 * The parts of scale * price, cost by cost: as it is where that is whole, and
 * the whole part of the first that is not; *is_whole: how many are.
 */
static void parts_of(struct tsop_penalty price, int64_t scale, int64_t part[3], size_t *n_whole)
{
	const int64_t num[3] = { price.cost.unassigned, price.cost.rank,
				 price.cost.meters };

	for (*n_whole = 0; *n_whole < 3; ++*n_whole) {
		tsop_int128 scaled = (tsop_int128)num[*n_whole] * scale;

		part[*n_whole] = floor_of(scaled, price.scale);
		if (scaled % price.scale != 0)
			return;
	}
}

struct tsop_penalty tsop_penalty_round(struct tsop_penalty price, int64_t scale, bool is_above)
{
	int64_t part[3] = { 0 };
	size_t n_whole;

	parts_of(price, scale, part, &n_whole);
	part[n_whole < 3 ? n_whole : 2] += is_above;
	return (struct tsop_penalty){ cost_of(part), scale };
}

/*
 * A cost that lies strictly between two prices, times scale. In the order of
 * the parts: up to the first in which they differ they are one and must be
 * whole; there, a whole number between them, or one of them with a little
 * more, or less, behind it.
 */
static bool find_at_scale(struct tsop_penalty low, struct tsop_penalty high, int64_t scale,
			  int64_t between[3])
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

bool tsop_penalty_between(struct tsop_penalty low, struct tsop_penalty high, int64_t most,
			  struct tsop_penalty *between)
{
	for (int64_t scale = 1; scale <= most; scale++) {
		int64_t part[3];

		if (!find_at_scale(low, high, scale, part))
			continue;
		*between = (struct tsop_penalty){ cost_of(part), scale };
		return true;
	}
	return false;
}

struct tsop_assign_cost tsop_penalty_line(struct tsop_penalty penalty,
					  const struct tsop_frontier_point *point, int64_t moves)
{
	const int64_t here[3] = { point->cost.unassigned, point->cost.rank, point->cost.meters };
	const int64_t price[3] = { penalty.cost.unassigned, penalty.cost.rank,
				   penalty.cost.meters };
	int64_t part[3] = { 0 };

	for (size_t i = 0; i < 3; i++) {
		tsop_int128 scaled =
			(tsop_int128)here[i] * penalty.scale - (tsop_int128)price[i] * moves;

		part[i] = -floor_of(-scaled, penalty.scale);
		if (scaled % penalty.scale != 0)
			break;
	}
	return cost_of(part);
}
