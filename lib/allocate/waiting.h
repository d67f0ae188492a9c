/*
 * waiting.h: who gets a place on a course when one becomes free.
 *
 * On a course's waiting list are the people who would rather be there than
 * where they are: those without a course whom it is not forbidden, and those
 * for whom it is a better wish than the course they have. Nobody whose place
 * was fixed by hand is on a list. The order:
 *
 *   1. who has no course: by the position among the waiting of their own
 *      municipality (all who are first, then all who are second, ...), then by
 *      when the application was received, then by lot;
 *   2. who has one: by which of their wishes the course is, then by when the
 *      application was received, then by lot.
 *
 * A party stands where the first of its members stands (behind the place that
 * is the worst wish of a member, in 2), its members behind each other, and
 * counts only as a whole. Who is equal, without lots, shares a position.
 *
 * The list is of the course's places. A seat remains the municipality's: who
 * has none takes a place only with an unused seat of their own municipality,
 * and is passed over until there is one (fill.h).
 */
#ifndef TSOP_ALLOCATE_WAITING_H
#define TSOP_ALLOCATE_WAITING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/applicants.h"
#include "allocate/choose.h"
#include "base/error.h"

/* A person on the list of a course. */
struct tsop_waiting {
	size_t applicant;
	size_t position; /* from 1 */
};

/* What goes before on a list, but for the wish that the course is. */
struct tsop_waiting_standing {
	size_t position; /* among the waiting of the municipality; SIZE_MAX: has a course */
	tsop_instant received;
	const struct tsop_lot *lot; /* NULL: there are none */
};

/* People who get a place together: a party, or somebody alone. */
struct tsop_waiting_unit {
	struct tsop_waiting_standing standing; /* of the first of its members */
	size_t party;    /* the party, or behind all of them a number of its own */
	size_t first, n; /* its members */
	uint32_t group;  /* units of equal standing share one */
	uint16_t home;   /* where they are, or NO_COURSE */
	uint16_t only;   /* NO_COURSE: anywhere; the course that the rest of the party has */
	bool is_content; /* their first wish: they are on no list, and stay so */
};

/* The lists of all courses, made one after the other. */
struct tsop_waiting_lists {
	const struct tsop_choice *choice;
	const struct tsop_standing *standings;
	struct tsop_waiting_unit *units; /* people and parties: who has no course first, in order */
	size_t n_units;
	size_t *members;           /* applicants, unit by unit */
	uint64_t *order, *sorted;  /* room for the units of one list */
	struct tsop_waiting *list; /* room for the people of one list */
};

/*
 * Prepare the lists from standings with their courses and positions; both are
 * borrowed. Release also after an error, which is want of memory. O(n log n).
 */
int tsop_waiting_init(struct tsop_waiting_lists *lists, const struct tsop_choice *choice,
		      const struct tsop_standing *standings, struct tsop_error *err);
void tsop_waiting_release(struct tsop_waiting_lists *lists);

/*
 * Would the unit rather be on that course than at its home? All of it have to
 * be allowed there, and to wish for it more, taken together; where somebody is
 * at home on a course that is not allowed them, any other is better. *worst: as
 * which wish at worst, from 0, where it has a course. O(its members).
 */
bool tsop_waiting_prefers(const struct tsop_waiting_lists *lists,
			  const struct tsop_waiting_unit *unit, uint16_t course, uint16_t *worst);

/* Make the list of a course: lists->list, until the next is made. Returns its length. O(n). */
size_t tsop_waiting_list(struct tsop_waiting_lists *lists, uint16_t course);

#endif
