/*
 * minima.h: which courses run.
 *
 * The search of closing.h, asking for the least cost. Where some courses are
 * settled, a flow answers, which goes on from the one before and stops where it
 * costs more than the best that is known, with what it costs at least that other
 * courses run or close (margin.h); where it splits parties, an optimum
 * (optimum.h), as soon as no course is in between. Where max_nodes flows have
 * found nothing, all close that may.
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
