/*
 * unit.h: who is placed as one: somebody who comes alone, or a whole party.
 *
 * A unit stands at a course where the first of its members does who are not
 * fixed. Its list is that of the member who is first in the order without
 * distances, as far as all of them may be there and the course has seats for
 * all of them beside the fixed people. Who is left alone of a party goes where
 * a fixed member of it is.
 */
#ifndef TSOP_MECHANISM_UNIT_H
#define TSOP_MECHANISM_UNIT_H

#include <stddef.h>
#include <stdint.h>

#include "assign/party.h"
#include "base/arena.h"
#include "mechanism/claim.h"
#include "mechanism/preference.h"

/* Units are numbered by the turns of their first members, then by these. */
struct tsop_units {
	const struct tsop_order *order;
	struct tsop_parties parties;
	const struct tsop_assign_problem *problem; /* that of parties: narrowed to their lists */
	struct tsop_preferences preferences;
	size_t n;
	size_t *start;	  /* [n + 1] unit i is member[start[i]..start[i + 1]), the first first */
	uint32_t *member; /* who is not fixed */
	struct tsop_arena arena;
};

/*
 * The problem was checked; it is borrowed, with the order, until the release. -1 for no memory:
 * release it all the same. O(n log n) with parties, O(n) without.
 */
int tsop_units_init(struct tsop_units *units, const struct tsop_assign_problem *problem,
		    const struct tsop_order *order, struct tsop_error *err);
void tsop_units_release(struct tsop_units *units);

static inline size_t tsop_units_size(const struct tsop_units *units, size_t unit)
{
	return units->start[unit + 1] - units->start[unit];
}

static inline uint32_t tsop_units_first(const struct tsop_units *units, size_t unit)
{
	return units->member[units->start[unit]];
}

/* Where the unit stands at the course; its number is the claim's `who`. */
struct tsop_claim tsop_units_claim(const struct tsop_units *units, size_t unit, uint16_t course);

/* Put all of the unit on the course, or TSOP_ASSIGN_NO_COURSE. */
void tsop_units_place(const struct tsop_units *units, size_t unit, uint16_t course,
		      struct tsop_assign_result *result);

/* Say that those are tied for whom the unit has its claim at the course. */
void tsop_units_mark(const struct tsop_units *units, size_t unit, uint16_t course,
		     struct tsop_assign_result *result);

/*
 * Say that the first members of a party are tied where they are equal, but
 * their lists are not. All lists are begun anew.
 */
void tsop_units_mark_rivals(struct tsop_units *units, struct tsop_assign_result *result);

#endif
