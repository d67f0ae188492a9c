#include "check.h"

#include "base/wide.h"
#include "verify/result/outcomes.h"

enum { ROWS = 70 };

static bool is_needed(size_t n, size_t k, int64_t bits)
{
	struct tsop_error err;
	bool is_right = false;

	assert_int_equal(tsop_outcomes_need(n, k, bits, &is_right, &err), 0);
	return is_right;
}

/* The least bits with outcomes <= 2^bits are needed, and no others. */
static void check_bits(const struct tsop_wide *outcomes, size_t n, size_t k)
{
	struct tsop_wide power, twice;
	int64_t bits = 0;

	tsop_wide_set(&power, 1);
	for (; tsop_wide_compare(outcomes, &power) > 0; bits++) {
		assert_false(is_needed(n, k, bits));
		tsop_wide_add(&twice, &power, &power);
		power = twice;
	}
	assert_true(is_needed(n, k, bits));
	assert_false(is_needed(n, k, bits + 1));
}

/* The rows of Pascal's triangle, each by adding what is above. */
static void test_n_over_k_is_that_of_pascals_triangle(void **state)
{
	static struct tsop_wide row[ROWS + 1];

	(void)state;
	tsop_wide_set(&row[0], 1);
	for (size_t n = 1; n <= ROWS; n++) {
		tsop_wide_set(&row[n], 1);
		for (size_t k = n - 1; k > 0; k--)
			tsop_wide_add(&row[k], &row[k], &row[k - 1]);
		for (size_t k = 1; k < n; k++)
			check_bits(&row[k], n, k);
	}
}

static void test_an_order_has_the_factorial(void **state)
{
	struct tsop_wide factorial;

	(void)state;
	tsop_wide_set(&factorial, 1);
	for (size_t n = 1; n <= ROWS; n++) {
		tsop_wide_multiply_small(&factorial, &factorial, n);
		check_bits(&factorial, n, n);
	}
}

/* Computed with Python's whole numbers: (math.factorial(5000) - 1).bit_length() and so on. */
static void test_great_numbers_are_exact(void **state)
{
	static const struct {
		size_t n, k;
		int64_t bits;
	} rows[] = { { 5000, 5000, 54233 }, { 3000, 1500, 2994 },    { 65536, 3, 46 },
		     { 65536, 1, 16 },	    { 65536, 65535, 16 }, { 65535, 1, 16 } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_false(is_needed(rows[i].n, rows[i].k, rows[i].bits - 1));
		assert_true(is_needed(rows[i].n, rows[i].k, rows[i].bits));
		assert_false(is_needed(rows[i].n, rows[i].k, rows[i].bits + 1));
	}
	assert_false(is_needed(65536, 1, 0));
	assert_false(is_needed(65536, 65536, INT64_MAX));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_n_over_k_is_that_of_pascals_triangle),
		cmocka_unit_test(test_an_order_has_the_factorial),
		cmocka_unit_test(test_great_numbers_are_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
