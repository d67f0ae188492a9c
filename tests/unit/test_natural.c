#include "check.h"

#include "apportion/binlog.h"
#include "apportion/fraction.h"
#include "base/natural.h"
#include "random.h"

static struct tsop_natural read_number(const char *digits)
{
	struct tsop_natural number = { 0 };
	struct tsop_error err;

	assert_int_equal(tsop_natural_read(&number, tsop_view_of(digits), 1000, &err), 0);
	return number;
}

static void check_text(const struct tsop_natural *number, const char *digits)
{
	struct tsop_buf text;
	struct tsop_error err;

	tsop_buf_init(&text);
	assert_int_equal(tsop_natural_write(&text, number, &err), 0);
	assert_string_equal(text.p, digits);
	tsop_buf_release(&text);
}

static void test_numbers_are_read_and_written_in_base_10(void **state)
{
	static const char *const texts[] = {
		"1",
		"18446744073709551615",
		"18446744073709551616",
		"340282366920938463463374607431768211456",
		"100000000000000000000000000000000000000000000000000000000000000000000000000000",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct tsop_natural number = read_number(texts[i]);

		check_text(&number, texts[i]);
		tsop_natural_release(&number);
	}
}

static void test_zero_has_no_limbs(void **state)
{
	struct tsop_natural zero = read_number("000");

	(void)state;
	assert_int_equal(zero.n, 0);
	tsop_natural_release(&zero);
}

static void test_what_is_no_number_is_refused(void **state)
{
	static const char *const texts[] = {
		"", "-1", "+1", " 1", "1 ", "1.5", "0x1", "12345678901"
	};
	struct tsop_natural number = { 0 };
	struct tsop_error err;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		assert_int_equal(tsop_natural_read(&number, tsop_view_of(texts[i]), 10, &err), -1);
		assert_string_equal(err.text, "expected 1 to 10 digits");
	}
	tsop_natural_release(&number);
}

static void test_products_and_their_order(void **state)
{
	struct tsop_natural a = read_number("123456789012345678901234567890");
	struct tsop_natural b = read_number("987654321098765432109876543210");
	struct tsop_natural product = { 0 };
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_natural_multiply(&product, &a, &b, &err), 0);
	check_text(&product, "121932631137021795226185032733622923332237463801111263526900");
	assert_true(tsop_natural_compare(&a, &b) < 0);
	assert_true(tsop_natural_compare(&product, &b) > 0);
	assert_int_equal(tsop_natural_compare(&a, &a), 0);
	assert_int_equal(tsop_natural_shift(&a, 130, &err), 0);
	check_text(&a, "168040673510319585614160151111894534352219037052958775512745230991360");
	tsop_natural_release(&a);
	tsop_natural_release(&b);
	tsop_natural_release(&product);
}

static void test_fractions_are_in_lowest_terms(void **state)
{
	struct tsop_fraction a = { read_number("40000000000000000000000000000000000000000"),
				   read_number("21") };
	struct tsop_fraction b = { read_number("35"), read_number("10000000000") };
	struct tsop_fraction product = { 0 };
	struct tsop_buf text;
	struct tsop_error err;

	(void)state;
	tsop_buf_init(&text);
	assert_int_equal(tsop_fraction_multiply(&product, &a, &b, false, &err), 0);
	assert_int_equal(tsop_fraction_write(&text, &product, false, &err), 0);
	tsop_buf_add_char(&text, ' ');
	assert_int_equal(tsop_fraction_multiply(&product, &b, &b, true, &err), 0);
	assert_int_equal(tsop_fraction_write(&text, &product, true, &err), 0);
	assert_string_equal(text.p, "20000000000000000000000000000000/3 1/1");
	tsop_buf_release(&text);
	tsop_fraction_release(&a);
	tsop_fraction_release(&b);
	tsop_fraction_release(&product);
}

static void test_logarithms_of_powers_of_two_are_exact(void **state)
{
	(void)state;
	for (int i = 0; i < 64; i++)
		assert_int_equal(tsop_binlog(UINT64_C(1) << i), i * TSOP_BINLOG_ONE);
}

/* log2(3) = 1.58496250072115618145 ... */
static void test_logarithms_are_rounded_down(void **state)
{
	(void)state;
	assert_int_equal(tsop_binlog(3), INT64_C(1742684699131));
}

static void test_logarithms_of_products_are_sums_but_for_one_part(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		uint64_t a = 1 + random_below(&seed, UINT32_MAX);
		uint64_t b = 1 + random_below(&seed, UINT32_MAX);
		int64_t more = tsop_binlog(a * b) - tsop_binlog(a) - tsop_binlog(b);

		assert_true(more == 0 || more == 1);
	}
}

static void test_powers_of_two_lead_back_to_their_exponent(void **state)
{
	uint64_t seed = 2;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		int64_t exponent = (int64_t)random_below(&seed, UINT32_MAX) * 4096 -
				   INT64_C(8000) * UINT32_MAX / 4;
		struct tsop_fraction power = { { 0 }, { 0 } };
		struct tsop_error err;
		int64_t off;

		assert_int_equal(
			tsop_fraction_power_of_two(&power, exponent, TSOP_FRACTION_BITS, &err), 0);
		off = tsop_fraction_binlog(&power) - exponent;
		assert_true(off >= -2 && off <= 2);
		tsop_fraction_release(&power);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_are_read_and_written_in_base_10),
		cmocka_unit_test(test_zero_has_no_limbs),
		cmocka_unit_test(test_what_is_no_number_is_refused),
		cmocka_unit_test(test_products_and_their_order),
		cmocka_unit_test(test_fractions_are_in_lowest_terms),
		cmocka_unit_test(test_logarithms_of_powers_of_two_are_exact),
		cmocka_unit_test(test_logarithms_are_rounded_down),
		cmocka_unit_test(test_logarithms_of_products_are_sums_but_for_one_part),
		cmocka_unit_test(test_powers_of_two_lead_back_to_their_exponent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
