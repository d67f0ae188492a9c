#include <string.h>

#include "keep/budget_tree.h"

static size_t lot_of(const struct tsop_budget_tree *tree, uint32_t who)
{
	return tree->problem.lot == NULL ? who : tree->problem.lot[who];
}

static bool is_less(struct tsop_budget_value a, struct tsop_budget_value b)
{
	return a.cost != b.cost ? a.cost < b.cost : a.moves < b.moves;
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

/* Take the problem apart at a unit; where the steps want it comes first. */
static int branch(struct tsop_budget_tree *tree, size_t unit, struct tsop_error *err)
{
	size_t start = tree->branches.n;
	size_t n;
	uint16_t wanted = tree->at[tsop_budget_unit(tree, unit, &n)[0]];

	for (uint16_t node = 0; node <= tree->flow.outside; node++) {
		tsop_int128 bound = tsop_budget_bound(tree, unit, node);

		if (bound == TSOP_COST_NONE)
			continue;
		if (node == wanted)
			bound = tree->flow.cost;
		if (tsop_branches_add(&tree->branches, bound, node, err) != 0)
			return -1;
	}
	tsop_branches_sort(&tree->branches, start);
	return tsop_branches_open(&tree->branches, unit, start, err);
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
	struct tsop_branches *branches = &tree->branches;

	*any = false;
	while (branches->n_levels > 0 && !*any) {
		struct tsop_branches_level *level = &branches->levels[branches->n_levels - 1];

		if (level->next > level->start && tsop_budget_unpin(tree, level->what, err) != 0)
			return -1;
		while (level->next < level->end &&
		       is_beyond(tree, branches->list[level->next].cost))
			level->next++;
		if (level->next < level->end) {
			tsop_budget_pin(tree, level->what, branches->list[level->next++].node);
			*any = true;
		} else {
			tsop_branches_close(branches);
		}
	}
	return 0;
}

static int leave_all(struct tsop_budget_tree *tree, struct tsop_error *err)
{
	struct tsop_branches *branches = &tree->branches;

	while (branches->n_levels > 0) {
		struct tsop_branches_level level = branches->levels[branches->n_levels - 1];

		tsop_branches_close(branches);
		if (level.next > level.start && tsop_budget_unpin(tree, level.what, err) != 0)
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
