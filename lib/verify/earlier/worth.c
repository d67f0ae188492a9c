#include <inttypes.h>

#include "base/i18n.h"
#include "verify/earlier/budget.h"
#include "verify/earlier/moving.h"

static const struct tsop_result_cost zero = { 0, 0, 0 };

int tsop_moving_compare(const struct tsop_moving_sum *a, const struct tsop_moving_sum *b)
{
	for (size_t i = 0; i < 3; i++)
		if (a->part[i] != b->part[i])
			return a->part[i] < b->part[i] ? -1 : 1;
	return 0;
}

/* a * n + b * m */
static struct tsop_moving_sum combine(const struct tsop_result_cost *a, int64_t n,
				      const struct tsop_result_cost *b, int64_t m)
{
	return (struct tsop_moving_sum){ {
		(tsop_int128)a->unassigned * n + (tsop_int128)b->unassigned * m,
		(tsop_int128)a->rank * n + (tsop_int128)b->rank * m,
		(tsop_int128)a->meters * n + (tsop_int128)b->meters * m,
	} };
}

/* How many moves an assignment may have that this one is held against. */
static int64_t find_limit(const struct tsop_moving *moving)
{
	const struct tsop_result_header *header = &moving->result->header;
	int64_t limit = header->forced + header->budget;

	if (header->budget < 0)
		return header->made;
	return limit < moving->n_homes ? limit : moving->n_homes;
}

/* A cost at so many moves beside what the prices prove of it: less than that it can not be. */
static int compare_with_proof(const struct tsop_moving *moving, int64_t moves,
			      const struct tsop_result_cost *cost)
{
	const struct tsop_result_proof *proof = moving->proof;
	struct tsop_moving_sum stated = combine(cost, proof->scale, &proof->move, moves);
	struct tsop_moving_sum proven =
		combine(&proof->cost, proof->scale, &proof->move, moving->n_counted);

	return tsop_moving_compare(&stated, &proven);
}

/* Can nothing of so few moves cost less, not even by a meter? */
static bool is_proven(const struct tsop_moving *moving, int64_t moves, struct tsop_result_cost cost)
{
	cost.meters--;
	return compare_with_proof(moving, moves, &cost) < 0;
}

/* Without a budget: could everybody have a course with fewer moves? */
static bool are_moves_least(const struct tsop_moving *moving)
{
	const struct tsop_result_proof *proof = moving->proof;
	struct tsop_moving_sum move = combine(&proof->move, 1, &zero, 0);
	struct tsop_moving_sum gain = moving->worst;

	if (moving->n_made == moving->n_forced)
		return true;
	if (moving->has_minima || proof->n_waived > 0 || proof->worst_rank > 0)
		return false;
	gain.part[1] -= proof->cost.rank;
	gain.part[2] -= proof->cost.meters;
	for (size_t i = 0; i < 3; i++)
		gain.part[i] *= proof->scale;
	return tsop_moving_compare(&gain, &move) < 0;
}

/* Can a search prove what the prices do not? It speaks of neither parties nor minima. */
static bool may_be_searched(const struct tsop_moving *moving)
{
	return moving->proof->n_move_nodes > 0 && moving->proof->is_optimal &&
	       !moving->has_parties && !moving->has_minima && moving->result->header.budget >= 0;
}

/* Does it? Held seats are people to it. */
static bool is_searched(const struct tsop_moving *moving)
{
	return may_be_searched(moving) && tsop_result_knows_held(moving->result);
}

/* By the search. */
static int check_search(const struct tsop_moving *moving, bool *is_only, struct tsop_error *err)
{
	*is_only = moving->proof->n_waived == 0;
	if (moving->proof->n_move_nodes == 0)
		return 0;
	if (is_searched(moving))
		return tsop_budget_check(moving, find_limit(moving), is_only, err);
	if (may_be_searched(moving))
		tsop_checking_open(moving->checking,
				   "the search: it is not known whose the held seats are");
	else
		tsop_checking_fault(moving->checking, moving->proof->line, "search",
				    _("expected none but for a budget that people without parties "
				      "are moved within, where no course may close"));
	return 0;
}

/* What the prices prove, and what they do not. */
static void weigh(const struct tsop_moving *moving, bool is_only)
{
	const struct tsop_result_header *header = &moving->result->header;
	const struct tsop_result_proof *proof = moving->proof;
	struct tsop_checking *checking = moving->checking;
	int64_t limit = find_limit(moving);

	if (moving->is_partial)
		tsop_checking_open(checking, proof->is_optimal
						     ? "that no places of the parties cost less"
						     : "the bound: that no places of the parties "
						       "cost less than it");
	else if (proof->n_waived == 0 || is_searched(moving))
		tsop_checking_passed(checking, "optimum");
	if (header->budget < 0 && !are_moves_least(moving))
		tsop_checking_open(checking, "that all could not be placed with fewer moves");
	if (proof->is_optimal && !moving->is_partial && !is_searched(moving) &&
	    !is_proven(moving, limit, proof->cost))
		tsop_checking_open(checking,
				   "that no assignment with up to %" PRId64 " moves costs less", limit);
	if (proof->has_bound && !moving->is_partial &&
	    !is_proven(moving, limit, proof->bound))
		tsop_checking_open(checking, "the bound: that no assignment within the budget costs "
					     "less than it");
	if (moving->has_minima)
		tsop_checking_open(checking, "that no other courses closed cost less");
	tsop_edges_check(moving);
	if (moving->is_partial || !is_only || proof->worst_rank > 0)
		tsop_checking_open(checking, "which of several assignments as good the lot takes");
}

/* The price of each move between two points: what it saves, over how many there are. */
static bool is_convex(const struct tsop_result_point *a, const struct tsop_result_point *b,
		      const struct tsop_result_point *c)
{
	int64_t first = b->moves - a->moves;
	int64_t second = c->moves - b->moves;
	/* (a - b) / first > (b - c) / second */
	struct tsop_moving_sum left = combine(&a->cost, second, &c->cost, first);
	struct tsop_moving_sum right = combine(&b->cost, first, &b->cost, second);

	return tsop_moving_compare(&left, &right) > 0;
}

static bool is_next(const struct tsop_result_point *points, size_t i)
{
	if (i == 0)
		return true;
	return points[i].moves > points[i - 1].moves &&
	       tsop_costs_compare(points[i].cost, points[i - 1].cost) < 0 &&
	       (i == 1 || is_convex(&points[i - 2], &points[i - 1], &points[i]));
}

/* Vertices of a hull, from the fewest moves on, and none that the prices disprove. */
static void check_points(const struct tsop_moving *moving)
{
	const struct tsop_result_header *header = &moving->result->header;
	const struct tsop_result_proof *proof = moving->proof;
	struct tsop_checking *checking = moving->checking;

	if (proof->n_points > 0 && proof->points[0].moves != header->forced)
		tsop_checking_fault(checking, proof->line, "moves",
				    _("expected the first with %" PRId64 " moves, those forced"),
				    header->forced);
	for (size_t i = 0; i < proof->n_points; i++) {
		const struct tsop_result_point *point = &proof->points[i];

		if (!is_next(proof->points, i))
			tsop_checking_fault(checking, proof->line, "moves",
					    _("expected the vertices of a convex hull, by moves"));
		if (point->moves == header->made &&
		    tsop_costs_compare(point->cost, proof->cost) > 0)
			tsop_checking_fault(checking, proof->line, "moves",
					    _("%" PRId64 " moves cost more than the total"),
					    point->moves);
		if (!moving->is_partial && !moving->has_minima &&
		    compare_with_proof(moving, point->moves, &point->cost) < 0)
			tsop_checking_fault(checking, proof->line, "moves",
					    _("%" PRId64 " moves cost less than the prices allow"),
					    point->moves);
	}
}

int tsop_worth_check(const struct tsop_moving *moving, struct tsop_error *err)
{
	size_t n_faults = moving->checking->n_faults;
	bool is_only;

	check_points(moving);
	if (moving->checking->n_faults > n_faults)
		return 0; /* points that are no hull have no edges */
	if (check_search(moving, &is_only, err) != 0)
		return -1;
	weigh(moving, is_only);
	return 0;
}
