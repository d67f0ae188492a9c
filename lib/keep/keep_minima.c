#include "keep/keep_minima.h"

#include <stdlib.h>
#include <string.h>

#include "assign/problem.h"
#include "base/i18n.h"
#include "keep/frontier.h"
#include "keep/holders.h"
#include "keep/hull.h"
#include "keep/keep.h"

/* What is asked of the courses that run. */
struct asking {
	const struct tsop_keep_minima *keep;
	int64_t budget; /* of all moves, or NO_BUDGET */
	bool settles;
	struct tsop_budget *found; /* the last */
};

static int start(struct tsop_frontier *frontier, const struct asking *asking,
		 const struct tsop_assign_problem *settled, struct tsop_error *err)
{
	return tsop_frontier_init(frontier, settled, false, asking->keep->was,
				  asking->keep->by_lot, err);
}

/* The assignment that was found, and its key as the bound: proven, but where it is left open. */
static void give(struct tsop_closing_answer *answer, const struct tsop_assign_problem *settled,
		 const uint16_t *course)
{
	memcpy(answer->bound, answer->key, sizeof answer->bound);
	memcpy(answer->course, course, settled->n_people * sizeof *answer->course);
}

/* The fewest moves. */
static int ask_forced(void *context, const struct tsop_assign_problem *settled,
		      struct tsop_closing_answer *answer, struct tsop_error *err)
{
	const struct asking *asking = context;
	struct tsop_frontier frontier;
	struct tsop_frontier_point point;
	int status = start(&frontier, asking, settled, err);

	if (status == 0)
		status = tsop_frontier_solve(&frontier, frontier.price_of_all, &point, err);
	if (status == 0) {
		answer->any = !frontier.is_short;
		answer->key[0] = point.moves;
		give(answer, settled, frontier.at);
	}
	tsop_frontier_release(&frontier);
	return status;
}

/* The budget that there is, or, where there is none, the moves that placing most people takes. */
static int enter_ends(struct tsop_frontier *frontier, int64_t *budget, bool *any,
		      struct tsop_error *err)
{
	int64_t moves, least;

	if (tsop_frontier_enter(frontier, frontier->least_price, &moves, err) != 0)
		return -1;
	*any = !frontier->is_short;
	if (!*any)
		return 0;
	if (tsop_frontier_enter(frontier, frontier->price_of_all, &least, err) != 0)
		return -1;
	if (*budget == TSOP_KEEP_NO_BUDGET) {
		if (tsop_frontier_enter(frontier, frontier->price_of_ranks, &moves, err) != 0)
			return -1;
		*budget = moves;
	}
	*any = least <= *budget;
	return 0;
}

static void take_answer(const struct tsop_assign_problem *settled, const struct asking *asking,
			struct tsop_closing_answer *answer)
{
	const struct tsop_keep_minima *keep = asking->keep;
	const struct tsop_budget *found = asking->found;
	struct tsop_assign_cost cost = tsop_problem_cost(settled, found->course);
	bool is_first = asking->budget == TSOP_KEEP_NO_BUDGET; /* moves come before ranks */
	int64_t moves = tsop_holders_moves(settled, keep->was, found->course);

	answer->is_open = !found->optimal;
	answer->key[0] = cost.unassigned;
	answer->key[1] = is_first ? moves : cost.rank;
	answer->key[2] = is_first ? cost.rank : cost.meters;
	answer->key[3] = is_first ? cost.meters : moves;
	give(answer, settled, found->course);
}

/* The least cost within the budget. */
static int ask_cost(void *context, const struct tsop_assign_problem *settled,
		    struct tsop_closing_answer *answer, struct tsop_error *err)
{
	struct asking *asking = context;
	struct tsop_frontier frontier;
	int64_t budget = asking->budget;
	size_t i;
	int status = start(&frontier, asking, settled, err);

	tsop_budget_release(asking->found);
	if (status == 0)
		status = enter_ends(&frontier, &budget, &answer->any, err);
	if (status == 0 && answer->any) {
		status = tsop_hull_bracket(&frontier, budget, &i, err);
		if (status == 0)
			status = tsop_hull_meet(&frontier, budget, i, asking->settles,
						asking->found, err);
		if (status == 0)
			take_answer(settled, asking, answer);
	}
	tsop_frontier_release(&frontier);
	return status;
}

/* A price of a move. */
struct pricing {
	const struct tsop_keep_minima *keep;
	struct tsop_penalty price;
};

/* The least cost at the price, then the fewest moves. */
static int ask_price(void *context, const struct tsop_assign_problem *settled,
		     struct tsop_closing_answer *answer, struct tsop_error *err)
{
	const struct pricing *pricing = context;
	const struct tsop_assign_cost *price = &pricing->price.cost;
	const int64_t scale = pricing->price.scale;
	struct tsop_frontier frontier;
	struct tsop_frontier_point point = { .moves = 0 };
	int status = tsop_frontier_init(&frontier, settled, false, pricing->keep->was,
					pricing->keep->by_lot, err);

	if (status == 0 && tsop_frontier_widen(&frontier))
		status = tsop_frontier_solve(&frontier, pricing->price, &point, err);
	if (status == 0) {
		answer->any = !frontier.is_short;
		answer->key[0] = scale * point.cost.unassigned + price->unassigned * point.moves;
		answer->key[1] = scale * point.cost.rank + price->rank * point.moves;
		answer->key[2] = scale * point.cost.meters + price->meters * point.moves;
		answer->key[3] = point.moves;
		give(answer, settled, frontier.at);
	}
	tsop_frontier_release(&frontier);
	return status;
}

int tsop_keep_minima_price(struct tsop_frontier *frontier, struct tsop_penalty price,
			   struct tsop_error *err)
{
	const struct tsop_keep_minima *keep = frontier->context;
	struct pricing pricing = { keep, price };
	const struct tsop_closing_request request = {
		.problem = keep->problem,
		.max_problems = keep->problem->max_nodes,
		.answer = ask_price,
		.context = &pricing,
	};
	struct tsop_assign_problem settled = *keep->problem;
	struct tsop_closing_answer answer = { .course = frontier->at };
	struct tsop_closing closing;
	int status = tsop_closing_search(&request, &closing, err);

	if (status == 0) {
		frontier->is_rough = frontier->is_rough || !closing.is_best;
		settled.capacity = closing.capacity;
		settled.minimum = closing.minimum;
		status = ask_price(&pricing, &settled, &answer, err);
	}
	tsop_closing_release(&closing);
	return status;
}

/* No assignment reaches the minima: let it be said which course does not. */
static int refuse(const struct tsop_assign_problem *problem, size_t *fault, struct tsop_error *err)
{
	struct tsop_assign_result result;
	int status = tsop_assign_solve(problem, &result, err);

	*fault = result.fault;
	if (status != 0)
		return -1;
	tsop_assign_release(&result);
	return tsop_fail(err, TSOP_INPUT, _("moves can not be weighed against the cost"));
}

/* Solve the problem in which it is settled what runs, with the lot. */
static int settle(struct asking *asking, const struct tsop_closing *closing,
		  struct tsop_error *err)
{
	struct tsop_assign_problem settled = *asking->keep->problem;
	struct tsop_closing_answer answer = { .any = false };
	uint16_t *course = calloc(settled.n_people + 1, sizeof *course);
	int status;

	if (course == NULL)
		return tsop_fail_memory(err);
	answer.course = course;
	settled.capacity = closing->capacity;
	settled.minimum = closing->minimum;
	asking->settles = true;
	status = ask_cost(asking, &settled, &answer, err);
	free(course);
	return status;
}

/* The fewest moves, and so the budget of all. */
static int find_budget(struct asking *asking, struct tsop_closing_request *request,
		       struct tsop_keep_closing *out, struct tsop_error *err)
{
	request->answer = ask_forced;
	if (tsop_closing_search(request, &out->closing, err) != 0)
		return -1;
	if (!out->closing.found)
		return refuse(request->problem, &out->fault, err);
	out->forced = out->closing.key[0];
	if (asking->keep->budget != TSOP_KEEP_NO_BUDGET)
		asking->budget = out->forced + asking->keep->budget;
	return 0;
}

int tsop_keep_minima_solve(const struct tsop_keep_minima *keep, struct tsop_keep_closing *out,
			   struct tsop_error *err)
{
	struct asking asking = { keep, TSOP_KEEP_NO_BUDGET, false, &out->found };
	struct tsop_closing_request request = {
		.problem = keep->problem,
		.max_problems = keep->problem->max_nodes,
		.context = &asking,
	};
	bool is_best;

	*out = (struct tsop_keep_closing){ .fault = SIZE_MAX };
	if (find_budget(&asking, &request, out, err) != 0)
		return -1;
	is_best = out->closing.is_best;
	tsop_closing_release(&out->closing);
	request.answer = ask_cost;
	if (tsop_closing_search(&request, &out->closing, err) != 0)
		return -1;
	if (!out->closing.found)
		return refuse(keep->problem, &out->fault, err);
	if (settle(&asking, &out->closing, err) != 0)
		return -1;
	out->closing.is_best = out->closing.is_best && is_best;
	out->found.optimal = out->found.optimal && out->closing.is_best;
	return 0;
}

void tsop_keep_minima_release(struct tsop_keep_closing *out)
{
	tsop_closing_release(&out->closing);
	tsop_budget_release(&out->found);
}
