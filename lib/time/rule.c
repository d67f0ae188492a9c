#include "time/rule.h"

#include "base/i18n.h"
#include "time/scan.h"

enum { HOUR_MAX = 24, CHANGE_HOUR_MAX = 167, DEFAULT_TIME = 2 * 3600 };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The abbreviation of a time: three letters or more, or anything of <+-0-9A-Za-z>. */
static bool scan_abbreviation(struct tsop_view *rest)
{
	bool is_quoted = tsop_scan_char(rest, '<');
	size_t n = 0;

	while (n < rest->len &&
	       (is_letter(rest->p[n]) ||
		(is_quoted && (tsop_scan_is_digit(rest->p[n]) || rest->p[n] == '+' ||
			       rest->p[n] == '-'))))
		n++;
	rest->p += n;
	rest->len -= n;
	return n >= 3 && (!is_quoted || tsop_scan_char(rest, '>'));
}

/* [+-]hh[:mm[:ss]] as seconds. */
static bool scan_time(struct tsop_view *rest, int hour_max, int *seconds)
{
	int sign = 1;
	int hour, minute = 0, second = 0;

	if (tsop_scan_char(rest, '-'))
		sign = -1;
	else
		tsop_scan_char(rest, '+');
	hour = tsop_scan_digits(rest, 1, 3);
	if (tsop_scan_char(rest, ':'))
		minute = tsop_scan_digits(rest, 2, 2);
	if (minute >= 0 && tsop_scan_char(rest, ':'))
		second = tsop_scan_digits(rest, 2, 2);
	*seconds = sign * (hour * 3600 + minute * 60 + second);
	return hour >= 0 && hour <= hour_max && minute >= 0 && minute <= 59 && second >= 0 &&
	       second <= 59;
}

static bool scan_number(struct tsop_view *rest, int min, int max, int *value)
{
	*value = tsop_scan_digits(rest, 1, 3);
	return *value >= min && *value <= max;
}

/* ",M3.5.0/2", ",J60" or ",59" */
static bool scan_change(struct tsop_view *rest, struct tsop_rule_change *change)
{
	bool is_day;

	*change = (struct tsop_rule_change){ .time = DEFAULT_TIME };
	if (!tsop_scan_char(rest, ','))
		return false;
	if (tsop_scan_char(rest, 'M')) {
		change->kind = TSOP_CHANGE_WEEKDAY;
		is_day = scan_number(rest, 1, 12, &change->month) && tsop_scan_char(rest, '.') &&
			 scan_number(rest, 1, 5, &change->week) && tsop_scan_char(rest, '.') &&
			 scan_number(rest, 0, 6, &change->day);
	} else if (tsop_scan_char(rest, 'J')) {
		change->kind = TSOP_CHANGE_JULIAN;
		is_day = scan_number(rest, 1, 365, &change->day);
	} else {
		change->kind = TSOP_CHANGE_ORDINAL;
		is_day = scan_number(rest, 0, 365, &change->day);
	}
	return is_day && (!tsop_scan_char(rest, '/') ||
			  scan_time(rest, CHANGE_HOUR_MAX, &change->time));
}

static bool scan_rule(struct tsop_view text, struct tsop_rule *rule)
{
	int west;

	*rule = (struct tsop_rule){ 0 };
	if (!scan_abbreviation(&text) || !scan_time(&text, HOUR_MAX, &west))
		return false;
	rule->standard = -west;
	if (text.len == 0)
		return true;
	rule->has_daylight = true;
	if (!scan_abbreviation(&text))
		return false;
	rule->daylight = rule->standard + 3600;
	if (text.len > 0 && text.p[0] != ',') {
		if (!scan_time(&text, HOUR_MAX, &west))
			return false;
		rule->daylight = -west;
	}
	return scan_change(&text, &rule->start) && scan_change(&text, &rule->end) && text.len == 0;
}

int tsop_rule_read(struct tsop_view text, struct tsop_rule *rule, struct tsop_error *err)
{
	struct tsop_rule read;

	if (!scan_rule(text, &read))
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a rule such as CET-1CEST,M3.5.0,M10.5.0/3"));
	*rule = read;
	return 0;
}

/* The w-th weekday of a month, or its last one where it has no fifth. */
static int64_t weekday_of_month(int year, const struct tsop_rule_change *change)
{
	int64_t first = tsop_date_to_days((struct tsop_date){ year, change->month, 1 });
	int64_t next = change->month == 12
			       ? tsop_date_to_days((struct tsop_date){ year + 1, 1, 1 })
			       : tsop_date_to_days((struct tsop_date){ year, change->month + 1, 1 });
	int weekday = (int)(((first + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
	int days = (change->day - weekday + 7) % 7 + 7 * (change->week - 1);
	int64_t day = first + days;

	return day < next ? day : day - 7;
}

static int64_t day_of_change(int year, const struct tsop_rule_change *change)
{
	int64_t first = tsop_date_to_days((struct tsop_date){ year, 1, 1 });
	int64_t march = tsop_date_to_days((struct tsop_date){ year, 3, 1 });

	switch (change->kind) {
	case TSOP_CHANGE_JULIAN:
		return change->day < 60 ? first + change->day - 1 : march + change->day - 60;
	case TSOP_CHANGE_ORDINAL:
		return first + change->day;
	case TSOP_CHANGE_WEEKDAY:
		break;
	}
	return weekday_of_month(year, change);
}

/* The change's instant in that year; offset is the one that holds before it. */
static tsop_instant instant_of_change(int year, const struct tsop_rule_change *change, int offset)
{
	return day_of_change(year, change) * 86400 + change->time - offset;
}

/*
 * Let the change at that instant bound the span around `instant`, if it is nearer than what
 * does.
 */
static void narrow(struct tsop_span *span, tsop_instant instant, tsop_instant change, int offset)
{
	if (change <= instant && change >= span->from) {
		span->from = change;
		span->offset = offset;
	}
	if (change > instant && change < span->to)
		span->to = change;
}

struct tsop_span tsop_rule_span(const struct tsop_rule *rule, tsop_instant instant)
{
	struct tsop_span span = { INT64_MIN, INT64_MAX, rule->standard };
	int year;

	if (!rule->has_daylight)
		return span;
	/* A time of 167 hours may take a change into the next year, or back into the last. */
	year = tsop_instant_clock(instant, rule->standard).date.year;
	for (int y = year - 2; y <= year + 2; y++) {
		tsop_instant start = instant_of_change(y, &rule->start, rule->standard);
		tsop_instant end = instant_of_change(y, &rule->end, rule->daylight);

		narrow(&span, instant, start, rule->daylight);
		narrow(&span, instant, end, rule->standard);
	}
	return span;
}
