#include "assign/budget_tree.h"

#include <stdlib.h>
#include <string.h>

#include "assign/problem.h"
#include "assign/start.h"
#include "base/array.h"

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
	tree->limit = tsop_budget_value(tree, tree->found);
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
	free(tree->options);
	free(tree->levels);
	tsop_arena_release(&tree->arena);
}

static bool is_move(const struct tsop_budget_tree *tree, uint32_t who, uint16_t node)
{
	uint16_t was = tree->problem.stay->course[who];

	return was != TSOP_ASSIGN_NO_COURSE && was != node;
}

struct tsop_budget_value tsop_budget_value(const struct tsop_budget_tree *tree, const uint16_t *at)
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

static bool is_less(struct tsop_budget_value a, struct tsop_budget_value b)
{
	return a.cost != b.cost ? a.cost < b.cost : a.moves < b.moves;
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

/* What costs at least that much, moves at their price, can not be less than the limit. */
static bool is_beyond(const struct tsop_budget_tree *tree, tsop_int128 bound)
{
	const int64_t budget = tree->budget;
	tsop_int128 cost = bound - tree->problem.stay->move * (tsop_int128)budget;

	return !is_less((struct tsop_budget_value){ cost, budget }, tree->limit);
}

/* Are the steps one assignment? It is then in tree->at; else `who` is in two places. */
static bool is_consistent(struct tsop_budget_tree *tree, uint32_t *who)
{
	const struct tsop_flow *flow = &tree->flow;
	const struct tsop_cycles *cycles = &tree->cycles;
	uint32_t most = 0;
	bool fits = true;

	memcpy(tree->at, flow->at, tree->problem.n_people * sizeof *tree->at);
	memset(tree->uses, 0, tree->problem.n_people * sizeof *tree->uses);
	for (uint16_t node = 0; node <= flow->outside; node++)
		tree->load[node] = (int64_t)flow->load[node];
	for (size_t i = 0; i < cycles->n_steps; i++) {
		const struct tsop_cycle_step *step = &cycles->steps[i];

		if (step->who == TSOP_CYCLE_NOBODY)
			continue;
		tree->uses[step->who]++;
		tree->at[step->who] = step->to;
		tree->load[step->from]--;
		tree->load[step->to]++;
	}
	for (uint16_t course = 0; course < flow->outside; course++)
		fits = fits && tree->load[course] <= (int64_t)flow->capacity[course] &&
		       tree->load[course] >= (int64_t)flow->minimum[course];
	for (size_t i = 0; i < cycles->n_steps; i++) {
		uint32_t other = cycles->steps[i].who;

		if (other == TSOP_CYCLE_NOBODY || tree->uses[other] < most ||
		    (tree->uses[other] == most && lot_of(tree, other) >= lot_of(tree, *who)))
			continue;
		*who = other;
		most = tree->uses[other];
	}
	return fits && most <= 1;
}

/* The largest party that is split in tree->at, the first of equals; parties.n: none. */
static size_t find_split(const struct tsop_budget_tree *tree)
{
	const struct tsop_parties *parties = &tree->parties;
	size_t best = parties->n, largest = 1;

	for (size_t party = 0; party < parties->n; party++) {
		size_t n;
		const uint32_t *member = tsop_budget_unit(tree, party, &n);
		bool is_split = false;

		for (size_t i = 1; i < n; i++)
			is_split = is_split || tree->at[member[i]] != tree->at[member[0]];
		if (!is_split || n <= largest)
			continue;
		largest = n;
		best = party;
	}
	return best;
}

static int compare_options(const void *a, const void *b)
{
	const struct tsop_budget_option *x = a;
	const struct tsop_budget_option *y = b;

	if (x->bound != y->bound)
		return x->bound < y->bound ? -1 : 1;
	return (x->node > y->node) - (x->node < y->node);
}

static int push_option(struct tsop_budget_tree *tree, struct tsop_budget_option option,
		       struct tsop_error *err)
{
	struct tsop_budget_option *options = tsop_array_room(
		tree->options, tree->n_options, &tree->cap_options, sizeof *options);

	if (options == NULL)
		return tsop_fail_memory(err);
	tree->options = options;
	options[tree->n_options++] = option;
	return 0;
}

/* Take the problem apart at a unit; where the steps want it comes first. */
static int branch(struct tsop_budget_tree *tree, size_t unit, struct tsop_error *err)
{
	struct tsop_budget_level level = { unit, tree->n_options, tree->n_options, 0 };
	struct tsop_budget_level *levels = tsop_array_room(tree->levels, tree->n_levels,
							   &tree->cap_levels, sizeof *levels);
	size_t n;
	uint16_t wanted = tree->at[tsop_budget_unit(tree, unit, &n)[0]];

	if (levels == NULL)
		return tsop_fail_memory(err);
	tree->levels = levels;
	for (uint16_t node = 0; node <= tree->flow.outside; node++) {
		tsop_int128 bound = tsop_budget_bound(tree, unit, node);

		if (bound == TSOP_COST_NONE)
			continue;
		if (node == wanted)
			bound = tree->flow.cost;
		if (push_option(tree, (struct tsop_budget_option){ bound, node }, err) != 0)
			return -1;
	}
	level.end = tree->n_options;
	if (level.end > level.start)
		qsort(&tree->options[level.start], level.end - level.start, sizeof *tree->options,
		      compare_options);
	levels[tree->n_levels++] = level;
	return 0;
}

/* Lead the flow along cycles that cost nothing as near to the budget as they go. */
static int come_near(struct tsop_budget_tree *tree, struct tsop_error *err)
{
	struct tsop_cycles *cycles = &tree->cycles;
	uint32_t who = 0;

	while (tree->moves != tree->budget) {
		int64_t rest = tree->budget - tree->moves;
		int64_t most = (int64_t)cycles->nodes;
		int64_t moves = rest > most ? most : rest < -most ? -most : rest;

		tsop_cycles_find(cycles, 0);
		while (moves != 0 && tsop_cycles_least(cycles, moves) != 0)
			moves += moves > 0 ? -1 : 1;
		if (moves == 0)
			return 0;
		if (tsop_cycles_follow(cycles, moves, err) != 0)
			return -1;
		if (!is_consistent(tree, &who))
			return 0;
		for (size_t i = 0; i < cycles->n_steps; i++) {
			const struct tsop_cycle_step *step = &cycles->steps[i];

			if (step->who != TSOP_CYCLE_NOBODY &&
			    tsop_flow_move(&tree->flow, step->who, step->to, err) != 0)
				return -1;
			tsop_cycles_forget(cycles, step->from);
			tsop_cycles_forget(cycles, step->to);
		}
		tree->moves += moves;
	}
	return 0;
}

/* From the flow to the budget, by the cheapest cycles: take what comes out, or take it apart. */
static int look(struct tsop_budget_tree *tree, bool *found, struct tsop_error *err)
{
	const tsop_int128 price = tree->problem.stay->move;
	const int64_t rest = tree->budget - tree->moves;
	struct tsop_cycle_mix mix;
	struct tsop_budget_value value;
	uint32_t who = 0;
	size_t party;
	bool any;

	tsop_cycles_find(&tree->cycles, rest < 0 ? TSOP_COST_NONE - 1 : price * rest);
	if (tsop_cycles_mix(&tree->cycles, rest, price, &mix, &any, err) != 0)
		return -1;
	value = (struct tsop_budget_value){
		.cost = tree->flow.cost + mix.cost - price * (tree->moves + mix.moves),
		.moves = tree->moves + mix.moves,
	};
	if (!any || !is_less(value, tree->limit))
		return 0;
	if (!is_consistent(tree, &who))
		return branch(tree, tsop_budget_unit_of(tree, who), err);
	party = find_split(tree);
	if (party < tree->parties.n)
		return branch(tree, party, err);
	*found = true;
	tree->limit = value;
	memcpy(tree->found, tree->at, tree->problem.n_people * sizeof *tree->found);
	return 0;
}

static int visit(struct tsop_budget_tree *tree, bool *found, struct tsop_error *err)
{
	*found = false;
	if (tsop_budget_flow(tree, err) != 0)
		return -1;
	if (tsop_flow_is_short(&tree->flow) || is_beyond(tree, tree->flow.cost))
		return 0;
	if (come_near(tree, err) != 0)
		return -1;
	return look(tree, found, err);
}

/* Go on to the next place of the last unit. *any: there is one. */
static int next_branch(struct tsop_budget_tree *tree, bool *any, struct tsop_error *err)
{
	*any = false;
	while (tree->n_levels > 0 && !*any) {
		struct tsop_budget_level *level = &tree->levels[tree->n_levels - 1];

		if (level->next > level->start && tsop_budget_unpin(tree, level->unit, err) != 0)
			return -1;
		while (level->next < level->end &&
		       is_beyond(tree, tree->options[level->next].bound))
			level->next++;
		if (level->next < level->end) {
			tsop_budget_pin(tree, level->unit, tree->options[level->next++].node);
			*any = true;
		} else {
			tree->n_options = level->start;
			tree->n_levels--;
		}
	}
	return 0;
}

static int leave_all(struct tsop_budget_tree *tree, struct tsop_error *err)
{
	while (tree->n_levels > 0) {
		const struct tsop_budget_level *level = &tree->levels[--tree->n_levels];

		tree->n_options = level->start;
		if (level->next > level->start && tsop_budget_unpin(tree, level->unit, err) != 0)
			return -1;
	}
	return 0;
}

enum tsop_budget_outcome tsop_budget_run(struct tsop_budget_tree *tree, struct tsop_error *err)
{
	enum tsop_budget_outcome end = TSOP_BUDGET_DONE;
	bool any = true;

	while (any && end == TSOP_BUDGET_DONE) {
		bool found;

		if (visit(tree, &found, err) != 0)
			return TSOP_BUDGET_FAILED;
		if (found && tree->stops_at_first)
			end = TSOP_BUDGET_FOUND;
		else if (next_branch(tree, &any, err) != 0)
			return TSOP_BUDGET_FAILED;
		else if (any && tree->nodes >= tree->max_nodes)
			end = TSOP_BUDGET_OUT_OF_NODES;
	}
	return leave_all(tree, err) == 0 ? end : TSOP_BUDGET_FAILED;
}
