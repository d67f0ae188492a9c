#include "check.h"

#include <unistd.h>

#include "record/columns.h"

static char path[64];
static struct tsop_columns *columns;
static struct tsop_error err;

static int load(const char *text)
{
	FILE *file;
	int fd;

	strcpy(path, "/tmp/tsop-columns-XXXXXX");
	fd = mkstemp(path);
	file = fdopen(fd, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	columns = NULL;
	fd = tsop_columns_load(&columns, path, &err);
	unlink(path);
	return fd;
}

static const char *field(const char *column)
{
	const char *name;

	assert_int_equal(tsop_columns_field(columns, tsop_view_of(column), &name, NULL), 0);
	return name;
}

static void test_names_are_compared_without_case_composition_and_spacing(void **state)
{
	(void)state;
	assert_int_equal(load("column,field\n1. ønske,wishes.1\nÅr,year\n"), 0);
	assert_string_equal(field("1. ØNSKE"), "wishes.1");
	assert_string_equal(field(" 1.\n\xC2\xA0\tønske "), "wishes.1");
	assert_string_equal(field("A\xCC\x8Ar"), "year");
	assert_null(field("1.ønske"));
	assert_null(field(""));
	tsop_columns_free(columns);
}

static void test_the_danish_names_are_built_in(void **state)
{
	static const char *const pairs[][2] = {
		{ "Kommune", "municipality" }, { "e-mail", "email" }, { "5. Ønske", "wishes.5" },
		{ "Kun ønskede kurser", "only_wishes" }, { "Følges med", "party" },
		{ "Tidsstempel", "received" }, { "Svar-id", "ref" }, { "Stilling", "role" },
		{ "Kursusdage", "sessions" }, { "Tilmeldingsfrist", "closes" },
		{ "Pladser", "capacity" }, { "Kommunekode", "code" }, { "Folketal", "population" },
	};

	(void)state;
	assert_int_equal(tsop_columns_danish(&columns, &err), 0);
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		assert_string_equal(field(pairs[i][0]), pairs[i][1]);
	assert_null(field("Bemærkning"));
	tsop_columns_free(columns);
}

static void test_a_course_is_no_id_where_it_is_decided_by_hand(void **state)
{
	(void)state;
	assert_int_equal(tsop_columns_by_hand(&columns, &err), 0);
	assert_string_equal(field("Tilmelding"), "enrollment");
	assert_string_equal(field("KURSUS"), "course");
	assert_string_equal(field("begrundelse"), "reason");
	assert_null(field("Sted"));
	tsop_columns_free(columns);
}

static void test_a_mapping_that_is_wrong_is_refused_with_its_line(void **state)
{
	(void)state;
	assert_int_equal(load("kolonne,field\na,b\n"), -1);
	assert_string_equal(err.text, "expected a column for each of: column");
	assert_int_equal(err.line, 1);
	assert_int_equal(load("column,field\nA,b\nc,d\n a ,e\n"), -1);
	assert_string_equal(err.text, "the column is mapped twice");
	assert_int_equal(err.line, 4);
	assert_string_equal(err.field, "column");
	assert_int_equal(load("column,field\na,\n"), -1);
	assert_string_equal(err.text, "expected the name of a field");
	assert_int_equal(load("column,field\na,b,c\n"), -1);
	assert_int_equal(err.line, 2);
	assert_int_equal(load("{\"column\":1,\"field\":\"x\"}\n"), -1);
	assert_null(columns);
	assert_int_equal(tsop_columns_load(&columns, "/nonexistent/x", &err), -1);
	assert_int_equal(err.code, TSOP_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_are_compared_without_case_composition_and_spacing),
		cmocka_unit_test(test_the_danish_names_are_built_in),
		cmocka_unit_test(test_a_course_is_no_id_where_it_is_decided_by_hand),
		cmocka_unit_test(test_a_mapping_that_is_wrong_is_refused_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
