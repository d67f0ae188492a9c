#include "time/instant.h"

#include <errno.h>
#include <time.h>

#include "base/i18n.h"
#include "time/scan.h"

enum { SECONDS_OF_DAY = 86400 };

tsop_instant tsop_instant_of_clock(struct tsop_clock clock, int offset)
{
	int second = (clock.hour * 60 + clock.minute) * 60 + clock.second;

	return tsop_date_to_days(clock.date) * SECONDS_OF_DAY + second - offset;
}

struct tsop_clock tsop_instant_clock(tsop_instant instant, int offset)
{
	int64_t local = instant + offset;
	int64_t days = local / SECONDS_OF_DAY - (local % SECONDS_OF_DAY < 0);
	int second = (int)(local - days * SECONDS_OF_DAY);

	return (struct tsop_clock){ tsop_date_from_days(days), second / 3600, second / 60 % 60,
				    second % 60 };
}

static bool is_year_written(tsop_instant instant, int offset)
{
	int year = tsop_instant_clock(instant, offset).date.year;

	return year >= 1 && year <= 9999;
}

int tsop_instant_check(tsop_instant instant, struct tsop_error *err)
{
	if (is_year_written(instant, 0))
		return 0;
	return tsop_fail(err, TSOP_INPUT, _("expected an instant in the years 1 to 9999 of UTC"));
}

int tsop_clock_check(struct tsop_clock clock, struct tsop_error *err)
{
	if (clock.second == 60)
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a second from 0 to 59 (leap seconds are not counted)"));
	if (clock.hour > 23 || clock.minute > 59 || clock.second > 59)
		return tsop_fail(err, TSOP_INPUT, _("expected a time from 00:00:00 to 23:59:59"));
	return 0;
}

/* Returns NULL, or what is wrong with the text. */
static const char *scan_offset(struct tsop_view text, int *offset)
{
	const char *expected = N_("expected an offset from UTC behind the time: Z or +02:00");
	int sign = 1;
	int hour, minute;

	*offset = 0;
	if (tsop_scan_char(&text, 'Z'))
		return text.len == 0 ? NULL : expected;
	if (tsop_scan_char(&text, '-'))
		sign = -1;
	else if (!tsop_scan_char(&text, '+'))
		return expected;
	hour = tsop_scan_digits(&text, 2, 2);
	if (hour < 0 || hour > 23 || !tsop_scan_char(&text, ':'))
		return expected;
	minute = tsop_scan_digits(&text, 2, 2);
	if (minute < 0 || minute > 59 || text.len > 0)
		return expected;
	*offset = sign * (hour * 3600 + minute * 60);
	return NULL;
}

/* Returns NULL, or what is wrong with the text. */
static const char *scan_instant(struct tsop_view text, struct tsop_clock *clock, int *offset)
{
	struct tsop_date *date = &clock->date;

	if ((date->year = tsop_scan_digits(&text, 4, 4)) < 0 || !tsop_scan_char(&text, '-') ||
	    (date->month = tsop_scan_digits(&text, 2, 2)) < 0 || !tsop_scan_char(&text, '-') ||
	    (date->day = tsop_scan_digits(&text, 2, 2)) < 0 || !tsop_scan_char(&text, 'T') ||
	    (clock->hour = tsop_scan_digits(&text, 2, 2)) < 0 || !tsop_scan_char(&text, ':') ||
	    (clock->minute = tsop_scan_digits(&text, 2, 2)) < 0 || !tsop_scan_char(&text, ':') ||
	    (clock->second = tsop_scan_digits(&text, 2, 2)) < 0)
		return N_("expected an instant such as 2019-05-03T10:12:00+02:00");
	if (tsop_scan_char(&text, '.') || tsop_scan_char(&text, ','))
		return N_("expected whole seconds, without a fraction");
	return scan_offset(text, offset);
}

int tsop_instant_read(struct tsop_view text, tsop_instant *instant, struct tsop_error *err)
{
	struct tsop_clock clock;
	tsop_instant read;
	int offset;
	const char *wrong = scan_instant(text, &clock, &offset);

	if (wrong != NULL)
		return tsop_fail(err, TSOP_INPUT, "%s", _(wrong));
	if (tsop_date_check(clock.date, err) != 0 || tsop_clock_check(clock, err) != 0)
		return -1;
	read = tsop_instant_of_clock(clock, offset);
	if (tsop_instant_check(read, err) != 0)
		return -1;
	*instant = read;
	return 0;
}

/* By hand: snprintf would take most of the time in which a register is listed. */
static char *put_number(char *p, int number, int digits)
{
	for (int i = digits; i-- > 0; number /= 10)
		p[i] = (char)('0' + number % 10);
	return p + digits;
}

static char *put_clock(char *p, struct tsop_clock clock)
{
	p = put_number(p, clock.date.year, 4);
	*p++ = '-';
	p = put_number(p, clock.date.month, 2);
	*p++ = '-';
	p = put_number(p, clock.date.day, 2);
	*p++ = 'T';
	p = put_number(p, clock.hour, 2);
	*p++ = ':';
	p = put_number(p, clock.minute, 2);
	*p++ = ':';
	return put_number(p, clock.second, 2);
}

char *tsop_instant_write_offset(tsop_instant instant, int offset, char text[TSOP_INSTANT_TEXT])
{
	const int minutes = (offset < 0 ? -offset : offset) / 60;
	char *p;

	if (offset % 60 != 0 || !is_year_written(instant, offset))
		return tsop_instant_write(instant, text);
	p = put_clock(text, tsop_instant_clock(instant, offset));
	*p++ = offset < 0 ? '-' : '+';
	p = put_number(p, minutes / 60, 2);
	*p++ = ':';
	*put_number(p, minutes % 60, 2) = '\0';
	return text;
}

char *tsop_instant_write(tsop_instant instant, char text[TSOP_INSTANT_TEXT])
{
	char *p = put_clock(text, tsop_instant_clock(instant, 0));

	*p++ = 'Z';
	*p = '\0';
	return text;
}

int tsop_instant_now(const char *option, tsop_instant *now, struct tsop_error *err)
{
	struct timespec clock;
	struct tsop_error wrong;

	if (option != NULL) {
		if (tsop_instant_read(tsop_view_of(option), now, &wrong) != 0)
			return tsop_fail(err, TSOP_USAGE, "--now: %s", wrong.text);
		return 0;
	}
	if (clock_gettime(CLOCK_REALTIME, &clock) != 0)
		return tsop_fail_errno(err, errno, _("can not read the clock"));
	*now = clock.tv_sec;
	return tsop_instant_check(*now, err);
}
