/*
 * closing.h: which courses run, whatever is to be least.
 *
 * A course with a minimum has that many people or none: it closes. The search
 * asks for the best where some courses are settled, running or closed, and the
 * others have no minimum, which bounds what any closing below can reach. Courses
 * that come out with people, but too few, are tried both ways: all of them at
 * once, the surest first, where the answer bounds what each way costs (then most
 * are pruned without being asked again); else the one that is farthest from both.
 * Of equal ones those are taken that close the fewest courses; of these, by the
 * closed courses with the first index, the ones that close later ones, as in
 * assign.h; what can not be better in this order is cut off.
 *
 * The search ends after a number of problems, never by time. A problem takes
 * time by its size, for people have to move when a course closes; so, once a
 * closing was found, 2^30 / (n k) problems for n people and k courses have to do,
 * but at least 200: some ten seconds of flows. Small trees end before: those of
 * 13 courses have less than 2^14 problems.
 */
#ifndef TSOP_ASSIGN_CLOSING_H
#define TSOP_ASSIGN_CLOSING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

enum { TSOP_CLOSING_KEYS = 4 };

/* No key of an assignment is less where the course runs, or closes. */
struct tsop_closing_margin {
	int64_t runs[TSOP_CLOSING_KEYS], closes[TSOP_CLOSING_KEYS];
};

/* All is 0 and false when it is asked for. */
struct tsop_closing_answer {
	bool any;			  /* an assignment reaches the minima: its key and course */
	int64_t key[TSOP_CLOSING_KEYS];	  /* what is least, the first first */
	int64_t bound[TSOP_CLOSING_KEYS]; /* where the search is cut off: no key is less */
	bool is_open;	   /* whether a better one exists, from the bound on, was not found out */
	uint64_t n_beside; /* problems it took beside the one */
	uint16_t *course;  /* [n_people] to be filled; NO_COURSE: none */
	/* [n_courses] may be filled for those that have people, but too few; then has_margin. */
	struct tsop_closing_margin *margin;
	bool has_margin;
};

/* -1 with err. */
typedef int tsop_closing_ask(void *context, const struct tsop_assign_problem *settled,
			     struct tsop_closing_answer *answer, struct tsop_error *err);

struct tsop_closing_request {
	const struct tsop_assign_problem *problem; /* checked, with minima */
	uint64_t max_problems; /* those beside included; fewer where they are large */
	/*
	 * Answer for a problem in which courses are settled: those that are closed
	 * have no seats, and minima have to be reached. Its arrays stay the same
	 * from one to the next.
	 */
	tsop_closing_ask *answer;
	/*
	 * NULL, or what the answer leaves out: it is asked where the answer has no
	 * course with too few people, and makes another of it.
	 */
	tsop_closing_ask *complete;
	void *context;
	/*
	 * Where no closing was found in so many problems, close all courses that may
	 * and be content with that. Else the search goes on until it finds one: for
	 * who asks for more than minima, so that closing all may not do.
	 */
	bool closes_all;
};

/* What is known; also while the search goes on, for who answers. */
struct tsop_closing {
	bool found;   /* else no closing reaches the minima, or that is not known */
	bool is_best; /* nothing was left open */
	int64_t key[TSOP_CLOSING_KEYS];
	int64_t open[TSOP_CLOSING_KEYS]; /* where something was: the least of its bounds */
	bool *is_closed;		 /* [n_courses] */
	uint32_t *capacity, *minimum;	 /* [n_courses] the problem as it is settled */
	uint16_t *course;		 /* [n_people] that was answered for it */
	uint64_t n_problems, n_beside;
};

/* Release *closing, whatever is returned. -1 with err. */
int tsop_closing_search(const struct tsop_closing_request *request, struct tsop_closing *closing,
			struct tsop_error *err);
void tsop_closing_release(struct tsop_closing *closing);

#endif
