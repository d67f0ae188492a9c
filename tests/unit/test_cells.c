#include "check.h"

#include "base/cells.h"

/* printf 'ab\0\0e17\0-3\0n\0v\0\n' | sha256sum */
static void test_the_id_is_that_of_the_lines(void **state)
{
	struct tsop_cells cells;
	struct tsop_error err;
	char id[TSOP_CELLS_ID_TEXT];

	(void)state;
	tsop_cells_init(&cells);
	tsop_cells_text(&cells, "ab");
	tsop_cells_text(&cells, NULL);
	tsop_cells_numbered(&cells, 'e', 17);
	tsop_cells_number(&cells, -3);
	tsop_cells_member(&cells, "n", "v");
	tsop_cells_member(&cells, "absent", NULL);
	tsop_cells_end_line(&cells);
	assert_int_equal(tsop_cells_end(&cells, id, &err), 0);
	assert_string_equal(id, "2b7f566775587314");
}

/* However much is hashed at once: seq 0 9999 | sed 's/$/\x00/' | sha256sum */
static void test_long_input_is_hashed_as_a_whole(void **state)
{
	struct tsop_cells cells;
	struct tsop_error err;
	char id[TSOP_CELLS_ID_TEXT];

	(void)state;
	tsop_cells_init(&cells);
	for (int64_t i = 0; i < 10000; i++) {
		tsop_cells_number(&cells, i);
		tsop_cells_end_line(&cells);
	}
	assert_int_equal(tsop_cells_end(&cells, id, &err), 0);
	assert_string_equal(id, "68bb0717ff98eb56");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_id_is_that_of_the_lines),
		cmocka_unit_test(test_long_input_is_hashed_as_a_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
