#include "verify/result/outcomes.h"

#include "base/natural.h"

/* At most these of a factor of 17 bits each are multiplied at once. */
enum { AT_ONCE = 3 };

/* out = least * (least + 1) * ... * most; 1 where there are none. */
static int multiply(struct tsop_natural *out, size_t least, size_t most, struct tsop_error *err)
{
	struct tsop_natural factor = { 0 }, product = { 0 };
	int status = tsop_natural_set(out, 1, err);

	for (size_t i = least; i <= most && status == 0; i += AT_ONCE) {
		uint64_t some = i;

		for (size_t k = i + 1; k < i + AT_ONCE && k <= most; k++)
			some *= k;
		if (tsop_natural_set(&factor, some, err) != 0 ||
		    tsop_natural_multiply(&product, out, &factor, err) != 0 ||
		    tsop_natural_copy(out, &product, err) != 0)
			status = -1;
	}
	tsop_natural_release(&factor);
	tsop_natural_release(&product);
	return status;
}

/* The outcomes are left / right. */
static int count(struct tsop_natural *left, struct tsop_natural *right, size_t n, size_t k,
		 struct tsop_error *err)
{
	size_t fewer = n - k < k ? n - k : k;

	if (k == n)
		return multiply(left, 2, n, err) != 0 ? -1 : tsop_natural_set(right, 1, err);
	return multiply(left, n - fewer + 1, n, err) != 0 ? -1 : multiply(right, 2, fewer, err);
}

int tsop_outcomes_need(size_t n, size_t k, int64_t bits, bool *is_right, struct tsop_error *err)
{
	struct tsop_natural left = { 0 }, right = { 0 };
	int status = 0;

	*is_right = bits <= (int64_t)n * 16; /* n! <= 2^(16 n) */
	if (*is_right)
		status = count(&left, &right, n, k, err);
	if (*is_right && status == 0 && bits > 0) {
		status = tsop_natural_shift(&right, (size_t)bits - 1, err);
		*is_right = tsop_natural_compare(&left, &right) > 0;
		if (status == 0)
			status = tsop_natural_shift(&right, 1, err);
	}
	*is_right = *is_right && status == 0 && tsop_natural_compare(&left, &right) <= 0;
	tsop_natural_release(&left);
	tsop_natural_release(&right);
	return status;
}
