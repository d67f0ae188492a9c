#include "check.h"

#include "base/num.h"

static struct tsop_error err;

static void check_number(const char *text, int64_t min, int64_t max, int64_t expected)
{
	int64_t value = 7;

	if (tsop_num_read(tsop_view_of(text), min, max, &value, &err) != 0)
		fail_msg("'%s': %s", text, err.text);
	assert_true(value == expected);
}

static void check_no_number(const char *text, int64_t min, int64_t max, const char *because)
{
	int64_t value = 7;

	if (tsop_num_read(tsop_view_of(text), min, max, &value, &err) == 0)
		fail_msg("'%s' was read", text);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, because);
	assert_true(value == 7);
}

static void test_whole_numbers_are_read(void **state)
{
	(void)state;
	check_number("0", 0, 0, 0);
	check_number("-0", 0, 0, 0);
	check_number("007", 0, 10, 7);
	check_number("-12", -20, 20, -12);
	check_number("9223372036854775807", INT64_MIN, INT64_MAX, INT64_MAX);
	check_number("-9223372036854775808", INT64_MIN, INT64_MAX, INT64_MIN);
	check_number("-9223372036854775807", INT64_MIN, INT64_MAX, -INT64_MAX);
	check_number("00000000000000000000000000000000000001", 0, 1, 1);
}

static void test_bounds_are_kept_and_named(void **state)
{
	const char *because = "expected a number from -5 to 100000";

	(void)state;
	check_number("100000", -5, 100000, 100000);
	check_no_number("100001", -5, 100000, because);
	check_no_number("-6", -5, 100000, because);
	check_no_number("9223372036854775808", -5, 100000, because);
	check_no_number("-9223372036854775809", -5, 100000, because);
	check_no_number("99999999999999999999999999999999999999999", -5, 100000, because);
	check_no_number("9223372036854775808", INT64_MIN, INT64_MAX,
			"expected a number from -9223372036854775808 to 9223372036854775807");
	check_no_number("-9223372036854775809", INT64_MIN, INT64_MAX,
			"expected a number from -9223372036854775808 to 9223372036854775807");
}

static void test_what_is_no_whole_number_is_refused(void **state)
{
	static const char *const bad[] = { "",    "-",   "+1",   " 1",   "1 ",  "1.0", "1,000", "0x10",
					   "1e3", "--1", "1-",   "one",  "1\n", "٣",   "1_0" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		check_no_number(bad[i], INT64_MIN, INT64_MAX, "expected a whole number");
}

static void check_decimal(const char *text, char mark, unsigned places, int64_t expected)
{
	int64_t value = 7;

	if (tsop_num_read_decimal(tsop_view_of(text), mark, places, INT64_MAX, &value, &err) != 0)
		fail_msg("'%s': %s", text, err.text);
	assert_true(value == expected);
}

static void check_no_decimal(const char *text, char mark, unsigned places, int64_t max,
			     const char *because)
{
	int64_t value = 7;

	if (tsop_num_read_decimal(tsop_view_of(text), mark, places, max, &value, &err) == 0)
		fail_msg("'%s' was read", text);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, because);
	assert_true(value == 7);
}

static void test_decimals_are_scaled(void **state)
{
	(void)state;
	check_decimal("632340", '.', 0, 632340);
	check_decimal("632340", '.', 2, 63234000);
	check_decimal("0.25", '.', 2, 25);
	check_decimal("0,25", ',', 4, 2500);
	check_decimal("0.000000001", '.', 9, 1);
	check_decimal("00.10", '.', 2, 10);
	check_decimal("9223372036.854775807", '.', 9, INT64_MAX);
	check_decimal("0", '.', 9, 0);
}

static void test_decimals_that_are_none_are_refused(void **state)
{
	static const char *const bad[] = { "",   ".",    ".5",  "5.",    "1.2.3", "-1", "+1",
					   "1e3", "1,5", " 1", "1 ",    "1.5x",  "x",  "1..5" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		check_no_decimal(bad[i], '.', 9, INT64_MAX, "expected a number not below 0");
	check_no_decimal("1.5", ',', 9, INT64_MAX, "expected a number not below 0");
	check_no_decimal("0.125", '.', 2, INT64_MAX, "expected at most 2 decimal places");
	check_no_decimal("1.0", '.', 0, INT64_MAX, "expected at most 0 decimal places");
}

static void test_decimals_have_a_bound(void **state)
{
	(void)state;
	check_no_decimal("2.51", '.', 2, 250, "expected a number of at most 2.5");
	check_no_decimal("9223372036.854775808", '.', 9, INT64_MAX,
			 "expected a number of at most 9223372036.854775807");
	check_no_decimal("99999999999999999999", '.', 0, INT64_MAX,
			 "expected a number of at most 9223372036854775807");
	check_no_decimal("9223372036854775808", '.', 0, INT64_MAX,
			 "expected a number of at most 9223372036854775807");
	check_no_decimal("9223372036854775807", '.', 1, INT64_MAX,
			 "expected a number of at most 922337203685477580.7");
}

static void check_written(tsop_int128 value, const char *expected)
{
	char text[TSOP_NUM_TEXT];

	assert_string_equal(tsop_num_write(value, text), expected);
}

static void test_128_bits_are_written(void **state)
{
	const tsop_int128 max = (tsop_int128)(((tsop_uint128)1 << 127) - 1);

	(void)state;
	check_written(0, "0");
	check_written(-1, "-1");
	check_written(10, "10");
	check_written(INT64_MIN, "-9223372036854775808");
	check_written(max, "170141183460469231731687303715884105727");
	check_written(-max - 1, "-170141183460469231731687303715884105728");
}

static void check_written_decimal(int64_t scaled, unsigned places, const char *expected)
{
	char text[TSOP_NUM_TEXT];

	assert_string_equal(tsop_num_write_decimal(scaled, places, text), expected);
}

static void test_decimals_are_written_without_trailing_zeros(void **state)
{
	(void)state;
	check_written_decimal(0, 9, "0");
	check_written_decimal(632340, 0, "632340");
	check_written_decimal(63234000, 2, "632340");
	check_written_decimal(250, 3, "0.25");
	check_written_decimal(1, 9, "0.000000001");
	check_written_decimal(100000001, 8, "1.00000001");
	check_written_decimal(INT64_MAX, 9, "9223372036.854775807");
}

static void test_what_is_written_is_read_again(void **state)
{
	uint64_t random = 1;
	char text[TSOP_NUM_TEXT];

	(void)state;
	for (int i = 0; i < 100000; i++) {
		int64_t value;
		unsigned places;

		random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
		value = (int64_t)(random >> (1 + i % 60));
		places = (unsigned)i % 10;
		check_decimal(tsop_num_write_decimal(value, places, text), '.', places, value);
		check_number(tsop_num_write(-value, text), INT64_MIN, INT64_MAX, -value);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_numbers_are_read),
		cmocka_unit_test(test_bounds_are_kept_and_named),
		cmocka_unit_test(test_what_is_no_whole_number_is_refused),
		cmocka_unit_test(test_decimals_are_scaled),
		cmocka_unit_test(test_decimals_that_are_none_are_refused),
		cmocka_unit_test(test_decimals_have_a_bound),
		cmocka_unit_test(test_128_bits_are_written),
		cmocka_unit_test(test_decimals_are_written_without_trailing_zeros),
		cmocka_unit_test(test_what_is_written_is_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
