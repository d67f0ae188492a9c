/*
 * byhand.h: what the files of decisions by hand (fix.h, exclude.h) have in
 * common: a person, a course, a reason.
 */
#ifndef TSOP_ALLOCATE_BYHAND_H
#define TSOP_ALLOCATE_BYHAND_H

#include <stdint.h>

#include "allocate/applicants.h"
#include "allocate/courses.h"
#include "base/arena.h"
#include "base/error.h"
#include "record/record.h"

struct tsop_byhand {
	struct tsop_applicant *person;
	uint16_t course;
	const char *id;     /* of the person */
	const char *reason; /* NULL: none was given */
};

/* Read `enrollment`, `course` and `reason` of a record. Texts go to the arena. */
int tsop_byhand_read(const struct tsop_record *record, struct tsop_applicants *applicants,
		     const struct tsop_courses *courses, struct tsop_arena *arena,
		     struct tsop_byhand *row, struct tsop_error *err);

#endif
