/*
 * result_stages.h: what the proof of a rank-maximal result says, not yet
 * believed; a part of result_proof.h.
 */
#ifndef TSOP_VERIFY_RESULT_RESULT_STAGES_H
#define TSOP_VERIFY_RESULT_RESULT_STAGES_H

#include "verify/result/result.h"

/*
 * Fill the signature and the prices of the stages, of the proof's
 * `assignment`; the signature that no result exceeds, and meters, of its
 * `bound`. Faults are told. -1 with err for want of memory.
 */
int tsop_result_stages_read(struct tsop_result *result, struct tsop_checking *checking,
			    const struct tsop_record *record, struct tsop_error *err);
int tsop_result_ranks_read(struct tsop_result *result, struct tsop_checking *checking,
			   const struct tsop_record *bound, struct tsop_error *err);

#endif
