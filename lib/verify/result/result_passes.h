/*
 * result_passes.h: the placings before the last one, as a proof has them, not
 * yet believed; a part of result_proof.h.
 */
#ifndef TSOP_VERIFY_RESULT_RESULT_PASSES_H
#define TSOP_VERIFY_RESULT_RESULT_PASSES_H

#include "verify/result/result.h"

/*
 * Fill result->passes from the `passes` of the proof's `assignment`, where it
 * has them. Faults are told. -1 with err for want of memory.
 */
int tsop_result_passes_read(struct tsop_result *result, struct tsop_checking *checking,
			    const struct tsop_record *record, struct tsop_error *err);
void tsop_result_passes_release(struct tsop_result *result);

#endif
