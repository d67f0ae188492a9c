#include "apportion/method.h"

static const struct tsop_method methods[] = {
	[TSOP_METHOD_SAINTE_LAGUE] = { "sainte-lague", TSOP_METHOD_DIVISOR, 2, 1 },
	[TSOP_METHOD_DHONDT] = { "dhondt", TSOP_METHOD_DIVISOR, 1, 1 },
	[TSOP_METHOD_LARGEST_REMAINDER] = { "largest-remainder", TSOP_METHOD_REMAINDER, 0, 0 },
};

const struct tsop_method *tsop_method_of(enum tsop_method_id id)
{
	return &methods[id];
}

int64_t tsop_method_divisor(const struct tsop_method *method, int64_t seats)
{
	return method->step * seats + method->first;
}

int tsop_method_compare(const struct tsop_method *method, int64_t weight_a, int64_t seats_a,
			int64_t weight_b, int64_t seats_b)
{
	tsop_int128 a = (tsop_int128)weight_a * tsop_method_divisor(method, seats_b);
	tsop_int128 b = (tsop_int128)weight_b * tsop_method_divisor(method, seats_a);

	return (a > b) - (a < b);
}

tsop_int128 tsop_method_round(const struct tsop_method *method, tsop_int128 num, tsop_int128 den)
{
	tsop_int128 over_first = method->step * num - method->first * den;

	return over_first < 0 ? 0 : over_first / (method->step * den) + 1;
}
