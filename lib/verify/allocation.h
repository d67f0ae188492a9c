/*
 * allocation.h: what `seats`, `assign` and `run` print, verified.
 */
#ifndef TSOP_VERIFY_ALLOCATION_H
#define TSOP_VERIFY_ALLOCATION_H

#include "verify/checking.h"

/* A tsop_checking_kind. */
int tsop_allocation_verify(struct tsop_checking *checking, struct tsop_input *input,
			   const struct tsop_record *first, struct tsop_buf *verdict,
			   struct tsop_error *err);

#endif
