#include "keep/budget.h"

#include <stdlib.h>
#include <string.h>

#include "assign/problem.h"
#include "keep/budget_tree.h"

/* Among the assignments of the least value. */
struct settling {
	struct tsop_budget_tree *tree;
	struct tsop_budget_value value;
	tsop_int128 cost; /* its cost with moves at their price */
	uint16_t *home;	  /* [n_people] nodes of the one that is chosen so far */
	size_t n_units;	  /* parties, then people */
	uint16_t *place;  /* [nodes] of the unit at hand */
	struct tsop_budget *out;
};

static bool has_lots(const struct settling *settling)
{
	return settling->tree->problem.lot != NULL;
}

/* What the members cost there, without moves. */
static struct tsop_assign_cost own_cost(const struct tsop_budget_tree *tree, size_t unit,
					uint16_t node)
{
	struct tsop_assign_cost cost = { 0, 0, 0 };
	size_t n;
	const uint32_t *member = tsop_budget_unit(tree, unit, &n);

	for (size_t i = 0; i < n; i++) {
		if (node == tree->flow.outside) {
			cost.unassigned++;
			continue;
		}
		cost.rank += tsop_problem_rank(&tree->problem, member[i], node);
		cost.meters += tsop_problem_meters(&tree->problem, member[i], node);
	}
	return cost;
}

/* Is the place better for the unit than where it is? Of equal ones the first is. */
static bool is_better(const struct tsop_budget_tree *tree, size_t unit, uint16_t node, uint16_t home)
{
	int order = tsop_assign_compare(own_cost(tree, unit, node), own_cost(tree, unit, home));

	return order != 0 ? order < 0 : node < home;
}

/* Who is elsewhere in what was found than in what is chosen. */
static void mark(struct settling *settling)
{
	const struct tsop_budget_tree *tree = settling->tree;

	for (uint32_t who = 0; who < tree->problem.n_people; who++)
		if ((tree->found[who] ^ settling->home[who]) & (TSOP_FLOW_PINNED - 1))
			settling->out->is_tied[who] = true;
}

/* Is there one of the same value with the unit there, beside the pins? It is then tree->found. */
static int try_place(struct settling *settling, size_t unit, uint16_t node, bool *is_good,
		     struct tsop_error *err)
{
	struct tsop_budget_tree *tree = settling->tree;
	enum tsop_budget_outcome outcome;

	*is_good = false;
	if (tsop_budget_bound(tree, unit, node) > settling->cost)
		return 0;
	if (tree->nodes >= tree->max_nodes) {
		settling->out->tied = true;
		return 0;
	}
	tsop_budget_pin(tree, unit, node);
	tree->limit = settling->value;
	tree->limit.moves++;
	outcome = tsop_budget_run(tree, err);
	if (outcome == TSOP_BUDGET_FAILED || tsop_budget_unpin(tree, unit, err) != 0)
		return -1;
	if (outcome == TSOP_BUDGET_OUT_OF_NODES)
		settling->out->tied = true;
	*is_good = outcome == TSOP_BUDGET_FOUND;
	return tsop_budget_flow(tree, err);
}

/* The places that the unit may have in one of the same value, the best for it first. */
static size_t list_places(const struct settling *settling, size_t unit, uint16_t *place)
{
	const struct tsop_budget_tree *tree = settling->tree;
	size_t n = 0;

	for (uint16_t node = 0; node <= tree->flow.outside; node++) {
		size_t at = n;

		if (tsop_budget_bound(tree, unit, node) > settling->cost)
			continue;
		while (at > 0 && is_better(tree, unit, node, place[at - 1]))
			at--;
		memmove(&place[at + 1], &place[at], (n - at) * sizeof *place);
		place[at] = node;
		n++;
	}
	return n;
}

static uint16_t home_of(const struct settling *settling, size_t unit)
{
	size_t n;

	return settling->home[*tsop_budget_unit(settling->tree, unit, &n)] & (TSOP_FLOW_PINNED - 1);
}

/* Can the unit have a better place? The best of n is tried first. */
static int find_better(struct settling *settling, size_t unit, const uint16_t *place, size_t n,
		       bool *is_good, struct tsop_error *err)
{
	uint16_t here = home_of(settling, unit);

	*is_good = false;
	for (size_t i = 0; i < n && !*is_good && place[i] != here; i++)
		if (try_place(settling, unit, place[i], is_good, err) != 0)
			return -1;
	return 0;
}

/* Give the unit the best of n places that is left, and pin it there. */
static int choose(struct settling *settling, size_t unit, const uint16_t *place, size_t n,
		  struct tsop_error *err)
{
	struct tsop_budget_tree *tree = settling->tree;
	bool is_good;

	if (find_better(settling, unit, place, n, &is_good, err) != 0)
		return -1;
	if (is_good)
		memcpy(settling->home, tree->found,
		       tree->problem.n_people * sizeof *settling->home);
	tsop_budget_pin(tree, unit, home_of(settling, unit));
	return tsop_budget_flow(tree, err);
}

/* Would the unit have a better place if it came first? Then the order matters. */
static int contest(struct settling *settling, size_t unit, const uint16_t *place, size_t n,
		   struct tsop_error *err)
{
	bool is_good;

	if (settling->out->tied)
		return 0;
	if (find_better(settling, unit, place, n, &is_good, err) != 0)
		return -1;
	settling->out->tied = settling->out->tied || is_good;
	return 0;
}

/* Mark the unit, and who changes places with it, where it can have another of n places. */
static int mark_other(struct settling *settling, size_t unit, const uint16_t *place, size_t n,
		      struct tsop_error *err)
{
	size_t n_members;
	bool is_good = settling->out->is_tied[*tsop_budget_unit(settling->tree, unit, &n_members)];
	uint16_t here = home_of(settling, unit);

	for (size_t i = 0; i < n && !is_good; i++) {
		if (place[i] == here)
			continue;
		if (try_place(settling, unit, place[i], &is_good, err) != 0)
			return -1;
		if (is_good)
			mark(settling);
	}
	return 0;
}

typedef int step_fn(struct settling *settling, size_t unit, const uint16_t *place, size_t n,
		    struct tsop_error *err);

static bool is_to_place(const struct tsop_budget_tree *tree, size_t unit)
{
	size_t n;
	uint32_t first = tsop_budget_unit(tree, unit, &n)[0];

	return !tsop_problem_is_fixed(&tree->problem, first) &&
	       tsop_budget_unit_of(tree, first) == unit;
}

/* Of units from one to before another, in the order of assign.h, those that may have two places. */
static int each_unit(struct settling *settling, size_t from, size_t to, step_fn *step,
		     struct tsop_error *err)
{
	const struct tsop_budget_tree *tree = settling->tree;
	int status = 0;

	for (size_t unit = from; unit < to && status == 0 && tree->nodes < tree->max_nodes; unit++) {
		size_t n;

		if (!is_to_place(tree, unit))
			continue;
		n = list_places(settling, unit, settling->place);
		if (n > 1)
			status = step(settling, unit, settling->place, n, err);
	}
	return status;
}

static int unpin_all(struct settling *settling, struct tsop_error *err)
{
	struct tsop_budget_tree *tree = settling->tree;

	for (size_t unit = 0; unit < settling->n_units; unit++) {
		size_t n;

		if (is_to_place(tree, unit) &&
		    tsop_flow_is_pinned(&tree->flow, tsop_budget_unit(tree, unit, &n)[0]) &&
		    tsop_budget_unpin(tree, unit, err) != 0)
			return -1;
	}
	return tsop_budget_flow(tree, err);
}

static int pin_parties(struct settling *settling, struct tsop_error *err)
{
	for (size_t party = 0; party < settling->tree->parties.n; party++)
		tsop_budget_pin(settling->tree, party, home_of(settling, party));
	return tsop_budget_flow(settling->tree, err);
}

/*
 * Without lots the order is nothing where every party has the best place that it
 * has in any, and everybody else that with the parties where they are.
 */
static int find_ties(struct settling *settling, struct tsop_error *err)
{
	const size_t n_parties = settling->tree->parties.n;

	if (unpin_all(settling, err) != 0 ||
	    each_unit(settling, 0, n_parties, contest, err) != 0 ||
	    pin_parties(settling, err) != 0 ||
	    each_unit(settling, n_parties, settling->n_units, contest, err) != 0)
		return -1;
	if (!settling->out->tied)
		return 0;
	return unpin_all(settling, err) != 0
		       ? -1
		       : each_unit(settling, 0, settling->n_units, mark_other, err);
}

static int settle(struct settling *settling, struct tsop_error *err)
{
	struct tsop_budget_tree *tree = settling->tree;

	settling->n_units = tree->parties.n + tree->problem.n_people;
	settling->place = tsop_arena_take(&tree->arena, tree->problem.n_courses + 1,
					  sizeof *settling->place);
	if (settling->place == NULL)
		return tsop_fail_memory(err);
	tree->stops_at_first = true;
	tree->max_nodes += tree->nodes;
	tree->budget = settling->value.moves;
	if (tsop_budget_flow(tree, err) != 0 ||
	    each_unit(settling, 0, settling->n_units, choose, err) != 0)
		return -1;
	return has_lots(settling) ? 0 : find_ties(settling, err);
}

static void mark_all(const struct tsop_budget_tree *tree, struct tsop_budget *out)
{
	out->tied = true;
	for (uint32_t who = 0; who < tree->problem.n_people; who++)
		out->is_tied[who] = !tsop_problem_is_fixed(&tree->problem, who);
}

static int search(struct tsop_budget_tree *tree, struct tsop_budget *out, struct tsop_error *err)
{
	size_t n = tree->problem.n_people;
	enum tsop_budget_outcome outcome = tsop_budget_run(tree, err);
	struct settling settling = {
		.tree = tree, .value = tree->limit, .home = out->course, .out = out
	};

	if (outcome == TSOP_BUDGET_FAILED)
		return -1;
	memcpy(out->course, tree->found, n * sizeof *out->course);
	out->optimal = outcome == TSOP_BUDGET_DONE;
	out->tied = !out->optimal;
	settling.cost = settling.value.cost +
			tree->problem.stay->move * (tsop_int128)settling.value.moves;
	if (out->optimal && tree->request->settles && settle(&settling, err) != 0)
		return -1;
	if (tree->nodes >= tree->max_nodes && !has_lots(&settling))
		mark_all(tree, out);
	out->nodes = tree->nodes;
	for (uint32_t who = 0; who < n; who++) {
		uint16_t node = out->course[who] & (TSOP_FLOW_PINNED - 1);

		out->course[who] = node == tree->flow.outside ? TSOP_ASSIGN_NO_COURSE : node;
	}
	return 0;
}

int tsop_budget_solve(const struct tsop_budget_request *request, struct tsop_budget *out,
		      struct tsop_error *err)
{
	size_t n = request->problem->n_people;
	struct tsop_budget_tree tree;
	int status;

	*out = (struct tsop_budget){
		.course = calloc(n + 1, sizeof *out->course),
		.is_tied = calloc(n + 1, sizeof *out->is_tied),
	};
	if (out->course == NULL || out->is_tied == NULL)
		return tsop_fail_memory(err);
	status = tsop_budget_tree_init(&tree, request, err);
	if (status == 0)
		status = search(&tree, out, err);
	tsop_budget_tree_release(&tree);
	return status;
}

void tsop_budget_release(struct tsop_budget *out)
{
	free(out->course);
	free(out->is_tied);
	*out = (struct tsop_budget){ .course = NULL };
}
