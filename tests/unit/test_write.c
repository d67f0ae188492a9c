#include "check.h"
#include "random.h"
#include "record/input.h"
#include "record/write.h"

static struct tsop_buf out;

static int set_up(void **state)
{
	(void)state;
	tsop_buf_init(&out);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	tsop_buf_release(&out);
	return 0;
}

static void test_members_stand_in_the_order_of_the_calls_without_blanks(void **state)
{
	const char *const texts[] = { "a", "b" };

	(void)state;
	tsop_write_begin(&out, "course");
	tsop_write_text(&out, "id", "e19");
	tsop_write_text(&out, "zone", NULL);
	tsop_write_integer(&out, "n", INT64_MIN);
	tsop_write_bool(&out, "ok", true);
	tsop_write_texts(&out, "list", texts, 2);
	tsop_write_texts(&out, "none", texts, 0);
	tsop_write_open(&out, "sessions", '[');
	for (int i = 0; i < 2; i++) {
		tsop_write_open(&out, NULL, '{');
		tsop_write_integer(&out, "start", i);
		tsop_write_null(&out, "end");
		tsop_write_close(&out, '}');
	}
	tsop_write_close(&out, ']');
	tsop_write_end(&out);
	assert_string_equal(out.p,
			    "{\"type\":\"course\",\"v\":1,\"id\":\"e19\",\"zone\":null,"
			    "\"n\":-9223372036854775808,\"ok\":true,\"list\":[\"a\",\"b\"],\"none\":[],"
			    "\"sessions\":[{\"start\":0,\"end\":null},{\"start\":1,\"end\":null}]}\n");
}

static void test_strings_have_the_fewest_escapes(void **state)
{
	(void)state;
	tsop_write_string(&out, (struct tsop_view){ "a\"\\/\b\f\n\r\t\x01\x1F\0\x7Fø[", 16 });
	assert_string_equal(out.p,
			    "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\\u0000\x7Fø[\"");
}

static void test_a_text_that_ends_with_a_bracket_is_still_followed_by_a_comma(void **state)
{
	(void)state;
	tsop_write_begin(&out, "x");
	tsop_write_text(&out, "a", "[");
	tsop_write_text(&out, "b", "{");
	tsop_write_end(&out);
	assert_string_equal(out.p, "{\"type\":\"x\",\"v\":1,\"a\":\"[\",\"b\":\"{\"}\n");
}

static void test_a_json_member_is_passed_on_byte_for_byte(void **state)
{
	const char *line = "{\"a\" : 1.50 ,\"\\u0062\":[ 1,2 ]}";
	struct tsop_record record;

	(void)state;
	tsop_record_init(&record);
	assert_int_equal(tsop_record_scan(&record, tsop_view_of(line), "x", 1, NULL), 0);
	tsop_buf_add_char(&out, '{');
	tsop_write_field(&out, &record.fields[0]);
	tsop_write_field(&out, &record.fields[1]);
	tsop_write_end(&out);
	assert_string_equal(out.p, "{\"a\" : 1.50,\"\\u0062\":[ 1,2 ]}\n");
	tsop_record_release(&record);
}

static void add_row(const struct tsop_csv_style *style, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		tsop_write_cell(&out, style, i == 0, tsop_view_of(cells[i]));
	tsop_write_row_end(&out, style);
}

static void test_plain_cells_are_quoted_only_where_they_must_be(void **state)
{
	const char *const cells[] = { "a", "b;c", "d,e", "f\"g", "h\ni", " j", "k ", "", "=1+1" };

	(void)state;
	tsop_write_csv_begin(&out, &TSOP_CSV_PLAIN);
	add_row(&TSOP_CSV_PLAIN, cells, 9);
	assert_string_equal(out.p,
			    "a,b;c,\"d,e\",\"f\"\"g\",\"h\ni\",\" j\",\"k \",,=1+1\n");
}

static void test_excel_cells_are_guarded_against_formulas(void **state)
{
	const char *const cells[] = { "=1+1", "+45 70", "-1;2", "@x", "\tx", "a=b", "-12,5", "+3", "-" };

	(void)state;
	tsop_write_csv_begin(&out, &TSOP_CSV_EXCEL);
	add_row(&TSOP_CSV_EXCEL, cells, 9);
	assert_string_equal(out.p, "\xEF\xBB\xBF'=1+1;'+45 70;\"'-1;2\";'@x;\"'\tx\";a=b;-12,5;+3;'-\r\n");
}

static void test_what_is_written_as_csv_is_read_as_it_was(void **state)
{
	static const char alphabet[] = "a ;,\"\n\r\t'|0";
	const struct tsop_csv_style *const styles[] = { &TSOP_CSV_PLAIN, &TSOP_CSV_EXCEL };
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		const struct tsop_csv_style *style = styles[round % 2];
		const struct tsop_record *record;
		struct tsop_input *input;
		char cells[3][8] = { "id", "name", "n" };
		const char *row[3] = { cells[0], cells[1], cells[2] };

		tsop_buf_clear(&out);
		tsop_write_csv_begin(&out, style);
		add_row(style, row, 3);
		for (int i = 0; i < 3; i++) {
			size_t len = 0;

			for (; len < sizeof cells[i] - 1; len++) {
				cells[i][len] = alphabet[random_below(&seed, sizeof alphabet)];
				if (cells[i][len] == '\0')
					break;
			}
			cells[i][len] = '\0';
		}
		cells[0][0] = 'x'; /* neither a blank row nor a guarded cell */
		add_row(style, row, 3);
		assert_int_equal(tsop_input_open_bytes(&input, "x", tsop_buf_view(&out), NULL, NULL), 0);
		assert_int_equal(tsop_input_next(input, &record, NULL), 1);
		for (int i = 0; i < 3; i++) {
			struct tsop_view value = record->fields[i].value;

			if (style->guard && value.len > 0 && value.p[0] == '\'' && cells[i][0] != '\'')
				value = (struct tsop_view){ value.p + 1, value.len - 1 };
			assert_true(tsop_view_is(value, cells[i]));
		}
		assert_int_equal(tsop_input_next(input, &record, NULL), 0);
		tsop_input_close(input);
	}
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_members_stand_in_the_order_of_the_calls_without_blanks),
		CASE(test_strings_have_the_fewest_escapes),
		CASE(test_a_text_that_ends_with_a_bracket_is_still_followed_by_a_comma),
		CASE(test_a_json_member_is_passed_on_byte_for_byte),
		CASE(test_plain_cells_are_quoted_only_where_they_must_be),
		CASE(test_excel_cells_are_guarded_against_formulas),
		CASE(test_what_is_written_as_csv_is_read_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
