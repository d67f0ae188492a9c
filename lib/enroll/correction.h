/*
 * correction.h: what a correction of an application says, and what it does.
 *
 * The event holds the members that change, as they are from then on; null
 * takes a member away. A fold puts them in the place of the old ones.
 */
#ifndef TSOP_ENROLL_CORRECTION_H
#define TSOP_ENROLL_CORRECTION_H

#include "enroll/members.h"
#include "record/record.h"

/*
 * The members of the event that corrects the enrollment of that id by the
 * differences (tsop_members_compare); in the arena.
 */
int tsop_correction_make(const char *enrollment, const struct tsop_difference *differences,
			 size_t n, struct tsop_arena *arena, struct tsop_members *members,
			 struct tsop_error *err);

/*
 * An application's members after the event: those it is known to have in
 * their order, then the others. `older` is the object of its members,
 * `correction` the scanned event. The result is in the arena.
 */
int tsop_correction_apply(struct tsop_view older, const struct tsop_record *correction,
			  struct tsop_arena *arena, struct tsop_members *members,
			  struct tsop_error *err);

#endif
