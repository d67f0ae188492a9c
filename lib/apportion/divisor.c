#include "apportion/divisor.h"

#include <stdlib.h>

/* Claims with their seats so far; a heap of those whose number of seats may still change. */
struct house {
	const struct tsop_method *method;
	const struct tsop_claim *claims;
	int64_t *seats;
	size_t n;
	size_t *heap;
	size_t heap_len;
	bool adding; /* the greatest quotient on top, to get a seat; else the least, to lose one */
};

static int64_t weight_of(const struct house *house, size_t i)
{
	return tsop_method_weight(house->method, house->claims[i].weight);
}

/* The quotient by which claim i gets its next seat, or has got its last one. */
static struct tsop_apportion_cut quotient_of(const struct house *house, size_t i, bool next)
{
	int64_t seats = next ? house->seats[i] : house->seats[i] - 1;

	struct tsop_apportion_cut cut = { .is_set = true, .claim = i, .seat = seats + 1 };

	cut.power = tsop_method_quotient(house->method, weight_of(house, i), seats, &cut.num,
					 &cut.den);
	return cut;
}

static int compare_claims(const struct house *house, size_t a, size_t b, bool next)
{
	int64_t held = next ? 0 : 1;

	return tsop_method_compare(house->method, weight_of(house, a), house->seats[a] - held,
				   weight_of(house, b), house->seats[b] - held);
}

static bool may_get(const struct house *house, size_t i)
{
	return house->claims[i].weight > 0 && house->seats[i] < house->claims[i].max;
}

static bool may_lose(const struct house *house, size_t i)
{
	return house->seats[i] > house->claims[i].min;
}

static bool is_before(const struct house *house, size_t a, size_t b)
{
	int order = compare_claims(house, a, b, house->adding);

	return house->adding ? order > 0 : order < 0;
}

static void sift_down(struct house *house, size_t place)
{
	size_t *heap = house->heap;
	size_t moved = heap[place];
	size_t child;

	while ((child = 2 * place + 1) < house->heap_len) {
		if (child + 1 < house->heap_len && is_before(house, heap[child + 1], heap[child]))
			child++;
		if (!is_before(house, heap[child], moved))
			break;
		heap[place] = heap[child];
		place = child;
	}
	heap[place] = moved;
}

static void build_heap(struct house *house)
{
	house->heap_len = 0;
	for (size_t i = 0; i < house->n; i++)
		if (house->adding ? may_get(house, i) : may_lose(house, i))
			house->heap[house->heap_len++] = i;
	for (size_t place = house->heap_len / 2; place-- > 0;)
		sift_down(house, place);
}

/* Give the top of the heap a seat, or take one from it. */
static void change_top(struct house *house)
{
	size_t top = house->heap[0];

	house->seats[top] += house->adding ? 1 : -1;
	if (house->adding ? !may_get(house, top) : !may_lose(house, top))
		house->heap[0] = house->heap[--house->heap_len];
	if (house->heap_len > 0)
		sift_down(house, 0);
}

static int64_t start(const struct house *house)
{
	int64_t sum = 0;

	for (size_t i = 0; i < house->n; i++)
		sum += house->seats[i] = house->claims[i].min;
	return sum;
}

static void find_cut(const struct house *house, struct tsop_apportionment *result)
{
	size_t last = house->n;
	size_t next = house->n;

	for (size_t i = 0; i < house->n; i++) {
		if (may_lose(house, i) &&
		    (last == house->n || compare_claims(house, i, last, false) < 0))
			last = i;
		if (may_get(house, i) &&
		    (next == house->n || compare_claims(house, i, next, true) > 0))
			next = i;
	}
	if (last < house->n)
		result->last = quotient_of(house, last, false);
	if (next < house->n)
		result->next = quotient_of(house, next, true);
}

static bool is_same(const struct house *house, const struct tsop_apportion_cut *a,
		    const struct tsop_apportion_cut *b)
{
	return a->is_set && b->is_set &&
	       tsop_method_compare(house->method, weight_of(house, a->claim), a->seat - 1,
				   weight_of(house, b->claim), b->seat - 1) == 0;
}

/* Take back the seats that were given by a quotient equal to one that was not served. */
static void find_tie(const struct house *house, struct tsop_apportionment *result)
{
	for (size_t i = 0; i < house->n; i++) {
		struct tsop_apportion_cut quotient;

		if (may_lose(house, i)) {
			quotient = quotient_of(house, i, false);
			if (is_same(house, &quotient, &result->next)) {
				house->seats[i]--;
				result->n_draw++;
				result->tied[result->n_tied++] = i;
				continue;
			}
		}
		if (may_get(house, i)) {
			quotient = quotient_of(house, i, true);
			if (is_same(house, &quotient, &result->next))
				result->tied[result->n_tied++] = i;
		}
	}
}

int tsop_divisor_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			   size_t n, int64_t total, const struct tsop_level *level,
			   struct tsop_apportionment *result, struct tsop_error *err)
{
	struct house house = { method, claims, result->seats, n, NULL, 0, false };
	int64_t given;

	house.heap = calloc(n, sizeof *house.heap);
	if (house.heap == NULL)
		return tsop_fail_memory(err);
	(void)level;
	given = start(&house);
	house.adding = given < total;
	if (given != total)
		build_heap(&house);
	for (; given != total; given += house.adding ? 1 : -1)
		change_top(&house);
	free(house.heap);
	find_cut(&house, result);
	if (is_same(&house, &result->last, &result->next))
		find_tie(&house, result);
	return 0;
}
