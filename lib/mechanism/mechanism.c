#include "mechanism/mechanism.h"

#include <stdlib.h>

#include "assign/problem.h"
#include "base/i18n.h"
#include "mechanism/boston.h"
#include "mechanism/deferred.h"
#include "mechanism/lacking.h"
#include "mechanism/rank_maximal.h"
#include "mechanism/serial.h"
#include "mechanism/worst_rank.h"

static int solve_min_cost(const struct tsop_assign_problem *problem, const struct tsop_order *order,
			  struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
			  struct tsop_error *err)
{
	(void)order;
	(void)proof;
	return tsop_assign_solve(problem, result, err);
}

const struct tsop_mechanism *tsop_mechanism_of(enum tsop_mechanism_id id)
{
	static const struct tsop_mechanism mechanisms[] = {
		{ "min-cost", false, false, true, solve_min_cost },
		{ "rank-maximal", false, false, false, tsop_rank_maximal_solve },
		{ "min-worst-rank", false, false, false, tsop_worst_rank_solve },
		{ "deferred-acceptance", true, true, false, tsop_deferred_solve },
		{ "serial-dictatorship", true, false, false, tsop_serial_solve },
		{ "boston", true, true, false, tsop_boston_solve },
	};

	return &mechanisms[id];
}

static int check_order(const struct tsop_mechanism *mechanism,
		       const struct tsop_assign_problem *problem, const struct tsop_order *order,
		       struct tsop_error *err)
{
	for (uint32_t who = 0; mechanism->takes_order && who < problem->n_people; who++)
		if (order->before[who] >= problem->n_people)
			return tsop_fail(err, TSOP_INPUT,
					 _("expected places in an order of 0 to %zu, not %lu"),
					 problem->n_people - 1, (unsigned long)order->before[who]);
	return 0;
}

/* What a mechanism that goes by an order fills in; everybody is without a course as yet. */
static int begin(const struct tsop_assign_problem *problem, struct tsop_assign_result *result,
		 struct tsop_error *err)
{
	result->course = calloc(problem->n_people + 1, sizeof *result->course);
	result->is_tied = calloc(problem->n_people + 1, sizeof *result->is_tied);
	if (result->course == NULL || result->is_tied == NULL)
		return tsop_fail_memory(err);
	for (uint32_t who = 0; who < problem->n_people; who++)
		result->course[who] = problem->fixed == NULL ? TSOP_ASSIGN_NO_COURSE :
							       problem->fixed[who];
	return 0;
}

static int solve_by_order(const struct tsop_mechanism *mechanism,
			  const struct tsop_assign_problem *problem, const struct tsop_order *order,
			  struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
			  struct tsop_error *err)
{
	if (check_order(mechanism, problem, order, err) != 0 || begin(problem, result, err) != 0 ||
	    mechanism->solve(problem, order, result, proof, err) != 0)
		return -1;
	result->cost = tsop_problem_cost(problem, result->course);
	return 0;
}

int tsop_mechanism_solve(const struct tsop_mechanism *mechanism,
			 const struct tsop_assign_problem *problem, const struct tsop_order *order,
			 struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
			 struct tsop_error *err)
{
	int status;

	*result = (struct tsop_assign_result){ .fault = SIZE_MAX };
	*proof = (struct tsop_mechanism_proof){ 0 };
	if (tsop_problem_check(problem, &result->fault, err) != 0)
		return -1;
	if (problem->minimum != NULL && !mechanism->weighs_minima)
		status = tsop_lacking_solve(mechanism, problem, order, result, proof, err);
	else if (mechanism->takes_order)
		status = solve_by_order(mechanism, problem, order, result, proof, err);
	else
		status = mechanism->solve(problem, order, result, proof, err);
	if (status != 0) {
		size_t fault = result->fault;

		tsop_assign_release(result);
		tsop_mechanism_proof_release(proof);
		result->fault = fault;
	}
	return status;
}

void tsop_mechanism_proof_release(struct tsop_mechanism_proof *proof)
{
	for (size_t i = 0; i < proof->n_closed && proof->steps != NULL; i++) {
		tsop_assign_release(&proof->steps[i].result);
		tsop_mechanism_proof_release(&proof->steps[i].proof);
	}
	free(proof->steps);
	free(proof->signature);
	free(proof->stage_price);
	free(proof->signature_bound);
	free(proof->most);
	free(proof->cut);
	free(proof->closed);
	free(proof->in_turn);
	*proof = (struct tsop_mechanism_proof){ 0 };
}
