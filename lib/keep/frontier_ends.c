#include <stdlib.h>

#include "assign/cost.h"
#include "keep/frontier.h"

int tsop_frontier_count_forced(struct tsop_frontier *frontier, struct tsop_error *err)
{
	struct tsop_frontier_point point;
	struct tsop_assign_result result;

	if (!frontier->has_parties) {
		if (tsop_frontier_solve(frontier, frontier->price_of_all, &point, err) != 0)
			return -1;
		frontier->n_forced = point.moves;
		return 0;
	}
	frontier->stay = (struct tsop_assign_stay){ .course = frontier->was,
						    .move = TSOP_MOVE_UNASSIGNED };
	if (tsop_frontier_search(frontier, &result, err) != 0)
		return -1;
	frontier->n_forced = result.cost.unassigned;
	frontier->is_least = result.optimal;
	free(frontier->fewest);
	frontier->fewest = result.course;
	result.course = NULL;
	tsop_assign_release(&result);
	return 0;
}

/* With parties a small price of a move may be too large: does nothing cost less where it is 0? */
static int check_least(struct tsop_frontier *frontier, struct tsop_assign_cost least,
		       struct tsop_error *err)
{
	const struct tsop_penalty nothing = { { 0, 0, 0 }, 1 };
	struct tsop_frontier_point point;

	if (tsop_frontier_solve(frontier, nothing, &point, err) != 0)
		return -1;
	if (tsop_assign_compare(point.cost, least) < 0)
		frontier->is_rough = true;
	return 0;
}

int tsop_frontier_enter_ends(struct tsop_frontier *frontier, struct tsop_error *err)
{
	const int64_t people = (int64_t)frontier->problem.n_people + 1;
	struct tsop_frontier_point point;
	int64_t moves;

	if (frontier->has_parties && frontier->solve == NULL &&
	    tsop_frontier_count_forced(frontier, err) != 0)
		return -1;
	if (!frontier->is_short &&
	    tsop_frontier_solve(frontier, frontier->least_price, &point, err) != 0)
		return -1;
	if (frontier->is_short)
		return 0;
	if (tsop_frontier_add(frontier, &point, err) != 0)
		return -1;
	if (frontier->has_parties && frontier->least_price.scale < people &&
	    check_least(frontier, point.cost, err) != 0)
		return -1;
	if (tsop_frontier_enter(frontier, frontier->price_of_all, &moves, err) != 0)
		return -1;
	if (!frontier->has_parties) {
		frontier->n_forced = moves;
		frontier->is_least = true;
	} else if (moves > frontier->n_forced) {
		frontier->is_rough = true;
	}
	return 0;
}

int tsop_frontier_enter_ranks(struct tsop_frontier *frontier, int64_t *moves,
			      struct tsop_error *err)
{
	const int64_t people = (int64_t)frontier->problem.n_people + 1;

	if (frontier->has_parties &&
	    frontier->price_of_ranks.cost.rank <= people * frontier->greatest_rank)
		frontier->is_rough = true;
	return tsop_frontier_enter(frontier, frontier->price_of_ranks, moves, err);
}
