/*
 * claims.h: growing lists of claims (claim.h), and such lists as heaps with the last claim on top.
 */
#ifndef TSOP_MECHANISM_CLAIMS_H
#define TSOP_MECHANISM_CLAIMS_H

#include <stddef.h>

#include "base/error.h"
#include "mechanism/claim.h"

/* Empty when zeroed; free list. */
struct tsop_claims {
	struct tsop_claim *list;
	size_t n, cap;
};

/* Append. -1 for no memory. */
int tsop_claims_add(struct tsop_claims *claims, struct tsop_claim claim, struct tsop_error *err);

/* Sort by the order, then by number: the first first. */
void tsop_claims_sort(struct tsop_claims *claims);

/*
 * Of a heap, in which the last by the order, then by number, is list[0]: put
 * a claim into it, take the one at i out of it. O(log n).
 */
int tsop_claims_push(struct tsop_claims *heap, struct tsop_claim claim, struct tsop_error *err);
void tsop_claims_take(struct tsop_claims *heap, size_t i);

#endif
