/*
 * tie.h: other assignments that are as good, and the lot between them.
 *
 * At prices that prove an optimum, a person may take another place without
 * loss if it costs them the same, prices included: a tight arc. Two optimal
 * assignments differ by cycles of tight arcs over the courses and outside (a
 * course with free seats and price 0 has tight arcs to outside and back). So
 * somebody has another place in another optimum exactly if one of their
 * tight arcs lies on such a cycle, that is, within a strongly connected part.
 */
#ifndef TSOP_ASSIGN_TIE_H
#define TSOP_ASSIGN_TIE_H

#include <stdbool.h>

#include "assign/flow.h"

/*
 * Mark in is_tied[n_people] who has another place in another optimum with
 * the same people pinned; others are left as they are. *any: does anyone? The
 * flow is solved. O(people * courses + courses^3 / 64).
 */
int tsop_tie_mark(const struct tsop_flow *flow, bool *is_tied, bool *any, struct tsop_error *err);

/*
 * Of the optima, choose the one of the lot: those marked in is_tied and not
 * pinned get, in the order they are listed in by_lot[n_people], the best
 * place of any optimum that agrees with those before them (assign.h), and
 * are pinned there. What is best is judged by the ranks and meters of a
 * problem, which is the flow's own or has fewer courses: those behind are none.
 * The flow stays an optimum. O(courses^2) a marked person.
 */
int tsop_tie_settle(struct tsop_flow *flow, const struct tsop_assign_problem *judged,
		    const bool *is_tied, const uint32_t *by_lot, struct tsop_error *err);

#endif
