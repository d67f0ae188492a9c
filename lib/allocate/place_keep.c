#include "allocate/place_keep.h"

#include <inttypes.h>
#include <string.h>

#include "assign/problem.h"
#include "base/i18n.h"
#include "keep/holders.h"
#include "keep/keep_ranks.h"
#include "keep/keep_worst.h"
#include "keep/movers.h"
#include "mechanism/least_moves.h"

static int keep_at_least_cost(struct tsop_building *building, struct tsop_placement *placement,
			      struct tsop_error *err)
{
	const struct tsop_keep keep = { .was = building->was, .budget = building->rules->moves };
	struct tsop_keep_worst worst = { 0, 0 };
	int status;

	if (building->rules->mechanism == tsop_mechanism_of(TSOP_MECHANISM_MIN_WORST_RANK))
		status = tsop_keep_worst_solve(&building->problem, &keep, &placement->keep, &worst,
					       err);
	else
		status = tsop_keep_solve(&building->problem, &keep, &placement->keep, err);
	placement->proof.worst_rank = worst.worst_rank;
	placement->proof.worst_bound = worst.worst_bound;
	placement->result = placement->keep.result;
	placement->keep.result = (struct tsop_assign_result){ .fault = SIZE_MAX };
	return status;
}

/* Of the stable results on the courses that run, the one with the fewest moves. */
static int take_least_moves(struct tsop_building *building, struct tsop_assign_problem *problem,
			    const struct tsop_order *order, struct tsop_assign_result *result,
			    struct tsop_error *err)
{
	uint32_t *capacity =
		tsop_arena_take(&building->arena, problem->n_courses, sizeof *capacity);

	if (capacity == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < problem->n_courses; i++)
		capacity[i] = result->is_closed != NULL && result->is_closed[i] ?
				      0 :
				      problem->capacity[i];
	problem->capacity = capacity;
	if (tsop_least_moves_solve(problem, order, result, err) != 0)
		return -1;
	result->cost = tsop_problem_cost(problem, result->course);
	return 0;
}

/* The result is the best for everybody; if that moves too many, another stable one may not. */
static int keep_to_budget(struct tsop_building *building, struct tsop_assign_problem *problem,
			  const struct tsop_order *order, struct tsop_placement *placement,
			  struct tsop_error *err)
{
	struct tsop_keep_result *keep = &placement->keep;
	const int64_t limit = tsop_keep_limit(building->rules->moves, false, keep->forced);

	if (tsop_problem_has_parties(problem))
		return tsop_fail(err, TSOP_INPUT,
				 _("a budget of moves by deferred-acceptance: expected nobody who comes "
				   "together, or no --moves"));
	if (keep->moves <= limit || placement->result.tied)
		return 0;
	if (take_least_moves(building, problem, order, &placement->result, err) != 0)
		return -1;
	keep->moves = tsop_holders_moves(problem, building->was, placement->result.course);
	if (keep->moves <= limit || placement->result.tied)
		return 0;
	return tsop_fail(err, TSOP_NO,
			 _("found no stable result with so few moves: the fewest are %" PRId64 ", of "
			   "which %" PRId64 " are forced; expected --moves %" PRId64 " or more"),
			 keep->moves, keep->forced, keep->moves - keep->forced);
}

/* By an order, in which who had a place comes first there. */
static int keep_in_order(struct tsop_building *building, const struct tsop_order *order,
			 struct tsop_placement *placement, struct tsop_error *err)
{
	struct tsop_assign_problem problem = building->problem;
	const struct tsop_assign_stay stay = { .course = building->was };
	struct tsop_keep_result *keep = &placement->keep;

	tsop_holders_find(&problem, building->was, building->was);
	problem.stay = &stay;
	if (tsop_mechanism_solve(building->rules->mechanism, &problem, order, &placement->result,
				 &placement->proof, err) != 0)
		return -1;
	keep->moves = tsop_holders_moves(&problem, building->was, placement->result.course);
	if (tsop_holders_forced(&problem, building->was, placement->result.is_closed,
				&keep->forced, err) != 0)
		return -1;
	return building->rules->moves == TSOP_KEEP_NO_BUDGET || placement->proof.is_unstable
		       ? 0
		       : keep_to_budget(building, &problem, order, placement, err);
}

int tsop_place_keep(struct tsop_building *building, const struct tsop_order *order,
		    struct tsop_placement *placement, struct tsop_error *err)
{
	return building->rules->mechanism->takes_order
		       ? keep_in_order(building, order, placement, err)
		       : keep_at_least_cost(building, placement, err);
}

/* Parties as the applicants are, whatever municipalities were joined. */
static void part_all(struct tsop_building *building)
{
	const struct tsop_applicants *applicants = building->choice->applicants;

	for (size_t i = 0; i < building->n_seated; i++)
		building->party[i] = applicants->rows[building->applicant[i]].party;
	building->problem.n_parties = applicants->n_parties;
}

/* As ranks are maximal; of the result only what is asked of it afterwards is there. */
static int keep_by_ranks(struct tsop_building *building, const struct tsop_keep *keep,
			 struct tsop_keep_result *out, struct tsop_error *err)
{
	struct tsop_keep_ranks ranks;

	*out = (struct tsop_keep_result){ .result.fault = SIZE_MAX };
	if (tsop_keep_ranks_solve(&building->problem, keep, &ranks, err) != 0) {
		tsop_keep_ranks_release(&ranks);
		return -1;
	}
	out->forced = ranks.forced;
	out->result.course = ranks.found.course;
	out->result.is_tied = ranks.found.is_tied;
	out->result.tied = ranks.found.tied;
	out->result.optimal = ranks.found.optimal;
	return 0;
}

int tsop_place_keep_first(struct tsop_building *building, struct tsop_placement *placement,
			  struct tsop_error *err)
{
	const struct tsop_keep keep = { .was = building->was, .budget = building->rules->moves };
	bool by_ranks =
		building->rules->mechanism == tsop_mechanism_of(TSOP_MECHANISM_RANK_MAXIMAL);
	struct tsop_assign_problem *problem = &building->problem;
	struct tsop_movers movers;
	int status;

	part_all(building);
	problem->fixed = building->fixed;
	tsop_keep_release(&placement->keep);
	status = by_ranks ? keep_by_ranks(building, &keep, &placement->keep, err)
			  : tsop_keep_solve(problem, &keep, &placement->keep, err);
	if (status != 0)
		return -1;
	tsop_holders_find(problem, building->was, building->was);
	status = tsop_movers_init(&movers, problem, building->was, placement->keep.result.course,
				  err);
	if (status == 0)
		memcpy(building->stays, movers.fixed, problem->n_people * sizeof *building->stays);
	tsop_movers_release(&movers);
	problem->fixed = building->stays;
	return status;
}

void tsop_place_keep_finish(const struct tsop_building *building, struct tsop_placement *placement)
{
	struct tsop_assign_problem problem = building->problem;
	const struct tsop_assign_result *first = &placement->keep.result;
	struct tsop_assign_result *result = &placement->result;
	struct tsop_assign_cost own = result->cost;

	problem.fixed = building->fixed;
	result->cost = tsop_problem_cost(&problem, result->course);
	result->bound.unassigned += result->cost.unassigned - own.unassigned;
	result->bound.rank += result->cost.rank - own.rank;
	result->bound.meters += result->cost.meters - own.meters;
	placement->spread.bound.unassigned += result->cost.unassigned - own.unassigned;
	placement->spread.bound.rank += result->cost.rank - own.rank;
	placement->spread.bound.meters += result->cost.meters - own.meters;
	result->optimal = result->optimal && first->optimal;
	result->prices_prove_all = false;
	result->is_cut = result->is_cut || first->is_cut;
	result->tied = result->tied || first->tied;
	for (size_t i = 0; i < problem.n_people; i++)
		result->is_tied[i] = result->is_tied[i] || first->is_tied[i];
	placement->keep.moves = tsop_holders_moves(&problem, building->was, result->course);
}
