#include "check.h"

#include "allocation.h"
#include "base/map.h"

static struct tsop_view key_of(char text[32], unsigned i)
{
	return (struct tsop_view){ text, (size_t)snprintf(text, 32, "%u-key-%u", i % 7, i) };
}

static void test_an_empty_map_holds_nothing(void **state)
{
	struct tsop_map map;

	(void)state;
	tsop_map_init(&map);
	assert_null(tsop_map_get(&map, tsop_view_of("")));
	assert_null(tsop_map_get(&map, tsop_view_of("a")));
	tsop_map_release(&map);
}

static void test_what_was_put_is_found_and_nothing_else(void **state)
{
	struct tsop_map map;
	char text[32];
	bool added;

	(void)state;
	tsop_map_init(&map);
	for (unsigned i = 0; i < 20000; i += 2) {
		size_t *value = tsop_map_put(&map, key_of(text, i), i, &added);

		assert_non_null(value);
		assert_true(added);
		assert_int_equal(*value, i);
	}
	assert_int_equal(map.n, 10000);
	for (unsigned i = 0; i < 20000; i++) {
		size_t *value = tsop_map_get(&map, key_of(text, i));

		if (i % 2 == 1) {
			assert_null(value);
			continue;
		}
		assert_non_null(value);
		assert_int_equal(*value, i);
	}
	tsop_map_release(&map);
}

static void test_a_second_put_finds_the_first(void **state)
{
	struct tsop_map map;
	bool added;
	size_t *value;

	(void)state;
	tsop_map_init(&map);
	tsop_map_put(&map, tsop_view_of("a"), 1, &added);
	value = tsop_map_put(&map, tsop_view_of("a"), 2, &added);
	assert_false(added);
	assert_int_equal(*value, 1);
	*value = 3;
	assert_int_equal(*tsop_map_get(&map, tsop_view_of("a")), 3);
	assert_int_equal(map.n, 1);
	tsop_map_release(&map);
}

static void test_keys_are_bytes_of_any_length_and_are_copied(void **state)
{
	char bytes[64] = { 0 };
	struct tsop_map map;
	bool added;

	(void)state;
	tsop_map_init(&map);
	/* Prefixes of zeros differ by their length alone. */
	for (size_t len = 0; len <= sizeof bytes; len++) {
		assert_non_null(tsop_map_put(&map, (struct tsop_view){ bytes, len }, len, &added));
		assert_true(added);
	}
	for (size_t len = 0; len <= sizeof bytes; len++)
		assert_int_equal(*tsop_map_get(&map, (struct tsop_view){ bytes, len }), len);
	bytes[0] = 'x';
	assert_null(tsop_map_get(&map, (struct tsop_view){ bytes, 1 }));
	/* One bit anywhere is another key. */
	memset(bytes, 0, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes * 8; i++) {
		bytes[i / 8] = (char)(1 << i % 8);
		assert_null(tsop_map_get(&map, (struct tsop_view){ bytes, sizeof bytes }));
		bytes[i / 8] = 0;
	}
	tsop_map_release(&map);
}

static void test_a_released_map_is_empty_again(void **state)
{
	struct tsop_map map;
	bool added;

	(void)state;
	tsop_map_init(&map);
	tsop_map_put(&map, tsop_view_of("a"), 1, &added);
	tsop_map_release(&map);
	assert_null(tsop_map_get(&map, tsop_view_of("a")));
	tsop_map_put(&map, tsop_view_of("a"), 2, &added);
	assert_true(added);
	tsop_map_release(&map);
}

static void test_every_allocation_may_fail(void **state)
{
	const unsigned n_keys = 6000; /* their copies fill more than one block */

	(void)state;
	for (unsigned n = 0;; n++) {
		struct tsop_map map;
		char text[32];
		bool added;

		tsop_map_init(&map);
		fail_allocation(n);
		for (unsigned i = 0; i < n_keys; i++)
			if (tsop_map_put(&map, key_of(text, i), i, &added) == NULL)
				assert_null(tsop_map_get(&map, key_of(text, i)));
		/* All but at most one were put; each that was is found. */
		if (!allocation_has_failed()) {
			assert_int_equal(map.n, n_keys);
			assert_true(n > 5);
			tsop_map_release(&map);
			break;
		}
		assert_int_equal(map.n, n_keys - 1);
		for (unsigned i = 0; i < n_keys; i++) {
			size_t *value = tsop_map_get(&map, key_of(text, i));

			assert_true(value == NULL || *value == i);
		}
		tsop_map_release(&map);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_empty_map_holds_nothing),
		cmocka_unit_test(test_what_was_put_is_found_and_nothing_else),
		cmocka_unit_test(test_a_second_put_finds_the_first),
		cmocka_unit_test(test_keys_are_bytes_of_any_length_and_are_copied),
		cmocka_unit_test(test_a_released_map_is_empty_again),
		cmocka_unit_test(test_every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
