#include "time/date.h"

#include <stdio.h>
#include <strings.h>

#include "base/i18n.h"
#include "time/scan.h"

enum { YEAR_MIN = 1, YEAR_MAX = 9999 };

static bool is_leap_year(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

int tsop_date_check(struct tsop_date date, struct tsop_error *err)
{
	static const char *const months[] = {
		N_("January"), N_("February"), N_("March"),     N_("April"),
		N_("May"),     N_("June"),     N_("July"),      N_("August"),
		N_("September"), N_("October"), N_("November"), N_("December"),
	};
	const char *name;
	int n_days;

	if (date.year < YEAR_MIN || date.year > YEAR_MAX)
		return tsop_fail(err, TSOP_INPUT, _("expected a year from %d to %d, not %d"),
				 YEAR_MIN, YEAR_MAX, date.year);
	if (date.month < 1 || date.month > 12)
		return tsop_fail(err, TSOP_INPUT, _("expected a month from 1 to 12, not %d"),
				 date.month);
	n_days = days_of_month(date.year, date.month);
	if (date.day >= 1 && date.day <= n_days)
		return 0;
	name = _(months[date.month - 1]);
	return tsop_fail(err, TSOP_INPUT, _("%d %s %d does not exist; %s %d has %d days"), date.day,
			 name, date.year, name, date.year, n_days);
}

static bool scan_iso(struct tsop_view text, struct tsop_date *date)
{
	return (date->year = tsop_scan_digits(&text, 4, 4)) >= 0 && tsop_scan_char(&text, '-') &&
	       (date->month = tsop_scan_digits(&text, 2, 2)) >= 0 && tsop_scan_char(&text, '-') &&
	       (date->day = tsop_scan_digits(&text, 2, 2)) >= 0 && text.len == 0;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A Danish month's name, whole or as its first three letters (or "sept"): 1..12, or -1. */
static int scan_month_name(struct tsop_view *rest)
{
	static const char *const names[] = {
		"januar", "februar", "marts",     "april",   "maj",      "juni",
		"juli",   "august",  "september", "oktober", "november", "december",
	};
	size_t len = 0;

	while (len < rest->len && is_letter(rest->p[len]))
		len++;
	for (int i = 0; i < 12; i++) {
		bool is_whole = strlen(names[i]) == len;
		bool is_short = len == 3 || (len == 4 && i == 8);

		if ((is_whole || is_short) && strncasecmp(rest->p, names[i], len) == 0) {
			rest->p += len;
			rest->len -= len;
			return i + 1;
		}
	}
	return -1;
}

static void skip_blanks(struct tsop_view *rest)
{
	while (tsop_scan_char(rest, ' '))
		;
}

/* "-04-", "/12/", "/12 " or ".04." behind a day: the month, or -1. */
static int scan_month_between_marks(struct tsop_view *rest)
{
	char mark = rest->p[0];
	int month;

	tsop_scan_char(rest, mark);
	month = tsop_scan_digits(rest, 1, 2);
	if (rest->len > 0 && !tsop_scan_char(rest, mark) &&
	    !(mark == '/' && tsop_scan_char(rest, ' ')))
		return -1;
	return month;
}

/* ". februar " or ". feb. " behind a day: the month, or -1. */
static int scan_month_in_letters(struct tsop_view *rest)
{
	int month;

	tsop_scan_char(rest, '.');
	skip_blanks(rest);
	month = scan_month_name(rest);
	tsop_scan_char(rest, '.');
	skip_blanks(rest);
	return month;
}

/* Returns NULL, or what is wrong with the text. */
static const char *scan_danish(struct tsop_view text, struct tsop_date *date)
{
	const char *expected = N_("expected a date such as 2019-04-11, 11-04-2019 or 11. april 2019");

	date->day = tsop_scan_digits(&text, 1, 2);
	if (date->day < 0)
		return expected;
	if (text.len > 1 && strchr("-/.", text.p[0]) != NULL && tsop_scan_is_digit(text.p[1]))
		date->month = scan_month_between_marks(&text);
	else
		date->month = scan_month_in_letters(&text);
	if (date->month < 0)
		return expected;
	if (text.len == 0)
		return N_("expected a year behind the day and the month");
	date->year = tsop_scan_digits(&text, 4, 4);
	if (date->year < 0 && tsop_scan_digits(&text, 1, 3) >= 0 && text.len == 0)
		return N_("expected a year of four digits");
	return date->year < 0 || text.len > 0 ? expected : NULL;
}

int tsop_date_read(struct tsop_view text, struct tsop_date *date, struct tsop_error *err)
{
	struct tsop_date read;

	if (!scan_iso(text, &read)) {
		const char *wrong = scan_danish(text, &read);

		if (wrong != NULL)
			return tsop_fail(err, TSOP_INPUT, "%s", _(wrong));
	}
	if (tsop_date_check(read, err) != 0)
		return -1;
	*date = read;
	return 0;
}

char *tsop_date_write(struct tsop_date date, char text[TSOP_DATE_TEXT])
{
	snprintf(text, TSOP_DATE_TEXT, "%04d-%02d-%02d", date.year, date.month, date.day);
	return text;
}

/*
 * Both ways count in years that begin with March, so that the leap day is
 * a year's last, in eras of 400 years, which all have the same 146,097 days.
 */
enum { DAYS_OF_ERA = 146097, DAYS_TO_1970 = 719468 };

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t tsop_date_to_days(struct tsop_date date)
{
	int64_t year = (int64_t)date.year - (date.month <= 2);
	int64_t era = floor_divide(year, 400);
	int64_t year_of_era = year - era * 400;
	int64_t month = (date.month + 9) % 12; /* from March */
	int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;

	return era * DAYS_OF_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - DAYS_TO_1970;
}

struct tsop_date tsop_date_from_days(int64_t days)
{
	int64_t era = floor_divide(days + DAYS_TO_1970, DAYS_OF_ERA);
	int64_t day = days + DAYS_TO_1970 - era * DAYS_OF_ERA;
	int64_t year = (day - day / 1460 + day / 36524 - day / (DAYS_OF_ERA - 1)) / 365;
	int64_t month;

	day -= year * 365 + year / 4 - year / 100;
	month = (5 * day + 2) / 153;
	return (struct tsop_date){
		.year = (int)(era * 400 + year + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(day - (153 * month + 2) / 5 + 1),
	};
}

int tsop_period_read(struct tsop_view text, struct tsop_period *period, struct tsop_error *err)
{
	static const char units[] = "YMWD";
	int counts[sizeof units - 1] = { 0 };
	int sign = tsop_scan_char(&text, '-') ? -1 : 1;
	bool is_period = tsop_scan_char(&text, 'P') && text.len > 0;

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		struct tsop_view rest = text;
		int count = tsop_scan_digits(&rest, 1, 4);

		if (count >= 0 && tsop_scan_char(&rest, units[i])) {
			counts[i] = count;
			text = rest;
		}
	}
	if (!is_period || text.len > 0)
		return tsop_fail(err, TSOP_INPUT, _("expected a period such as P14D, P6M or P1Y6M"));
	*period = (struct tsop_period){ sign * counts[0], sign * counts[1],
					sign * (7 * counts[2] + counts[3]) };
	return 0;
}

int tsop_date_add(struct tsop_date date, struct tsop_period period, struct tsop_date *sum,
		  struct tsop_error *err)
{
	int64_t months = ((int64_t)date.year + period.years) * 12 + date.month - 1 + period.months;
	int64_t year = floor_divide(months, 12);
	int64_t days;
	int n_days;

	if (year < YEAR_MIN || year > YEAR_MAX)
		goto outside;
	date.year = (int)year;
	date.month = (int)(months - year * 12) + 1;
	n_days = days_of_month(date.year, date.month);
	date.day = date.day > n_days ? n_days : date.day;
	days = tsop_date_to_days(date) + period.days;
	if (days < tsop_date_to_days((struct tsop_date){ YEAR_MIN, 1, 1 }) ||
	    days > tsop_date_to_days((struct tsop_date){ YEAR_MAX, 12, 31 }))
		goto outside;
	*sum = tsop_date_from_days(days);
	return 0;
outside:
	return tsop_fail(err, TSOP_INPUT, _("the period leads out of the years %d to %d"), YEAR_MIN,
			 YEAR_MAX);
}
