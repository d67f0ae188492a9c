/*
 * place.h: the people who have a seat, and the seats that are held, to courses.
 *
 * This turns people into the problem that assign.h solves. A held seat is a
 * person from the municipality's main town who wishes for the nearest course,
 * then for the next: the place it keeps free counts as much as a wish does.
 */
#ifndef TSOP_ALLOCATE_PLACE_H
#define TSOP_ALLOCATE_PLACE_H

#include <stdint.h>

#include "allocate/applicants.h"
#include "allocate/choose.h"
#include "allocate/claimant.h"
#include "allocate/courses.h"
#include "allocate/order.h"
#include "allocate/ties.h"
#include "assign/assign.h"
#include "assign/certificate.h"
#include "assign/spread.h"
#include "base/error.h"
#include "keep/keep.h"
#include "mechanism/mechanism.h"

/* The words of --spread, in the order of the enum. */
#define TSOP_SPREAD_NAMES "any|different|same"
/*
 * What is asked of the people of a municipality, held seats included in
 * `different` only. Different: as few pairs of them, or of their parties, on
 * one course as can be (spread.h), after the fewest without a course and before
 * ranks and meters.
 * Same: all of them together, as a party; where that leaves some municipalities
 * without a course, these are parted (parting.h), with the others as before.
 */
enum tsop_spread { TSOP_SPREAD_ANY, TSOP_SPREAD_DIFFERENT, TSOP_SPREAD_SAME };

/* By which rules people are placed. */
struct tsop_place_rules {
	const struct tsop_mechanism *mechanism;
	enum tsop_spread spread; /* for least cost only */
	struct tsop_order_rule order; /* where the mechanism takes one */
	bool keeps;    /* people where they were (applicants.h), at least cost or in the order */
	int64_t moves; /* with it, at least cost: a budget of moves, or TSOP_KEEP_NO_BUDGET */
};

struct tsop_placement {
	struct tsop_assign_result result; /* of the problem's people, for the proof */
	struct tsop_mechanism_proof proof;
	struct tsop_certificate search; /* with minima or parties; n_nodes 0: none */
	struct tsop_spread_proof spread; /* over different courses; groups are claimants */
	/*
	 * Its result is the one above; where people are spread, it is that of the
	 * first placing, which said who stays. By an order only its moves.
	 */
	struct tsop_keep_result keep;
	size_t *seated;  /* with keep: [n_seated] applicants, as the problem has its first people */
	size_t n_seated;
	size_t *in_turn; /* serial dictatorship: [n_in_turn] applicants in the order of their turns */
	size_t n_in_turn;
	uint16_t *held;  /* the course of each held seat, claimant by claimant */
	size_t n_held;
	bool has_parted; /* municipalities that were to be together, which only passes show */
	bool was_tied;   /* before they were parted, so that it may hang on a lot who was */
	struct tsop_draw *draws; /* recorded ones that said in which order people came */
	size_t n_draws;
};

struct tsop_passes;

/*
 * Fill the course of standings (TSOP_ASSIGN_NO_COURSE: none) and *placement;
 * release it. Passes that did not end it go to passes (passes.h), and so does
 * the placement itself where somebody who has a seat has no course: all that is
 * left of it is which courses closed. Where people are kept (rules), no passes are. Returns 0; 1 where courses
 * depend on a draw that is needed, which ties then say; -1 with err.
 */
int tsop_place(const struct tsop_place_rules *rules, const struct tsop_choice *choice,
	       const struct tsop_courses *courses, struct tsop_standing *standings,
	       struct tsop_passes *passes, struct tsop_placement *placement,
	       struct tsop_ties *ties, struct tsop_error *err);
void tsop_place_release(struct tsop_placement *placement);

/* The word of --spread; NULL: any. */
const char *tsop_place_spread_name(enum tsop_spread spread);

/* Meters from a municipality's main town to a course. */
int64_t tsop_place_meters(const struct tsop_municipality *from,
			  const struct tsop_courses_row *course);

#endif
