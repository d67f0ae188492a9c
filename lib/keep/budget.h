/*
 * budget.h: the least cost within a budget of moves.
 *
 * A budget between two vertices of the frontier (frontier.h) is not met by
 * any price of a move alone. Branch and bound meets it, over the flow at the
 * price of the edge between the two: that is a lower bound, what the cheapest
 * cycles (cycle.h) need to come from its moves to the budget is a better one,
 * and mostly they show an assignment that costs no more. Where somebody would
 * have to go two ways at once, or a party would be split, the problem is taken
 * apart: that person, or party, at each place in turn. The search is depth
 * first and ends after a number of flows, never by time.
 *
 * Of the assignments that cost the least, those are taken that move the
 * fewest; among these the lot decides as in assign.h, by further searches:
 * is there one in which this person has a better place? Without lots each is
 * asked once more with nobody before them; where none is better off, the order
 * is nothing.
 */
#ifndef TSOP_KEEP_BUDGET_H
#define TSOP_KEEP_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

struct tsop_budget_request {
	/*
	 * Checked; its minima are reached. `stay` has plain weights at the price
	 * of the edge, by which sums compare as costs do. max_nodes: for the
	 * search, and as many again for the lot.
	 */
	const struct tsop_assign_problem *problem;
	const uint32_t *by_lot; /* [n_people] */
	int64_t budget;		/* of people in stay.course who are not there */
	const uint16_t *known;	/* [n_people] an assignment within it */
	bool settles;		/* the lot decides, and ties are looked for */
};

struct tsop_budget {
	uint16_t *course; /* [n_people] the best that was found */
	bool *is_tied;	  /* [n_people] if tied: has, or may have, another place in one as good */
	bool optimal;	  /* it is the best there is */
	bool tied;	  /* there are no lots, and they matter; or that is not known */
	uint64_t nodes;	  /* flows solved */
};

/* Fill *out; release it. -1 for no memory: release it all the same. */
int tsop_budget_solve(const struct tsop_budget_request *request, struct tsop_budget *out,
		      struct tsop_error *err);
void tsop_budget_release(struct tsop_budget *out);

#endif
