#include "check.h"

#include <errno.h>

#include "base/error.h"

static void test_an_error_is_filled_and_its_place_cleared(void **state)
{
	struct tsop_error err = { .file = "x", .line = 7, .field = "y" };

	(void)state;
	assert_int_equal(tsop_fail(&err, TSOP_INPUT, "expected %d of '%s'", 3, "a"), -1);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, "expected 3 of 'a'");
	assert_null(err.file);
	assert_true(err.line == 0);
	assert_string_equal(err.field, "");
}

static void test_a_place_is_added(void **state)
{
	struct tsop_error err;

	(void)state;
	tsop_fail(&err, TSOP_INPUT, "x");
	assert_int_equal(tsop_error_at(&err, "f.csv", 12, "email"), -1);
	assert_string_equal(err.file, "f.csv");
	assert_true(err.line == 12);
	assert_string_equal(err.field, "email");
	assert_string_equal(err.text, "x");
	tsop_error_at(&err, NULL, 0, NULL);
	assert_null(err.file);
	assert_string_equal(err.field, "");
}

static void test_nobody_has_to_listen(void **state)
{
	(void)state;
	assert_int_equal(tsop_fail(NULL, TSOP_INPUT, "x"), -1);
	assert_int_equal(tsop_fail_errno(NULL, ENOENT, "x"), -1);
	assert_int_equal(tsop_fail_memory(NULL), -1);
	assert_int_equal(tsop_error_at(NULL, "f", 1, "x"), -1);
}

static void test_an_errno_is_said_behind_the_text(void **state)
{
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_fail_errno(&err, ENOENT, "can not read %s", "f"), -1);
	assert_int_equal(err.code, TSOP_SYSTEM);
	assert_string_equal(err.text, "can not read f: No such file or directory");
	tsop_fail_memory(&err);
	assert_int_equal(err.code, TSOP_SYSTEM);
	assert_string_equal(err.text, "out of memory");
}

/* Texts of two-byte characters, one byte further on each time, are never cut within one. */
static void test_a_long_text_is_cut_at_a_character(void **state)
{
	char text[1200];

	(void)state;
	for (size_t shift = 0; shift < 4; shift++) {
		struct tsop_error err;
		size_t len;

		memset(text, 'x', shift);
		for (size_t i = shift; i + 2 < sizeof text; i += 2)
			memcpy(text + i, "ø", 2);
		text[shift + 1100] = '\0';
		tsop_fail(&err, TSOP_INPUT, "%s", text);
		len = strlen(err.text);
		assert_in_range(len, sizeof err.text - 4, sizeof err.text - 1);
		assert_int_equal((len - shift) % 2, 0);
		assert_memory_equal(err.text, text, len);
		tsop_error_at(&err, NULL, 0, text);
		len = strlen(err.field);
		assert_in_range(len, sizeof err.field - 4, sizeof err.field - 1);
		assert_int_equal((len - shift) % 2, 0);
		text[shift + 480] = '\0';
		tsop_fail_errno(&err, ENAMETOOLONG, "%s", text);
		assert_memory_equal(err.text + shift + 480, ": File name", 11);
	}
}

static void test_a_bad_value_is_a_bad_command_line(void **state)
{
	struct tsop_error err;

	(void)state;
	tsop_fail(&err, TSOP_INPUT, "expected a whole number");
	assert_int_equal(tsop_error_option(&err, "seats"), -1);
	assert_int_equal(err.code, TSOP_USAGE);
	assert_string_equal(err.text, "--seats: expected a whole number");
	tsop_fail_memory(&err);
	assert_int_equal(tsop_error_option(&err, "seats"), -1);
	assert_int_equal(err.code, TSOP_SYSTEM);
	assert_string_equal(err.text, "out of memory");
	assert_int_equal(tsop_error_option(NULL, "seats"), -1);
}

static size_t n_said;

static void count(void *context, const struct tsop_error *err)
{
	assert_string_equal(context, "context");
	assert_int_equal(err->line, ++n_said);
}

static void test_a_sink_says_the_first_and_counts_all(void **state)
{
	static char context[] = "context";
	struct tsop_sink sink = { .say = count, .context = context, .limit = 3 };
	struct tsop_error err;

	(void)state;
	for (unsigned long long line = 1; line <= 5; line++) {
		tsop_fail(&err, line == 4 ? TSOP_SYSTEM : TSOP_INPUT, "x");
		tsop_error_at(&err, "f", line, NULL);
		tsop_sink_report(&sink, &err);
	}
	assert_int_equal(n_said, 3);
	assert_int_equal(sink.n, 5);
	assert_int_equal(sink.worst, TSOP_SYSTEM);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_error_is_filled_and_its_place_cleared),
		cmocka_unit_test(test_a_place_is_added),
		cmocka_unit_test(test_nobody_has_to_listen),
		cmocka_unit_test(test_an_errno_is_said_behind_the_text),
		cmocka_unit_test(test_a_long_text_is_cut_at_a_character),
		cmocka_unit_test(test_a_bad_value_is_a_bad_command_line),
		cmocka_unit_test(test_a_sink_says_the_first_and_counts_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
