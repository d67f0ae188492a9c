#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "allocate/claimant.h"

static void check_weight(int64_t weight, unsigned places, const char *want)
{
	struct tsop_buf out;

	tsop_buf_init(&out);
	assert_int_equal(tsop_claimant_write_weight(&out, weight, places), 0);
	assert_string_equal(out.p, want);
	tsop_buf_release(&out);
}

static void test_a_weight_is_written_as_the_shortest_decimal_that_it_is(void **state)
{
	(void)state;
	check_weight(632340, 0, "632340");
	check_weight(0, 0, "0");
	check_weight(0, 9, "0");
	check_weight(1500, 3, "1.5");
	check_weight(1000, 3, "1");
	check_weight(5, 3, "0.005");
	check_weight(50, 3, "0.05");
	check_weight(123, 3, "0.123");
	check_weight(1234, 3, "1.234");
	check_weight(1000000000000000000, 9, "1000000000");
}

static void test_claimants_are_found_by_id_once_they_are_sorted(void **state)
{
	static const char *const ids[] = { "0420", "0101", "0190" };
	struct tsop_claimants claimants = { 0 };

	(void)state;
	assert_int_equal(tsop_claimants_find(&claimants, "0101"), 0);
	for (size_t i = 0; i < 3; i++) {
		struct tsop_claimant *row = tsop_claimants_room(&claimants);

		assert_non_null(row);
		row->id = ids[i];
		claimants.n++;
	}
	tsop_claimants_sort(&claimants);
	assert_int_equal(tsop_claimants_find(&claimants, "0101"), 0);
	assert_int_equal(tsop_claimants_find(&claimants, "0420"), 2);
	assert_int_equal(tsop_claimants_find(&claimants, "0300"), 3);
	tsop_claimants_release(&claimants);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_weight_is_written_as_the_shortest_decimal_that_it_is),
		cmocka_unit_test(test_claimants_are_found_by_id_once_they_are_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
