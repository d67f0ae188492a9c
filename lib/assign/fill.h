/*
 * fill.h: how many seats of a course parties can fill.
 *
 * Twelve couples can not fill 23 seats. The flow, which places members one by
 * one, does not see that; told so, its bound is better and the search much
 * shorter. Where there are single people enough to fill any gap, nothing is
 * to be told.
 */
#ifndef TSOP_ASSIGN_FILL_H
#define TSOP_ASSIGN_FILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct tsop_fill {
	/* [largest + 1] parties of that size (1: people) not yet placed; the caller counts. */
	size_t *n_of_size;
	size_t largest; /* no party is larger */
	uint32_t *used; /* [most + 1] */
	size_t most;	/* no course can be filled with more */
};

/* 0, or -1 for no memory: release it all the same. */
int tsop_fill_init(struct tsop_fill *fill, size_t largest, size_t most, struct tsop_error *err);
void tsop_fill_release(struct tsop_fill *fill);

/*
 * For each of n courses with room[i] seats, the most of them that a choice of
 * the parties not yet placed takes exactly: filled[i]. True; or false if
 * nothing can be told, or only in more than max_steps steps (sizes of parties
 * times seats).
 */
bool tsop_fill_limit(struct tsop_fill *fill, const int64_t *room, size_t n, size_t max_steps,
		     int64_t *filled);

#endif
