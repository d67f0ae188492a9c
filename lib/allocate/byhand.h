/*
 * byhand.h: what the files of decisions by hand (fix.h, exclude.h) have in
 * common: a person, a course, a reason.
 */
#ifndef TSOP_ALLOCATE_BYHAND_H
#define TSOP_ALLOCATE_BYHAND_H

#include <stdbool.h>
#include <stdint.h>

#include "allocate/applicants.h"
#include "allocate/courses.h"
#include "base/arena.h"
#include "base/error.h"
#include "record/faults.h"
#include "record/input.h"

struct tsop_byhand {
	struct tsop_applicant *person; /* NULL: refused */
	uint16_t course;               /* TSOP_ASSIGN_NO_COURSE: refused */
	const char *id;     /* of the person */
	const char *reason; /* NULL: none was given */
};

/* A file of them while it is read; all but the faults is borrowed. */
struct tsop_byhand_reading {
	struct tsop_applicants *applicants;
	const struct tsop_courses *courses;
	struct tsop_arena *arena;  /* texts go there */
	bool fixes;                /* places: nobody's twice, and each with a reason */
	struct tsop_faults faults; /* of the row */
};

/*
 * Call each() for every record of the file, with the reading as context; its
 * columns may have their Danish names. Faults go to the sink, then -1 is
 * returned.
 */
int tsop_byhand_each(struct tsop_byhand_reading *reading, const char *file,
		     const struct tsop_input_options *input,
		     int (*each)(void *context, const struct tsop_record *record,
				 struct tsop_error *err),
		     struct tsop_sink *sink);

/* Read `enrollment` and `course` of a record, whose faults begin with those found here. */
void tsop_byhand_read(struct tsop_byhand_reading *reading, const struct tsop_record *record,
		      struct tsop_byhand *row);
/* Then its `reason`. */
void tsop_byhand_reason(struct tsop_byhand_reading *reading, struct tsop_byhand *row);

#endif
