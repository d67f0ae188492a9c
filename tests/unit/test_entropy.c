#include "check.h"

#include "base/wide.h"
#include "draw/entropy.h"

enum { ROWS = 120 };

static int64_t needed(size_t n, size_t k)
{
	struct tsop_error err;
	int64_t bits = -1;

	assert_int_equal(tsop_entropy_needed(n, k, &bits, &err), 0);
	return bits;
}

/* Is bits the least whole number with outcomes <= 2^bits? */
static void check_least(const struct tsop_wide *outcomes, int64_t bits)
{
	struct tsop_wide one, power;

	tsop_wide_set(&one, 1);
	tsop_wide_shift(&power, &one, (unsigned)bits);
	assert_true(tsop_wide_compare(outcomes, &power) <= 0);
	if (bits == 0)
		return;
	tsop_wide_shift(&power, &one, (unsigned)bits - 1);
	assert_true(tsop_wide_compare(outcomes, &power) > 0);
}

/* The rows of Pascal's triangle, each by adding what is above. */
static void test_the_bits_of_n_over_k_are_those_of_pascals_triangle(void **state)
{
	static struct tsop_wide row[ROWS + 1];

	(void)state;
	tsop_wide_set(&row[0], 1);
	for (size_t n = 1; n <= ROWS; n++) {
		tsop_wide_set(&row[n], 1);
		for (size_t k = n - 1; k > 0; k--)
			tsop_wide_add(&row[k], &row[k], &row[k - 1]);
		for (size_t k = 1; k < n; k++)
			check_least(&row[k], needed(n, k));
	}
}

static void test_the_bits_of_an_order_are_those_of_the_factorial(void **state)
{
	struct tsop_wide factorial;

	(void)state;
	tsop_wide_set(&factorial, 1);
	for (size_t n = 2; n <= ROWS; n++) {
		tsop_wide_multiply_small(&factorial, &factorial, n);
		check_least(&factorial, needed(n, n));
	}
}

/* Computed with Python's whole numbers: (math.factorial(5000) - 1).bit_length() and so on. */
static void test_great_numbers_are_exact(void **state)
{
	(void)state;
	assert_int_equal(needed(5000, 5000), 54233);
	assert_int_equal(needed(3000, 1500), 2994);
	assert_int_equal(needed(65536, 3), 46);
	assert_int_equal(needed(65536, 1), 16);
	assert_int_equal(needed(65536, 65535), 16);
}

static int64_t given(const char *text)
{
	struct tsop_entropy entropy = { 0 };

	tsop_entropy_count(&entropy, tsop_view_of(text));
	return tsop_entropy_given(&entropy);
}

/* log2 of 10, 16, 95 and 256: 3.32, 4, 6.57 and 8. */
static void test_a_text_counts_by_the_least_kind_that_holds_all_of_it(void **state)
{
	(void)state;
	assert_int_equal(given(""), 0);
	assert_int_equal(given("0"), 3);
	assert_int_equal(given("0123456789"), 33);
	assert_int_equal(given("0123456789a"), 44);
	assert_int_equal(given("0123456789A"), 44);
	assert_int_equal(given("aA"), 13);
	assert_int_equal(given("0 ~"), 19);
	assert_int_equal(given("0\x7f"), 16);
	assert_int_equal(given("\xc3\xb8"), 16);
}

static void test_what_is_given_adds_up_before_it_is_rounded(void **state)
{
	const struct tsop_entropy few = { .decimal = 1, .alphanumeric = 1 }; /* 360: 8.49 */
	const struct tsop_entropy most = { .bytes = TSOP_ENTROPY_MAX };

	(void)state;
	assert_int_equal(tsop_entropy_given(&few), 8);
	assert_int_equal(tsop_entropy_given(&most), 8 * TSOP_ENTROPY_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_bits_of_n_over_k_are_those_of_pascals_triangle),
		cmocka_unit_test(test_the_bits_of_an_order_are_those_of_the_factorial),
		cmocka_unit_test(test_great_numbers_are_exact),
		cmocka_unit_test(test_a_text_counts_by_the_least_kind_that_holds_all_of_it),
		cmocka_unit_test(test_what_is_given_adds_up_before_it_is_rounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
