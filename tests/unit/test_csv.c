#include "check.h"
#include "random.h"
#include "record/csv.h"
#include "record/input.h"

static struct tsop_lines lines;
static struct tsop_csv csv;
static struct tsop_error err;

static void open_text(const char *text)
{
	tsop_lines_over(&lines, "x.csv", tsop_view_of(text), 0);
	assert_int_equal(tsop_csv_open(&csv, &lines, NULL, &err), 0);
}

static void assert_cell(size_t i, const char *expected)
{
	assert_true(tsop_view_is(tsop_csv_cell(&csv, i), expected));
}

static void test_a_quoted_cell_keeps_its_blanks_newlines_and_delimiters(void **state)
{
	(void)state;
	open_text("\" a \",  b\t,\"c\r\nd\",\"e,\"\"f\"\"\" , \r\n");
	assert_int_equal(tsop_csv_next(&csv, &err), 1);
	assert_int_equal(csv.n, 5);
	assert_cell(0, " a ");
	assert_cell(1, "b");
	assert_cell(2, "c\r\nd");
	assert_cell(3, "e,\"f\"");
	assert_cell(4, "");
	assert_int_equal(csv.line, 1);
	assert_int_equal(tsop_csv_next(&csv, &err), 0);
	tsop_csv_close(&csv);
}

static void test_empty_cells_between_tabs_are_kept(void **state)
{
	(void)state;
	open_text("a\tb\tc\n\t\tx\n");
	assert_int_equal(tsop_csv_next(&csv, &err), 1);
	assert_int_equal(tsop_csv_next(&csv, &err), 1);
	assert_int_equal(csv.n, 3);
	assert_cell(0, "");
	assert_cell(2, "x");
	tsop_csv_close(&csv);
}

static void test_a_stray_quote_does_not_move_the_rows_behind_it(void **state)
{
	(void)state;
	open_text("a,b\n5\" x,\"2\n2\"\n\"3\",4\n");
	assert_int_equal(tsop_csv_next(&csv, &err), 1);
	assert_int_equal(tsop_csv_next(&csv, &err), -1);
	assert_int_equal(err.line, 2);
	assert_false(csv.is_broken);
	assert_int_equal(tsop_csv_next(&csv, &err), 1);
	assert_int_equal(csv.line, 4);
	assert_cell(0, "3");
	tsop_csv_close(&csv);
}

static void test_a_row_has_a_most_number_of_cells(void **state)
{
	static char text[TSOP_CSV_CELLS_MAX + 2] = "a"; /* and as many delimiters */

	(void)state;
	memset(text + 1, ',', TSOP_CSV_CELLS_MAX);
	open_text(text);
	assert_int_equal(tsop_csv_next(&csv, &err), -1);
	assert_string_equal(err.text, "expected at most 4096 cells");
	tsop_csv_close(&csv);
}

static void test_cells_are_read_by_the_accessors_of_records(void **state)
{
	const char *text = "n,ok,no,list,empty\n12,JA,Falsk, a | b||c ,\nx,måske,,|,\n";
	const struct tsop_record *record;
	const char *const *strings;
	struct tsop_arena arena;
	struct tsop_input *input;
	int64_t number;
	bool truth;
	size_t n;

	(void)state;
	tsop_arena_init(&arena);
	assert_int_equal(tsop_input_open_bytes(&input, "x.csv", tsop_view_of(text), NULL, &err), 0);
	assert_int_equal(tsop_input_next(input, &record, &err), 1);
	assert_int_equal(tsop_record_integer(record, "n", 0, 99, &number, &err), 0);
	assert_int_equal(number, 12);
	assert_int_equal(tsop_record_bool(record, "ok", &truth, &err), 0);
	assert_true(truth);
	assert_int_equal(tsop_record_bool(record, "no", &truth, &err), 0);
	assert_false(truth);
	assert_int_equal(tsop_record_strings(record, "list", &arena, 3, &strings, &n, &err), 0);
	assert_int_equal(n, 3);
	assert_string_equal(strings[0], "a");
	assert_string_equal(strings[2], "c");
	assert_null(tsop_record_get(record, "empty"));
	assert_false(tsop_record_is(record, "course"));
	assert_int_equal(tsop_input_next(input, &record, &err), 1);
	assert_int_equal(tsop_record_integer(record, "n", 0, 99, &number, &err), -1);
	assert_string_equal(err.text, "expected a whole number");
	assert_int_equal(err.line, 3);
	assert_int_equal(tsop_record_bool(record, "ok", &truth, &err), -1);
	assert_string_equal(err.text, "expected true or false, ja or nej");
	assert_string_equal(err.field, "ok");
	assert_int_equal(tsop_record_bool(record, "no", &truth, &err), 1);
	assert_int_equal(tsop_record_strings(record, "list", &arena, 3, &strings, &n, &err), 0);
	assert_int_equal(n, 0);
	assert_int_equal(tsop_record_objects(record, "n", NULL, NULL, NULL, &err), -1);
	tsop_input_close(input);
	tsop_arena_release(&arena);
}

enum { N_LINES = 20000, LONGEST = 12 };

/* With a quoted cell behind it the same line is read by libcsv. */
static void test_a_line_without_quotes_is_cut_as_libcsv_cuts_it(void **state)
{
	static const char bytes[] = "ab \t,,";
	uint64_t random = 3;

	(void)state;
	for (size_t round = 0; round < test_instances(N_LINES); round++) {
		char line[LONGEST + 1] = "", text[3 * LONGEST + 32];
		const char *end = round % 2 == 0 ? "\n" : "\r\n";
		size_t len = random_below(&random, LONGEST);
		char cells[LONGEST + 1][LONGEST + 1];
		size_t n;

		for (size_t i = 0; i < len; i++)
			line[i] = bytes[random_below(&random, sizeof bytes - 1)];
		line[len] = 'a'; /* a row that is not blank */
		line[len + 1] = '\0';
		snprintf(text, sizeof text, "h,h%s%s%s%s,\"q\"", end, line, end, line);
		open_text(text);
		assert_int_equal(tsop_csv_next(&csv, &err), 1);
		assert_int_equal(tsop_csv_next(&csv, &err), 1);
		n = csv.n;
		for (size_t i = 0; i < n; i++)
			snprintf(cells[i], sizeof cells[i], "%.*s", (int)tsop_csv_cell(&csv, i).len,
				 tsop_csv_cell(&csv, i).p);
		assert_int_equal(tsop_csv_next(&csv, &err), 1);
		assert_int_equal(csv.n, n + 1);
		for (size_t i = 0; i < n; i++)
			assert_cell(i, cells[i]);
		assert_cell(n, "q");
		tsop_csv_close(&csv);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_line_without_quotes_is_cut_as_libcsv_cuts_it),
		cmocka_unit_test(test_a_quoted_cell_keeps_its_blanks_newlines_and_delimiters),
		cmocka_unit_test(test_empty_cells_between_tabs_are_kept),
		cmocka_unit_test(test_a_stray_quote_does_not_move_the_rows_behind_it),
		cmocka_unit_test(test_a_row_has_a_most_number_of_cells),
		cmocka_unit_test(test_cells_are_read_by_the_accessors_of_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
