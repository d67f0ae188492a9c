#include "base/natural.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

_Static_assert(GMP_LIMB_BITS == 64 && GMP_NAIL_BITS == 0, "limbs of 64 bits");

void tsop_natural_release(struct tsop_natural *a)
{
	free(a->limbs);
	*a = (struct tsop_natural){ 0 };
}

/* Room for n limbs; what is in it may be lost. */
static int make_room(struct tsop_natural *a, size_t n, struct tsop_error *err)
{
	mp_limb_t *limbs;

	if (a->limbs != NULL && n <= a->cap)
		return 0;
	limbs = calloc(n + 1, sizeof *limbs);
	if (limbs == NULL)
		return tsop_fail_memory(err);
	free(a->limbs);
	a->limbs = limbs;
	a->n = 0;
	a->cap = n;
	return 0;
}

static void trim(struct tsop_natural *a)
{
	while (a->n > 0 && a->limbs[a->n - 1] == 0)
		a->n--;
}

int tsop_natural_set(struct tsop_natural *a, tsop_uint128 value, struct tsop_error *err)
{
	if (make_room(a, 2, err) != 0)
		return -1;
	a->limbs[0] = (mp_limb_t)value;
	a->limbs[1] = (mp_limb_t)(value >> 64);
	a->n = 2;
	trim(a);
	return 0;
}

int tsop_natural_set_wide(struct tsop_natural *a, const struct tsop_wide *value,
			  struct tsop_error *err)
{
	if (make_room(a, value->n, err) != 0)
		return -1;
	memcpy(a->limbs, value->limbs, value->n * sizeof *a->limbs);
	a->n = value->n;
	return 0;
}

int tsop_natural_copy(struct tsop_natural *to, const struct tsop_natural *from,
		      struct tsop_error *err)
{
	if (make_room(to, from->n, err) != 0)
		return -1;
	if (from->n > 0)
		memcpy(to->limbs, from->limbs, from->n * sizeof *from->limbs);
	to->n = from->n;
	return 0;
}

int tsop_natural_multiply(struct tsop_natural *out, const struct tsop_natural *a,
			  const struct tsop_natural *b, struct tsop_error *err)
{
	if (a->n < b->n)
		return tsop_natural_multiply(out, b, a, err);
	if (make_room(out, a->n + b->n, err) != 0)
		return -1;
	out->n = 0;
	if (b->n == 0)
		return 0;
	mpn_mul(out->limbs, a->limbs, (mp_size_t)a->n, b->limbs, (mp_size_t)b->n);
	out->n = a->n + b->n;
	trim(out);
	return 0;
}

int tsop_natural_compare(const struct tsop_natural *a, const struct tsop_natural *b)
{
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	return a->n == 0 ? 0 : mpn_cmp(a->limbs, b->limbs, (mp_size_t)a->n);
}

int tsop_natural_shift(struct tsop_natural *a, size_t bits, struct tsop_error *err)
{
	size_t whole = bits / 64;
	size_t n = a->n + whole + 1;
	mp_limb_t *limbs;

	if (a->n == 0)
		return 0;
	limbs = calloc(n, sizeof *limbs);
	if (limbs == NULL)
		return tsop_fail_memory(err);
	memcpy(limbs + whole, a->limbs, a->n * sizeof *limbs);
	if (bits % 64 > 0)
		mpn_lshift(limbs + whole, limbs + whole, (mp_size_t)a->n + 1, (unsigned)(bits % 64));
	free(a->limbs);
	a->limbs = limbs;
	a->n = a->cap = n;
	trim(a);
	return 0;
}

static size_t twos_of(const struct tsop_natural *a)
{
	return mpn_scan1(a->limbs, 0);
}

/* a / 2^bits, no bit lost. */
static void drop_twos(struct tsop_natural *a, size_t bits)
{
	size_t whole = bits / 64;

	if (whole > 0) {
		memmove(a->limbs, a->limbs + whole, (a->n - whole) * sizeof *a->limbs);
		a->n -= whole;
	}
	if (bits % 64 > 0)
		mpn_rshift(a->limbs, a->limbs, (mp_size_t)a->n, (unsigned)(bits % 64));
	trim(a);
}

/* a / divisor, which leaves no rest. */
static int divide(struct tsop_natural *a, const mp_limb_t *divisor, size_t n,
		  struct tsop_error *err)
{
	size_t n_quotient = a->n - n + 1;
	mp_limb_t *rest = calloc(n + n_quotient, sizeof *rest);
	mp_limb_t *quotient;

	if (rest == NULL)
		return tsop_fail_memory(err);
	quotient = rest + n;
	mpn_tdiv_qr(quotient, rest, 0, a->limbs, (mp_size_t)a->n, divisor, (mp_size_t)n);
	memcpy(a->limbs, quotient, n_quotient * sizeof *quotient);
	a->n = n_quotient;
	trim(a);
	free(rest);
	return 0;
}

/* The greatest common divisor of two odd numbers, into gcd (of room for the smaller). */
static size_t find_gcd(mp_limb_t *gcd, const struct tsop_natural *a, const struct tsop_natural *b,
		       mp_limb_t *scratch)
{
	const struct tsop_natural *great = tsop_natural_compare(a, b) < 0 ? b : a;
	const struct tsop_natural *small = great == a ? b : a;

	memcpy(scratch, great->limbs, great->n * sizeof *scratch);
	memcpy(scratch + great->n, small->limbs, small->n * sizeof *scratch);
	return (size_t)mpn_gcd(gcd, scratch, (mp_size_t)great->n, scratch + great->n,
			       (mp_size_t)small->n);
}

int tsop_natural_reduce(struct tsop_natural *a, struct tsop_natural *b, struct tsop_error *err)
{
	size_t twos_a = twos_of(a);
	size_t twos_b = twos_of(b);
	size_t twos = twos_a < twos_b ? twos_a : twos_b;
	mp_limb_t *gcd = calloc(2 * (a->n + b->n), sizeof *gcd);
	struct tsop_natural odd_a = { 0 };
	struct tsop_natural odd_b = { 0 };
	int status = -1;

	if (gcd == NULL)
		return tsop_fail_memory(err);
	if (tsop_natural_copy(&odd_a, a, err) == 0 && tsop_natural_copy(&odd_b, b, err) == 0) {
		size_t n;

		drop_twos(&odd_a, twos_a);
		drop_twos(&odd_b, twos_b);
		n = find_gcd(gcd, &odd_a, &odd_b, gcd + a->n + b->n);
		drop_twos(a, twos);
		drop_twos(b, twos);
		status = 0;
		if (n > 1 || gcd[0] > 1)
			status = divide(a, gcd, n, err) != 0 || divide(b, gcd, n, err) != 0 ? -1 : 0;
	}
	tsop_natural_release(&odd_a);
	tsop_natural_release(&odd_b);
	free(gcd);
	return status;
}

int tsop_natural_write(struct tsop_buf *out, const struct tsop_natural *a, struct tsop_error *err)
{
	const size_t digits = 20 * a->n + 1; /* mpn_get_str wants room for one more */
	unsigned char *text = calloc(digits, 1);
	mp_limb_t *scratch = calloc(a->n + 1, sizeof *scratch);
	size_t n;
	size_t zeros = 0;

	if (text == NULL || scratch == NULL) {
		free(text);
		free(scratch);
		return tsop_fail_memory(err);
	}
	memcpy(scratch, a->limbs, a->n * sizeof *scratch);
	n = mpn_get_str(text, 10, scratch, (mp_size_t)a->n);
	for (size_t i = 0; i < n; i++)
		text[i] = (unsigned char)('0' + text[i]);
	while (zeros + 1 < n && text[zeros] == '0')
		zeros++;
	tsop_buf_add(out, text + zeros, n - zeros);
	free(text);
	free(scratch);
	return tsop_buf_ok(out, err);
}

static bool is_digits(struct tsop_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return true;
}

int tsop_natural_read(struct tsop_natural *a, struct tsop_view text, size_t max_digits,
		      struct tsop_error *err)
{
	unsigned char *digits;

	if (text.len == 0 || text.len > max_digits || !is_digits(text))
		return tsop_fail(err, TSOP_INPUT, _("expected 1 to %zu digits"), max_digits);
	digits = calloc(text.len, 1);
	/* Ten needs less than 3.4 bits: 19 digits fit a limb. */
	if (digits == NULL || make_room(a, text.len / 19 + 2, err) != 0) {
		free(digits);
		return tsop_fail_memory(err);
	}
	for (size_t i = 0; i < text.len; i++)
		digits[i] = (unsigned char)(text.p[i] - '0');
	a->n = (size_t)mpn_set_str(a->limbs, digits, text.len, 10);
	trim(a);
	free(digits);
	return 0;
}
