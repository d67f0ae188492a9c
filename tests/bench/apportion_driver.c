/*
 * apportion_driver.c: seats to claims, of any number, and how long it takes.
 *
 *     apportion_driver METHOD KIND CLAIMS SEATS          solve: milliseconds of the processor
 *     apportion_driver METHOD KIND CLAIMS SEATS heap     the same by a priority queue, seat by seat
 *
 * Kinds of weights: `uniform` up to 1,000,000; `pareto` (few great, many
 * small); `equal`; `bounded` (uniform, each claim with a min and a max near
 * its share); `mixed` (1 to 10^18, each magnitude as often).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "apportion/apportion.h"
#include "unit/random.h"

struct instance {
	struct tsop_method method;
	struct tsop_claim *claims;
	size_t n;
	int64_t total;
};

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void *take(size_t n, size_t size)
{
	void *p = calloc(n + 1, size);

	if (p == NULL) {
		fputs("apportion_driver: out of memory\n", stderr);
		exit(4);
	}
	return p;
}

static int64_t weight_of(const char *kind, uint64_t *seed)
{
	if (strcmp(kind, "equal") == 0)
		return 1000;
	if (strcmp(kind, "pareto") == 0)
		return 1 + INT64_C(1000000000) / (1 + random_below(seed, 1000000));
	if (strcmp(kind, "mixed") == 0)
		return (INT64_C(1) << random_below(seed, 59)) + random_below(seed, 1000);
	return 1 + random_below(seed, 1000000);
}

static void make(struct instance *instance, const char *kind)
{
	uint64_t seed = 2019;

	instance->claims = take(instance->n, sizeof *instance->claims);
	for (size_t i = 0; i < instance->n; i++) {
		struct tsop_claim *claim = &instance->claims[i];
		int64_t share = instance->total / (int64_t)instance->n;

		*claim = (struct tsop_claim){ weight_of(kind, &seed), 0, instance->total };
		if (strcmp(kind, "bounded") == 0) {
			claim->min = random_below(&seed, (uint32_t)(share + 1));
			claim->max = claim->min + random_below(&seed, (uint32_t)(2 * share + 1));
		}
	}
}

/* The peer: a heap of the claims, the greatest quotient on top. */
struct heap {
	const struct instance *instance;
	int64_t *seats;
	size_t *items;
	size_t n;
};

static bool is_before(const struct heap *heap, size_t a, size_t b)
{
	return tsop_method_compare(&heap->instance->method, heap->instance->claims[a].weight,
				   heap->seats[a], heap->instance->claims[b].weight,
				   heap->seats[b]) > 0;
}

static void sift_down(struct heap *heap, size_t place)
{
	size_t moved = heap->items[place];
	size_t child;

	while ((child = 2 * place + 1) < heap->n) {
		if (child + 1 < heap->n && is_before(heap, heap->items[child + 1], heap->items[child]))
			child++;
		if (!is_before(heap, heap->items[child], moved))
			break;
		heap->items[place] = heap->items[child];
		place = child;
	}
	heap->items[place] = moved;
}

static void solve_by_heap(const struct instance *instance)
{
	struct heap heap = { .instance = instance };
	int64_t left = instance->total;

	heap.seats = take(instance->n, sizeof *heap.seats);
	heap.items = take(instance->n, sizeof *heap.items);
	for (size_t i = 0; i < instance->n; i++) {
		heap.seats[i] = instance->claims[i].min;
		left -= heap.seats[i];
		if (heap.seats[i] < instance->claims[i].max)
			heap.items[heap.n++] = i;
	}
	for (size_t place = heap.n / 2; place-- > 0;)
		sift_down(&heap, place);
	for (; left > 0 && heap.n > 0; left--) {
		size_t best = heap.items[0];

		if (++heap.seats[best] == instance->claims[best].max)
			heap.items[0] = heap.items[--heap.n];
		if (heap.n > 0)
			sift_down(&heap, 0);
	}
	free(heap.seats);
	free(heap.items);
}

static void solve(const struct instance *instance)
{
	struct tsop_apportionment result;
	struct tsop_error err;

	if (tsop_apportion(&instance->method, instance->claims, instance->n, instance->total,
			   &result, &err) != 0) {
		fprintf(stderr, "apportion_driver: %s\n", err.text);
		exit((int)err.code);
	}
	tsop_apportion_release(&result);
}

int main(int argc, char **argv)
{
	struct instance instance = { .n = 0 };
	struct tsop_error err;
	double start;

	if (argc < 5) {
		fputs("usage: apportion_driver METHOD KIND CLAIMS SEATS [heap]\n", stderr);
		return 2;
	}
	if (tsop_method_read(&instance.method, argv[1], &err) != 0) {
		fprintf(stderr, "apportion_driver: %s\n", err.text);
		return 2;
	}
	instance.n = strtoul(argv[3], NULL, 10);
	instance.total = strtol(argv[4], NULL, 10);
	make(&instance, argv[2]);
	start = seconds();
	if (argc > 5)
		solve_by_heap(&instance);
	else
		solve(&instance);
	printf("%.3f\n", (seconds() - start) * 1000);
	free(instance.claims);
	return fflush(stdout) == 0 ? 0 : 4;
}
