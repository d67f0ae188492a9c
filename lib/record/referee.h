/*
 * referee.h: Jansson, asked about what is unusual; inside of lib/record.
 */
#ifndef TSOP_RECORD_REFEREE_H
#define TSOP_RECORD_REFEREE_H

#include "base/buf.h"
#include "base/error.h"
#include "base/view.h"

/* Is the text a valid JSON record? 0, or -1 with the column and the reason. Cost: a tree. */
int tsop_referee_verdict(struct tsop_view text, struct tsop_error *err);

/* Append what a string says: raw, with its quotes, known to be valid. */
int tsop_referee_decode(struct tsop_buf *out, struct tsop_view raw, struct tsop_error *err);

#endif
