#include "verify/earlier/budget.h"

#include <stdlib.h>

#include "base/i18n.h"

/* Times people and courses: no result has more nodes. */
#define WORK_MAX ((size_t)1 << 30)

struct budgeting {
	const struct tsop_moving *moving;
	struct tsop_costs *costs;
	int64_t limit;
	uint16_t *pinned; /* [people] by the nodes above, or TSOP_RESULT_NO_COURSE */
	size_t next;	  /* node */
	size_t n_strayed; /* people who are pinned elsewhere than the result has them */
	bool is_only;
	bool is_wrong;
};

static const struct tsop_result_proof *proof_of(const struct budgeting *budgeting)
{
	return budgeting->moving->proof;
}

static void fault(struct budgeting *budgeting, size_t node, const char *text)
{
	tsop_checking_fault(budgeting->moving->checking, proof_of(budgeting)->line, "search",
			    _("node %zu: %s"), node + 1, text);
	budgeting->is_wrong = true;
}

static void add(struct tsop_moving_sum *sum, struct tsop_result_cost cost, tsop_int128 times)
{
	sum->part[0] += cost.unassigned * times;
	sum->part[1] += cost.rank * times;
	sum->part[2] += cost.meters * times;
}

/* May whom ranks were filled for have the course, as far as a worst rank allows? */
static bool is_open(const struct budgeting *budgeting, size_t course)
{
	int64_t worst = proof_of(budgeting)->worst_rank;
	uint16_t rank = budgeting->costs->ranks[course];

	return rank != TSOP_COSTS_FORBIDDEN && (worst == 0 || rank < worst);
}

/* What whom ranks were filled for pays on a course, or (n_courses) on none. */
static struct tsop_moving_sum pay(const struct budgeting *budgeting,
				  const struct tsop_result_move_node *leaf, const int64_t *meters,
				  uint16_t was, size_t course)
{
	struct tsop_result_cost cost = { 1, 0, 0 };
	struct tsop_moving_sum sum = { { 0, 0, 0 } };

	if (course < budgeting->costs->n_courses) {
		cost = (struct tsop_result_cost){ 0, budgeting->costs->ranks[course],
						  meters[course] };
		add(&sum, leaf->prices[course], 1);
	}
	add(&sum, cost, leaf->scale);
	if (was != TSOP_RESULT_NO_COURSE && was != course)
		add(&sum, leaf->move, 1);
	return sum;
}

/* Add the least of that, so many times. */
static void add_least(const struct budgeting *budgeting, const struct tsop_result_move_node *leaf,
		      const int64_t *meters, uint16_t was, uint16_t pinned, int64_t times,
		      struct tsop_moving_sum *bound)
{
	size_t n = budgeting->costs->n_courses;
	struct tsop_moving_sum least =
		pay(budgeting, leaf, meters, was, pinned < n ? pinned : n);

	for (size_t course = 0; pinned >= n && course < n; course++) {
		struct tsop_moving_sum here;

		if (!is_open(budgeting, course))
			continue;
		here = pay(budgeting, leaf, meters, was, course);
		if (tsop_moving_compare(&here, &least) < 0)
			least = here;
	}
	for (size_t i = 0; i < 3; i++)
		bound->part[i] += least.part[i] * times;
}

static struct tsop_moving_sum find_bound(const struct budgeting *budgeting,
					 const struct tsop_result_move_node *leaf)
{
	const struct tsop_result_cost zero = { 0, 0, 0 };
	const struct tsop_result *result = budgeting->moving->result;
	struct tsop_costs *costs = budgeting->costs;
	struct tsop_moving_sum bound = { { 0, 0, 0 } };

	for (size_t at = 0; at < costs->n_order; at++) {
		size_t person = costs->order[at];

		if (costs->candidates->rows[person].holds)
			continue;
		tsop_costs_of_person(costs, at);
		add_least(budgeting, leaf, tsop_costs_meters(costs, result->people[person].municipality),
			  budgeting->moving->was[person], budgeting->pinned[person], 1, &bound);
	}
	for (size_t i = 0; i < result->n_seats; i++) {
		if (result->seats[i].reserved == 0)
			continue;
		tsop_costs_of_held(costs, result->seats[i].municipality);
		add_least(budgeting, leaf, tsop_costs_meters(costs, result->seats[i].municipality),
			  TSOP_RESULT_NO_COURSE, TSOP_RESULT_NO_COURSE, result->seats[i].reserved,
			  &bound);
	}
	for (size_t i = 0; i < costs->n_courses; i++)
		if (tsop_costs_compare(leaf->prices[i], zero) > 0)
			add(&bound, leaf->prices[i], -(tsop_int128)costs->room[i]);
	return bound;
}

/* Is the bound, less so many moves, more than the total, less so many meters? */
static bool is_above(const struct budgeting *budgeting, const struct tsop_result_move_node *leaf,
		     struct tsop_moving_sum bound, int64_t moves, int64_t meters)
{
	struct tsop_result_cost total = proof_of(budgeting)->cost;
	struct tsop_moving_sum sum = { { 0, 0, 0 } };

	total.meters -= meters;
	add(&sum, total, leaf->scale);
	add(&bound, leaf->move, -(tsop_int128)moves);
	return tsop_moving_compare(&bound, &sum) > 0;
}

/* Was everybody taken apart above who is moved? */
static bool are_movers_pinned(const struct budgeting *budgeting)
{
	const struct tsop_moving *moving = budgeting->moving;

	for (size_t i = 0; i < moving->result->n_people; i++)
		if (moving->was[i] != TSOP_RESULT_NO_COURSE &&
		    moving->was[i] != moving->result->people[i].course &&
		    budgeting->pinned[i] == TSOP_RESULT_NO_COURSE)
			return false;
	return true;
}

static void check_leaf(struct budgeting *budgeting, size_t node)
{
	const struct tsop_result_move_node *leaf = &proof_of(budgeting)->move_nodes[node];
	const struct tsop_result_cost zero = { 0, 0, 0 };
	struct tsop_moving_sum bound = find_bound(budgeting, leaf);
	int64_t made = budgeting->moving->n_made;

	if (tsop_costs_compare(leaf->move, zero) < 0)
		fault(budgeting, node, _("below 0"));
	else if (!is_above(budgeting, leaf, bound, budgeting->limit, 1))
		fault(budgeting, node, _("by its prices less than the total is possible"));
	else if (!is_above(budgeting, leaf, bound, made - 1, 0))
		fault(budgeting, node, _("by its prices the total is possible with fewer moves"));
	budgeting->is_only = budgeting->is_only &&
			     (budgeting->n_strayed == 0
				      ? are_movers_pinned(budgeting)
				      : is_above(budgeting, leaf, bound, made, 0));
}

static void follow(struct budgeting *budgeting);

/* The person on each course that they may have. */
static void take_apart(struct budgeting *budgeting, size_t node)
{
	const struct tsop_moving *moving = budgeting->moving;
	size_t person = proof_of(budgeting)->move_nodes[node].person;
	bool may_have[TSOP_RESULT_COURSES_MAX] = { false };

	if (moving->was[person] == TSOP_RESULT_NO_COURSE ||
	    budgeting->pinned[person] != TSOP_RESULT_NO_COURSE) {
		fault(budgeting, node, _("expected people who could stay where they were, each once"));
		return;
	}
	tsop_costs_of_wishes(budgeting->costs, person);
	for (size_t i = 0; i < budgeting->costs->n_courses; i++)
		may_have[i] = is_open(budgeting, i);
	for (size_t i = 0; i < budgeting->costs->n_courses && !budgeting->is_wrong; i++) {
		bool strays = i != moving->result->people[person].course;

		if (!may_have[i])
			continue;
		budgeting->pinned[person] = (uint16_t)i;
		budgeting->n_strayed += strays;
		follow(budgeting);
		budgeting->n_strayed -= strays;
	}
	budgeting->pinned[person] = TSOP_RESULT_NO_COURSE;
}

/* The next node, and all below it. */
static void follow(struct budgeting *budgeting)
{
	size_t node = budgeting->next++;

	if (node >= proof_of(budgeting)->n_move_nodes)
		fault(budgeting, node, _("missing"));
	else if (proof_of(budgeting)->move_nodes[node].prices != NULL)
		check_leaf(budgeting, node);
	else
		take_apart(budgeting, node);
}

int tsop_budget_check(const struct tsop_moving *moving, int64_t limit, bool *is_only,
		      struct tsop_error *err)
{
	struct budgeting budgeting = {
		.moving = moving,
		.costs = moving->costs,
		.limit = limit,
		.pinned = calloc(moving->result->n_people + 1, sizeof *budgeting.pinned),
		.is_only = true,
	};
	size_t n_units = moving->costs->n_order + moving->result->n_seats + 1;

	if (budgeting.pinned == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < moving->result->n_people; i++)
		budgeting.pinned[i] = TSOP_RESULT_NO_COURSE;
	if (moving->proof->n_move_nodes > WORK_MAX / (moving->costs->n_courses + 1) / n_units)
		fault(&budgeting, 0, _("expected fewer nodes"));
	else
		follow(&budgeting);
	if (!budgeting.is_wrong && budgeting.next < moving->proof->n_move_nodes)
		fault(&budgeting, budgeting.next, _("expected no more nodes"));
	*is_only = budgeting.is_only;
	free(budgeting.pinned);
	tsop_checking_passed(moving->checking, "search");
	return 0;
}
