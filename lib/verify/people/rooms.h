/*
 * rooms.h: who waits although there was a seat has no course with room.
 *
 * A course has room for one more where a place is free, or where somebody who
 * is there can move to one that has room. If no course that a person may have
 * has room, no assignment places this person besides all who are placed
 * (augmenting paths; C. Berge, 1957). Where there are parties, or courses that
 * may close and leave room when others got the seats, that is not so simple, and
 * the verdict says that it was not verified. Who got a seat in
 * their place may have taken the room, too: whether there was some before, the
 * passes of a proof show (trail.h); this is for results that have none.
 */
#ifndef TSOP_VERIFY_PEOPLE_ROOMS_H
#define TSOP_VERIFY_PEOPLE_ROOMS_H

#include "verify/people/choice.h"
#include "verify/people/costs.h"

/* Is it known who could be given a course: are as many placed as can be, and one by one? */
bool tsop_rooms_are_known(const struct tsop_costs *costs);

/* How many of these people, who wait, could each be given a course while all others keep one? */
int tsop_rooms_count(struct tsop_costs *costs, const size_t *people, size_t n, size_t *n_could,
		     struct tsop_error *err);

/* Faults name people. -1 with err for want of memory. Cost: people times courses. */
int tsop_rooms_check(struct tsop_costs *costs, const struct tsop_choice_check *choice,
		     struct tsop_checking *checking, struct tsop_error *err);

#endif
