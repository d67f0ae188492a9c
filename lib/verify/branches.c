#include "verify/branches.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/branching.h"

/* Times people and courses: no result has more nodes. */
#define WORK_MAX ((size_t)1 << 30)

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

static void release(struct tsop_branching *branching)
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
		const struct tsop_result_person *row = &costs->result->people[costs->order[at]];

		if (costs->candidates->rows[costs->order[at]].holds)
			continue;
		tsop_costs_of_person(costs, at);
		largest = costs->party_size > largest ? costs->party_size : largest;
		for (size_t node = 0; node < branching->n && costs->party_size > 1; node++)
			if (branching->branches[node].node->party == row->party)
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
	char digits[TSOP_NUM_TEXT];

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
				    _("p%s: expected a party of people who are to be placed"),
				    tsop_num_write(branch->node->party, digits));
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
static bool link_nodes(struct tsop_branching *branching, size_t *path, size_t *done)
{
	size_t depth = 0;

	for (size_t node = 0; node < branching->n; node++) {
		while (depth > 0 && done[depth - 1] ==
					    count_children(branching->branches[path[depth - 1]].node))
			depth--;
		if ((depth == 0) != (node == 0)) {
			fault(branching, _("expected no more nodes"));
			return false;
		}
		if (depth > 0 && !descend(branching, node, path[depth - 1], done[depth - 1]++)) {
			fault(branching, _("expected a place with room for the party"));
			return false;
		}
		if (!check_node(branching, node))
			return false;
		path[depth] = node;
		done[depth++] = 0;
	}
	while (depth > 0 &&
	       done[depth - 1] == count_children(branching->branches[path[depth - 1]].node))
		depth--;
	if (depth > 0)
		fault(branching, _("expected more nodes"));
	return depth == 0;
}

static bool link_all(struct tsop_branching *branching, struct tsop_error *err, int *status)
{
	size_t *rows = calloc(branching->n + 1, 2 * sizeof *rows);
	bool is_whole;

	if (rows == NULL) {
		*status = tsop_fail_memory(err);
		return false;
	}
	is_whole = link_nodes(branching, rows, rows + branching->n + 1);
	free(rows);
	return is_whole;
}

/* The quotient, rounded up. */
static tsop_int128 divide_up(tsop_int128 a, tsop_int128 b)
{
	return a / b + (a % b > 0);
}

/*
 * Is the sum below the cost: <0; not below it: 0; or not even equal: >0? Of a
 * rank that is no whole number all costs are as great as the next, without
 * meters.
 */
static int compare_to(const struct tsop_branching *branching, struct tsop_branch_sum sum,
		      const struct tsop_result_cost *cost)
{
	tsop_int128 scale = branching->costs->result->proof.search.scale;
	tsop_int128 rank = divide_up(sum.rank, scale);

	if (sum.rank % scale != 0 || sum.meters < 0)
		sum.meters = 0;
	if (sum.unassigned != cost->unassigned)
		return sum.unassigned < cost->unassigned ? -1 : 1;
	if (rank != cost->rank)
		return rank < cost->rank ? -1 : 1;
	return (sum.meters > cost->meters) - (sum.meters < cost->meters);
}

/*
 * Would the courses that are closed at the node be preferred to the result's,
 * at the same cost? If they would not, no more of them are.
 */
static bool is_preferred(const struct tsop_branching *branching, size_t node)
{
	const struct tsop_result_header *header = header_of(branching);
	size_t n = 0;
	int first = 0;

	if (!branching->costs->result->proof.is_optimal)
		return false;
	for (size_t i = 0; i < branching->k; i++) {
		bool is_closed = branching->state[tsop_branching_cell(branching, node, i)] ==
				 TSOP_BRANCH_CLOSED;

		n += header->courses[i].is_closed;
		if (first == 0 && header->courses[i].is_closed != is_closed)
			first = is_closed ? 1 : -1;
	}
	return branching->branches[node].n_closed != n ? branching->branches[node].n_closed < n :
							 first < 0;
}

/* Is the bound of the node, raised by so much, what is to be proven? */
static bool is_enough(const struct tsop_branching *branching, size_t node,
		      const struct tsop_branch_sum *more)
{
	const struct tsop_result_proof *proof = &branching->costs->result->proof;
	struct tsop_branch_sum sum = branching->branches[node].bound;
	int order;

	if (branching->branches[node].is_empty)
		return true;
	sum.unassigned += more->unassigned;
	sum.rank += more->rank;
	sum.meters += more->meters;
	order = compare_to(branching, sum, proof->is_optimal ? &proof->cost : &proof->bound);
	return order > 0 || (order == 0 && !is_preferred(branching, node));
}

static bool is_tried(const struct tsop_branching *branching, size_t node, size_t place)
{
	const struct tsop_result_node *row = branching->branches[node].node;
	const uint16_t *places = branching->costs->result->proof.search.places + row->first;

	for (size_t i = 0; i < row->n; i++)
		if (places[i] == (place == branching->k ? TSOP_RESULT_NO_COURSE : place))
			return true;
	return false;
}

static void check_bound(const struct tsop_branching *branching, size_t node)
{
	const struct tsop_branch_sum zero = { 0, 0, 0 };

	if (!is_enough(branching, node, &zero))
		tsop_checking_fault(branching->checking, branching->costs->result->proof.line,
				    "search",
				    _("node %zu: by its prices less than the total is possible"),
				    node + 1);
}

/* All places that are not tried are ruled out. */
static void check_others(const struct tsop_branching *branching, size_t node)
{
	size_t first = node * (branching->k + 1);

	for (size_t place = 0; place <= branching->k; place++)
		if (!branching->is_ruled_out[first + place] && !is_tried(branching, node, place) &&
		    !is_enough(branching, node, &branching->more[first + place]))
			tsop_checking_fault(
				branching->checking, branching->costs->result->proof.line, "search",
				_("node %zu: a place of the party is left out, where less than the "
				  "total is possible"),
				node + 1);
}

static void check_bounds(struct tsop_branching *branching)
{
	tsop_branching_find_bounds(branching);
	for (size_t node = 0; node < branching->n; node++) {
		if (tsop_branching_has_party(branching, node))
			check_others(branching, node);
		else if (branching->branches[node].node->has_prices)
			check_bound(branching, node);
	}
}

/* With the seats of all courses, those that closed in the result too. */
static int check_tree(struct tsop_branching *branching, struct tsop_error *err)
{
	struct tsop_costs *costs = branching->costs;
	int64_t *room = costs->room;
	int status;

	if (allocate(branching, err) != 0)
		return -1;
	for (size_t node = 0; node < branching->n; node++)
		branching->branches[node].node = &costs->result->proof.search.nodes[node];
	count_seats(branching);
	costs->room = branching->room;
	status = count_sizes(branching, err);
	if (status == 0 && link_all(branching, err, &status))
		check_bounds(branching);
	costs->room = room;
	costs->party = 0;
	return status;
}

/* The result of `assign` does not say whose the held seats are. */
static bool knows_held(const struct tsop_result *result)
{
	int64_t reserved = 0;

	for (size_t i = 0; i < result->header.n_courses; i++)
		reserved += result->header.courses[i].reserved;
	return result->header.has_seats || reserved == 0;
}

int tsop_branches_check(struct tsop_costs *costs, struct tsop_checking *checking,
			struct tsop_error *err)
{
	const struct tsop_result *result = costs->result;
	struct tsop_branching branching = { .costs = costs,
					    .checking = checking,
					    .k = costs->n_courses,
					    .n = result->proof.search.n_nodes,
					    .filling = { .made = -1 } };
	size_t n_units = costs->n_order + result->n_held + 1;
	int status;

	if (branching.n == 0)
		return 0;
	if (!knows_held(result)) {
		tsop_checking_open(checking, "the search: it is not known whose the held seats are");
		return 0;
	}
	if (branching.n > WORK_MAX / (branching.k + 1) / n_units) {
		fault(&branching, _("expected fewer nodes"));
		return 0;
	}
	status = check_tree(&branching, err);
	release(&branching);
	tsop_checking_passed(checking, "search");
	return status;
}
