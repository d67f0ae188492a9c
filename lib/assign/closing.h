/*
 * closing.h: which courses run, whatever is to be least.
 *
 * A course with a minimum has that many people or none: it closes. The search
 * asks for the best where some courses are settled, running or closed, and the
 * others have no minimum, which bounds what any closing below can reach; a
 * course that comes out with people, but too few, is tried both ways. Of equal
 * ones those are taken that close the fewest courses; of these, by the closed
 * courses with the first index, the ones that close later ones, as in assign.h.
 * The search ends after a number of such problems, never by time.
 */
#ifndef TSOP_ASSIGN_CLOSING_H
#define TSOP_ASSIGN_CLOSING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

enum { TSOP_CLOSING_KEYS = 4 };

struct tsop_closing_answer {
	int64_t key[TSOP_CLOSING_KEYS]; /* what is least, the first first */
	bool any;		       /* an assignment reaches the minima */
	bool is_best;		       /* the key is the least there is; else it was found, no more */
	uint16_t *course;	       /* [n_people] to be filled */
};

struct tsop_closing_request {
	const struct tsop_assign_problem *problem; /* checked, with minima */
	uint64_t max_problems;
	/*
	 * Answer for a problem in which courses are settled: those that are closed
	 * have no seats, and minima have to be reached. -1 with err.
	 */
	int (*answer)(void *context, const struct tsop_assign_problem *settled,
		      struct tsop_closing_answer *answer, struct tsop_error *err);
	void *context;
};

struct tsop_closing {
	bool found;		  /* else no closing reaches the minima, or that is not known */
	bool is_best;		  /* there is no better one */
	int64_t key[TSOP_CLOSING_KEYS];
	bool *is_closed;	  /* [n_courses] */
	uint32_t *capacity, *minimum; /* [n_courses] the problem as it is settled */
	uint64_t n_problems;
};

/* Release *closing, whatever is returned. -1 with err. */
int tsop_closing_search(const struct tsop_closing_request *request, struct tsop_closing *closing,
			struct tsop_error *err);
void tsop_closing_release(struct tsop_closing *closing);

#endif
