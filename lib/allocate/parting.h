/*
 * parting.h: who of a municipality is together, with --spread same; inside this room.
 *
 * A municipality is a party. Where some of it are fixed, the others are with
 * one of those: at a course where every party of the municipality that has
 * somebody fixed has one, for a party is never parted. Who finds no course so
 * is parted in two steps, each only where the one before it left somebody
 * without a course:
 *
 *	from the fixed: the others are one party and go anywhere together, but
 *	those go to the fixed of their own party, who have some;
 *	from each other: all are what they were, alone or in their parties.
 *
 * Without anybody fixed there is only the second. Where no course has somebody
 * fixed of every such party, the first is done from the start.
 */
#ifndef TSOP_ALLOCATE_PARTING_H
#define TSOP_ALLOCATE_PARTING_H

#include <stdbool.h>

#include "allocate/building.h"
#include "base/error.h"

/* All are together, as far as they can be, as parties of the problem. -1: no memory. */
int tsop_parting_start(struct tsop_building *building, struct tsop_error *err);

/*
 * Which municipalities have somebody without a course, and can be parted
 * further? building->is_parted says; true: there are such.
 */
bool tsop_parting_find(struct tsop_building *building, const struct tsop_assign_result *result);

/* Part those by a step. */
void tsop_parting_step(struct tsop_building *building);

#endif
