/*
 * turns.h: serial dictatorship, turn by turn.
 *
 * The proof lists who is not fixed in their turns, the members of a party
 * together behind the first of them. One after the other has the best course
 * on the list that has room for all who come along; held seats come last.
 *
 * Where people had places before, whoever is asked for theirs goes first; then
 * the turns are believed, and that is said.
 */
#ifndef TSOP_VERIFY_ORDER_TURNS_H
#define TSOP_VERIFY_ORDER_TURNS_H

#include "verify/order/precedence.h"

/*
 * The turns follow the order, and everybody has what is best at their turn.
 * Faults name people. -1 with err for want of memory. Cost: people times courses.
 */
int tsop_turns_check(struct tsop_costs *costs, struct tsop_checking *checking,
		     struct tsop_error *err);

#endif
