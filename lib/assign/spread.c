#include "assign/spread.h"

#include <assert.h>
#include <stdlib.h>

#include "assign/mesh.h"
#include "assign/mesh_tie.h"
#include "base/i18n.h"

enum { PLACE_WORK = 300 }; /* of a place for each course, as progress.h counts */

static void place_all(struct tsop_mesh *mesh, const uint32_t *by_lot)
{
	const struct tsop_progress_task task = { N_("spreading people"), NULL,
						 mesh->problem->n_people };

	for (size_t i = 0; i < mesh->problem->n_people; i++) {
		tsop_progress_step(mesh->problem->progress, &task, 1, PLACE_WORK * (mesh->k + 1));
		if (!tsop_problem_is_fixed(mesh->problem, by_lot[i]))
			tsop_mesh_place(mesh, by_lot[i]);
	}
}

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
	return mesh->n_free[cell] > 0 &&
	       share_of(mesh, cell) != TSOP_MESH_PAIR * (tsop_int128)(mesh->there[cell] - 1);
}

static int take_proof(const struct tsop_mesh *mesh, struct tsop_spread_proof *proof)
{
	size_t n_cells = mesh->n_groups * mesh->k;
	size_t n = 0;

	for (size_t cell = 0; cell < n_cells; cell++) {
		proof->pairs += (int64_t)(mesh->there[cell] * (mesh->there[cell] + 1) / 2 -
					  mesh->there[cell]);
		n += has_share(mesh, cell);
	}
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
	result->cost = result->bound = tsop_problem_cost(mesh->problem, result->course);
	result->optimal = true;
}

static int solve(struct tsop_mesh *mesh, const uint32_t *by_lot, struct tsop_assign_result *result,
		 struct tsop_spread_proof *proof, struct tsop_error *err)
{
	size_t n = mesh->problem->n_people;

	result->course = calloc(n + 1, sizeof *result->course);
	result->is_tied = calloc(n + 1, sizeof *result->is_tied);
	if (result->course == NULL || result->is_tied == NULL)
		return tsop_fail_memory(err);
	place_all(mesh, by_lot);
	tsop_mesh_lower_prices(mesh);
	if (tsop_mesh_tie_settle(mesh, by_lot, result->is_tied, &result->tied, err) != 0)
		return -1;
	if (take_proof(mesh, proof) != 0)
		return tsop_fail_memory(err);
	take_courses(mesh, result);
	return 0;
}

int tsop_spread_solve(const struct tsop_assign_problem *problem, const uint32_t *group,
		      size_t n_groups, struct tsop_assign_result *result,
		      struct tsop_spread_proof *proof, struct tsop_error *err)
{
	struct tsop_mesh mesh;
	uint32_t *by_lot;
	int status;

	assert(problem->minimum == NULL);
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
	status = tsop_mesh_init(&mesh, problem, group, n_groups);
	if (status == 0)
		status = solve(&mesh, by_lot, result, proof, err);
	else
		tsop_fail_memory(err);
	tsop_mesh_release(&mesh);
	free(by_lot);
	if (status != 0) {
		tsop_assign_release(result);
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
