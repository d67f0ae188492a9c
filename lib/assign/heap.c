#include "assign/heap.h"

#include <stdlib.h>

static int reserve(struct tsop_heap *heap, size_t n)
{
	struct tsop_move *moves;

	if (n <= heap->cap)
		return 0;
	moves = realloc(heap->moves, n * sizeof *moves);
	if (moves == NULL)
		return -1;
	heap->moves = moves;
	heap->cap = n;
	return 0;
}

void tsop_heap_release(struct tsop_heap *heap)
{
	free(heap->moves);
	*heap = (struct tsop_heap){ 0 };
}

static void sift_down(struct tsop_heap *heap, size_t i)
{
	struct tsop_move move = heap->moves[i];

	for (;;) {
		size_t child = 2 * i + 1;

		if (child >= heap->n)
			break;
		if (child + 1 < heap->n &&
		    tsop_move_is_before(&heap->moves[child + 1], &heap->moves[child]))
			child++;
		if (!tsop_move_is_before(&heap->moves[child], &move))
			break;
		heap->moves[i] = heap->moves[child];
		i = child;
	}
	heap->moves[i] = move;
}

static void sift_up(struct tsop_heap *heap, size_t i)
{
	struct tsop_move move = heap->moves[i];

	while (i > 0 && tsop_move_is_before(&move, &heap->moves[(i - 1) / 2])) {
		heap->moves[i] = heap->moves[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	heap->moves[i] = move;
}

static void order(struct tsop_heap *heap)
{
	for (size_t i = heap->n / 2; i-- > 0;)
		sift_down(heap, i);
}

int tsop_heap_begin(struct tsop_heap *heap, size_t want, size_t most)
{
	heap->want = want > 2 * heap->want ? want : 2 * heap->want;
	if (heap->want > most)
		heap->want = most;
	heap->is_whole = true;
	return reserve(heap, heap->want);
}

void tsop_heap_keep(struct tsop_heap *heap, struct tsop_move opposite)
{
	if (heap->n < heap->want) {
		heap->moves[heap->n] = opposite;
		sift_up(heap, heap->n++);
	} else {
		heap->moves[0] = opposite;
		sift_down(heap, 0);
	}
}

void tsop_heap_end(struct tsop_heap *heap)
{
	if (!heap->is_whole)
		heap->last = tsop_move_opposite(heap->moves[0]);
	for (size_t i = 0; i < heap->n; i++)
		heap->moves[i] = tsop_move_opposite(heap->moves[i]);
	order(heap);
}

void tsop_heap_pop(struct tsop_heap *heap)
{
	heap->moves[0] = heap->moves[--heap->n];
	if (heap->n > 0)
		sift_down(heap, 0);
}

/* Keep one move of each person at node; who was seen is marked as elsewhere meanwhile. */
static void drop_stale(struct tsop_heap *heap, uint16_t *at, uint16_t node)
{
	size_t kept = 0;

	for (size_t i = 0; i < heap->n; i++) {
		if (at[heap->moves[i].who] != node)
			continue;
		at[heap->moves[i].who] = UINT16_MAX;
		heap->moves[kept++] = heap->moves[i];
	}
	heap->n = kept;
	for (size_t i = 0; i < kept; i++)
		at[heap->moves[i].who] = node;
	order(heap);
}

int tsop_heap_push(struct tsop_heap *heap, struct tsop_move move, uint16_t *at, uint16_t node)
{
	if (tsop_heap_is_spent(heap) ||
	    (!heap->is_whole && tsop_move_is_before(&heap->last, &move)))
		return 0;
	if (heap->n == heap->cap) {
		drop_stale(heap, at, node);
		if (heap->n >= heap->cap / 2 && reserve(heap, heap->cap + heap->cap / 2 + 8) != 0)
			return -1;
	}
	heap->moves[heap->n] = move;
	sift_up(heap, heap->n++);
	return 0;
}
