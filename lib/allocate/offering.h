/*
 * offering.h: what vacancies.h fills places by: what is free, and who is on the
 * list of each course. For the files of vacancies alone.
 */
#ifndef TSOP_ALLOCATE_OFFERING_H
#define TSOP_ALLOCATE_OFFERING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/vacancies.h"
#include "allocate/waiting.h"

#define TSOP_OFFERING_NONE SIZE_MAX

/* A unit on the list of a course; the entries are linked, so that one can be struck out. */
struct tsop_offering_entry {
	size_t unit;
	size_t position;
	bool is_behind;
	size_t next; /* or TSOP_OFFERING_NONE */
};

/* Where a unit was drawn among its equals. */
struct tsop_offering_turn {
	size_t draw; /* 0: it was not */
	size_t place;
};

struct tsop_offering {
	const struct tsop_choice *choice;
	const struct tsop_courses *courses;
	struct tsop_standing *standings;
	struct tsop_vacancies *out;
	struct tsop_ties *ties;
	struct tsop_waiting_lists lists;
	size_t n_waiting; /* units that had no course: the first ones */
	size_t *unit_of;  /* by applicant, or TSOP_OFFERING_NONE */

	struct tsop_offering_entry *entries;
	size_t n_entries, cap_entries;
	/* The entry that the list of a course begins with, or TSOP_OFFERING_NONE. */
	size_t first[TSOP_ASSIGN_MAX_COURSES];

	int64_t room[TSOP_ASSIGN_MAX_COURSES]; /* places */
	int64_t *unused;     /* [claimants] seats */
	size_t *next;	     /* [claimants] the position of the first who could get a place */
	struct tsop_offering_turn *drawn; /* [units] last */
	size_t *last;	     /* [units] the course that it was listed for last, plus 1 */
	size_t *equals;	     /* [units] entries that stand equal, the first on the list first */
};

/*
 * Put everybody where they were; those who wait stand as before, newcomers
 * behind. Count the places and the seats that nobody uses, keep those that are
 * held (out->held), and list who waits for each course. The first five members
 * are set, the others 0; they are borrowed. -1 with err for want of memory:
 * release it all the same.
 */
int tsop_offering_init(struct tsop_offering *offering, const struct tsop_earlier *earlier,
		       struct tsop_error *err);
void tsop_offering_release(struct tsop_offering *offering);

/* Whose seats the unit uses, by its first member: an index of the claimants. */
static inline size_t tsop_offering_claimant(const struct tsop_offering *offering,
					    const struct tsop_waiting_unit *unit)
{
	return offering->choice->claimant_of[offering->lists.members[unit->first]];
}

static inline struct tsop_waiting_unit *tsop_offering_unit(const struct tsop_offering *offering,
							   size_t entry)
{
	return &offering->lists.units[offering->entries[entry].unit];
}

/*
 * Of n entries that stand equal on the list of a course, offering->equals[n], of
 * whom not all can have a place: let a draw say which comes first, unless lots
 * do, or one draw among all of them did. 0; 1 where a draw is needed; -1 with err.
 */
int tsop_offering_draw(struct tsop_offering *offering, uint16_t course, size_t n,
		       struct tsop_error *err);

/* Do places and seats suffice for all of those entries? */
bool tsop_offering_suffices(const struct tsop_offering *offering, uint16_t course, size_t n);

/* The first of them, by what was drawn, else by lot. */
size_t tsop_offering_first(const struct tsop_offering *offering, size_t n);

#endif
