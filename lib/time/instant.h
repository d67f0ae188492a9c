/*
 * instant.h: points in time, as integers.
 *
 * An instant is seconds since 1970-01-01T00:00:00Z without leap seconds, in
 * the years 1 to 9999. It knows no zone: zone.h gives local times their
 * meaning.
 */
#ifndef TSOP_TIME_INSTANT_H
#define TSOP_TIME_INSTANT_H

#include <stdint.h>

#include "base/error.h"
#include "base/view.h"
#include "time/date.h"

typedef int64_t tsop_instant; /* seconds */

struct tsop_clock {
	struct tsop_date date;
	int hour, minute, second; /* 0..23, 0..59, 0..59 */
};

/*
 * Read RFC 3339 with an offset: "2019-05-03T10:12:00+02:00", "...Z". T and Z
 * are capitals. A fraction of a second, a leap second and a day or a time
 * that does not exist are refused.
 */
int tsop_instant_read(struct tsop_view text, tsop_instant *instant, struct tsop_error *err);

enum { TSOP_INSTANT_TEXT = 32 };
/* Write as "2019-05-03T08:12:00Z"; returns text. */
char *tsop_instant_write(tsop_instant instant, char text[TSOP_INSTANT_TEXT]);
/*
 * Write with an offset of that many seconds: "2019-05-03T10:12:00+02:00". What
 * RFC 3339 can not say (an offset with seconds, as local mean time had, or a
 * local year that is not 1 to 9999) is written in UTC. Returns text.
 */
char *tsop_instant_write_offset(tsop_instant instant, int offset, char text[TSOP_INSTANT_TEXT]);

/*
 * The clock of the machine, or the text of --now where it was given (NULL: the
 * clock). A text that is no instant is TSOP_USAGE.
 */
int tsop_instant_now(const char *option, tsop_instant *now, struct tsop_error *err);

/* The instant at which a clock with that offset from UTC shows this, and back. */
tsop_instant tsop_instant_of_clock(struct tsop_clock clock, int offset);
struct tsop_clock tsop_instant_clock(tsop_instant instant, int offset);
/* Is the instant in the years 1 to 9999 of UTC? */
int tsop_instant_check(tsop_instant instant, struct tsop_error *err);

/* Does the time of the day exist? (0:00:00 to 23:59:59) */
int tsop_clock_check(struct tsop_clock clock, struct tsop_error *err);

#endif
