#include "apportion/vinton.h"

#include <inttypes.h>
#include <stdlib.h>

#include "apportion/greatest.h"
#include "apportion/multiplier.h"
#include "base/i18n.h"

struct sharing {
	const struct tsop_claim *claims;
	size_t n;
	int64_t total;
	tsop_int128 weight; /* of all claims: a quota is total * weight / it */
	tsop_int128 *rests; /* by claim, in parts of it */
	size_t n_rests;
	int64_t given;
};

static void give_whole_parts(struct sharing *sharing, int64_t *seats)
{
	struct tsop_multiplier ratio = tsop_multiplier_of(sharing->total, sharing->weight);

	for (size_t i = 0; i < sharing->n; i++) {
		const struct tsop_claim *claim = &sharing->claims[i];
		tsop_int128 rest;
		int64_t whole = tsop_multiplier_whole(ratio, claim->weight, sharing->total,
						      sharing->weight, &rest);

		seats[i] = whole < claim->min ? claim->min : whole;
		seats[i] = seats[i] > claim->max ? claim->max : seats[i];
		sharing->given += seats[i];
		sharing->rests[i] = TSOP_GREATEST_NONE;
		if (claim->weight > 0 && seats[i] < claim->max) {
			sharing->rests[i] = rest - (seats[i] - whole) * sharing->weight;
			sharing->n_rests++;
		}
	}
}

static int share(struct sharing *sharing, struct tsop_apportionment *result, struct tsop_error *err)
{
	int64_t left;

	for (size_t i = 0; i < sharing->n; i++)
		sharing->weight += sharing->claims[i].weight;
	give_whole_parts(sharing, result->seats);
	left = sharing->total - sharing->given;
	if (left < 0)
		return tsop_fail(err, TSOP_INPUT,
				 _("whole parts and guarantees come to %" PRId64 " of %" PRId64
				   " seats"),
				 sharing->given, sharing->total);
	if (left > (int64_t)sharing->n_rests)
		return tsop_fail(err, TSOP_INPUT,
				 _("caps leave %" PRId64
				   " seats, and there are remainders for %zu"),
				 left, sharing->n_rests);
	result->quota_num = sharing->weight;
	result->quota_den = sharing->total;
	return tsop_greatest_serve(sharing->rests, sharing->n, sharing->weight, left, result, err);
}

int tsop_vinton_apportion(const struct tsop_claim *claims, size_t n, int64_t total,
			  struct tsop_apportionment *result, struct tsop_error *err)
{
	struct sharing sharing = { .claims = claims, .n = n, .total = total };
	int status;

	sharing.rests = calloc(n, sizeof *sharing.rests);
	if (sharing.rests == NULL)
		return tsop_fail_memory(err);
	status = share(&sharing, result, err);
	free(sharing.rests);
	return status;
}
