#include "check.h"

#include "allocate/lot.h"
#include "random.h"

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

/* Lots whose first bytes are often the same, as hashes' are not. */
static void make_ticket(struct tsop_lot_ticket *ticket, size_t at, uint32_t alike, uint64_t *seed)
{
	*ticket = (struct tsop_lot_ticket){ .at = at };
	for (size_t i = 0; i < 4; i++)
		ticket->lot.digest[i] = (unsigned char)random_below(seed, i < 2 ? alike : 256);
	ticket->lot.digest[TSOP_DIGEST_SIZE - 1] = (unsigned char)at;
}

static size_t count_before(const struct tsop_lot_ticket *tickets, size_t n, const struct tsop_lot *lot)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += tsop_lot_compare(&tickets[i].lot, lot) < 0;
	return count;
}

static void test_those_drawn_first_are_selected_and_the_last_of_them_is_known(void **state)
{
	enum { MOST = 200 };
	uint64_t seed = 7;

	(void)state;
	for (size_t round = 0; round < test_instances(2000); round++) {
		struct tsop_lot_ticket tickets[MOST];
		size_t n = 1 + random_below(&seed, MOST);
		size_t k = 1 + random_below(&seed, (uint32_t)n);
		uint32_t alike = 1 + random_below(&seed, random_below(&seed, 2) == 0 ? 3 : 256);
		bool is_there[MOST] = { false };

		for (size_t i = 0; i < n; i++)
			make_ticket(&tickets[i], i, alike, &seed);
		tsop_lot_select(tickets, n, k);
		assert_int_equal(count_before(tickets, n, &tickets[k - 1].lot), k - 1);
		assert_int_equal(count_before(tickets, k, &tickets[k - 1].lot), k - 1);
		for (size_t i = 0; i < n; i++)
			is_there[tickets[i].at] = tickets[i].lot.digest[TSOP_DIGEST_SIZE - 1] ==
						  (unsigned char)tickets[i].at;
		for (size_t i = 0; i < n; i++)
			assert_true(is_there[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_anybody_can_draw_the_lot_again_with_sha256sum),
		cmocka_unit_test(test_the_least_lot_comes_first),
		cmocka_unit_test(test_those_drawn_first_are_selected_and_the_last_of_them_is_known),
		cmocka_unit_test(test_purpose_and_seed_make_other_lots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
