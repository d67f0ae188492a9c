#include "check.h"

#include "base/wide.h"
#include "verify/result/chance.h"

enum { ROWS = 70 };

static bool is_needed(size_t n, size_t k, int64_t bits)
{
	struct tsop_error err;
	bool is_right = false;

	assert_int_equal(tsop_chance_needs(n, k, bits, &is_right, &err), 0);
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

/* The most bits that a text of so many characters gives, by trying. */
static int64_t most(const struct tsop_chance *chance)
{
	struct tsop_error err;
	int64_t bits = 0;
	bool gives = true;

	while (gives) {
		assert_int_equal(tsop_chance_gives(chance, bits, &gives, &err), 0);
		bits++;
	}
	return bits - 2;
}

static int64_t given(const char *seed)
{
	struct tsop_view text = tsop_view_of(seed);
	struct tsop_chance chance = { .n = 0 };

	assert_true(tsop_chance_add(&chance, tsop_chance_of_seed(text), text.len));
	return most(&chance);
}

/* log2 of 10, 16, 95 and 256: 3.32, 4, 6.57 and 8. */
static void test_a_seed_gives_by_the_least_kind_that_holds_all_of_it(void **state)
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

static void test_sources_give_together_what_is_rounded_then(void **state)
{
	struct tsop_chance chance = { .n = 0 };

	(void)state;
	assert_true(tsop_chance_add(&chance, 10, 1));
	assert_true(tsop_chance_add(&chance, 36, 1));
	assert_int_equal(most(&chance), 8); /* 360: 8.49 */
	chance.n = 0;
	assert_true(tsop_chance_add(&chance, 256, TSOP_CHANCE_GIVEN_MAX));
	assert_int_equal(most(&chance), 8 * TSOP_CHANCE_GIVEN_MAX);
	assert_false(tsop_chance_add(&chance, 10, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_n_over_k_is_that_of_pascals_triangle),
		cmocka_unit_test(test_an_order_has_the_factorial),
		cmocka_unit_test(test_great_numbers_are_exact),
		cmocka_unit_test(test_a_seed_gives_by_the_least_kind_that_holds_all_of_it),
		cmocka_unit_test(test_sources_give_together_what_is_rounded_then),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
