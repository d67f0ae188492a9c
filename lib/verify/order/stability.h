/*
 * stability.h: results of mechanisms that go by an order, held against what
 * they promise: nobody prefers a course that has room, or that holds somebody
 * who goes behind them there. A party counts as one, with the list of the
 * first of its members and standing where that one does: no party prefers a
 * course where free places, and those of who goes behind, suffice for it. Who
 * had a place on a course in an earlier result goes first there, and so does
 * their party.
 *
 * Under one order for all courses there is one such result: that of the serial
 * dictatorship. Else there can be several; without parties it is looked that
 * this is the best for everybody, unless there was a budget of moves. Boston's is the one such result where a course
 * goes first by how early it stands in a list, then by the order.
 */
#ifndef TSOP_VERIFY_ORDER_STABILITY_H
#define TSOP_VERIFY_ORDER_STABILITY_H

#include "verify/order/precedence.h"

/*
 * Faults name people. is_boston: lists come before the order. Where only a
 * recorded draw tells the first members of a party apart, whose list it has is
 * not known, and the verdict says that nothing was verified. -1 with err for
 * want of memory. Cost: people times courses times the logarithm of people,
 * times the members of a party (Boston: times courses again).
 */
int tsop_stability_check(struct tsop_costs *costs, bool is_boston, struct tsop_checking *checking,
			 struct tsop_error *err);

#endif
