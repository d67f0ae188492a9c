#include "verify/seats/threshold.h"

#include <string.h>

#include "base/i18n.h"
#include "verify/result/ratio.h"

/* A weight w is under it where w * factor < least * sum. */
struct threshold {
	tsop_uint128 factor, least, sum;
};

static tsop_uint128 power_of_ten(size_t places)
{
	tsop_uint128 power = 1;

	while (places-- > 0)
		power *= 10;
	return power;
}

/* "20000", a weight, or "2.5%", a share of the sum of all weights. */
static bool read(struct threshold *threshold, const struct tsop_result *result,
		 struct tsop_checking *checking)
{
	const char *text = result->header.threshold == NULL ? "0" : result->header.threshold;
	size_t len = strcspn(text, "%");
	bool is_share = text[len] != '\0';
	size_t whole = strcspn(text, ".");
	unsigned places = whole < len ? (unsigned)(len - whole - 1) : 0;
	tsop_uint128 sum = 0;
	int64_t value;

	if (places > TSOP_RESULT_PLACES_MAX || (is_share && text[len + 1] != '\0') ||
	    tsop_num_read_decimal((struct tsop_view){ text, len }, '.', places,
				  TSOP_RESULT_WEIGHT_MAX, &value, NULL) != 0) {
		tsop_checking_fault(checking, result->header.line, "threshold",
				    _("expected a weight or a share of all"));
		return false;
	}
	for (size_t i = 0; i < result->n_seats; i++)
		sum += (uint64_t)result->seats[i].weight;
	threshold->factor = power_of_ten(places + (is_share ? 2 : 0));
	threshold->least = (uint64_t)value * power_of_ten(is_share ? 0 : result->places);
	threshold->sum = is_share ? sum : 1;
	return true;
}

static bool is_below(const struct threshold *threshold, int64_t weight)
{
	return tsop_ratio_compare_products((tsop_uint128)weight, threshold->factor,
					   threshold->least, threshold->sum) < 0;
}

bool tsop_threshold_mark(struct tsop_shares *shares, struct tsop_checking *checking)
{
	struct threshold threshold;

	if (!read(&threshold, shares->result, checking))
		return false;
	for (size_t i = 0; i < shares->n; i++)
		shares->rows[i].is_below = is_below(&threshold, shares->result->seats[i].weight);
	return true;
}
