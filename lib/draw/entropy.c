#include "draw/entropy.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/wide.h"

/* A whole number above 0 that grows without the bounds of base/wide.h. */
struct product {
	mp_limb_t *limbs;
	mp_size_t n;
};

static void multiply(struct product *product, size_t factor)
{
	mp_limb_t carry = mpn_mul_1(product->limbs, product->limbs, product->n, factor);

	if (carry > 0)
		product->limbs[product->n++] = carry;
}

/* By one of its divisors. */
static void divide(struct product *product, size_t divisor)
{
	mpn_divrem_1(product->limbs, 0, product->limbs, product->n, divisor);
	if (product->limbs[product->n - 1] == 0)
		product->n--;
}

/* The least number of bits that tell so many apart: log2, rounded up. */
static int64_t bits_of(const struct product *product)
{
	int64_t length = (int64_t)mpn_sizeinbase(product->limbs, product->n, 2);
	bool is_power_of_two = mpn_scan1(product->limbs, 0) == (mp_bitcnt_t)length - 1;

	return is_power_of_two ? length - 1 : length;
}

int tsop_entropy_needed(size_t n, size_t k, int64_t *bits, struct tsop_error *err)
{
	/* No factor has more than 17 bits; while n over k is built, one more is in it. */
	struct product product = { calloc(n * 17 / 64 + 2, sizeof *product.limbs), 1 };

	if (product.limbs == NULL)
		return tsop_fail_memory(err);
	product.limbs[0] = 1;
	if (k == n) {
		for (size_t i = 2; i <= n; i++)
			multiply(&product, i);
	} else {
		for (size_t i = 1; i <= k && i <= n - k; i++) {
			multiply(&product, n + 1 - i);
			divide(&product, i);
		}
	}
	*bits = bits_of(&product);
	free(product.limbs);
	return 0;
}

static bool consists_of(struct tsop_view text, const char *characters)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] == '\0' || strchr(characters, text.p[i]) == NULL)
			return false;
	return true;
}

static bool is_printable(struct tsop_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] < ' ' || text.p[i] > '~')
			return false;
	return true;
}

void tsop_entropy_count(struct tsop_entropy *entropy, struct tsop_view text)
{
	unsigned n = (unsigned)text.len;

	if (consists_of(text, "0123456789"))
		entropy->decimal += n;
	else if (consists_of(text, "0123456789abcdef") || consists_of(text, "0123456789ABCDEF"))
		entropy->hexadecimal += n;
	else if (is_printable(text))
		entropy->printable += n;
	else
		entropy->bytes += n;
}

int64_t tsop_entropy_given(const struct tsop_entropy *entropy)
{
	const struct {
		unsigned of, n;
	} kinds[] = {
		{ 10, entropy->decimal },   { 16, entropy->hexadecimal },
		{ 36, entropy->alphanumeric }, { 95, entropy->printable },
		{ 256, entropy->bytes },
	};
	struct tsop_wide all, base, power;

	tsop_wide_set(&all, 1);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		tsop_wide_set(&base, kinds[i].of);
		tsop_wide_power(&power, &base, kinds[i].n);
		tsop_wide_multiply(&all, &all, &power);
	}
	return (int64_t)mpn_sizeinbase(all.limbs, (mp_size_t)all.n, 2) - 1;
}
