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

/* The same, with a share that somebody pays there. */
static struct tsop_result_spread_cost cost_with(const struct tsop_spreading *spreading,
						const struct tsop_municipality *municipality,
						size_t course,
						const struct tsop_result_spread_cost *share)
{
	const struct tsop_costs *costs = spreading->costs;
	const struct tsop_result_spread_cost *price;

	if (course == costs->n_courses)
		return (struct tsop_result_spread_cost){ .unassigned = 1 };
	price = &costs->result->proof.spread.prices[course];
	return (struct tsop_result_spread_cost){
		price->unassigned,
		price->pairs + share->pairs,
		price->rank + share->rank + costs->ranks[course],
		price->meters + share->meters + tsop_costs_meters(costs, municipality)[course],
	};
}

struct tsop_result_spread_cost tsop_spreading_cost(const struct tsop_spreading *spreading,
						   const struct tsop_municipality *municipality,
						   size_t course)
{
	return cost_with(spreading, municipality, course,
			 &tsop_spreading_cell(spreading, municipality, course)->share);
}

/* Of a party, order[at] to order[end]: who makes no pairs? */
static int find_companions(struct tsop_spreading *spreading, size_t at, size_t end,
			   struct tsop_error *err)
{
	const struct tsop_costs *costs = spreading->costs;
	bool *is_met = calloc(costs->n_courses + 1, sizeof *is_met);
	bool has_fixed = false;
	size_t n_free = 0;

	if (is_met == NULL)
		return tsop_fail_memory(err);
	for (size_t i = at; i < end; i++) {
		const struct tsop_candidate *row = &costs->candidates->rows[costs->order[i]];

		if (!row->holds)
			continue;
		spreading->is_companion[costs->order[i]] = is_met[row->course];
		is_met[row->course] = has_fixed = true;
	}
	for (size_t i = at; i < end; i++) {
		if (costs->candidates->rows[costs->order[i]].holds)
			continue;
		spreading->is_companion[costs->order[i]] = has_fixed || n_free > 0;
		n_free++;
	}
	spreading->has_parties = spreading->has_parties || n_free > 1;
	free(is_met);
	return 0;
}

static int find_parties(struct tsop_spreading *spreading, struct tsop_error *err)
{
	const struct tsop_costs *costs = spreading->costs;
	size_t end;

	for (size_t at = 0; at < costs->n_order; at = end) {
		size_t party = tsop_costs_party(costs, at);

		for (end = at + 1; end < costs->n_order && party > 0 &&
				   tsop_costs_party(costs, end) == party;)
			end++;
		if (party > 0 && find_companions(spreading, at, end, err) != 0)
			return -1;
	}
	return 0;
}

/* Do the prices place order[at]? Not who is fixed, or of a party that they do not prove. */
static bool is_priced(const struct tsop_spreading *spreading, size_t at)
{
	struct tsop_costs *costs = spreading->costs;

	if (costs->candidates->rows[costs->order[at]].holds)
		return false;
	tsop_costs_of_person(costs, at);
	return costs->party_size == 1 || costs->result->proof.prices_prove_all;
}

static void count_people(struct tsop_spreading *spreading)
{
	const struct tsop_costs *costs = spreading->costs;
	const struct tsop_result *result = costs->result;

	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_result_person *row = &result->people[costs->order[at]];
		struct tsop_spreading_cell *cell;

		if (row->course == TSOP_RESULT_NO_COURSE ||
		    spreading->is_companion[costs->order[at]])
			continue;
		cell = tsop_spreading_cell(spreading, row->municipality, row->course);
		cell->n++;
		cell->n_free += is_priced(spreading, at);
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
		int64_t load = course->enrolled + course->reserved;

		if (order < 0 &&
		    (course->minimum == 0 || course->is_closed || load != course->minimum))
			tsop_checking_fault(spreading->checking, result->proof.line, "prices",
					    _("%s: below 0"), course->id);
		if (order > 0 && !course->is_closed && load < tsop_result_places(course))
			tsop_checking_fault(spreading->checking, result->proof.line, "prices",
					    _("%s: expected 0, because places are free"),
					    course->id);
	}
}

/* Somebody for whom ranks were filled, and is a companion or not. */
struct payer {
	const struct tsop_municipality *municipality;
	bool is_companion;
	unsigned long long line;
	const char *name;
};

static struct tsop_result_spread_cost cost_of(const struct tsop_spreading *spreading,
					      const struct payer *payer, size_t course)
{
	const struct tsop_result_spread_cost nothing = { .unassigned = 0 };

	return payer->is_companion ?
		       cost_with(spreading, payer->municipality, course, &nothing) :
		       tsop_spreading_cost(spreading, payer->municipality, course);
}

/* Is nothing cheaper than the course? */
static void check_place(const struct tsop_spreading *spreading, const struct payer *payer,
			size_t at)
{
	const struct tsop_costs *costs = spreading->costs;
	struct tsop_result_spread_cost here = cost_of(spreading, payer, at);

	for (size_t i = 0; i < costs->n_courses; i++) {
		if (costs->ranks[i] == TSOP_COSTS_FORBIDDEN ||
		    tsop_spreading_compare(cost_of(spreading, payer, i), here) >= 0)
			continue;
		tsop_checking_fault(spreading->checking, payer->line, "course",
				    _("%s: %s would cost less at the prices of the proof"),
				    payer->name, costs->result->header.courses[i].id);
		return;
	}
	if (tsop_spreading_compare(cost_of(spreading, payer, costs->n_courses), here) < 0)
		tsop_checking_fault(spreading->checking, payer->line, "course",
				    _("%s: no course would cost less at the prices of the proof"),
				    payer->name);
}

static void check_places(const struct tsop_spreading *spreading)
{
	struct tsop_costs *costs = spreading->costs;
	const struct tsop_result *result = costs->result;

	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_result_person *row = &result->people[costs->order[at]];
		char who[TSOP_NUM_TEXT + 1] = "e";
		const struct payer payer = { row->municipality,
					     spreading->is_companion[costs->order[at]], row->line,
					     who };

		if (!is_priced(spreading, at))
			continue;
		tsop_num_write(row->number, who + 1);
		check_place(spreading, &payer, tsop_costs_place(costs, row->course));
	}
	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];
		const struct payer payer = { row->municipality, false, row->line, row->id };

		if (row->reserved > 0)
			tsop_costs_of_held(costs, row->municipality);
		for (int64_t seat = 0; seat < row->reserved; seat++)
			check_place(spreading, &payer,
				    tsop_costs_place(costs,
						     result->held[row->first_held + (size_t)seat]));
	}
}

/* What is least, with its pairs. */
static struct tsop_result_spread_cost with_pairs(struct tsop_result_cost cost, int64_t pairs)
{
	return (struct tsop_result_spread_cost){ cost.unassigned, pairs, cost.rank, cost.meters };
}

static bool has_minima(const struct tsop_result *result)
{
	for (size_t i = 0; i < result->header.n_courses; i++)
		if (result->header.courses[i].minimum > 0)
			return true;
	return false;
}

/* Do the prices prove that nothing else costs less, whatever courses close? */
static bool proves_closings(const struct tsop_result *result)
{
	const struct tsop_result_spread_cost zero = { .unassigned = 0 };

	for (size_t i = 0; i < result->header.n_courses; i++)
		if (result->header.courses[i].is_closed ||
		    tsop_spreading_compare(result->proof.spread.prices[i], zero) < 0)
			return false;
	return true;
}

/* There may be one where parties and closings are searched for. */
static void check_bound(const struct tsop_spreading *spreading)
{
	const struct tsop_result *result = spreading->costs->result;
	const struct tsop_result_proof *proof = &result->proof;
	bool is_sure = !has_minima(result) &&
		       (proof->prices_prove_all || !spreading->has_parties);

	if (!spreading->has_parties && !proof->prices_prove_all)
		tsop_checking_fault(spreading->checking, proof->line, "prices_prove_all",
				    _("expected true, without parties"));
	if (is_sure && (!proof->is_optimal || proof->has_bound))
		tsop_checking_fault(spreading->checking, proof->line, "optimal",
				    _("expected true, and no bound"));
	else if (proof->is_optimal == proof->has_bound ||
		 (proof->has_bound &&
		  tsop_spreading_compare(with_pairs(proof->bound, proof->spread.bound_pairs),
					 with_pairs(proof->cost, proof->spread.pairs)) >= 0))
		tsop_checking_fault(spreading->checking, proof->line, "bound",
				    _("expected less than the total, where that is not optimal"));
}

/* What only a search proves, which is not in the proof. */
static void tell_open(const struct tsop_spreading *spreading)
{
	const struct tsop_result *result = spreading->costs->result;

	if (!result->proof.prices_prove_all)
		tsop_checking_open(spreading->checking,
				   result->proof.is_optimal
					   ? "that no other places of the parties cost less, people "
					     "being spread: the proof has no search"
					   : "the bound of other places of the parties, people being "
					     "spread: the proof has no search");
	if (!proves_closings(result))
		tsop_checking_open(spreading->checking,
				   "that closing other courses costs no less, people being spread: "
				   "the proof has no search");
}

static int check_all(struct tsop_spreading *spreading, struct tsop_error *err)
{
	size_t n_faults = spreading->checking->n_faults;

	check_bound(spreading);
	take_shares(spreading);
	check_pairs(spreading);
	check_prices(spreading);
	check_shares(spreading);
	check_places(spreading);
	tell_open(spreading);
	tsop_checking_passed(spreading->checking, "optimum");
	return spreading->checking->n_faults > n_faults ? 0 :
							  tsop_spreading_check_lots(spreading, err);
}

static int check_pairs_alone(struct tsop_spreading *spreading, struct tsop_error *err)
{
	(void)err;
	check_pairs(spreading);
	return 0;
}

/* Count who is where, and check that. */
static int count_and(struct tsop_costs *costs, struct tsop_checking *checking,
		     int (*check)(struct tsop_spreading *spreading, struct tsop_error *err),
		     struct tsop_error *err)
{
	struct tsop_spreading spreading = { .costs = costs, .checking = checking };
	int status = 0;

	spreading.cells = calloc(TSOP_CANDIDATES_MUNICIPALITIES_MAX * (costs->n_courses + 1),
				 sizeof *spreading.cells);
	spreading.is_companion = calloc(costs->result->n_people + 1,
					sizeof *spreading.is_companion);
	if (spreading.cells == NULL || spreading.is_companion == NULL)
		status = tsop_fail_memory(err);
	if (status == 0)
		status = find_parties(&spreading, err);
	if (status == 0) {
		count_people(&spreading);
		status = check(&spreading, err);
	}
	free(spreading.cells);
	free(spreading.is_companion);
	return status;
}

int tsop_spread_check(struct tsop_costs *costs, struct tsop_checking *checking,
		      struct tsop_error *err)
{
	if (tsop_result_knows_held(costs->result))
		return count_and(costs, checking, check_all, err);
	tsop_checking_open(checking, "that courses cost least, people being spread: it is not known "
				     "whose the held seats are");
	return 0;
}

int tsop_spread_check_pairs(struct tsop_costs *costs, struct tsop_checking *checking,
			    struct tsop_error *err)
{
	if (tsop_result_knows_held(costs->result))
		return count_and(costs, checking, check_pairs_alone, err);
	tsop_checking_open(checking,
			   "how many pairs there are: it is not known whose the held seats are");
	return 0;
}
