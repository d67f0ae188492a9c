#include "check.h"

#include "allocate/claimant.h"

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
		cmocka_unit_test(test_claimants_are_found_by_id_once_they_are_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
