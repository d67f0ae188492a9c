/*
 * needed.h: were only files given that the result can be held against?
 *
 * A file that is passed over would leave the impression that it was checked.
 */
#ifndef TSOP_VERIFY_NEEDED_H
#define TSOP_VERIFY_NEEDED_H

#include <stdbool.h>

#include "base/error.h"
#include "verify/verify.h"

/* What a result was made from. */
struct tsop_needed {
	bool key, courses;
	bool people; /* or the weights of a matrix */
	bool by_hand; /* what was fixed and excluded */
	bool seats_from;
	bool fill, keep; /* the earlier result that it goes on from */
	bool sides; /* the seats of rows and columns */
};

/* Refuse, as wrong usage, the first file that is not among them. */
int tsop_needed_check(const struct tsop_needed *needed, const struct tsop_verify_options *options,
		      struct tsop_error *err);

#endif
