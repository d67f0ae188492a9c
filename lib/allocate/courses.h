/*
 * courses.h: the courses of a round, as far as an allocation asks.
 */
#ifndef TSOP_ALLOCATE_COURSES_H
#define TSOP_ALLOCATE_COURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "people/municipality.h"
#include "record/input.h"

enum { TSOP_COURSES_CAPACITY_MAX = 100000 };

struct tsop_courses_row {
	const char *id;
	const char *round;
	const char *title;
	const char *place;
	const struct tsop_municipality *municipality; /* that the place is in */
	int64_t capacity;
	int64_t minimum; /* people without whom it closes; 0: none */
	bool is_closed;  /* of the result: it does not run */
	size_t closed;   /* in which turn it closed, while people were placed before; 0: it did not */
	unsigned long long line;
};

struct tsop_courses {
	const char *file;  /* borrowed */
	const char *round; /* of all rows */
	struct tsop_courses_row *rows; /* by id */
	size_t n;          /* 1..TSOP_ASSIGN_MAX_COURSES */
	size_t cap;
	int64_t capacity;  /* of all */
};

/*
 * Read the courses of the round (NULL: of the only one that the file has).
 * Texts go to the arena, which courses borrows. Whatever is wrong goes to the
 * sink, then -1 is returned. Release with tsop_courses_release, also after an
 * error.
 */
int tsop_courses_read(struct tsop_courses *courses, const char *file, const char *round,
		      const struct tsop_input_options *input, struct tsop_arena *arena,
		      struct tsop_sink *sink);
void tsop_courses_release(struct tsop_courses *courses);

/* The index of the course of that id, or courses->n. */
size_t tsop_courses_find(const struct tsop_courses *courses, const char *id);
/*
 * The same into *course; -1 for an id that is none of them. What was read is not said, it may be
 * anything, but which courses there are.
 */
int tsop_courses_need(const struct tsop_courses *courses, const char *id, uint16_t *course,
		      struct tsop_error *err);

#endif
