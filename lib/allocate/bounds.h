/*
 * bounds.h: what each claimant is guaranteed, keeps and can get; inside this room.
 */
#ifndef TSOP_ALLOCATE_BOUNDS_H
#define TSOP_ALLOCATE_BOUNDS_H

#include "allocate/run.h"

/* The options about them, before anything is read. Errors are TSOP_USAGE. */
int tsop_bounds_options(struct tsop_run *run, struct tsop_error *err);

/*
 * The key gave each claimant what its columns say: bring kept and cap
 * together with the people, and find who is_below the threshold. A cap under what is guaranteed
 * or held contradicts it: that goes to the sink, then -1 is returned.
 */
int tsop_bounds_set(struct tsop_run *run, struct tsop_sink *sink);

#endif
