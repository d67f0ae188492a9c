#include "assign/minima.h"

#include <string.h>

#include "assign/closing.h"
#include "assign/flow.h"
#include "assign/margin.h"
#include "assign/optimum.h"
#include "assign/party.h"
#include "assign/problem.h"
#include "assign/start.h"

/* What is asked of the courses that run. */
struct asking {
	const struct tsop_assign_problem *problem;
	const uint32_t *by_lot;
	struct tsop_parties parties;
	struct tsop_flow flow; /* of the even problem, from the first answer on */
	struct tsop_closing closing;
	uint32_t *least;	    /* [n_courses] minima of courses that may still close */
	struct tsop_margin *margin; /* [n_courses] */
	struct tsop_arena arena;
};

static struct tsop_assign_cost cost_of(const int64_t *key)
{
	return (struct tsop_assign_cost){ key[0], key[1], key[2] };
}

static void set_key(int64_t *key, struct tsop_assign_cost cost)
{
	key[0] = cost.unassigned;
	key[1] = cost.rank;
	key[2] = cost.meters;
}

/* The least key of assignments that cost no less than this in the even problem. */
static void set_bound(const struct asking *asking, int64_t *key, tsop_int128 cost)
{
	if (cost == TSOP_COST_NONE)
		key[0] = INT64_MAX;
	else
		set_key(key, tsop_parties_cost(&asking->parties, cost));
}

/* Bring the flow to the problem as it is settled; the first starts it. */
static int tell_flow(struct asking *asking, const struct tsop_assign_problem *settled,
		     struct tsop_error *err)
{
	struct tsop_flow *flow = &asking->flow;
	size_t k = settled->n_courses;

	if (flow->problem == NULL) {
		asking->parties.even.minimum = settled->minimum;
		if (tsop_start_flow(flow, &asking->parties.even, asking->by_lot, err) != 0)
			return -1;
	}
	if (asking->closing.found)
		flow->limit = tsop_parties_even_cost(&asking->parties,
						     cost_of(asking->closing.key));
	memcpy(flow->capacity, settled->capacity, k * sizeof *flow->capacity);
	memcpy(flow->minimum, settled->minimum, k * sizeof *flow->minimum);
	return 0;
}

/* What it costs at least that courses run, and that they close. */
static int find_margins(struct asking *asking, const struct tsop_assign_problem *settled,
			struct tsop_closing_answer *answer, struct tsop_error *err)
{
	for (size_t i = 0; i < settled->n_courses; i++)
		asking->least[i] = settled->minimum[i] == 0 && settled->capacity[i] > 0 ?
					   asking->problem->minimum[i] :
					   0;
	if (tsop_margin_find(&asking->flow, asking->least, asking->margin, err) != 0)
		return -1;
	for (size_t i = 0; i < settled->n_courses; i++) {
		set_bound(asking, answer->margin[i].runs, asking->margin[i].runs);
		set_bound(asking, answer->margin[i].closes, asking->margin[i].closes);
	}
	answer->has_margin = true;
	return 0;
}

/* The least cost where parties may come apart. */
static int ask_flow(void *context, const struct tsop_assign_problem *settled,
		    struct tsop_closing_answer *answer, struct tsop_error *err)
{
	struct asking *asking = context;
	struct tsop_flow *flow = &asking->flow;

	if (tell_flow(asking, settled, err) != 0 || tsop_flow_solve(flow, err) != 0)
		return -1;
	answer->any = !flow->is_beyond && !tsop_flow_is_short(flow);
	if (!answer->any)
		return 0;
	set_key(answer->key, tsop_parties_cost(&asking->parties, flow->cost));
	memcpy(answer->bound, answer->key, sizeof answer->bound);
	for (uint32_t who = 0; who < settled->n_people; who++) {
		uint16_t node = tsop_flow_node(flow, who);

		answer->course[who] = node == flow->outside ? TSOP_ASSIGN_NO_COURSE : node;
	}
	return find_margins(asking, settled, answer, err);
}

/* Bring the parties together. */
static int ask_parties(void *context, const struct tsop_assign_problem *settled,
		       struct tsop_closing_answer *answer, struct tsop_error *err)
{
	const struct asking *asking = context;
	const struct tsop_optimum_request request = { .by_lot = asking->by_lot };
	struct tsop_assign_problem running = *settled;
	struct tsop_assign_result result;
	uint64_t n = asking->closing.n_problems + asking->closing.n_beside;
	enum tsop_optimum status;

	if (!tsop_parties_are_split(&asking->parties, answer->course))
		return 0;
	running.max_nodes = running.max_nodes > n ? running.max_nodes - n : 1;
	status = tsop_optimum_solve(&running, &request, &result, err);
	if (status == TSOP_OPTIMUM_FAILED)
		return -1;
	answer->n_beside = result.nodes;
	answer->any = status == TSOP_OPTIMUM_FOUND;
	answer->is_open = status == TSOP_OPTIMUM_UNKNOWN;
	set_key(answer->key, result.cost);
	set_key(answer->bound, result.bound);
	memcpy(answer->course, result.course, settled->n_people * sizeof *answer->course);
	tsop_assign_release(&result);
	return 0;
}

/* Not even where all have closed that may: a course with fixed people lacks some. */
static int refuse(const struct tsop_flow *flow, size_t *fault, struct tsop_error *err)
{
	*fault = 0;
	for (uint16_t course = flow->outside; course-- > 0;)
		if (flow->minimum[course] > 0 && (flow->load[course] < flow->minimum[course] ||
						  !tsop_flow_is_short(flow)))
			*fault = course;
	return tsop_problem_fail_minimum(flow->minimum[*fault], err);
}

static int give_up(size_t *fault, struct tsop_error *err)
{
	*fault = SIZE_MAX;
	return tsop_problem_fail_search(err);
}

/* Solve the problem with the courses that were found to run, and the lot. */
static int finish(struct asking *asking, struct tsop_assign_result *result, struct tsop_error *err)
{
	struct tsop_closing *closing = &asking->closing;
	const struct tsop_optimum_request request = {
		.by_lot = asking->by_lot,
		.known = asking->parties.n > 0 ? closing->course : NULL,
		.settles = true,
		.flow = asking->parties.n > 0 ? NULL : &asking->flow,
	};
	struct tsop_assign_problem settled = *asking->problem;
	struct tsop_assign_cost open = cost_of(closing->open);

	settled.capacity = closing->capacity;
	settled.minimum = closing->minimum;
	asking->parties.even.minimum = closing->minimum;
	if (tsop_optimum_solve(&settled, &request, result, err) == TSOP_OPTIMUM_FAILED)
		return -1;
	result->is_closed = closing->is_closed;
	closing->is_closed = NULL;
	result->nodes += closing->n_problems + closing->n_beside;
	result->bound = result->cost;
	if (!closing->is_best && tsop_assign_compare(open, result->cost) < 0)
		result->bound = open;
	result->optimal = tsop_assign_compare(result->bound, result->cost) == 0;
	result->tied = result->tied || !closing->is_best;
	result->is_cut = result->is_cut || !closing->is_best;
	return 0;
}

static int solve(struct asking *asking, struct tsop_assign_result *result, struct tsop_error *err)
{
	const struct tsop_closing_request request = {
		.problem = asking->problem,
		.max_problems = asking->problem->max_nodes,
		.answer = ask_flow,
		.complete = ask_parties,
		.context = asking,
		.closes_all = true,
	};

	if (tsop_closing_search(&request, &asking->closing, err) != 0)
		return -1;
	if (!asking->closing.found)
		return asking->closing.is_best ? refuse(&asking->flow, &result->fault, err) :
						 give_up(&result->fault, err);
	return finish(asking, result, err);
}

int tsop_minima_solve(const struct tsop_assign_problem *problem, const uint32_t *by_lot,
		      struct tsop_assign_result *result, struct tsop_error *err)
{
	struct asking asking = { .problem = problem, .by_lot = by_lot };
	int status = tsop_parties_init(&asking.parties, problem, by_lot, err);

	tsop_arena_init(&asking.arena);
	asking.least = tsop_arena_take(&asking.arena, problem->n_courses, sizeof *asking.least);
	asking.margin = tsop_arena_take(&asking.arena, problem->n_courses, sizeof *asking.margin);
	if (status == 0 && (asking.least == NULL || asking.margin == NULL))
		status = tsop_fail_memory(err);
	if (status == 0)
		status = solve(&asking, result, err);
	tsop_arena_release(&asking.arena);
	tsop_closing_release(&asking.closing);
	tsop_flow_release(&asking.flow);
	tsop_parties_release(&asking.parties);
	return status;
}
