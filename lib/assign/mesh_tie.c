#include "assign/mesh_tie.h"

#include <stdlib.h>

/* Strongly connected components, by R. Tarjan's algorithm (1972) with a stack of its own. */
struct components {
	const struct tsop_mesh *mesh;
	size_t *number; /* [nodes] in the order of the search from 1; 0: not met yet */
	size_t *lowest; /* [nodes] the first number that is reached; behind all: its component is known */
	size_t *arc;    /* [nodes] the next to look at */
	size_t *path;   /* [nodes] from the start of the search to where it is */
	size_t *open;   /* [nodes] met, and their component is not known */
	size_t n_path, n_open, n_met, n_components;
};

static void meet(struct components *c, size_t node)
{
	c->number[node] = c->lowest[node] = ++c->n_met;
	c->path[c->n_path++] = node;
	c->open[c->n_open++] = node;
}

static void lower(struct components *c, size_t node, size_t lowest)
{
	if (lowest < c->lowest[node])
		c->lowest[node] = lowest;
}

/* The last node of the path has no more arcs. */
static void leave(struct components *c)
{
	size_t node = c->path[--c->n_path];

	if (c->n_path > 0)
		lower(c, c->path[c->n_path - 1], c->lowest[node]);
	if (c->lowest[node] < c->number[node])
		return;
	c->n_components++;
	do
		c->lowest[c->open[--c->n_open]] = c->mesh->n_nodes + c->n_components;
	while (c->open[c->n_open] != node);
}

static void find_from(struct components *c, size_t start)
{
	meet(c, start);
	while (c->n_path > 0) {
		size_t node = c->path[c->n_path - 1];
		struct tsop_mesh_arc arc;

		if (c->arc[node] == tsop_mesh_degree(c->mesh, node)) {
			leave(c);
			continue;
		}
		if (!tsop_mesh_arc(c->mesh, node, c->arc[node]++, &arc) ||
		    !tsop_mesh_is_tight(c->mesh, node, &arc))
			continue;
		if (c->number[arc.to] == 0)
			meet(c, arc.to);
		else
			lower(c, node, c->lowest[arc.to]);
	}
}

static bool has_other(const struct components *c, uint32_t who)
{
	const struct tsop_mesh *mesh = c->mesh;
	size_t here = tsop_mesh_node(mesh, who);
	tsop_int128 cost = tsop_mesh_cost(mesh, who, mesh->at[who]) + mesh->price[here];

	for (size_t to = 0; to <= mesh->k; to++) {
		size_t node = tsop_mesh_cell(mesh, mesh->group[who], to);
		tsop_int128 there = tsop_mesh_cost(mesh, who, to);

		if (to != mesh->at[who] && there < TSOP_MESH_FAR &&
		    there + mesh->price[node] == cost && c->lowest[node] == c->lowest[here])
			return true;
	}
	return false;
}

static int find_components(struct components *c, struct tsop_error *err)
{
	size_t n_nodes = c->mesh->n_nodes;
	size_t *rows = calloc(n_nodes, 5 * sizeof *rows);

	if (rows == NULL)
		return tsop_fail_memory(err);
	c->number = rows;
	c->lowest = rows + n_nodes;
	c->arc = rows + 2 * n_nodes;
	c->path = rows + 3 * n_nodes;
	c->open = rows + 4 * n_nodes;
	for (size_t node = 0; node < n_nodes; node++)
		if (c->number[node] == 0)
			find_from(c, node);
	return 0;
}

/* The number of the component of a node, under n_nodes. */
static size_t component(const struct components *c, size_t node)
{
	return c->lowest[node] - c->mesh->n_nodes - 1;
}

/* Those who have another place in another optimum, and the nodes that were looked at for one. */
struct settling {
	struct tsop_mesh *mesh;
	struct components components; /* as they were before anybody was held */
	bool *is_contested; /* [components] somebody misses the best place they have in any */
	uint32_t *tied;	    /* [n] in the order of their lots */
	size_t n;
	uint32_t *seen; /* [nodes] for whom it was looked at last, from 1 */
	uint32_t turn;
	size_t *stack; /* [nodes] */
};

/* A place the person has not tried and would rather have, at the same cost for all; or k + 1. */
static size_t best_untried(const struct settling *settling, uint32_t who)
{
	const struct tsop_mesh *mesh = settling->mesh;
	size_t here = mesh->at[who];
	tsop_int128 own = tsop_mesh_cost(mesh, who, here);
	tsop_int128 all = own + mesh->price[tsop_mesh_node(mesh, who)];
	tsop_int128 least = TSOP_MESH_FAR;
	size_t best = mesh->k + 1;

	for (size_t to = 0; to <= mesh->k; to++) {
		size_t node = tsop_mesh_cell(mesh, mesh->group[who], to);
		tsop_int128 cost = tsop_mesh_cost(mesh, who, to);

		if (cost >= least || cost > own || (cost == own && to >= here) ||
		    cost + mesh->price[node] != all || settling->seen[node] == settling->turn)
			continue;
		least = cost;
		best = to;
	}
	return best;
}

static void see(struct settling *settling, size_t node, size_t from, uint32_t via, size_t *n)
{
	settling->seen[node] = settling->turn;
	settling->mesh->from[node] = from;
	settling->mesh->via[node] = via;
	settling->stack[(*n)++] = node;
}

/* Is the target reached from the start by tight arcs, over nodes that were not seen before? */
static bool reaches(struct settling *settling, size_t start, size_t target)
{
	const struct tsop_mesh *mesh = settling->mesh;
	size_t n = 0;

	see(settling, start, start, TSOP_MESH_NOBODY, &n);
	while (n > 0) {
		size_t node = settling->stack[--n];
		size_t degree = tsop_mesh_degree(mesh, node);

		if (node == target)
			return true;
		for (size_t i = 0; i < degree; i++) {
			struct tsop_mesh_arc arc;

			if (tsop_mesh_arc(mesh, node, i, &arc) &&
			    settling->seen[arc.to] != settling->turn &&
			    tsop_mesh_is_tight(mesh, node, &arc))
				see(settling, arc.to, node, arc.who, &n);
		}
	}
	return false;
}

static void settle_person(struct settling *settling, uint32_t who)
{
	struct tsop_mesh *mesh = settling->mesh;
	size_t here = tsop_mesh_node(mesh, who);
	size_t best;

	settling->turn++;
	while ((best = best_untried(settling, who)) <= mesh->k) {
		if (!reaches(settling, tsop_mesh_cell(mesh, mesh->group[who], best), here))
			continue;
		tsop_mesh_move(mesh, who, best);
		tsop_mesh_follow(mesh, here);
		break;
	}
	tsop_mesh_hold(mesh, who);
}

/* Has the person, who is held, a better place in some optimum, whoever comes first? */
static bool misses_best(const struct settling *settling, uint32_t who)
{
	const struct tsop_mesh *mesh = settling->mesh;
	const struct components *c = &settling->components;
	size_t here = tsop_mesh_node(mesh, who);
	tsop_int128 own = tsop_mesh_cost(mesh, who, mesh->at[who]);

	for (size_t to = 0; to <= mesh->k; to++) {
		size_t node = tsop_mesh_cell(mesh, mesh->group[who], to);
		tsop_int128 cost = tsop_mesh_cost(mesh, who, to);

		if ((cost < own || (cost == own && to < mesh->at[who])) &&
		    cost + mesh->price[node] == own + mesh->price[here] &&
		    component(c, node) == component(c, here))
			return true;
	}
	return false;
}

/* Without lots there is nothing to settle where the order matters. */
static void settle_all(struct settling *settling)
{
	const struct tsop_assign_problem *problem = settling->mesh->problem;
	size_t n_people = problem->n_people - problem->n_held;

	for (size_t i = 0; i < settling->n; i++) {
		uint32_t who = settling->tied[i];
		bool *is_contested = &settling->is_contested[component(
			&settling->components, tsop_mesh_node(settling->mesh, who))];

		if (problem->lot == NULL && *is_contested)
			continue;
		settle_person(settling, who);
		*is_contested = *is_contested || (who < n_people && misses_best(settling, who));
	}
}

static int settle(struct settling *settling, const uint32_t *by_lot, bool *is_tied, bool *any,
		  struct tsop_error *err)
{
	struct tsop_mesh *mesh = settling->mesh;
	struct components *c = &settling->components;

	settling->is_contested = calloc(mesh->n_nodes, sizeof *settling->is_contested);
	settling->tied = calloc(mesh->problem->n_people + 1, sizeof *settling->tied);
	settling->seen = calloc(mesh->n_nodes, sizeof *settling->seen);
	settling->stack = calloc(mesh->n_nodes, sizeof *settling->stack);
	if (settling->is_contested == NULL || settling->tied == NULL || settling->seen == NULL ||
	    settling->stack == NULL)
		return tsop_fail_memory(err);
	if (find_components(c, err) != 0)
		return -1;
	for (size_t i = 0; i < mesh->problem->n_people; i++)
		if (!mesh->is_still[by_lot[i]] && has_other(c, by_lot[i]))
			settling->tied[settling->n++] = by_lot[i];
	settle_all(settling);
	for (size_t i = 0; i < settling->n; i++) {
		uint32_t who = settling->tied[i];

		is_tied[who] = settling->is_contested[component(c, tsop_mesh_node(mesh, who))];
		*any = *any || is_tied[who];
	}
	return 0;
}

int tsop_mesh_tie_settle(struct tsop_mesh *mesh, const uint32_t *by_lot, bool *is_tied, bool *any,
			 struct tsop_error *err)
{
	struct settling settling = { .mesh = mesh, .components = { .mesh = mesh } };
	int status;

	*any = false;
	status = settle(&settling, by_lot, is_tied, any, err);
	free(settling.components.number);
	free(settling.is_contested);
	free(settling.tied);
	free(settling.seen);
	free(settling.stack);
	return status;
}
