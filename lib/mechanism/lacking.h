/*
 * lacking.h: courses that do not reach their minimum, one after the other.
 *
 * For mechanisms that do not weigh which courses run: people are placed as if
 * no course had a minimum; while a course that runs has fewer people than its
 * own, the one that lacks the most closes, of equal ones that with the last
 * index, and all are placed anew on the others. Fixed people count. A course
 * where somebody is fixed does not close. A course that is closed is on
 * nobody's list any more, and stays closed where people give up their seats to
 * others and all are placed anew: who found no course does not see one that
 * they had a right to taken up again.
 *
 * That is a rule, not an optimum: other courses might close with less harm,
 * or fewer. What a mechanism promises holds on the courses that run.
 */
#ifndef TSOP_MECHANISM_LACKING_H
#define TSOP_MECHANISM_LACKING_H

#include "mechanism/mechanism.h"

/*
 * As tsop_mechanism_solve, of a problem that was checked and has minima. Where people are tied
 * and there is no lot, no further course closes: the result is then not the last one. -1 with
 * result->fault and TSOP_INPUT for a course with fixed people that lacks others.
 */
int tsop_lacking_solve(const struct tsop_mechanism *mechanism,
		       const struct tsop_assign_problem *problem, const struct tsop_order *order,
		       struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		       struct tsop_error *err);

#endif
