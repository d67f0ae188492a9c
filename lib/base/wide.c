#include "base/wide.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"

_Static_assert(GMP_NUMB_BITS == 64, "limbs of 64 bits");

static void trim(struct tsop_wide *number)
{
	while (number->n > 0 && number->limbs[number->n - 1] == 0)
		number->n--;
}

/* Put a limb above those in use. */
static void push(struct tsop_wide *number, mp_limb_t limb)
{
	if (limb == 0)
		return;
	assert(number->n < TSOP_WIDE_LIMBS);
	number->limbs[number->n++] = limb;
}

static void copy(struct tsop_wide *result, const struct tsop_wide *a)
{
	result->n = a->n;
	memmove(result->limbs, a->limbs, a->n * sizeof a->limbs[0]);
}

void tsop_wide_set(struct tsop_wide *number, tsop_uint128 value)
{
	number->n = 2;
	number->limbs[0] = (mp_limb_t)value;
	number->limbs[1] = (mp_limb_t)(value >> 64);
	trim(number);
}

void tsop_wide_add(struct tsop_wide *result, const struct tsop_wide *a, const struct tsop_wide *b)
{
	const struct tsop_wide *longer = a->n >= b->n ? a : b;
	const struct tsop_wide *shorter = a->n >= b->n ? b : a;
	mp_limb_t carry;

	if (shorter->n == 0) {
		copy(result, longer);
		return;
	}
	carry = mpn_add(result->limbs, longer->limbs, (mp_size_t)longer->n, shorter->limbs,
			(mp_size_t)shorter->n);
	result->n = longer->n;
	push(result, carry);
}

void tsop_wide_multiply(struct tsop_wide *result, const struct tsop_wide *a,
			const struct tsop_wide *b)
{
	const struct tsop_wide *longer = a->n >= b->n ? a : b;
	const struct tsop_wide *shorter = a->n >= b->n ? b : a;
	mp_limb_t product[2 * TSOP_WIDE_LIMBS];
	size_t n = longer->n + shorter->n;

	if (shorter->n == 0) {
		result->n = 0;
		return;
	}
	mpn_mul(product, longer->limbs, (mp_size_t)longer->n, shorter->limbs,
		(mp_size_t)shorter->n);
	n -= product[n - 1] == 0;
	assert(n <= TSOP_WIDE_LIMBS);
	result->n = n;
	memcpy(result->limbs, product, n * sizeof product[0]);
}

void tsop_wide_multiply_small(struct tsop_wide *result, const struct tsop_wide *a, uint64_t b)
{
	mp_limb_t carry;

	if (a->n == 0 || b == 0) {
		result->n = 0;
		return;
	}
	carry = mpn_mul_1(result->limbs, a->limbs, (mp_size_t)a->n, b);
	result->n = a->n;
	push(result, carry);
}

void tsop_wide_power(struct tsop_wide *result, const struct tsop_wide *base, unsigned exponent)
{
	struct tsop_wide factor;

	copy(&factor, base);
	tsop_wide_set(result, 1);
	for (;; exponent >>= 1) {
		if (exponent & 1)
			tsop_wide_multiply(result, result, &factor);
		if (exponent <= 1)
			return;
		tsop_wide_multiply(&factor, &factor, &factor);
	}
}

void tsop_wide_shift(struct tsop_wide *result, const struct tsop_wide *a, unsigned bits)
{
	size_t n_whole = bits / 64;
	size_t n = a->n;
	mp_limb_t carry = 0;

	if (n == 0) {
		result->n = 0;
		return;
	}
	assert(n + n_whole <= TSOP_WIDE_LIMBS);
	memmove(&result->limbs[n_whole], a->limbs, n * sizeof a->limbs[0]);
	memset(result->limbs, 0, n_whole * sizeof a->limbs[0]);
	if (bits % 64 > 0)
		carry = mpn_lshift(&result->limbs[n_whole], &result->limbs[n_whole], (mp_size_t)n,
				   bits % 64);
	result->n = n + n_whole;
	push(result, carry);
}

int tsop_wide_compare(const struct tsop_wide *a, const struct tsop_wide *b)
{
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	return a->n == 0 ? 0 : mpn_cmp(a->limbs, b->limbs, (mp_size_t)a->n);
}

int tsop_wide_read(struct tsop_view text, struct tsop_wide *number, struct tsop_error *err)
{
	if (text.len > TSOP_WIDE_DIGITS)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %d digits"),
				 TSOP_WIDE_DIGITS);
	if (text.len == 0)
		return tsop_fail(err, TSOP_INPUT, _("expected a whole number not below 0"));
	tsop_wide_set(number, 0);
	for (size_t i = 0; i < text.len; i++) {
		struct tsop_wide digit;

		if (text.p[i] < '0' || text.p[i] > '9')
			return tsop_fail(err, TSOP_INPUT, _("expected a whole number not below 0"));
		tsop_wide_set(&digit, (tsop_uint128)(text.p[i] - '0'));
		tsop_wide_multiply_small(number, number, 10);
		tsop_wide_add(number, number, &digit);
	}
	return 0;
}

char *tsop_wide_write(const struct tsop_wide *number, unsigned places, char text[TSOP_WIDE_TEXT])
{
	unsigned char digits[TSOP_WIDE_TEXT];
	mp_limb_t limbs[TSOP_WIDE_LIMBS]; /* mpn_get_str spends them */
	size_t n = 0;
	size_t len = 0;

	assert(places < TSOP_WIDE_DIGITS);
	memcpy(limbs, number->limbs, number->n * sizeof limbs[0]);
	if (number->n > 0)
		n = mpn_get_str(digits, 10, limbs, (mp_size_t)number->n);
	for (; places > 0 && (n == 0 || digits[n - 1] == 0); places--)
		n -= n > 0;
	for (size_t left = n > places ? n : places + 1; left > 0; left--) {
		if (left == places)
			text[len++] = '.';
		text[len++] = (char)('0' + (left > n ? 0 : digits[n - left]));
	}
	text[len] = '\0';
	return text;
}
