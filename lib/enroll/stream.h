/*
 * stream.h: an allocation as tsop-allocate prints it, read to its end.
 *
 * A pipe can break anywhere. So nothing is believed before the last line has
 * come and all of it adds up to what the first line says.
 */
#ifndef TSOP_ENROLL_STREAM_H
#define TSOP_ENROLL_STREAM_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "enroll/members.h"
#include "record/input.h"

/* An assignment: one person's place, or none. */
struct tsop_placing {
	unsigned long long line;
	const char *enrollment, *municipality;
	const char *course; /* NULL: waiting */
	const char *from;   /* the course that the person is moved from, or NULL */
	int64_t position;   /* among the waiting of the municipality; 0: none was given */
};

struct tsop_stream {
	struct tsop_arena arena;
	const char *file;           /* borrowed: for messages */
	const char *id, *round;     /* of the allocation */
	struct tsop_members header; /* its first line, as it was read, without type and v */
	struct tsop_placing *placings;
	size_t n, cap;
};

/* Nothing read; allocates nothing. Release with tsop_stream_release. */
void tsop_stream_init(struct tsop_stream *stream);
void tsop_stream_release(struct tsop_stream *stream);

/*
 * Read an allocation with its people: the header, seats and assignments, the
 * proof. Reported to the sink: a line that is none of these or of another
 * allocation, a person assigned twice, an end without proof, and counts that
 * are not the header's. 0 if there was nothing to report.
 */
int tsop_stream_read(struct tsop_stream *stream, const char *name,
		     const struct tsop_input_options *options, struct tsop_sink *sink);

#endif
