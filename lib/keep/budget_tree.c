#include "keep/budget_tree.h"

#include <stdlib.h>
#include <string.h>

#include "assign/problem.h"
#include "assign/start.h"

/* Steps of work in a search, of some nodes^4 each, and people times nodes. */
enum { WORK_BITS = 29, NODES_MIN = 16 };

const uint32_t *tsop_budget_unit(const struct tsop_budget_tree *tree, size_t unit, size_t *n)
{
	const struct tsop_parties *parties = &tree->parties;

	*n = 1;
	if (unit >= parties->n)
		return &tree->request->by_lot[unit - parties->n];
	*n = parties->first[unit + 1] - parties->first[unit];
	return &parties->member[parties->first[unit]];
}

static size_t lot_of(const struct tsop_budget_tree *tree, uint32_t who)
{
	return tree->problem.lot == NULL ? who : tree->problem.lot[who];
}

size_t tsop_budget_unit_of(const struct tsop_budget_tree *tree, uint32_t who)
{
	return tree->party_of[who] != TSOP_ASSIGN_NO_PARTY ? tree->party_of[who]
							   : tree->parties.n + lot_of(tree, who);
}

static uint64_t most_nodes(const struct tsop_assign_problem *problem)
{
	uint64_t nodes = problem->n_courses + 1;
	uint64_t work = nodes * nodes * nodes * nodes + problem->n_people * nodes;
	uint64_t most = ((uint64_t)1 << WORK_BITS) / work;

	most = most < NODES_MIN ? NODES_MIN : most;
	return most < problem->max_nodes ? most : problem->max_nodes;
}

static int allocate(struct tsop_budget_tree *tree, struct tsop_error *err)
{
	struct tsop_arena *arena = &tree->arena;
	size_t n = tree->problem.n_people;
	size_t nodes = tree->problem.n_courses + 1;

	tree->party_of = tsop_arena_take(arena, n, sizeof *tree->party_of);
	tree->at = tsop_arena_take(arena, n, sizeof *tree->at);
	tree->found = tsop_arena_take(arena, n, sizeof *tree->found);
	tree->uses = tsop_arena_take(arena, n, sizeof *tree->uses);
	tree->room = tsop_arena_take(arena, nodes, sizeof *tree->room);
	tree->load = tsop_arena_take(arena, nodes, sizeof *tree->load);
	return tree->party_of == NULL || tree->at == NULL || tree->found == NULL ||
			       tree->uses == NULL || tree->room == NULL || tree->load == NULL ?
		       tsop_fail_memory(err) :
		       0;
}

static bool is_move(const struct tsop_budget_tree *tree, uint32_t who, uint16_t node)
{
	uint16_t was = tree->problem.stay->course[who];

	return was != TSOP_ASSIGN_NO_COURSE && was != node;
}

/* The value of an assignment of nodes at[n_people]. */
static struct tsop_budget_value value_of(const struct tsop_budget_tree *tree, const uint16_t *at)
{
	struct tsop_budget_value value = { 0, 0 };

	for (uint32_t who = 0; who < tree->problem.n_people; who++) {
		uint16_t node = at[who] & (TSOP_FLOW_PINNED - 1);

		if (tsop_problem_is_fixed(&tree->problem, who))
			continue;
		value.cost += tsop_flow_cost(&tree->flow, who, node);
		value.moves += is_move(tree, who, node);
	}
	value.cost -= tree->problem.stay->move * (tsop_int128)value.moves;
	return value;
}

/* Who is in which party, what room there is, and the known assignment. */
static void look_at_problem(struct tsop_budget_tree *tree)
{
	const struct tsop_assign_problem *problem = &tree->problem;
	const struct tsop_parties *parties = &tree->parties;
	uint16_t outside = (uint16_t)problem->n_courses;

	for (uint16_t course = 0; course < outside; course++)
		tree->room[course] = problem->capacity[course];
	tree->room[outside] = (int64_t)problem->n_people;
	for (uint32_t who = 0; who < problem->n_people; who++) {
		uint16_t known = tree->request->known[who];

		tree->party_of[who] = TSOP_ASSIGN_NO_PARTY;
		tree->found[who] = known == TSOP_ASSIGN_NO_COURSE ? outside : known;
		if (tsop_problem_is_fixed(problem, who))
			tree->room[problem->fixed[who]]--;
	}
	for (size_t party = 0; party < parties->n; party++)
		for (size_t i = parties->first[party]; i < parties->first[party + 1]; i++)
			tree->party_of[parties->member[i]] = (uint32_t)party;
	tree->limit = value_of(tree, tree->found);
}

int tsop_budget_tree_init(struct tsop_budget_tree *tree, const struct tsop_budget_request *request,
			  struct tsop_error *err)
{
	struct tsop_assign_problem apart = *request->problem;

	*tree = (struct tsop_budget_tree){ .request = request,
					   .budget = request->budget,
					   .max_nodes = most_nodes(request->problem) };
	tsop_arena_init(&tree->arena);
	apart.stay = NULL; /* parties would divide packed weights */
	if (tsop_parties_init(&tree->parties, &apart, request->by_lot, err) != 0)
		return -1;
	tree->problem = tree->parties.problem;
	tree->problem.stay = request->problem->stay;
	if (allocate(tree, err) != 0 ||
	    tsop_start_flow(&tree->flow, &tree->problem, request->by_lot, err) != 0 ||
	    tsop_cycles_init(&tree->cycles, &tree->flow, err) != 0)
		return -1;
	look_at_problem(tree);
	return 0;
}

void tsop_budget_tree_release(struct tsop_budget_tree *tree)
{
	tsop_cycles_release(&tree->cycles);
	tsop_flow_release(&tree->flow);
	tsop_parties_release(&tree->parties);
	tsop_branches_release(&tree->branches);
	tsop_arena_release(&tree->arena);
}

tsop_int128 tsop_budget_bound(const struct tsop_budget_tree *tree, size_t unit, uint16_t node)
{
	const struct tsop_flow *flow = &tree->flow;
	tsop_int128 bound = flow->cost;
	size_t n;
	const uint32_t *member = tsop_budget_unit(tree, unit, &n);

	if ((int64_t)n > tree->room[node])
		return TSOP_COST_NONE;
	for (size_t i = 0; i < n; i++) {
		if (tsop_flow_cost(flow, member[i], node) == TSOP_MOVE_NONE)
			return TSOP_COST_NONE;
		bound += tsop_flow_priced(flow, member[i], node) -
			 tsop_flow_priced(flow, member[i], tsop_flow_node(flow, member[i]));
	}
	return bound;
}

void tsop_budget_pin(struct tsop_budget_tree *tree, size_t unit, uint16_t node)
{
	size_t n;
	const uint32_t *member = tsop_budget_unit(tree, unit, &n);

	for (size_t i = 0; i < n; i++)
		tsop_flow_pin(&tree->flow, member[i], node);
	tree->room[node] -= (int64_t)n;
}

int tsop_budget_unpin(struct tsop_budget_tree *tree, size_t unit, struct tsop_error *err)
{
	size_t n;
	const uint32_t *member = tsop_budget_unit(tree, unit, &n);

	tree->room[tsop_flow_node(&tree->flow, member[0])] += (int64_t)n;
	for (size_t i = 0; i < n; i++)
		if (tsop_flow_unpin(&tree->flow, member[i], err) != 0)
			return -1;
	return 0;
}

int tsop_budget_flow(struct tsop_budget_tree *tree, struct tsop_error *err)
{
	tree->nodes++;
	if (tsop_flow_solve(&tree->flow, err) != 0)
		return -1;
	tree->moves = 0;
	for (uint32_t who = 0; who < tree->problem.n_people; who++)
		tree->moves += !tsop_problem_is_fixed(&tree->problem, who) &&
			       is_move(tree, who, tsop_flow_node(&tree->flow, who));
	for (uint16_t node = 0; node <= tree->flow.outside; node++)
		tsop_cycles_forget(&tree->cycles, node);
	return 0;
}
