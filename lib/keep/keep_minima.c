#include "keep/keep_minima.h"

#include <stdlib.h>
#include <string.h>

#include "assign/party.h"
#include "assign/problem.h"
#include "base/i18n.h"
#include "keep/frontier.h"
#include "keep/holders.h"
#include "keep/hull.h"
#include "keep/keep.h"

/* What is asked of the courses that run. */
struct asking {
	const struct tsop_keep_minima *keep;
	const struct tsop_parties *parties;
	const struct tsop_closing *closing; /* as far as it is searched */
	/* Answer, over the frontier of the problem as it is settled. */
	int (*question)(struct asking *asking, struct tsop_frontier *frontier,
			struct tsop_closing_answer *answer, struct tsop_error *err);
	int64_t budget; /* of all moves, or NO_BUDGET */
	bool settles;
	struct tsop_budget *found;	   /* the last */
	const struct tsop_penalty *price; /* of a move, where that is the question */
};

/* The flows that a search for parties may take: what is left; once it is settled what runs, all. */
static uint64_t nodes_left(const struct asking *asking)
{
	const struct tsop_closing *closing = asking->closing;
	uint64_t n = asking->settles ? 0 : closing->n_problems + closing->n_beside;
	uint64_t most = asking->keep->problem->max_nodes;

	return most > n ? most - n : 1;
}

/* Ask of the courses that are settled, with parties as they come or whole. */
static int ask(struct asking *asking, const struct tsop_assign_problem *settled, bool is_whole,
	       struct tsop_closing_answer *answer, struct tsop_error *err)
{
	const struct tsop_keep_minima *keep = asking->keep;
	struct tsop_assign_problem problem = asking->parties->problem;
	struct tsop_frontier frontier;
	int status;

	problem.capacity = settled->capacity;
	problem.minimum = settled->minimum;
	problem.max_nodes = nodes_left(asking);
	status = tsop_frontier_init(&frontier, &problem, is_whole, keep->was, keep->by_lot, err);
	if (status == 0)
		status = asking->question(asking, &frontier, answer, err);
	answer->n_beside = frontier.n_nodes;
	tsop_frontier_release(&frontier);
	return status;
}

static int ask_apart(void *context, const struct tsop_assign_problem *settled,
		     struct tsop_closing_answer *answer, struct tsop_error *err)
{
	return ask(context, settled, false, answer, err);
}

/* Bring the parties together, where they have come apart. */
static int ask_whole(void *context, const struct tsop_assign_problem *settled,
		     struct tsop_closing_answer *answer, struct tsop_error *err)
{
	struct asking *asking = context;

	if (!tsop_parties_are_split(asking->parties, answer->course))
		return 0;
	return ask(asking, settled, true, answer, err);
}

/*
 * The assignment that was found, if any, and its key. That is the bound, too;
 * but where parties leave something open it stays what it was with them apart.
 */
static void give(struct tsop_closing_answer *answer, const struct tsop_frontier *frontier,
		 const int64_t *key, const uint16_t *course)
{
	answer->any = course != NULL;
	answer->is_open = frontier->is_rough;
	if (course == NULL)
		return;
	memcpy(answer->key, key, sizeof answer->key);
	memcpy(answer->course, course, frontier->problem.n_people * sizeof *answer->course);
	if (!answer->is_open || !frontier->has_parties)
		memcpy(answer->bound, key, sizeof answer->bound);
}

/* The fewest moves. */
static int count_forced(struct asking *asking, struct tsop_frontier *frontier,
			struct tsop_closing_answer *answer, struct tsop_error *err)
{
	int64_t key[TSOP_CLOSING_KEYS] = { 0 };

	if (tsop_frontier_count_forced(frontier, err) != 0)
		return -1;
	key[0] = tsop_holders_moves(&frontier->problem, asking->keep->was, frontier->at);
	give(answer, frontier, key, frontier->is_short ? NULL : frontier->at);
	return 0;
}

/* The budget that there is, or, where there is none, the moves that placing most people takes. */
static int find_limit(struct tsop_frontier *frontier, int64_t *budget, bool *any,
		      struct tsop_error *err)
{
	int64_t moves;

	*any = false;
	if (tsop_frontier_enter_ends(frontier, err) != 0)
		return -1;
	if (frontier->is_short)
		return 0;
	if (*budget == TSOP_KEEP_NO_BUDGET) {
		if (tsop_frontier_enter_ranks(frontier, &moves, err) != 0)
			return -1;
		*budget = moves;
	}
	*any = frontier->points[0].moves <= *budget;
	return 0;
}

static void give_cost(struct tsop_closing_answer *answer, struct tsop_frontier *frontier,
		      const struct asking *asking)
{
	const uint16_t *course = asking->found->course;
	const struct tsop_assign_problem *problem = &frontier->problem;
	bool is_first = asking->budget == TSOP_KEEP_NO_BUDGET; /* moves come before ranks */
	struct tsop_assign_cost cost = tsop_problem_cost(problem, course);
	int64_t moves = tsop_holders_moves(problem, asking->keep->was, course);
	const int64_t key[TSOP_CLOSING_KEYS] = {
		cost.unassigned,
		is_first ? moves : cost.rank,
		is_first ? cost.rank : cost.meters,
		is_first ? cost.meters : moves,
	};

	frontier->is_rough = frontier->is_rough || !asking->found->optimal;
	give(answer, frontier, key, course);
}

/* The least cost within the budget. */
static int find_cost(struct asking *asking, struct tsop_frontier *frontier,
		     struct tsop_closing_answer *answer, struct tsop_error *err)
{
	int64_t budget = asking->budget;
	size_t i;
	bool any;

	tsop_budget_release(asking->found);
	if (find_limit(frontier, &budget, &any, err) != 0)
		return -1;
	if (!any) {
		give(answer, frontier, NULL, NULL);
		return 0;
	}
	if (tsop_hull_bracket(frontier, budget, &i, err) != 0 ||
	    tsop_hull_meet(frontier, budget, i, asking->settles, asking->found, err) != 0)
		return -1;
	if (asking->found->course != NULL)
		give_cost(answer, frontier, asking);
	else
		give(answer, frontier, NULL, NULL);
	return 0;
}

/* The least cost at the price, then the fewest moves. */
static int find_at_price(struct asking *asking, struct tsop_frontier *frontier,
			 struct tsop_closing_answer *answer, struct tsop_error *err)
{
	const struct tsop_assign_cost *price = &asking->price->cost;
	const int64_t scale = asking->price->scale;
	struct tsop_frontier_point point = { .moves = 0 };
	int64_t key[TSOP_CLOSING_KEYS];

	if (tsop_frontier_widen(frontier) &&
	    tsop_frontier_solve(frontier, *asking->price, &point, err) != 0)
		return -1;
	key[0] = scale * point.cost.unassigned + price->unassigned * point.moves;
	key[1] = scale * point.cost.rank + price->rank * point.moves;
	key[2] = scale * point.cost.meters + price->meters * point.moves;
	key[3] = point.moves;
	give(answer, frontier, key, frontier->is_short ? NULL : frontier->at);
	return 0;
}

static struct tsop_closing_request request_of(struct asking *asking)
{
	const struct tsop_keep_minima *keep = asking->keep;

	return (struct tsop_closing_request){
		.problem = keep->problem,
		.max_problems = keep->problem->max_nodes,
		.answer = ask_apart,
		.complete = keep->has_parties ? ask_whole : NULL,
		.context = asking,
		.closes_all = keep->has_parties, /* each may take all flows and find none */
	};
}

/* The assignment at that price, for frontier->at; where none was found, it is short. */
static int solve_at_price(struct tsop_frontier *frontier, struct asking *asking,
			  struct tsop_closing *closing, struct tsop_error *err)
{
	const struct tsop_closing_request request = request_of(asking);

	if (tsop_closing_search(&request, closing, err) != 0)
		return -1;
	frontier->is_short = !closing->found;
	frontier->is_rough = frontier->is_rough || !closing->is_best;
	if (closing->found)
		memcpy(frontier->at, closing->course,
		       frontier->problem.n_people * sizeof *frontier->at);
	return 0;
}

int tsop_keep_minima_price(struct tsop_frontier *frontier, struct tsop_penalty price,
			   struct tsop_error *err)
{
	const struct tsop_keep_minima *keep = frontier->context;
	struct tsop_closing closing = { .found = false };
	struct tsop_parties parties;
	struct asking asking = {
		.keep = keep,
		.parties = &parties,
		.closing = &closing,
		.question = find_at_price,
		.price = &price,
	};
	int status = tsop_parties_init(&parties, keep->problem, keep->by_lot, err);

	if (status == 0)
		status = solve_at_price(frontier, &asking, &closing, err);
	tsop_closing_release(&closing);
	tsop_parties_release(&parties);
	return status;
}

/* No assignment reaches the minima: let it be said which course does not. If one does, the search was cut. */
static int refuse(const struct tsop_assign_problem *problem, size_t *fault, struct tsop_error *err)
{
	struct tsop_assign_result result;
	int status = tsop_assign_solve(problem, &result, err);

	*fault = status != 0 ? result.fault : SIZE_MAX;
	if (status != 0)
		return -1;
	tsop_assign_release(&result);
	return tsop_fail(err, TSOP_INPUT,
			 _("the search ended before it found who can be kept beside the minima of the "
			   "courses; expected lower minima, or fewer people who come together"));
}

/* The assignment of the search for what runs, where that of the lot was not found. */
static int take_closing(const struct tsop_closing *closing, size_t n_people,
			struct tsop_budget *found, struct tsop_error *err)
{
	tsop_budget_release(found);
	*found = (struct tsop_budget){
		.course = calloc(n_people + 1, sizeof *found->course),
		.is_tied = calloc(n_people + 1, sizeof *found->is_tied),
		.tied = true,
	};
	if (found->course == NULL || found->is_tied == NULL)
		return tsop_fail_memory(err);
	memcpy(found->course, closing->course, n_people * sizeof *found->course);
	return 0;
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
	status = ask(asking, &settled, asking->keep->has_parties, &answer, err);
	free(course);
	if (status != 0 || answer.any)
		return status;
	return take_closing(closing, settled.n_people, asking->found, err);
}

/* The fewest moves, and so the budget of all. */
static int find_budget(struct asking *asking, struct tsop_keep_closing *out, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = asking->keep->problem;
	const struct tsop_closing_request request = request_of(asking);

	if (tsop_closing_search(&request, &out->closing, err) != 0)
		return -1;
	if (!out->closing.found)
		return refuse(problem, &out->fault, err);
	out->forced = out->closing.key[0];
	out->is_least = out->closing.is_best;
	if (asking->keep->budget != TSOP_KEEP_NO_BUDGET)
		asking->budget = tsop_keep_limit(asking->keep->budget, asking->keep->is_limit,
						 out->forced);
	return 0;
}

/* Which courses run; where none was found within the budget, those of the fewest moves. */
static int find_closing(struct asking *asking, struct tsop_keep_closing *out,
			struct tsop_error *err)
{
	const struct tsop_closing_request request = request_of(asking);
	struct tsop_closing fewest = out->closing;
	struct tsop_closing other;

	if (tsop_closing_search(&request, &out->closing, err) != 0) {
		tsop_closing_release(&fewest);
		return -1;
	}
	out->closing.is_best = out->closing.is_best && fewest.is_best;
	other = out->closing.found ? fewest : out->closing;
	if (!out->closing.found) {
		out->closing = fewest;
		out->closing.is_best = false;
	}
	tsop_closing_release(&other);
	return 0;
}

static int solve(struct asking *asking, struct tsop_keep_closing *out, struct tsop_error *err)
{
	asking->question = count_forced;
	if (find_budget(asking, out, err) != 0)
		return -1;
	asking->question = find_cost;
	if (find_closing(asking, out, err) != 0 || settle(asking, &out->closing, err) != 0)
		return -1;
	out->found.optimal = out->found.optimal && out->closing.is_best;
	return 0;
}

int tsop_keep_minima_solve(const struct tsop_keep_minima *keep, struct tsop_keep_closing *out,
			   struct tsop_error *err)
{
	struct tsop_parties parties;
	struct asking asking = {
		.keep = keep,
		.parties = &parties,
		.closing = &out->closing,
		.budget = TSOP_KEEP_NO_BUDGET,
		.found = &out->found,
	};
	int status = tsop_parties_init(&parties, keep->problem, keep->by_lot, err);

	*out = (struct tsop_keep_closing){ .fault = SIZE_MAX };
	if (status == 0)
		status = solve(&asking, out, err);
	tsop_parties_release(&parties);
	return status;
}

void tsop_keep_minima_release(struct tsop_keep_closing *out)
{
	tsop_closing_release(&out->closing);
	tsop_budget_release(&out->found);
}
