#include "check.h"

#include <time.h>
#include <unistd.h>

#include "time/zone.h"

static struct tsop_error err;

static struct tsop_zone *load(const char *name)
{
	struct tsop_zone *zone;

	if (tsop_zone_load(&zone, name, &err) != 0)
		fail_msg("%s: %s", name, err.text);
	return zone;
}

static void check_reads(const struct tsop_zone *zone, const char *text, const char *expected)
{
	char written[TSOP_INSTANT_TEXT];
	tsop_instant instant;

	if (tsop_zone_read(zone, tsop_view_of(text), &instant, &err) != 0)
		fail_msg("'%s': %s", text, err.text);
	assert_string_equal(tsop_zone_write(zone, instant, written), expected);
}

static void check_refuses(const struct tsop_zone *zone, const char *text, const char *because)
{
	tsop_instant instant = -7;

	if (tsop_zone_read(zone, tsop_view_of(text), &instant, &err) == 0)
		fail_msg("'%s' was read", text);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, because);
	assert_true(instant == -7);
}

static void test_local_times_are_read_as_people_write_them(void **state)
{
	struct tsop_zone *zone = load("Europe/Copenhagen");

	(void)state;
	assert_string_equal(tsop_zone_name(zone), "Europe/Copenhagen");
	check_reads(zone, "2019-06-21 12:00", "2019-06-21T12:00:00+02:00");
	check_reads(zone, "2019-06-21T12:00", "2019-06-21T12:00:00+02:00");
	check_reads(zone, "2019-06-21T12:00:30", "2019-06-21T12:00:30+02:00");
	check_reads(zone, "2019-12-21 12:00", "2019-12-21T12:00:00+01:00");
	check_reads(zone, "21-06-2019 12.00", "2019-06-21T12:00:00+02:00");
	check_reads(zone, "21-06-2019 kl. 12.00", "2019-06-21T12:00:00+02:00");
	check_reads(zone, "7. februar 2022 kl. 9.00", "2022-02-07T09:00:00+01:00");
	check_reads(zone, "15/12 2021 9:05", "2021-12-15T09:05:00+01:00");
	check_reads(zone, "21-06-2019 12.00.59", "2019-06-21T12:00:59+02:00");
	check_reads(zone, "2019-06-21T12:00:00Z", "2019-06-21T14:00:00+02:00");
	check_reads(zone, "2019-06-21T12:00:00-05:00", "2019-06-21T19:00:00+02:00");
	tsop_zone_free(zone);
}

static void test_what_is_no_local_time_is_refused(void **state)
{
	static const char *const unreadable[] = {
		"",
		"2019-06-21",
		"12:00",
		"2019-06-21 12",
		"2019-06-21 12:0",
		"2019-06-21 12:00.30",
		"2019-06-21 12.00:30",
		"2019-06-21 12:00:00:00",
		"2019-06-21 12:00 ",
		"2019-06-21 12:00:00+02:00",
		"2019-06-21 kl. 12",
		"2019-06-21 12:00 PM",
		"2019-06-21 kl. ",
		"2019-06-21 :00",
	};
	struct tsop_zone *zone = load("Europe/Copenhagen");

	(void)state;
	for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++)
		check_refuses(zone, unreadable[i],
			      "expected a date and a time such as 2019-06-21 12:00, "
			      "21-06-2019 12.00 or 2019-06-21T12:00:00+02:00");
	check_refuses(zone, "2019-06-21 24:00", "expected a time from 00:00:00 to 23:59:59");
	check_refuses(zone, "2019-06-31 12:00",
		      "31 June 2019 does not exist; June 2019 has 30 days");
	check_refuses(zone, " 12:00",
		      "expected a date such as 2019-04-11, 11-04-2019 or 11. april 2019");
	check_refuses(zone, "7. februar kl. 9.00", "expected a year behind the day and the month");
	check_refuses(zone, "2019-06-21T12:00+02:00",
		      "expected an instant such as 2019-05-03T10:12:00+02:00");
	check_refuses(zone, "0001-01-01 00:00", "expected an instant in the years 1 to 9999 of UTC");
	tsop_zone_free(zone);
}

static void test_the_gap_and_the_fold_name_both_candidates(void **state)
{
	struct tsop_zone *zone = load("Europe/Copenhagen");

	(void)state;
	check_refuses(zone, "2019-03-31 02:30",
		      "2019-03-31 02:30 does not exist in Europe/Copenhagen: the clock goes from "
		      "02:00 to 03:00; say 2019-03-31T01:30:00+01:00 or 2019-03-31T03:30:00+02:00");
	check_refuses(zone, "2019-10-27 02:30",
		      "2019-10-27 02:30 exists twice in Europe/Copenhagen: "
		      "2019-10-27T02:30:00+02:00 or 2019-10-27T02:30:00+01:00");
	/* Behind the table, by the rule of the footer. */
	check_refuses(zone, "2099-03-29 02:00:01",
		      "2099-03-29 02:00:01 does not exist in Europe/Copenhagen: the clock goes from "
		      "02:00 to 03:00; say 2099-03-29T01:00:01+01:00 or 2099-03-29T03:00:01+02:00");
	check_reads(zone, "2019-03-31 01:59:59", "2019-03-31T01:59:59+01:00");
	check_reads(zone, "2019-03-31 03:00", "2019-03-31T03:00:00+02:00");
	check_reads(zone, "2019-10-27 01:59:59", "2019-10-27T01:59:59+02:00");
	check_reads(zone, "2019-10-27 03:00", "2019-10-27T03:00:00+01:00");
	tsop_zone_free(zone);
}

static void test_a_day_may_be_skipped(void **state)
{
	struct tsop_zone *zone = load("Pacific/Apia");

	(void)state;
	check_refuses(zone, "2011-12-30 12:00",
		      "2011-12-30 12:00 does not exist in Pacific/Apia: the clock goes from 00:00 to "
		      "2011-12-31 00:00; say 2011-12-29T12:00:00-10:00 or "
		      "2011-12-31T12:00:00+14:00");
	tsop_zone_free(zone);
}

static void test_names_are_checked_before_they_become_paths(void **state)
{
	static const char *const bad[] = { "",          "/etc/passwd",       "../../etc/passwd",
					   ".",         "..",                "Europe/",
					   "Europe//Copenhagen", "Europe/../UTC", "Europe/Køb",
					   "a b",       "UTC\n",             "posix/../UTC" };
	struct tsop_zone *zone = NULL;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		assert_int_equal(tsop_zone_load(&zone, bad[i], &err), -1);
		assert_int_equal(err.code, TSOP_INPUT);
		assert_string_equal(err.text,
				    "expected a zone by its name in tzdata, such as "
				    "Europe/Copenhagen");
	}
	assert_int_equal(tsop_zone_load(&zone, "Europe", &err), -1);
	assert_string_equal(err.text, "unknown zone 'Europe'; expected a name of tzdata such as "
				      "Europe/Copenhagen");
	assert_int_equal(tsop_zone_load(&zone, "Europe/Copenhagen/x", &err), -1);
	assert_int_equal(tsop_zone_load(&zone, "Nowhere/Land", &err), -1);
	assert_int_equal(tsop_zone_load(&zone, "leapseconds", &err), -1);
	assert_string_equal(err.text, "/usr/share/zoneinfo/leapseconds: not a TZif file of version "
				      "2 or later");
	assert_null(zone);
}

static void test_a_long_name_is_refused(void **state)
{
	char name[200];
	struct tsop_zone *zone = NULL;

	(void)state;
	memset(name, 'a', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	assert_int_equal(tsop_zone_load(&zone, name, &err), -1);
	assert_null(zone);
	tsop_zone_free(NULL);
}

static void test_files_that_count_leap_seconds_are_refused(void **state)
{
	struct tsop_zone *zone = NULL;

	(void)state;
	if (access("/usr/share/zoneinfo/right/Europe/Copenhagen", F_OK) != 0)
		skip();
	assert_int_equal(tsop_zone_load(&zone, "right/Europe/Copenhagen", &err), -1);
	assert_string_equal(err.text, "/usr/share/zoneinfo/right/Europe/Copenhagen: it counts leap "
				      "seconds, which instants here do not");
}

static void test_the_environment_does_not_choose(void **state)
{
	struct tsop_zone *zone;

	(void)state;
	setenv("TZ", "America/New_York", 1);
	tzset();
	zone = load("Europe/Copenhagen");
	assert_int_equal(tsop_zone_offset(zone, 1556871120), 7200);
	tsop_zone_free(zone);
}

/* libc, the oracle. */
static struct tsop_clock libc_clock(tsop_instant instant)
{
	time_t t = (time_t)instant;
	struct tm tm;

	assert_non_null(localtime_r(&t, &tm));
	return (struct tsop_clock){ { tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday },
				    tm.tm_hour, tm.tm_min, tm.tm_sec };
}

static int libc_offset(tsop_instant instant)
{
	return (int)(tsop_instant_of_clock(libc_clock(instant), 0) - instant);
}

/* An instant where libc's offset changes, between two that differ. */
static tsop_instant bisect(tsop_instant low, tsop_instant high)
{
	int offset = libc_offset(low);

	while (high - low > 1) {
		tsop_instant middle = low + (high - low) / 2;

		if (libc_offset(middle) == offset)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static void check_offset(const struct tsop_zone *zone, tsop_instant instant)
{
	if (tsop_zone_offset(zone, instant) != libc_offset(instant))
		fail_msg("%s at %lld: %d, libc says %d", tsop_zone_name(zone), (long long)instant,
			 tsop_zone_offset(zone, instant), libc_offset(instant));
}

/* What the local time is by libc: an instant, or none or two, near a change. */
static void check_local(const struct tsop_zone *zone, tsop_instant local_as_utc,
			tsop_instant change)
{
	struct tsop_clock local = tsop_instant_clock(local_as_utc, 0);
	int offsets[] = { libc_offset(change - 1), libc_offset(change) };
	tsop_instant found = 0, instant;
	int n = 0;

	for (int i = 0; i < 2; i++) {
		if (libc_offset(local_as_utc - offsets[i]) == offsets[i]) {
			found = local_as_utc - offsets[i];
			n++;
		}
	}
	if (tsop_zone_instant(zone, local, &instant, &err) == 0) {
		assert_int_equal(n, 1);
		assert_true(instant == found);
	} else {
		assert_int_not_equal(n, 1);
		assert_non_null(strstr(err.text, n == 0 ? "does not exist" : "exists twice"));
	}
}

static void check_change(const struct tsop_zone *zone, tsop_instant change)
{
	static const int near[] = { -3601, -1800, -1, 0, 1, 1800, 3600 };

	for (size_t i = 0; i < sizeof near / sizeof near[0]; i++) {
		check_offset(zone, change + near[i]);
		check_local(zone, change + libc_offset(change) + near[i], change);
		check_local(zone, change + libc_offset(change - 1) + near[i], change);
	}
}

static void test_zones_agree_with_libc_from_1900_to_2100(void **state)
{
	static const char *const names[] = {
		"Europe/Copenhagen",   "America/New_York", "Asia/Kathmandu",
		"Australia/Lord_Howe", "Pacific/Apia",     "Africa/Casablanca",
		"America/Sao_Paulo",   "Europe/Dublin",    "Asia/Gaza",
		"America/Nuuk",        "Antarctica/Troll", "Etc/UTC",
	};
	const tsop_instant begin = -INT64_C(2208988800), end = INT64_C(4102444800);
	const int step = 3 * 86400 + 1234;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct tsop_zone *zone = load(names[i]);
		int last;

		setenv("TZ", names[i], 1);
		tzset();
		last = libc_offset(begin);
		for (tsop_instant t = begin; t < end; t += step) {
			int offset = libc_offset(t);

			check_offset(zone, t);
			if (offset != last)
				check_change(zone, bisect(t - step, t));
			last = offset;
		}
		tsop_zone_free(zone);
	}
}

static void test_every_zone_of_tzdata_is_read(void **state)
{
	FILE *file = fopen("/usr/share/zoneinfo/zone1970.tab", "r");
	char line[1024], name[256];
	int n = 0;

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		if (line[0] != '#' && sscanf(line, "%*s %*s %255s", name) == 1) {
			tsop_zone_free(load(name));
			n++;
		}
	}
	fclose(file);
	assert_in_range(n, 300, 600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_local_times_are_read_as_people_write_them),
		cmocka_unit_test(test_what_is_no_local_time_is_refused),
		cmocka_unit_test(test_the_gap_and_the_fold_name_both_candidates),
		cmocka_unit_test(test_a_day_may_be_skipped),
		cmocka_unit_test(test_names_are_checked_before_they_become_paths),
		cmocka_unit_test(test_a_long_name_is_refused),
		cmocka_unit_test(test_files_that_count_leap_seconds_are_refused),
		cmocka_unit_test(test_the_environment_does_not_choose),
		cmocka_unit_test(test_zones_agree_with_libc_from_1900_to_2100),
		cmocka_unit_test(test_every_zone_of_tzdata_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
