/*
 * result_spread.h: the proof of people who are spread over different courses,
 * as it is read.
 */
#ifndef TSOP_VERIFY_RESULT_RESULT_SPREAD_H
#define TSOP_VERIFY_RESULT_RESULT_SPREAD_H

#include "verify/result/result.h"

/*
 * Fill result->proof.spread of the proof's `assignment`. Faults are told. -1
 * with err for want of memory.
 */
int tsop_result_spread_read(struct tsop_result *result, struct tsop_checking *checking,
			    const struct tsop_record *record, struct tsop_error *err);

#endif
