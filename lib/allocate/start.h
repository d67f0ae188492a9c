/*
 * start.h: good prices to start from.
 *
 * The prices of a sample of the people, with as large a part of the seats,
 * are nearly those of all. A flow that starts from them has few people left
 * to move, however many want the same course. Which prices it starts from
 * does not change what an optimum is.
 */
#ifndef TSOP_ALLOCATE_START_H
#define TSOP_ALLOCATE_START_H

#include "allocate/flow.h"

/*
 * Fill price[n_courses] with the prices for every 16th person of
 * order[n_people] who is not fixed, found by way of their own sample; with 0
 * for a small problem. 0, or -1 for no memory.
 */
int tsop_start_prices(const struct tsop_assign_problem *problem, const uint32_t *order,
		      tsop_int128 *price, struct tsop_error *err);

#endif
