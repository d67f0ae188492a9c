#include "check.h"

#include "draw/source.h"

static void check(const char *source, const char *want, int64_t bits)
{
	struct tsop_entropy entropy = { 0 };
	struct tsop_error err;
	struct tsop_buf key;

	tsop_buf_init(&key);
	assert_int_equal(tsop_source_add(&key, tsop_view_of(source), &entropy, &err), 0);
	assert_string_equal(key.p, want);
	assert_int_equal(tsop_entropy_given(&entropy), bits);
	tsop_buf_release(&key);
}

static void check_refused(const char *source)
{
	struct tsop_entropy entropy = { 0 };
	struct tsop_error err;
	struct tsop_buf key;

	tsop_buf_init(&key);
	assert_int_equal(tsop_source_add(&key, tsop_view_of(source), &entropy, &err), -1);
	assert_int_equal(err.code, TSOP_INPUT);
	tsop_buf_release(&key);
}

/* RFC 3797, section 6. */
static void test_the_sources_of_the_rfc_make_its_key_string(void **state)
{
	(void)state;
	check("9319", "9319./", 13);
	check("2 5 12 8 10", "2.5.8.10.12./", 23);
	check("9 18 26 34 41 45", "9.18.26.34.41.45./", 36);
}

static void test_numbers_are_sorted_by_size_and_written_one_way(void **state)
{
	(void)state;
	check("10 9 100 8", "8.9.10.100./", 23);
	check("007 7 0 00", "0.0.7.7./", 23);
	check("0.50 0.5 0.25 1.0 1", "0.250.50.51.1./", 36);
	check("10.05 9.95 10.5 10.049", "9.9510.04910.0510.5/", 49);
	check("  5  4 ", "4.5./", 6);
	check("123456789012345678901234567890 99999999999999999999999999999",
	      "99999999999999999999999999999.123456789012345678901234567890./", 195);
}

static void test_a_source_with_letters_is_its_capitals_and_digits(void **state)
{
	(void)state;
	check("Red, white & blue 17", "REDWHITEBLUE17./", 72);
	check("x", "X./", 5);
}

static void test_what_is_not_written_one_way_is_refused(void **state)
{
	static const char *const sources[] = { "",  " ",   "1,5", "-1",   "+1",	 "1.",	  ".5",
					       ".", "1..2", "1.2.3", "1/2", "#",	 "\xc3\xb8", "a\xc3\xb8",
					       "1\t2", "a\tb", "1 2;3" };

	(void)state;
	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
		check_refused(sources[i]);
}

static void test_a_source_has_its_greatest_length(void **state)
{
	char source[TSOP_ENTROPY_MAX + 2];
	char want[TSOP_ENTROPY_MAX + 4];

	(void)state;
	memset(source, '1', sizeof source);
	source[TSOP_ENTROPY_MAX] = '\0';
	snprintf(want, sizeof want, "%s./", source);
	check(source, want, 1660);
	source[TSOP_ENTROPY_MAX] = '1';
	source[TSOP_ENTROPY_MAX + 1] = '\0';
	check_refused(source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_sources_of_the_rfc_make_its_key_string),
		cmocka_unit_test(test_numbers_are_sorted_by_size_and_written_one_way),
		cmocka_unit_test(test_a_source_with_letters_is_its_capitals_and_digits),
		cmocka_unit_test(test_what_is_not_written_one_way_is_refused),
		cmocka_unit_test(test_a_source_has_its_greatest_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
