#include "check.h"

#include "draw/rfc3797.h"

enum { MANY = 8, N_SEEDS = 1000 };

static void select_of(enum tsop_rfc3797_hash hash, const char *key, size_t n, size_t k,
		      size_t *selected)
{
	struct tsop_error err;

	assert_int_equal(tsop_rfc3797_select(hash, tsop_view_of(key), n, k, selected, &err), 0);
}

/* RFC 3797, section 6: the numbers, from 1, of the ten selected of 25. */
static void test_the_example_of_the_rfc_comes_out(void **state)
{
	static const size_t want[] = { 17, 7, 2, 16, 25, 23, 8, 24, 19, 13 };
	size_t selected[10];

	(void)state;
	select_of(TSOP_RFC3797_MD5, "9319./2.5.8.10.12./9.18.26.34.41.45./", 25, 10, selected);
	for (size_t i = 0; i < 10; i++)
		assert_int_equal(selected[i] + 1, want[i]);
}

/* printf '\0\0b\0\0' | sha256sum ends in 6094, an even number; md5sum in 7bb7, an odd one. */
static void test_the_last_bit_chooses_between_two(void **state)
{
	size_t selected[1];

	(void)state;
	select_of(TSOP_RFC3797_SHA256, "b", 2, 1, selected);
	assert_int_equal(selected[0], 0);
	select_of(TSOP_RFC3797_MD5, "b", 2, 1, selected);
	assert_int_equal(selected[0], 1);
}

static void test_nobody_is_selected_twice_and_all_can_be(void **state)
{
	size_t selected[300];
	bool seen[300] = { false };

	(void)state;
	select_of(TSOP_RFC3797_SHA256, "", 300, 300, selected);
	for (size_t i = 0; i < 300; i++) {
		assert_false(seen[selected[i]]);
		seen[selected[i]] = true;
	}
	select_of(TSOP_RFC3797_SHA256, "", 0, 0, selected);
}

/* How many different outcomes k of n have over many seeds: of each the code in base n. */
static size_t count_outcomes(enum tsop_rfc3797_hash hash, size_t n, size_t k, bool in_order)
{
	bool seen[MANY * MANY * MANY * MANY] = { false };
	size_t count = 0;

	for (int seed = 0; seed < N_SEEDS; seed++) {
		size_t selected[MANY], code = 0;
		char key[16];

		snprintf(key, sizeof key, "%d", seed);
		select_of(hash, key, n, k, selected);
		for (size_t i = 0; i < k; i++)
			code = in_order ? code * n + selected[i] : code | (size_t)1 << selected[i];
		count += !seen[code];
		seen[code] = true;
	}
	return count;
}

static void test_every_outcome_can_come_up(void **state)
{
	(void)state;
	for (int hash = TSOP_RFC3797_MD5; hash <= TSOP_RFC3797_SHA256; hash++) {
		enum tsop_rfc3797_hash which = (enum tsop_rfc3797_hash)hash;

		assert_int_equal(count_outcomes(which, 3, 3, true), 6);
		assert_int_equal(count_outcomes(which, 4, 4, true), 24);
		assert_int_equal(count_outcomes(which, 7, 1, false), 7);
		assert_int_equal(count_outcomes(which, 5, 2, false), 10);
		assert_int_equal(count_outcomes(which, 7, 3, false), 35);
		assert_int_equal(count_outcomes(which, 8, 4, false), 70);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_example_of_the_rfc_comes_out),
		cmocka_unit_test(test_the_last_bit_chooses_between_two),
		cmocka_unit_test(test_nobody_is_selected_twice_and_all_can_be),
		cmocka_unit_test(test_every_outcome_can_come_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
