/*
 * biproportion.h: what `biproportion` prints, verified.
 *
 * The definition is held against every cell: weight times both multipliers
 * lies between the divisors of the last seat and of the next. Numbers are
 * compared exactly: a multiplier of which digits were dropped is refused where
 * they mattered.
 */
#ifndef TSOP_VERIFY_MATRIX_BIPROPORTION_H
#define TSOP_VERIFY_MATRIX_BIPROPORTION_H

#include "verify/checking.h"

/* A tsop_checking_kind. */
int tsop_biproportion_verify(struct tsop_checking *checking, struct tsop_input *input,
			     const struct tsop_record *first, struct tsop_buf *verdict,
			     struct tsop_error *err);

#endif
