/*
 * identity.h: the id of an allocation, made again as tsop-records(5) states
 * it: the beginning of SHA-256 over the options of the first record and the
 * inputs, in lines of cells.
 */
#ifndef TSOP_VERIFY_IDENTITY_H
#define TSOP_VERIFY_IDENTITY_H

#include "base/buf.h"
#include "verify/result/candidates.h"
#include "verify/result/result.h"

/*
 * Append the cells of the options, as the first record has them, to an empty
 * buffer; it is not checked that they are what they should be.
 */
void tsop_identity_begin(struct tsop_buf *options, const struct tsop_record *first);

/*
 * Is the id that of these options, of the result's claimants and courses, and
 * of the people? NULL: they are not known; where they are needed it is said
 * that the id was not verified. -1 with err for want of memory. Cost: the inputs.
 */
int tsop_identity_check(const struct tsop_buf *options, const struct tsop_result *result,
			const struct tsop_candidates *candidates, struct tsop_checking *checking,
			struct tsop_error *err);

#endif
