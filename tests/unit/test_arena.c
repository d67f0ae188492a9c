#include "check.h"

#include <stdalign.h>

#include "allocation.h"
#include "base/arena.h"

static void test_objects_are_zeroed_aligned_and_apart(void **state)
{
	struct tsop_arena arena;
	unsigned char *taken[2000];
	size_t sizes[2000];

	(void)state;
	tsop_arena_init(&arena);
	for (size_t i = 0; i < 2000; i++) {
		sizes[i] = i * 37 % 501;
		taken[i] = tsop_arena_take(&arena, sizes[i], 1);
		assert_non_null(taken[i]);
		assert_int_equal((uintptr_t)taken[i] % alignof(max_align_t), 0);
		for (size_t k = 0; k < sizes[i]; k++)
			assert_int_equal(taken[i][k], 0);
		memset(taken[i], (int)(i % 251 + 1), sizes[i]);
	}
	for (size_t i = 0; i < 2000; i++)
		for (size_t k = 0; k < sizes[i]; k++)
			assert_int_equal(taken[i][k], i % 251 + 1);
	tsop_arena_release(&arena);
}

static void test_an_object_may_be_larger_than_a_block(void **state)
{
	struct tsop_arena arena;
	unsigned char *large, *small;

	(void)state;
	tsop_arena_init(&arena);
	small = tsop_arena_take(&arena, 1, 1);
	large = tsop_arena_take(&arena, 1000, 1000);
	assert_non_null(small);
	assert_non_null(large);
	memset(large, 1, 1000000);
	small = tsop_arena_take(&arena, 1, 16);
	assert_non_null(small);
	assert_int_equal(small[0], 0);
	tsop_arena_release(&arena);
}

static void test_sizes_that_overflow_are_refused(void **state)
{
	struct tsop_arena arena;

	(void)state;
	tsop_arena_init(&arena);
	assert_null(tsop_arena_take(&arena, SIZE_MAX, 2));
	assert_null(tsop_arena_take(&arena, SIZE_MAX / 2, 3));
	assert_null(tsop_arena_take(&arena, 1, SIZE_MAX));
	assert_null(tsop_arena_take(&arena, 3, SIZE_MAX / 3));
	assert_non_null(tsop_arena_take(&arena, 0, 8));
	assert_non_null(tsop_arena_take(&arena, 8, 0));
	tsop_arena_release(&arena);
}

static void test_copies_are_terminated(void **state)
{
	struct tsop_arena arena;

	(void)state;
	tsop_arena_init(&arena);
	assert_string_equal(tsop_arena_copy(&arena, (struct tsop_view){ "abc", 2 }), "ab");
	assert_string_equal(tsop_arena_copy(&arena, (struct tsop_view){ NULL, 0 }), "");
	tsop_arena_release(&arena);
	tsop_arena_release(&arena);
	assert_string_equal(tsop_arena_copy(&arena, tsop_view_of("again")), "again");
	tsop_arena_release(&arena);
}

static void test_every_allocation_may_fail(void **state)
{
	(void)state;
	for (unsigned n = 0;; n++) {
		struct tsop_arena arena;
		size_t n_failed = 0;

		tsop_arena_init(&arena);
		fail_allocation(n);
		for (int i = 0; i < 10; i++)
			n_failed += tsop_arena_take(&arena, 1, 20000) == NULL;
		if (!allocation_has_failed()) {
			assert_int_equal(n, 4); /* three a block */
			tsop_arena_release(&arena);
			break;
		}
		/* The next one finds memory again. */
		assert_int_equal(n_failed, 1);
		tsop_arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_objects_are_zeroed_aligned_and_apart),
		cmocka_unit_test(test_an_object_may_be_larger_than_a_block),
		cmocka_unit_test(test_sizes_that_overflow_are_refused),
		cmocka_unit_test(test_copies_are_terminated),
		cmocka_unit_test(test_every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
