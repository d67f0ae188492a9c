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

/* The quotient by which claim i gets its next seat, or has got its last one. */
static struct tsop_apportion_cut quotient_of(const struct house *house, size_t i, bool next)
{
	int64_t seats = next ? house->seats[i] : house->seats[i] - 1;

	return (struct tsop_apportion_cut){ true, i, house->claims[i].weight,
					    tsop_method_divisor(house->method, seats) };
}

static int compare_claims(const struct house *house, size_t a, size_t b, bool next)
{
	int64_t held = next ? 0 : 1;

	return tsop_method_compare(house->method, house->claims[a].weight, house->seats[a] - held,
				   house->claims[b].weight, house->seats[b] - held);
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

static int64_t start(const struct house *house, const struct tsop_level *level)
{
	int64_t sum = 0;

	for (size_t i = 0; i < house->n; i++) {
		const struct tsop_claim *claim = &house->claims[i];
		tsop_int128 seats = tsop_method_round(house->method, claim->weight * level->num,
						      level->den);

		if (seats > claim->max)
			seats = claim->max;
		if (seats < claim->min || claim->weight == 0)
			seats = claim->min;
		house->seats[i] = (int64_t)seats;
		sum += house->seats[i];
	}
	return sum;
}

/*
 * Rounding takes first / step - 1/2 seats from a quota on average: the level
 * is raised by that for each claim that rounds, to start near the end.
 */
static struct tsop_level raise(const struct house *house, const struct tsop_level *level)
{
	tsop_int128 step = house->method->step;
	tsop_int128 first = house->method->first;
	tsop_int128 n_free = 0;
	tsop_int128 taken;

	for (size_t i = 0; i < house->n; i++)
		n_free += tsop_level_is_free(level, &house->claims[i]);
	taken = n_free * (2 * first - step);
	return (struct tsop_level){ 2 * step * level->num + taken, 2 * step * level->den };
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

static bool is_same(const struct tsop_apportion_cut *a, const struct tsop_apportion_cut *b)
{
	return a->is_set && b->is_set && a->num * b->den == b->num * a->den;
}

/* Take back the seats that were given by a quotient equal to one that was not served. */
static void find_tie(const struct house *house, struct tsop_apportionment *result)
{
	for (size_t i = 0; i < house->n; i++) {
		struct tsop_apportion_cut quotient;

		if (may_lose(house, i)) {
			quotient = quotient_of(house, i, false);
			if (is_same(&quotient, &result->next)) {
				house->seats[i]--;
				result->n_draw++;
				result->tied[result->n_tied++] = i;
				continue;
			}
		}
		if (may_get(house, i)) {
			quotient = quotient_of(house, i, true);
			if (is_same(&quotient, &result->next))
				result->tied[result->n_tied++] = i;
		}
	}
}

int tsop_divisor_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			   size_t n, int64_t total, const struct tsop_level *level,
			   struct tsop_apportionment *result, struct tsop_error *err)
{
	struct house house = { method, claims, result->seats, n, NULL, 0, false };
	struct tsop_level raised = raise(&house, level);
	int64_t given;

	house.heap = calloc(n, sizeof *house.heap);
	if (house.heap == NULL)
		return tsop_fail_memory(err);
	given = start(&house, &raised);
	house.adding = given < total;
	if (given != total)
		build_heap(&house);
	for (; given != total; given += house.adding ? 1 : -1)
		change_top(&house);
	free(house.heap);
	find_cut(&house, result);
	if (is_same(&result->last, &result->next))
		find_tie(&house, result);
	return 0;
}
