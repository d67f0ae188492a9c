/*
 * heap.h: who may leave a course for another most cheaply.
 *
 * A binary heap of moves, cheapest first, of equal ones the last by lot. It
 * need not hold everyone: filled from all people of a course, it keeps a
 * number of the cheapest, and later takes only what is not dearer than those;
 * when it is used up, it is filled again. People who went elsewhere stay in
 * it until they come to the top or room is needed: the caller says where
 * everyone is.
 */
#ifndef TSOP_ASSIGN_HEAP_H
#define TSOP_ASSIGN_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tsop_move {
	int64_t cost; /* cost.h: what the person costs there, less what here */
	uint32_t lot;
	uint32_t who;
};

struct tsop_heap {
	struct tsop_move *moves;
	size_t n;
	size_t cap;
	size_t want;	       /* how many the last filling kept at most */
	bool is_whole;	       /* nobody was left out */
	struct tsop_move last; /* else: the dearest that was kept */
};

/* Free the moves; the heap is empty again, as when zeroed. */
void tsop_heap_release(struct tsop_heap *heap);

/* Has it nothing to say? A zeroed heap is spent too. */
static inline bool tsop_heap_is_spent(const struct tsop_heap *heap)
{
	return heap->n == 0 && !heap->is_whole;
}

static inline bool tsop_move_is_before(const struct tsop_move *a, const struct tsop_move *b)
{
	return a->cost != b->cost ? a->cost < b->cost : a->lot > b->lot;
}

/* The move that is before others exactly where this one is behind them. */
static inline struct tsop_move tsop_move_opposite(struct tsop_move move)
{
	return (struct tsop_move){ -move.cost, ~move.lot, move.who };
}

/*
 * Fill a spent heap: begin with the number of moves that seems enough (a
 * heap filled before takes twice as many as then, at least) and that of all
 * there are at most, offer every move once, end. Meanwhile it holds opposites:
 * the dearest comes first, and goes when there is a cheaper one. An offer is
 * O(1) on average. Begin returns -1 for no memory.
 */
int tsop_heap_begin(struct tsop_heap *heap, size_t want, size_t most);
void tsop_heap_end(struct tsop_heap *heap);
/* For tsop_heap_offer only. */
void tsop_heap_keep(struct tsop_heap *heap, struct tsop_move opposite);

static inline void tsop_heap_offer(struct tsop_heap *heap, struct tsop_move move)
{
	move = tsop_move_opposite(move);
	if (heap->n == heap->want) {
		heap->is_whole = false;
		if (!tsop_move_is_before(&heap->moves[0], &move))
			return;
	}
	tsop_heap_keep(heap, move);
}

/* Remove the first. The heap is not empty. O(log n). */
void tsop_heap_pop(struct tsop_heap *heap);

/*
 * Add a move of somebody who came to `node`, unless it is spent or the move
 * is dearer than what it holds. If there is no room, the moves of those that
 * at[who] says are elsewhere are dropped first, and what stands in it twice.
 * O(log n) on average. 0, or -1 for no memory.
 */
int tsop_heap_push(struct tsop_heap *heap, struct tsop_move move, uint16_t *at, uint16_t node);

#endif
