/*
 * result_proof.h: the `proof` record of a result, as it is read.
 */
#ifndef TSOP_VERIFY_RESULT_RESULT_PROOF_H
#define TSOP_VERIFY_RESULT_RESULT_PROOF_H

#include "verify/result/result.h"

/*
 * Fill result->proof; all other records were read. Faults are told. -1 with err for want of
 * memory.
 */
int tsop_result_proof_read(struct tsop_result *result, struct tsop_checking *checking,
		    const struct tsop_record *record, struct tsop_error *err);

/*
 * Fill result->proof with what proves the courses of a placing, from the
 * members of the record: all but those that the last pass alone has.
 */
int tsop_result_placing_read(struct tsop_result *result, struct tsop_checking *checking,
			     const struct tsop_record *record, struct tsop_error *err);

void tsop_result_proof_release(struct tsop_result_proof *proof);

#endif
