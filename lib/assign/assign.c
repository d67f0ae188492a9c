#include "assign/assign.h"

#include <stdlib.h>

#include "assign/minima.h"
#include "assign/optimum.h"
#include "assign/problem.h"

int tsop_assign_solve(const struct tsop_assign_problem *problem, struct tsop_assign_result *result,
		      struct tsop_error *err)
{
	struct tsop_optimum_request request = { .settles = true };
	uint32_t *by_lot;
	int status;

	*result = (struct tsop_assign_result){ .fault = SIZE_MAX };
	if (tsop_problem_check(problem, &result->fault, err) != 0)
		return -1;
	by_lot = tsop_problem_by_lot(problem, err);
	if (by_lot == NULL)
		return -1;
	request.by_lot = by_lot;
	status = problem->minimum == NULL ?
			 (int)tsop_optimum_solve(problem, &request, result, err) :
			 tsop_minima_solve(problem, by_lot, result, err);
	free(by_lot);
	return status;
}

void tsop_assign_release(struct tsop_assign_result *result)
{
	free(result->course);
	free(result->is_tied);
	free(result->price);
	free(result->is_closed);
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
