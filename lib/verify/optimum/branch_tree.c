#include "verify/optimum/branching.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/people/together.h"

static void fault(const struct tsop_branching *branching, const char *text)
{
	tsop_checking_fault(branching->checking, branching->costs->result->proof.line, "search",
			    "%s", text);
}

static const struct tsop_result_header *header_of(const struct tsop_branching *branching)
{
	return &branching->costs->result->header;
}

static int allocate(struct tsop_branching *branching, struct tsop_error *err)
{
	size_t n = branching->n;
	size_t k = branching->k;

	branching->branches = calloc(n + 1, sizeof *branching->branches);
	branching->state = calloc(n * k + 1, sizeof *branching->state);
	branching->placed = calloc(n * k + 1, sizeof *branching->placed);
	branching->more = calloc(n * (k + 1) + 1, sizeof *branching->more);
	branching->is_ruled_out = calloc(n * (k + 1) + 1, sizeof *branching->is_ruled_out);
	branching->room = calloc(k + 1, sizeof *branching->room);
	branching->least = calloc(k + 1, sizeof *branching->least);
	branching->never = calloc(k + 1, sizeof *branching->never);
	return branching->branches == NULL || branching->state == NULL ||
			       branching->placed == NULL || branching->more == NULL ||
			       branching->is_ruled_out == NULL || branching->room == NULL ||
			       branching->least == NULL || branching->never == NULL ?
		       tsop_fail_memory(err) :
		       0;
}

/* Seats and minima, less the people who are fixed; at the root, who is there makes a course run. */
static void count_seats(struct tsop_branching *branching)
{
	const struct tsop_costs *costs = branching->costs;

	for (size_t i = 0; i < branching->k; i++) {
		branching->room[i] = header_of(branching)->courses[i].capacity;
		branching->least[i] = header_of(branching)->courses[i].minimum;
	}
	for (size_t i = 0; i < costs->result->n_people; i++) {
		uint16_t course = costs->candidates->rows[i].course;

		if (!costs->candidates->rows[i].holds || course == TSOP_RESULT_NO_COURSE)
			continue;
		branching->room[course]--;
		branching->least[course] -= branching->least[course] > 0;
		branching->state[course] = TSOP_BRANCH_RUNS;
	}
}

/* Sizes: of the parties of nodes, and of all who are to be placed. */
static int count_sizes(struct tsop_branching *branching, struct tsop_error *err)
{
	struct tsop_costs *costs = branching->costs;
	int64_t n = (int64_t)(costs->n_order + costs->result->n_held);
	size_t largest = 1;

	costs->party = 0;
	for (size_t at = 0; at < costs->n_order; at++) {
		int64_t label = tsop_together_label(costs, costs->order[at]);

		if (costs->candidates->rows[costs->order[at]].holds)
			continue;
		tsop_costs_of_person(costs, at);
		largest = costs->party_size > largest ? costs->party_size : largest;
		for (size_t node = 0; node < branching->n && costs->party_size > 1; node++)
			if (branching->branches[node].node->party == label)
				branching->branches[node].size = (int64_t)costs->party_size;
	}
	if (tsop_filling_init(&branching->filling, largest, n, err) != 0)
		return -1;
	branching->filling.n_of_size[1] = (int64_t)costs->result->n_held;
	for (size_t at = 0; at < costs->n_order; at++) {
		if (costs->candidates->rows[costs->order[at]].holds)
			continue;
		tsop_costs_of_person(costs, at);
		branching->filling.n_of_size[costs->party_size]++; /* so many times each party */
	}
	for (size_t size = 2; size <= largest; size++)
		branching->filling.n_of_size[size] /= (int64_t)size;
	return 0;
}

static size_t count_children(const struct tsop_result_node *node)
{
	return node->course != TSOP_RESULT_NO_COURSE ? 2 : node->n;
}

/* Is the party placed above the node already? */
static bool is_placed(const struct tsop_branching *branching, size_t node)
{
	int64_t party = branching->branches[node].node->party;

	for (; branching->branches[node].parent != node; node = branching->branches[node].parent)
		if (branching->branches[branching->branches[node].parent].node->party == party)
			return true;
	return false;
}

/* May the node take apart what it does? */
static bool check_node(const struct tsop_branching *branching, size_t node)
{
	const struct tsop_branch *branch = &branching->branches[node];
	uint16_t course = branch->node->course;
	char name[TSOP_TOGETHER_NAME];

	if (course != TSOP_RESULT_NO_COURSE &&
	    (header_of(branching)->courses[course].minimum == 0 ||
	     branching->state[tsop_branching_cell(branching, node, course)] != TSOP_BRANCH_OPEN)) {
		tsop_checking_fault(branching->checking, branching->costs->result->proof.line,
				    "search", _("%s: expected a course that may still close"),
				    header_of(branching)->courses[course].id);
		return false;
	}
	if (branch->node->party > 0 && (branch->size == 0 || is_placed(branching, node))) {
		tsop_checking_fault(branching->checking, branching->costs->result->proof.line,
				    "search",
				    _("%s: expected a party of people who are to be placed"),
				    tsop_together_name(branch->node->party, name));
		return false;
	}
	return true;
}

/* The nth child of a parent: what is settled there, and one thing more. */
static bool descend(struct tsop_branching *branching, size_t node, size_t parent, size_t nth)
{
	const struct tsop_branch *above = &branching->branches[parent];
	struct tsop_branch *branch = &branching->branches[node];
	size_t k = branching->k;
	size_t cell;

	branch->parent = parent;
	branch->n_closed = above->n_closed;
	memcpy(branching->state + node * k, branching->state + parent * k,
	       k * sizeof *branching->state);
	memcpy(branching->placed + node * k, branching->placed + parent * k,
	       k * sizeof *branching->placed);
	if (above->node->course != TSOP_RESULT_NO_COURSE) {
		cell = tsop_branching_cell(branching, node, above->node->course);
		branching->state[cell] = nth == 0 ? TSOP_BRANCH_CLOSED : TSOP_BRANCH_RUNS;
		branch->n_closed += nth == 0;
		return true;
	}
	branch->place =
		branching->costs->result->proof.search.places[above->node->first + nth];
	if (branch->place == TSOP_RESULT_NO_COURSE)
		return true;
	cell = tsop_branching_cell(branching, node, branch->place);
	branching->placed[cell] += above->size;
	if (branching->state[cell] == TSOP_BRANCH_OPEN)
		branching->state[cell] = TSOP_BRANCH_RUNS;
	return branching->placed[cell] <= branching->room[branch->place] &&
	       branching->state[cell] != TSOP_BRANCH_CLOSED;
}

/* Whose child is each node? path: of nodes that have some still to come; done: how many came. */
static void link_nodes(struct tsop_branching *branching, size_t *path, size_t *done)
{
	size_t depth = 0;

	for (size_t node = 0; node < branching->n; node++) {
		while (depth > 0 && done[depth - 1] ==
					    count_children(branching->branches[path[depth - 1]].node))
			depth--;
		if ((depth == 0) != (node == 0)) {
			fault(branching, _("expected no more nodes"));
			return;
		}
		if (depth > 0 && !descend(branching, node, path[depth - 1], done[depth - 1]++)) {
			fault(branching, _("expected a place with room for the party"));
			return;
		}
		if (!check_node(branching, node))
			return;
		path[depth] = node;
		done[depth++] = 0;
	}
	while (depth > 0 &&
	       done[depth - 1] == count_children(branching->branches[path[depth - 1]].node))
		depth--;
	if (depth > 0)
		fault(branching, _("expected more nodes"));
}

int tsop_branching_build(struct tsop_branching *branching, struct tsop_error *err)
{
	const struct tsop_result_search *search = &branching->costs->result->proof.search;
	size_t *rows;

	if (allocate(branching, err) != 0)
		return -1;
	for (size_t node = 0; node < branching->n; node++)
		branching->branches[node].node = &search->nodes[node];
	count_seats(branching);
	branching->costs->room = branching->room;
	if (count_sizes(branching, err) != 0)
		return -1;
	rows = calloc(branching->n + 1, 2 * sizeof *rows);
	if (rows == NULL)
		return tsop_fail_memory(err);
	link_nodes(branching, rows, rows + branching->n + 1);
	free(rows);
	return 0;
}

void tsop_branching_release(struct tsop_branching *branching)
{
	free(branching->branches);
	free(branching->state);
	free(branching->placed);
	free(branching->more);
	free(branching->is_ruled_out);
	free(branching->room);
	free(branching->least);
	free(branching->never);
	tsop_filling_release(&branching->filling);
}
