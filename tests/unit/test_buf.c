#include "check.h"

#include "allocation.h"
#include "base/buf.h"

static void check_holds(const struct tsop_buf *buf, const char *text)
{
	assert_string_equal(buf->p, text);
	assert_int_equal(buf->len, strlen(text));
}

static void test_an_empty_buffer_is_a_terminated_text(void **state)
{
	struct tsop_buf buf;

	(void)state;
	tsop_buf_init(&buf);
	check_holds(&buf, "");
	tsop_buf_clear(&buf);
	tsop_buf_truncate(&buf, 0);
	assert_int_equal(tsop_buf_add(&buf, NULL, 0), 0);
	check_holds(&buf, "");
	tsop_buf_release(&buf);
	check_holds(&buf, "");
	tsop_buf_release(&buf);
}

static void test_appends_follow_each_other(void **state)
{
	struct tsop_buf buf;
	struct tsop_error err;

	(void)state;
	tsop_buf_init(&buf);
	tsop_buf_add(&buf, "ab", 1);
	tsop_buf_add_text(&buf, "bc");
	tsop_buf_add_char(&buf, 'd');
	tsop_buf_add_view(&buf, (struct tsop_view){ "efg", 2 });
	tsop_buf_addf(&buf, "%d%s", 1, "x");
	check_holds(&buf, "abcdef1x");
	assert_true(tsop_view_is(tsop_buf_view(&buf), "abcdef1x"));
	tsop_buf_truncate(&buf, 3);
	check_holds(&buf, "abc");
	tsop_buf_add_char(&buf, '\0');
	assert_int_equal(buf.len, 4);
	tsop_buf_clear(&buf);
	check_holds(&buf, "");
	assert_int_equal(tsop_buf_ok(&buf, &err), 0);
	tsop_buf_release(&buf);
}

static void test_a_buffer_grows_by_any_step(void **state)
{
	(void)state;
	for (size_t step = 1; step < 300; step += 7) {
		struct tsop_buf buf;
		char bytes[300];

		memset(bytes, 'x', sizeof bytes);
		tsop_buf_init(&buf);
		for (size_t n = 1; n < 40; n++) {
			assert_int_equal(tsop_buf_add(&buf, bytes, step), 0);
			assert_int_equal(buf.len, n * step);
			assert_true(buf.len < buf.cap);
			assert_int_equal(buf.p[buf.len], '\0');
		}
		tsop_buf_release(&buf);
	}
}

static void test_reserved_room_is_not_asked_for_again(void **state)
{
	struct tsop_buf buf;

	(void)state;
	tsop_buf_init(&buf);
	assert_int_equal(tsop_buf_reserve(&buf, 1000), 0);
	fail_allocation(0);
	for (int i = 0; i < 100; i++)
		tsop_buf_add(&buf, "0123456789", 10);
	assert_false(allocation_has_failed());
	assert_int_equal(buf.len, 1000);
	tsop_buf_release(&buf);
}

static void test_what_can_not_be_had_leaves_the_buffer_as_it_was(void **state)
{
	struct tsop_buf buf;
	struct tsop_error err;

	(void)state;
	tsop_buf_init(&buf);
	tsop_buf_add_text(&buf, "before");
	assert_int_equal(tsop_buf_reserve(&buf, SIZE_MAX), -1);
	check_holds(&buf, "before");
	assert_true(buf.failed);
	assert_int_equal(tsop_buf_add_char(&buf, 'x'), -1);
	assert_int_equal(tsop_buf_addf(&buf, "x"), -1);
	check_holds(&buf, "before");
	assert_int_equal(tsop_buf_ok(&buf, &err), -1);
	assert_int_equal(err.code, TSOP_SYSTEM);
	tsop_buf_clear(&buf);
	assert_int_equal(tsop_buf_add_char(&buf, 'x'), 0);
	check_holds(&buf, "x");
	tsop_buf_release(&buf);
	assert_int_equal(tsop_buf_reserve(&buf, SIZE_MAX / 2), -1);
	assert_int_equal(tsop_buf_reserve(&buf, 0), -1);
	tsop_buf_release(&buf);
}

static void test_every_allocation_may_fail(void **state)
{
	(void)state;
	for (unsigned n = 0;; n++) {
		struct tsop_buf buf;

		tsop_buf_init(&buf);
		fail_allocation(n);
		for (int i = 0; i < 100; i++)
			tsop_buf_addf(&buf, "%010d", i);
		if (!allocation_has_failed()) {
			assert_in_range(n, 3, 20);
			assert_int_equal(buf.len, 1000);
			tsop_buf_release(&buf);
			break;
		}
		assert_true(buf.failed);
		assert_int_equal(buf.len % 10, 0);
		assert_int_equal(strlen(buf.p), buf.len);
		tsop_buf_release(&buf);
	}
}

static void test_numbers_are_written_in_base_10(void **state)
{
	static const int64_t numbers[] = { 0,	9,    10,   99,	  100,	     101,	1000,	   1009,
					   12345, -1, -10, -100, 4294967296, INT64_MAX, INT64_MIN };
	struct tsop_buf buf;
	char expected[32];

	(void)state;
	tsop_buf_init(&buf);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		tsop_buf_clear(&buf);
		assert_int_equal(tsop_buf_add_number(&buf, numbers[i]), 0);
		snprintf(expected, sizeof expected, "%lld", (long long)numbers[i]);
		assert_string_equal(buf.p, expected);
	}
	tsop_buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_are_written_in_base_10),
		cmocka_unit_test(test_an_empty_buffer_is_a_terminated_text),
		cmocka_unit_test(test_appends_follow_each_other),
		cmocka_unit_test(test_a_buffer_grows_by_any_step),
		cmocka_unit_test(test_reserved_room_is_not_asked_for_again),
		cmocka_unit_test(test_what_can_not_be_had_leaves_the_buffer_as_it_was),
		cmocka_unit_test(test_every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
