#include "apportion/fraction.h"

#include "apportion/binlog.h"

void tsop_fraction_release(struct tsop_fraction *a)
{
	tsop_natural_release(&a->num);
	tsop_natural_release(&a->den);
}

int tsop_fraction_copy(struct tsop_fraction *to, const struct tsop_fraction *from,
		       struct tsop_error *err)
{
	if (tsop_natural_copy(&to->num, &from->num, err) != 0)
		return -1;
	return tsop_natural_copy(&to->den, &from->den, err);
}

int tsop_fraction_multiply(struct tsop_fraction *out, const struct tsop_fraction *a,
			   const struct tsop_fraction *b, bool inverted, struct tsop_error *err)
{
	const struct tsop_natural *num = inverted ? &b->den : &b->num;
	const struct tsop_natural *den = inverted ? &b->num : &b->den;

	if (tsop_natural_multiply(&out->num, &a->num, num, err) != 0 ||
	    tsop_natural_multiply(&out->den, &a->den, den, err) != 0)
		return -1;
	return tsop_natural_reduce(&out->num, &out->den, err);
}

int tsop_fraction_power_of_two(struct tsop_fraction *a, int64_t exponent, unsigned bits,
			       struct tsop_error *err)
{
	int64_t fraction = exponent & (TSOP_BINLOG_ONE - 1);
	int64_t whole = (exponent - fraction) / TSOP_BINLOG_ONE;
	uint64_t mantissa = tsop_binlog_inverse(fraction) >> (64 - bits);
	int64_t shift = whole - (int64_t)bits + 1;

	if (tsop_natural_set(&a->num, mantissa, err) != 0 ||
	    tsop_natural_set(&a->den, 1, err) != 0)
		return -1;
	if (shift != 0 &&
	    tsop_natural_shift(shift > 0 ? &a->num : &a->den, (size_t)(shift > 0 ? shift : -shift),
			      err) != 0)
		return -1;
	return tsop_natural_reduce(&a->num, &a->den, err);
}

int64_t tsop_fraction_binlog(const struct tsop_fraction *a)
{
	return tsop_binlog_of_limbs(a->num.limbs, a->num.n) -
	       tsop_binlog_of_limbs(a->den.limbs, a->den.n);
}

int tsop_fraction_write(struct tsop_buf *out, const struct tsop_fraction *a, bool inverted,
			struct tsop_error *err)
{
	if (tsop_natural_write(out, inverted ? &a->den : &a->num, err) != 0)
		return -1;
	tsop_buf_add_char(out, '/');
	return tsop_natural_write(out, inverted ? &a->num : &a->den, err);
}
