#include "verify/prices.h"

#include <inttypes.h>

#include "base/i18n.h"

struct pricing {
	struct tsop_costs *costs;
	const struct tsop_result *result;
	struct tsop_checking *checking;
	int64_t rank, meters; /* totals */
};

static struct tsop_result_cost price_at(const struct pricing *pricing, const int64_t *meters,
					size_t course)
{
	struct tsop_result_cost cost = pricing->result->proof.prices[course];

	cost.rank += pricing->costs->ranks[course];
	cost.meters += meters[course];
	return cost;
}

/* A course (or none) that would be cheaper than `at` by the ranks filled last; n_courses + 1: none. */
static size_t find_cheaper(const struct pricing *pricing, const int64_t *meters, size_t at)
{
	const struct tsop_result_cost none = { 1, 0, 0 };
	const struct tsop_result_cost here = price_at(pricing, meters, at);
	size_t n = pricing->costs->n_courses;

	for (size_t i = 0; i < n; i++)
		if (pricing->costs->ranks[i] != TSOP_COSTS_FORBIDDEN &&
		    tsop_costs_compare(price_at(pricing, meters, i), here) < 0)
			return i;
	return tsop_costs_compare(none, here) < 0 ? n : n + 1;
}

/* "e17: KOLDING would cost less at the prices" */
static void tell_cheaper(const struct pricing *pricing, unsigned long long line, const char *who,
			 size_t course)
{
	if (course < pricing->costs->n_courses)
		tsop_checking_fault(pricing->checking, line, "course",
				    _("%s: %s would cost less at the prices of the proof"), who,
				    pricing->result->header.courses[course].id);
	else
		tsop_checking_fault(pricing->checking, line, "course",
				    _("%s: no course would cost less at the prices of the proof"),
				    who);
}

/* Who is fixed is where they were; nothing else matters. */
static void check_fixed(const struct pricing *pricing, size_t person)
{
	const struct tsop_result_person *row = &pricing->result->people[person];
	const struct tsop_candidate *candidate = &pricing->costs->candidates->rows[person];

	if (row->course != candidate->course)
		tsop_checking_fault(pricing->checking, row->line, "course",
				    _("e%" PRId64 ": expected %s, which the person has already"),
				    row->number,
				    pricing->result->header.courses[candidate->course].id);
}

/* The rank that is printed, of the wishes alone. */
static void check_rank(const struct pricing *pricing, size_t person)
{
	const struct tsop_result_person *row = &pricing->result->people[person];
	const struct tsop_candidate *candidate = &pricing->costs->candidates->rows[person];
	int64_t rank = 0;

	while (rank < candidate->n_wishes && candidate->wishes[rank] != row->course)
		rank++;
	rank = candidate->n_wishes > 0 ? rank + 1 : 0;
	if (row->rank != rank)
		tsop_checking_fault(pricing->checking, row->line, "rank",
				    rank > 0 ? _("e%" PRId64 ": expected %" PRId64)
					     : _("e%" PRId64 ": expected none without wishes"),
				    row->number, rank);
}

static void check_place(struct pricing *pricing, size_t at)
{
	struct tsop_costs *costs = pricing->costs;
	const struct tsop_result_person *row = &pricing->result->people[costs->order[at]];
	const int64_t *meters = tsop_costs_meters(costs, row->municipality);
	char who[TSOP_NUM_TEXT + 1];
	size_t cheaper;

	tsop_costs_of_person(costs, at);
	if (costs->ranks[row->course] == TSOP_COSTS_FORBIDDEN) {
		tsop_checking_fault(pricing->checking, row->line, "course",
				    _("e%" PRId64 ": is not to be there, by its wishes, what is "
				      "excluded or its party"),
				    row->number);
		return;
	}
	pricing->rank += costs->ranks[row->course];
	pricing->meters += meters[row->course];
	if (costs->party_size > 1 && !pricing->result->proof.prices_prove_all)
		return;
	cheaper = find_cheaper(pricing, meters, row->course);
	if (cheaper > costs->n_courses)
		return;
	who[0] = 'e';
	tsop_num_write(row->number, who + 1);
	tell_cheaper(pricing, row->line, who, cheaper);
}

/* Members of a party who are not fixed are on one course. */
static void check_together(const struct pricing *pricing, size_t at, const size_t **before)
{
	const struct tsop_costs *costs = pricing->costs;
	const size_t *person = &costs->order[at];
	const struct tsop_candidate *rows = costs->candidates->rows;

	if (rows[*person].party == 0)
		return;
	if (*before != NULL && rows[**before].party == rows[*person].party &&
	    pricing->result->people[**before].course != pricing->result->people[*person].course)
		tsop_checking_fault(pricing->checking, pricing->result->people[*person].line,
				    "course",
				    _("e%" PRId64 ": is not on the course of its party"),
				    pricing->result->people[*person].number);
	*before = person;
}

static void check_people(struct pricing *pricing)
{
	const struct tsop_costs *costs = pricing->costs;
	const size_t *before = NULL;

	for (size_t at = 0; at < costs->n_order; at++) {
		size_t person = costs->order[at];

		check_rank(pricing, person);
		if (costs->candidates->rows[person].holds) {
			check_fixed(pricing, person);
			continue;
		}
		check_place(pricing, at);
		check_together(pricing, at, &before);
	}
}

static void check_held(struct pricing *pricing)
{
	const struct tsop_result *result = pricing->result;

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];
		const int64_t *meters = tsop_costs_meters(pricing->costs, row->municipality);

		if (row->reserved > 0)
			tsop_costs_of_held(pricing->costs, row->municipality);
		for (int64_t seat = 0; seat < row->reserved; seat++) {
			uint16_t course = result->held[row->first_held + (size_t)seat];
			size_t cheaper = find_cheaper(pricing, meters, course);

			pricing->rank += pricing->costs->ranks[course];
			pricing->meters += meters[course];
			if (cheaper <= pricing->costs->n_courses)
				tell_cheaper(pricing, row->line, row->id, cheaper);
		}
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

		if (order < 0 && (course->minimum == 0 || load != course->minimum))
			tsop_checking_fault(pricing->checking, result->proof.line, "prices",
					    _("%s: below 0"), course->id);
		if (order > 0 && load < tsop_result_places(course))
			tsop_checking_fault(pricing->checking, result->proof.line, "prices",
					    _("%s: expected 0, because places are free"),
					    course->id);
	}
}

static void check_totals(const struct pricing *pricing)
{
	const struct tsop_result_proof *proof = &pricing->result->proof;
	const struct tsop_result_cost total = { 0, pricing->rank, pricing->meters };

	if (tsop_costs_compare(proof->cost, total) != 0)
		tsop_checking_fault(pricing->checking, proof->line, "assignment",
				    _("expected a total of 0 unassigned, rank %" PRId64
				      " and %" PRId64 " meters"),
				    total.rank, total.meters);
	if (proof->has_bound == proof->is_optimal)
		tsop_checking_fault(pricing->checking, proof->line, "bound",
				    _("expected one where the optimum is not proven, and only "
				      "there"));
	else if (proof->has_bound && tsop_costs_compare(proof->bound, total) > 0)
		tsop_checking_fault(pricing->checking, proof->line, "bound",
				    _("is more than the total"));
}

static bool has_minimum(const struct tsop_result_header *header)
{
	for (size_t i = 0; i < header->n_courses; i++)
		if (header->courses[i].minimum > 0)
			return true;
	return false;
}

void tsop_prices_check(struct tsop_costs *costs, struct tsop_checking *checking)
{
	struct pricing pricing = { costs, costs->result, checking, 0, 0 };

	check_prices(&pricing);
	check_people(&pricing);
	check_held(&pricing);
	check_totals(&pricing);
	if (costs->result->proof.prices_prove_all)
		tsop_checking_passed(checking, "optimum");
	else
		tsop_checking_open(checking, costs->result->proof.is_optimal
						     ? "that no places of the parties cost less"
						     : "the bound: that no places of the parties "
						       "cost less than it");
	if (has_minimum(&costs->result->header))
		tsop_checking_open(checking, "that no other courses closed cost less");
}
