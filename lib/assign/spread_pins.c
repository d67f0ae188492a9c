#include "assign/spread_pins.h"

#include "assign/spread_closing.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

enum { WORK_BITS = 18, NODES_MIN = 10, PLACE_WORK = 300 /* as progress.h counts */ };

const uint32_t *tsop_spread_members(const struct tsop_spread_search *search, size_t party,
				    size_t *n)
{
	const struct tsop_parties *parties = search->parties;

	*n = parties->first[party + 1] - parties->first[party];
	return &parties->member[parties->first[party]];
}

/* The ranks of a problem, and behind them a row for who shall have no course. */
static uint16_t *copy_ranks(struct tsop_spread_search *search,
			    const struct tsop_assign_problem *problem)
{
	size_t cells = problem->n_wishes * problem->n_courses;
	uint16_t *ranks = tsop_arena_take(&search->arena, cells + problem->n_courses, sizeof *ranks);

	if (ranks == NULL)
		return NULL;
	if (cells > 0)
		memcpy(ranks, problem->ranks, cells * sizeof *ranks);
	for (size_t i = 0; i < problem->n_courses; i++)
		ranks[cells + i] = TSOP_ASSIGN_FORBIDDEN;
	return ranks;
}

void tsop_spread_search_use_own(struct tsop_spread_search *search)
{
	search->problem.ranks = search->own_ranks;
	search->problem.meters = search->parties->problem.meters;
	search->problem.origin = search->parties->problem.origin;
	search->problem.n_origins = search->parties->problem.n_origins;
}

static int copy_problem(struct tsop_spread_search *search)
{
	const struct tsop_assign_problem *problem = &search->parties->problem;
	size_t n = problem->n_people;

	search->problem = search->parties->even;
	search->problem.ranks = copy_ranks(search, &search->parties->even);
	search->problem.n_wishes++;
	search->own_ranks = copy_ranks(search, problem);
	search->fixed = tsop_arena_take(&search->arena, n, sizeof *search->fixed);
	search->wishes = tsop_arena_take(&search->arena, n, sizeof *search->wishes);
	search->room = tsop_arena_take(&search->arena, problem->n_courses + 1, sizeof *search->room);
	search->is_pinned = tsop_arena_take(&search->arena, search->parties->n,
					    sizeof *search->is_pinned);
	search->found = tsop_arena_take(&search->arena, search->parties->n, sizeof *search->found);
	if (search->fixed == NULL || search->wishes == NULL || search->room == NULL ||
	    search->is_pinned == NULL || search->found == NULL || search->problem.ranks == NULL ||
	    search->own_ranks == NULL || tsop_spread_closing_init(search) != 0)
		return -1;
	for (size_t i = 0; i < problem->n_courses; i++)
		search->room[i] = problem->capacity[i];
	search->room[problem->n_courses] = (int64_t)n;
	for (uint32_t who = 0; who < n; who++) {
		bool is_fixed = tsop_problem_is_fixed(problem, who);

		search->wishes[who] = problem->wishes[who];
		search->fixed[who] = is_fixed ? problem->fixed[who] : TSOP_ASSIGN_NO_COURSE;
		if (is_fixed)
			search->room[problem->fixed[who]]--;
	}
	search->problem.fixed = search->fixed;
	search->problem.wishes = search->wishes;
	return 0;
}

int tsop_spread_search_init(struct tsop_spread_search *search, const struct tsop_parties *parties,
			    const uint32_t *by_lot, const uint32_t *unit, size_t n_groups,
			    struct tsop_error *err)
{
	uint64_t most = ((uint64_t)1 << WORK_BITS) / (parties->problem.n_people + 1);

	*search = (struct tsop_spread_search){ .parties = parties,
					       .by_lot = by_lot,
					       .unit = unit,
					       .n_groups = n_groups,
					       .limit = TSOP_MESH_FAR };
	most = most < NODES_MIN ? NODES_MIN : most;
	search->max_nodes = most < parties->problem.max_nodes ? most : parties->problem.max_nodes;
	tsop_arena_init(&search->arena);
	return copy_problem(search) == 0 ? 0 : tsop_fail_memory(err);
}

void tsop_spread_search_release(struct tsop_spread_search *search)
{
	if (search->has_mesh)
		tsop_mesh_release(&search->mesh);
	tsop_branches_release(&search->branches);
	tsop_arena_release(&search->arena);
	*search = (struct tsop_spread_search){ .n_groups = 0 };
}

void tsop_spread_pin(struct tsop_spread_search *search, size_t party, uint16_t place)
{
	const struct tsop_assign_problem *problem = &search->problem;
	size_t n;
	const uint32_t *member = tsop_spread_members(search, party, &n);

	for (size_t i = 0; i < n; i++)
		if (place < problem->n_courses)
			search->fixed[member[i]] = place;
		else
			search->wishes[member[i]] = (uint32_t)problem->n_wishes - 1;
	search->room[place] -= (int64_t)n;
	search->is_pinned[party] = true;
}

void tsop_spread_unpin(struct tsop_spread_search *search, size_t party)
{
	size_t n;
	const uint32_t *member = tsop_spread_members(search, party, &n);
	uint16_t place = search->fixed[member[0]];

	search->room[place == TSOP_ASSIGN_NO_COURSE ? search->problem.n_courses : place] +=
		(int64_t)n;
	for (size_t i = 0; i < n; i++) {
		search->fixed[member[i]] = TSOP_ASSIGN_NO_COURSE;
		search->wishes[member[i]] = search->parties->problem.wishes[member[i]];
	}
	search->is_pinned[party] = false;
}

void tsop_spread_search_unpin_all(struct tsop_spread_search *search)
{
	for (size_t party = 0; party < search->parties->n; party++)
		if (search->is_pinned[party])
			tsop_spread_unpin(search, party);
}

static void place_all(struct tsop_spread_search *search)
{
	const struct tsop_assign_problem *problem = &search->problem;
	const struct tsop_progress_task task = { N_("spreading people"), NULL, problem->n_people };

	for (size_t i = 0; i < problem->n_people; i++) {
		tsop_progress_step(problem->progress, &task, 1,
				   PLACE_WORK * (problem->n_courses + 1));
		if (!tsop_problem_is_fixed(problem, search->by_lot[i]))
			tsop_mesh_place(&search->mesh, search->by_lot[i]);
	}
}

static tsop_int128 total(const struct tsop_spread_search *search)
{
	const struct tsop_mesh *mesh = &search->mesh;
	tsop_int128 sum = TSOP_MESH_PAIR * (tsop_int128)tsop_mesh_pairs(mesh);

	for (uint32_t who = 0; who < search->problem.n_people; who++)
		if (!tsop_problem_is_fixed(&search->parties->problem, who))
			sum += tsop_mesh_cost(mesh, who, mesh->at[who]);
	return sum;
}

int tsop_spread_search_solve(struct tsop_spread_search *search, struct tsop_error *err)
{
	if (search->has_mesh)
		tsop_mesh_release(&search->mesh);
	search->has_mesh = true;
	if (tsop_mesh_init(&search->mesh, &search->problem, search->unit, search->n_groups) != 0)
		return tsop_fail_memory(err);
	place_all(search);
	search->cost = tsop_spread_is_short(search) ? TSOP_MESH_FAR : total(search);
	search->nodes++;
	return 0;
}

size_t tsop_spread_find_split(const struct tsop_spread_search *search)
{
	size_t best = search->parties->n;
	size_t largest = 0;

	for (size_t party = 0; party < search->parties->n; party++) {
		size_t n;
		const uint32_t *member = tsop_spread_members(search, party, &n);
		bool is_split = false;

		for (size_t i = 1; i < n; i++)
			is_split = is_split ||
				   search->mesh.at[member[i]] != search->mesh.at[member[0]];
		if (!is_split || n <= largest)
			continue;
		largest = n;
		best = party;
	}
	return best;
}

tsop_int128 tsop_spread_cost_at(const struct tsop_spread_search *search, size_t party, size_t place,
			   bool is_priced)
{
	const struct tsop_mesh *mesh = &search->mesh;
	tsop_int128 sum = 0;
	size_t n;
	const uint32_t *member = tsop_spread_members(search, party, &n);

	if (search->room[place] < (int64_t)n ||
	    (search->run != NULL && place < mesh->k && search->run[place] == TSOP_SPREAD_CLOSED))
		return TSOP_MESH_FAR;
	for (size_t i = 0; i < n; i++) {
		tsop_int128 cost = tsop_mesh_cost(mesh, member[i], place);

		if (cost == TSOP_MESH_FAR)
			return TSOP_MESH_FAR;
		sum += cost;
		if (is_priced)
			sum += mesh->price[tsop_mesh_cell(mesh, mesh->group[member[i]], place)];
	}
	return sum;
}

tsop_int128 tsop_spread_bound_at(const struct tsop_spread_search *search, size_t party,
				 size_t place)
{
	const struct tsop_mesh *mesh = &search->mesh;
	tsop_int128 bound = tsop_spread_cost_at(search, party, place, true);
	size_t n;
	const uint32_t *member = tsop_spread_members(search, party, &n);

	if (bound == TSOP_MESH_FAR)
		return TSOP_MESH_FAR;
	bound += search->cost;
	for (size_t i = 0; i < n; i++)
		bound -= tsop_mesh_cost(mesh, member[i], mesh->at[member[i]]) +
			 mesh->price[tsop_mesh_node(mesh, member[i])];
	return bound;
}
