#include "apportion/remainder.h"

#include <stdlib.h>

struct remainder {
	tsop_int128 value; /* of a quota, in parts of the level's denominator */
	size_t claim;
};

static int by_remainder(const void *left, const void *right)
{
	const struct remainder *a = left;
	const struct remainder *b = right;

	if (a->value != b->value)
		return a->value < b->value ? 1 : -1;
	return (a->claim > b->claim) - (a->claim < b->claim);
}

/* Give bounds and whole parts; list the remainders of the claims at no bound. */
static size_t give_whole_parts(const struct tsop_claim *claims, size_t n,
			       const struct tsop_level *level, int64_t *seats,
			       struct remainder *remainders)
{
	size_t n_free = 0;

	for (size_t i = 0; i < n; i++) {
		tsop_int128 quota = claims[i].weight * level->num;

		if (tsop_level_is_free(level, &claims[i])) {
			seats[i] = (int64_t)(quota / level->den);
			remainders[n_free++] = (struct remainder){ quota % level->den, i };
		} else {
			seats[i] = quota > claims[i].min * level->den ? claims[i].max
								      : claims[i].min;
		}
	}
	return n_free;
}

static struct tsop_apportion_cut cut_at(const struct remainder *remainder,
					const struct tsop_level *level, const int64_t *seats)
{
	struct tsop_apportion_cut cut = { .is_set = true, .claim = remainder->claim, .power = 1 };

	cut.seat = seats[remainder->claim] + 1;
	tsop_wide_set(&cut.num, (tsop_uint128)remainder->value);
	tsop_wide_set(&cut.den, (tsop_uint128)level->den);
	return cut;
}

/* One seat each to the first n_more remainders, as far as none of the others equals them. */
static void give_remainders(const struct remainder *remainders, size_t n_free, size_t n_more,
			    const struct tsop_level *level, struct tsop_apportionment *result)
{
	tsop_int128 tied = -1;

	if (n_more > 0)
		result->last = cut_at(&remainders[n_more - 1], level, result->seats);
	if (n_more < n_free)
		result->next = cut_at(&remainders[n_more], level, result->seats);
	if (n_more > 0 && n_more < n_free &&
	    remainders[n_more - 1].value == remainders[n_more].value)
		tied = remainders[n_more].value;
	for (size_t i = 0; i < n_free; i++) {
		if (remainders[i].value == tied) {
			result->tied[result->n_tied++] = remainders[i].claim;
			result->n_draw += i < n_more;
		} else if (i < n_more) {
			result->seats[remainders[i].claim]++;
		}
	}
}

int tsop_remainder_apportion(const struct tsop_claim *claims, size_t n, int64_t total,
			     const struct tsop_level *level, struct tsop_apportionment *result,
			     struct tsop_error *err)
{
	struct remainder *remainders = calloc(n, sizeof *remainders);
	size_t n_free;

	if (remainders == NULL)
		return tsop_fail_memory(err);
	n_free = give_whole_parts(claims, n, level, result->seats, remainders);
	for (size_t i = 0; i < n; i++)
		total -= result->seats[i];
	qsort(remainders, n_free, sizeof *remainders, by_remainder);
	give_remainders(remainders, n_free, (size_t)total, level, result);
	if (n_free > 0) {
		result->quota_num = level->den;
		result->quota_den = level->num;
	}
	free(remainders);
	return 0;
}
