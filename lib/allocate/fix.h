/*
 * fix.h: places fixed by hand, each with a reason that is published.
 */
#ifndef TSOP_ALLOCATE_FIX_H
#define TSOP_ALLOCATE_FIX_H

#include "allocate/applicants.h"
#include "allocate/courses.h"
#include "base/arena.h"
#include "base/error.h"
#include "record/input.h"

/*
 * Read records of `enrollment`, `course` and `reason` from the file: these
 * people hold a seat on that course, whatever they wish and whatever course
 * they had. Reasons go to the arena. Whatever is wrong goes to the sink, then
 * -1 is returned.
 */
int tsop_fix_read(struct tsop_applicants *applicants, const char *file,
		  const struct tsop_courses *courses, const struct tsop_input_options *input,
		  struct tsop_arena *arena, struct tsop_sink *sink);

#endif
