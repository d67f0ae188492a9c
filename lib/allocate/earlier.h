/*
 * earlier.h: an earlier result of the same round, which a run goes on from.
 *
 * It is what `run` or `assign` printed: who had which course, who waited
 * where, on which lists, and where seats were held. People are those of the
 * present input; who is not in it any more has cancelled.
 */
#ifndef TSOP_ALLOCATE_EARLIER_H
#define TSOP_ALLOCATE_EARLIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/applicants.h"
#include "allocate/courses.h"
#include "base/cells.h"
#include "base/error.h"
#include "record/input.h"

/* Where an applicant was; parallel to the applicants. */
struct tsop_earlier_person {
	unsigned long long line; /* 0: not in the result, a newcomer */
	uint16_t course;	 /* TSOP_ASSIGN_NO_COURSE: waited, or the course is no more */
	size_t position;	 /* among the waiting of its municipality; 0: had a course */
	bool waited;
	bool was_in_party; /* its list is that of all of it */
};

/* An applicant on the list of a course. */
struct tsop_earlier_waiting {
	uint16_t course;
	size_t position;
	size_t applicant;
};

/* A seat that was held for a municipality. */
struct tsop_earlier_held {
	const struct tsop_municipality *municipality;
	uint16_t course;
};

struct tsop_earlier {
	const char *file; /* borrowed; NULL: there is no earlier result */
	char id[TSOP_CELLS_ID_TEXT];
	struct tsop_earlier_person *people;
	struct tsop_earlier_waiting *waiting; /* by course, position and number */
	size_t n_waiting, cap_waiting;
	size_t *last; /* by course: the last position on its list, whoever had it */
	struct tsop_earlier_held *held; /* by municipality and course */
	size_t n_held, cap_held;
	int64_t *unnamed; /* by course: held seats of `assign`, which does not say whose they are */
	int64_t n_gone; /* people of it who had a course and are not in the input */
};

/*
 * Read the file, its lines in any order. Refused, to the sink (then -1): what
 * is no whole result or of another round, a person given twice, of another
 * municipality, or enrolled in the input where the result has them not; with
 * needs_courses also a course that the round has not, and people who wait
 * without waiting lists. Release with tsop_earlier_release, also then.
 */
int tsop_earlier_read(struct tsop_earlier *earlier, const char *file,
		      const struct tsop_applicants *applicants, const struct tsop_courses *courses,
		      bool needs_courses, const struct tsop_input_options *input,
		      struct tsop_sink *sink);
void tsop_earlier_release(struct tsop_earlier *earlier);

#endif
