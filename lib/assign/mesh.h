/*
 * mesh.h: the minimum cost flow of people to courses, groups spread.
 *
 * The nodes are a cell for each group at each course, the courses, the outside
 * (those without a course) and the end. An arc from a cell to another of its
 * group, or to the outside, stands for the person there who can go most
 * cheaply; one from a cell with n people to its course for one more, who costs
 * n pairs (or none: companions, units.h); one back for one fewer, who saves n - 1; one from a course to the
 * end for a free seat, one back for a seat that becomes free.
 *
 * Every node has a price, the end 0. Kept throughout: no arc costs less than
 * the price where it begins, less that where it ends. So people are added one
 * by one, each by a shortest path to the end (Dijkstra's, over what arcs cost
 * at these prices), whereafter the prices are brought up to date (Ahuja,
 * Magnanti and Orlin, Network Flows, 1993, section 9.7); the search goes no
 * farther than the path.
 *
 * A course with a minimum runs: a seat below that costs less by SHORT than any
 * other, so that it is reached if it can be.
 */
#ifndef TSOP_ASSIGN_MESH_H
#define TSOP_ASSIGN_MESH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "assign/problem.h"
#include "base/arena.h"
#include "base/num.h"

/*
 * A cost in one integer: unassigned, pairs, ranks, meters. With at most 20,000
 * people their sums stay within half of their room: meters under 2^46, ranks
 * (in even parts of parties, TSOP_COST_MAX_RANK each) under 2^29, pairs under
 * 2^28, unassigned under 2^15.
 */
enum { TSOP_MESH_RANK_BITS = 48, TSOP_MESH_PAIR_BITS = 79, TSOP_MESH_UNASSIGNED_BITS = 108 };
#define TSOP_MESH_PAIR ((tsop_int128)1 << TSOP_MESH_PAIR_BITS)
#define TSOP_MESH_UNASSIGNED ((tsop_int128)1 << TSOP_MESH_UNASSIGNED_BITS)
/* A person too few on a course: more than a cycle that brings one can cost. */
#define TSOP_MESH_SHORT (4 * TSOP_MESH_UNASSIGNED)
#define TSOP_MESH_FAR ((tsop_int128)1 << 125)
#define TSOP_MESH_NOBODY UINT32_MAX

struct tsop_mesh_arc {
	size_t to;
	tsop_int128 cost;
	uint32_t who; /* who moves to the place of that node, or NOBODY */
};

/* The cheapest move of anybody of a group from one place to another. */
struct tsop_mesh_move {
	tsop_int128 cost; /* FAR: nobody can */
	uint32_t who;
};

struct tsop_mesh {
	const struct tsop_assign_problem *problem;
	const uint32_t *group; /* [n_people] */
	size_t n_groups; /* the last one is of those who make no pairs */
	size_t k;       /* courses; the number of the outside as a place */
	size_t n_nodes; /* cells by group and course, courses, outside, end */

	uint16_t *at;     /* [n_people] place */
	bool *is_still;   /* [n_people] fixed, not placed yet, or who shall not move */
	size_t *there;    /* [cells] people, all of them */
	size_t *n_free;   /* [cells] those who are not fixed */
	size_t *load;     /* [k + 1] */
	size_t *first;    /* [groups + 1] the people of group g are member[first[g]..first[g + 1]) */
	uint32_t *member; /* [n_people] */

	struct tsop_mesh_move *moves; /* [groups][k + 1][k + 1] from, to */
	tsop_int128 *price;	      /* [nodes] */

	/* The last search. */
	tsop_int128 *distance; /* [nodes] FAR: not reached */
	size_t *from;	       /* [nodes] the node before, or itself at a start */
	uint32_t *via;	       /* [nodes] who comes from there, or NOBODY */
	size_t *place_in_heap; /* [nodes] or SIZE_MAX: was taken out */
	size_t *heap;	       /* [nodes] those to look at, the nearest first */
	size_t n_heap;
	size_t *reached; /* [nodes] in no order */
	size_t n_reached;

	struct tsop_arena arena;
};

/*
 * The fixed people are at their courses, nobody else anywhere. group[n_people]:
 * below n_groups, or n_groups for who makes no pairs. All is borrowed until the
 * release. -1 for no memory: release it all the same.
 */
int tsop_mesh_init(struct tsop_mesh *mesh, const struct tsop_assign_problem *problem,
		   const uint32_t *group, size_t n_groups);
void tsop_mesh_release(struct tsop_mesh *mesh);

static inline size_t tsop_mesh_course(const struct tsop_mesh *mesh, size_t course)
{
	return mesh->n_groups * mesh->k + course; /* the outside as well */
}

static inline size_t tsop_mesh_end(const struct tsop_mesh *mesh)
{
	return mesh->n_nodes - 1;
}

/* The node of a group at a place. */
static inline size_t tsop_mesh_cell(const struct tsop_mesh *mesh, size_t group, size_t place)
{
	return place == mesh->k ? tsop_mesh_course(mesh, place) : group * mesh->k + place;
}

/* Does another of the group make a pair with each who is there? */
static inline bool tsop_mesh_has_pairs(const struct tsop_mesh *mesh, size_t cell)
{
	return cell < (mesh->n_groups - 1) * mesh->k;
}

/* All pairs, those of fixed people too. */
int64_t tsop_mesh_pairs(const struct tsop_mesh *mesh);

/* Where a person is. */
static inline size_t tsop_mesh_node(const struct tsop_mesh *mesh, uint32_t who)
{
	return tsop_mesh_cell(mesh, mesh->group[who], mesh->at[who]);
}

/* What a person costs at a place, without pairs; FAR where they may not be. */
static inline tsop_int128 tsop_mesh_cost(const struct tsop_mesh *mesh, uint32_t who, size_t place)
{
	uint16_t rank;

	if (place == mesh->k)
		return TSOP_MESH_UNASSIGNED;
	rank = tsop_problem_rank(mesh->problem, who, (uint16_t)place);
	if (rank == TSOP_ASSIGN_FORBIDDEN)
		return TSOP_MESH_FAR;
	return ((tsop_int128)rank << TSOP_MESH_RANK_BITS) +
	       tsop_problem_meters(mesh->problem, who, (uint16_t)place);
}

/* How many arcs a node may have, and the one of a number below that; false: there is none. */
size_t tsop_mesh_degree(const struct tsop_mesh *mesh, size_t node);
bool tsop_mesh_arc(const struct tsop_mesh *mesh, size_t node, size_t number,
		   struct tsop_mesh_arc *arc);

/* Does the arc cost just the difference of the prices? */
static inline bool tsop_mesh_is_tight(const struct tsop_mesh *mesh, size_t node,
				      const struct tsop_mesh_arc *arc)
{
	return arc->cost + mesh->price[arc->to] == mesh->price[node];
}

/* Give a person a place, and the others on a shortest path theirs. */
void tsop_mesh_place(struct tsop_mesh *mesh, uint32_t who);

/* Put a person who is placed to another place. */
void tsop_mesh_move(struct tsop_mesh *mesh, uint32_t who, size_t place);
/* The person shall not move any more. */
void tsop_mesh_hold(struct tsop_mesh *mesh, uint32_t who);
/* Move whom the last search met on its way to the node, from where it started. */
void tsop_mesh_follow(struct tsop_mesh *mesh, size_t node);

/*
 * All are placed and nobody is held: bring the prices to the least that prove
 * the optimum, at courses and wherever people can be; where a course has no
 * more than its minimum that is down to -SHORT.
 */
void tsop_mesh_lower_prices(struct tsop_mesh *mesh);

#endif
