/*
 * course.h: a course: one run of it, with its place, days, seats and window.
 */
#ifndef TSOP_ENROLL_COURSE_H
#define TSOP_ENROLL_COURSE_H

#include <stdint.h>

#include "enroll/fields.h"
#include "enroll/members.h"
#include "enroll/zones.h"
#include "time/instant.h"

enum { TSOP_CAPACITY_MAX = 100000, TSOP_SESSIONS_MAX = 366 };

struct tsop_session {
	tsop_instant start, end; /* start < end */
};

struct tsop_course {
	const char *id, *round, *title, *place;
	int64_t capacity; /* seats: 0..TSOP_CAPACITY_MAX */
	int64_t minimum;  /* people without whom it does not run: 0..capacity */
	const struct tsop_session *sessions; /* one or more, in order, not overlapping */
	size_t n_sessions;
	tsop_instant opens, closes; /* the window for applications, both inclusive */
	const struct tsop_zone *zone;
	struct tsop_members members; /* the record, normalized */
	const char *file;            /* where it was read, for messages */
	unsigned long long line;
};

/* What reading courses needs beside the fields; all borrowed. */
struct tsop_course_reader {
	struct tsop_fields fields;
	struct tsop_members_writer writer;
	struct tsop_record element;
	struct tsop_zones *zones;
	const struct tsop_zone *zone; /* of local times where a course names none */
};

/* refusal: see struct tsop_fields. Release with tsop_course_reader_release. */
void tsop_course_reader_init(struct tsop_course_reader *reader, struct tsop_arena *arena,
			     struct tsop_sink *sink, enum tsop_code refusal,
			     struct tsop_zones *zones, const struct tsop_zone *zone);
void tsop_course_reader_release(struct tsop_course_reader *reader);

/*
 * Read a course from a record. A CSV cell of sessions holds parts separated
 * by '|', each "DATE HH:MM-HH:MM" in local time or "INSTANT/INSTANT". The
 * course must open before it closes, and close before it starts (or then).
 * What the record says beside is kept. The course lives in the reader's arena.
 * -1: refused, every bad field was reported.
 */
int tsop_course_read(struct tsop_course_reader *reader, const struct tsop_record *record,
		     struct tsop_course *course);

#endif
