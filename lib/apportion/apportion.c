#include "apportion/apportion.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#include "apportion/divisor.h"
#include "apportion/lottery.h"
#include "apportion/quota.h"
#include "apportion/remainder.h"
#include "apportion/swiss.h"
#include "apportion/vinton.h"
#include "base/i18n.h"

/* What the claims can use at most. */
static tsop_int128 sum_of_room(const struct tsop_claim *claims, size_t n)
{
	tsop_int128 sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += claims[i].weight > 0 ? claims[i].max : claims[i].min;
	return sum;
}

static void serve_all(const struct tsop_claim *claims, size_t n, int64_t total,
		      struct tsop_apportionment *result)
{
	result->left = total;
	for (size_t i = 0; i < n; i++) {
		result->seats[i] = claims[i].weight > 0 ? claims[i].max : claims[i].min;
		result->left -= result->seats[i];
	}
}

static int check_claim(const struct tsop_method *method, const struct tsop_claim *claim,
		       int64_t seats, struct tsop_error *err)
{
	if (seats >= claim->min && seats <= claim->max)
		return 0;
	return tsop_fail(err, TSOP_INPUT,
			 _("%s knows no bounds: a claimant would get %" PRId64 " who holds %" PRId64
			   " and can use %" PRId64),
			 method->name, seats, claim->min, claim->max);
}

/*
 * Of a method that knows no bounds: has everybody, whoever is drawn, a number of seats within
 * them?
 */
static int check_bounds(const struct tsop_method *method, const struct tsop_claim *claims, size_t n,
			const struct tsop_apportionment *result, struct tsop_error *err)
{
	for (size_t i = 0; i < n; i++)
		if (check_claim(method, &claims[i], result->seats[i], err) != 0)
			return -1;
	for (size_t i = 0; i < result->n_tied; i++)
		if (check_claim(method, &claims[result->tied[i]], result->seats[result->tied[i]] + 1,
				err) != 0)
			return -1;
	return 0;
}

static int compete(const struct tsop_method *method, const struct tsop_claim *claims, size_t n,
		   int64_t total, struct tsop_apportionment *result, struct tsop_error *err)
{
	switch (method->kind) {
	case TSOP_METHOD_DIVISOR:
		return tsop_divisor_apportion(method, claims, n, total, result, err);
	case TSOP_METHOD_REMAINDER:
		return tsop_remainder_apportion(method, claims, n, total, result, err);
	case TSOP_METHOD_VINTON:
		return tsop_vinton_apportion(claims, n, total, result, err);
	case TSOP_METHOD_QUOTA:
		return tsop_quota_apportion(method, claims, n, total, result, err) == 0
			       ? check_bounds(method, claims, n, result, err)
			       : -1;
	case TSOP_METHOD_SWISS:
		return tsop_swiss_apportion(claims, n, total, result, err) == 0
			       ? check_bounds(method, claims, n, result, err)
			       : -1;
	case TSOP_METHOD_LOTTERY:
		return tsop_lottery_apportion(claims, n, total, result, err);
	}
	return 0;
}

/* All seats that are drawn, where the method leaves it at that. */
static int list_draw(struct tsop_apportionment *result, struct tsop_error *err)
{
	if (result->n_draw == 0 || result->n_draws > 0)
		return 0;
	result->draws = calloc(1, sizeof *result->draws);
	if (result->draws == NULL)
		return tsop_fail_memory(err);
	result->draws[0].n_joined = result->n_tied;
	result->draws[0].n_draw = result->n_draw;
	result->n_draws = 1;
	return 0;
}

int tsop_apportion(const struct tsop_method *method, const struct tsop_claim *claims, size_t n,
		   int64_t total, struct tsop_apportionment *result, struct tsop_error *err)
{
	assert(total >= 0 && total <= TSOP_APPORTION_SEATS_MAX);
	*result = (struct tsop_apportionment){ 0 };
	result->seats = calloc(n + 1, sizeof *result->seats);
	result->tied = calloc(n + 1, sizeof *result->tied);
	if (result->seats == NULL || result->tied == NULL) {
		tsop_apportion_release(result);
		return tsop_fail_memory(err);
	}
	if (sum_of_room(claims, n) <= total) {
		serve_all(claims, n, total, result);
	} else if (compete(method, claims, n, total, result, err) != 0 ||
		   list_draw(result, err) != 0) {
		tsop_apportion_release(result);
		return -1;
	}
	return 0;
}

void tsop_apportion_point(const struct tsop_method *method, const struct tsop_apportionment *result,
			  struct tsop_apportion_cut *cut, size_t claim, int64_t weight)
{
	if (!cut->is_set)
		return;
	cut->claim = claim;
	cut->seat = result->seats[claim] + 1;
	if (tsop_method_has_quotients(method))
		cut->power = tsop_method_quotient(method, tsop_method_weight(method, weight),
						  cut->seat - 1, &cut->num, &cut->den);
}

void tsop_apportion_release(struct tsop_apportionment *result)
{
	free(result->seats);
	free(result->tied);
	free(result->draws);
	free(result->quotas);
	free(result->eliminated);
	*result = (struct tsop_apportionment){ 0 };
}
