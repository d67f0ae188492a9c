/*
 * recording.h: an allocation, taken back into the register.
 *
 * Between the list that was allocated and now, the register may have changed.
 * So every assignment is held against it once more, under the lock, and what
 * it changes is entered as one batch, or nothing is.
 */
#ifndef TSOP_ENROLL_RECORDING_H
#define TSOP_ENROLL_RECORDING_H

#include <stdbool.h>

#include "base/error.h"
#include "enroll/register.h"
#include "enroll/stream.h"

struct tsop_recording {
	struct tsop_stream *stream;
	struct tsop_register reg;
	bool *changes; /* one a placing: the register has it otherwise */

	bool done;      /* nothing was refused: the rest is to be told */
	bool known;     /* this allocation was recorded before */
	bool recovered; /* the store's torn tail was cut */
	size_t n_enrolled, n_waiting; /* changes, by what they say */
};

/* stream was read without a finding and is borrowed. Release with tsop_recording_release. */
void tsop_recording_init(struct tsop_recording *recording, struct tsop_stream *stream);
void tsop_recording_release(struct tsop_recording *recording);

/*
 * Enter what the allocation changes into the register at path, unless this is
 * a dry run. Refused, and reported to the sink: a round, course or enrollment
 * that the register does not have, an enrollment whose state, place or
 * municipality is not what was allocated any more, a course over its
 * capacity. An allocation that changes nothing, and one that was recorded
 * before, enters nothing. -1 with err: the store failed (tsop_store_append).
 */
int tsop_recording_run(struct tsop_recording *recording, const char *path, tsop_instant now,
		       bool dry_run, struct tsop_sink *sink, struct tsop_error *err);

#endif
