/*
 * vacancies.h: places that became free, offered along the waiting lists.
 *
 * Everybody who has a place keeps it. As long as a course has a free place and
 * somebody on its list may take it, the first such gets it; if that person had
 * another course, the place there is free in turn. Courses come in the order
 * of their ids, again from the first after each place that was taken. A
 * person may take a place if
 *
 *   - they would still rather be there (waiting.h), and a party fits whole;
 *   - they have a course already, or their municipality has a seat that nobody
 *     uses and nobody of it who stands before them, by their position among
 *     its waiting, could be given a free place anywhere.
 *
 * The lists are those of the earlier result. Who is not on the list of a
 * course there, but would be now (a newcomer), stands behind it.
 *
 * This ends: people only ever get a place that they would rather have.
 */
#ifndef TSOP_ALLOCATE_VACANCIES_H
#define TSOP_ALLOCATE_VACANCIES_H

#include <stdint.h>

#include "allocate/choose.h"
#include "allocate/courses.h"
#include "allocate/earlier.h"
#include "allocate/ties.h"
#include "base/error.h"

/* A place that was taken: one for each person, in the order in which it was done. */
struct tsop_vacancies_step {
	size_t applicant;
	uint16_t course;
	uint16_t from;	 /* the course that the person had, or NO_COURSE */
	size_t position; /* on the list of the course */
	bool is_behind;	 /* the list of the earlier result: a newcomer to it */
};

struct tsop_vacancies {
	struct tsop_vacancies_step *steps;
	size_t n_steps, cap_steps;
	size_t *last; /* by applicant: its last step, counted from 1; 0: none */
	uint16_t *held; /* the course of each held seat, claimant by claimant */
	size_t n_held;
};

/*
 * Fill the vacancies. Who keeps a place is a holder with that course
 * (applicants.h); seats were given. Fills course, has_seat and position of
 * standings, whose turn tsop_choose has filled, and *vacancies; release it.
 * Held seats stay where they were, as far as they are held and have room, the
 * nearest first, else they go to the nearest course with room. 0; 1 where a
 * draw is needed; -1 with err for want of memory.
 */
int tsop_vacancies_fill(const struct tsop_choice *choice, const struct tsop_courses *courses,
			const struct tsop_earlier *earlier, struct tsop_standing *standings,
			struct tsop_vacancies *vacancies, struct tsop_ties *ties,
			struct tsop_error *err);
void tsop_vacancies_release(struct tsop_vacancies *vacancies);

#endif
