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

int tsop_mesh_tie_mark(const struct tsop_mesh *mesh, bool *is_tied, bool *any,
		       struct tsop_error *err)
{
	size_t *rows = calloc(mesh->n_nodes, 5 * sizeof *rows);
	struct components c = { .mesh = mesh };

	if (rows == NULL)
		return tsop_fail_memory(err);
	c.number = rows;
	c.lowest = rows + mesh->n_nodes;
	c.arc = rows + 2 * mesh->n_nodes;
	c.path = rows + 3 * mesh->n_nodes;
	c.open = rows + 4 * mesh->n_nodes;
	for (size_t node = 0; node < mesh->n_nodes; node++)
		if (c.number[node] == 0)
			find_from(&c, node);
	*any = false;
	for (uint32_t who = 0; who < mesh->problem->n_people; who++) {
		is_tied[who] = !mesh->is_still[who] && has_other(&c, who);
		*any = *any || is_tied[who];
	}
	free(rows);
	return 0;
}

/* The nodes that were looked at for one person. */
struct settling {
	struct tsop_mesh *mesh;
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

int tsop_mesh_tie_settle(struct tsop_mesh *mesh, const bool *is_tied, const uint32_t *by_lot,
			 struct tsop_error *err)
{
	struct settling settling = { .mesh = mesh,
				     .seen = calloc(mesh->n_nodes, sizeof *settling.seen),
				     .stack = calloc(mesh->n_nodes, sizeof *settling.stack) };
	int status = 0;

	if (settling.seen == NULL || settling.stack == NULL)
		status = tsop_fail_memory(err);
	for (size_t i = 0; status == 0 && i < mesh->problem->n_people; i++)
		if (is_tied[by_lot[i]])
			settle_person(&settling, by_lot[i]);
	free(settling.seen);
	free(settling.stack);
	return status;
}
