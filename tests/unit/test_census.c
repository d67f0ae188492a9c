#include "check.h"

#include "apportion/census.h"
#include "apportion/method.h"

static const int64_t most = TSOP_APPORTION_SEATS_MAX;

/* The seats of one claim of that weight, for up to `most` seats, at a multiplier of 2^exponent. */
static int64_t count(const char *name, int64_t weight, unsigned exponent)
{
	struct tsop_claim claim = { weight, 0, most };
	struct tsop_house house;
	struct tsop_method method;
	struct tsop_error err;
	int64_t seats;

	assert_int_equal(tsop_method_read(&method, name, &err), 0);
	tsop_house_init(&house, &method, &claim, 1, most);
	tsop_house_count(&house, tsop_multiplier_of((tsop_int128)1 << exponent, 1), &seats);
	return seats;
}

static void test_a_multiplier_too_great_gives_all_that_a_claim_can_have(void **state)
{
	static const char *const names[] = { "sainte-lague", "adams",   "power:2",
					     "power:-3",     "power:0", "power:10" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		for (unsigned exponent = 0; exponent <= 32; exponent++)
			for (int64_t weight = most + 10; weight <= most * most; weight *= 10)
				assert_int_equal(count(names[i], weight, exponent), most);
}

static void test_at_the_most_seats_they_are_counted(void **state)
{
	(void)state;
	assert_int_equal(count("power:2", most - 1, 0), most - 1);
	assert_int_equal(count("power:2", most, 0), most);
	assert_int_equal(count("power:2", most + 1, 0), most);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_multiplier_too_great_gives_all_that_a_claim_can_have),
		cmocka_unit_test(test_at_the_most_seats_they_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
