/*
 * roster.h: a list of enrollments, as records or as a table for people.
 */
#ifndef TSOP_ENROLL_ROSTER_H
#define TSOP_ENROLL_ROSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "enroll/register.h"
#include "people/municipality.h"

/* Which enrollments; what is not set is not asked for. */
struct tsop_roster_filter {
	bool has_states;
	bool states[TSOP_STATES];
	const char *round;
	const struct tsop_course *course; /* enrolled there */
	const struct tsop_municipality *municipality;
};

/*
 * Read a list of states, separated by commas, into the filter. An unknown one
 * is TSOP_USAGE and names those that there are.
 */
int tsop_roster_states(struct tsop_roster_filter *filter, const char *list,
		       struct tsop_error *err);
bool tsop_roster_has(const struct tsop_roster_filter *filter,
		     const struct tsop_enrollment *enrollment);

enum tsop_roster_format {
	TSOP_ROSTER_JSONL, /* enrollment records */
	TSOP_ROSTER_CSV,   /* the same members, a column each */
	TSOP_ROSTER_TEXT,  /* the same, aligned for a terminal */
	TSOP_ROSTER_EXCEL, /* for a teacher in Denmark: few columns with headers of the language */
};
enum tsop_roster_language { TSOP_ROSTER_DANISH, TSOP_ROSTER_ENGLISH };

struct tsop_roster_column;

struct tsop_roster {
	enum tsop_roster_format format;
	enum tsop_roster_language language; /* of the Excel columns */
	const struct tsop_zone *zone;       /* of the times in them */
	struct tsop_arena arena;
	struct tsop_roster_column *columns;
	size_t n, cap;
	struct tsop_record record;
	struct tsop_buf cell;
};

/* zone is borrowed. Allocates nothing; release with tsop_roster_release. */
void tsop_roster_init(struct tsop_roster *roster, enum tsop_roster_format format,
		      enum tsop_roster_language language, const struct tsop_zone *zone);
void tsop_roster_release(struct tsop_roster *roster);

/*
 * Choose the columns (members that applications have beyond the known ones
 * get one each, in the order of their first appearance) and append what
 * stands before the first row. Cost: a pass over the register.
 */
int tsop_roster_begin(struct tsop_roster *roster, const struct tsop_register *reg,
		      const struct tsop_roster_filter *filter, struct tsop_buf *out,
		      struct tsop_error *err);
/* Append the row of an enrollment that the filter has. */
int tsop_roster_row(struct tsop_roster *roster, const struct tsop_enrollment *enrollment,
		    struct tsop_buf *out, struct tsop_error *err);

#endif
