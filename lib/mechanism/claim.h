/*
 * claim.h: where somebody stands at a course, by an order of people.
 */
#ifndef TSOP_MECHANISM_CLAIM_H
#define TSOP_MECHANISM_CLAIM_H

#include <stdint.h>

#include "assign/problem.h"
#include "mechanism/mechanism.h"

enum { TSOP_CLAIM_METERS_BITS = 31, TSOP_CLAIM_STAY_BIT = 62 };

/* Least claims go first: who was on the course before (stay), then by the order. */
struct tsop_claim {
	uint64_t first; /* was elsewhere, before, meters */
	uint32_t after;
	uint32_t who; /* decides nothing */
};

static inline struct tsop_claim tsop_claim_of(const struct tsop_assign_problem *problem,
					      const struct tsop_order *order, uint32_t who,
					      uint16_t course)
{
	struct tsop_claim claim = { (uint64_t)order->before[who] << TSOP_CLAIM_METERS_BITS, 0, who };

	if (order->by_distance) {
		claim.first |= tsop_problem_meters(problem, who, course);
		claim.after = order->after[who];
	}
	if (problem->stay != NULL && problem->stay->course[who] != course)
		claim.first |= UINT64_C(1) << TSOP_CLAIM_STAY_BIT;
	return claim;
}

/* <0, 0, >0 */
static inline int tsop_claim_compare(const struct tsop_claim *a, const struct tsop_claim *b)
{
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->after > b->after) - (a->after < b->after);
}

#endif
