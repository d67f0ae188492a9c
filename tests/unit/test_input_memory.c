#include "check.h"

#include "allocation.h"
#include "record/input.h"

/* Read the bytes to their end or to the first error that memory has. */
static int read_all(const char *text, const struct tsop_input_options *options,
		    struct tsop_error *err)
{
	const struct tsop_record *record;
	struct tsop_input *input;
	int status;

	if (tsop_input_open_bytes(&input, "x", tsop_view_of(text), options, err) != 0)
		return -1;
	do
		status = tsop_input_next(input, &record, err);
	while (status == 1 || (status < 0 && err->code == TSOP_INPUT && !tsop_input_is_broken(input)));
	tsop_input_close(input);
	return status;
}

/* Whatever allocation fails, reading ends with "out of memory" and leaves nothing behind. */
static void assert_survives(const char *text, const struct tsop_input_options *options,
			    unsigned at_least)
{
	for (unsigned n = 0;; n++) {
		struct tsop_error err = { .code = TSOP_OK };
		int status;

		fail_allocation(n);
		status = read_all(text, options, &err);
		if (!allocation_has_failed()) {
			assert_int_equal(status, 0);
			assert_true(n >= at_least);
			return;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_string_equal(err.text, "out of memory");
	}
}

static void test_every_allocation_of_reading_json_lines_may_fail(void **state)
{
	struct tsop_buf line;

	(void)state;
	tsop_buf_init(&line);
	for (int i = 0; i < 40; i++)
		tsop_buf_addf(&line, "%s\"\\u0061%d\":%d", i == 0 ? "{" : ",", i, i);
	tsop_buf_add_text(&line, "}\n");
	assert_survives(line.p, NULL, 4);
	tsop_buf_release(&line);
}

static void test_every_allocation_of_reading_csv_may_fail(void **state)
{
	struct tsop_input_options options = { .encoding = "windows-1252" };
	struct tsop_headings headings;
	struct tsop_columns *columns;

	(void)state;
	assert_int_equal(tsop_columns_danish(&columns, NULL), 0);
	options.columns = columns;
	assert_survives("Navn;1. \xF8nske;2. \xF8nske;x\nK\xF8ge;a;b;c\n;;\n", &options, 8);
	tsop_headings_init(&headings);
	options.headings = &headings;
	assert_survives("Navn;1. \xF8nske;2. \xF8nske;x\nK\xF8ge;a;b;c\n;;\n", &options, 10);
	tsop_headings_release(&headings);
	tsop_columns_free(columns);
}

static void test_every_allocation_of_a_mapping_may_fail(void **state)
{
	struct tsop_columns *columns;
	struct tsop_error err;

	(void)state;
	for (unsigned n = 0;; n++) {
		int status;

		fail_allocation(n);
		status = tsop_columns_danish(&columns, &err);
		if (!allocation_has_failed()) {
			assert_int_equal(status, 0);
			assert_true(n > 100);
			tsop_columns_free(columns);
			return;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_allocation_of_reading_json_lines_may_fail),
		cmocka_unit_test(test_every_allocation_of_reading_csv_may_fail),
		cmocka_unit_test(test_every_allocation_of_a_mapping_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
