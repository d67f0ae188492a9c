#include "allocate/threshold.h"

#include <string.h>

#include "apportion/apportion.h"
#include "base/i18n.h"
#include "base/num.h"

enum { PLACES_MAX = 9, PERCENT = 100 };

static int64_t power_of_ten(unsigned places)
{
	int64_t power = 1;

	while (places-- > 0)
		power *= 10;
	return power;
}

int tsop_threshold_read(const char *text, struct tsop_threshold *threshold, struct tsop_error *err)
{
	struct tsop_view number = tsop_view_of(text);
	const char *point = strchr(text, '.');
	size_t places;
	int64_t max;

	threshold->is_share = number.len > 0 && number.p[number.len - 1] == '%';
	number.len -= threshold->is_share;
	places = point == NULL ? 0 : number.len - (size_t)(point - text) - 1;
	threshold->places = places > PLACES_MAX ? PLACES_MAX : (unsigned)places;
	max = threshold->is_share ? PERCENT * power_of_ten(threshold->places)
				  : TSOP_APPORTION_WEIGHT_MAX;
	if (tsop_num_read_decimal(number, '.', threshold->places, max, &threshold->value, err) == 0)
		return 0;
	return tsop_fail(err, TSOP_INPUT,
			 _("expected a weight such as 20000 or a share of all weights such as 2.5%%"));
}

void tsop_threshold_apply(const struct tsop_threshold *threshold, struct tsop_claimants *claimants)
{
	tsop_int128 of_weight = power_of_ten(threshold->places);
	tsop_int128 least = threshold->value;
	tsop_int128 sum = 0;

	for (size_t i = 0; i < claimants->n; i++)
		sum += claimants->rows[i].weight;
	if (threshold->is_share) {
		of_weight *= PERCENT;
		least *= sum;
	} else {
		least *= power_of_ten(claimants->places);
	}
	for (size_t i = 0; i < claimants->n; i++)
		claimants->rows[i].is_below = claimants->rows[i].weight * of_weight < least;
}
