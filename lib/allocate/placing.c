#include "allocate/placing.h"

#include <stdlib.h>

#include "allocate/parting.h"
#include "allocate/passes.h"
#include "allocate/place_keep.h"
#include "base/i18n.h"

/* All else that can be wrong with fixed people was checked when they were read. */
static int refuse_minimum(const struct tsop_building *building, size_t course,
			  struct tsop_error *err)
{
	const struct tsop_courses *courses = building->courses;

	tsop_fail(err, TSOP_INPUT,
		  _("expected a number that is reached, because people have a place there already"));
	return tsop_error_at(err, courses->file, courses->rows[course].line, "minimum");
}

static int place_once(struct tsop_building *building, const struct tsop_order *order,
		      struct tsop_placement *placement, struct tsop_error *err)
{
	const struct tsop_place_rules *rules = building->rules;
	int status;

	tsop_assign_release(&placement->result);
	tsop_mechanism_proof_release(&placement->proof);
	tsop_spread_proof_release(&placement->spread);
	if (rules->spread == TSOP_SPREAD_DIFFERENT) {
		status = tsop_spread_solve(&building->problem, building->origin,
					   building->problem.n_origins, &placement->result,
					   &placement->spread, err);
	} else if (rules->keeps && !tsop_place_keep_is_first(rules)) {
		tsop_keep_release(&placement->keep);
		status = tsop_place_keep(building, order, placement, err);
	} else {
		status = tsop_mechanism_solve(rules->mechanism, &building->problem, order,
					      &placement->result, &placement->proof, err);
	}
	if (status == 0)
		return 0;
	return placement->result.fault == SIZE_MAX ?
		       -1 :
		       refuse_minimum(building, placement->result.fault, err);
}

/* Those of a mechanism that closes courses one after the other. */
static int keep_closings(struct tsop_building *building, struct tsop_placement *placement,
			 struct tsop_error *err)
{
	struct tsop_mechanism_proof *proof = &placement->proof;

	if (building->passes == NULL)
		return 0;
	if (proof->steps == NULL && proof->n_closed > building->n_closed)
		return tsop_passes_cut(building->passes);
	for (size_t i = building->n_closed; i < proof->n_closed; i++) {
		struct tsop_mechanism_step *step = &proof->steps[i];
		struct tsop_placement before = { .result = step->result, .proof = step->proof };

		step->result = (struct tsop_assign_result){ .fault = SIZE_MAX };
		step->proof = (struct tsop_mechanism_proof){ .n_ranks = 0 };
		if (tsop_passes_keep(building->passes, building, &before, TSOP_PASS_CLOSES,
				     proof->closed[i], err) != 0)
			return -1;
	}
	return 0;
}

/*
 * After which municipalities are parted; everybody is still with whom they
 * were. *placement is empty afterwards.
 */
static int keep_parting(struct tsop_building *building, struct tsop_placement *placement,
			struct tsop_error *err)
{
	if (building->passes == NULL)
		return 0;
	if (tsop_placing_certify(building, placement, err) != 0)
		return -1;
	return tsop_passes_keep(building->passes, building, placement, TSOP_PASS_PARTS,
				TSOP_ASSIGN_NO_COURSE, err);
}

int tsop_placing_all(struct tsop_building *building, const uint32_t *lot,
		     struct tsop_placement *placement, struct tsop_error *err)
{
	const struct tsop_order_people people = {
		.applicants = building->choice->applicants,
		.applicant = building->applicant,
		.lot = lot,
		.n_people = building->n_seated,
		.n_held = building->n_held,
	};
	struct tsop_order order = { .before = NULL };
	const bool is_same = building->rules->spread == TSOP_SPREAD_SAME;
	bool is_sure = true;
	bool was_tied = false; /* before some were parted, who may be others then */

	if (building->rules->mechanism->takes_order &&
	    tsop_order_fill(&building->rules->order, &people, building->before, building->after,
			    &order, err) != 0)
		return -1;
	if (tsop_place_keep_is_first(building->rules) &&
	    tsop_place_keep_first(building, placement, err) != 0)
		return -1;
	if (building->passes != NULL)
		tsop_passes_truncate(building->passes, building->first_pass);
	placement->has_parted = false;
	if (is_same && tsop_parting_start(building, err) != 0)
		return -1;
	for (;;) {
		if (place_once(building, &order, placement, err) != 0 ||
		    keep_closings(building, placement, err) != 0)
			return -1;
		is_sure = is_sure && placement->result.optimal;
		if (!is_same || !tsop_parting_find(building, &placement->result))
			break;
		was_tied = was_tied || placement->result.tied;
		if (keep_parting(building, placement, err) != 0)
			return -1;
		tsop_parting_step(building);
		placement->has_parted = true;
	}
	if (is_same)
		placement->result.optimal = is_sure; /* else some may be parted who need not be */
	placement->was_tied = was_tied;
	if (tsop_place_keep_is_first(building->rules))
		tsop_place_keep_finish(building, placement);
	return 0;
}

/* Where prices do not prove it, with the courses, parties and lots that it came to. */
int tsop_placing_certify(const struct tsop_building *building, struct tsop_placement *placement,
			 struct tsop_error *err)
{
	const struct tsop_place_rules *rules = building->rules;
	const struct tsop_assign_result *result = &placement->result;

	if (rules->mechanism != tsop_mechanism_of(TSOP_MECHANISM_MIN_COST) || rules->keeps ||
	    rules->spread == TSOP_SPREAD_DIFFERENT ||
	    (building->problem.minimum == NULL && result->prices_prove_all))
		return 0;
	return tsop_certificate_make(&building->problem, result, &placement->search, err);
}

/* The people of a serial dictatorship in turn, without the held seats. */
static int hand_back_turns(const struct tsop_building *building, struct tsop_placement *placement,
			   struct tsop_error *err)
{
	const struct tsop_mechanism_proof *proof = &placement->proof;

	placement->in_turn = calloc(proof->n_in_turn + 1, sizeof *placement->in_turn);
	if (placement->in_turn == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < proof->n_in_turn; i++)
		if (proof->in_turn[i] < building->n_seated)
			placement->in_turn[placement->n_in_turn++] =
				building->applicant[proof->in_turn[i]];
	return 0;
}

/* The draws that were gone by. */
static int hand_back_draws(const struct tsop_building *building, struct tsop_placement *placement,
			   struct tsop_error *err)
{
	placement->draws = calloc(building->n_draws + 1, sizeof *placement->draws);
	if (placement->draws == NULL)
		return tsop_fail_memory(err);
	if (building->n_draws > 0)
		memcpy(placement->draws, building->draws,
		       building->n_draws * sizeof *placement->draws);
	placement->n_draws = building->n_draws;
	return 0;
}

int tsop_placing_hand_back(const struct tsop_building *building, struct tsop_placement *placement,
			   struct tsop_error *err)
{
	if (placement->held != NULL)
		return 0;
	placement->held = calloc(building->n_held + 1, sizeof *placement->held);
	if (placement->held == NULL)
		return tsop_fail_memory(err);
	placement->n_held = building->n_held;
	for (size_t i = 0; i < building->n_held; i++)
		placement->held[i] = placement->result.course[building->n_seated + i];
	return hand_back_draws(building, placement, err) == 0
		       ? hand_back_turns(building, placement, err)
		       : -1;
}
