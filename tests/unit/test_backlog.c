#include "check.h"

#include "allocation.h"
#include "base/backlog.h"
#include "base/buf.h"

static struct tsop_buf told; /* each error in words of its own */

static void note(void *context, const struct tsop_error *err)
{
	(void)context;
	tsop_buf_addf(&told, "%llu%s ", err->line, err->text);
}

static void report(struct tsop_sink *sink, unsigned long long line, enum tsop_code code,
		   const char *text)
{
	struct tsop_error err;

	tsop_fail(&err, code, "%s", text);
	tsop_error_at(&err, "x", line, NULL);
	tsop_sink_report(sink, &err);
}

static void assert_told(const char *expected)
{
	assert_string_equal(told.p, expected);
	tsop_buf_release(&told);
}

static void test_errors_are_told_by_line_and_those_of_none_last(void **state)
{
	struct tsop_sink sink = { .say = note, .limit = 100 };
	struct tsop_backlog backlog;

	(void)state;
	tsop_buf_init(&told);
	tsop_backlog_open(&backlog, &sink);
	report(&backlog.sink, 5, TSOP_INPUT, "a");
	report(&backlog.sink, 0, TSOP_NO, "b");
	report(&backlog.sink, 7, TSOP_INPUT, "c");
	report(&backlog.sink, 5, TSOP_INPUT, "d");
	report(&backlog.sink, 2, TSOP_INPUT, "e");
	report(&backlog.sink, 7, TSOP_INPUT, "f");
	assert_int_equal(sink.n, 0);
	tsop_backlog_close(&backlog);
	assert_int_equal(sink.n, 6);
	assert_int_equal(sink.worst, TSOP_INPUT);
	assert_told("2e 5a 5d 7c 7f 0b ");
}

static void test_errors_of_several_files_are_told_by_file(void **state)
{
	static const char *const files[] = { "b", NULL, "a", "b", NULL, "a" };
	struct tsop_sink sink = { .say = note, .limit = 100 };
	struct tsop_backlog backlog;
	struct tsop_error err;

	(void)state;
	tsop_buf_init(&told);
	tsop_backlog_open(&backlog, &sink);
	for (unsigned i = 0; i < 6; i++) {
		tsop_fail(&err, TSOP_INPUT, "%s", files[i] == NULL ? "-" : files[i]);
		tsop_error_at(&err, files[i], 6 - i, NULL);
		tsop_sink_report(&backlog.sink, &err);
	}
	tsop_backlog_close(&backlog);
	assert_told("1a 4a 3b 6b 2- 5- ");
}

static void test_no_more_are_kept_than_would_be_told(void **state)
{
	struct tsop_sink sink = { .say = note, .limit = 3 };
	struct tsop_backlog backlog;

	(void)state;
	tsop_buf_init(&told);
	report(&sink, 9, TSOP_NO, "z");
	tsop_backlog_open(&backlog, &sink);
	report(&backlog.sink, 8, TSOP_INPUT, "a");
	report(&backlog.sink, 7, TSOP_INPUT, "b");
	report(&backlog.sink, 6, TSOP_SYSTEM, "c");
	report(&backlog.sink, 5, TSOP_INPUT, "d");
	assert_int_equal(backlog.n, 2);
	tsop_backlog_close(&backlog);
	assert_int_equal(sink.n, 5);
	assert_int_equal(sink.worst, TSOP_SYSTEM);
	assert_told("9z 7b 8a ");
}

static void test_without_memory_errors_are_told_at_once(void **state)
{
	struct tsop_sink sink = { .say = note, .limit = 100 };
	struct tsop_backlog backlog;

	(void)state;
	tsop_buf_init(&told);
	assert_int_equal(tsop_buf_reserve(&told, 100), 0);
	tsop_backlog_open(&backlog, &sink);
	fail_allocation(0);
	report(&backlog.sink, 8, TSOP_INPUT, "a");
	assert_true(allocation_has_failed());
	report(&backlog.sink, 7, TSOP_INPUT, "b");
	assert_string_equal(told.p, "8a ");
	tsop_backlog_close(&backlog);
	assert_int_equal(sink.n, 2);
	assert_told("8a 7b ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors_are_told_by_line_and_those_of_none_last),
		cmocka_unit_test(test_errors_of_several_files_are_told_by_file),
		cmocka_unit_test(test_no_more_are_kept_than_would_be_told),
		cmocka_unit_test(test_without_memory_errors_are_told_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
