/*
 * assign.h: people to courses at least cost.
 *
 * Every person gets one course or none. Among all assignments that respect
 * the capacities, the fixed places and the parties, one is returned whose
 *
 *   1. number of people without a course, then
 *   2. sum of ranks (0 = first wish, or no wish at all), then
 *   3. sum of meters
 *
 * is least, compared in this order (lexicographically), exactly: integers
 * only. That somebody stays without a course is never an error.
 *
 * The lot decides between assignments that are equal in all three. First
 * among the parties, in order of the smallest lot of their members, then
 * among the other people, in order of their lots: each in turn gets, of the
 * courses it has in any optimal assignment that agrees with what was decided
 * before its turn, the best for it (least rank, then least meters, summed
 * over a party, then lowest index; no course last). Here a party has at least
 * two members who are not fixed, and only those count. The result therefore
 * depends on who the people are and on their lots, never on the order of the
 * rows; so do the prices. Courses have the order of their indices: give them
 * sorted by id.
 *
 * Where all of them can have, at once, the best course that each has in any
 * optimal assignment, the order is nothing. `tied` says whether it matters;
 * if it does and there are no lots, the assignment returned is any optimal
 * one. People who are alike in everything and sit on different courses are
 * such a tie.
 *
 * Without parties and minima the problem is a minimum cost flow and always
 * solved exactly. With them it is hard; it is solved by branch and bound over
 * that flow, up to `max_nodes`. At the limit the best assignment found is
 * returned, with `optimal` false and the proven `bound`. For n people and k
 * courses with minima the search ends after 2^30 / (n k) flows already, but
 * at least 200, not counting those for parties (closing.h); that for parties of
 * m people on average after 2^24 / (m k), but at least 200 (optimum.c).
 *
 * A course with a minimum runs with at least that many people, or it closes
 * and nobody is there. Of assignments that cost the same, those are taken that
 * close the fewest courses; of these, by the closed courses with the first
 * index, then the next, the ones that close later ones. The lot then decides
 * among the assignments in which the same courses run.
 *
 * Where to start reading: this page, assign.c, then flow.h (the flow over the
 * graph of courses), tie.h (the lot), party.h and bound.h (the parties),
 * minima.h and closing.h (which courses run).
 */
#ifndef TSOP_ASSIGN_H
#define TSOP_ASSIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/progress.h"

enum {
	TSOP_ASSIGN_MAX_PEOPLE = 10000000,
	TSOP_ASSIGN_MAX_COURSES = 1000,
	TSOP_ASSIGN_MAX_RANK = 1000,
	TSOP_ASSIGN_MAX_METERS = INT32_MAX,
	TSOP_ASSIGN_MAX_NODES = 100000, /* max_nodes where nobody says otherwise */

	TSOP_ASSIGN_NO_COURSE = UINT16_MAX, /* in `course` and `fixed` */
	TSOP_ASSIGN_FORBIDDEN = UINT16_MAX, /* in `ranks`: this course never */
};
#define TSOP_ASSIGN_NO_PARTY UINT32_MAX /* in `party` */

/*
 * Where people were before, and other weights for it (keep.h). A person's cost
 * is rank * weight + meters * weight, or that of unassigned, and `move`
 * anywhere but at the course they were on. The cost of a result and its
 * prices are then in these weights. Deferred acceptance and the serial
 * dictatorship look at the courses alone.
 */
struct tsop_assign_stay {
	const uint16_t *course; /* [n_people] or NO_COURSE: was nowhere */
	int64_t unassigned, rank, meters, move;
	bool is_plain; /* weights of one unit; else packed as in cost.h */
	const int64_t *of_rank; /* what each rank costs, instead of rank * weight; or NULL */
};

/*
 * What is to be solved. All arrays belong to the caller and are only read,
 * during the call. People, courses, wishes, origins and parties are indices
 * from 0. People with the same wishes share a row of ranks, people from the
 * same place a row of meters, so that both tables stay small.
 */
struct tsop_assign_problem {
	size_t n_people;  /* 0..TSOP_ASSIGN_MAX_PEOPLE */
	size_t n_courses; /* 0..TSOP_ASSIGN_MAX_COURSES */
	size_t n_wishes;  /* rows of ranks */
	size_t n_origins; /* rows of meters */
	size_t n_parties;

	const uint32_t *capacity; /* [n_courses] seats, those of fixed people included */
	/*
	 * [n_courses] people, fixed ones included, without whom the course closes:
	 * 0..capacity; NULL: none has a minimum. A course with fixed people can
	 * not close.
	 */
	const uint32_t *minimum;
	/* [n_closed] courses that closed before, in that order (mechanism/lacking.h). */
	const uint16_t *closed;
	size_t n_closed;
	const uint16_t *ranks;	  /* [n_wishes][n_courses] 0..MAX_RANK or FORBIDDEN */
	const uint32_t *meters;	  /* [n_origins][n_courses] 0..MAX_METERS */

	const uint32_t *wishes; /* [n_people] the person's row of ranks */
	const uint32_t *origin; /* [n_people] the person's row of meters */

	/*
	 * [n_people] each person's place in the drawn order: 0..n_people-1, each
	 * once (fixed people have one too). NULL: there is no lot.
	 */
	const uint32_t *lot;
	/*
	 * The last so many people are no people but seats that are held: nobody
	 * draws for them. They come behind all others, as they are numbered, and
	 * that they could be elsewhere is no tie.
	 */
	size_t n_held;

	/*
	 * [n_people] the course a person keeps, or NO_COURSE; NULL: nobody is
	 * fixed. Wishes do not matter then.
	 */
	const uint16_t *fixed;

	/*
	 * [n_people] the party, or NO_PARTY; NULL: no parties. The members that
	 * are not fixed are placed on one course, all of them or none; if some
	 * members are fixed, on a course of one of those.
	 */
	const uint32_t *party;

	/*
	 * Flows to solve at most for parties and minima, at least 1, fewer where
	 * the problem is large; the lot between parties may then take as many
	 * again.
	 */
	uint64_t max_nodes;

	const struct tsop_assign_stay *stay; /* NULL: nobody was anywhere */

	struct tsop_progress *progress; /* told how long it takes; or NULL */
};

/* A cost, or the difference of two: compared from the first member on. */
struct tsop_assign_cost {
	int64_t unassigned; /* people */
	int64_t rank;	    /* sum of ranks */
	int64_t meters;	    /* sum of meters */
};

struct tsop_assign_result {
	uint16_t *course; /* [n_people] or NO_COURSE; the fixed ones too */

	/*
	 * [n_people] has this person (not fixed) another course in another
	 * optimal assignment, and is the order of lots not nothing to those who
	 * could change places over some courses (tie.h)? Of parties one is marked,
	 * if their order matters, and of the others those whose order matters
	 * with the parties at the places that were found.
	 */
	bool *is_tied;
	bool tied; /* anyone? Also true where a search ended before it was known */

	/*
	 * [n_courses] does the course not run, for want of people? A course that
	 * has a minimum and nobody is closed. NULL: no minima.
	 */
	bool *is_closed;

	struct tsop_assign_cost cost;  /* of all people that are not fixed */
	struct tsop_assign_cost bound; /* no assignment costs less; equals cost if optimal */
	bool optimal;
	bool is_cut; /* a search ended before its end: more people may be tied than are marked */
	uint64_t nodes; /* flows solved for parties and minima; 0 without */

	/*
	 * [n_courses] the price of a seat, never below zero: what one more seat
	 * on the course would save (the least dual solution, which is unique).
	 * It proves the optimum among the assignments in which the same courses
	 * run: a course with free seats has price 0, or below where it has its
	 * minimum and no more (what it would save to have a minimum one less),
	 * and for nobody who is not fixed is there a course (or none: cost 1, 0,
	 * 0, price 0) with own cost plus price less than where they are. A closed
	 * course is one without seats. If !prices_prove_all, this holds only for
	 * people who are in no party, given the parties' places.
	 */
	struct tsop_assign_cost *price;
	bool prices_prove_all; /* always without parties */

	/*
	 * After an error: the course with more fixed people than seats, or with
	 * fixed people and a minimum that it does not reach; else SIZE_MAX.
	 */
	size_t fault;
};

/*
 * Solve the problem. 0, and result is filled: release it with
 * tsop_assign_release. -1 with err, and only `fault` is set: TSOP_INPUT for an
 * index, rank, meters, minimum or size out of its range, lots that are no
 * order, more people fixed to a course than it has seats, or a course with
 * fixed people that does not reach its minimum; TSOP_SYSTEM for no memory.
 *
 * Without parties, n people and k courses take O(nk) and, for each of the
 * few thousand people that must be moved after that, O(k^2 + k log n) time;
 * the memory is some 10 n + nk / 4 + 400 k^2 bytes, and 16 nk where nearly all
 * are tied.
 */
int tsop_assign_solve(const struct tsop_assign_problem *problem, struct tsop_assign_result *result,
		      struct tsop_error *err);

/* Free what the result holds. A second call does nothing. */
void tsop_assign_release(struct tsop_assign_result *result);

/* Order of two costs: <0, 0, >0. */
int tsop_assign_compare(struct tsop_assign_cost a, struct tsop_assign_cost b);

#endif
