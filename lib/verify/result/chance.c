#include "verify/result/chance.h"

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

int tsop_chance_needs(size_t n, size_t k, int64_t bits, bool *is_right, struct tsop_error *err)
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

bool tsop_chance_add(struct tsop_chance *chance, unsigned of, size_t n)
{
	if (n > TSOP_CHANCE_GIVEN_MAX - chance->n)
		return false;
	while (n-- > 0)
		chance->of[chance->n++] = of;
	return true;
}

static bool is_between(char c, char first, char last)
{
	return c >= first && c <= last;
}

unsigned tsop_chance_of_seed(struct tsop_view seed)
{
	size_t n_digits = 0, n_small = 0, n_capital = 0, n_printable = 0;

	for (size_t i = 0; i < seed.len; i++) {
		n_digits += is_between(seed.p[i], '0', '9');
		n_small += is_between(seed.p[i], 'a', 'f');
		n_capital += is_between(seed.p[i], 'A', 'F');
		n_printable += is_between(seed.p[i], ' ', '~');
	}
	if (n_digits == seed.len)
		return 10;
	if (n_digits + n_small == seed.len || n_digits + n_capital == seed.len)
		return 16;
	return n_printable == seed.len ? 95 : 256;
}

int tsop_chance_gives(const struct tsop_chance *chance, int64_t bits, bool *gives,
		      struct tsop_error *err)
{
	struct tsop_natural texts = { 0 }, power = { 0 }, factor = { 0 }, product = { 0 };
	int status = tsop_natural_set(&texts, 1, err);

	*gives = bits <= 8 * TSOP_CHANCE_GIVEN_MAX;
	for (size_t i = 0; i < chance->n && status == 0; i++)
		if (tsop_natural_set(&factor, chance->of[i], err) != 0 ||
		    tsop_natural_multiply(&product, &texts, &factor, err) != 0 ||
		    tsop_natural_copy(&texts, &product, err) != 0)
			status = -1;
	if (status == 0)
		status = tsop_natural_set(&power, 1, err);
	if (status == 0 && *gives)
		status = tsop_natural_shift(&power, (size_t)bits, err);
	*gives = *gives && status == 0 && tsop_natural_compare(&power, &texts) <= 0;
	tsop_natural_release(&texts);
	tsop_natural_release(&power);
	tsop_natural_release(&factor);
	tsop_natural_release(&product);
	return status;
}
