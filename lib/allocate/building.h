/*
 * building.h: the problem of courses, built of people; inside this room.
 *
 * The people who have a seat come first, in the order of the applicants,
 * behind them the held seats, by claimant. People with the same wishes share a
 * row of ranks, those of a municipality a row of meters.
 */
#ifndef TSOP_ALLOCATE_BUILDING_H
#define TSOP_ALLOCATE_BUILDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/choose.h"
#include "allocate/courses.h"
#include "allocate/place.h"
#include "assign/assign.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "draw/draw.h"

struct tsop_passes;

/* Its arrays are taken from the arena. */
struct tsop_building {
	const struct tsop_place_rules *rules;
	const struct tsop_choice *choice;
	const struct tsop_courses *courses;
	const struct tsop_standing *standings;
	struct tsop_arena arena;
	struct tsop_map wishes; /* what people may have and wish, as bytes, to their row of ranks */
	struct tsop_assign_problem problem;
	size_t *applicant; /* by the problem's person; behind them come the held seats */
	size_t n_seated;
	size_t n_held;
	size_t n_wishes; /* rows of ranks */
	uint32_t *capacity, *minimum, *person_wishes, *origin, *lot, *party;
	uint32_t *before, *after; /* of an order */
	bool has_minimum;
	bool *is_parted; /* [claimants] found no course together at last, with --spread same */
	uint8_t *parting; /* [claimants] how far; this and those below as parting.h has them */
	bool *has_fixed;  /* [claimants] */
	bool *is_leading; /* [people] fixed, and all others of the municipality may be with them */
	bool *is_bound;	  /* [parties of applicants] somebody is fixed, and somebody is not */
	uint16_t *closed; /* courses, in the order in which they did before */
	size_t n_closed;
	struct tsop_passes *passes; /* where placings before the last one are kept; or NULL */
	size_t first_pass; /* behind those of earlier problems */
	struct tsop_draw *draws; /* that say in which order people come, as they were met */
	size_t n_draws, draws_cap;
	uint16_t *ranks, *fixed, *was, *stays; /* stays: fixed, and who stays (place_keep.h) */
	uint32_t *meters;
};

/*
 * Nothing is built as yet; all is borrowed until tsop_building_release.
 */
void tsop_building_init(struct tsop_building *building, const struct tsop_place_rules *rules,
			const struct tsop_choice *choice, const struct tsop_courses *courses,
			const struct tsop_standing *standings);
void tsop_building_release(struct tsop_building *building);

/* Build building->problem. -1 with err: TSOP_INPUT for too many people, or no memory. */
int tsop_building_make(struct tsop_building *building, struct tsop_error *err);

#endif
