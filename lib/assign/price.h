/*
 * price.h: the prices that are published.
 *
 * Many prices prove the same optimum. Taken are the least: what one more seat
 * would save. Where a course has its minimum and no more people, a price may
 * have to be below 0, what it would save to have a minimum one less; then it
 * is the one nearest to 0. Both do not depend on how the flow was found.
 */
#ifndef TSOP_ASSIGN_PRICE_H
#define TSOP_ASSIGN_PRICE_H

#include "assign/flow.h"
#include "base/error.h"

/*
 * Bring the prices of a solved flow to these; no course is short. O(courses^2)
 * but for the arcs. -1 for no memory.
 */
int tsop_price_lower(struct tsop_flow *flow, struct tsop_error *err);

#endif
