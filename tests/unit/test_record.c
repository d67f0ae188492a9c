#include "check.h"
#include "record/record.h"

static struct tsop_record record;
static struct tsop_error err;

static int set_up(void **state)
{
	(void)state;
	tsop_record_init(&record);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	tsop_record_release(&record);
	return 0;
}

/* Scan a copy of the line that ends where its memory ends: an over-read is seen. */
static int scan(const char *line)
{
	static char *copy;
	size_t len = strlen(line);

	free(copy);
	copy = malloc(len + 1);
	assert_non_null(copy);
	memcpy(copy, line, len);
	copy = len == 0 ? copy : realloc(copy, len);
	return tsop_record_scan(&record, (struct tsop_view){ copy, len }, "in.jsonl", 7, &err);
}

static void assert_view(struct tsop_view view, const char *expected)
{
	assert_int_equal(view.len, strlen(expected));
	assert_memory_equal(view.p, expected, view.len);
}

static void test_members_are_views_into_the_line(void **state)
{
	(void)state;
	assert_int_equal(scan(" { \"a\" : 1 , \"b\":\"x\\ty\",\"c\":[1, {\"d\":null}]}\r"), 0);
	assert_int_equal(record.n, 3);
	assert_view(record.fields[0].name, "a");
	assert_view(record.fields[0].member, "\"a\" : 1");
	assert_int_equal(record.fields[0].kind, TSOP_KIND_NUMBER);
	assert_view(record.fields[1].value, "\"x\\ty\"");
	assert_view(record.fields[2].value, "[1, {\"d\":null}]");
	assert_int_equal(record.fields[2].kind, TSOP_KIND_ARRAY);
}

static void test_escaped_names_are_decoded(void **state)
{
	(void)state;
	assert_int_equal(scan("{\"\\u00f8nske\":\"\\u00e6\\ud83d\\ude00\",\"b\\/c\":2}"), 0);
	assert_view(record.fields[0].name, "ønske");
	assert_view(record.fields[1].name, "b/c");
}

static void assert_refused(const char *line, const char *field, const char *text)
{
	assert_int_equal(scan(line), -1);
	assert_string_equal(err.text, text);
	assert_string_equal(err.field, field);
	assert_string_equal(err.file, "in.jsonl");
	assert_int_equal(err.line, 7);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_int_equal(record.n, 0);
}

static void test_what_is_not_json_is_refused_with_its_column(void **state)
{
	(void)state;
	assert_refused("", "", "column 1: expected '{'");
	assert_refused("[]", "", "column 1: expected '{'");
	assert_refused("{\"a\":1", "", "column 7: expected ',' or '}'");
	assert_refused("{\"a\":\"x", "a", "column 8: the line ends within a string");
	assert_refused("{\"a\":}", "a", "column 6: expected a value");
	assert_refused("{\"a\":01}", "", "column 7: expected ',' or '}'");
	assert_refused("{\"a\":-}", "a", "column 7: expected a digit");
	assert_refused("{\"a\":1.}", "a", "column 8: expected a digit");
	assert_refused("{\"a\":truth}", "a", "column 6: expected a value");
	assert_refused("{\"a\":1}x", "", "column 8: expected nothing after the object");
	assert_refused("{a:1}", "", "column 2: expected a name in quotes");
	assert_refused("{\"a\" 1}", "", "column 6: expected ':'");
	assert_refused("{\"a\":[1 2]}", "a", "column 9: expected ',' or ']'");
	assert_refused("{\"a\":\"x\ty\"}", "a",
		       "column 8: control character in a string; expected it escaped");
	assert_refused("{\"a\":\"x\\qy\"}", "a", "column 8: unknown escape in a string");
}

static void test_text_that_is_not_unicode_is_refused(void **state)
{
	(void)state;
	assert_refused("{\"a\":\"K\xF8" "benhavn\"}", "a", "column 8: invalid UTF-8");
	assert_refused("{\"a\":\"\xC0\x80\"}", "a", "column 7: invalid UTF-8");
	assert_refused("{\"a\":\"\xED\xA0\x80\"}", "a", "column 7: invalid UTF-8");
	assert_refused("{\"a\":\"\\u0000\"}", "a", "column 7: \\u0000 is not accepted in text");
	assert_refused("{\"a\":\"\\udc00\"}", "a",
		       "column 7: expected a pair of \\u surrogates, found one alone");
	assert_refused("{\"a\":\"\\ud800\\u0041\"}", "a",
		       "column 7: expected a pair of \\u surrogates, found one alone");
	assert_refused("{\"a\":\"\\u12g4\"}", "a",
		       "column 7: expected four hexadecimal digits after \\u");
}

static void test_doubled_names_are_refused_at_every_depth(void **state)
{
	(void)state;
	assert_refused("{\"a\":1,\"b\":2,\"a\":3}", "a", "column 14: the name is given twice");
	assert_refused("{\"a\":1,\"\\u0061\":3}", "a", "column 8: the name is given twice");
	assert_refused("{\"x\":{\"a\":1,\"a\":2}}", "x",
		       "column 13: the name is given twice");
	assert_refused("{\"x\":[{\"a\":1,\"\\u0061\":2}]}", "",
		       "column 21: a name is given twice in one object");
}

static void test_numbers_beyond_their_range_are_refused(void **state)
{
	(void)state;
	assert_int_equal(scan("{\"a\":9223372036854775807,\"b\":-9223372036854775808}"), 0);
	assert_int_equal(scan("{\"a\":1e308,\"b\":0.1,\"c\":-0}"), 0);
	assert_refused("{\"a\":9223372036854775808}", "", "column 24: number out of range");
	assert_refused("{\"a\":1e400}", "", "column 10: number out of range");
}

static void test_nesting_ends_at_32_levels(void **state)
{
	char line[128];

	(void)state;
	memset(line, '[', sizeof line);
	memcpy(line, "{\"a\":", 5);
	memset(line + 36, ']', 31);
	strcpy(line + 67, "}");
	assert_int_equal(scan(line), 0);
	memset(line + 5, '[', 32);
	memset(line + 37, ']', 32);
	strcpy(line + 69, "}");
	assert_refused(line, "a", "column 37: nested deeper than 32 levels");
}

static void test_more_names_than_are_compared_go_to_the_referee(void **state)
{
	struct tsop_buf line;

	(void)state;
	tsop_buf_init(&line);
	for (int i = 0; i < 1000; i++)
		tsop_buf_addf(&line, "%s\"n%d\":%d", i == 0 ? "{" : ",", i, i);
	tsop_buf_add_text(&line, "}");
	assert_int_equal(scan(line.p), 0);
	assert_int_equal(record.n, 1000);
	tsop_buf_truncate(&line, line.len - 1);
	tsop_buf_add_text(&line, ",\"n999\":0}");
	assert_int_equal(scan(line.p), -1);
	tsop_buf_release(&line);
}

static void test_accessors_tell_absent_from_wrong(void **state)
{
	struct tsop_buf text;
	int64_t number = 5;
	bool truth = false;

	(void)state;
	tsop_buf_init(&text);
	assert_int_equal(scan("{\"type\":\"\\u0063ourse\",\"n\":12,\"t\":true,\"s\":\"a\\\"b\",\"z\":null}"), 0);
	assert_true(tsop_record_is(&record, "course"));
	assert_false(tsop_record_is(&record, "cours"));
	assert_int_equal(tsop_record_integer(&record, "z", 0, 9, &number, &err), 1);
	assert_int_equal(number, 5);
	assert_int_equal(tsop_record_integer(&record, "n", 0, 12, &number, &err), 0);
	assert_int_equal(number, 12);
	assert_int_equal(tsop_record_integer(&record, "n", 0, 9, &number, &err), -1);
	assert_string_equal(err.text, "expected a number from 0 to 9");
	assert_string_equal(err.field, "n");
	assert_int_equal(tsop_record_integer(&record, "s", 0, 9, &number, &err), -1);
	assert_int_equal(tsop_record_bool(&record, "t", &truth, &err), 0);
	assert_true(truth);
	assert_int_equal(tsop_record_bool(&record, "n", &truth, &err), -1);
	assert_string_equal(err.text, "expected true or false");
	assert_int_equal(tsop_record_text(&record, "s", &text, &err), 0);
	assert_string_equal(text.p, "a\"b");
	assert_int_equal(tsop_record_text(&record, "n", &text, &err), -1);
	assert_string_equal(err.text, "expected a text in quotes");
	tsop_buf_release(&text);
}

static void test_a_list_gives_its_texts(void **state)
{
	const char *const *strings = NULL;
	struct tsop_arena arena;
	size_t n = 9;

	(void)state;
	tsop_arena_init(&arena);
	assert_int_equal(scan("{\"a\":[ \"x\" , \"\\u00e6]\" ],\"b\":[],\"c\":[1],\"d\":3}"), 0);
	assert_int_equal(tsop_record_strings(&record, "a", &arena, 2, &strings, &n, &err), 0);
	assert_int_equal(n, 2);
	assert_string_equal(strings[0], "x");
	assert_string_equal(strings[1], "æ]");
	assert_int_equal(tsop_record_strings(&record, "a", &arena, 1, &strings, &n, &err), -1);
	assert_string_equal(err.text, "expected at most 1 values, found 2");
	assert_int_equal(tsop_record_strings(&record, "b", &arena, 1, &strings, &n, &err), 0);
	assert_int_equal(n, 0);
	assert_int_equal(tsop_record_strings(&record, "c", &arena, 1, &strings, &n, &err), -1);
	assert_string_equal(err.text, "expected a list of texts");
	assert_int_equal(tsop_record_strings(&record, "d", &arena, 1, &strings, &n, &err), -1);
	assert_int_equal(tsop_record_strings(&record, "e", &arena, 1, &strings, &n, &err), 1);
	tsop_arena_release(&arena);
}

static int add_start(void *context, const struct tsop_record *element, struct tsop_error *e)
{
	int64_t *sum = context;
	int64_t start = 0;

	if (tsop_record_integer(element, "start", 0, 100, &start, e) != 0)
		return -1;
	*sum += start;
	return 0;
}

static void test_a_list_of_objects_is_walked(void **state)
{
	struct tsop_record element;
	int64_t sum = 0;

	(void)state;
	tsop_record_init(&element);
	assert_int_equal(scan("{\"s\":[{\"start\":3},{\"start\":4}],\"t\":[{\"start\":101}],\"u\":[1]}"), 0);
	assert_int_equal(tsop_record_objects(&record, "s", &element, add_start, &sum, &err), 0);
	assert_int_equal(sum, 7);
	assert_int_equal(tsop_record_objects(&record, "t", &element, add_start, &sum, &err), -1);
	assert_int_equal(err.line, 7);
	assert_int_equal(tsop_record_objects(&record, "u", &element, add_start, &sum, &err), -1);
	assert_string_equal(err.text, "expected a list of objects");
	assert_int_equal(tsop_record_objects(&record, "v", &element, add_start, &sum, &err), 1);
	tsop_record_release(&element);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_members_are_views_into_the_line),
		CASE(test_escaped_names_are_decoded),
		CASE(test_what_is_not_json_is_refused_with_its_column),
		CASE(test_text_that_is_not_unicode_is_refused),
		CASE(test_doubled_names_are_refused_at_every_depth),
		CASE(test_numbers_beyond_their_range_are_refused),
		CASE(test_nesting_ends_at_32_levels),
		CASE(test_more_names_than_are_compared_go_to_the_referee),
		CASE(test_accessors_tell_absent_from_wrong),
		CASE(test_a_list_gives_its_texts),
		CASE(test_a_list_of_objects_is_walked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
