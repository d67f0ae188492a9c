#include "verify/seats/sequence.h"

#include <string.h>

#include "base/wide.h"
#include "verify/result/ratio.h"

enum { PLACES = 6, NUMBER_MAX = 1000, DIGITS_MAX = 500 };

static const struct {
	const char *name;
	struct tsop_sequence sequence;
} sequences[] = {
	{ "adams", { .step = 1 } },
	{ "dean", { .is_mean = true, .order = -1 } },
	{ "huntington-hill", { .is_mean = true, .order = 0 } },
	{ "sainte-lague", { .step = 2, .first = 1, .initial = 1 } },
	{ "modified-sainte-lague", { .step = 20, .first = 10, .initial = 14, .places = 1 } },
	{ "danish", { .step = 3, .first = 1, .initial = 1 } },
	{ "dhondt", { .step = 1, .first = 1, .initial = 1 } },
	{ "imperiali", { .step = 1, .first = 2, .initial = 2 } },
	{ "identical", { .step = 1, .first = 1, .initial = 1, .is_identical = true } },
};

/* linear:STEP,FIRST[,INITIAL], decimals. */
static bool read_linear(struct tsop_sequence *sequence, const char *text)
{
	const int64_t max = NUMBER_MAX * INT64_C(1000000);
	int64_t numbers[3];
	size_t n = 0;

	while (n < 3) {
		size_t len = strcspn(text, ",");

		if (tsop_num_read_decimal((struct tsop_view){ text, len }, '.', PLACES, max,
					  &numbers[n++], NULL) != 0)
			return false;
		text += len;
		if (*text == '\0')
			break;
		text++;
	}
	*sequence = (struct tsop_sequence){ .step = numbers[0], .places = PLACES };
	sequence->first = n > 1 ? numbers[1] : 0;
	sequence->initial = numbers[n - 1];
	return *text == '\0' && n > 1 && sequence->step > 0 &&
	       sequence->initial < sequence->step + sequence->first;
}

bool tsop_sequence_of(struct tsop_sequence *sequence, const char *method)
{
	int64_t order;

	for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++)
		if (strcmp(method, sequences[i].name) == 0) {
			*sequence = sequences[i].sequence;
			return true;
		}
	if (strncmp(method, "linear:", strlen("linear:")) == 0)
		return read_linear(sequence, method + strlen("linear:"));
	if (strncmp(method, "power:", strlen("power:")) != 0 ||
	    tsop_num_read(tsop_view_of(method + strlen("power:")), -TSOP_SEQUENCE_ORDER_MAX,
			  TSOP_SEQUENCE_ORDER_MAX, &order, NULL) != 0)
		return false;
	*sequence = (struct tsop_sequence){ .is_mean = true, .order = (int)order };
	return true;
}

int64_t tsop_sequence_power(const struct tsop_sequence *sequence)
{
	if (!sequence->is_mean)
		return 1;
	if (sequence->order == 0)
		return 2;
	return sequence->order < 0 ? -sequence->order : sequence->order;
}

static int64_t linear(const struct tsop_sequence *sequence, int64_t seats)
{
	return seats == 0 ? sequence->initial : sequence->step * seats + sequence->first;
}

bool tsop_sequence_is_free(const struct tsop_sequence *sequence, int64_t seats)
{
	return seats == 0 && (sequence->is_mean ? sequence->order <= 0 : sequence->initial == 0);
}

/* s^p and (s+1)^p of a mean of order p or -p. */
static void raise(unsigned power, int64_t seats, struct tsop_wide *low, struct tsop_wide *high)
{
	tsop_wide_set(low, (tsop_uint128)seats);
	tsop_wide_set(high, (tsop_uint128)seats + 1);
	tsop_wide_power(low, low, power);
	tsop_wide_power(high, high, power);
}

/*
 * (w / d(s))^p of a mean of order p > 0: w^p * 2 / (s^p + (s+1)^p). With
 * q = -p > 0, 1/d^q is the mean of 1/s^q and 1/(s+1)^q, so that it is
 * w^q * (s^q + (s+1)^q) / (2 s^q (s+1)^q). With p = 0, squared: w^2 / (s (s+1)).
 */
static void quotient_of_mean(const struct tsop_sequence *sequence, int64_t weight, int64_t seats,
			     struct tsop_wide *num, struct tsop_wide *den)
{
	unsigned power = (unsigned)tsop_sequence_power(sequence);
	struct tsop_wide low, high, sum;

	raise(sequence->order == 0 ? 1 : power, seats, &low, &high);
	tsop_wide_add(&sum, &low, &high);
	tsop_wide_set(num, (tsop_uint128)weight);
	tsop_wide_power(num, num, power);
	if (sequence->order > 0) {
		tsop_wide_multiply_small(num, num, 2);
		*den = sum;
		return;
	}
	tsop_wide_multiply(den, &low, &high);
	if (sequence->order < 0) {
		tsop_wide_multiply(num, num, &sum);
		tsop_wide_multiply_small(den, den, 2);
	}
}

void tsop_sequence_quotient(const struct tsop_sequence *sequence, int64_t weight, int64_t seats,
			    struct tsop_wide *num, struct tsop_wide *den)
{
	if (sequence->is_mean) {
		quotient_of_mean(sequence, weight, seats, num, den);
		return;
	}
	tsop_wide_set(num, (tsop_uint128)weight);
	tsop_wide_set(den, (tsop_uint128)linear(sequence, seats));
}

static int compare_means(const struct tsop_sequence *sequence, int64_t weight_a, int64_t seats_a,
			 int64_t weight_b, int64_t seats_b)
{
	struct tsop_wide num_a, den_a, num_b, den_b;

	quotient_of_mean(sequence, weight_a, seats_a, &num_a, &den_a);
	quotient_of_mean(sequence, weight_b, seats_b, &num_b, &den_b);
	tsop_wide_multiply(&num_a, &num_a, &den_b);
	tsop_wide_multiply(&num_b, &num_b, &den_a);
	return tsop_wide_compare(&num_a, &num_b);
}

int tsop_sequence_compare(const struct tsop_sequence *sequence, int64_t weight_a, int64_t seats_a,
			  int64_t weight_b, int64_t seats_b)
{
	tsop_uint128 a = (tsop_uint128)weight_a;
	tsop_uint128 b = (tsop_uint128)weight_b;
	tsop_uint128 s = (tsop_uint128)seats_a;
	tsop_uint128 t = (tsop_uint128)seats_b;
	bool is_free_a = tsop_sequence_is_free(sequence, seats_a);
	bool is_free_b = tsop_sequence_is_free(sequence, seats_b);

	if (sequence->is_identical)
		a = b = 1;
	if (is_free_a || is_free_b)
		return is_free_a && is_free_b ? (a > b) - (a < b) : is_free_a - is_free_b;
	if (!sequence->is_mean)
		return tsop_ratio_compare_products(a, (tsop_uint128)linear(sequence, seats_b), b,
						   (tsop_uint128)linear(sequence, seats_a));
	if (sequence->order == -1)
		return tsop_ratio_compare_products(a * (2 * s + 1), t * (t + 1), b * (2 * t + 1),
						   s * (s + 1));
	if (sequence->order == 0)
		return tsop_ratio_compare_products(a * a, t * (t + 1), b * b, s * (s + 1));
	return compare_means(sequence, weight_a, seats_a, weight_b, seats_b);
}

/* Read a decimal of any length; *places counts what is behind its point. */
static bool read_decimal(struct tsop_view text, struct tsop_wide *number, unsigned *places)
{
	char digits[DIGITS_MAX];
	size_t n = 0;
	bool has_point = false;

	*places = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.p[i] == '.' && !has_point && n > 0) {
			has_point = true;
			continue;
		}
		if (n == sizeof digits)
			return false;
		digits[n++] = text.p[i];
		*places += has_point;
	}
	return has_point == (*places > 0) &&
	       tsop_wide_read((struct tsop_view){ digits, n }, number, NULL) == 0;
}

/* number * 10^places * by. */
static void scale(struct tsop_wide *number, unsigned places, const struct tsop_wide *by)
{
	while (places-- > 0)
		tsop_wide_multiply_small(number, number, 10);
	tsop_wide_multiply(number, number, by);
}

bool tsop_sequence_is_quotient(const struct tsop_sequence *sequence, int64_t weight,
			       unsigned places, int64_t seats, struct tsop_view text)
{
	const char *slash = memchr(text.p, '/', text.len);
	size_t at = slash == NULL ? text.len : (size_t)(slash - text.p);
	struct tsop_wide num, den, stated_num, stated_den;
	unsigned num_places, den_places;
	unsigned weight_places = places * (unsigned)tsop_sequence_power(sequence);
	unsigned divisor_places = sequence->places;

	if (slash == NULL || text.len > DIGITS_MAX ||
	    !read_decimal((struct tsop_view){ text.p, at }, &stated_num, &num_places) ||
	    !read_decimal((struct tsop_view){ slash + 1, text.len - at - 1 }, &stated_den,
			  &den_places))
		return false;
	if (sequence->is_identical) {
		weight = 1;
		weight_places = 0;
	}
	tsop_sequence_quotient(sequence, weight, seats, &num, &den);
	if (den.n == 0 && stated_den.n == 0) { /* as if both were 1 */
		tsop_wide_set(&den, 1);
		tsop_wide_set(&stated_den, 1);
		divisor_places = den_places = 0;
	}
	if (den.n == 0 || stated_den.n == 0)
		return false;
	/* num / 10^wp / (den / 10^vp) = stated_num / 10^np / (stated_den / 10^dp) */
	scale(&num, num_places + divisor_places, &stated_den);
	scale(&stated_num, weight_places + den_places, &den);
	return tsop_wide_compare(&num, &stated_num) == 0;
}
