/*
 * given.h: seats that were given before, for an assignment without a key.
 */
#ifndef TSOP_ALLOCATE_GIVEN_H
#define TSOP_ALLOCATE_GIVEN_H

#include "allocate/applicants.h"
#include "allocate/claimant.h"
#include "base/error.h"
#include "record/input.h"

/*
 * Read `seats` records of municipalities, as tsop-allocate prints them, into
 * claimants (the records around them are passed over; without `reserved` none
 * are held). Whatever is wrong goes to the sink, then -1 is returned. Release
 * with tsop_claimants_release, also after an error.
 */
int tsop_given_read(struct tsop_claimants *claimants, const char *file,
		    const struct tsop_input_options *input, struct tsop_sink *sink);

/* A seat for everybody: the claimants are the municipalities of the people. */
int tsop_given_to_all(struct tsop_claimants *claimants, const struct tsop_applicants *applicants,
		      struct tsop_error *err);

#endif
