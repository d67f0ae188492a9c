#include "check.h"

#include "apportion/multiplier.h"
#include "random.h"

static struct tsop_multiplier any(uint64_t *seed)
{
	tsop_int128 num = 1 + random_below(seed, 1000000000);
	tsop_int128 den = (tsop_int128)1 << random_below(seed, 80);

	return tsop_multiplier_of(num, den + random_below(seed, 1000));
}

static bool is_valid(struct tsop_multiplier at)
{
	return at.shift >= TSOP_MULTIPLIER_SHIFT_MIN && at.shift <= TSOP_MULTIPLIER_SHIFT_MAX &&
	       at.mantissa >> 63 == 0 &&
	       (at.shift == TSOP_MULTIPLIER_SHIFT_MAX || at.mantissa >> 62 == 1);
}

static bool is_equal(struct tsop_multiplier a, struct tsop_multiplier b)
{
	return a.mantissa == b.mantissa && a.shift == b.shift;
}

static void test_a_ratio_is_rounded_down_to_the_last_bit(void **state)
{
	struct tsop_multiplier third = tsop_multiplier_of(1, 3);
	struct tsop_multiplier most = tsop_multiplier_of((tsop_int128)1 << 40, 1);

	(void)state;
	assert_int_equal(third.shift, 64);
	assert_true(third.mantissa == UINT64_C(0x5555555555555555));
	assert_true(is_equal(most, TSOP_MULTIPLIER_MAX));
	assert_true(is_equal(tsop_multiplier_of(0, 5), TSOP_MULTIPLIER_ZERO));
}

static void test_bisection_stays_between_and_ends(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct tsop_multiplier wanted = any(&seed);
		struct tsop_multiplier low = TSOP_MULTIPLIER_ZERO;
		struct tsop_multiplier high = TSOP_MULTIPLIER_MAX;
		int n = 0;

		for (;; n++) {
			struct tsop_multiplier middle = tsop_multiplier_between(low, high);

			assert_true(is_valid(middle));
			if (is_equal(middle, low))
				break;
			assert_true(tsop_multiplier_is_less(middle, high));
			if (tsop_multiplier_is_less(wanted, middle))
				high = middle;
			else
				low = middle;
		}
		assert_true(is_equal(low, wanted));
		assert_true(n < 72);
	}
}

static void test_a_move_and_its_way_back_end_near_the_start(void **state)
{
	uint64_t seed = 4;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct tsop_multiplier start = any(&seed);
		tsop_int128 weight = ((tsop_int128)1 << random_below(&seed, 80)) + 1;
		int64_t seats = random_below(&seed, 1000000000);
		struct tsop_multiplier up = tsop_multiplier_move(start, seats, weight);
		struct tsop_multiplier back = tsop_multiplier_move(up, -seats, weight);

		assert_true(is_valid(up));
		assert_true(is_valid(back));
		assert_false(tsop_multiplier_is_less(up, start));
		assert_false(tsop_multiplier_is_less(up, back));
	}
	assert_true(is_equal(tsop_multiplier_move(tsop_multiplier_of(1, 1), -2, 1),
			     TSOP_MULTIPLIER_ZERO));
	assert_true(is_equal(tsop_multiplier_move(TSOP_MULTIPLIER_MAX, INT64_MAX, 1),
			     TSOP_MULTIPLIER_MAX));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_ratio_is_rounded_down_to_the_last_bit),
		cmocka_unit_test(test_bisection_stays_between_and_ends),
		cmocka_unit_test(test_a_move_and_its_way_back_end_near_the_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
