#include "apportion/greatest.h"

#include <stdlib.h>

enum { BUCKET_BITS = 10, N_BUCKETS = 1 << BUCKET_BITS };

/* The least remainder that gets a seat, how many have it, and how many seats they get. */
struct last {
	tsop_int128 rest;
	int64_t n_level, k;
};

struct range {
	tsop_int128 low, high;
	size_t n; /* remainders */
	unsigned shift; /* bits of (remainder - low) that do not count for its bucket */
};

static struct range find_range(const tsop_int128 *rests, size_t n)
{
	struct range range = { .high = TSOP_GREATEST_NONE, .low = -TSOP_GREATEST_NONE };

	for (size_t i = 0; i < n; i++) {
		if (rests[i] == TSOP_GREATEST_NONE)
			continue;
		range.low = rests[i] < range.low ? rests[i] : range.low;
		range.high = rests[i] > range.high ? rests[i] : range.high;
		range.n++;
	}
	while ((range.high - range.low) >> range.shift >= N_BUCKETS)
		range.shift++;
	return range;
}

/* The bucket of the k-th greatest. *k becomes its place within it, *count: how many are in it. */
static tsop_int128 find_bucket(const struct range *range, const tsop_int128 *rests, size_t n,
			       int64_t *k, size_t *count)
{
	size_t counts[N_BUCKETS] = { 0 };
	size_t bucket = N_BUCKETS - 1;

	for (size_t i = 0; i < n; i++)
		if (rests[i] != TSOP_GREATEST_NONE)
			counts[(rests[i] - range->low) >> range->shift]++;
	for (; *k > (int64_t)counts[bucket]; bucket--)
		*k -= (int64_t)counts[bucket];
	*count = counts[bucket];
	return (tsop_int128)bucket;
}

/* Those of a bucket; some may be rests. */
static void gather(const struct range *range, tsop_int128 bucket, const tsop_int128 *rests,
		   size_t n, tsop_int128 *some)
{
	size_t n_some = 0;

	for (size_t i = 0; i < n; i++)
		if (rests[i] != TSOP_GREATEST_NONE &&
		    (rests[i] - range->low) >> range->shift == bucket)
			some[n_some++] = rests[i];
}

/* The k-th greatest, k > 0. */
static int find_last(const tsop_int128 *rests, size_t n, int64_t k, struct last *last,
		     struct tsop_error *err)
{
	struct range range = find_range(rests, n);
	tsop_int128 *some = NULL;

	while (range.low < range.high) {
		size_t count;
		tsop_int128 bucket = find_bucket(&range, rests, n, &k, &count);

		if (some == NULL)
			some = calloc(count, sizeof *some);
		if (some == NULL)
			return tsop_fail_memory(err);
		gather(&range, bucket, rests, n, some);
		rests = some;
		n = count;
		range = find_range(rests, n);
	}
	*last = (struct last){ range.low, (int64_t)range.n, k };
	free(some);
	return 0;
}

/* The claims of the last remainder that gets a seat and of the next; n: there is none. */
struct sides {
	size_t last, next;
};

static struct sides give(const tsop_int128 *rests, size_t n, const struct last *last,
			 struct tsop_apportionment *result)
{
	bool is_tie = last->k < last->n_level;
	tsop_int128 best = TSOP_GREATEST_NONE;
	struct sides sides = { n, n };

	for (size_t i = 0; i < n; i++) {
		if (rests[i] == last->rest && sides.last == n)
			sides.last = i;
		if (rests[i] > last->rest || (rests[i] == last->rest && !is_tie)) {
			result->seats[i]++;
		} else if (rests[i] == last->rest) {
			result->tied[result->n_tied++] = i;
		} else if (rests[i] > best) {
			best = rests[i];
			sides.next = i;
		}
	}
	if (is_tie) {
		result->n_draw = last->k;
		sides.next = result->tied[1];
	}
	return sides;
}

static void set_cut(struct tsop_apportion_cut *cut, size_t claim, int64_t seat, tsop_int128 rest,
		    tsop_int128 den)
{
	*cut = (struct tsop_apportion_cut){ .is_set = true,
					    .claim = claim,
					    .seat = seat,
					    .power = 1,
					    .is_negative = rest < 0 };
	tsop_wide_set(&cut->num, (tsop_uint128)(rest < 0 ? -rest : rest));
	tsop_wide_set(&cut->den, (tsop_uint128)den);
}

int tsop_greatest_serve(const tsop_int128 *rests, size_t n, tsop_int128 den, int64_t k,
			struct tsop_apportionment *result, struct tsop_error *err)
{
	struct last last = { .rest = -TSOP_GREATEST_NONE };
	struct sides sides;

	if (k > 0 && find_last(rests, n, k, &last, err) != 0)
		return -1;
	sides = give(rests, n, &last, result);
	if (sides.last < n)
		set_cut(&result->last, sides.last,
			result->seats[sides.last] + (result->n_draw > 0), rests[sides.last], den);
	if (sides.next < n)
		set_cut(&result->next, sides.next, result->seats[sides.next] + 1,
			rests[sides.next], den);
	return 0;
}
