#include "check.h"

#include "base/wide.h"
#include "random.h"

static struct tsop_wide wide(const char *text)
{
	struct tsop_wide number;
	struct tsop_error err;

	assert_int_equal(tsop_wide_read(tsop_view_of(text), &number, &err), 0);
	return number;
}

static void check(const struct tsop_wide *number, const char *text)
{
	char digits[TSOP_WIDE_TEXT];

	assert_string_equal(tsop_wide_write(number, 0, digits), text);
}

static tsop_uint128 any(uint64_t *state)
{
	tsop_uint128 number = 0;

	for (int i = 0; i < 4; i++)
		number = number << 32 | random_below(state, UINT32_MAX);
	return number >> random_below(state, 128);
}

/* What 128 bits hold is computed there too. */
static void test_small_numbers_compute_as_128_bits_do(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		tsop_uint128 x = any(&seed) >> 64;
		tsop_uint128 y = any(&seed) >> 64;
		unsigned bits = random_below(&seed, 64);
		struct tsop_wide a, b, got, expected;

		tsop_wide_set(&a, x);
		tsop_wide_set(&b, y);
		tsop_wide_add(&got, &a, &b);
		tsop_wide_set(&expected, x + y);
		assert_int_equal(tsop_wide_compare(&got, &expected), 0);
		tsop_wide_multiply(&got, &a, &b);
		tsop_wide_set(&expected, x * y);
		assert_int_equal(tsop_wide_compare(&got, &expected), 0);
		tsop_wide_multiply_small(&got, &a, (uint64_t)y);
		assert_int_equal(tsop_wide_compare(&got, &expected), 0);
		tsop_wide_shift(&got, &a, bits);
		tsop_wide_set(&expected, x << bits);
		assert_int_equal(tsop_wide_compare(&got, &expected), 0);
		assert_int_equal(tsop_wide_compare(&a, &b), (x > y) - (x < y));
	}
}

/* (a + b)^2 = a^2 + 2ab + b^2, in numbers of a thousand bits. */
static void test_great_numbers_keep_the_laws_of_arithmetic(void **state)
{
	uint64_t seed = 2;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		struct tsop_wide a, b, sum, left, right, part;

		tsop_wide_set(&a, any(&seed));
		tsop_wide_power(&a, &a, random_below(&seed, 9));
		tsop_wide_set(&b, any(&seed));
		tsop_wide_power(&b, &b, random_below(&seed, 9));
		tsop_wide_add(&sum, &a, &b);
		tsop_wide_power(&left, &sum, 2);
		tsop_wide_multiply(&right, &a, &a);
		tsop_wide_multiply(&part, &a, &b);
		tsop_wide_shift(&part, &part, 1);
		tsop_wide_add(&right, &right, &part);
		tsop_wide_multiply(&part, &b, &b);
		tsop_wide_add(&right, &right, &part);
		assert_int_equal(tsop_wide_compare(&left, &right), 0);
	}
}

static void test_powers_are_what_they_are_known_to_be(void **state)
{
	struct tsop_wide ten = wide("10"), two = wide("2"), power;

	(void)state;
	tsop_wide_power(&power, &ten, 40);
	check(&power, "10000000000000000000000000000000000000000");
	tsop_wide_power(&power, &two, 200);
	check(&power, "1606938044258990275541962092341162602522202993782792835301376");
	tsop_wide_power(&power, &ten, 0);
	check(&power, "1");
	tsop_wide_set(&two, 0);
	tsop_wide_power(&power, &two, 5);
	check(&power, "0");
}

static void test_decimal_text_has_its_point_and_no_trailing_zeros(void **state)
{
	static const struct {
		const char *number;
		unsigned places;
		const char *text;
	} table[] = {
		{ "0", 0, "0" },       { "0", 3, "0" },	    { "5", 2, "0.05" },
		{ "50", 2, "0.5" },    { "500", 2, "5" },   { "1234", 2, "12.34" },
		{ "1000", 2, "10" },   { "1234", 0, "1234" }, { "1010", 3, "1.01" },
		{ "1", 20, "0.00000000000000000001" },
	};
	char text[TSOP_WIDE_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct tsop_wide number = wide(table[i].number);

		assert_string_equal(tsop_wide_write(&number, table[i].places, text), table[i].text);
	}
}

static void test_the_greatest_number_of_digits_is_read_and_written(void **state)
{
	char nines[TSOP_WIDE_DIGITS + 2], text[TSOP_WIDE_TEXT];
	struct tsop_wide number;
	struct tsop_error err;

	(void)state;
	memset(nines, '9', TSOP_WIDE_DIGITS);
	nines[TSOP_WIDE_DIGITS] = '\0';
	number = wide(nines);
	assert_string_equal(tsop_wide_write(&number, 0, text), nines);
	tsop_wide_write(&number, TSOP_WIDE_DIGITS - 1, text);
	assert_int_equal(strlen(text), TSOP_WIDE_DIGITS + 1);
	nines[TSOP_WIDE_DIGITS] = '9';
	nines[TSOP_WIDE_DIGITS + 1] = '\0';
	assert_int_equal(tsop_wide_read(tsop_view_of(nines), &number, &err), -1);
	assert_string_equal(err.text, "expected at most 1233 digits");
}

static void test_what_is_no_whole_number_is_refused(void **state)
{
	static const char *const texts[] = { "", "-1", "1.5", " 1", "1 ", "0x10", "+3" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct tsop_wide number;
		struct tsop_error err;

		assert_int_equal(tsop_wide_read(tsop_view_of(texts[i]), &number, &err), -1);
		assert_int_equal(err.code, TSOP_INPUT);
		assert_string_equal(err.text, "expected a whole number not below 0");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_numbers_compute_as_128_bits_do),
		cmocka_unit_test(test_great_numbers_keep_the_laws_of_arithmetic),
		cmocka_unit_test(test_powers_are_what_they_are_known_to_be),
		cmocka_unit_test(test_decimal_text_has_its_point_and_no_trailing_zeros),
		cmocka_unit_test(test_the_greatest_number_of_digits_is_read_and_written),
		cmocka_unit_test(test_what_is_no_whole_number_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
