/*
 * heap.h: who may leave a course for another most cheaply.
 *
 * A binary heap of moves, cheapest first, equal ones in order of the lot.
 * People who went elsewhere stay in it until they come to the top or room is
 * needed: the caller says where everyone is.
 */
#ifndef TSOP_ALLOCATE_HEAP_H
#define TSOP_ALLOCATE_HEAP_H

#include <stddef.h>
#include <stdint.h>

struct tsop_move {
	int64_t cost; /* cost.h: what the person costs there, less what here */
	uint32_t lot;
	uint32_t who;
};

struct tsop_heap {
	struct tsop_move *moves; /* a heap but after tsop_heap_append */
	size_t n;
	size_t cap;
};

/* Make room for n moves. 0, or -1 for no memory. */
int tsop_heap_reserve(struct tsop_heap *heap, size_t n);
/* Free the moves; the heap is empty again, as when zeroed. */
void tsop_heap_release(struct tsop_heap *heap);
/* Put behind the others, in reserved room; tsop_heap_order makes it a heap again. O(1). */
void tsop_heap_append(struct tsop_heap *heap, struct tsop_move move);
/* O(n). */
void tsop_heap_order(struct tsop_heap *heap);
/* Remove the first. The heap is not empty. O(log n). */
void tsop_heap_pop(struct tsop_heap *heap);
/*
 * Add a move of somebody who is at `node`. If there is no room, the moves of
 * those that at[who] says are elsewhere are dropped first, and what stands
 * in it twice. O(log n) on average. 0, or -1 for no memory.
 */
int tsop_heap_push(struct tsop_heap *heap, struct tsop_move move, uint16_t *at, uint16_t node);

#endif
