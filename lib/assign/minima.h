/*
 * minima.h: which courses run.
 *
 * A course with a minimum has that many people or none: it closes. The search
 * starts from the flow without minima. A course that comes out with people, but
 * too few, is taken apart: closed, or running, which the flow is told. What
 * costs more than the best assignment known is cut off; so is, at the same
 * cost, what closes more courses, or as many but earlier ones.
 *
 * Without parties a problem of the tree is a flow; with parties, where the
 * flow splits some, an optimum (optimum.h). The search ends after a number of
 * flows, never by time.
 */
#ifndef TSOP_ASSIGN_MINIMA_H
#define TSOP_ASSIGN_MINIMA_H

#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

/*
 * Solve a problem with minima that was checked. by_lot[n_people]: people in
 * order of their lots. 0, or -1 as tsop_assign_solve: TSOP_INPUT where a
 * course that can not close, because people are fixed to it, does not reach
 * its minimum; then result->fault says which.
 */
int tsop_minima_solve(const struct tsop_assign_problem *problem, const uint32_t *by_lot,
		      struct tsop_assign_result *result, struct tsop_error *err);

#endif
