/*
 * drawn.h: who comes before whom by the recorded draws. A draw for courses
 * counts in the placings that name it; where courses are given in an order, it
 * goes on to say in later ones, too, who comes first of equal people.
 */
#ifndef TSOP_VERIFY_RESULT_DRAWN_H
#define TSOP_VERIFY_RESULT_DRAWN_H

#include "verify/result/candidates.h"
#include "verify/result/result.h"

/*
 * Read the `draws` of a placing into the result's proof: numbers, from 1, of
 * different draws for courses; one at most where people come in no order. -1
 * with err for want of memory; faults are told.
 */
int tsop_drawn_read(struct tsop_result *result, struct tsop_checking *checking,
		    const struct tsop_record *record, struct tsop_error *err);

/*
 * How many draws for courses does neither the result nor a pass before it
 * name? -1 with err for want of memory.
 */
int tsop_drawn_count_unnamed(const struct tsop_result *result, size_t *n, struct tsop_error *err);

/*
 * Let those have lots for their courses whom the draws of the result's proof
 * drew, in that order; all others come behind them, equal. Without such draws
 * all are equal, but where courses are given in an order: there the lots stay
 * as they are.
 */
void tsop_drawn_order(const struct tsop_result *result, struct tsop_candidates *candidates);

/*
 * Give people lots in the order in which they were drawn, for their seats and
 * for their courses; who was not drawn comes behind, equal to all such.
 */
void tsop_drawn_make_lots(const struct tsop_result *result, struct tsop_candidates *candidates);

#endif
