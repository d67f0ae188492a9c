/*
 * result_header.h: the `allocation` record of a result, as it is read.
 */
#ifndef TSOP_VERIFY_RESULT_RESULT_HEADER_H
#define TSOP_VERIFY_RESULT_RESULT_HEADER_H

#include "verify/result/result.h"

/* Fill result->header; faults are told. -1 with err for want of memory. */
int tsop_result_header_read(struct tsop_result *result, struct tsop_checking *checking,
		     const struct tsop_record *record, struct tsop_error *err);

#endif
