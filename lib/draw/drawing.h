/*
 * drawing.h: how a draw is made: from a seed or sources that anybody can
 * look up, or by hand.
 *
 * The key string of sources alone is that of RFC 3797 (source.h). Draws must
 * be independent of each other: where one seed or set of sources serves more
 * than one of them, the key string goes on with LF, what the draw is for, LF
 * and SHA-256, as hexadecimal digits, of the ids that are tied, each ended by
 * LF. From a seed it always does.
 */
#ifndef TSOP_DRAW_DRAWING_H
#define TSOP_DRAW_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "draw/draw.h"

/*
 * Make the draw by draw->by, which is not by hand, from its seed or sources:
 * drawn, key_string, bits_needed and bits_given (what they give at most) are
 * filled in, from the arena. is_apart: it is one of several from the same. -1
 * with err, without a place: TSOP_INPUT where a source is none.
 */
int tsop_drawing_make(struct tsop_draw *draw, bool is_apart, struct tsop_arena *arena,
		      struct tsop_error *err);

/* Was the draw that the faults are of drawn as it says? -1: the members at fault were noted. */
int tsop_drawing_check(const struct tsop_draw *draw, struct tsop_arena *arena,
		       struct tsop_faults *faults);

#endif
