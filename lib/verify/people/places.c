#include "verify/people/places.h"

#include <inttypes.h>

#include "base/i18n.h"

void tsop_places_check_rank(const struct tsop_result *result,
			    const struct tsop_candidates *candidates, size_t person,
			    struct tsop_checking *checking)
{
	const struct tsop_result_person *row = &result->people[person];
	int64_t rank = tsop_candidate_rank(&candidates->rows[person], row->course);

	if (row->rank != rank)
		tsop_checking_fault(checking, row->line, "rank",
				    rank > 0 ? _("e%" PRId64 ": expected %" PRId64)
					     : _("e%" PRId64 ": expected none without wishes"),
				    row->number, rank);
}

struct placing {
	struct tsop_costs *costs;
	const struct tsop_result *result;
	struct tsop_checking *checking;
	struct tsop_result_cost total;
	size_t before; /* the last person of a party who is not fixed, in order; n_order: none */
};

static void check_fixed(const struct placing *placing, size_t person)
{
	const struct tsop_result_person *row = &placing->result->people[person];
	const struct tsop_candidate *candidate = &placing->costs->candidates->rows[person];

	if (row->course != candidate->course)
		tsop_checking_fault(placing->checking, row->line, "course",
				    _("e%" PRId64 ": expected %s, which the person has already"),
				    row->number,
				    placing->result->header.courses[candidate->course].id);
}

/* Members of a party who are not fixed are on one course. */
static void check_together(struct placing *placing, size_t at)
{
	const struct tsop_costs *costs = placing->costs;
	const struct tsop_result_person *row = &placing->result->people[costs->order[at]];
	size_t before = placing->before;

	if (tsop_costs_party(costs, at) == 0)
		return;
	placing->before = at;
	if (before < costs->n_order &&
	    tsop_costs_party(costs, before) == tsop_costs_party(costs, at) &&
	    placing->result->people[costs->order[before]].course != row->course)
		tsop_checking_fault(placing->checking, row->line, "course",
				    _("e%" PRId64 ": is not on the course of its party"),
				    row->number);
}

/* What it costs for whom ranks were filled. */
static void add_cost(struct placing *placing, const struct tsop_municipality *municipality,
		     uint16_t course)
{
	const struct tsop_costs *costs = placing->costs;

	if (course == TSOP_RESULT_NO_COURSE) {
		placing->total.unassigned++;
		return;
	}
	placing->total.rank += costs->ranks[course];
	placing->total.meters += tsop_costs_meters(costs, municipality)[course];
}

static void check_place(struct placing *placing, size_t at)
{
	struct tsop_costs *costs = placing->costs;
	const struct tsop_result_person *row = &placing->result->people[costs->order[at]];

	tsop_costs_of_person(costs, at);
	add_cost(placing, row->municipality, row->course);
	if (row->course != TSOP_RESULT_NO_COURSE && costs->ranks[row->course] == TSOP_COSTS_FORBIDDEN)
		tsop_checking_fault(placing->checking, row->line, "course",
				    _("e%" PRId64 ": is not to be there, by its wishes, what is "
				      "excluded or its party"),
				    row->number);
}

static void add_held(struct placing *placing)
{
	struct tsop_costs *costs = placing->costs;
	const struct tsop_result *result = placing->result;

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		if (row->reserved > 0)
			tsop_costs_of_held(costs, row->municipality);
		for (int64_t seat = 0; seat < row->reserved; seat++)
			add_cost(placing, row->municipality,
				 result->held[row->first_held + (size_t)seat]);
	}
}

static void check_total(const struct placing *placing)
{
	const struct tsop_result_proof *proof = &placing->result->proof;
	bool knows_held = tsop_result_knows_held(placing->result);

	if (!knows_held)
		tsop_checking_open(placing->checking, "where held seats are, and the totals: the "
						      "result does not say whose they are");
	if (!knows_held && proof->cost.unassigned != 0)
		tsop_checking_fault(placing->checking, proof->line, "unassigned",
				    _("expected 0: who has a seat has a course, or gave it up"));
	if (knows_held && tsop_costs_compare(proof->cost, placing->total) != 0)
		tsop_checking_fault(placing->checking, proof->line, "assignment",
				    _("expected a total of %" PRId64 " unassigned, rank %" PRId64
				      " and %" PRId64 " meters"),
				    placing->total.unassigned, placing->total.rank,
				    placing->total.meters);
}

void tsop_places_check(struct tsop_costs *costs, struct tsop_checking *checking)
{
	struct placing placing = { .costs = costs, .result = costs->result, .checking = checking,
				   .before = costs->n_order };

	for (size_t at = 0; at < costs->n_order; at++) {
		size_t person = costs->order[at];

		if (checking->pass == 0)
			tsop_places_check_rank(costs->result, costs->candidates, person, checking);
		if (costs->candidates->rows[person].holds) {
			check_fixed(&placing, person);
			continue;
		}
		check_place(&placing, at);
		check_together(&placing, at);
	}
	add_held(&placing);
	check_total(&placing);
}
