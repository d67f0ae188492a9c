/*
 * join.h: the files of a run, each read by itself, held against each other;
 * inside this room.
 */
#ifndef TSOP_ALLOCATE_JOIN_H
#define TSOP_ALLOCATE_JOIN_H

#include "allocate/run.h"
#include "base/error.h"

/*
 * Enter people under their claimants, and bounds and total of the seats. Is
 * there a claimant for everybody, a place and a seat for who has one, and room
 * for all seats? -1: what is wrong with a row went to the sink, in no order;
 * anything else to err.
 */
int tsop_join(struct tsop_run *run, struct tsop_sink *sink, struct tsop_error *err);

#endif
