/*
 * source.h: public sources of chance as a key string (RFC 3797, section 4).
 *
 * The values of a source are sorted, as they may be reported in any order.
 */
#ifndef TSOP_DRAW_SOURCE_H
#define TSOP_DRAW_SOURCE_H

#include "base/buf.h"
#include "base/error.h"
#include "base/view.h"
#include "draw/entropy.h"

/*
 * Append a source as the RFC writes it, and count what it can give.
 *
 * Decimal numbers separated by blanks: each without leading zeros and ended by
 * a point, or with a point before its decimals, these without trailing zeros;
 * the least first; then '/'. Any source with a letter is a text: its letters
 * as capitals and its digits, nothing between them, then "./".
 *
 * TSOP_INPUT for what is neither, or has more than TSOP_ENTROPY_MAX bytes.
 */
int tsop_source_add(struct tsop_buf *key, struct tsop_view source, struct tsop_entropy *entropy,
		    struct tsop_error *err);

#endif
