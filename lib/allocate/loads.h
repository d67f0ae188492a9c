/*
 * loads.h: how full the courses became, whom one needed for its minimum, and
 * which parties had somebody on a course before.
 *
 * At least cost a course may run that would have too few people without
 * somebody who would rather be elsewhere, where there is room. That is no want
 * of room, and whoever it happens to is to be told so. It is read off the
 * places alone, so that it can be held against the result.
 */
#ifndef TSOP_ALLOCATE_LOADS_H
#define TSOP_ALLOCATE_LOADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/run.h"
#include "base/error.h"

/* A party of whom somebody had a place before, and the others go there. */
struct tsop_loads_home {
	uint16_t course; /* of the first of them; TSOP_ASSIGN_NO_COURSE: nobody had one */
	bool is_barred;  /* to one of the others at least, by their wishes or by hand */
};

struct tsop_loads {
	const struct tsop_run *run; /* borrowed; it is made, and gives courses */
	int64_t *taken;             /* [courses] places, by people and held seats */
	size_t *members;            /* applicants who are of a party, by party */
	size_t *end;                /* [parties + 2] behind the members of the party before */
	struct tsop_loads_home *homes; /* [parties] */
};

/* -1 with err for want of memory; release it in any case. O(people + held seats). */
int tsop_loads_init(struct tsop_loads *loads, const struct tsop_run *run, struct tsop_error *err);
void tsop_loads_release(struct tsop_loads *loads);

/*
 * Is it for the minimum of their own course that the applicant is not on this
 * one? So it is where this one runs, is open to them and has room, where they
 * would cost less (by rank, then by meters), and where their own would have
 * fewer people than its minimum without them. A party is asked as a whole: all
 * of it goes or stays, and it would have to cost less together, too. Nobody is
 * needed who is fixed, nor whom another rule holds there: people of a
 * municipality who are spread, or somebody of the party who is kept.
 * O(wishes of the party).
 */
bool tsop_loads_needed_instead(const struct tsop_loads *loads, size_t applicant, uint16_t course);

/* Is there such a course? */
bool tsop_loads_is_needed(const struct tsop_loads *loads, size_t applicant);

/* The home of the applicant's party, where it has one and this is one of the others; or NULL. O(1). */
const struct tsop_loads_home *tsop_loads_home(const struct tsop_loads *loads, size_t applicant);

#endif
