#include <string.h>

#include "assign/cost.h"
#include "keep/frontier.h"

struct fraction {
	tsop_int128 num, den;
};

/* den > 0 */
static struct fraction reduce(struct fraction f)
{
	tsop_int128 a = f.num < 0 ? -f.num : f.num, b = f.den;

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

	/* Where searches for parties have ended early, more moves may have come out dearer. */
	if (frontier->weight_unassigned == 0 || price.num < 0 || price.num >= most ||
	    price.den * frontier->weight_unassigned >= most)
		return false;
	*stay = tsop_frontier_plain(frontier, (int64_t)price.num, (int64_t)price.den);
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

/* Look at a price for a point between i and the next, under the line between them. */
static int look_at_price(struct tsop_frontier *frontier, size_t i, struct tsop_penalty price,
			 bool *found, struct tsop_error *err)
{
	struct tsop_penalty slope =
		tsop_penalty_slope(&frontier->points[i], &frontier->points[i + 1]);
	struct tsop_frontier_point point;

	if (tsop_frontier_solve(frontier, price, &point, err) != 0)
		return -1;
	*found = tsop_penalty_compare(slope, &point, &frontier->points[i]) < 0 &&
		 point.moves > frontier->points[i].moves &&
		 point.moves < frontier->points[i + 1].moves;
	return *found ? tsop_frontier_add(frontier, &point, err) : 0;
}

/* The greatest scale of a price by about which all can be packed; 0: there is none. */
static int64_t greatest_scale(const struct tsop_frontier *frontier, struct tsop_penalty about)
{
	int64_t scale = TSOP_MOVE_UNASSIGNED_MAX - 1;

	while (scale > 0 &&
	       !tsop_frontier_can_pack(frontier, tsop_penalty_round(about, scale, true)))
		scale--;
	return scale;
}

/*
 * Where each price is a search: at the slope itself, or, where that can not be packed, at the
 * prices below and above it. What lies between these two is not known then.
 */
static int look_at_slope(struct tsop_frontier *frontier, size_t i, struct tsop_error *err)
{
	struct tsop_penalty slope =
		tsop_penalty_slope(&frontier->points[i], &frontier->points[i + 1]);
	bool is_exact = !frontier->has_parties || tsop_frontier_can_pack(frontier, slope);
	int64_t scale = is_exact ? slope.scale : greatest_scale(frontier, slope);
	bool found = false;

	for (int above = 0; above < (is_exact ? 1 : 2) && scale > 0 && !found; above++) {
		struct tsop_penalty price =
			is_exact ? slope : tsop_penalty_round(slope, scale, above > 0);

		if (look_at_price(frontier, i, price, &found, err) != 0)
			return -1;
	}
	if (found)
		return 0;
	frontier->is_rough = frontier->is_rough || !is_exact;
	mark_edge(frontier, i);
	return 0;
}

int tsop_frontier_look(struct tsop_frontier *frontier, size_t i, struct tsop_error *err)
{
	const int64_t n_nodes = (int64_t)frontier->problem.n_courses + 1;
	struct tsop_frontier_point point;
	struct fraction price;
	bool is_exact;

	if (frontier->has_parties || frontier->solve != NULL)
		return look_at_slope(frontier, i, err);
	price = slope(frontier, i);
	is_exact = price.den <= n_nodes;
	if (!is_exact)
		price = near(price, n_nodes);
	if (tsop_frontier_solve_plain(frontier, (int64_t)price.num, (int64_t)price.den, &point,
				      err) != 0)
		return -1;
	if (!is_exact || price.den * point.plain + price.num * point.moves <
				 price.den * frontier->points[i].plain +
					 price.num * frontier->points[i].moves)
		return tsop_frontier_add(frontier, &point, err);
	mark_edge(frontier, i);
	return 0;
}
