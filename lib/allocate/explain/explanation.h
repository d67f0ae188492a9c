/*
 * explanation.h: the sentences of an explanation; inside this room.
 */
#ifndef TSOP_ALLOCATE_EXPLAIN_EXPLANATION_H
#define TSOP_ALLOCATE_EXPLAIN_EXPLANATION_H

#include "allocate/explain/phrases.h"
#include "allocate/loads.h"
#include "allocate/run.h"
#include "allocate/whatif.h"

/* The seats of a claimant. whatif is of the run. */
int tsop_explanation_seats(struct tsop_sentence *out, const struct tsop_run *run,
			   struct tsop_whatif *whatif, size_t claimant, struct tsop_error *err);

/* What is asked of every course: who is on its list, how full it is, and whom it needed. */
struct tsop_explanation_lists {
	uint32_t *positions; /* [n_applicants][n_courses] on the lists, 0: not there */
	size_t n_courses;
	const char **names; /* [n_courses] the place, with the id where others are there, too */
	struct tsop_loads loads;
	struct tsop_arena arena;
};

/* Release also after an error. O(people * courses) time and memory. */
int tsop_explanation_lists_init(struct tsop_explanation_lists *lists, const struct tsop_run *run,
				struct tsop_error *err);
void tsop_explanation_lists_release(struct tsop_explanation_lists *lists);

/* The place of a person, or their waiting. */
void tsop_explanation_person(struct tsop_sentence *out, const struct tsop_run *run,
			     const struct tsop_explanation_lists *lists, size_t applicant);

#endif
