/*
 * tzif.h: the file format of tzdata (TZif, RFC 9636, versions 2 to 4).
 *
 * A file lists the instants at which a zone's offset changed, and ends with a
 * rule for the time behind them. Of its two blocks only the one with 64-bit
 * instants is read. Files that count leap seconds ("right/...") are refused:
 * our instants do not.
 */
#ifndef TSOP_TIME_TZIF_H
#define TSOP_TIME_TZIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/view.h"
#include "time/rule.h"

struct tsop_tzif {
	size_t n;         /* changes */
	int64_t *at;      /* [n]: their instants, ascending */
	int32_t *offsets; /* [n + 1]: before the first change, and from each on */
	bool has_rule;
	struct tsop_rule rule; /* from the last change on, or always where n is 0 */
};

/*
 * Read the bytes of a file; they may be anything. Errors are TSOP_INPUT (or
 * TSOP_SYSTEM without memory). Free with tsop_tzif_release.
 */
int tsop_tzif_read(struct tsop_tzif *tzif, struct tsop_view bytes, struct tsop_error *err);
void tsop_tzif_release(struct tsop_tzif *tzif);

/* The span around the instant. Cost: a binary search, or that of tsop_rule_span. */
struct tsop_span tsop_tzif_span(const struct tsop_tzif *tzif, tsop_instant instant);

#endif
