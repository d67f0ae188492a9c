/*
 * trading.h: serial dictatorship, where some had a place before.
 *
 * Nobody need give up what they had: whoever's turn it is takes the best course
 * on their list with a free seat, or asks for a seat that somebody had, and
 * that one then has the turn first ("you request my house, I get your turn":
 * Abdulkadiroglu and Sonmez, House Allocation with Existing Tenants, 1999; top
 * trading cycles). Who asks in a circle trades: each gets the seat asked for.
 * A seat is free that nobody had who is still to be served; of those who had
 * one on a course the first by the order is asked. Where more had a place than
 * there are seats now, the first by the order still have one.
 *
 * For people alone. Nobody who still has a place ends with less, nobody can get
 * a better course without somebody else getting a worse one (Pareto), and to
 * tell other wishes gains nobody anything. Without anybody who had a place it is
 * the serial dictatorship (serial.h); and it is one in the order in which people
 * are served, which the proof has in_turn, those of a circle in the order in
 * which they ask.
 *
 * Equal people are tied where they want more free seats of a course than it
 * has or one of them has to ask, where they are asked for the seats of one
 * course, or where not all of them still have a place on it.
 */
#ifndef TSOP_MECHANISM_TRADING_H
#define TSOP_MECHANISM_TRADING_H

#include "mechanism/mechanism.h"

/*
 * As tsop_mechanism_solve, of a problem that was checked, with the stay's
 * courses. The order hangs on no course. TSOP_INPUT for parties: a party has no
 * one seat to trade. O(n log n), and what the lists take.
 */
int tsop_trading_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
		       struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		       struct tsop_error *err);

#endif
