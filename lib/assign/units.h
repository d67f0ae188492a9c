/*
 * units.h: who counts in the pairs of a group, where parties are placed with it spread.
 *
 * A party counts once: those of it who are to be on one course make no pair
 * with each other, and one with each other person or party of the group there.
 * So one of them counts, the first, and the others are companions; where some
 * of the party are fixed, the first of these at each course.
 */
#ifndef TSOP_ASSIGN_UNITS_H
#define TSOP_ASSIGN_UNITS_H

#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"

/*
 * Fill unit[n_people]: the group of a person who counts, n_groups for a
 * companion. The problem was checked. -1 for no memory.
 */
int tsop_units_find(const struct tsop_assign_problem *problem, const uint32_t *group,
		    size_t n_groups, uint32_t *unit, struct tsop_error *err);

#endif
