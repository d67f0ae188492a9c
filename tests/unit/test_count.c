#include "check.h"
#include "record/input.h"
#include "report/count.h"

static struct tsop_buf got;

/* Count field a of the text and write each row to `got`. */
static void count(const char *text)
{
	const struct tsop_record *record;
	struct tsop_input *input;
	struct tsop_count counted;

	tsop_buf_init(&got);
	tsop_count_init(&counted, "a");
	assert_int_equal(tsop_input_open_bytes(&input, "x", tsop_view_of(text), NULL, NULL), 0);
	while (tsop_input_next(input, &record, NULL) == 1)
		assert_int_equal(tsop_count_add(&counted, record, NULL), 0);
	tsop_count_sort(&counted);
	for (size_t i = 0; i < counted.n_rows; i++)
		tsop_buf_addf(&got, "%.*s %d\n", (int)counted.rows[i].value.len,
			      counted.rows[i].value.p, (int)counted.rows[i].n);
	tsop_count_release(&counted);
	tsop_input_close(input);
}

static void assert_counts(const char *text, const char *expected)
{
	count(text);
	assert_string_equal(got.p, expected);
	tsop_buf_release(&got);
}

static void test_strings_are_one_by_what_they_say(void **state)
{
	(void)state;
	assert_counts("{\"a\":\"a\"}\n{\"a\":\"\\u0061\"}\n{\"\\u0061\":\"b\"}\n", "\"a\" 2\n\"b\" 1\n");
	assert_counts("{\"a\":\"x\\\"y\"}\n{\"a\":\"x\\u0022y\"}\n", "\"x\"y\" 2\n");
}

static void test_other_values_are_one_by_their_bytes(void **state)
{
	(void)state;
	assert_counts("{\"a\":1}\n{\"a\":1.0}\n{\"a\":1}\n{\"a\":\"1\"}\n{\"a\":[1,2]}\n{\"a\":[1, 2]}\n"
		      "{\"a\":true}\n",
		      "\"1\" 1\n1 2\n1.0 1\n[1, 2] 1\n[1,2] 1\ntrue 1\n");
}

static void test_absent_null_and_an_empty_cell_are_null(void **state)
{
	(void)state;
	assert_counts("{\"a\":null}\n{\"b\":1}\n{\"a\":\"\"}\n{\"a\":\"null\"}\n",
		      "\"\" 1\n\"null\" 1\nnull 2\n");
	assert_counts("b,a\n1,\n2,x\n3,\"x\"\n", "\"x\" 2\nnull 1\n");
}

static void test_rows_are_in_the_order_of_their_texts(void **state)
{
	(void)state;
	assert_counts("{\"a\":\"b\"}\n{\"a\":\"a!\"}\n{\"a\":\"a\"}\n{\"a\":2}\n{\"a\":\"\xC3\xA5\"}\n",
		      "\"a\" 1\n\"a!\" 1\n\"b\" 1\n\"\xC3\xA5\" 1\n2 1\n");
}

static void test_many_values_are_all_kept(void **state)
{
	struct tsop_buf text;
	const char *p;
	size_t n = 0;

	(void)state;
	tsop_buf_init(&text);
	for (int i = 0; i < 3000; i++)
		tsop_buf_addf(&text, "{\"a\":%d}\n", i % 1000);
	count(text.p);
	for (p = got.p; *p != '\0'; n++) {
		p = strchr(p, ' ');
		assert_memory_equal(p, " 3\n", 3);
		p += 3;
	}
	assert_int_equal(n, 1000);
	tsop_buf_release(&got);
	tsop_buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_strings_are_one_by_what_they_say),
		cmocka_unit_test(test_other_values_are_one_by_their_bytes),
		cmocka_unit_test(test_absent_null_and_an_empty_cell_are_null),
		cmocka_unit_test(test_rows_are_in_the_order_of_their_texts),
		cmocka_unit_test(test_many_values_are_all_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
