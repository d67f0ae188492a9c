#include "allocate/compare/comparison.h"

#include <stdlib.h>

struct tsop_comparison_quota tsop_comparison_quota(const struct tsop_comparison *comparison,
						   size_t claimant)
{
	const struct tsop_run *run = &comparison->run;

	return (struct tsop_comparison_quota){
		(tsop_int128)run->rules.total * run->claimants.rows[claimant].weight,
		comparison->weight,
	};
}

int tsop_comparison_violation(const struct tsop_comparison *comparison,
			      const struct tsop_comparison_way *way, size_t claimant)
{
	struct tsop_comparison_quota quota = tsop_comparison_quota(comparison, claimant);
	tsop_int128 whole = quota.num / quota.den;

	if (way->seats[claimant].possible < whole)
		return -1;
	return way->seats[claimant].certain > whole + (quota.num % quota.den > 0);
}

/* (small seats / small weight) / (large seats / large weight) - 1, in hundredths of a percent. */
bool tsop_comparison_bias(const struct tsop_comparison_way *way, int64_t *bias)
{
	tsop_int128 small = way->small.seats * way->large.weight;
	tsop_int128 large = way->large.seats * way->small.weight;
	tsop_int128 more;

	if (way->n_draw > 0 || way->small.n == 0 || large == 0)
		return false;
	more = small > large ? small - large : large - small;
	while (large > (tsop_int128)1 << 110) {
		large /= 2;
		more /= 2;
	}
	more = (more * 10000 + large / 2) / large;
	*bias = (int64_t)(small > large ? more : -more);
	return true;
}

struct by_weight {
	int64_t weight;
	size_t claimant;
};

static int by_weight(const void *left, const void *right)
{
	const struct by_weight *a = left;
	const struct by_weight *b = right;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->claimant < b->claimant ? -1 : 1;
}

static void add_to_group(struct tsop_comparison_group *group, const struct by_weight *member,
			 const struct tsop_comparison_way *way)
{
	group->n++;
	group->weight += member->weight;
	group->seats += way->seats[member->claimant].certain;
}

int tsop_comparison_group(const struct tsop_comparison *comparison, struct tsop_comparison_way *way,
			  struct tsop_error *err)
{
	const struct tsop_claimants *claimants = &comparison->run.claimants;
	struct by_weight *order = calloc(claimants->n + 1, sizeof *order);
	size_t third = claimants->n / 3;

	if (order == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < claimants->n; i++)
		order[i] = (struct by_weight){ claimants->rows[i].weight, i };
	qsort(order, claimants->n, sizeof *order, by_weight);
	for (size_t i = 0; i < third; i++) {
		add_to_group(&way->large, &order[i], way);
		add_to_group(&way->small, &order[claimants->n - 1 - i], way);
	}
	free(order);
	return 0;
}
