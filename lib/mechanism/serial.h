/*
 * serial.h: serial dictatorship, by lot or by priority.
 *
 * One after the other takes the best course on their list that has room. A
 * party takes its turn with the first of its members, and of that one's list
 * the best course where all of them may be and have room; else none of them has a course.
 * Nobody can get a better course without somebody else getting a worse one
 * (Pareto); to tell other wishes gains nobody anything (Svensson, Strategy-proof
 * allocation of indivisible goods, 1999). Both hold of people alone.
 *
 * Where some had a place before (stay.course of the problem), it is that of
 * trading.h.
 *
 * Equal people and parties are tied where the seats of a course that is the best
 * left for them do not suffice for all; then the lot does decide. First members of
 * a party who are equal are tied where they would choose different courses.
 */
#ifndef TSOP_MECHANISM_SERIAL_H
#define TSOP_MECHANISM_SERIAL_H

#include "mechanism/mechanism.h"

/* As tsop_mechanism_solve, of a problem that was checked. The order hangs on no course. */
int tsop_serial_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
		      struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		      struct tsop_error *err);

#endif
