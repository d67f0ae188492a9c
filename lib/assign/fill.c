#include "assign/fill.h"

#include <stdlib.h>

#define NEVER UINT32_MAX

int tsop_fill_init(struct tsop_fill *fill, size_t largest, size_t most, struct tsop_error *err)
{
	*fill = (struct tsop_fill){ .largest = largest, .most = most };
	fill->n_of_size = calloc(largest + 1, sizeof *fill->n_of_size);
	fill->used = calloc(most + 1, sizeof *fill->used);
	return fill->n_of_size == NULL || fill->used == NULL ? tsop_fail_memory(err) : 0;
}

void tsop_fill_release(struct tsop_fill *fill)
{
	free(fill->n_of_size);
	free(fill->used);
	*fill = (struct tsop_fill){ 0 };
}

/* Can single people fill any gap that parties leave? */
static bool is_never_short(const struct tsop_fill *fill)
{
	size_t largest = fill->largest;

	while (largest > 1 && fill->n_of_size[largest] == 0)
		largest--;
	return fill->n_of_size[1] + 1 >= largest;
}

static size_t count_sizes(const struct tsop_fill *fill)
{
	size_t n = 0;

	for (size_t size = 1; size <= fill->largest; size++)
		n += fill->n_of_size[size] > 0;
	return n;
}

/* Which sums can be made: used[sum] is how many of the last size it takes at least, or NEVER. */
static void make_sums(struct tsop_fill *fill, size_t most)
{
	fill->used[0] = 0;
	for (size_t sum = 1; sum <= most; sum++)
		fill->used[sum] = NEVER;
	for (size_t size = 1; size <= fill->largest; size++) {
		for (size_t sum = 0; fill->n_of_size[size] > 0 && sum <= most; sum++) {
			if (fill->used[sum] != NEVER)
				fill->used[sum] = 0;
			else if (sum >= size && fill->used[sum - size] < fill->n_of_size[size])
				fill->used[sum] = fill->used[sum - size] + 1;
		}
	}
}

bool tsop_fill_limit(struct tsop_fill *fill, const int64_t *room, size_t n, size_t max_steps,
		     int64_t *filled)
{
	int64_t most = 0;

	if (is_never_short(fill))
		return false;
	for (size_t i = 0; i < n; i++) {
		filled[i] = room[i] < (int64_t)fill->most ? room[i] : (int64_t)fill->most;
		most = filled[i] > most ? filled[i] : most;
	}
	if (count_sizes(fill) * (size_t)most > max_steps)
		return false;
	make_sums(fill, (size_t)most);
	for (size_t i = 0; i < n; i++)
		while (fill->used[filled[i]] == NEVER)
			filled[i]--;
	return true;
}
