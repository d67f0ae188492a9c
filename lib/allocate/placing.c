#include "allocate/placing.h"

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
	if (rules->spread == TSOP_SPREAD_DIFFERENT)
		return tsop_spread_solve(&building->problem, building->origin,
					 building->problem.n_origins, &placement->result,
					 &placement->spread, err);
	if (rules->keeps && !tsop_place_keep_is_first(rules)) {
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

/* A municipality is a party; its numbers are behind those of the parties. */
static void join_municipalities(struct tsop_building *building)
{
	uint32_t n_parties = (uint32_t)building->choice->applicants->n_parties;

	for (size_t i = 0; i < building->n_seated; i++)
		building->party[i] = n_parties + building->origin[i];
	building->problem.n_parties = n_parties + building->choice->claimants->n;
}

static bool is_joined(const struct tsop_building *building, size_t person)
{
	return building->party[person] != TSOP_ASSIGN_NO_PARTY &&
	       building->party[person] >= building->choice->applicants->n_parties;
}

/*
 * The people of a municipality that found no course together are what they
 * were, the fixed ones too: their parties go to them. True: there are such.
 */
static bool part_municipalities(struct tsop_building *building,
				const struct tsop_assign_result *result)
{
	const struct tsop_applicants *applicants = building->choice->applicants;
	bool any = false;

	for (size_t i = 0; i < building->problem.n_origins; i++)
		building->is_parted[i] = false;
	for (size_t i = 0; i < building->n_seated; i++)
		if (result->course[i] == TSOP_ASSIGN_NO_COURSE && is_joined(building, i))
			any = building->is_parted[building->origin[i]] = true;
	for (size_t i = 0; i < building->n_seated && any; i++)
		if (building->is_parted[building->origin[i]])
			building->party[i] = applicants->rows[building->applicant[i]].party;
	return any;
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
	bool is_sure = true;

	if (building->rules->mechanism->takes_order &&
	    tsop_order_fill(&building->rules->order, &people, building->before, building->after,
			    &order, err) != 0)
		return -1;
	if (tsop_place_keep_is_first(building->rules) &&
	    tsop_place_keep_first(building, placement, err) != 0)
		return -1;
	if (building->rules->spread == TSOP_SPREAD_SAME)
		join_municipalities(building);
	do {
		if (place_once(building, &order, placement, err) != 0)
			return -1;
		is_sure = is_sure && placement->result.optimal;
	} while (building->rules->spread == TSOP_SPREAD_SAME &&
		 part_municipalities(building, &placement->result));
	if (building->rules->spread == TSOP_SPREAD_SAME)
		placement->result.optimal = is_sure; /* else some may be parted who need not be */
	if (tsop_place_keep_is_first(building->rules))
		tsop_place_keep_finish(building, placement);
	return 0;
}

bool tsop_placing_are_joined(const struct tsop_building *building)
{
	for (size_t i = 0; i < building->n_seated; i++)
		if (!is_joined(building, i))
			return false;
	return true;
}
