/*
 * arena.h: memory for work on a whole set, given back at once.
 *
 * What a run builds and keeps until its end (names, courses, a register) is
 * taken from one arena: no object is freed by itself, nothing can leak, and
 * an allocation costs an addition.
 */
#ifndef TSOP_BASE_ARENA_H
#define TSOP_BASE_ARENA_H

#include <stddef.h>

#include "base/view.h"

struct tsop_arena_block;

struct tsop_arena {
	struct tsop_arena_block *block; /* the newest */
	size_t used;                    /* bytes used of it */
};

/* An empty arena; allocates nothing. */
void tsop_arena_init(struct tsop_arena *arena);
/* Free all that was taken from it. */
void tsop_arena_release(struct tsop_arena *arena);
/*
 * n objects of size bytes each, zeroed, aligned for any type; NULL where
 * memory or size_t ends. Valid until tsop_arena_release.
 */
void *tsop_arena_take(struct tsop_arena *arena, size_t n, size_t size);
/* A terminated copy of the view's bytes, or NULL. */
char *tsop_arena_copy(struct tsop_arena *arena, struct tsop_view view);

#endif
