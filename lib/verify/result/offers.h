/*
 * offers.h: the courses of a result are those of the courses file.
 */
#ifndef TSOP_VERIFY_RESULT_OFFERS_H
#define TSOP_VERIFY_RESULT_OFFERS_H

#include "verify/result/result.h"

/*
 * Read the file: each course of the result's round once in the result and the
 * other way around, with the same title, place and capacity. Differences are
 * faults. -1 where the file is not usable: a row's errors go to the sink.
 */
int tsop_offers_check(const struct tsop_result *result, struct tsop_checking *checking);

#endif
