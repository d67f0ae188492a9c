#include "assign/optimum.h"

#include <stdlib.h>
#include <string.h>

#include "assign/bound.h"
#include "assign/party.h"
#include "assign/price.h"
#include "assign/start.h"
#include "assign/tie.h"

/* What the flows for parties may come to, in people who move times courses, and how few will do. */
enum { WORK_BITS = 24, NODES_MIN = 200 };

static int allocate(struct tsop_assign_result *result, const struct tsop_assign_problem *problem,
		    struct tsop_error *err)
{
	result->course = calloc(problem->n_people + 1, sizeof *result->course);
	result->is_tied = calloc(problem->n_people + 1, sizeof *result->is_tied);
	result->price = calloc(problem->n_courses + 1, sizeof *result->price);
	if (result->course == NULL || result->is_tied == NULL || result->price == NULL)
		return tsop_fail_memory(err);
	return 0;
}

static void take_prices(struct tsop_assign_result *result, const struct tsop_flow *flow)
{
	for (uint16_t course = 0; course < flow->outside; course++)
		result->price[course] = tsop_cost_unpack(flow->price[course]);
}

static void take_courses(struct tsop_assign_result *result, const struct tsop_flow *flow)
{
	for (uint32_t who = 0; who < flow->problem->n_people; who++) {
		uint16_t node = tsop_flow_node(flow, who);

		result->course[who] = node == flow->outside ? TSOP_ASSIGN_NO_COURSE : node;
	}
}

static void pin_parties(struct tsop_flow *flow, const struct tsop_parties *parties,
			const uint16_t *place)
{
	for (size_t party = 0; party < parties->n; party++)
		for (size_t i = parties->first[party]; i < parties->first[party + 1]; i++)
			tsop_flow_pin(flow, parties->member[i], place[party]);
}

/* A flow takes time by the people of the party that moves, and by the courses (assign.h). */
static uint64_t most_nodes(const struct tsop_parties *parties)
{
	uint64_t work = parties->first[parties->n] / parties->n * (parties->problem.n_courses + 1);
	uint64_t most = ((uint64_t)1 << WORK_BITS) / work;

	most = most < NODES_MIN ? NODES_MIN : most;
	return most < parties->problem.max_nodes ? most : parties->problem.max_nodes;
}

/* Bring the parties together; if that costs anything, the prices are of the others alone. */
static enum tsop_optimum place_parties(struct tsop_flow *flow, const struct tsop_parties *parties,
				       const struct tsop_optimum_request *request,
				       struct tsop_assign_result *result, struct tsop_error *err)
{
	const struct tsop_bound_request places = {
		.by_lot = request->by_lot,
		.max_nodes = most_nodes(parties),
		.known = request->known,
		.is_tied = request->settles ? result->is_tied : NULL,
	};
	tsop_int128 apart = flow->cost;
	struct tsop_bound bound;

	if (tsop_bound_solve(parties, &places, &bound, err) != 0)
		return TSOP_OPTIMUM_FAILED;
	result->bound = bound.bound;
	result->optimal = bound.optimal;
	result->tied = bound.tied;
	result->nodes = bound.nodes;
	result->is_cut = bound.nodes >= places.max_nodes;
	if (bound.found)
		pin_parties(flow, parties, bound.place);
	free(bound.place);
	if (!bound.found)
		return bound.optimal ? TSOP_OPTIMUM_NONE : TSOP_OPTIMUM_UNKNOWN;
	if (tsop_flow_solve(flow, err) != 0)
		return TSOP_OPTIMUM_FAILED;
	result->cost = tsop_cost_unpack(flow->cost);
	result->prices_prove_all = flow->cost == apart;
	if (result->prices_prove_all || !request->settles)
		return TSOP_OPTIMUM_FOUND;
	if (tsop_price_lower(flow, err) != 0)
		return TSOP_OPTIMUM_FAILED;
	take_prices(result, flow);
	return TSOP_OPTIMUM_FOUND;
}

/* The lot decides among the people who are in no party. */
static int settle(struct tsop_flow *flow, const uint32_t *by_lot, struct tsop_assign_result *result,
		  struct tsop_error *err)
{
	bool is_tied_apart;

	if (tsop_tie_settle(flow, flow->problem, by_lot, result->is_tied, &is_tied_apart, err) != 0)
		return -1;
	result->tied = result->tied || is_tied_apart;
	return 0;
}

static enum tsop_optimum run(struct tsop_flow *flow, const struct tsop_parties *parties,
			     const struct tsop_optimum_request *request,
			     struct tsop_assign_result *result, struct tsop_error *err)
{
	enum tsop_optimum status = TSOP_OPTIMUM_FOUND;

	if (tsop_flow_is_short(flow))
		return TSOP_OPTIMUM_NONE;
	if (request->settles && tsop_price_lower(flow, err) != 0)
		return TSOP_OPTIMUM_FAILED;
	result->optimal = true;
	result->prices_prove_all = true;
	result->cost = result->bound = tsop_cost_unpack(flow->cost);
	take_prices(result, flow);
	if (parties->n > 0)
		status = place_parties(flow, parties, request, result, err);
	if (status != TSOP_OPTIMUM_FOUND)
		return status;
	if (request->settles && settle(flow, request->by_lot, result, err) != 0)
		return TSOP_OPTIMUM_FAILED;
	take_courses(result, flow);
	return TSOP_OPTIMUM_FOUND;
}

/* The courses of the problem run in a flow that was solved where others did. */
static enum tsop_optimum go_on(const struct tsop_assign_problem *problem,
			       const struct tsop_optimum_request *request,
			       struct tsop_assign_result *result, struct tsop_error *err)
{
	const struct tsop_parties none = { .n = 0 };
	struct tsop_flow *flow = request->flow;
	size_t k = problem->n_courses;

	memcpy(flow->capacity, problem->capacity, k * sizeof *flow->capacity);
	memcpy(flow->minimum, problem->minimum, k * sizeof *flow->minimum);
	flow->limit = TSOP_COST_NONE;
	if (tsop_flow_solve(flow, err) != 0)
		return TSOP_OPTIMUM_FAILED;
	return run(flow, &none, request, result, err);
}

static enum tsop_optimum solve(const struct tsop_assign_problem *problem,
			       const struct tsop_optimum_request *request,
			       struct tsop_assign_result *result, struct tsop_error *err)
{
	enum tsop_optimum status = TSOP_OPTIMUM_FAILED;
	struct tsop_parties parties;
	struct tsop_flow flow;

	if (tsop_parties_init(&parties, problem, request->by_lot, err) == 0) {
		if (tsop_start_flow(&flow, &parties.problem, request->by_lot, err) == 0)
			status = run(&flow, &parties, request, result, err);
		tsop_flow_release(&flow);
	}
	tsop_parties_release(&parties);
	return status;
}

enum tsop_optimum tsop_optimum_solve(const struct tsop_assign_problem *problem,
				     const struct tsop_optimum_request *request,
				     struct tsop_assign_result *result, struct tsop_error *err)
{
	enum tsop_optimum status = TSOP_OPTIMUM_FAILED;

	*result = (struct tsop_assign_result){ .fault = SIZE_MAX };
	if (allocate(result, problem, err) == 0)
		status = request->flow != NULL ? go_on(problem, request, result, err) :
						 solve(problem, request, result, err);
	if (status == TSOP_OPTIMUM_FAILED)
		tsop_assign_release(result);
	return status;
}
