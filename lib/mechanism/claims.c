#include "mechanism/claims.h"

#include <stdlib.h>

#include "base/array.h"

static int compare(const void *left, const void *right)
{
	const struct tsop_claim *a = left;
	const struct tsop_claim *b = right;
	int order = tsop_claim_compare(a, b);

	return order != 0 ? order : (a->who > b->who) - (a->who < b->who);
}

int tsop_claims_add(struct tsop_claims *claims, struct tsop_claim claim, struct tsop_error *err)
{
	struct tsop_claim *list =
		tsop_array_room(claims->list, claims->n, &claims->cap, sizeof *list);

	if (list == NULL)
		return tsop_fail_memory(err);
	claims->list = list;
	list[claims->n++] = claim;
	return 0;
}

void tsop_claims_sort(struct tsop_claims *claims)
{
	if (claims->n > 0)
		qsort(claims->list, claims->n, sizeof *claims->list, compare);
}

static void swap(struct tsop_claim *a, struct tsop_claim *b)
{
	struct tsop_claim last = *a;

	*a = *b;
	*b = last;
}

static void sift_up(struct tsop_claims *heap, size_t i)
{
	for (; i > 0 && compare(&heap->list[i], &heap->list[(i - 1) / 2]) > 0; i = (i - 1) / 2)
		swap(&heap->list[i], &heap->list[(i - 1) / 2]);
}

static void sift_down(struct tsop_claims *heap, size_t i)
{
	for (size_t child; (child = 2 * i + 1) < heap->n; i = child) {
		if (child + 1 < heap->n &&
		    compare(&heap->list[child + 1], &heap->list[child]) > 0)
			child++;
		if (compare(&heap->list[child], &heap->list[i]) <= 0)
			return;
		swap(&heap->list[child], &heap->list[i]);
	}
}

int tsop_claims_push(struct tsop_claims *heap, struct tsop_claim claim, struct tsop_error *err)
{
	if (tsop_claims_add(heap, claim, err) != 0)
		return -1;
	sift_up(heap, heap->n - 1);
	return 0;
}

void tsop_claims_take(struct tsop_claims *heap, size_t i)
{
	if (i == --heap->n)
		return;
	heap->list[i] = heap->list[heap->n];
	sift_up(heap, i);
	sift_down(heap, i);
}
