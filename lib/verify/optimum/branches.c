#include "verify/optimum/branches.h"

#include "base/i18n.h"
#include "verify/optimum/branching.h"

/* Times people and courses: no result has more nodes. */
#define WORK_MAX ((size_t)1 << 30)

static const struct tsop_result_header *header_of(const struct tsop_branching *branching)
{
	return &branching->costs->result->header;
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
	size_t n_faults = branching->checking->n_faults;
	int status = tsop_branching_build(branching, err);

	if (status == 0 && branching->checking->n_faults == n_faults)
		check_bounds(branching);
	costs->room = room;
	costs->party = 0;
	return status;
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
	if (!tsop_result_knows_held(result)) {
		tsop_checking_open(checking, "the search: it is not known whose the held seats are");
		return 0;
	}
	if (branching.n > WORK_MAX / (branching.k + 1) / n_units) {
		tsop_checking_fault(checking, result->proof.line, "search",
				    _("expected fewer nodes"));
		return 0;
	}
	status = check_tree(&branching, err);
	tsop_branching_release(&branching);
	tsop_checking_passed(checking, "search");
	return status;
}
