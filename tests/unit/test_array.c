#include "check.h"

#include "allocation.h"
#include "base/array.h"

static void test_an_array_grows_by_one_and_keeps_its_elements(void **state)
{
	uint32_t *items = NULL;
	size_t cap = 0;

	(void)state;
	for (uint32_t n = 0; n < 1000; n++) {
		items = tsop_array_room(items, n, &cap, sizeof *items);
		assert_non_null(items);
		assert_true(cap > n);
		items[n] = n;
	}
	for (uint32_t n = 0; n < 1000; n++)
		assert_int_equal(items[n], n);
	free(items);
}

static void test_where_memory_ends_the_array_is_as_it_was(void **state)
{
	char *items = NULL;
	size_t cap = 0;
	size_t n = 0;

	(void)state;
	items = tsop_array_room(items, 0, &cap, 1);
	assert_non_null(items);
	while (n < cap)
		items[n++] = 'x';
	fail_allocation(0);
	assert_null(tsop_array_room(items, n, &cap, 1));
	assert_true(allocation_has_failed());
	assert_int_equal(cap, n);
	assert_int_equal(items[n - 1], 'x');
	free(items);
}

static void test_a_size_that_overflows_is_refused(void **state)
{
	char item;
	size_t cap = SIZE_MAX / 4;

	(void)state;
	assert_null(tsop_array_room(&item, cap, &cap, 16));
	cap = 0;
	assert_null(tsop_array_room(NULL, 0, &cap, SIZE_MAX));
	assert_int_equal(cap, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_array_grows_by_one_and_keeps_its_elements),
		cmocka_unit_test(test_where_memory_ends_the_array_is_as_it_was),
		cmocka_unit_test(test_a_size_that_overflows_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
