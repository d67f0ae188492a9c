#include "assign/mesh.h"

#include <assert.h>

static struct tsop_mesh_move *move_of(const struct tsop_mesh *mesh, size_t group, size_t from,
				      size_t to)
{
	return &mesh->moves[(group * (mesh->k + 1) + from) * (mesh->k + 1) + to];
}

static int allocate(struct tsop_mesh *mesh)
{
	struct tsop_arena *arena = &mesh->arena;
	size_t n = mesh->problem->n_people;
	size_t cells = mesh->n_groups * mesh->k;
	size_t nodes = mesh->n_nodes;

	mesh->at = tsop_arena_take(arena, n, sizeof *mesh->at);
	mesh->is_still = tsop_arena_take(arena, n, sizeof *mesh->is_still);
	mesh->there = tsop_arena_take(arena, cells, sizeof *mesh->there);
	mesh->n_free = tsop_arena_take(arena, cells, sizeof *mesh->n_free);
	mesh->load = tsop_arena_take(arena, mesh->k + 1, sizeof *mesh->load);
	mesh->first = tsop_arena_take(arena, mesh->n_groups + 1, sizeof *mesh->first);
	mesh->member = tsop_arena_take(arena, n, sizeof *mesh->member);
	mesh->moves = tsop_arena_take(arena, mesh->n_groups * (mesh->k + 1),
				      (mesh->k + 1) * sizeof *mesh->moves);
	mesh->price = tsop_arena_take(arena, nodes, sizeof *mesh->price);
	mesh->distance = tsop_arena_take(arena, nodes, sizeof *mesh->distance);
	mesh->from = tsop_arena_take(arena, nodes, sizeof *mesh->from);
	mesh->via = tsop_arena_take(arena, nodes, sizeof *mesh->via);
	mesh->place_in_heap = tsop_arena_take(arena, nodes, sizeof *mesh->place_in_heap);
	mesh->heap = tsop_arena_take(arena, nodes, sizeof *mesh->heap);
	mesh->reached = tsop_arena_take(arena, nodes, sizeof *mesh->reached);
	return mesh->at == NULL || mesh->is_still == NULL || mesh->there == NULL ||
			       mesh->n_free == NULL || mesh->load == NULL ||
			       mesh->first == NULL || mesh->member == NULL ||
			       mesh->moves == NULL || mesh->price == NULL ||
			       mesh->distance == NULL || mesh->from == NULL || mesh->via == NULL ||
			       mesh->place_in_heap == NULL || mesh->heap == NULL ||
			       mesh->reached == NULL ?
		       -1 :
		       0;
}

static void sort_by_group(struct tsop_mesh *mesh)
{
	size_t n = mesh->problem->n_people;

	for (uint32_t who = 0; who < n; who++)
		mesh->first[mesh->group[who]]++;
	for (size_t group = 1; group <= mesh->n_groups; group++)
		mesh->first[group] += mesh->first[group - 1];
	for (uint32_t who = 0; who < n; who++)
		mesh->member[--mesh->first[mesh->group[who]]] = who;
}

/* Count a person at a place, or no longer. */
static void count(struct tsop_mesh *mesh, uint32_t who, size_t place, bool comes)
{
	size_t cell = mesh->group[who] * mesh->k + place;
	size_t one = comes ? 1 : SIZE_MAX; /* or less one */

	mesh->load[place] += one;
	if (place == mesh->k)
		return;
	mesh->there[cell] += one;
	if (!tsop_problem_is_fixed(mesh->problem, who))
		mesh->n_free[cell] += one;
}

static void place_fixed(struct tsop_mesh *mesh)
{
	for (uint32_t who = 0; who < mesh->problem->n_people; who++) {
		mesh->is_still[who] = true;
		if (!tsop_problem_is_fixed(mesh->problem, who))
			continue;
		mesh->at[who] = mesh->problem->fixed[who];
		count(mesh, who, mesh->at[who], true);
	}
}

/* What a seat of the course costs behind so many. */
static tsop_int128 seat(const struct tsop_mesh *mesh, size_t course, size_t load)
{
	const uint32_t *minimum = mesh->problem->minimum;

	return minimum != NULL && load < minimum[course] ? -TSOP_MESH_SHORT : 0;
}

/* What somebody of the group costs with so many others of it. */
static tsop_int128 pairs_with(const struct tsop_mesh *mesh, size_t cell, size_t n)
{
	return tsop_mesh_has_pairs(mesh, cell) ? TSOP_MESH_PAIR * (tsop_int128)n : 0;
}

int64_t tsop_mesh_pairs(const struct tsop_mesh *mesh)
{
	size_t n_cells = mesh->n_groups * mesh->k;
	int64_t pairs = 0;

	for (size_t cell = 0; cell < n_cells && tsop_mesh_has_pairs(mesh, cell); cell++)
		pairs += (int64_t)(mesh->there[cell] * (mesh->there[cell] + 1) / 2 -
				   mesh->there[cell]);
	return pairs;
}

int tsop_mesh_init(struct tsop_mesh *mesh, const struct tsop_assign_problem *problem,
		   const uint32_t *group, size_t n_groups)
{
	size_t cells = (n_groups + 1) * problem->n_courses;

	*mesh = (struct tsop_mesh){ .problem = problem,
				    .group = group,
				    .n_groups = n_groups + 1,
				    .k = problem->n_courses,
				    .n_nodes = cells + problem->n_courses + 2 };
	tsop_arena_init(&mesh->arena);
	if (allocate(mesh) != 0)
		return -1;
	sort_by_group(mesh);
	place_fixed(mesh);
	for (size_t i = 0; i < mesh->n_groups * (mesh->k + 1) * (mesh->k + 1); i++)
		mesh->moves[i] = (struct tsop_mesh_move){ TSOP_MESH_FAR, TSOP_MESH_NOBODY };
	for (size_t course = 0; course < mesh->k; course++) {
		tsop_int128 own = seat(mesh, course, mesh->load[course]);

		mesh->price[tsop_mesh_course(mesh, course)] = own;
		for (size_t cell = course; cell < cells; cell += mesh->k)
			mesh->price[cell] = own + pairs_with(mesh, cell, mesh->there[cell]);
	}
	for (size_t i = 0; i < mesh->n_nodes; i++)
		mesh->distance[i] = TSOP_MESH_FAR;
	return 0;
}

void tsop_mesh_release(struct tsop_mesh *mesh)
{
	tsop_arena_release(&mesh->arena);
	*mesh = (struct tsop_mesh){ .problem = NULL };
}

static void offer(struct tsop_mesh *mesh, uint32_t who, size_t to)
{
	struct tsop_mesh_move *move = move_of(mesh, mesh->group[who], mesh->at[who], to);
	tsop_int128 there = tsop_mesh_cost(mesh, who, to);

	if (there == TSOP_MESH_FAR || to == mesh->at[who])
		return;
	there -= tsop_mesh_cost(mesh, who, mesh->at[who]);
	if (there < move->cost)
		*move = (struct tsop_mesh_move){ there, who };
}

/* A person who moves no longer from where they are: find the next for their moves. */
static void withdraw(struct tsop_mesh *mesh, uint32_t who)
{
	size_t group = mesh->group[who];
	size_t place = mesh->at[who];

	mesh->is_still[who] = true;
	for (size_t to = 0; to <= mesh->k; to++) {
		struct tsop_mesh_move *move = move_of(mesh, group, place, to);

		if (move->who != who)
			continue;
		*move = (struct tsop_mesh_move){ TSOP_MESH_FAR, TSOP_MESH_NOBODY };
		for (size_t i = mesh->first[group]; i < mesh->first[group + 1]; i++)
			if (mesh->at[mesh->member[i]] == place && !mesh->is_still[mesh->member[i]])
				offer(mesh, mesh->member[i], to);
	}
}

static void enter(struct tsop_mesh *mesh, uint32_t who, size_t place)
{
	mesh->at[who] = (uint16_t)place;
	mesh->is_still[who] = false;
	count(mesh, who, place, true);
	for (size_t to = 0; to <= mesh->k; to++)
		offer(mesh, who, to);
}

void tsop_mesh_move(struct tsop_mesh *mesh, uint32_t who, size_t place)
{
	withdraw(mesh, who);
	count(mesh, who, mesh->at[who], false);
	enter(mesh, who, place);
}

void tsop_mesh_hold(struct tsop_mesh *mesh, uint32_t who)
{
	withdraw(mesh, who);
}

static size_t group_of(const struct tsop_mesh *mesh, size_t cell)
{
	assert(mesh->k > 0); /* or there is no cell */
	return cell / mesh->k;
}

/* Of a cell, or of the outside. */
static size_t place_of(const struct tsop_mesh *mesh, size_t node)
{
	return node < mesh->n_groups * mesh->k ? node % mesh->k : mesh->k;
}

size_t tsop_mesh_degree(const struct tsop_mesh *mesh, size_t node)
{
	size_t cells = mesh->n_groups * mesh->k;

	if (node < cells)
		return mesh->k + 2; /* to places, to its course */
	if (node < tsop_mesh_course(mesh, mesh->k))
		return mesh->n_groups + 1; /* to its cells, to the end */
	return node == tsop_mesh_end(mesh) ? mesh->k + 1 : cells + 1;
}

static bool take_move(const struct tsop_mesh *mesh, size_t group, size_t from, size_t to,
		      struct tsop_mesh_arc *arc)
{
	const struct tsop_mesh_move *move = move_of(mesh, group, from, to);

	*arc = (struct tsop_mesh_arc){ tsop_mesh_cell(mesh, group, to), move->cost, move->who };
	return move->cost < TSOP_MESH_FAR;
}

static bool arc_of_cell(const struct tsop_mesh *mesh, size_t cell, size_t number,
			struct tsop_mesh_arc *arc)
{
	if (number <= mesh->k)
		return take_move(mesh, group_of(mesh, cell), place_of(mesh, cell), number, arc);
	*arc = (struct tsop_mesh_arc){ tsop_mesh_course(mesh, place_of(mesh, cell)),
				       pairs_with(mesh, cell, mesh->there[cell]),
				       TSOP_MESH_NOBODY };
	return true;
}

static bool arc_of_course(const struct tsop_mesh *mesh, size_t course, size_t number,
			  struct tsop_mesh_arc *arc)
{
	size_t cell = number * mesh->k + course;

	*arc = (struct tsop_mesh_arc){ tsop_mesh_end(mesh), seat(mesh, course, mesh->load[course]),
				       TSOP_MESH_NOBODY };
	if (number == mesh->n_groups)
		return mesh->load[course] < mesh->problem->capacity[course];
	if (mesh->n_free[cell] == 0)
		return false;
	arc->to = cell;
	arc->cost = -pairs_with(mesh, cell, mesh->there[cell] - 1);
	return true;
}

bool tsop_mesh_arc(const struct tsop_mesh *mesh, size_t node, size_t number,
		   struct tsop_mesh_arc *arc)
{
	size_t cells = mesh->n_groups * mesh->k;

	if (node < cells)
		return arc_of_cell(mesh, node, number, arc);
	if (node < cells + mesh->k)
		return arc_of_course(mesh, node - cells, number, arc);
	if (node == cells + mesh->k && number < cells)
		return take_move(mesh, group_of(mesh, number), mesh->k, place_of(mesh, number),
				 arc);
	*arc = (struct tsop_mesh_arc){ tsop_mesh_end(mesh), 0, TSOP_MESH_NOBODY };
	if (node == cells + mesh->k)
		return true;
	arc->to = tsop_mesh_course(mesh, number);
	if (mesh->load[number] == 0)
		return false;
	if (number < mesh->k)
		arc->cost = -seat(mesh, number, mesh->load[number] - 1);
	return true;
}

static void put(struct tsop_mesh *mesh, size_t at, size_t node)
{
	mesh->heap[at] = node;
	mesh->place_in_heap[node] = at;
}

static void rise(struct tsop_mesh *mesh, size_t node)
{
	size_t at = mesh->place_in_heap[node];

	while (at > 0 && mesh->distance[mesh->heap[(at - 1) / 2]] > mesh->distance[node]) {
		put(mesh, at, mesh->heap[(at - 1) / 2]);
		at = (at - 1) / 2;
	}
	put(mesh, at, node);
}

static size_t take_nearest(struct tsop_mesh *mesh)
{
	size_t nearest = mesh->heap[0];
	size_t last = mesh->heap[--mesh->n_heap];
	size_t at = 0;

	for (size_t child = 1; child < mesh->n_heap; child = 2 * at + 1) {
		if (child + 1 < mesh->n_heap && mesh->distance[mesh->heap[child + 1]] <
							mesh->distance[mesh->heap[child]])
			child++;
		if (mesh->distance[mesh->heap[child]] >= mesh->distance[last])
			break;
		put(mesh, at, mesh->heap[child]);
		at = child;
	}
	put(mesh, at, last);
	mesh->place_in_heap[nearest] = SIZE_MAX;
	return nearest;
}

static void reach(struct tsop_mesh *mesh, size_t node, tsop_int128 distance, size_t from,
		  uint32_t who)
{
	if (distance >= mesh->distance[node])
		return;
	if (mesh->distance[node] == TSOP_MESH_FAR) {
		mesh->reached[mesh->n_reached++] = node;
		put(mesh, mesh->n_heap++, node);
	}
	mesh->distance[node] = distance;
	mesh->from[node] = from;
	mesh->via[node] = who;
	rise(mesh, node);
}

static void begin_search(struct tsop_mesh *mesh)
{
	while (mesh->n_reached > 0)
		mesh->distance[mesh->reached[--mesh->n_reached]] = TSOP_MESH_FAR;
	mesh->n_heap = 0;
}

/* The distances from the nodes that are reached already, up to the target (or n_nodes: all). */
static void search(struct tsop_mesh *mesh, size_t target)
{
	while (mesh->n_heap > 0) {
		size_t node = take_nearest(mesh);
		size_t degree = tsop_mesh_degree(mesh, node);

		if (node == target)
			return;
		for (size_t i = 0; i < degree; i++) {
			struct tsop_mesh_arc arc;

			if (tsop_mesh_arc(mesh, node, i, &arc))
				reach(mesh, arc.to,
				      mesh->distance[node] + arc.cost + mesh->price[arc.to] -
					      mesh->price[node],
				      node, arc.who);
		}
	}
}

void tsop_mesh_follow(struct tsop_mesh *mesh, size_t node)
{
	for (; mesh->from[node] != node; node = mesh->from[node])
		if (mesh->via[node] != TSOP_MESH_NOBODY)
			tsop_mesh_move(mesh, mesh->via[node], place_of(mesh, node));
}

/* So that the path to the end costs nothing. */
static void update_prices(struct tsop_mesh *mesh)
{
	tsop_int128 end = mesh->distance[tsop_mesh_end(mesh)];

	for (size_t i = 0; i < mesh->n_reached; i++) {
		size_t node = mesh->reached[i];

		if (mesh->distance[node] < end)
			mesh->price[node] += end - mesh->distance[node];
	}
}

void tsop_mesh_place(struct tsop_mesh *mesh, uint32_t who)
{
	size_t node = tsop_mesh_end(mesh);
	size_t start;

	begin_search(mesh);
	for (size_t to = 0; to <= mesh->k; to++) {
		tsop_int128 cost = tsop_mesh_cost(mesh, who, to);
		size_t cell = tsop_mesh_cell(mesh, mesh->group[who], to);

		if (cost < TSOP_MESH_FAR)
			reach(mesh, cell, cost + mesh->price[cell], cell, TSOP_MESH_NOBODY);
	}
	search(mesh, node);
	update_prices(mesh);
	for (start = node; mesh->from[start] != start;)
		start = mesh->from[start];
	tsop_mesh_follow(mesh, node);
	enter(mesh, who, place_of(mesh, start));
}

/*
 * By the distances from the end, where a seat below the minimum costs; where
 * nobody can get to, as far as anywhere.
 */
void tsop_mesh_lower_prices(struct tsop_mesh *mesh)
{
	tsop_int128 farthest = 0;

	begin_search(mesh);
	for (size_t place = 0; place <= mesh->k; place++) {
		size_t node = tsop_mesh_course(mesh, place);
		tsop_int128 least = place < mesh->k && mesh->load[place] > 0 ?
					    seat(mesh, place, mesh->load[place] - 1) :
					    0;

		reach(mesh, node, mesh->price[node] - least, node, TSOP_MESH_NOBODY);
	}
	search(mesh, mesh->n_nodes);
	for (size_t i = 0; i < mesh->n_reached; i++)
		if (mesh->distance[mesh->reached[i]] > farthest)
			farthest = mesh->distance[mesh->reached[i]];
	for (size_t node = 0; node < mesh->n_nodes; node++)
		mesh->price[node] -= mesh->distance[node] < TSOP_MESH_FAR ? mesh->distance[node]
									  : farthest;
}
