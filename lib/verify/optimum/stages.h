/*
 * stages.h: rank-maximal places, proven by prices in stages.
 *
 * At stage r a course of rank r gains somebody 1; at the last every course
 * loses its meters; no course gains nothing. Where, for nobody who is not
 * fixed, gain less price is greater elsewhere (compared stage by stage, the
 * first difference decides), prices are not below 0 in that order, and 0
 * where places are free, no other assignment gains more: weak duality, for
 * gains that are vectors in lexicographic order.
 */
#ifndef TSOP_VERIFY_OPTIMUM_STAGES_H
#define TSOP_VERIFY_OPTIMUM_STAGES_H

#include "verify/optimum/settled.h"

/*
 * The numbers of people by rank are right and greatest, and the meters are
 * least. Where the prices do not prove the places of parties, they prove those
 * of the others, given these, and the verdict says so. Faults name people and
 * courses. Cost: people, courses and stages.
 */
void tsop_stages_check(struct tsop_costs *costs, struct tsop_checking *checking);

/* The prices of the stages, as the lot asks for them. */
extern const struct tsop_settled_prices tsop_stages_settled;

#endif
