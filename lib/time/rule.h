/*
 * rule.h: a zone's rule for all years, as POSIX writes it in TZ.
 *
 * "CET-1CEST,M3.5.0,M10.5.0/3": standard time, and daylight saving time from
 * one day of each year to another. It is the footer of a TZif file (RFC 9636
 * section 3.3.1, with times of -167 to 167 hours).
 */
#ifndef TSOP_TIME_RULE_H
#define TSOP_TIME_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/view.h"
#include "time/instant.h"

/* A day and a time of each year at which the clock is changed. */
struct tsop_rule_change {
	enum {
		TSOP_CHANGE_JULIAN,   /* Jn: day 1..365, 29 February is never counted */
		TSOP_CHANGE_ORDINAL,  /* n: day 0..365, 29 February is counted */
		TSOP_CHANGE_WEEKDAY,  /* Mm.w.d: the w-th (5: last) weekday d (0: Sunday) of month m */
	} kind;
	int month, week, day;
	int time; /* seconds of local time from the day's midnight; may be negative */
};

struct tsop_rule {
	int standard; /* offset from UTC in seconds, east positive */
	bool has_daylight;
	int daylight; /* the offset then */
	struct tsop_rule_change start, end;
};

/* Read a rule. Errors are TSOP_INPUT. */
int tsop_rule_read(struct tsop_view text, struct tsop_rule *rule, struct tsop_error *err);

/* While an offset holds: from <= instant < to. */
struct tsop_span {
	tsop_instant from, to; /* INT64_MIN and INT64_MAX: without end */
	int offset;            /* from UTC in seconds, east positive */
};

/* The span of the rule that the instant lies in. Cost: ten dates. */
struct tsop_span tsop_rule_span(const struct tsop_rule *rule, tsop_instant instant);

#endif
