#include "check.h"

#include "allocate/lot.h"

static void check_hex(const char *seed, const char *purpose, const char *identity, const char *want)
{
	struct tsop_lot lot;
	char text[TSOP_HEX_TEXT];

	tsop_lot_draw(seed, purpose, tsop_view_of(identity), &lot);
	tsop_hex(lot.digest, text);
	assert_string_equal(text, want);
}

/* Made with: printf 'tsop-lot\nautumn\nseats\n0190' | sha256sum */
static void test_anybody_can_draw_the_lot_again_with_sha256sum(void **state)
{
	(void)state;
	check_hex("autumn", "seats", "0190", "a8f5b577d373879fb7be9202608094b8e1f467244b5140e59fbda916219c8270");
	check_hex("autumn", "people", "e19\n7", "922d579724e81901b6365ad96b09e57a924abfd1edef6eb6de4bd3ba7435069b");
}

static void test_the_least_lot_comes_first(void **state)
{
	struct tsop_lot low = { { 0, 200 } };
	struct tsop_lot high = { { 1, 0 } };

	(void)state;
	assert_true(tsop_lot_compare(&low, &high) < 0);
	assert_true(tsop_lot_compare(&high, &low) > 0);
	assert_int_equal(tsop_lot_compare(&low, &low), 0);
}

static void test_purpose_and_seed_make_other_lots(void **state)
{
	struct tsop_lot a, b, c;

	(void)state;
	tsop_lot_draw("x", "seats", tsop_view_of("0190"), &a);
	tsop_lot_draw("y", "seats", tsop_view_of("0190"), &b);
	tsop_lot_draw("x", "people", tsop_view_of("0190"), &c);
	assert_int_not_equal(tsop_lot_compare(&a, &b), 0);
	assert_int_not_equal(tsop_lot_compare(&a, &c), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_anybody_can_draw_the_lot_again_with_sha256sum),
		cmocka_unit_test(test_the_least_lot_comes_first),
		cmocka_unit_test(test_purpose_and_seed_make_other_lots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
