#include "apportion/remainder.h"

#include <inttypes.h>
#include <stdlib.h>

#include "apportion/level.h"
#include "apportion/multiplier.h"
#include "apportion/select.h"
#include "base/i18n.h"

enum { NOT_FREE = -1, N_BUCKETS = 1024 };

struct sharing {
	const struct tsop_claim *claims;
	size_t n;
	struct tsop_level level;
	tsop_int128 *rests; /* by claim, in parts of the level's denominator; NOT_FREE at a bound */
	size_t n_free;
	int64_t left; /* seats for the remainders */
};

/* What is added to the seats for the quota's divisor. */
static int64_t extra_of(enum tsop_method_quota quota)
{
	switch (quota) {
	case TSOP_METHOD_HARE:
		return 0;
	case TSOP_METHOD_DROOP:
	case TSOP_METHOD_HAGENBACH_BISCHOFF:
		return 1;
	case TSOP_METHOD_IMPERIALI:
		return 2;
	}
	return 0;
}

/*
 * The seats of claims at a bound, and the whole parts of the others; what is left may be under
 * 0.
 */
static void give_whole_parts(struct sharing *sharing, int64_t total, int64_t *seats)
{
	const struct tsop_level *level = &sharing->level;
	struct tsop_multiplier ratio = tsop_multiplier_of(level->num, level->den);

	sharing->n_free = 0;
	sharing->left = total;
	for (size_t i = 0; i < sharing->n; i++) {
		const struct tsop_claim *claim = &sharing->claims[i];
		tsop_int128 quota = claim->weight * level->num;
		tsop_int128 rest = NOT_FREE;

		if (tsop_level_is_free(level, claim)) {
			/* The ratio is rounded down, by less than one seat of any claim. */
			seats[i] = (int64_t)((tsop_int128)ratio.mantissa * claim->weight >>
					     ratio.shift);
			rest = quota - seats[i] * level->den;
			if (rest >= level->den) {
				seats[i]++;
				rest -= level->den;
			}
			sharing->n_free++;
		} else {
			seats[i] = quota > claim->min * level->den ? claim->max : claim->min;
		}
		sharing->rests[i] = rest;
		sharing->left -= seats[i];
	}
}

static bool can_use_more(const struct sharing *sharing, int64_t total)
{
	tsop_int128 room = 0;

	for (size_t i = 0; i < sharing->n; i++)
		room += sharing->claims[i].weight > 0 ? sharing->claims[i].max
						      : sharing->claims[i].min;
	return room > total;
}

/* The quota, and the whole parts by it: with a lesser divisor where they exceed the seats. */
static int share(struct sharing *sharing, enum tsop_method_quota quota, int64_t total,
		 int64_t *seats, struct tsop_error *err)
{
	struct tsop_level *level = &sharing->level;

	for (int64_t extra = extra_of(quota); extra >= 0; extra--) {
		if (!can_use_more(sharing, total + extra))
			continue;
		if (tsop_level_find(sharing->claims, sharing->n, total + extra, level, err) != 0)
			return -1;
		if (quota == TSOP_METHOD_DROOP && extra > 0)
			*level = (struct tsop_level){ 1, level->den / level->num + 1 };
		give_whole_parts(sharing, total, seats);
		if (sharing->left >= 0)
			break;
	}
	if (sharing->left <= (int64_t)sharing->n_free)
		return 0;
	return tsop_fail(err, TSOP_INPUT,
			 _("the weights are too small for a quota in whole numbers: it leaves "
			   "%" PRId64 " seats for the remainders of %zu claimants"),
			 sharing->left, sharing->n_free);
}

/* The bits of a remainder that do not count for its bucket. */
static unsigned bucket_shift(const struct sharing *sharing)
{
	unsigned shift = 0;

	while (sharing->level.den >> shift > N_BUCKETS)
		shift++;
	return shift;
}

/* The bucket of the last remainder that gets a seat. *above: how many are in those above it. */
static tsop_int128 find_bucket(const struct sharing *sharing, unsigned shift, int64_t *above)
{
	int64_t counts[N_BUCKETS + 1] = { 0 };
	int bucket = N_BUCKETS;

	for (size_t i = 0; i < sharing->n; i++)
		if (sharing->rests[i] != NOT_FREE)
			counts[sharing->rests[i] >> shift]++;
	*above = 0;
	while (*above + counts[bucket] < sharing->left)
		*above += counts[bucket--];
	return bucket;
}

static int by_rest(const void *context, size_t a, size_t b)
{
	const struct sharing *sharing = context;
	tsop_int128 left = sharing->rests[a];
	tsop_int128 right = sharing->rests[b];

	return (left < right) - (left > right);
}

static void set_cut(struct tsop_apportion_cut *cut, const struct sharing *sharing, size_t claim,
		    const int64_t *seats)
{
	*cut = (struct tsop_apportion_cut){ .is_set = true,
					    .claim = claim,
					    .seat = seats[claim] + 1,
					    .power = 1 };
	tsop_wide_set(&cut->num, (tsop_uint128)sharing->rests[claim]);
	tsop_wide_set(&cut->den, (tsop_uint128)sharing->level.den);
}

/* The claim of the last remainder that gets a seat: by bucket, then selected. */
static size_t select_last(const struct sharing *sharing, size_t *items)
{
	unsigned shift = bucket_shift(sharing);
	int64_t above;
	tsop_int128 bucket = find_bucket(sharing, shift, &above);
	size_t k = (size_t)(sharing->left - above);
	size_t n = 0;
	size_t last;

	for (size_t i = 0; i < sharing->n; i++)
		if (sharing->rests[i] != NOT_FREE && sharing->rests[i] >> shift == bucket)
			items[n++] = i;
	tsop_select(items, n, k, by_rest, sharing);
	last = items[0];
	for (size_t i = 1; i < k; i++)
		if (sharing->rests[items[i]] < sharing->rests[last])
			last = items[i];
	return last;
}

/*
 * One seat each to the remainders over `least`, and to those level with it, if there are as
 * many.
 */
static void give_remainders(const struct sharing *sharing, tsop_int128 least,
			    struct tsop_apportionment *result)
{
	int64_t left = sharing->left;
	int64_t n_level = 0;

	for (size_t i = 0; i < sharing->n; i++) {
		left -= sharing->rests[i] > least;
		n_level += sharing->rests[i] == least;
	}
	result->n_draw = left < n_level ? left : 0;
	for (size_t i = 0; i < sharing->n; i++) {
		if (sharing->rests[i] == least && result->n_draw > 0)
			result->tied[result->n_tied++] = i;
		else if (sharing->rests[i] >= least)
			result->seats[i]++;
	}
}

/* The claim of the greatest remainder below a limit; n: there is none. */
static size_t find_below(const struct sharing *sharing, tsop_int128 limit)
{
	tsop_int128 best = NOT_FREE;
	size_t found = sharing->n;

	for (size_t i = 0; i < sharing->n; i++) {
		if (sharing->rests[i] > best && sharing->rests[i] < limit) {
			best = sharing->rests[i];
			found = i;
		}
	}
	return found;
}

static void decide(const struct sharing *sharing, size_t *items, struct tsop_apportionment *result)
{
	tsop_int128 least = sharing->level.den;
	size_t next;

	if (sharing->left > 0) {
		size_t last = select_last(sharing, items);

		least = sharing->rests[last];
		set_cut(&result->last, sharing, last, result->seats);
		give_remainders(sharing, least, result);
	}
	if (result->n_draw > 0)
		next = result->tied[result->tied[0] == result->last.claim];
	else
		next = find_below(sharing, least);
	if (next < sharing->n)
		set_cut(&result->next, sharing, next, result->seats);
}

int tsop_remainder_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			     size_t n, int64_t total, struct tsop_apportionment *result,
			     struct tsop_error *err)
{
	struct sharing sharing = { .claims = claims, .n = n };
	size_t *items = calloc(n, sizeof *items);
	int status;

	sharing.rests = calloc(n, sizeof *sharing.rests);
	if (items == NULL || sharing.rests == NULL)
		status = tsop_fail_memory(err);
	else
		status = share(&sharing, method->quota, total, result->seats, err);
	if (status == 0) {
		decide(&sharing, items, result);
		if (sharing.n_free > 0) {
			result->quota_num = sharing.level.den;
			result->quota_den = sharing.level.num;
		}
	}
	free(items);
	free(sharing.rests);
	return status;
}
