/* Fractions and quotients as the verifier compares them, at the ends of their ranges. */
#include "check.h"

#include "verify/result/ratio.h"
#include "verify/seats/sequence.h"

#define WEIGHT_MAX INT64_C(1000000000000000000)
#define SEATS_MAX INT64_C(1000000000)

static void test_products_are_compared_in_all_256_bits(void **state)
{
	const tsop_uint128 max = ~(tsop_uint128)0;

	(void)state;
	assert_int_equal(tsop_ratio_compare_products(max, max, max, max), 0);
	assert_true(tsop_ratio_compare_products(max, max, max, max - 1) > 0);
	assert_true(tsop_ratio_compare_products(max - 1, max - 1, max, max - 2) > 0);
	assert_int_equal(tsop_ratio_compare_products(max, 1, 1, max), 0);
	assert_true(tsop_ratio_compare_products((tsop_uint128)1 << 64, (tsop_uint128)1 << 64, max,
						1) > 0);
	assert_true(tsop_ratio_compare_products(0, max, 1, 1) < 0);
}

static void test_a_ratio_over_0_is_greater_than_any_other(void **state)
{
	const struct tsop_ratio infinite = { 1, 0 };
	const struct tsop_ratio large = { ~(tsop_uint128)0, 1 };

	(void)state;
	assert_true(tsop_ratio_compare(infinite, large) > 0);
	assert_true(tsop_ratio_compare(large, infinite) < 0);
	assert_int_equal(tsop_ratio_compare(infinite, (struct tsop_ratio){ 7, 0 }), 0);
}

static void test_only_fractions_are_read(void **state)
{
	static const char *const wrong[] = {
		"", "/", "1", "1/", "/1", "1/0", "-1/2", "1/-2", " 1/2", "1/2 ", "1./2", ".5/2",
		"1.0000000001/2", "1/2.5", "1/2/3", "1e3/2", "0x1/2", "1.2.3/4",
		"340282366920938463463374607431768211456/1",
	};
	struct tsop_ratio ratio;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(tsop_ratio_read(tsop_view_of(wrong[i]), &ratio));
	assert_true(tsop_ratio_read(tsop_view_of("340282366920938463463374607431768211455/1"),
				    &ratio));
	assert_true(ratio.num == ~(tsop_uint128)0);
	assert_true(tsop_ratio_read(tsop_view_of("1.50/3"), &ratio));
	assert_int_equal(tsop_ratio_compare(ratio, (struct tsop_ratio){ 1, 2 }), 0);
}

static struct tsop_sequence sequence_of(const char *method)
{
	struct tsop_sequence sequence;

	assert_true(tsop_sequence_of(&sequence, method));
	return sequence;
}

static void test_names_that_are_no_sequence_are_not_taken(void **state)
{
	static const char *const names[] = { "",	      "webster",    "power:",	  "power:11",
					     "power:1.5",     "linear:",    "linear:1",	  "linear:0,1",
					     "linear:1,1,2",  "linear:1,1,1,1", "linear:1,1,",
					     "largest-remainder" };
	struct tsop_sequence sequence;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		assert_false(tsop_sequence_of(&sequence, names[i]));
}

/* Of neighbors at the ends of the ranges, one unit of weight decides. */
static void test_a_unit_of_weight_decides_between_the_largest_quotients(void **state)
{
	static const char *const methods[] = { "sainte-lague", "dhondt", "adams", "dean",
					       "huntington-hill", "modified-sainte-lague", "danish",
					       "imperiali", "power:10", "power:-10", "power:2",
					       "linear:1000,999.999999" };

	(void)state;
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
		struct tsop_sequence sequence = sequence_of(methods[i]);

		assert_int_equal(tsop_sequence_compare(&sequence, WEIGHT_MAX, SEATS_MAX, WEIGHT_MAX,
						       SEATS_MAX), 0);
		assert_true(tsop_sequence_compare(&sequence, WEIGHT_MAX, SEATS_MAX, WEIGHT_MAX - 1,
						  SEATS_MAX) > 0);
		assert_true(tsop_sequence_compare(&sequence, WEIGHT_MAX, SEATS_MAX, WEIGHT_MAX,
						  SEATS_MAX - 1) < 0);
		assert_true(tsop_sequence_compare(&sequence, 1, SEATS_MAX, WEIGHT_MAX, 0) < 0);
	}
}

static void test_a_divisor_of_0_comes_first_and_weights_decide_between_two(void **state)
{
	static const char *const methods[] = { "adams", "dean", "huntington-hill", "power:-3",
					       "linear:1,0.5,0" };

	(void)state;
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
		struct tsop_sequence sequence = sequence_of(methods[i]);

		assert_true(tsop_sequence_is_free(&sequence, 0));
		assert_false(tsop_sequence_is_free(&sequence, 1));
		assert_true(tsop_sequence_compare(&sequence, 1, 0, WEIGHT_MAX, 1) > 0);
		assert_true(tsop_sequence_compare(&sequence, 1, 0, 2, 0) < 0);
		assert_int_equal(tsop_sequence_compare(&sequence, 2, 0, 2, 0), 0);
	}
}

static void check_text(const char *method, int64_t weight, unsigned places, int64_t seats,
		       const char *text, bool expected)
{
	struct tsop_sequence sequence = sequence_of(method);

	assert_int_equal(tsop_sequence_is_quotient(&sequence, weight, places, seats,
						   tsop_view_of(text)), expected);
}

static void test_a_quotient_is_only_what_it_is_exactly(void **state)
{
	(void)state;
	check_text("sainte-lague", 217075, 0, 1, "217075/3", true);
	check_text("sainte-lague", 217075, 0, 1, "434150/6", true);
	check_text("sainte-lague", 217075, 0, 1, "72358.333333333/1", false);
	check_text("sainte-lague", 2170750, 1, 1, "217075/3", true);
	check_text("sainte-lague", 2170755, 1, 1, "217075.5/3", true);
	check_text("sainte-lague", 217075, 0, 1, "217075/4", false);
	check_text("modified-sainte-lague", 7, 0, 0, "7/1.4", true);
	check_text("modified-sainte-lague", 7, 0, 0, "7/14", false);
	check_text("huntington-hill", 3, 0, 1, "9/2", true);
	check_text("huntington-hill", 3, 0, 0, "9/0", true);
	check_text("huntington-hill", 3, 0, 0, "8/0", false);
	check_text("dean", 3, 0, 1, "9/4", true);
	check_text("power:2", 15, 1, 1, "4.5/5", true);
	check_text("identical", 15, 1, 1, "1/2", true);
	check_text("dhondt", WEIGHT_MAX, 0, SEATS_MAX - 1, "1000000000000000000/1000000000", true);
	check_text("dhondt", WEIGHT_MAX, 0, SEATS_MAX - 1, "1000000000000000001/1000000000", false);
	check_text("dhondt", 5, 0, 0, "5", false);
	check_text("dhondt", 5, 0, 0, "5/", false);
	check_text("dhondt", 5, 0, 0, "/5", false);
	check_text("dhondt", 5, 0, 0, "5/0", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_products_are_compared_in_all_256_bits),
		cmocka_unit_test(test_a_ratio_over_0_is_greater_than_any_other),
		cmocka_unit_test(test_only_fractions_are_read),
		cmocka_unit_test(test_names_that_are_no_sequence_are_not_taken),
		cmocka_unit_test(test_a_unit_of_weight_decides_between_the_largest_quotients),
		cmocka_unit_test(test_a_divisor_of_0_comes_first_and_weights_decide_between_two),
		cmocka_unit_test(test_a_quotient_is_only_what_it_is_exactly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
