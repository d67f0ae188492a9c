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
 * Of the optima with the same people pinned, choose the one of the lot: all
 * others get, in the order they are listed in by_lot[n_people], the best place
 * of any optimum that agrees with those before them (assign.h), and those who
 * have more than one are pinned there. What is best is judged by the ranks and
 * meters of a problem, which is the flow's own or has fewer courses: those
 * behind are none.
 *
 * Where everybody in a strongly connected part gets the best place they have in
 * any optimum at all, the order was nothing: by induction, each order gives
 * them those places. Where somebody does not, it matters, as they would get it
 * as the first. The people in such parts who have another place are marked in
 * is_tied[n_people]; those who are pinned are left as they are. *any: is
 * anybody marked? Without judged->lot these parts are left at any optimum.
 *
 * The flow is solved, and stays an optimum. O(people * courses + courses^3 / 64),
 * and O(courses^2) for each person who has another place.
 */
int tsop_tie_settle(struct tsop_flow *flow, const struct tsop_assign_problem *judged,
		    const uint32_t *by_lot, bool *is_tied, bool *any, struct tsop_error *err);

#endif
