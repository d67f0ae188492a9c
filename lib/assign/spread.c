#include "assign/spread.h"

#include <stdlib.h>

#include "assign/mesh.h"
#include "assign/mesh_tie.h"
#include "assign/spread_closing.h"
#include "assign/spread_search.h"
#include "assign/units.h"
#include "base/i18n.h"

/* Take the lowest part off a packed cost. */
static int64_t take_part(tsop_int128 *packed, int bits)
{
	tsop_int128 half = (tsop_int128)1 << (bits - 1);
	tsop_int128 low = (*packed & (2 * half - 1)) - ((*packed & half) != 0 ? 2 * half : 0);

	*packed = (*packed - low) / (2 * half);
	return (int64_t)low;
}

static struct tsop_spread_cost unpack(tsop_int128 packed)
{
	struct tsop_spread_cost cost;

	cost.meters = take_part(&packed, TSOP_MESH_RANK_BITS);
	cost.rank = take_part(&packed, TSOP_MESH_PAIR_BITS - TSOP_MESH_RANK_BITS);
	cost.pairs = take_part(&packed, TSOP_MESH_UNASSIGNED_BITS - TSOP_MESH_PAIR_BITS);
	cost.unassigned = (int64_t)packed;
	return cost;
}

static tsop_int128 share_of(const struct tsop_mesh *mesh, size_t cell)
{
	return mesh->price[cell] - mesh->price[tsop_mesh_course(mesh, cell % mesh->k)];
}

/* Is it something else than one fewer of the group there would save? */
static bool has_share(const struct tsop_mesh *mesh, size_t cell)
{
	return tsop_mesh_has_pairs(mesh, cell) && mesh->n_free[cell] > 0 &&
	       share_of(mesh, cell) != TSOP_MESH_PAIR * (tsop_int128)(mesh->there[cell] - 1);
}

static int take_proof(const struct tsop_mesh *mesh, struct tsop_spread_proof *proof)
{
	size_t n_cells = mesh->n_groups * mesh->k;
	size_t n = 0;

	for (size_t cell = 0; cell < n_cells; cell++)
		n += has_share(mesh, cell);
	proof->pairs = tsop_mesh_pairs(mesh);
	proof->price = calloc(mesh->k + 1, sizeof *proof->price);
	proof->shares = calloc(n + 1, sizeof *proof->shares);
	if (proof->price == NULL || proof->shares == NULL)
		return -1;
	for (size_t course = 0; course < mesh->k; course++)
		proof->price[course] = unpack(mesh->price[tsop_mesh_course(mesh, course)]);
	for (size_t cell = 0; cell < n_cells; cell++)
		if (has_share(mesh, cell))
			proof->shares[proof->n_shares++] = (struct tsop_spread_share){
				(uint32_t)(cell / mesh->k), (uint16_t)(cell % mesh->k),
				unpack(share_of(mesh, cell))
			};
	return 0;
}

static void take_courses(const struct tsop_mesh *mesh, struct tsop_assign_result *result)
{
	for (uint32_t who = 0; who < mesh->problem->n_people; who++)
		result->course[who] =
			mesh->at[who] == mesh->k ? TSOP_ASSIGN_NO_COURSE : mesh->at[who];
}

/*
 * Where people cost no less one by one, their prices prove the places of
 * parties too: of them is the proof then, with everybody where they are.
 */
static int prove_all(struct tsop_spread_search *search, struct tsop_assign_result *result,
		     struct tsop_spread_proof *proof, struct tsop_error *err)
{
	struct tsop_spread_cost bound = proof->bound;
	tsop_int128 together = search->cost;

	tsop_spread_search_unpin_all(search);
	if (tsop_spread_search_solve(search, err) != 0)
		return -1;
	result->prices_prove_all = search->cost == together;
	if (!result->prices_prove_all)
		return 0;
	if (search->run == NULL) { /* else other courses might close */
		result->optimal = true;
		bound = unpack(together);
	}
	for (uint32_t who = 0; who < search->problem.n_people; who++)
		if (!tsop_problem_is_fixed(&search->problem, who))
			tsop_mesh_move(&search->mesh, who,
				       result->course[who] == TSOP_ASSIGN_NO_COURSE ?
					       search->mesh.k :
					       result->course[who]);
	tsop_mesh_lower_prices(&search->mesh);
	tsop_spread_proof_release(proof);
	proof->bound = bound;
	return take_proof(&search->mesh, proof) == 0 ? 0 : tsop_fail_memory(err);
}

/* The least cost of whole parties that is no less than this one in even parts. */
static struct tsop_spread_cost round_up(struct tsop_spread_cost cost, int64_t scale)
{
	int64_t rest = cost.rank % scale;

	cost.rank = cost.rank / scale + (rest > 0);
	if (rest > 0)
		cost.meters = 0;
	return cost;
}

static void take_search(const struct tsop_spread_search *search, struct tsop_assign_result *result,
			struct tsop_spread_proof *proof)
{
	struct tsop_spread_cost cost = round_up(unpack(search->limit), search->parties->scale);

	proof->bound = round_up(unpack(search->bound), search->parties->scale);
	result->optimal = cost.unassigned == proof->bound.unassigned &&
			  cost.pairs == proof->bound.pairs && cost.rank == proof->bound.rank &&
			  cost.meters == proof->bound.meters;
	result->prices_prove_all = true;
	result->nodes = search->nodes;
	result->is_cut = search->nodes >= search->max_nodes;
}

static int take_closed(const struct tsop_spread_search *search, struct tsop_assign_result *result,
		       struct tsop_error *err)
{
	size_t k = search->problem.n_courses;

	if (search->run == NULL)
		return 0;
	result->is_closed = calloc(k + 1, sizeof *result->is_closed);
	if (result->is_closed == NULL)
		return tsop_fail_memory(err);
	for (size_t course = 0; course < k; course++)
		result->is_closed[course] = search->is_closed[course];
	return 0;
}

/* Nothing was found: a course with fixed people lacks some, or the search ended too early. */
static int refuse(const struct tsop_spread_search *search, size_t *fault, struct tsop_error *err)
{
	const uint32_t *minimum = search->minimum; /* of courses that can not close */
	bool is_short = tsop_spread_is_short(search); /* else only whole parties lack room */

	if (search->nodes >= search->max_nodes)
		return tsop_problem_fail_search(err);
	for (size_t course = search->problem.n_courses; course-- > 0;)
		if (minimum[course] > 0 &&
		    (!is_short || search->mesh.load[course] < minimum[course]))
			*fault = course;
	return tsop_problem_fail_minimum(minimum[*fault], err);
}

/* The parties first, by lot where several places are as good. */
static int place_parties(struct tsop_spread_search *search, struct tsop_assign_result *result,
			 bool *is_tied, struct tsop_error *err)
{
	if (tsop_spread_search_settle(search, result->is_tied, is_tied, err) != 0)
		return -1;
	tsop_spread_search_use_own(search);
	return tsop_spread_search_solve(search, err);
}

/* Parties, then people around them; and prices that prove it. */
static int solve(struct tsop_spread_search *search, struct tsop_assign_result *result,
		 struct tsop_spread_proof *proof, struct tsop_error *err)
{
	size_t n = search->problem.n_people;
	bool is_searched = search->parties->n > 0 || search->problem.minimum != NULL;
	bool is_tied = false;

	result->course = calloc(n + 1, sizeof *result->course);
	result->is_tied = calloc(n + 1, sizeof *result->is_tied);
	if (result->course == NULL || result->is_tied == NULL)
		return tsop_fail_memory(err);
	if (tsop_spread_search_best(search, err) != 0)
		return -1;
	if (search->limit == TSOP_MESH_FAR)
		return refuse(search, &result->fault, err);
	if (is_searched && place_parties(search, result, &is_tied, err) != 0)
		return -1;
	take_search(search, result, proof);
	tsop_mesh_lower_prices(&search->mesh);
	if (tsop_mesh_tie_settle(&search->mesh, search->by_lot, result->is_tied, &result->tied,
				 err) != 0)
		return -1;
	result->tied = result->tied || is_tied;
	take_courses(&search->mesh, result);
	if (take_closed(search, result, err) != 0)
		return -1;
	if (take_proof(&search->mesh, proof) != 0)
		return tsop_fail_memory(err);
	return search->parties->n > 0 ? prove_all(search, result, proof, err) : 0;
}

/* As they are without the flow: what everybody costs who was not fixed by the caller. */
static void take_cost(const struct tsop_assign_problem *problem, struct tsop_assign_result *result,
		      const struct tsop_spread_proof *proof)
{
	result->cost = result->bound = tsop_problem_cost(problem, result->course);
	if (!result->optimal)
		result->bound = (struct tsop_assign_cost){ proof->bound.unassigned,
							   proof->bound.rank, proof->bound.meters };
}

static int search(const struct tsop_parties *parties, const uint32_t *by_lot, const uint32_t *unit,
		  size_t n_groups, struct tsop_assign_result *result,
		  struct tsop_spread_proof *proof, struct tsop_error *err)
{
	struct tsop_spread_search search;
	int status = tsop_spread_search_init(&search, parties, by_lot, unit, n_groups, err);

	if (status == 0)
		status = solve(&search, result, proof, err);
	tsop_spread_search_release(&search);
	return status;
}

int tsop_spread_solve(const struct tsop_assign_problem *problem, const uint32_t *group,
		      size_t n_groups, struct tsop_assign_result *result,
		      struct tsop_spread_proof *proof, struct tsop_error *err)
{
	struct tsop_parties parties;
	uint32_t *by_lot;
	uint32_t *unit;
	int status;

	*result = (struct tsop_assign_result){ .fault = SIZE_MAX };
	*proof = (struct tsop_spread_proof){ .pairs = 0 };
	if (problem->n_people > TSOP_SPREAD_MAX_PEOPLE)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %d people to be spread"),
				 TSOP_SPREAD_MAX_PEOPLE);
	if (tsop_problem_check(problem, &result->fault, err) != 0)
		return -1;
	by_lot = tsop_problem_by_lot(problem, err);
	if (by_lot == NULL)
		return -1;
	unit = calloc(problem->n_people + 1, sizeof *unit);
	status = tsop_parties_init(&parties, problem, by_lot, err);
	if (unit == NULL)
		status = tsop_fail_memory(err);
	if (status == 0)
		status = tsop_units_find(problem, group, n_groups, unit, err);
	if (status == 0)
		status = search(&parties, by_lot, unit, n_groups, result, proof, err);
	if (status == 0)
		take_cost(problem, result, proof);
	tsop_parties_release(&parties);
	free(unit);
	free(by_lot);
	if (status != 0) {
		size_t fault = result->fault;

		tsop_assign_release(result);
		result->fault = fault;
		tsop_spread_proof_release(proof);
	}
	return status;
}

void tsop_spread_proof_release(struct tsop_spread_proof *proof)
{
	free(proof->price);
	free(proof->shares);
	*proof = (struct tsop_spread_proof){ .pairs = 0 };
}
