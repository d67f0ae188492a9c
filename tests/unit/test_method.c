#include "check.h"

#include "apportion/method.h"

static struct tsop_method method(const char *text)
{
	struct tsop_method found;
	struct tsop_error err;

	assert_int_equal(tsop_method_read(&found, text, &err), 0);
	return found;
}

static void test_every_name_is_its_own_and_an_alias_has_the_canonical_one(void **state)
{
	static const struct {
		const char *text, *name;
	} table[] = {
		{ "adams", "adams" },
		{ "dean", "dean" },
		{ "huntington-hill", "huntington-hill" },
		{ "sainte-lague", "sainte-lague" },
		{ "webster", "sainte-lague" },
		{ "modified-sainte-lague", "modified-sainte-lague" },
		{ "danish", "danish" },
		{ "dhondt", "dhondt" },
		{ "jefferson", "dhondt" },
		{ "imperiali", "imperiali" },
		{ "largest-remainder", "largest-remainder" },
		{ "hamilton", "largest-remainder" },
		{ "largest-remainder:hare", "largest-remainder" },
		{ "largest-remainder:droop", "largest-remainder:droop" },
		{ "largest-remainder:hagenbach-bischoff", "largest-remainder:hagenbach-bischoff" },
		{ "largest-remainder:imperiali", "largest-remainder:imperiali" },
		{ "quota", "quota" },
		{ "balinski-young", "quota" },
		{ "identical", "identical" },
		{ "swiss", "swiss" },
		{ "vinton", "vinton" },
		{ "lottery", "lottery" },
		{ "linear:2,1", "linear:2,1" },
		{ "linear:2.50,1.0", "linear:2.5,1" },
		{ "linear:2,1,1.40", "linear:2,1,1.4" },
		{ "linear:1,1,1", "linear:1,1" },
		{ "linear:1000,1000,999.999999", "linear:1000,1000,999.999999" },
		{ "power:10", "power:10" },
		{ "power:-10", "power:-10" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct tsop_method found = method(table[i].text);

		assert_string_equal(found.name, table[i].name);
	}
}

static void test_what_is_no_method_is_refused_with_what_was_expected(void **state)
{
	static const struct {
		const char *text, *message;
	} table[] = {
		{ "linear:", "linear: expected a number not below 0" },
		{ "linear:1", "linear: expected two or three numbers" },
		{ "linear:1,2,3,4", "linear: expected two or three numbers" },
		{ "linear:0,1", "linear: expected a step over 0" },
		{ "linear:-1,1", "linear: expected a number not below 0" },
		{ "linear:1,1001", "linear: expected a number of at most 1000" },
		{ "linear:1,0.0000001", "linear: expected at most 6 decimal places" },
		{ "linear:1,1,2", "linear: expected an initial divisor below the second" },
		{ "power:", "power: expected a whole number" },
		{ "power:11", "power: expected a number from -10 to 10" },
		{ "power:1.5", "power: expected a whole number" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct tsop_method found;
		struct tsop_error err;

		assert_int_equal(tsop_method_read(&found, table[i].text, &err), -1);
		assert_int_equal(err.code, TSOP_USAGE);
		assert_string_equal(err.text, table[i].message);
	}
}

static void test_an_unknown_name_is_answered_with_all_names(void **state)
{
	struct tsop_method found;
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_method_read(&found, "fair", &err), -1);
	assert_int_equal(err.code, TSOP_USAGE);
	assert_non_null(strstr(err.text, "expected adams, dean, "));
	assert_non_null(strstr(err.text, "linear:STEP,FIRST[,INITIAL] or power:P, not 'fair'"));
}

/* Means grow with their order: so do divisors, and quotients fall. */
static void test_power_means_stand_between_adams_and_dhondt(void **state)
{
	(void)state;
	for (int64_t seats = 1; seats <= 100; seats *= 10) {
		for (int order = -TSOP_METHOD_ORDER_MAX; order < TSOP_METHOD_ORDER_MAX; order++) {
			struct tsop_wide low, high, a, b;
			char text[16];
			struct tsop_method lower, upper;
			unsigned p, q;

			snprintf(text, sizeof text, "power:%d", order);
			lower = method(text);
			snprintf(text, sizeof text, "power:%d", order + 1);
			upper = method(text);
			/* 1 / d^p and 1 / d^q: to the same power, the lower order is the greater. */
			p = tsop_method_quotient(&lower, 1, seats, &low, &a);
			q = tsop_method_quotient(&upper, 1, seats, &high, &b);
			tsop_wide_power(&low, &low, q);
			tsop_wide_power(&a, &a, q);
			tsop_wide_power(&high, &high, p);
			tsop_wide_power(&b, &b, p);
			tsop_wide_multiply(&low, &low, &b);
			tsop_wide_multiply(&high, &high, &a);
			assert_true(tsop_wide_compare(&low, &high) > 0);
		}
	}
}

static void test_quotients_that_differ_by_one_in_10_to_the_18_are_told_apart(void **state)
{
	static const char *const names[] = { "sainte-lague", "adams", "huntington-hill", "dean",
					     "power:10", "power:-10", "linear:1000,1000,0.000001" };
	const int64_t most = INT64_C(1000000000000000000);

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct tsop_method m = method(names[i]);

		assert_true(tsop_method_compare(&m, most, 999999999, most - 1, 999999999) > 0);
		assert_true(tsop_method_compare(&m, most - 1, 999999999, most, 999999999) < 0);
		assert_true(tsop_method_compare(&m, most, 999999999, most, 1000000000) > 0);
		assert_int_equal(tsop_method_compare(&m, most, 999999999, most, 999999999), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_name_is_its_own_and_an_alias_has_the_canonical_one),
		cmocka_unit_test(test_what_is_no_method_is_refused_with_what_was_expected),
		cmocka_unit_test(test_an_unknown_name_is_answered_with_all_names),
		cmocka_unit_test(test_power_means_stand_between_adams_and_dhondt),
		cmocka_unit_test(test_quotients_that_differ_by_one_in_10_to_the_18_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
