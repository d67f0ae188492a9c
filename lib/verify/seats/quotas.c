#include "verify/seats/quotas.h"

#include <stdlib.h>

tsop_int128 tsop_quotas_worth(const struct tsop_shares *shares, struct tsop_ratio quota,
			      tsop_int128 *whole)
{
	tsop_int128 num = (tsop_int128)quota.num;
	tsop_int128 sum = 0;

	*whole = 0;
	for (size_t i = 0; i < shares->n; i++) {
		const struct tsop_share *share = &shares->rows[i];
		tsop_int128 worth = share->weight * (tsop_int128)quota.den;

		if (share->weight == 0 || worth < share->min * num)
			worth = share->min * num;
		if (worth > share->max * num)
			worth = share->max * num;
		sum += worth;
		*whole += worth / num;
	}
	return sum;
}

/* From the greatest on. */
static int by_quota(const void *left, const void *right)
{
	return tsop_ratio_compare(*(const struct tsop_ratio *)right,
				  *(const struct tsop_ratio *)left);
}

/* The quotas at which somebody comes to a bound, sorted. */
static size_t list_ends(const struct tsop_shares *shares, struct tsop_ratio *ends)
{
	size_t n = 0;

	for (size_t i = 0; i < shares->n; i++) {
		const struct tsop_share *share = &shares->rows[i];

		if (share->weight > 0 && share->min > 0)
			ends[n++] = (struct tsop_ratio){ (tsop_uint128)share->weight,
							 (tsop_uint128)share->min };
		if (share->weight > 0 && share->max > share->min)
			ends[n++] = (struct tsop_ratio){ (tsop_uint128)share->weight,
							 (tsop_uint128)share->max };
	}
	qsort(ends, n, sizeof *ends, by_quota);
	return n;
}

/* The quota at which it is so many seats, where bounds bind as they do just over `end`. */
static struct tsop_ratio solve(const struct tsop_shares *shares, struct tsop_ratio end,
			       tsop_int128 seats)
{
	tsop_int128 weights = 0;

	for (size_t i = 0; i < shares->n; i++) {
		const struct tsop_share *share = &shares->rows[i];
		tsop_int128 worth = share->weight * (tsop_int128)end.den;

		if (share->weight == 0 || worth <= share->min * (tsop_int128)end.num)
			seats -= share->min;
		else if (worth > share->max * (tsop_int128)end.num)
			seats -= share->max;
		else
			weights += share->weight;
	}
	return (struct tsop_ratio){ (tsop_uint128)weights, (tsop_uint128)seats };
}

int tsop_quotas_find(const struct tsop_shares *shares, tsop_int128 seats, struct tsop_ratio *quota,
		     struct tsop_error *err)
{
	struct tsop_ratio *ends = calloc(2 * shares->n + 1, sizeof *ends);
	size_t low = 0; /* the first at which they are worth as much is there or after it */
	size_t high;
	tsop_int128 whole;

	if (ends == NULL)
		return tsop_fail_memory(err);
	high = list_ends(shares, ends);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tsop_quotas_worth(shares, ends[middle], &whole) >=
		    seats * (tsop_int128)ends[middle].num)
			high = middle;
		else
			low = middle + 1;
	}
	*quota = solve(shares, ends[low], seats);
	free(ends);
	return 0;
}
