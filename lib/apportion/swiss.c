#include "apportion/swiss.h"

#include <inttypes.h>
#include <stdlib.h>

#include "apportion/select.h"
#include "base/i18n.h"

/* A claim with its remainders by the last and the first quota. */
struct canton {
	size_t claim;
	int64_t weight;
	tsop_int128 rest, first_rest;
};

struct council {
	struct canton *cantons; /* by weight, then by claim */
	size_t n;
	size_t n_out; /* of them, who have left */
	int64_t left; /* seats */
	tsop_int128 people;
};

static int by_weight(const void *left, const void *right)
{
	const struct canton *a = left;
	const struct canton *b = right;

	if (a->weight != b->weight)
		return a->weight < b->weight ? -1 : 1;
	return (a->claim > b->claim) - (a->claim < b->claim);
}

static int by_claim(const void *left, const void *right)
{
	const size_t *a = left;
	const size_t *b = right;

	return (*a > *b) - (*a < *b);
}

static int by_rest(const void *context, size_t a, size_t b)
{
	const struct council *council = context;
	const struct canton *left = &council->cantons[a];
	const struct canton *right = &council->cantons[b];

	if (left->rest != right->rest)
		return left->rest > right->rest ? -1 : 1;
	return (left->first_rest < right->first_rest) - (left->first_rest > right->first_rest);
}

static void list_cantons(struct council *council, const struct tsop_claim *claims, size_t n,
			 int64_t *seats)
{
	for (size_t i = 0; i < n; i++) {
		if (claims[i].weight == 0) {
			council->left -= seats[i] = claims[i].min;
			continue;
		}
		council->cantons[council->n++] = (struct canton){ .claim = i,
								  .weight = claims[i].weight };
		council->people += claims[i].weight;
	}
	qsort(council->cantons, council->n, sizeof *council->cantons, by_weight);
}

/* Who does not reach the quota gets one seat and leaves. Returns whether anybody did. */
static bool eliminate(struct council *council, tsop_int128 quota, struct tsop_apportionment *result)
{
	size_t n_before = result->n_eliminated;

	for (; council->n_out < council->n; council->n_out++) {
		const struct canton *canton = &council->cantons[council->n_out];

		if (canton->weight >= quota)
			break;
		result->seats[canton->claim] = 1;
		council->left--;
		council->people -= canton->weight;
		result->eliminated[result->n_eliminated++] = canton->claim;
	}
	qsort(&result->eliminated[n_before], result->n_eliminated - n_before,
	      sizeof *result->eliminated, by_claim);
	return result->n_eliminated > n_before;
}

/* The preliminary distribution. */
static void distribute_first(struct council *council, struct tsop_apportionment *result)
{
	tsop_int128 quota;

	do {
		quota = council->people / council->left + 1;
		result->quotas[result->n_quotas++] = quota;
	} while (eliminate(council, quota, result) && council->n_out < council->n);
}

/* The main distribution; who remains gets a place in order. */
static size_t distribute_whole(struct council *council, struct tsop_apportionment *result,
			       size_t *order)
{
	tsop_int128 first = result->quotas[0];
	tsop_int128 quota = result->quotas[result->n_quotas - 1];
	size_t n = 0;

	for (size_t i = council->n_out; i < council->n; i++) {
		struct canton *canton = &council->cantons[i];
		int64_t seats = (int64_t)(canton->weight / quota);

		result->seats[canton->claim] = seats;
		council->left -= seats;
		canton->rest = canton->weight % quota;
		canton->first_rest = canton->weight % first;
		order[n++] = i;
	}
	return n;
}

static size_t find_extreme(const struct council *council, const size_t *order, size_t n, int sign)
{
	size_t best = order[0];

	for (size_t i = 1; i < n; i++)
		if (sign * by_rest(council, order[i], best) < 0)
			best = order[i];
	return best;
}

static void set_cut(struct tsop_apportion_cut *cut, const struct canton *canton,
		    const struct tsop_apportionment *result)
{
	*cut = (struct tsop_apportion_cut){ .is_set = true,
					    .claim = canton->claim,
					    .seat = result->seats[canton->claim] + 1,
					    .power = 1 };
	tsop_wide_set(&cut->num, (tsop_uint128)canton->rest);
	tsop_wide_set(&cut->den, (tsop_uint128)result->quotas[result->n_quotas - 1]);
}

/* The rest by remainders, among the n of order. */
static void distribute_rest(struct council *council, size_t *order, size_t n,
			    struct tsop_apportionment *result)
{
	size_t k = (size_t)council->left;
	size_t last = 0;
	size_t next = 0;

	tsop_select(order, n, k, by_rest, council);
	if (k < n) {
		next = find_extreme(council, &order[k], n - k, 1);
		set_cut(&result->next, &council->cantons[next], result);
	}
	if (k == 0)
		return;
	last = find_extreme(council, order, k, -1);
	set_cut(&result->last, &council->cantons[last], result);
	for (size_t i = 0; i < n; i++) {
		size_t claim = council->cantons[order[i]].claim;

		if (k < n && by_rest(council, order[i], next) == 0 &&
		    by_rest(council, last, next) == 0)
			result->tied[result->n_tied++] = claim;
		else if (i < k) {
			result->seats[claim]++;
			council->left--;
		}
	}
	result->n_draw = council->left;
	qsort(result->tied, result->n_tied, sizeof *result->tied, by_claim);
}

static int distribute(struct council *council, size_t *order, struct tsop_apportionment *result,
		      struct tsop_error *err)
{
	size_t n;

	if (council->left < (int64_t)council->n)
		return tsop_fail(err, TSOP_INPUT,
				 _("the Swiss method needs a seat for each of %zu claimants, and "
				   "there are %" PRId64),
				 council->n, council->left);
	distribute_first(council, result);
	n = distribute_whole(council, result, order);
	if (council->left > (int64_t)n)
		return tsop_fail(err, TSOP_INPUT,
				 _("the weights are too small for a quota in whole numbers: it "
				   "leaves %" PRId64 " seats for the remainders of %zu claimants"),
				 council->left, n);
	distribute_rest(council, order, n, result);
	return 0;
}

int tsop_swiss_apportion(const struct tsop_claim *claims, size_t n, int64_t total,
			 struct tsop_apportionment *result, struct tsop_error *err)
{
	struct council council = { .left = total };
	size_t *order = calloc(n + 1, sizeof *order);
	int status = -1;

	council.cantons = calloc(n + 1, sizeof *council.cantons);
	result->quotas = calloc(n + 1, sizeof *result->quotas);
	result->eliminated = calloc(n + 1, sizeof *result->eliminated);
	if (order == NULL || council.cantons == NULL || result->quotas == NULL ||
	    result->eliminated == NULL) {
		tsop_fail_memory(err);
	} else {
		list_cantons(&council, claims, n, result->seats);
		status = distribute(&council, order, result, err);
	}
	free(order);
	free(council.cantons);
	return status;
}
