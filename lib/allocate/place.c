#include "allocate/place.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "allocate/building.h"
#include "allocate/passes.h"
#include "allocate/placing.h"
#include "base/array.h"
#include "base/i18n.h"

int64_t tsop_place_meters(const struct tsop_municipality *from,
			  const struct tsop_courses_row *course)
{
	return tsop_municipality_meters(from, course->municipality);
}

const char *tsop_place_spread_name(enum tsop_spread spread)
{
	static const char *const names[] = { NULL, "different", "same" };

	return names[spread];
}

static int hand_back(const struct tsop_building *building, struct tsop_standing *standings,
		     struct tsop_placement *placement, struct tsop_error *err)
{
	const uint16_t *course = placement->result.course;

	if (tsop_placing_hand_back(building, placement, err) != 0)
		return -1;
	if (building->rules->keeps) {
		placement->seated = calloc(building->n_seated + 1, sizeof *placement->seated);
		if (placement->seated == NULL)
			return tsop_fail_memory(err);
		memcpy(placement->seated, building->applicant,
		       building->n_seated * sizeof *placement->seated);
		placement->n_seated = building->n_seated;
	}
	for (size_t i = 0; i < building->choice->applicants->n; i++)
		standings[i].course = TSOP_ASSIGN_NO_COURSE;
	for (size_t i = 0; i < building->n_seated; i++)
		standings[building->applicant[i]].course = course[i];
	return 0;
}

/* Does somebody who has a seat find no course, and give it up? */
static bool is_given_up(const struct tsop_building *building, const struct tsop_placement *placement)
{
	for (size_t i = 0; i < building->n_seated; i++)
		if (placement->result.course[i] == TSOP_ASSIGN_NO_COURSE)
			return true;
	return false;
}

/*
 * Are all whose courses hang on a lot marked? Not where that of a party does,
 * or where the search for it was given up.
 */
static bool marks_all(const struct tsop_building *building, const struct tsop_placement *placement)
{
	const struct tsop_assign_result *result = &placement->result;

	if (!result->optimal || result->is_cut || result->nodes >= building->problem.max_nodes ||
	    placement->was_tied)
		return false;
	if (building->problem.minimum != NULL && !building->rules->mechanism->weighs_minima)
		return false; /* when other courses have closed, others may be tied */
	if (building->rules->keeps && building->rules->spread == TSOP_SPREAD_DIFFERENT &&
	    placement->keep.result.tied)
		return false; /* when others stay, others may be tied */
	if (building->choice->applicants->n_parties == 0 &&
	    building->rules->spread != TSOP_SPREAD_SAME)
		return true;
	for (size_t i = 0; i < building->n_seated; i++)
		if (result->is_tied[i] && building->party[i] != TSOP_ASSIGN_NO_PARTY)
			return false;
	return true;
}

/* List those whose courses may hang on a lot. */
static size_t list_tied(const struct tsop_building *building,
			const struct tsop_placement *placement, size_t *tied)
{
	const struct tsop_assign_result *result = &placement->result;
	bool takes_marked = marks_all(building, placement);
	size_t n = 0;

	for (size_t i = 0; i < building->n_seated; i++)
		if (takes_marked ? result->is_tied[i] : building->fixed[i] == TSOP_ASSIGN_NO_COURSE)
			tied[n++] = building->applicant[i];
	return n;
}

/* What is placed from now on goes by the draw, too. */
static int note_draw(struct tsop_building *building, const struct tsop_drawn *drawn,
		     struct tsop_error *err)
{
	struct tsop_draw *draws = tsop_array_room(building->draws, building->n_draws,
						  &building->draws_cap, sizeof *draws);

	if (draws == NULL)
		return tsop_fail_memory(err);
	building->draws = draws;
	draws[building->n_draws++] = drawn->draw;
	return 0;
}

/* Those who were drawn come first; of the others no course hangs on a lot. */
static int order_by_draw(struct tsop_building *building, const struct tsop_drawn *drawn,
			 struct tsop_standing *standings, struct tsop_error *err)
{
	size_t *turn = tsop_arena_take(&building->arena, building->choice->applicants->n,
				       sizeof *turn);
	size_t n = drawn->n;

	if (turn == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < drawn->n; i++) {
		turn[drawn->rows[i]] = i + 1;
		standings[drawn->rows[i]].is_course_drawn = true;
	}
	for (size_t i = 0; i < building->n_seated; i++) {
		size_t own = turn[building->applicant[i]];

		building->lot[i] = (uint32_t)(own > 0 ? own - 1 : n++);
	}
	building->problem.lot = building->lot;
	return 0;
}

/*
 * Where courses hang on a lot and there is none, place all anew in the order
 * that was drawn. Held seats are nobody's to draw for: they come last, so
 * that one person who is tied with them alone needs no draw.
 */
static int settle_ties(struct tsop_building *building, struct tsop_placement *placement,
		       struct tsop_standing *standings, struct tsop_ties *ties,
		       struct tsop_error *err)
{
	struct tsop_drawn drawn = { .n = 0 };
	size_t *tied;
	size_t n;
	int status = 0;

	if ((!placement->result.tied && !placement->was_tied) || building->problem.lot != NULL)
		return 0;
	tied = tsop_arena_take(&building->arena, building->n_seated, sizeof *tied);
	if (tied == NULL)
		return tsop_fail_memory(err);
	n = list_tied(building, placement, tied);
	if (n > 1)
		status = tsop_ties_courses(ties, building->choice->applicants, tied, n, &drawn,
					   err);
	if (status == 0 && n > 1)
		status = note_draw(building, &drawn, err);
	if (status != 0)
		return status;
	if (order_by_draw(building, &drawn, standings, err) != 0)
		return -1;
	return tsop_placing_all(building, NULL, placement, err);
}

/* List all who stand in the order where somebody does who is tied. */
static int list_equals(struct tsop_building *building, const struct tsop_assign_result *result,
		       size_t *tied, size_t *n, struct tsop_error *err)
{
	struct tsop_map places;
	int status = 0;

	tsop_map_init(&places);
	*n = 0;
	for (size_t i = 0; status == 0 && i < 2 * building->n_seated; i++) {
		size_t who = i % building->n_seated;
		uint32_t place[2] = { building->before[who], building->after[who] };
		struct tsop_view key = { (const char *)place, sizeof place };
		bool added;

		if (building->fixed[who] != TSOP_ASSIGN_NO_COURSE)
			continue;
		if (i == who && result->is_tied[who])
			status = tsop_map_put(&places, key, 0, &added) == NULL ?
					 tsop_fail_memory(err) :
					 0;
		else if (i != who && tsop_map_get(&places, key) != NULL)
			tied[(*n)++] = building->applicant[who];
	}
	tsop_map_release(&places);
	return status;
}

/*
 * The draws say in which turn people come who are equal, also those that were
 * made before others gave up their seats. Is there any?
 */
static bool take_turns(const struct tsop_building *building, const struct tsop_standing *standings,
		       uint32_t *lot)
{
	bool any = false;

	for (size_t i = 0; i < building->n_seated; i++) {
		size_t place = standings[building->applicant[i]].course_place;

		lot[i] = place > 0 ? (uint32_t)place : UINT32_MAX;
		any = any || place > 0;
	}
	return any;
}

/*
 * Where equal people compete, place all anew in an order that was drawn among
 * all who stand where they do; that may bring others to compete, who are drawn
 * next. Who stands elsewhere keeps the turn that was drawn before.
 */
static int settle_order(struct tsop_building *building, struct tsop_placement *placement,
			struct tsop_standing *standings, struct tsop_ties *ties,
			struct tsop_error *err)
{
	uint32_t *lot = tsop_arena_take(&building->arena, building->n_seated, sizeof *lot);
	size_t *tied = tsop_arena_take(&building->arena, building->n_seated, sizeof *tied);

	if (lot == NULL || tied == NULL)
		return tsop_fail_memory(err);
	if (!placement->result.tied)
		return take_turns(building, standings, lot) ?
			       tsop_placing_all(building, lot, placement, err) :
			       0;
	while (placement->result.tied) {
		struct tsop_drawn drawn;
		size_t n;
		int status = list_equals(building, &placement->result, tied, &n, err);

		if (status == 0)
			status = tsop_ties_order(ties, building->choice->applicants, tied, n,
						 &drawn, err);
		if (status == 0)
			status = note_draw(building, &drawn, err);
		if (status != 0)
			return status;
		for (size_t i = 0; i < drawn.n; i++) {
			standings[drawn.rows[i]].is_course_drawn = true;
			standings[drawn.rows[i]].course_place = drawn.first + i;
		}
		take_turns(building, standings, lot);
		if (tsop_placing_all(building, lot, placement, err) != 0)
			return -1;
	}
	return 0;
}

/* There is no result to be had: say who would rather have what, and could. */
static int refuse_unstable(const struct tsop_building *building,
			   const struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	const struct tsop_choice *choice = building->choice;
	const char *course = building->courses->rows[proof->blocked].id;
	const struct tsop_applicant *person;

	if (proof->blocker >= building->n_seated)
		return tsop_fail(err, TSOP_NO,
				 _("found no stable result: a seat held for %s could be on %s, which "
				   "is nearer; min-cost and serial-dictatorship always place parties"),
				 choice->claimants->rows[building->origin[proof->blocker]].id, course);
	person = &choice->applicants->rows[building->applicant[proof->blocker]];
	tsop_fail(err, TSOP_NO,
		  _("found no stable result: e%" PRId64 " would rather be on %s, and those who stand "
		    "before leave room; min-cost and serial-dictatorship always place parties"),
		  person->number, course);
	return tsop_error_at(err, person->file, person->line, NULL);
}

/* After which some give up their seats; of *placement it is left which courses closed. */
static int keep_pass(const struct tsop_building *building, struct tsop_placement *placement,
		     struct tsop_error *err)
{
	size_t n_closed = placement->proof.n_closed;
	uint16_t *closed = calloc(n_closed + 1, sizeof *closed);
	int status;

	if (closed == NULL)
		return tsop_fail_memory(err);
	if (n_closed > 0)
		memcpy(closed, placement->proof.closed, n_closed * sizeof *closed);
	status = tsop_passes_keep(building->passes, building, placement, TSOP_PASS_GIVES_UP,
				  TSOP_ASSIGN_NO_COURSE, err);
	placement->proof.closed = closed;
	placement->proof.n_closed = n_closed;
	return status;
}

static int solve(struct tsop_building *building, struct tsop_standing *standings,
		 struct tsop_placement *placement, struct tsop_ties *ties, struct tsop_error *err)
{
	int status;

	if (tsop_building_make(building, err) != 0 ||
	    tsop_placing_all(building, building->problem.lot, placement, err) != 0)
		return -1;
	if (building->rules->mechanism->takes_order)
		status = settle_order(building, placement, standings, ties, err);
	else
		status = settle_ties(building, placement, standings, ties, err);
	if (status == 0 && placement->proof.is_unstable)
		status = refuse_unstable(building, &placement->proof, err);
	if (status == 0)
		status = tsop_placing_certify(building, placement, err);
	if (status == 0)
		status = hand_back(building, standings, placement, err);
	if (status == 0 && building->passes != NULL && is_given_up(building, placement))
		status = keep_pass(building, placement, err);
	if (status != 0)
		tsop_place_release(placement);
	return status;
}

int tsop_place(const struct tsop_place_rules *rules, const struct tsop_choice *choice,
	       const struct tsop_courses *courses, struct tsop_standing *standings,
	       struct tsop_passes *passes, struct tsop_placement *placement,
	       struct tsop_ties *ties, struct tsop_error *err)
{
	struct tsop_building building;
	int status;

	*placement = (struct tsop_placement){ 0 };
	tsop_building_init(&building, rules, choice, courses, standings);
	building.passes = rules->keeps ? NULL : passes;
	building.first_pass = passes->n;
	status = solve(&building, standings, placement, ties, err);
	tsop_building_release(&building);
	return status;
}

void tsop_place_release(struct tsop_placement *placement)
{
	tsop_assign_release(&placement->result);
	tsop_mechanism_proof_release(&placement->proof);
	tsop_certificate_release(&placement->search);
	tsop_spread_proof_release(&placement->spread);
	tsop_keep_release(&placement->keep);
	free(placement->seated);
	free(placement->in_turn);
	free(placement->held);
	free(placement->draws);
	*placement = (struct tsop_placement){ 0 };
}
