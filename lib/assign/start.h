/*
 * start.h: good prices to start from.
 *
 * The prices of a sample of the people, with as large a part of the seats,
 * are nearly those of all. A flow that starts from them has few people left
 * to move, however many want the same course. Which prices it starts from
 * does not change what an optimum is.
 */
#ifndef TSOP_ASSIGN_START_H
#define TSOP_ASSIGN_START_H

#include "assign/flow.h"

/*
 * A solved flow of the problem, started from the prices for one in 16 of the
 * people of order[n_people] who are not fixed, which were found in the same
 * way. 0, or -1 for no memory: release the flow all the same.
 */
int tsop_start_flow(struct tsop_flow *flow, const struct tsop_assign_problem *problem,
		    const uint32_t *order, struct tsop_error *err);

#endif
