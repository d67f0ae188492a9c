#include "apportion/remainder.h"

#include <inttypes.h>
#include <stdlib.h>

#include "apportion/greatest.h"
#include "apportion/level.h"
#include "apportion/multiplier.h"
#include "base/i18n.h"

struct sharing {
	const struct tsop_claim *claims;
	size_t n;
	struct tsop_level level;
	tsop_int128 *rests; /* by claim, in parts of the level's denominator; none if not free */
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

		sharing->rests[i] = TSOP_GREATEST_NONE;
		if (tsop_level_is_free(level, claim)) {
			seats[i] = tsop_multiplier_whole(ratio, claim->weight, level->num,
							 level->den, &sharing->rests[i]);
			sharing->n_free++;
		} else {
			seats[i] = quota > claim->min * level->den ? claim->max : claim->min;
		}
		sharing->left -= seats[i];
	}
}

static bool can_use(const struct sharing *sharing, int64_t total)
{
	tsop_int128 room = 0;

	for (size_t i = 0; i < sharing->n; i++)
		room += sharing->claims[i].weight > 0 ? sharing->claims[i].max
						      : sharing->claims[i].min;
	return room >= total;
}

/* The quota, and the whole parts by it: with a lesser divisor where they exceed the seats. */
static int share(struct sharing *sharing, enum tsop_method_quota quota, int64_t total,
		 int64_t *seats, struct tsop_error *err)
{
	struct tsop_level *level = &sharing->level;

	for (int64_t extra = extra_of(quota); extra >= 0; extra--) {
		if (!can_use(sharing, total + extra))
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
			   "%" PRId64 " seats, and there are remainders for %zu"),
			 sharing->left, sharing->n_free);
}

int tsop_remainder_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			     size_t n, int64_t total, struct tsop_apportionment *result,
			     struct tsop_error *err)
{
	struct sharing sharing = { .claims = claims, .n = n };
	int status;

	sharing.rests = calloc(n, sizeof *sharing.rests);
	if (sharing.rests == NULL)
		status = tsop_fail_memory(err);
	else
		status = share(&sharing, method->quota, total, result->seats, err);
	if (status == 0)
		status = tsop_greatest_serve(sharing.rests, n, sharing.level.den, sharing.left,
					     result, err);
	if (status == 0 && sharing.n_free > 0) {
		result->quota_num = sharing.level.den;
		result->quota_den = sharing.level.num;
	}
	free(sharing.rests);
	return status;
}
