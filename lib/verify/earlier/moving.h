/*
 * moving.h: what moves.c counts and worth.c weighs; inside these two.
 */
#ifndef TSOP_VERIFY_EARLIER_MOVING_H
#define TSOP_VERIFY_EARLIER_MOVING_H

#include "verify/people/costs.h"

/* A sum of costs, compared from the first part on. */
struct tsop_moving_sum {
	tsop_int128 part[3]; /* unassigned, rank, meters */
};

struct tsop_moving {
	struct tsop_costs *costs;
	const struct tsop_result *result;
	const struct tsop_result_proof *proof;
	struct tsop_checking *checking;
	struct tsop_costs_stay stay;
	uint16_t *was;	   /* [people] where they could stay, or TSOP_RESULT_NO_COURSE */
	int64_t n_homes;   /* people who could stay somewhere */
	int64_t n_made;	   /* moves */
	int64_t n_counted; /* without the waived */
	bool is_searched;  /* who moves; else it follows from the mechanism */
	int64_t n_forced;  /* at least; exactly where nothing is searched, or without parties and minima */
	bool has_parties, has_minima;
	bool is_partial; /* there are people of parties, and the prices do not speak of them */
	struct tsop_moving_sum worst; /* the most that all can cost, if they have a course each */
};

/* <0, 0, >0 */
int tsop_moving_compare(const struct tsop_moving_sum *a, const struct tsop_moving_sum *b);

/*
 * Say in the verdict what the prices and the search prove, and what they do
 * not; check the list of what moves are worth as far as the prices speak of
 * it. They were found right. -1 with err for want of memory.
 */
int tsop_worth_check(const struct tsop_moving *moving, struct tsop_error *err);

/*
 * edges.c: do the prices of the points prove that nothing lies below the edges
 * of their hull? Says what they do not: with parties and minima there are none.
 */
void tsop_edges_check(const struct tsop_moving *moving);

#endif
