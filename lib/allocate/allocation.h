/*
 * allocation.h: seats to municipalities and people to courses, as one filter.
 *
 * Files in, records out: `allocation`, `seats` by claimant, `assignment` by
 * enrollment, `proof` (tsop-records(5)). Names and addresses are never among
 * them. The same inputs and options give the same bytes, whatever the order
 * of rows; now is printed, and decides nothing but whether seats are held.
 * Where a tie decides, and neither seed nor recorded draw settles it, `draw`
 * records are written instead.
 */
#ifndef TSOP_ALLOCATE_ALLOCATION_H
#define TSOP_ALLOCATE_ALLOCATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/output.h"
#include "base/progress.h"

enum { TSOP_ALLOCATION_NOT_GIVEN = -1 }; /* of seats, guarantee, cap and reading */

/* Texts are borrowed; NULL where an option was not given. */
struct tsop_allocation_options {
	bool gives_seats;   /* `seats`, `run` */
	bool gives_courses; /* `assign`, `run` */
	int spread;         /* enum tsop_spread */
	bool is_joint;      /* `run`: seats that nobody can use go back to the key */

	char *const *files; /* of enrollments; none: every row of the key is a claimant */
	size_t n_files;
	const char *courses;    /* file; needed where courses are given */
	const char *key;        /* file; needed where seats are given, with key_column */
	const char *key_column;
	const char *key_date;   /* printed */
	const char *guarantee_column, *held_column, *cap_column; /* of the key */
	const char *threshold;  /* of the key: a weight or a percentage */
	const char *seats_from; /* file, for `assign` */
	const char *fix;        /* file */
	const char *exclude;    /* file */
	const char *fill;       /* file: an earlier result, of which free places are filled */
	const char *keep;       /* file: an earlier result, whose people are moved as little as can be */
	const char *round;
	const char *seed;
	const char *drawn;         /* file; not with a seed */
	const char *order;      /* of people, where the mechanism takes one */
	const char *reserve_until, *now, *zone;
	const char *encoding;
	int64_t line_max; /* bytes; 0: the default */
	struct tsop_progress *progress; /* told how far long work has come; or NULL */

	int64_t moves;     /* of people who could stay, with keep; default: as few as place most */
	int64_t seats;     /* default: the capacity of the courses */
	int64_t guarantee; /* default: 1; 0 in a plain apportionment */
	int cap;           /* 0 demand, 1 none; default: demand where there are people */
	const char *method; /* tsop_method_read(); default: sainte-lague */
	int reading;       /* enum tsop_reading; default: base, or eliminate where the method has it so */
	int mechanism;     /* enum tsop_mechanism_id */
};

/*
 * Run. 0: the result was written; 1: draws were. -1: nothing was written;
 * what is wrong with a row went to the sink, anything else to err (which is
 * untouched where only the sink was told).
 */
int tsop_allocation_run(const struct tsop_allocation_options *options, struct tsop_output *out,
			struct tsop_sink *sink, struct tsop_error *err);

#endif
