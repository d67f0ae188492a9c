/*
 * rooms.h: who waits although there was a seat has no course with room.
 *
 * A course has room for one more where a place is free, or where somebody who
 * is there can move to one that has room. If no course that a person may have
 * has room, no assignment places this person besides all who are placed
 * (augmenting paths; C. Berge, 1957). Where there are parties, that is not so
 * simple, and the verdict says that it was not verified.
 */
#ifndef TSOP_VERIFY_ROOMS_H
#define TSOP_VERIFY_ROOMS_H

#include "verify/choice.h"
#include "verify/costs.h"

/* Faults name people. -1 with err for want of memory. Cost: people times courses. */
int tsop_rooms_check(struct tsop_costs *costs, const struct tsop_choice_check *choice,
		     struct tsop_checking *checking, struct tsop_error *err);

#endif
