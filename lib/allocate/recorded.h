/*
 * recorded.h: draws that were made before a run, which it is to go by.
 *
 * Every one must be what it says, and be needed: a draw over others than those
 * that are tied, or for another number, is refused rather than passed over.
 */
#ifndef TSOP_ALLOCATE_RECORDED_H
#define TSOP_ALLOCATE_RECORDED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "draw/draw.h"
#include "record/input.h"

struct tsop_recorded_row {
	struct tsop_draw draw;
	size_t used; /* when it last was, from 1; 0: never */
};

struct tsop_recorded {
	struct tsop_recorded_row *rows; /* as they were read; once judged, as they were used */
	size_t n;
	size_t cap;
	size_t n_uses;
};

/*
 * Read the draws of a file; their texts go to the arena. Whatever is wrong
 * goes to the sink, then -1 is returned: also for a draw given twice, and for
 * two from one key string, which would not be independent. Release also after
 * an error.
 */
int tsop_recorded_read(struct tsop_recorded *recorded, const char *file,
		       const struct tsop_input_options *input, struct tsop_arena *arena,
		       struct tsop_sink *sink);
void tsop_recorded_release(struct tsop_recorded *recorded);

/* The draw for the same, of the same number of the same ids, or NULL; it is used then. */
const struct tsop_draw *tsop_recorded_find(struct tsop_recorded *recorded,
					   const struct tsop_draw *tie);

/* The number, from 1, of that of them as they stand now; 0: it is none of them. */
size_t tsop_recorded_number(const struct tsop_recorded *recorded, const struct tsop_draw *draw);

/*
 * Tell the sink of each that was not used, up to those for `reached`, where
 * the run came to its end, and what is wrong with it, given the n ties that
 * were met. 0: there is none; -1: the sink was told. Then sort the rows by when
 * they were last used: who was drawn again has the place of the later draw.
 */
int tsop_recorded_judge(struct tsop_recorded *recorded, enum tsop_draw_purpose reached,
			const struct tsop_draw *met, size_t n, struct tsop_sink *sink);

#endif
