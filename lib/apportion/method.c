#include "apportion/method.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"

#define LINEAR(step_, first_, initial_, places_) \
	.sequence = TSOP_METHOD_LINEAR, .step = (step_), .first = (first_), \
	.initial = (initial_), .places = (places_)
#define POWER_MEAN(order_) .sequence = TSOP_METHOD_POWER_MEAN, .order = (order_)
#define REMAINDER(quota_) .kind = TSOP_METHOD_REMAINDER, .quota = (quota_)

static const struct tsop_method methods[] = {
	{ .name = "adams", LINEAR(1, 0, 0, 0) },
	{ .name = "dean", POWER_MEAN(-1) },
	{ .name = "huntington-hill", POWER_MEAN(0) },
	{ .name = "sainte-lague", LINEAR(2, 1, 1, 0) },
	{ .name = "modified-sainte-lague", LINEAR(20, 10, 14, 1) },
	{ .name = "danish", LINEAR(3, 1, 1, 0) },
	{ .name = "dhondt", LINEAR(1, 1, 1, 0) },
	{ .name = "imperiali", LINEAR(1, 2, 2, 0) },
	{ .name = "largest-remainder", REMAINDER(TSOP_METHOD_HARE) },
	{ .name = "largest-remainder:droop", REMAINDER(TSOP_METHOD_DROOP) },
	{ .name = "largest-remainder:hagenbach-bischoff",
	  REMAINDER(TSOP_METHOD_HAGENBACH_BISCHOFF) },
	{ .name = "largest-remainder:imperiali", REMAINDER(TSOP_METHOD_IMPERIALI) },
	{ .name = "vinton", .kind = TSOP_METHOD_VINTON },
	{ .name = "quota", .kind = TSOP_METHOD_QUOTA, LINEAR(1, 1, 1, 0) },
	{ .name = "identical", LINEAR(1, 1, 1, 0), .is_identical = true },
	{ .name = "swiss", .kind = TSOP_METHOD_SWISS },
	{ .name = "lottery", .kind = TSOP_METHOD_LOTTERY },
};
enum { N_METHODS = sizeof methods / sizeof methods[0] };

static const struct {
	const char *text, *name;
} aliases[] = {
	{ "webster", "sainte-lague" },
	{ "jefferson", "dhondt" },
	{ "hamilton", "largest-remainder" },
	{ "largest-remainder:hare", "largest-remainder" },
	{ "balinski-young", "quota" },
};

static int fail_unknown(const char *text, struct tsop_error *err)
{
	struct tsop_buf names;

	tsop_buf_init(&names);
	for (size_t i = 0; i < N_METHODS; i++)
		tsop_buf_addf(&names, "%s, ", methods[i].name);
	if (tsop_buf_ok(&names, err) == 0)
		tsop_fail(err, TSOP_USAGE,
			  _("expected %slinear:STEP,FIRST[,INITIAL] or power:P, not '%.40s'"),
			  names.p, text);
	tsop_buf_release(&names);
	return -1;
}

/*
 * The two or three decimals of linear:..., in units of 10^-TSOP_METHOD_PLACES; the third is
 * the second where there is none.
 */
static int read_decimals(const char *text, int64_t numbers[3], struct tsop_error *err)
{
	const int64_t max = TSOP_METHOD_NUMBER_MAX * INT64_C(1000000);
	struct tsop_error bad;

	for (int n = 0; n < 3; n++) {
		size_t len = strcspn(text, ",");

		if (tsop_num_read_decimal((struct tsop_view){ text, len }, '.', TSOP_METHOD_PLACES,
					  max, &numbers[n], &bad) != 0)
			return tsop_fail(err, TSOP_USAGE, "linear: %s", bad.text);
		if (text[len] == '\0' && n > 0) {
			numbers[2] = numbers[n];
			return 0;
		}
		if (text[len] == '\0')
			break;
		text += len + 1;
	}
	return tsop_fail(err, TSOP_USAGE, _("linear: expected two or three numbers"));
}

/* The numbers with as few places as they need. */
static void reduce(struct tsop_method *method)
{
	while (method->places > 0 && method->step % 10 == 0 && method->first % 10 == 0 &&
	       method->initial % 10 == 0) {
		method->step /= 10;
		method->first /= 10;
		method->initial /= 10;
		method->places--;
	}
}

static void name_linear(struct tsop_method *method)
{
	char step[TSOP_NUM_TEXT], first[TSOP_NUM_TEXT], initial[TSOP_NUM_TEXT];
	bool has_initial = method->initial != method->first;

	tsop_num_write_decimal(method->step, method->places, step);
	tsop_num_write_decimal(method->first, method->places, first);
	tsop_num_write_decimal(method->initial, method->places, initial);
	snprintf(method->name, sizeof method->name, "linear:%s,%s%s%s", step, first,
		 has_initial ? "," : "", has_initial ? initial : "");
}

static int read_linear(struct tsop_method *method, const char *text, struct tsop_error *err)
{
	int64_t numbers[3];

	if (read_decimals(text, numbers, err) != 0)
		return -1;
	*method = (struct tsop_method){ LINEAR(numbers[0], numbers[1], numbers[2],
					       TSOP_METHOD_PLACES) };
	if (method->step == 0)
		return tsop_fail(err, TSOP_USAGE, _("linear: expected a step over 0"));
	if (method->initial >= method->step + method->first)
		return tsop_fail(err, TSOP_USAGE,
				 _("linear: expected an initial divisor below the second"));
	reduce(method);
	name_linear(method);
	return 0;
}

static int read_power(struct tsop_method *method, const char *text, struct tsop_error *err)
{
	struct tsop_error bad;
	int64_t order;

	if (tsop_num_read(tsop_view_of(text), -TSOP_METHOD_ORDER_MAX, TSOP_METHOD_ORDER_MAX, &order,
			  &bad) != 0)
		return tsop_fail(err, TSOP_USAGE, "power: %s", bad.text);
	*method = (struct tsop_method){ POWER_MEAN((int)order) };
	snprintf(method->name, sizeof method->name, "power:%d", method->order);
	return 0;
}

int tsop_method_read(struct tsop_method *method, const char *text, struct tsop_error *err)
{
	for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (strcmp(text, aliases[i].text) == 0)
			text = aliases[i].name;
	for (size_t i = 0; i < N_METHODS; i++) {
		if (strcmp(text, methods[i].name) == 0) {
			*method = methods[i];
			return 0;
		}
	}
	if (strncmp(text, "linear:", strlen("linear:")) == 0)
		return read_linear(method, text + strlen("linear:"), err);
	if (strncmp(text, "power:", strlen("power:")) == 0)
		return read_power(method, text + strlen("power:"), err);
	return fail_unknown(text, err);
}

bool tsop_method_has_quotients(const struct tsop_method *method)
{
	return method->kind == TSOP_METHOD_DIVISOR || method->kind == TSOP_METHOD_QUOTA;
}

bool tsop_method_is_first_free(const struct tsop_method *method)
{
	return method->sequence == TSOP_METHOD_LINEAR ? method->initial == 0 : method->order <= 0;
}

static int64_t linear(const struct tsop_method *method, int64_t seats)
{
	return seats == 0 ? method->initial : method->step * seats + method->first;
}

static unsigned power_of(const struct tsop_method *method)
{
	if (method->order == 0)
		return 2;
	return (unsigned)(method->order < 0 ? -method->order : method->order);
}

/*
 * d(s)^power = num / den of a power mean. With p the order without its sign:
 * (s^p + (s+1)^p) / 2, or s (s+1), or 2 s^p (s+1)^p / (s^p + (s+1)^p).
 */
static void power_mean(const struct tsop_method *method, int64_t seats, struct tsop_wide *num,
		       struct tsop_wide *den)
{
	struct tsop_wide low, high;

	tsop_wide_set(&low, (tsop_uint128)seats);
	tsop_wide_set(&high, (tsop_uint128)seats + 1);
	if (method->order == 0) {
		tsop_wide_multiply(num, &low, &high);
		tsop_wide_set(den, 1);
		return;
	}
	tsop_wide_power(&low, &low, power_of(method));
	tsop_wide_power(&high, &high, power_of(method));
	tsop_wide_add(num, &low, &high);
	if (method->order > 0) {
		tsop_wide_set(den, 2);
		return;
	}
	*den = *num;
	tsop_wide_multiply(num, &low, &high);
	tsop_wide_shift(num, num, 1);
}

unsigned tsop_method_quotient(const struct tsop_method *method, int64_t weight, int64_t seats,
			      struct tsop_wide *num, struct tsop_wide *den)
{
	struct tsop_wide mean_den;

	tsop_wide_set(num, (tsop_uint128)weight);
	if (method->sequence == TSOP_METHOD_LINEAR) {
		tsop_wide_set(den, (tsop_uint128)linear(method, seats));
		return 1;
	}
	power_mean(method, seats, den, &mean_den);
	tsop_wide_power(num, num, power_of(method));
	tsop_wide_multiply(num, num, &mean_den);
	return power_of(method);
}

static int compare_power_means(const struct tsop_method *method, int64_t weight_a, int64_t seats_a,
			       int64_t weight_b, int64_t seats_b)
{
	struct tsop_wide num_a, den_a, num_b, den_b;

	tsop_method_quotient(method, weight_a, seats_a, &num_a, &den_a);
	tsop_method_quotient(method, weight_b, seats_b, &num_b, &den_b);
	tsop_wide_multiply(&num_a, &num_a, &den_b);
	tsop_wide_multiply(&num_b, &num_b, &den_a);
	return tsop_wide_compare(&num_a, &num_b);
}

int tsop_method_compare(const struct tsop_method *method, int64_t weight_a, int64_t seats_a,
			int64_t weight_b, int64_t seats_b)
{
	tsop_int128 a = weight_a;
	tsop_int128 b = weight_b;

	if (seats_a == seats_b)
		return (a > b) - (a < b);
	if (a == b)
		return seats_a < seats_b ? 1 : -1;
	if (method->sequence == TSOP_METHOD_POWER_MEAN)
		return compare_power_means(method, weight_a, seats_a, weight_b, seats_b);
	a *= linear(method, seats_b);
	b *= linear(method, seats_a);
	return (a > b) - (a < b);
}
