/*
 * eligible.h: the municipalities whose people may be enrolled.
 *
 * A municipality had to sign up for the concept before it could enroll
 * anybody: the list of those that have is a file, as given.
 */
#ifndef TSOP_ENROLL_ELIGIBLE_H
#define TSOP_ENROLL_ELIGIBLE_H

#include <stdbool.h>

#include "base/error.h"
#include "people/municipality.h"
#include "record/input.h"

struct tsop_eligible {
	bool *has; /* by place in tsop_municipalities(); NULL: everybody is eligible */
};

/* Everybody is eligible; allocates nothing. */
void tsop_eligible_init(struct tsop_eligible *eligible);
void tsop_eligible_release(struct tsop_eligible *eligible);
/*
 * Read the list: records with a field municipality, else code (either may
 * hold a code or a name). A row that names no municipality, or one named
 * before, goes to the sink. 0 if none was refused.
 */
int tsop_eligible_load(struct tsop_eligible *eligible, const char *name,
		       const struct tsop_input_options *options, struct tsop_sink *sink);
bool tsop_eligible_has(const struct tsop_eligible *eligible,
		       const struct tsop_municipality *municipality);

#endif
