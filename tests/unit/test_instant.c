#include "check.h"

#include <time.h>

#include "time/instant.h"

static struct tsop_error err;

static void check_reads(const char *text, tsop_instant expected)
{
	tsop_instant instant = -7;

	if (tsop_instant_read(tsop_view_of(text), &instant, &err) != 0)
		fail_msg("'%s': %s", text, err.text);
	if (instant != expected)
		fail_msg("'%s' was read as %lld", text, (long long)instant);
}

static void check_refuses(const char *text, const char *because)
{
	tsop_instant instant = -7;

	if (tsop_instant_read(tsop_view_of(text), &instant, &err) == 0)
		fail_msg("'%s' was read as %lld", text, (long long)instant);
	assert_int_equal(err.code, TSOP_INPUT);
	if (strcmp(err.text, because) != 0)
		fail_msg("'%s': %s", text, err.text);
	assert_true(instant == -7);
}

static void test_rfc_3339_is_read_with_its_offset(void **state)
{
	(void)state;
	check_reads("1970-01-01T00:00:00Z", 0);
	check_reads("2019-05-03T10:12:00+02:00", 1556871120);
	check_reads("2019-05-03T08:12:00Z", 1556871120);
	check_reads("2019-05-02T20:42:00-11:30", 1556871120);
	check_reads("2019-05-03T08:12:00-00:00", 1556871120);
	check_reads("1969-12-31T23:59:59Z", -1);
	check_reads("0001-01-01T00:00:00Z", INT64_C(-62135596800));
	check_reads("9999-12-31T23:59:59Z", INT64_C(253402300799));
	check_reads("2038-01-19T03:14:08Z", INT64_C(2147483648));
	check_reads("2019-05-03T10:12:00+23:59", 1556791980);
}

static void test_what_is_no_instant_says_what_one_is(void **state)
{
	static const char *const unreadable[] = {
		"",                      "2019-05-03",
		"2019-05-03t10:12:00Z",  "2019-05-03 10:12:00Z",
		"2019-05-03T10:12Z",     "2019-5-03T10:12:00Z",
		"19-05-03T10:12:00Z",    " 2019-05-03T10:12:00Z",
		"02019-05-03T10:12:00Z", "2019-05-03T1:12:00Z",
		"2019-05-03T10.12.00Z",  "-019-05-03T10:12:00Z",
		"20190503T101200Z",      "now",
	};

	(void)state;
	for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++)
		check_refuses(unreadable[i],
			      "expected an instant such as 2019-05-03T10:12:00+02:00");
}

static void test_an_offset_is_needed(void **state)
{
	static const char *const offsets[] = { "",       "z",      "+02",     "+0200",  "+2:00",
					       "+24:00", "+02:60", "+02:00 ", "Z ",     "ZZ",
					       "02:00",  "+02:0",  "--02:00", "+02:00Z" };
	char text[64];

	(void)state;
	for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
		snprintf(text, sizeof text, "2019-05-03T10:12:00%s", offsets[i]);
		check_refuses(text, "expected an offset from UTC behind the time: Z or +02:00");
	}
}

static void test_fractions_and_leap_seconds_are_refused(void **state)
{
	(void)state;
	check_refuses("2019-05-03T10:12:00.5Z", "expected whole seconds, without a fraction");
	check_refuses("2019-05-03T10:12:00,5Z", "expected whole seconds, without a fraction");
	check_refuses("2016-12-31T23:59:60Z",
		      "expected a second from 0 to 59 (leap seconds are not counted)");
}

static void test_times_and_days_that_do_not_exist_are_refused(void **state)
{
	(void)state;
	check_refuses("2019-02-29T10:12:00Z",
		      "29 February 2019 does not exist; February 2019 has 28 days");
	check_refuses("2019-05-03T24:00:00Z", "expected a time from 00:00:00 to 23:59:59");
	check_refuses("2019-05-03T10:60:00Z", "expected a time from 00:00:00 to 23:59:59");
	check_refuses("2019-05-03T10:12:61Z", "expected a time from 00:00:00 to 23:59:59");
	check_refuses("0001-01-01T00:00:00+00:01",
		      "expected an instant in the years 1 to 9999 of UTC");
	check_refuses("9999-12-31T23:59:59-00:01",
		      "expected an instant in the years 1 to 9999 of UTC");
}

static void test_what_is_written_is_read_again(void **state)
{
	uint64_t random = 1;
	char text[TSOP_INSTANT_TEXT];

	(void)state;
	for (int i = 0; i < 40000; i++) {
		tsop_instant instant;
		int offset;

		random = random * UINT64_C(6364136223846793005) + 1;
		instant = (int64_t)(random >> 16) % INT64_C(315537897600) - INT64_C(62135596800);
		offset = ((int)(random >> 5 & 0xFFFF) % 2879 - 1439) * 60;
		check_reads(tsop_instant_write(instant, text), instant);
		check_reads(tsop_instant_write_offset(instant, offset, text), instant);
	}
}

static void test_clocks_agree_with_gmtime(void **state)
{
	(void)state;
	for (int64_t instant = -INT64_C(62135596800); instant < INT64_C(253402300800);
	     instant += 86399 * 31 + 7) {
		struct tsop_clock clock = tsop_instant_clock(instant, 0);
		time_t t = (time_t)instant;
		struct tm tm;

		assert_non_null(gmtime_r(&t, &tm));
		if (clock.date.year != tm.tm_year + 1900 || clock.date.month != tm.tm_mon + 1 ||
		    clock.date.day != tm.tm_mday || clock.hour != tm.tm_hour ||
		    clock.minute != tm.tm_min || clock.second != tm.tm_sec)
			fail_msg("%lld", (long long)instant);
		assert_true(tsop_instant_of_clock(clock, 0) == instant);
	}
}

static void test_what_rfc_3339_can_not_say_is_written_in_utc(void **state)
{
	char text[TSOP_INSTANT_TEXT];

	(void)state;
	assert_string_equal(tsop_instant_write_offset(1556871120, 7200, text),
			    "2019-05-03T10:12:00+02:00");
	assert_string_equal(tsop_instant_write_offset(1556871120, -5400, text),
			    "2019-05-03T06:42:00-01:30");
	assert_string_equal(tsop_instant_write_offset(1556871120, 0, text),
			    "2019-05-03T08:12:00+00:00");
	assert_string_equal(tsop_instant_write_offset(-INT64_C(2524521600), 3020, text),
			    "1890-01-01T00:00:00Z");
	assert_string_equal(tsop_instant_write_offset(INT64_C(253402300799), 3600, text),
			    "9999-12-31T23:59:59Z");
	assert_string_equal(tsop_instant_write_offset(INT64_C(-62135596800), -3600, text),
			    "0001-01-01T00:00:00Z");
}

static void test_now_is_the_clock_or_what_the_option_says(void **state)
{
	tsop_instant now = 0;
	time_t before = time(NULL);

	(void)state;
	assert_int_equal(tsop_instant_now(NULL, &now, &err), 0);
	assert_in_range(now, before, before + 60);
	assert_int_equal(tsop_instant_now("2019-05-03T10:12:00+02:00", &now, &err), 0);
	assert_int_equal(now, 1556871120);
	assert_int_equal(tsop_instant_now("today", &now, &err), -1);
	assert_int_equal(err.code, TSOP_USAGE);
	assert_string_equal(err.text,
			    "--now: expected an instant such as 2019-05-03T10:12:00+02:00");
	assert_int_equal(now, 1556871120);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rfc_3339_is_read_with_its_offset),
		cmocka_unit_test(test_what_is_no_instant_says_what_one_is),
		cmocka_unit_test(test_an_offset_is_needed),
		cmocka_unit_test(test_fractions_and_leap_seconds_are_refused),
		cmocka_unit_test(test_times_and_days_that_do_not_exist_are_refused),
		cmocka_unit_test(test_what_is_written_is_read_again),
		cmocka_unit_test(test_clocks_agree_with_gmtime),
		cmocka_unit_test(test_what_rfc_3339_can_not_say_is_written_in_utc),
		cmocka_unit_test(test_now_is_the_clock_or_what_the_option_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
