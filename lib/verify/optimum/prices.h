/*
 * prices.h: people on courses at least cost, proven by prices.
 *
 * Prices of the courses are not below 0, and 0 where places are free. Where,
 * for nobody who is not fixed, another course (or none) has a smaller sum of
 * cost and price, no other assignment costs less: what it could save at the
 * one end, it pays at the other (weak duality of linear programming). So it is
 * where who is moved pays for that, too (costs.h).
 */
#ifndef TSOP_VERIFY_OPTIMUM_PRICES_H
#define TSOP_VERIFY_OPTIMUM_PRICES_H

#include "verify/optimum/settled.h"

/*
 * Do the prices of the proof prove the places, among courses of no greater
 * rank than `worst` (from 0)? Faults name people and courses. Parties that the
 * prices do not speak of are passed over.
 */
void tsop_prices_hold(struct tsop_costs *costs, int64_t worst, struct tsop_checking *checking);

/*
 * The same, and say so in the verdict. Other courses closed, and other places
 * of parties that the prices do not prove, are looked at by branches.h.
 */
void tsop_prices_check(struct tsop_costs *costs, int64_t worst, struct tsop_checking *checking);

/*
 * Smallest worst rank: with the courses of `cut`, those of a rank below it do
 * not suffice for all: they have so many places, and so few people may have
 * one outside it (a member of a party, where all of it may). Where there are
 * parties and no such set, it is said that this was not verified.
 */
void tsop_prices_check_worst(struct tsop_costs *costs, struct tsop_checking *checking);

/* The prices as the lot asks for them; and where only ranks up to the worst are allowed. */
extern const struct tsop_settled_prices tsop_prices_settled, tsop_prices_settled_worst;

#endif
