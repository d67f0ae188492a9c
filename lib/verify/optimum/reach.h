/*
 * reach.h: which nodes of a graph are reached from which, as arcs are added.
 */
#ifndef TSOP_VERIFY_OPTIMUM_REACH_H
#define TSOP_VERIFY_OPTIMUM_REACH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct tsop_reach {
	size_t n;          /* nodes */
	size_t words;      /* of a row */
	uint64_t *reached; /* [n][words] a bit for each node */
};

/* Every node reaches itself. -1 with err for want of memory. */
int tsop_reach_init(struct tsop_reach *reach, size_t n, struct tsop_error *err);
void tsop_reach_release(struct tsop_reach *reach);

/* Whoever reaches `from` now reaches all that `to` does. Cost: n * n / 64, if that is new. */
void tsop_reach_add(struct tsop_reach *reach, size_t from, size_t to);

static inline bool tsop_reach_has(const struct tsop_reach *reach, size_t from, size_t to)
{
	return (reach->reached[from * reach->words + to / 64] >> (to % 64) & 1) != 0;
}

#endif
