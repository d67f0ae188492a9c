#include "keep/hull.h"

#include <stdlib.h>
#include <string.h>

#include "assign/cost.h"
#include "base/i18n.h"

int tsop_hull_bracket(struct tsop_frontier *frontier, int64_t most, size_t *i,
		      struct tsop_error *err)
{
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

/* Where cycles differ, twice their moves will do; with parties, as much as can be packed. */
static int64_t most_scale(const struct tsop_frontier *frontier)
{
	return frontier->has_parties ? TSOP_MOVE_UNASSIGNED_MAX - 2
				     : 2 * ((int64_t)frontier->problem.n_courses + 1);
}

int tsop_hull_price(struct tsop_frontier *frontier, size_t i, struct tsop_penalty *price,
		    struct tsop_error *err)
{
	const int64_t most = most_scale(frontier);
	struct tsop_penalty low = { .scale = 1 };
	struct tsop_penalty high = { { TSOP_MOVE_UNASSIGNED_MAX, 0, 0 }, 1 };

	if (i + 1 < frontier->n)
		low = tsop_penalty_slope(&frontier->points[i], &frontier->points[i + 1]);
	if (frontier->worths != NULL)
		high = frontier->price_of_all;
	if (i > 0)
		high = tsop_penalty_slope(&frontier->points[i - 1], &frontier->points[i]);
	if (tsop_penalty_between(low, high, most, price) &&
	    tsop_assign_compare(price->cost, (struct tsop_assign_cost){ 0, 0, 0 }) >= 0)
		return 0;
	if (!frontier->has_parties)
		return tsop_fail(err, TSOP_INPUT, _("moves can not be weighed against the cost"));
	frontier->is_rough = true;
	*price = frontier->least_price;
	return 0;
}

int tsop_hull_complete(struct tsop_frontier *frontier, size_t most_solves, bool *is_complete,
		       struct tsop_error *err)
{
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
		*is_complete = widest == frontier->n && !frontier->is_rough;
		if (widest == frontier->n || frontier->n_solved >= most_solves)
			return 0;
		if (tsop_frontier_look(frontier, widest, err) != 0)
			return -1;
	}
}

/* The assignment in frontier.at; is_vertex: there is none better, so far as prices are exact. */
static int take(const struct tsop_frontier *frontier, bool is_vertex, bool settles,
		struct tsop_budget *found, struct tsop_error *err)
{
	size_t n = frontier->problem.n_people;

	*found = (struct tsop_budget){
		.course = calloc(n + 1, sizeof *found->course),
		.is_tied = calloc(n + 1, sizeof *found->is_tied),
		.optimal = is_vertex && !frontier->is_rough,
		.tied = settles,
	};
	if (found->course == NULL || found->is_tied == NULL)
		return tsop_fail_memory(err);
	memcpy(found->course, frontier->at, n * sizeof *found->course);
	return 0;
}

int tsop_hull_meet(struct tsop_frontier *frontier, int64_t budget, size_t i, bool settles,
		   struct tsop_budget *found, struct tsop_error *err)
{
	const bool is_vertex = i + 1 == frontier->n || frontier->points[i].moves == budget;
	struct tsop_assign_problem problem = frontier->problem;
	struct tsop_budget_request request = {
		.problem = &problem,
		.by_lot = frontier->by_lot,
		.budget = is_vertex ? frontier->points[i].moves : budget,
		.known = frontier->at,
		.settles = settles,
	};
	struct tsop_frontier_point point;
	struct tsop_assign_stay stay;
	struct tsop_penalty price;

	*found = (struct tsop_budget){ .course = NULL };
	if (tsop_hull_price(frontier, i, &price, err) != 0 ||
	    tsop_frontier_solve(frontier, price, &point, err) != 0)
		return -1;
	if (point.moves > budget)
		return 0;
	if (is_vertex && !settles)
		return take(frontier, true, false, found, err);
	if (is_vertex ? !tsop_frontier_weigh(frontier, price, &stay)
		      : !tsop_frontier_edge(frontier, i, &stay))
		return take(frontier, is_vertex, settles, found, err);
	problem.lot = frontier->lot;
	problem.stay = &stay;
	return tsop_budget_solve(&request, found, err);
}
