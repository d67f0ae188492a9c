#include "apportion/biproportion_matrix.h"
#include "apportion/binlog.h"
#include "base/i18n.h"

const char *tsop_biproportion_refuses(const struct tsop_method *method)
{
	if (method->kind == TSOP_METHOD_DIVISOR)
		return NULL;
	return N_("a matrix has multipliers only where a divisor method rounds it");
}

/* (d(seats) / weight)^power = num / den */
static int64_t find_quotient(const struct tsop_method *method, int64_t weight, int64_t seats,
			     struct tsop_wide *num, struct tsop_wide *den)
{
	unsigned power = tsop_method_quotient(method, tsop_method_weight(method, weight), seats,
					      den, num);

	for (unsigned places = method->places; places > 0; places--)
		tsop_wide_multiply_small(den, den, 10);
	return power;
}

int64_t tsop_bimatrix_power(const struct tsop_method *method)
{
	struct tsop_wide num, den;

	return find_quotient(method, 1, 1, &num, &den);
}

int64_t tsop_bimatrix_log_divisor(const struct tsop_method *method, int64_t seats)
{
	struct tsop_wide num, den;
	int64_t power = find_quotient(method, 1, seats, &num, &den);

	return (tsop_binlog_of_limbs(num.limbs, num.n) - tsop_binlog_of_limbs(den.limbs, den.n)) /
	       power;
}

int64_t tsop_bimatrix_log_weight(const struct tsop_bimatrix *m, int64_t weight)
{
	uint64_t unit = 1;

	for (unsigned places = m->places; places > 0; places--)
		unit *= 10;
	return tsop_binlog((uint64_t)tsop_method_weight(m->method, weight)) - tsop_binlog(unit);
}

int tsop_bimatrix_quotient(const struct tsop_bimatrix *m, int64_t weight, int64_t seats,
			   struct tsop_fraction *quotient, struct tsop_error *err)
{
	struct tsop_wide num, den;
	int64_t power = find_quotient(m->method, weight, seats, &num, &den);

	for (int64_t places = m->places * power; places > 0; places--)
		tsop_wide_multiply_small(&num, &num, 10);
	if (tsop_natural_set_wide(&quotient->num, &num, err) != 0)
		return -1;
	return tsop_natural_set_wide(&quotient->den, &den, err);
}
