#include "apportion/biproportion.h"

#include <assert.h>

#include "apportion/biproportion_matrix.h"

static int solve(struct tsop_bimatrix *m, struct tsop_biproportion *result, struct tsop_error *err)
{
	int64_t *flow;

	tsop_bimatrix_set_unit(m, 1);
	if (tsop_bimatrix_find_flow(m, result, &flow, err) != 0)
		return -1;
	if (!result->is_feasible)
		return 0;
	if (tsop_bimatrix_scale(m, flow, err) != 0)
		return -1;
	return tsop_bimatrix_prove(m, result, err);
}

int tsop_biproportion_solve(const struct tsop_biproportion_problem *problem,
			    struct tsop_biproportion *result, struct tsop_error *err)
{
	struct tsop_bimatrix m;
	int status = -1;

	assert(tsop_biproportion_refuses(problem->method) == NULL);
	assert(problem->n_rows + problem->n_columns <= TSOP_BIPROPORTION_LINES_MAX);
	assert(problem->n_cells <= TSOP_BIPROPORTION_CELLS_MAX);
	*result = (struct tsop_biproportion){ 0 };
	tsop_arena_init(&result->arena);
	if (tsop_bimatrix_init(&m, problem, err) == 0)
		status = solve(&m, result, err);
	tsop_bimatrix_release(&m);
	if (status != 0)
		tsop_biproportion_release(result);
	return status;
}

void tsop_biproportion_release(struct tsop_biproportion *result)
{
	tsop_arena_release(&result->arena);
	*result = (struct tsop_biproportion){ 0 };
}
