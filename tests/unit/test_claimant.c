#include "check.h"

#include "allocate/claimant.h"
#include "random.h"

static void test_claimants_are_found_by_id_once_they_are_sorted(void **state)
{
	static const char *const ids[] = { "0420", "0101", "0190" };
	struct tsop_claimants claimants = { 0 };
	bool repeated;

	(void)state;
	assert_int_equal(tsop_claimants_find(&claimants, "0101"), 0);
	for (size_t i = 0; i < 3; i++) {
		struct tsop_claimant *row = tsop_claimants_room(&claimants);

		assert_non_null(row);
		row->id = ids[i];
		claimants.n++;
	}
	assert_int_equal(tsop_claimants_sort(&claimants, &repeated, NULL), 0);
	assert_false(repeated);
	assert_int_equal(tsop_claimants_find(&claimants, "0101"), 0);
	assert_int_equal(tsop_claimants_find(&claimants, "0420"), 2);
	assert_int_equal(tsop_claimants_find(&claimants, "0300"), 3);
	tsop_claimants_release(&claimants);
}

enum { N_ROWS = 2000, LONGEST = 20 };

/* Ids that begin alike, some of them more than once, others cut short. */
static void make_id(char id[LONGEST + 1], uint64_t *state)
{
	size_t len = 1 + random_below(state, LONGEST);

	for (size_t i = 0; i < len; i++)
		id[i] = (char)(i % 9 == 8 ? "ab\xC3\xFF"[random_below(state, 4)] : 'a');
	id[len] = '\0';
}

static void test_sorting_is_by_bytes_and_leaves_equal_ids_in_order(void **state)
{
	static char ids[N_ROWS][LONGEST + 1];
	uint64_t random = 5;

	(void)state;
	for (size_t n = 1; n <= N_ROWS; n = n * 3 / 2 + 1) {
		struct tsop_claimants claimants = { 0 };
		bool repeated, found = false;

		for (size_t i = 0; i < n; i++) {
			struct tsop_claimant *row = tsop_claimants_room(&claimants);

			assert_non_null(row);
			make_id(ids[i], &random);
			row->id = ids[i];
			row->line = i;
			claimants.n++;
		}
		assert_int_equal(tsop_claimants_sort(&claimants, &repeated, NULL), 0);
		for (size_t i = 1; i < n; i++) {
			const struct tsop_claimant *before = &claimants.rows[i - 1];
			const struct tsop_claimant *row = &claimants.rows[i];
			int order = strcmp(before->id, row->id);

			assert_true(order < 0 || (order == 0 && before->line < row->line));
			found |= order == 0;
		}
		assert_int_equal(repeated, found);
		tsop_claimants_release(&claimants);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_claimants_are_found_by_id_once_they_are_sorted),
		cmocka_unit_test(test_sorting_is_by_bytes_and_leaves_equal_ids_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
