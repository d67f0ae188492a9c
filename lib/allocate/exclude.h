/*
 * exclude.h: courses that people are kept from by hand.
 */
#ifndef TSOP_ALLOCATE_EXCLUDE_H
#define TSOP_ALLOCATE_EXCLUDE_H

#include "allocate/applicants.h"
#include "allocate/courses.h"
#include "base/arena.h"
#include "base/error.h"
#include "record/input.h"

/*
 * Read records of `enrollment` and `course` from the file: these people are
 * never placed on that course. A `reason` may stand beside them; it is
 * checked and forgotten, because it tends to speak of others. Read the places
 * fixed by hand before. Whatever is wrong goes to the sink, then -1 is
 * returned.
 */
int tsop_exclude_read(struct tsop_applicants *applicants, const char *file,
		      const struct tsop_courses *courses, const struct tsop_input_options *input,
		      struct tsop_arena *arena, struct tsop_sink *sink);

#endif
