/*
 * keep_minima.h: people who stay, on courses that may close; inside keep.h.
 */
#ifndef TSOP_KEEP_KEEP_MINIMA_H
#define TSOP_KEEP_KEEP_MINIMA_H

#include <stdbool.h>
#include <stdint.h>

#include "assign/assign.h"
#include "assign/closing.h"
#include "base/error.h"
#include "keep/budget.h"
#include "keep/frontier.h"

struct tsop_keep_minima {
	const struct tsop_assign_problem *problem; /* checked */
	const uint16_t *was;	/* [n_people] where people can stay, or NO_COURSE */
	const uint32_t *by_lot; /* [n_people] */
	bool has_parties;	/* of people who are not fixed */
	int64_t budget;		/* beside what is forced; or NO_BUDGET */
	bool is_limit;		/* the budget is of all moves; where more are forced, those */
};

struct tsop_keep_closing {
	int64_t forced;		     /* the fewest moves that minima and parties allow */
	bool is_least;		     /* that is sure */
	struct tsop_closing closing; /* which courses run */
	struct tsop_budget found;    /* who moves; optimal also says that no other closing is better */
	size_t fault;		     /* after an error: as assign.h has it */
};

/*
 * Find which courses run so that the budget is met at least cost, and who
 * moves, as the lot has it. Release *out, whatever is returned. -1 with err,
 * as tsop_assign_solve where no assignment reaches the minima.
 */
int tsop_keep_minima_solve(const struct tsop_keep_minima *keep, struct tsop_keep_closing *out,
			   struct tsop_error *err);

/*
 * Solve at a price of a move, for a frontier whose context is a struct
 * tsop_keep_minima, and which was widened.
 */
int tsop_keep_minima_price(struct tsop_frontier *frontier, struct tsop_penalty price,
			   struct tsop_error *err);
void tsop_keep_minima_release(struct tsop_keep_closing *out);

#endif
