/*
 * zone.h: local time, by the rules of tzdata.
 *
 * A zone is loaded by name from the system's tzdata (TZif, RFC 9636, with its
 * footer for times behind the table). It comes from an option or a course,
 * never from the environment. A local time that the clock skips (the gap in
 * spring) or passes twice (the fold in autumn) is an error that names both
 * candidates: nothing is guessed.
 */
#ifndef TSOP_TIME_ZONE_H
#define TSOP_TIME_ZONE_H

#include "base/error.h"
#include "base/view.h"
#include "time/instant.h"

struct tsop_zone; /* opaque */

/*
 * Load "Europe/Copenhagen" from /usr/share/zoneinfo. The name is checked: parts
 * of letters, digits and "+-_" joined by '/', so that no path leads elsewhere. An
 * unknown zone and a damaged file are TSOP_INPUT, a machine without tzdata is
 * TSOP_SYSTEM. Free with tsop_zone_free (NULL is nothing). Cost: some microseconds.
 */
int tsop_zone_load(struct tsop_zone **zone, const char *name, struct tsop_error *err);
void tsop_zone_free(struct tsop_zone *zone);
const char *tsop_zone_name(const struct tsop_zone *zone);

/*
 * The offset from UTC in seconds, east positive, that holds at the instant. Cost: a binary
 * search.
 */
int tsop_zone_offset(const struct tsop_zone *zone, tsop_instant instant);
/* The local clock at the instant. */
struct tsop_clock tsop_zone_clock(const struct tsop_zone *zone, tsop_instant instant);
/* The instant of a local clock; gap and fold are TSOP_INPUT and name both candidates. */
int tsop_zone_instant(const struct tsop_zone *zone, struct tsop_clock local, tsop_instant *instant,
		      struct tsop_error *err);

/*
 * Read an instant as people give it: RFC 3339 with offset; or a local date
 * (as tsop_date_read takes it) and time ("2019-06-21 12:00",
 * "2019-06-21T12:00:30", "21-06-2019 12.00", "21. juni 2019 kl. 9.00"; seconds
 * optional) in the zone. A date alone is refused.
 */
int tsop_zone_read(const struct tsop_zone *zone, struct tsop_view text, tsop_instant *instant,
		   struct tsop_error *err);
/* Write as tsop_instant_write_offset with the zone's offset at the instant. Returns text. */
char *tsop_zone_write(const struct tsop_zone *zone, tsop_instant instant,
		      char text[TSOP_INSTANT_TEXT]);

#endif
