#include "verify/optimum/branching.h"

#include "base/i18n.h"
#include "verify/people/together.h"

/* To find which seats can be filled, at first and for each node. */
enum { STEPS_FIRST = 1 << 26, STEPS = 1 << 16 };

/* A person, a held seat or a party that is placed as a whole. */
struct unit {
	int64_t party; /* its number, or 0 */
	int64_t size;
	struct tsop_branch_sum *cost; /* [k] */
	bool *is_allowed;	      /* [k] */
};

static void add(struct tsop_branch_sum *sum, struct tsop_branch_sum other, tsop_int128 times)
{
	sum->unassigned += other.unassigned * times;
	sum->rank += other.rank * times;
	sum->meters += other.meters * times;
}

static bool is_less(const struct tsop_branch_sum *a, const struct tsop_branch_sum *b)
{
	if (a->unassigned != b->unassigned)
		return a->unassigned < b->unassigned;
	if (a->rank != b->rank)
		return a->rank < b->rank;
	return a->meters < b->meters;
}

static struct tsop_branch_sum price_of(const struct tsop_branching *branching, size_t node,
				       size_t course)
{
	const struct tsop_result_cost *price =
		&branching->costs->result->proof.search
			 .prices[tsop_branching_cell(branching, node, course)];

	return (struct tsop_branch_sum){ price->unassigned, price->rank, price->meters };
}

/* What the unit pays at a place of a node; false where it can not be there. */
static bool find_cost(const struct tsop_branching *branching, size_t node, const struct unit *unit,
		      size_t place, struct tsop_branch_sum *cost)
{
	if (place == branching->k) {
		*cost = (struct tsop_branch_sum){ unit->size, 0, 0 };
		return true;
	}
	if (!unit->is_allowed[place] ||
	    branching->state[tsop_branching_cell(branching, node, place)] == TSOP_BRANCH_CLOSED)
		return false;
	*cost = unit->cost[place];
	add(cost, price_of(branching, node, place), unit->size);
	return true;
}

/* The least that the unit pays at a node where it is not placed. */
static struct tsop_branch_sum find_least(const struct tsop_branching *branching, size_t node,
					 const struct unit *unit)
{
	struct tsop_branch_sum least = { unit->size, 0, 0 };

	for (size_t place = 0; place < branching->k; place++) {
		struct tsop_branch_sum cost;

		if (find_cost(branching, node, unit, place, &cost) && is_less(&cost, &least))
			least = cost;
	}
	return least;
}

/* The node takes apart the unit, which pays `least`: what would it be more elsewhere? */
static void compare_places(struct tsop_branching *branching, size_t node, const struct unit *unit,
			   const struct tsop_branch_sum *least)
{
	size_t first = node * (branching->k + 1);

	for (size_t place = 0; place <= branching->k; place++) {
		struct tsop_branch_sum *more = &branching->more[first + place];

		if (find_cost(branching, node, unit, place, more))
			add(more, *least, -1);
		else
			branching->is_ruled_out[first + place] = true;
		if (place < branching->k &&
		    branching->placed[tsop_branching_cell(branching, node, place)] + unit->size >
			    branching->room[place])
			branching->is_ruled_out[first + place] = true;
	}
}

static void fault_place(const struct tsop_branching *branching, const struct unit *unit,
			size_t place)
{
	char name[TSOP_TOGETHER_NAME];

	tsop_checking_fault(branching->checking, branching->costs->result->proof.line, "search",
			    _("%s: %s is tried, where the party can not be"),
			    tsop_together_name(unit->party, name),
			    branching->costs->result->header.courses[place].id);
}

/* Where is the unit's party at each node? */
static void find_pins(struct tsop_branching *branching, const struct unit *unit)
{
	for (size_t node = 0; node < branching->n; node++) {
		struct tsop_branch *branch = &branching->branches[node];
		const struct tsop_branch *parent = &branching->branches[branch->parent];

		if (branch->parent == node)
			branch->pin = (uint16_t)(branching->k + 1);
		else if (unit->party > 0 && parent->node->party == unit->party)
			branch->pin = branch->place == TSOP_RESULT_NO_COURSE
					      ? (uint16_t)branching->k
					      : branch->place;
		else
			branch->pin = parent->pin;
	}
}

static void add_unit(struct tsop_branching *branching, const struct unit *unit)
{
	if (unit->party > 0)
		find_pins(branching, unit);
	for (size_t node = 0; node < branching->n; node++) {
		struct tsop_branch *branch = &branching->branches[node];
		struct tsop_branch_sum cost;

		if (!branch->node->has_prices)
			continue;
		if (unit->party == 0 || branch->pin > branching->k)
			cost = find_least(branching, node, unit);
		else if (!find_cost(branching, node, unit, branch->pin, &cost)) {
			fault_place(branching, unit, branch->pin);
			return;
		}
		add(&branch->bound, cost, 1);
		if (unit->party > 0 && branch->node->party == unit->party)
			compare_places(branching, node, unit, &cost);
	}
}

/* Fill in what the ranks of costs say, for one more person of the unit. */
static void add_member(const struct tsop_branching *branching, struct unit *unit,
		       const struct tsop_municipality *municipality)
{
	const struct tsop_costs *costs = branching->costs;
	const int64_t *meters = tsop_costs_meters(costs, municipality);
	int64_t scale = costs->result->proof.search.scale;

	for (size_t course = 0; course < branching->k; course++) {
		if (unit->size == 0) {
			unit->is_allowed[course] = true;
			unit->cost[course] = (struct tsop_branch_sum){ 0, 0, 0 };
		}
		unit->is_allowed[course] = unit->is_allowed[course] &&
					   costs->ranks[course] != TSOP_COSTS_FORBIDDEN;
		unit->cost[course].rank += costs->ranks[course] * scale;
		unit->cost[course].meters += meters[course];
	}
	unit->size++;
}

static void add_people(struct tsop_branching *branching, struct unit *unit)
{
	struct tsop_costs *costs = branching->costs;
	const struct tsop_result *result = costs->result;

	costs->party = 0; /* room has changed */
	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_result_person *row = &result->people[costs->order[at]];

		if (costs->candidates->rows[costs->order[at]].holds)
			continue;
		tsop_costs_of_person(costs, at);
		add_member(branching, unit, row->municipality);
		if (unit->size < (int64_t)costs->party_size)
			continue;
		unit->party = costs->party_size > 1
				      ? tsop_together_label(costs, costs->order[at])
				      : 0;
		add_unit(branching, unit);
		unit->size = 0;
	}
}

static void add_held(struct tsop_branching *branching, struct unit *unit)
{
	const struct tsop_result *result = branching->costs->result;

	unit->party = 0;
	for (size_t i = 0; i < result->n_seats; i++) {
		if (result->seats[i].reserved == 0)
			continue;
		tsop_costs_of_held(branching->costs, result->seats[i].municipality);
		unit->size = 0;
		add_member(branching, unit, result->seats[i].municipality);
		for (int64_t seat = 0; seat < result->seats[i].reserved; seat++)
			add_unit(branching, unit);
	}
}

/* The party is placed at the node: it fills no seats of its own any more. Or it does again. */
static void count_placed(struct tsop_branching *branching, size_t node, int64_t change)
{
	const struct tsop_branch *branches = branching->branches;

	for (; branches[node].parent != node; node = branches[node].parent)
		if (branches[branches[node].parent].node->party > 0)
			branching->filling.n_of_size[branches[branches[node].parent].size] += change;
}

static int64_t most_room(const struct tsop_branching *branching)
{
	int64_t most = 0;

	for (size_t course = 0; course < branching->k; course++)
		if (branching->room[course] > most)
			most = branching->room[course];
	return most;
}

/* Seats that the people of a node could fill on a course, those who are placed there included. */
static int64_t find_seats(const struct tsop_branching *branching, size_t node, size_t course)
{
	int64_t placed = branching->placed[tsop_branching_cell(branching, node, course)];
	int64_t room = branching->room[course];
	int64_t most = placed + tsop_filling_most(&branching->filling, room - placed);

	return most < room - branching->never[course] ? most : room - branching->never[course];
}

static void pay_for_seats(struct tsop_branching *branching, size_t node)
{
	const struct tsop_branch_sum zero = { 0, 0, 0 };
	struct tsop_branch_sum *bound = &branching->branches[node].bound;

	count_placed(branching, node, -1);
	tsop_filling_make(&branching->filling, most_room(branching), STEPS);
	for (size_t course = 0; course < branching->k; course++) {
		size_t cell = tsop_branching_cell(branching, node, course);
		struct tsop_branch_sum price = price_of(branching, node, course);
		bool runs = branching->state[cell] == TSOP_BRANCH_RUNS;
		int64_t seats;

		if (branching->state[cell] == TSOP_BRANCH_CLOSED)
			continue;
		seats = find_seats(branching, node, course);
		if (runs && seats < branching->least[course])
			branching->branches[node].is_empty = true;
		if (is_less(&zero, &price))
			add(bound, price, -seats);
		else if (runs)
			add(bound, price, -branching->least[course]);
	}
	count_placed(branching, node, 1);
}

/* Seats that are never filled, wherever parties are. */
static void find_never(struct tsop_branching *branching)
{
	tsop_filling_make(&branching->filling, most_room(branching), STEPS_FIRST);
	for (size_t course = 0; course < branching->k; course++)
		branching->never[course] =
			branching->room[course] -
			tsop_filling_most(&branching->filling, branching->room[course]);
}

void tsop_branching_find_bounds(struct tsop_branching *branching)
{
	struct tsop_branch_sum cost[TSOP_RESULT_COURSES_MAX];
	bool is_allowed[TSOP_RESULT_COURSES_MAX];
	struct unit unit = { .cost = cost, .is_allowed = is_allowed };

	add_people(branching, &unit);
	add_held(branching, &unit);
	find_never(branching);
	for (size_t node = 0; node < branching->n; node++)
		if (branching->branches[node].node->has_prices)
			pay_for_seats(branching, node);
}
