/*
 * weights.h: the claimants of a result are the rows of its key.
 */
#ifndef TSOP_VERIFY_RESULT_WEIGHTS_H
#define TSOP_VERIFY_RESULT_WEIGHTS_H

#include "verify/result/result.h"

/*
 * Read the key: each row once in the result and the other way around, with
 * the same weight and guarantee in the columns that the result names.
 * Differences are faults. key_cap and key_kept of the claimants are filled,
 * where there are columns of them. -1 where the key is not usable: a row's errors go to the sink.
 */
int tsop_weights_check(struct tsop_result *result, struct tsop_checking *checking,
		       struct tsop_error *err);

#endif
