/*
 * date.h: days of the calendar and nominal periods.
 *
 * A civil date is a day of the Gregorian calendar, also before 1582
 * (proleptic), in the years 1 to 9999. It knows no zone.
 */
#ifndef TSOP_TIME_DATE_H
#define TSOP_TIME_DATE_H

#include <stdint.h>

#include "base/error.h"
#include "base/view.h"

struct tsop_date {
	int year;  /* 1..9999 */
	int month; /* 1..12 */
	int day;   /* 1.. */
};

enum { TSOP_DATE_TEXT = 16 };

/*
 * Read YYYY-MM-DD, or a date as Danes write it, which is always day, month,
 * year: "11-04-2019", "15/12/2021", "15/12 2021", "11.04.2019", "8. februar
 * 2022", "8. feb. 2022". Day and month may have one digit, the year has four.
 * Nothing is guessed: a date without a year is refused, as is a day that does
 * not exist.
 */
int tsop_date_read(struct tsop_view text, struct tsop_date *date, struct tsop_error *err);
/* Write YYYY-MM-DD; returns text. */
char *tsop_date_write(struct tsop_date date, char text[TSOP_DATE_TEXT]);

/* Does the day exist? The message says what does: "February 2019 has 28 days". */
int tsop_date_check(struct tsop_date date, struct tsop_error *err);

/* Days since 1970-01-01 and back, for any year that an int can hold. */
int64_t tsop_date_to_days(struct tsop_date date);
struct tsop_date tsop_date_from_days(int64_t days);

/*
 * A nominal period, added to a date by the calendar: years and months first,
 * to the month's last day where the day does not exist (31 January + 1 month
 * is 28 or 29 February), then days.
 */
struct tsop_period {
	int years, months, days; /* each may be negative */
};

/*
 * Read an ISO 8601 duration of whole years, months, weeks and days, in that
 * order, each at most once and at most 9999: "P1Y", "P6M", "P2W", "P1Y6M14D".
 * With "-" before the P all of it counts backwards.
 */
int tsop_period_read(struct tsop_view text, struct tsop_period *period, struct tsop_error *err);

/* date + period; refused where the sum leaves the years 1 to 9999. */
int tsop_date_add(struct tsop_date date, struct tsop_period period, struct tsop_date *sum,
		  struct tsop_error *err);

#endif
