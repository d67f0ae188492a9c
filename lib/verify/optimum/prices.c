#include "verify/optimum/prices.h"

#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"

struct pricing {
	struct tsop_costs *costs;
	const struct tsop_result *result;
	struct tsop_checking *checking;
	int64_t worst; /* rank that is allowed */
};

/* Of a course, or (n_courses) of none. */
static struct tsop_result_cost price_at(const struct tsop_costs *costs, const int64_t *meters,
					size_t course)
{
	static const struct tsop_costs_stay nobody_pays = { .scale = 1 };
	const struct tsop_costs_stay *stay = costs->stay != NULL ? costs->stay : &nobody_pays;
	struct tsop_result_cost cost = { stay->scale, 0, 0 };

	if (course < costs->n_courses) {
		cost = costs->result->proof.prices[course];
		cost.rank += stay->scale * costs->ranks[course];
		cost.meters += stay->scale * meters[course];
	}
	if (costs->home != TSOP_RESULT_NO_COURSE && costs->home != course) {
		cost.unassigned += stay->move.unassigned;
		cost.rank += stay->move.rank;
		cost.meters += stay->move.meters;
	}
	return cost;
}

/*
 * A course (n_courses: none) that would be cheaper than `at` by the ranks filled last; or one
 * more.
 */
static size_t find_cheaper(const struct pricing *pricing, const int64_t *meters, size_t at)
{
	const struct tsop_result_cost here = price_at(pricing->costs, meters, at);
	size_t n = pricing->costs->n_courses;

	for (size_t i = 0; i < n; i++)
		if (pricing->costs->ranks[i] != TSOP_COSTS_FORBIDDEN &&
		    tsop_costs_worst(pricing->costs, i) <= pricing->worst &&
		    tsop_costs_compare(price_at(pricing->costs, meters, i), here) < 0)
			return i;
	return tsop_costs_compare(price_at(pricing->costs, meters, n), here) < 0 ? n : n + 1;
}

/* Is nothing cheaper than the course for whom ranks were filled? */
static void check_place(const struct pricing *pricing, const int64_t *meters, size_t course,
			unsigned long long line, const char *who)
{
	size_t cheaper = find_cheaper(pricing, meters, course);

	if (cheaper < pricing->costs->n_courses)
		tsop_checking_fault(pricing->checking, line, "course",
				    _("%s: %s would cost less at the prices of the proof"), who,
				    pricing->result->header.courses[cheaper].id);
	else if (cheaper == pricing->costs->n_courses)
		tsop_checking_fault(pricing->checking, line, "course",
				    _("%s: no course would cost less at the prices of the proof"),
				    who);
}

/* Is whom ranks were filled for of a party that the prices do not speak of? */
static bool is_left_out(const struct tsop_costs *costs, const struct tsop_candidate *row)
{
	if (costs->result->proof.prices_prove_all)
		return false;
	return costs->party_size > 1 || (costs->stay != NULL && row->party > 0);
}

/* If all of the parties left out were where it is cheapest, the prices would prove that, too. */
static void check_people(const struct pricing *pricing)
{
	struct tsop_costs *costs = pricing->costs;
	bool leaves_rightly = costs->result->proof.prices_prove_all || costs->stay != NULL;

	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_result_person *row =
			&pricing->result->people[costs->order[at]];
		const struct tsop_candidate *candidate =
			&costs->candidates->rows[costs->order[at]];
		const int64_t *meters = tsop_costs_meters(costs, row->municipality);
		size_t place = tsop_costs_place(costs, row->course);
		char who[TSOP_NUM_TEXT + 1] = "e";

		if (candidate->holds)
			continue;
		tsop_costs_of_person(costs, at);
		if (is_left_out(costs, candidate)) {
			leaves_rightly = leaves_rightly ||
					 find_cheaper(pricing, meters, place) <= costs->n_courses;
			continue;
		}
		tsop_num_write(row->number, who + 1);
		check_place(pricing, meters, place, row->line, who);
	}
	if (!leaves_rightly)
		tsop_checking_fault(pricing->checking, costs->result->proof.line,
				    "prices_prove_all", _("expected true"));
}

static void check_held(const struct pricing *pricing)
{
	const struct tsop_result *result = pricing->result;

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		if (row->reserved > 0)
			tsop_costs_of_held(pricing->costs, row->municipality);
		for (int64_t seat = 0; seat < row->reserved; seat++)
			check_place(pricing, tsop_costs_meters(pricing->costs, row->municipality),
				    tsop_costs_place(pricing->costs,
						     result->held[row->first_held + (size_t)seat]),
				    row->line, row->id);
	}
}

/* Not below 0, but with no more people than the minimum, and 0 where places are free. */
static void check_prices(const struct pricing *pricing)
{
	const struct tsop_result_cost zero = { 0, 0, 0 };
	const struct tsop_result *result = pricing->result;

	for (size_t i = 0; i < pricing->costs->n_courses; i++) {
		const struct tsop_result_course *course = &result->header.courses[i];
		int order = tsop_costs_compare(result->proof.prices[i], zero);
		int64_t load = course->enrolled + course->reserved;

		if (order < 0 && (course->minimum == 0 || load != course->minimum ||
				  tsop_result_closes_in_turn(result)))
			tsop_checking_fault(pricing->checking, result->proof.line, "prices",
					    _("%s: below 0"), course->id);
		if (order > 0 && load < tsop_result_places(course))
			tsop_checking_fault(pricing->checking, result->proof.line, "prices",
					    _("%s: expected 0, because places are free"),
					    course->id);
	}
}

/* Without a course, then the worst rank (0 where the mechanism has none), ranks, meters. */
static bool is_bound_over(const struct tsop_result_proof *proof)
{
	if (proof->bound.unassigned == proof->cost.unassigned &&
	    proof->bound_worst != proof->worst_rank)
		return proof->bound_worst > proof->worst_rank;
	return tsop_costs_compare(proof->bound, proof->cost) > 0;
}

static void check_bound(const struct pricing *pricing)
{
	const struct tsop_result_proof *proof = &pricing->result->proof;

	if (proof->has_bound == proof->is_optimal)
		tsop_checking_fault(pricing->checking, proof->line, "bound",
				    _("expected one where the optimum is not proven, and only "
				      "there"));
	else if (proof->has_bound && is_bound_over(proof))
		tsop_checking_fault(pricing->checking, proof->line, "bound",
				    _("is more than the total"));
}

/* Did min-cost weigh which courses run? */
static bool weighs_closings(const struct tsop_result *result)
{
	const struct tsop_result_header *header = &result->header;

	for (size_t i = 0; i < header->n_courses; i++)
		if (header->courses[i].minimum > 0)
			return !tsop_result_closes_in_turn(result);
	return false;
}

void tsop_prices_hold(struct tsop_costs *costs, int64_t worst, struct tsop_checking *checking)
{
	const struct pricing pricing = { costs, costs->result, checking, worst };

	check_prices(&pricing);
	check_people(&pricing);
	check_held(&pricing);
	check_bound(&pricing);
}

void tsop_prices_check(struct tsop_costs *costs, int64_t worst, struct tsop_checking *checking)
{
	tsop_prices_hold(costs, worst, checking);
	if (costs->result->proof.prices_prove_all)
		tsop_checking_passed(checking, "optimum");
	else if (costs->result->proof.search.n_nodes == 0)
		tsop_checking_open(checking, costs->result->proof.is_optimal
						     ? "that no places of the parties cost less"
						     : "the bound: that no places of the parties "
						       "cost less than it");
	if (weighs_closings(costs->result) && costs->result->proof.search.n_nodes == 0)
		tsop_checking_open(checking, "that no other courses closed cost less");
}

/* May whom ranks were filled for have a rank below `end` (from 0), on a course outside the set? */
static bool can_be_outside(const struct tsop_costs *costs, const bool *set, int64_t end)
{
	for (size_t i = 0; i < costs->n_courses; i++)
		if (!set[i] && tsop_costs_worst(costs, i) < end)
			return true;
	return false;
}

/* How many people and held seats the set leaves room for, with ranks below `end`. */
static int64_t count_room(struct tsop_costs *costs, const bool *set, int64_t end)
{
	const struct tsop_result *result = costs->result;
	int64_t room = 0;

	for (size_t i = 0; i < costs->n_courses; i++)
		room += set[i] ? costs->room[i] : 0;
	for (size_t at = 0; at < costs->n_order; at++) {
		if (costs->candidates->rows[costs->order[at]].holds)
			continue;
		tsop_costs_of_person(costs, at);
		room += can_be_outside(costs, set, end);
	}
	for (size_t i = 0; i < result->n_seats; i++) {
		if (result->seats[i].reserved == 0)
			continue;
		tsop_costs_of_held(costs, result->seats[i].municipality);
		room += can_be_outside(costs, set, end) ? result->seats[i].reserved : 0;
	}
	return room;
}

/* Of those who are not fixed and of held seats. */
static int64_t count_placed(const struct tsop_costs *costs)
{
	int64_t n = 0;

	for (size_t at = 0; at < costs->n_order; at++)
		n += !costs->candidates->rows[costs->order[at]].holds &&
		     costs->result->people[costs->order[at]].course != TSOP_RESULT_NO_COURSE;
	for (size_t i = 0; i < costs->result->n_held; i++)
		n += costs->result->held[i] != TSOP_RESULT_NO_COURSE;
	return n;
}

/* The greatest rank that anybody has, from 1; so it is where nobody has a place. */
static int64_t find_worst(struct tsop_costs *costs)
{
	const struct tsop_result *result = costs->result;
	int64_t worst = 1;

	for (size_t at = 0; at < costs->n_order; at++) {
		uint16_t course = result->people[costs->order[at]].course;

		if (costs->candidates->rows[costs->order[at]].holds ||
		    course == TSOP_RESULT_NO_COURSE)
			continue;
		tsop_costs_of_person(costs, at);
		if (costs->ranks[course] >= worst)
			worst = costs->ranks[course] + 1;
	}
	for (size_t i = 0; i < result->n_seats; i++) {
		if (result->seats[i].reserved > 0)
			tsop_costs_of_held(costs, result->seats[i].municipality);
		for (int64_t seat = 0; seat < result->seats[i].reserved; seat++) {
			uint16_t course = result->held[result->seats[i].first_held + (size_t)seat];

			if (course != TSOP_RESULT_NO_COURSE && costs->ranks[course] >= worst)
				worst = costs->ranks[course] + 1;
		}
	}
	return worst;
}

/* Are two people placed together who are not fixed? */
static bool has_party(struct tsop_costs *costs)
{
	for (size_t at = 0; at < costs->n_order; at++) {
		tsop_costs_of_person(costs, at);
		if (costs->party_size > 1)
			return true;
	}
	return false;
}

/* Can no more be placed than are, or not as many below the worst rank? By a set of courses. */
static void check_set(struct tsop_costs *costs, const char *name, const bool *set, int64_t end,
		      int64_t max, struct tsop_checking *checking)
{
	unsigned long long line = costs->result->proof.line;
	bool is_cut = strcmp(name, "cut") == 0;

	if (set == NULL && costs->result->header.keep != NULL)
		tsop_checking_open(checking, "that with as few moves there is no better worst rank");
	else if (set == NULL && has_party(costs))
		tsop_checking_open(checking, is_cut ? "that with a better worst rank the parties do "
						      "not all find room"
						    : "that no more people find a course beside the "
						      "parties");
	else if (set == NULL)
		tsop_checking_fault(checking, line, name, _("missing"));
	else if (count_room(costs, set, end) > max)
		tsop_checking_fault(checking, line, name,
				    is_cut ? _("leaves room for everybody at a better rank")
					   : _("leaves room for more people"));
}

void tsop_prices_check_worst(struct tsop_costs *costs, struct tsop_checking *checking)
{
	const struct tsop_result_proof *proof = &costs->result->proof;
	int64_t worst = find_worst(costs);
	bool knows_held = tsop_result_knows_held(costs->result);
	int64_t n_placed = count_placed(costs);

	if (knows_held ? proof->worst_rank != worst : proof->worst_rank < worst)
		tsop_checking_fault(checking, proof->line, "worst_rank", _("expected %" PRId64),
				    worst);
	if (!knows_held) {
		tsop_checking_open(checking, "that no worst rank is better: it is not known whose "
					     "the held seats are");
		return;
	}
	if (proof->cost.unassigned > 0)
		check_set(costs, "most", proof->most, TSOP_COSTS_FORBIDDEN, n_placed, checking);
	if (worst > 1)
		check_set(costs, "cut", proof->cut, worst - 1, n_placed - 1, checking);
	else if (proof->cut != NULL)
		tsop_checking_fault(checking, proof->line, "cut",
				    _("expected none, because no rank is better"));
}

static bool is_as_good(const struct tsop_costs *costs, const int64_t *meters, size_t course,
		       size_t here)
{
	return tsop_costs_compare(price_at(costs, meters, course),
				  price_at(costs, meters, here)) == 0;
}

static bool is_as_good_and_allowed(const struct tsop_costs *costs, const int64_t *meters,
				   size_t course, size_t here)
{
	return (course == costs->n_courses ||
		costs->ranks[course] < costs->result->proof.worst_rank) &&
	       is_as_good(costs, meters, course, here);
}

static bool is_free(const struct tsop_costs *costs, size_t course)
{
	const struct tsop_result_cost zero = { 0, 0, 0 };

	return tsop_costs_compare(costs->result->proof.prices[course], zero) == 0;
}

const struct tsop_settled_prices tsop_prices_settled = { is_as_good, is_free };
const struct tsop_settled_prices tsop_prices_settled_worst = { is_as_good_and_allowed, is_free };
