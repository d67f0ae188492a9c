#include "check.h"

#include "time/date.h"

static struct tsop_error err;

static void check_reads(const char *text, int year, int month, int day)
{
	struct tsop_date date = { 0 };

	if (tsop_date_read(tsop_view_of(text), &date, &err) != 0)
		fail_msg("'%s': %s", text, err.text);
	if (date.year != year || date.month != month || date.day != day)
		fail_msg("'%s' was read as %d-%d-%d", text, date.year, date.month, date.day);
}

static void check_refuses(const char *text, const char *because)
{
	struct tsop_date date = { 7, 7, 7 };

	if (tsop_date_read(tsop_view_of(text), &date, &err) == 0)
		fail_msg("'%s' was read as %d-%d-%d", text, date.year, date.month, date.day);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, because);
	assert_int_equal(date.year, 7);
}

static void test_iso_dates_are_read(void **state)
{
	(void)state;
	check_reads("2019-05-03", 2019, 5, 3);
	check_reads("0001-01-01", 1, 1, 1);
	check_reads("9999-12-31", 9999, 12, 31);
	check_reads("2000-02-29", 2000, 2, 29);
}

static void test_danish_dates_are_day_month_year(void **state)
{
	(void)state;
	check_reads("11-04-2019", 2019, 4, 11);
	check_reads("1-4-2019", 2019, 4, 1);
	check_reads("15/12 2021", 2021, 12, 15);
	check_reads("15/12/2021", 2021, 12, 15);
	check_reads("27/01 2022", 2022, 1, 27);
	check_reads("11.04.2019", 2019, 4, 11);
	check_reads("3/4/2019", 2019, 4, 3);
}

static void test_danish_month_names_are_read_whole_or_short(void **state)
{
	static const char *const names[][2] = {
		{ "januar", "jan" },    { "februar", "feb" },   { "marts", "mar" },
		{ "april", "apr" },     { "maj", "maj" },       { "juni", "jun" },
		{ "juli", "jul" },      { "august", "aug" },    { "september", "sept" },
		{ "oktober", "okt" },   { "november", "nov" },  { "december", "dec" },
	};
	char text[64];

	(void)state;
	for (int month = 1; month <= 12; month++) {
		snprintf(text, sizeof text, "8. %s 2022", names[month - 1][0]);
		check_reads(text, 2022, month, 8);
		snprintf(text, sizeof text, "08. %s. 2022", names[month - 1][1]);
		check_reads(text, 2022, month, 8);
	}
	check_reads("8 Februar 2022", 2022, 2, 8);
	check_reads("1. sep. 2022", 2022, 9, 1);
}

static void test_dates_that_do_not_exist_are_refused_with_what_does(void **state)
{
	(void)state;
	check_refuses("2019-02-29", "29 February 2019 does not exist; February 2019 has 28 days");
	check_refuses("29-02-1900", "29 February 1900 does not exist; February 1900 has 28 days");
	check_refuses("31/4 2019", "31 April 2019 does not exist; April 2019 has 30 days");
	check_refuses("0. juni 2019", "0 June 2019 does not exist; June 2019 has 30 days");
	check_refuses("04-13-2019", "expected a month from 1 to 12, not 13");
	check_refuses("2019-00-10", "expected a month from 1 to 12, not 0");
	check_refuses("0000-01-01", "expected a year from 1 to 9999, not 0");
}

static void test_nothing_is_guessed(void **state)
{
	static const char *const unreadable[] = {
		"",           "x",          "2019",        "2019-4-11",   "2019/04/11",
		"11-04/2019", "11/04-2019", "11.04 2019",  "11-04 2019",  "11-04-2019 ",
		" 2019-04-11", "8. febr. 2022", "8. february 2022", "8. m 2022", "2019-04-1",
		"111-04-2019", "11-004-2019", "11-04-20190", "11-04-2019x", "8. may 2022",
		"februar 2022", "27, januar 2022", "11--04-2019", "-1-04-2019", "8. 2022",
		"20190411",     "2019-04-11T",  "11-04-",   "11-",         "8. feb.. 2022",
	};

	(void)state;
	for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++) {
		struct tsop_date date;

		if (tsop_date_read(tsop_view_of(unreadable[i]), &date, &err) == 0)
			fail_msg("'%s' was read", unreadable[i]);
	}
	check_refuses("11-04-19", "expected a year of four digits");
	check_refuses("15/12 21", "expected a year of four digits");
	check_refuses("8. februar 22", "expected a year of four digits");
	check_refuses("8. februar", "expected a year behind the day and the month");
	check_refuses("15/12", "expected a year behind the day and the month");
	check_refuses("i morgen", "expected a date such as 2019-04-11, 11-04-2019 or 11. april 2019");
}

static void test_a_view_is_read_to_its_end_and_not_beyond(void **state)
{
	static const char text[] = { '2', '0', '1', '9', '-', '0', '4', '-', '1', '1', '2' };
	struct tsop_date date;

	(void)state;
	assert_int_equal(tsop_date_read((struct tsop_view){ text, 10 }, &date, &err), 0);
	assert_int_equal(date.day, 11);
	assert_int_equal(tsop_date_read((struct tsop_view){ text, 11 }, &date, &err), -1);
	assert_int_equal(tsop_date_read((struct tsop_view){ NULL, 0 }, &date, &err), -1);
}

/* A calendar that only counts. */
static void step(struct tsop_date *date)
{
	bool leap = date->year % 400 == 0 || (date->year % 4 == 0 && date->year % 100 != 0);
	int days = date->month == 2 ? 28 + leap
		   : date->month == 4 || date->month == 6 || date->month == 9 || date->month == 11
			   ? 30
			   : 31;

	if (++date->day > days) {
		date->day = 1;
		if (++date->month > 12) {
			date->month = 1;
			date->year++;
		}
	}
}

static void test_every_day_of_9999_years_has_its_number(void **state)
{
	struct tsop_date date = { 1, 1, 1 };
	int64_t days = -719162;

	(void)state;
	for (; date.year <= 9999; step(&date), days++) {
		struct tsop_date back = tsop_date_from_days(days);

		if (tsop_date_to_days(date) != days || back.year != date.year ||
		    back.month != date.month || back.day != date.day)
			fail_msg("%d-%d-%d", date.year, date.month, date.day);
	}
	assert_int_equal(days, 2932897);
	assert_int_equal(tsop_date_to_days((struct tsop_date){ 1970, 1, 1 }), 0);
	assert_int_equal(tsop_date_to_days((struct tsop_date){ 0, 12, 31 }), -719163);
	assert_int_equal(tsop_date_from_days(-719163).year, 0);
	assert_int_equal(tsop_date_from_days(2932897).year, 10000);
}

static void test_dates_are_written_with_four_digits_of_the_year(void **state)
{
	char text[TSOP_DATE_TEXT];

	(void)state;
	assert_string_equal(tsop_date_write((struct tsop_date){ 2019, 4, 11 }, text), "2019-04-11");
	assert_string_equal(tsop_date_write((struct tsop_date){ 1, 1, 1 }, text), "0001-01-01");
}

static void check_period(const char *text, int years, int months, int days)
{
	struct tsop_period period = { 0 };

	if (tsop_period_read(tsop_view_of(text), &period, &err) != 0)
		fail_msg("'%s': %s", text, err.text);
	if (period.years != years || period.months != months || period.days != days)
		fail_msg("'%s' was read as %d, %d, %d", text, period.years, period.months,
			 period.days);
}

static void test_periods_are_read_in_iso_8601(void **state)
{
	static const char *const unreadable[] = { "",      "P",     "14D",  "P14",   "PD",
						  "P1D1Y", "P1M1M", "PT1H", "P1.5Y", "P-1D",
						  "P1W ",  "--P1D", "p1d",  "P10000D", "P1Y6" };
	struct tsop_period period;

	(void)state;
	check_period("P1Y", 1, 0, 0);
	check_period("P6M", 0, 6, 0);
	check_period("P14D", 0, 0, 14);
	check_period("P2W", 0, 0, 14);
	check_period("P1Y6M", 1, 6, 0);
	check_period("P1Y2M3W4D", 1, 2, 25);
	check_period("P0D", 0, 0, 0);
	check_period("-P1Y2M3D", -1, -2, -3);
	check_period("P9999W", 0, 0, 69993);
	for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++)
		if (tsop_period_read(tsop_view_of(unreadable[i]), &period, &err) == 0)
			fail_msg("'%s' was read", unreadable[i]);
}

static void check_sum(const char *date, const char *period, const char *expected)
{
	struct tsop_date from, sum;
	struct tsop_period by;
	char text[TSOP_DATE_TEXT];

	assert_int_equal(tsop_date_read(tsop_view_of(date), &from, &err), 0);
	assert_int_equal(tsop_period_read(tsop_view_of(period), &by, &err), 0);
	if (tsop_date_add(from, by, &sum, &err) != 0)
		fail_msg("%s + %s: %s", date, period, err.text);
	assert_string_equal(tsop_date_write(sum, text), expected);
}

static void test_a_month_without_the_day_ends_at_its_last_one(void **state)
{
	(void)state;
	check_sum("2019-01-31", "P1M", "2019-02-28");
	check_sum("2020-01-31", "P1M", "2020-02-29");
	check_sum("2020-02-29", "P1Y", "2021-02-28");
	check_sum("2020-02-29", "P4Y", "2024-02-29");
	check_sum("2019-03-31", "-P1M", "2019-02-28");
	check_sum("2019-01-31", "P1M1D", "2019-03-01");
	check_sum("2019-12-31", "P2M", "2020-02-29");
	check_sum("2019-11-30", "P1D", "2019-12-01");
	check_sum("2019-01-01", "-P1D", "2018-12-31");
	check_sum("2019-01-15", "-P13M", "2017-12-15");
	check_sum("2019-07-01", "P365D", "2020-06-30");
}

static void test_a_sum_stays_within_the_years_1_to_9999(void **state)
{
	const struct tsop_date first = { 1, 1, 1 }, last = { 9999, 12, 31 };
	struct tsop_date sum = { 7, 7, 7 };

	(void)state;
	assert_int_equal(tsop_date_add(last, (struct tsop_period){ .days = 1 }, &sum, &err), -1);
	assert_string_equal(err.text, "the period leads out of the years 1 to 9999");
	assert_int_equal(tsop_date_add(first, (struct tsop_period){ .days = -1 }, &sum, &err), -1);
	assert_int_equal(tsop_date_add(last, (struct tsop_period){ .months = 1 }, &sum, &err), -1);
	assert_int_equal(tsop_date_add(first, (struct tsop_period){ .months = -1 }, &sum, &err), -1);
	assert_int_equal(tsop_date_add(last, (struct tsop_period){ INT_MAX, INT_MAX, INT_MAX },
				       &sum, &err), -1);
	assert_int_equal(tsop_date_add(last, (struct tsop_period){ 0, 0, INT_MAX }, &sum, &err), -1);
	assert_int_equal(tsop_date_add(first, (struct tsop_period){ INT_MIN, INT_MIN, INT_MIN },
				       &sum, &err), -1);
	assert_int_equal(sum.year, 7);
	assert_int_equal(tsop_date_add(last, (struct tsop_period){ 0 }, &sum, &err), 0);
	assert_int_equal(sum.year, 9999);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_iso_dates_are_read),
		cmocka_unit_test(test_danish_dates_are_day_month_year),
		cmocka_unit_test(test_danish_month_names_are_read_whole_or_short),
		cmocka_unit_test(test_dates_that_do_not_exist_are_refused_with_what_does),
		cmocka_unit_test(test_nothing_is_guessed),
		cmocka_unit_test(test_a_view_is_read_to_its_end_and_not_beyond),
		cmocka_unit_test(test_every_day_of_9999_years_has_its_number),
		cmocka_unit_test(test_dates_are_written_with_four_digits_of_the_year),
		cmocka_unit_test(test_periods_are_read_in_iso_8601),
		cmocka_unit_test(test_a_month_without_the_day_ends_at_its_last_one),
		cmocka_unit_test(test_a_sum_stays_within_the_years_1_to_9999),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
