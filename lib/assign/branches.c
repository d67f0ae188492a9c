#include "assign/branches.h"

#include <stdlib.h>

#include "base/array.h"

void tsop_branches_release(struct tsop_branches *branches)
{
	free(branches->list);
	free(branches->levels);
	*branches = (struct tsop_branches){ .n = 0 };
}

int tsop_branches_add(struct tsop_branches *branches, tsop_int128 cost, uint16_t node,
		      struct tsop_error *err)
{
	struct tsop_branch *list =
		tsop_array_room(branches->list, branches->n, &branches->cap, sizeof *list);

	if (list == NULL)
		return tsop_fail_memory(err);
	branches->list = list;
	list[branches->n++] = (struct tsop_branch){ cost, node };
	return 0;
}

static int by_cost(const void *left, const void *right)
{
	const struct tsop_branch *a = left;
	const struct tsop_branch *b = right;

	if (a->cost != b->cost)
		return a->cost < b->cost ? -1 : 1;
	return (a->node > b->node) - (a->node < b->node);
}

void tsop_branches_sort(struct tsop_branches *branches, size_t start)
{
	if (branches->n > start)
		qsort(&branches->list[start], branches->n - start, sizeof *branches->list, by_cost);
}

int tsop_branches_open(struct tsop_branches *branches, size_t what, size_t start,
		       struct tsop_error *err)
{
	struct tsop_branches_level *levels = tsop_array_room(
		branches->levels, branches->n_levels, &branches->cap_levels, sizeof *levels);

	if (levels == NULL)
		return tsop_fail_memory(err);
	branches->levels = levels;
	levels[branches->n_levels++] =
		(struct tsop_branches_level){ what, start, start, branches->n };
	return 0;
}

void tsop_branches_close(struct tsop_branches *branches)
{
	branches->n = branches->levels[--branches->n_levels].start;
}

tsop_int128 tsop_branches_bound(const struct tsop_branches *branches, tsop_int128 limit)
{
	for (size_t i = 0; i < branches->n_levels; i++) {
		const struct tsop_branches_level *level = &branches->levels[i];
		size_t open = i + 1 < branches->n_levels ? level->next : level->next - 1;

		if (open < level->end && branches->list[open].cost < limit)
			limit = branches->list[open].cost;
	}
	return limit;
}
