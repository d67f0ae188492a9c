#include "verify/optimum/spread.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "verify/optimum/spreading.h"

int tsop_spreading_compare(struct tsop_result_spread_cost a, struct tsop_result_spread_cost b)
{
	if (a.unassigned != b.unassigned)
		return a.unassigned < b.unassigned ? -1 : 1;
	if (a.pairs != b.pairs)
		return a.pairs < b.pairs ? -1 : 1;
	if (a.rank != b.rank)
		return a.rank < b.rank ? -1 : 1;
	return (a.meters > b.meters) - (a.meters < b.meters);
}

struct tsop_result_spread_cost tsop_spreading_cost(const struct tsop_spreading *spreading,
						   const struct tsop_municipality *municipality,
						   size_t course)
{
	const struct tsop_costs *costs = spreading->costs;
	const struct tsop_result_spread_cost *price, *share;

	if (course == costs->n_courses)
		return (struct tsop_result_spread_cost){ .unassigned = 1 };
	price = &costs->result->proof.spread.prices[course];
	share = &tsop_spreading_cell(spreading, municipality, course)->share;
	return (struct tsop_result_spread_cost){
		price->unassigned,
		price->pairs + share->pairs,
		price->rank + share->rank + costs->ranks[course],
		price->meters + share->meters + tsop_costs_meters(costs, municipality)[course],
	};
}

static void count_people(struct tsop_spreading *spreading)
{
	const struct tsop_result *result = spreading->costs->result;

	for (size_t i = 0; i < result->n_people; i++) {
		const struct tsop_result_person *row = &result->people[i];
		struct tsop_spreading_cell *cell;

		if (row->course == TSOP_RESULT_NO_COURSE)
			continue;
		cell = tsop_spreading_cell(spreading, row->municipality, row->course);
		cell->n++;
		cell->n_free += !spreading->costs->candidates->rows[i].holds;
	}
	for (size_t i = 0; i < result->n_seats; i++)
		for (int64_t seat = 0; seat < result->seats[i].reserved; seat++) {
			uint16_t course = result->held[result->seats[i].first_held + (size_t)seat];
			struct tsop_spreading_cell *cell;

			if (course == TSOP_RESULT_NO_COURSE)
				continue;
			cell = tsop_spreading_cell(spreading, result->seats[i].municipality, course);
			cell->n++;
			cell->n_free++;
		}
}

static void take_shares(struct tsop_spreading *spreading)
{
	const struct tsop_result *result = spreading->costs->result;
	const struct tsop_result_spread *spread = &result->proof.spread;
	size_t n_cells = TSOP_CANDIDATES_MUNICIPALITIES_MAX * spreading->costs->n_courses;

	for (size_t i = 0; i < n_cells; i++) {
		struct tsop_spreading_cell *cell = &spreading->cells[i];

		cell->share.pairs = cell->n - (cell->n_free > 0);
	}
	for (size_t i = 0; i < spread->n_shares; i++) {
		const struct tsop_result_share *share = &spread->shares[i];
		struct tsop_spreading_cell *cell =
			tsop_spreading_cell(spreading, share->municipality, share->course);

		if (cell->n_free == 0 || cell->has_share)
			tsop_checking_fault(spreading->checking, result->proof.line, "shares",
					    _("%s: expected one share for %s at most, and only where "
					      "somebody is not fixed"),
					    share->municipality->code,
					    result->header.courses[share->course].id);
		cell->has_share = true;
		cell->share = share->price;
	}
}

static void check_shares(const struct tsop_spreading *spreading)
{
	const struct tsop_result *result = spreading->costs->result;

	for (size_t i = 0; i < result->proof.spread.n_shares; i++) {
		const struct tsop_result_share *share = &result->proof.spread.shares[i];
		const struct tsop_spreading_cell *cell =
			tsop_spreading_cell(spreading, share->municipality, share->course);
		const struct tsop_result_spread_cost least = { .pairs = cell->n - 1 };
		const struct tsop_result_spread_cost most = { .pairs = cell->n };

		if (tsop_spreading_compare(share->price, least) < 0 ||
		    tsop_spreading_compare(share->price, most) > 0)
			tsop_checking_fault(spreading->checking, result->proof.line, "shares",
					    _("%s: the share for %s is not within %" PRId64
					      " and %" PRId64 " pairs"),
					    share->municipality->code,
					    result->header.courses[share->course].id, cell->n - 1,
					    cell->n);
	}
}

static void check_pairs(const struct tsop_spreading *spreading)
{
	const struct tsop_result_proof *proof = &spreading->costs->result->proof;
	size_t n_cells = TSOP_CANDIDATES_MUNICIPALITIES_MAX * spreading->costs->n_courses;
	int64_t pairs = 0;

	for (size_t i = 0; i < n_cells; i++)
		pairs += spreading->cells[i].n * (spreading->cells[i].n - 1) / 2;
	if (proof->spread.pairs != pairs)
		tsop_checking_fault(spreading->checking, proof->line, "pairs",
				    _("expected %" PRId64), pairs);
}

static void check_prices(const struct tsop_spreading *spreading)
{
	const struct tsop_result_spread_cost zero = { .unassigned = 0 };
	const struct tsop_result *result = spreading->costs->result;

	for (size_t i = 0; i < spreading->costs->n_courses; i++) {
		const struct tsop_result_course *course = &result->header.courses[i];
		int order = tsop_spreading_compare(result->proof.spread.prices[i], zero);

		if (order < 0)
			tsop_checking_fault(spreading->checking, result->proof.line, "prices",
					    _("%s: below 0"), course->id);
		if (order > 0 && course->enrolled + course->reserved < tsop_result_places(course))
			tsop_checking_fault(spreading->checking, result->proof.line, "prices",
					    _("%s: expected 0, because places are free"),
					    course->id);
	}
}

/* Is nothing cheaper than the course for whom ranks were filled? */
static void check_place(const struct tsop_spreading *spreading,
			const struct tsop_municipality *municipality, size_t at,
			unsigned long long line, const char *who)
{
	const struct tsop_costs *costs = spreading->costs;
	struct tsop_result_spread_cost here = tsop_spreading_cost(spreading, municipality, at);

	for (size_t i = 0; i < costs->n_courses; i++) {
		if (costs->ranks[i] == TSOP_COSTS_FORBIDDEN ||
		    tsop_spreading_compare(tsop_spreading_cost(spreading, municipality, i), here) >=
			    0)
			continue;
		tsop_checking_fault(spreading->checking, line, "course",
				    _("%s: %s would cost less at the prices of the proof"), who,
				    costs->result->header.courses[i].id);
		return;
	}
	if (tsop_spreading_compare(tsop_spreading_cost(spreading, municipality, costs->n_courses),
				   here) < 0)
		tsop_checking_fault(spreading->checking, line, "course",
				    _("%s: no course would cost less at the prices of the proof"),
				    who);
}

static void check_places(const struct tsop_spreading *spreading)
{
	struct tsop_costs *costs = spreading->costs;
	const struct tsop_result *result = costs->result;

	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_result_person *row = &result->people[costs->order[at]];
		char who[TSOP_NUM_TEXT + 1] = "e";

		if (costs->candidates->rows[costs->order[at]].holds)
			continue;
		tsop_costs_of_wishes(costs, costs->order[at]);
		tsop_num_write(row->number, who + 1);
		check_place(spreading, row->municipality, tsop_costs_place(costs, row->course),
			    row->line, who);
	}
	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		if (row->reserved > 0)
			tsop_costs_of_held(costs, row->municipality);
		for (int64_t seat = 0; seat < row->reserved; seat++)
			check_place(spreading, row->municipality,
				    tsop_costs_place(costs,
						     result->held[row->first_held + (size_t)seat]),
				    row->line, row->id);
	}
}

/* Parties and minima go with it no more than a bound. */
static void check_others(const struct tsop_spreading *spreading)
{
	const struct tsop_result *result = spreading->costs->result;

	if (!result->proof.is_optimal || result->proof.has_bound)
		tsop_checking_fault(spreading->checking, result->proof.line, "optimal",
				    _("expected true, and no bound"));
	for (size_t i = 0; i < result->header.n_courses; i++)
		if (result->header.courses[i].minimum > 0)
			tsop_checking_fault(spreading->checking, result->header.line, "minimum",
					    _("%s: expected none, where people are spread"),
					    result->header.courses[i].id);
}

int tsop_spread_check(struct tsop_costs *costs, struct tsop_checking *checking,
		      struct tsop_error *err)
{
	struct tsop_spreading spreading = { .costs = costs, .checking = checking };
	size_t n_faults = checking->n_faults;
	int status = 0;

	check_others(&spreading);
	if (!tsop_result_knows_held(costs->result)) {
		tsop_checking_open(checking, "that courses cost least, people being spread: it is "
					     "not known whose the held seats are");
		return 0;
	}
	spreading.cells = calloc(TSOP_CANDIDATES_MUNICIPALITIES_MAX * (costs->n_courses + 1),
				 sizeof *spreading.cells);
	if (spreading.cells == NULL)
		return tsop_fail_memory(err);
	count_people(&spreading);
	take_shares(&spreading);
	check_pairs(&spreading);
	check_prices(&spreading);
	check_shares(&spreading);
	check_places(&spreading);
	tsop_checking_passed(checking, "optimum");
	if (checking->n_faults == n_faults)
		status = tsop_spreading_check_lots(&spreading, err);
	free(spreading.cells);
	return status;
}
