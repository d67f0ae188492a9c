/*
 * prices.h: people on courses at least cost, proven by prices.
 *
 * Prices of the courses are not below 0, and 0 where places are free. Where,
 * for nobody who is not fixed, another course (or none) has a smaller sum of
 * cost and price, no other assignment costs less: what it could save at the
 * one end, it pays at the other (weak duality of linear programming).
 */
#ifndef TSOP_VERIFY_PRICES_H
#define TSOP_VERIFY_PRICES_H

#include "verify/costs.h"

/*
 * Everybody is where they may be, with the rank that is printed; the totals
 * are those of the proof; the prices prove them. Faults name people and
 * courses.
 */
void tsop_prices_check(struct tsop_costs *costs, struct tsop_checking *checking);

#endif
