#include "apportion/swiss.h"

#include <inttypes.h>
#include <stdlib.h>

#include "apportion/greatest.h"
#include "base/i18n.h"

struct canton {
	int64_t weight;
	size_t claim;
};

struct council {
	const struct tsop_claim *claims;
	size_t n_claims;
	struct canton *cantons; /* by weight; behind them is room for as many */
	size_t n;
	size_t n_out; /* of them, who have left */
	int64_t left; /* seats */
	tsop_int128 people;
	size_t *rounds;     /* by claim: in which it left, from 1; 0: in none */
	size_t *starts;     /* by round: of those who left before */
	tsop_int128 *rests; /* by claim: by the last quota, then by the first, in one number */
};

enum { DIGIT = 11, N_DIGITS = 1 << DIGIT, WEIGHT_BITS = 63 };

/* By one digit of the weight, keeping the order of those that are equal in it. */
static void count_digit(const struct canton *from, struct canton *to, size_t n, unsigned shift)
{
	size_t next[N_DIGITS] = { 0 };
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		next[from[i].weight >> shift & (N_DIGITS - 1)]++;
	for (size_t i = 0; i < N_DIGITS; i++) {
		size_t count = next[i];

		next[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[next[from[i].weight >> shift & (N_DIGITS - 1)]++] = from[i];
}

/* A radix sort, from the last digit. */
static void sort_by_weight(struct council *council)
{
	struct canton *from = council->cantons;
	struct canton *to = council->cantons + council->n;
	int64_t bits = 0;

	for (size_t i = 0; i < council->n; i++)
		bits |= from[i].weight;
	for (unsigned shift = 0; shift < WEIGHT_BITS && bits >> shift > 0; shift += DIGIT) {
		struct canton *done = from;

		count_digit(from, to, council->n, shift);
		from = to;
		to = done;
	}
	council->cantons = from;
}

static void list_cantons(struct council *council, int64_t *seats)
{
	for (size_t i = 0; i < council->n_claims; i++) {
		const struct tsop_claim *claim = &council->claims[i];

		if (claim->weight == 0) {
			council->left -= seats[i] = claim->min;
			continue;
		}
		council->cantons[council->n++] = (struct canton){ claim->weight, i };
		council->people += claim->weight;
	}
	sort_by_weight(council);
}

/* Who does not reach the quota gets one seat and leaves. Returns whether anybody did. */
static bool eliminate(struct council *council, struct tsop_apportionment *result)
{
	size_t round = result->n_quotas;
	tsop_int128 quota = result->quotas[round - 1];

	council->starts[round] = council->n_out;
	for (; council->n_out < council->n; council->n_out++) {
		const struct canton *canton = &council->cantons[council->n_out];

		if (canton->weight >= quota)
			break;
		result->seats[canton->claim] = 1;
		council->rounds[canton->claim] = round;
		council->left--;
		council->people -= canton->weight;
	}
	return council->n_out > council->starts[round];
}

/* The preliminary distribution. Those who leave in a round are listed in the order of claims. */
static void distribute_first(struct council *council, struct tsop_apportionment *result)
{
	do
		result->quotas[result->n_quotas++] = council->people / council->left + 1;
	while (eliminate(council, result) && council->n_out < council->n);
	result->n_eliminated = council->n_out;
	for (size_t i = 0; i < council->n_claims; i++)
		if (council->rounds[i] > 0)
			result->eliminated[council->starts[council->rounds[i]]++] = i;
}

/*
 * The main distribution. A quota is at most the greatest weight and one, because there are seats
 * for all who remain. Returns how many those are.
 */
static size_t distribute_whole(struct council *council, struct tsop_apportionment *result)
{
	int64_t first = (int64_t)result->quotas[0];
	int64_t quota = (int64_t)result->quotas[result->n_quotas - 1];

	for (size_t i = 0; i < council->n_claims; i++) {
		int64_t weight = council->claims[i].weight;

		council->rests[i] = TSOP_GREATEST_NONE;
		if (weight == 0 || council->rounds[i] > 0)
			continue;
		result->seats[i] = weight / quota;
		council->left -= result->seats[i];
		council->rests[i] = (tsop_int128)(weight % quota) * first + weight % first;
	}
	return council->n - council->n_out;
}

/* The remainder as it is by the last quota. */
static void set_remainder(const struct council *council, struct tsop_apportion_cut *cut,
			  tsop_int128 quota)
{
	if (!cut->is_set)
		return;
	tsop_wide_set(&cut->num, (tsop_uint128)(council->claims[cut->claim].weight % quota));
	tsop_wide_set(&cut->den, (tsop_uint128)quota);
}

/* The rest by remainders. */
static int distribute_rest(const struct council *council, struct tsop_apportionment *result,
			   struct tsop_error *err)
{
	tsop_int128 quota = result->quotas[result->n_quotas - 1];

	if (tsop_greatest_serve(council->rests, council->n_claims, 1, council->left, result,
				err) != 0)
		return -1;
	set_remainder(council, &result->last, quota);
	set_remainder(council, &result->next, quota);
	return 0;
}

static int distribute(struct council *council, struct tsop_apportionment *result,
		      struct tsop_error *err)
{
	size_t n;

	list_cantons(council, result->seats);
	if (council->left < (int64_t)council->n)
		return tsop_fail(err, TSOP_INPUT,
				 _("the Swiss method needs a seat for each of %zu claimants, and "
				   "there are %" PRId64),
				 council->n, council->left);
	distribute_first(council, result);
	n = distribute_whole(council, result);
	if (council->left > (int64_t)n)
		return tsop_fail(err, TSOP_INPUT,
				 _("the weights are too small for a quota in whole numbers: it "
				   "leaves %" PRId64 " seats, and there are remainders for %zu"),
				 council->left, n);
	return distribute_rest(council, result, err);
}

int tsop_swiss_apportion(const struct tsop_claim *claims, size_t n, int64_t total,
			 struct tsop_apportionment *result, struct tsop_error *err)
{
	struct canton *cantons = calloc(2 * n + 1, sizeof *cantons);
	struct council council = {
		.claims = claims,
		.n_claims = n,
		.cantons = cantons,
		.left = total,
		.rounds = calloc(n + 1, sizeof *council.rounds),
		.starts = calloc(n + 2, sizeof *council.starts),
		.rests = calloc(n + 1, sizeof *council.rests),
	};
	int status = -1;

	result->quotas = calloc(n + 1, sizeof *result->quotas);
	result->eliminated = calloc(n + 1, sizeof *result->eliminated);
	if (cantons == NULL || council.rounds == NULL || council.starts == NULL ||
	    council.rests == NULL || result->quotas == NULL || result->eliminated == NULL)
		tsop_fail_memory(err);
	else
		status = distribute(&council, result, err);
	free(cantons);
	free(council.rounds);
	free(council.starts);
	free(council.rests);
	return status;
}
