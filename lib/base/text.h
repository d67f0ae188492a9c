/*
 * text.h: UTF-8 as people wrote it.
 */
#ifndef TSOP_BASE_TEXT_H
#define TSOP_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/view.h"

/*
 * The offset of the first byte that is not part of valid UTF-8 (overlong
 * forms, surrogates and code points over U+10FFFF are not valid), or len
 * where all of it is. Cost: about a byte a cycle where it is ASCII.
 */
size_t tsop_text_invalid(struct tsop_view text);

/* Append the text in Unicode normalization form C. The text is valid UTF-8. */
int tsop_text_nfc(struct tsop_buf *out, struct tsop_view text, struct tsop_error *err);

/*
 * Append the text case-folded (full folding, Unicode 3.13) in NFC: two texts
 * that differ only in case or composition fold to the same bytes.
 */
int tsop_text_fold(struct tsop_buf *out, struct tsop_view text, struct tsop_error *err);

/* The text without white space (ASCII blanks, tabs, CR, LF; U+00A0) at its ends. */
struct tsop_view tsop_text_trim(struct tsop_view text);

/* Columns of a terminal that the text takes; control characters count 0. */
size_t tsop_text_width(struct tsop_view text);

/*
 * Append the text so that a terminal shows it as it is: control characters
 * (C0, DEL, C1), direction marks and invalid bytes become \xHH or \u{HEX}.
 */
int tsop_text_escape(struct tsop_buf *out, struct tsop_view text);

/* The first control character (C0 with CR, LF and tab, DEL, C1), or len. Valid UTF-8. */
size_t tsop_text_control(struct tsop_view text);

/*
 * Edit distance in code points (insertions, deletions, substitutions and
 * swaps of neighbors, each 1), for "did you mean"; limit + 1 where it is
 * over limit. Valid UTF-8; texts over 64 code points are over any limit.
 */
unsigned tsop_text_distance(struct tsop_view a, struct tsop_view b, unsigned limit);

#endif
