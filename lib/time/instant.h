/*
 * instant.h: points in time and days of the calendar, as integers.
 *
 * An instant is seconds since 1970-01-01T00:00:00Z without leap seconds. A
 * civil date is a day of the Gregorian calendar. Neither knows a zone;
 * zone.h gives local times their meaning. Years 1 to 9999.
 */
#ifndef TSOP_TIME_INSTANT_H
#define TSOP_TIME_INSTANT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/view.h"

typedef int64_t tsop_instant; /* seconds */

struct tsop_date {
	int year;  /* 1..9999 */
	int month; /* 1..12 */
	int day;   /* 1.. */
};

struct tsop_clock {
	struct tsop_date date;
	int hour, minute, second; /* 0..23, 0..59, 0..59 */
};

/* Read RFC 3339 with an offset ("2019-05-03T10:12:00+02:00", "...Z"); a fraction or a leap second is refused. */
int tsop_instant_read(struct tsop_view text, tsop_instant *instant, struct tsop_error *err);

enum { TSOP_INSTANT_TEXT = 32 };
/* Write as "2019-05-03T08:12:00Z"; returns text. */
char *tsop_instant_write(tsop_instant instant, char text[TSOP_INSTANT_TEXT]);
/* Write with an offset of that many seconds: "2019-05-03T10:12:00+02:00"; returns text. */
char *tsop_instant_write_offset(tsop_instant instant, int offset, char text[TSOP_INSTANT_TEXT]);

/* The clock of the machine, or --now where it was given (NULL: the clock). */
int tsop_instant_now(const char *option, tsop_instant *now, struct tsop_error *err);

/* Read YYYY-MM-DD, or a Danish date: day-month-year with - / or . ("11-04-2019", "15/12 2021", "8. februar 2022"). */
int tsop_date_read(struct tsop_view text, struct tsop_date *date, struct tsop_error *err);
/* Write YYYY-MM-DD. */
char *tsop_date_write(struct tsop_date date, char text[TSOP_INSTANT_TEXT]);
/* Days since 1970-01-01 and back (proleptic Gregorian). */
int64_t tsop_date_to_days(struct tsop_date date);
struct tsop_date tsop_date_from_days(int64_t days);
/* Does the day exist? */
int tsop_date_check(struct tsop_date date, struct tsop_error *err);

/*
 * A nominal period, added to a date by the calendar: a month's last day
 * where the day does not exist (31 January + 1 month = 28 or 29 February).
 */
struct tsop_period {
	int years, months, days; /* each may be negative */
};
/* ISO 8601: P1Y, P6M, P14D, P2W and combinations in that order. */
int tsop_period_read(struct tsop_view text, struct tsop_period *period, struct tsop_error *err);
int tsop_date_add(struct tsop_date date, struct tsop_period period, struct tsop_date *sum,
		  struct tsop_error *err);

#endif
