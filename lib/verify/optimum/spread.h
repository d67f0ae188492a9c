/*
 * spread.h: the people of a municipality on different courses, at least cost.
 *
 * As in prices.h; but there are pairs too, of people of a municipality on one
 * course, and n people make n (n - 1) / 2. So besides the price of a place
 * somebody pays a share for the others: no more than the n pairs that one more
 * person of theirs would make there, and, where there is somebody who is not
 * fixed, no less than the n - 1 that one fewer would save. As pairs grow ever
 * faster, no assignment that puts others there saves more than these say.
 */
#ifndef TSOP_VERIFY_OPTIMUM_SPREAD_H
#define TSOP_VERIFY_OPTIMUM_SPREAD_H

#include "verify/people/costs.h"

/*
 * Do the prices and shares of the proof prove the places; are the pairs as
 * many as it says; and does the lot take no others, at the same cost? Faults
 * name people, municipalities and courses. -1 with err for want of memory.
 */
int tsop_spread_check(struct tsop_costs *costs, struct tsop_checking *checking,
		      struct tsop_error *err);

#endif
