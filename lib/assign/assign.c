#include "assign/assign.h"

#include <stdlib.h>

#include "assign/bound.h"
#include "assign/flow.h"
#include "assign/party.h"
#include "assign/problem.h"
#include "assign/start.h"
#include "assign/tie.h"

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

/* Bring the parties together; if that costs anything, the prices are of the others alone. */
static int place_parties(struct tsop_flow *flow, const struct tsop_parties *parties,
			 const uint32_t *by_lot, struct tsop_assign_result *result,
			 struct tsop_error *err)
{
	tsop_int128 apart = flow->cost;
	struct tsop_bound bound;

	if (tsop_bound_solve(parties, by_lot, parties->problem.max_nodes, result->is_tied, &bound,
			     err) != 0)
		return -1;
	pin_parties(flow, parties, bound.place);
	free(bound.place);
	if (tsop_flow_solve(flow, err) != 0)
		return -1;
	result->cost = tsop_cost_unpack(flow->cost);
	result->bound = bound.bound;
	result->optimal = bound.optimal;
	result->tied = bound.tied;
	result->nodes = bound.nodes;
	result->prices_prove_all = flow->cost == apart;
	if (result->prices_prove_all)
		return 0;
	if (tsop_flow_lower_prices(flow, err) != 0)
		return -1;
	take_prices(result, flow);
	return 0;
}

static int run(struct tsop_flow *flow, const struct tsop_parties *parties, const uint32_t *by_lot,
	       struct tsop_assign_result *result, struct tsop_error *err)
{
	bool is_tied_apart;

	if (tsop_flow_lower_prices(flow, err) != 0)
		return -1;
	result->optimal = true;
	result->prices_prove_all = true;
	result->cost = result->bound = tsop_cost_unpack(flow->cost);
	take_prices(result, flow);
	if (parties->n > 0 && place_parties(flow, parties, by_lot, result, err) != 0)
		return -1;
	if (tsop_tie_mark(flow, result->is_tied, &is_tied_apart, err) != 0)
		return -1;
	result->tied = result->tied || is_tied_apart;
	if (is_tied_apart && flow->problem->lot != NULL &&
	    tsop_tie_settle(flow, flow->problem, result->is_tied, by_lot, err) != 0)
		return -1;
	take_courses(result, flow);
	return 0;
}

static int solve(const struct tsop_assign_problem *problem, const uint32_t *by_lot,
		 struct tsop_assign_result *result, struct tsop_error *err)
{
	struct tsop_parties parties;
	struct tsop_flow flow;
	int status = tsop_parties_init(&parties, problem, by_lot, err);

	if (status == 0) {
		status = tsop_start_flow(&flow, &parties.problem, by_lot, err);
		if (status == 0)
			status = run(&flow, &parties, by_lot, result, err);
		tsop_flow_release(&flow);
	}
	tsop_parties_release(&parties);
	return status;
}

int tsop_assign_solve(const struct tsop_assign_problem *problem, struct tsop_assign_result *result,
		      struct tsop_error *err)
{
	uint32_t *by_lot;
	int status;

	*result = (struct tsop_assign_result){ .fault = SIZE_MAX };
	if (tsop_problem_check(problem, &result->fault, err) != 0)
		return -1;
	by_lot = tsop_problem_by_lot(problem, err);
	if (by_lot == NULL)
		return -1;
	status = allocate(result, problem, err);
	if (status == 0)
		status = solve(problem, by_lot, result, err);
	free(by_lot);
	if (status != 0)
		tsop_assign_release(result);
	return status;
}

void tsop_assign_release(struct tsop_assign_result *result)
{
	free(result->course);
	free(result->is_tied);
	free(result->price);
	*result = (struct tsop_assign_result){ .fault = SIZE_MAX };
}

int tsop_assign_compare(struct tsop_assign_cost a, struct tsop_assign_cost b)
{
	if (a.unassigned != b.unassigned)
		return a.unassigned < b.unassigned ? -1 : 1;
	if (a.rank != b.rank)
		return a.rank < b.rank ? -1 : 1;
	return a.meters < b.meters ? -1 : a.meters > b.meters;
}
