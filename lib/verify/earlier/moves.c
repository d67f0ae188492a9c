#include "verify/earlier/moves.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/earlier/moving.h"
#include "verify/optimum/prices.h"
#include "verify/result/result_earlier.h"

static bool is_fixed(const struct tsop_moving *moving, size_t at)
{
	return moving->costs->candidates->rows[moving->costs->order[at]].holds;
}

/* There are waived only where moves have a price. */
static bool is_waived(const struct tsop_moving *moving, size_t person)
{
	return moving->proof->is_waived != NULL && moving->proof->is_waived[person];
}

/* Where the person could stay: not where their wishes or what is excluded do not let them. */
static uint16_t find_home(struct tsop_moving *moving, size_t person)
{
	const struct tsop_candidate *row = &moving->costs->candidates->rows[person];

	if (!row->had_place || row->was == TSOP_RESULT_NO_COURSE)
		return TSOP_RESULT_NO_COURSE;
	tsop_costs_of_wishes(moving->costs, person);
	return moving->costs->ranks[row->was] == TSOP_COSTS_FORBIDDEN ? TSOP_RESULT_NO_COURSE
								       : row->was;
}

/* The most that the courses allowed cost whom ranks were filled for. */
static void add_worst(struct tsop_moving *moving, const int64_t *meters)
{
	int64_t rank = 0, far = 0;

	for (size_t i = 0; i < moving->costs->n_courses; i++) {
		if (moving->costs->ranks[i] == TSOP_COSTS_FORBIDDEN)
			continue;
		rank = moving->costs->ranks[i] > rank ? moving->costs->ranks[i] : rank;
		far = meters[i] > far ? meters[i] : far;
	}
	moving->worst.part[1] += rank;
	moving->worst.part[2] += far;
}

/* Is the person of a party, even if nobody else of it is left, and the prices are of others? */
static bool is_left_out(const struct tsop_moving *moving, size_t person)
{
	return moving->costs->candidates->rows[person].party > 0 &&
	       !moving->proof->prices_prove_all;
}

/* Count the moves, and those that were there before, by course. */
static void count(struct tsop_moving *moving, int64_t *n_were)
{
	struct tsop_costs *costs = moving->costs;

	for (size_t at = 0; at < costs->n_order; at++) {
		size_t person = costs->order[at];
		const struct tsop_result_person *row = &moving->result->people[person];
		bool is_moved;

		moving->was[person] = TSOP_RESULT_NO_COURSE;
		if (is_fixed(moving, at))
			continue;
		moving->was[person] = find_home(moving, person);
		is_moved = moving->was[person] != TSOP_RESULT_NO_COURSE &&
			   moving->was[person] != row->course;
		moving->n_made += is_moved;
		moving->n_counted += is_moved && !is_waived(moving, person);
		if (moving->was[person] != TSOP_RESULT_NO_COURSE)
			n_were[moving->was[person]]++;
		tsop_costs_of_person(costs, at);
		moving->has_parties = moving->has_parties || costs->candidates->rows[person].party > 0;
		moving->is_partial = moving->is_partial || is_left_out(moving, person);
		add_worst(moving, tsop_costs_meters(costs, row->municipality));
	}
	for (size_t i = 0; i < moving->result->n_seats; i++) {
		const struct tsop_result_seats *row = &moving->result->seats[i];

		if (row->reserved > 0)
			tsop_costs_of_held(costs, row->municipality);
		for (int64_t seat = 0; seat < row->reserved; seat++)
			add_worst(moving, tsop_costs_meters(costs, row->municipality));
	}
	for (size_t i = 0; i < costs->n_courses; i++) {
		const struct tsop_result_course *course = &moving->result->header.courses[i];
		/* Where moves are weighed a closed course could run; nobody is fixed there. */
		int64_t room = course->is_closed && moving->is_searched ? course->capacity
									   : costs->room[i];

		moving->has_minima = moving->has_minima || course->minimum > 0;
		moving->n_forced += n_were[i] > room ? n_were[i] - room : 0;
	}
}

/* The numbers that the first record states. */
static void check_numbers(const struct tsop_moving *moving)
{
	const struct tsop_result_header *header = &moving->result->header;
	struct tsop_checking *checking = moving->checking;
	bool is_bound = moving->is_searched && (moving->has_parties || moving->has_minima);

	if (header->made != moving->n_made)
		tsop_checking_fault(checking, header->line, "moves.made",
				    _("expected %" PRId64), moving->n_made);
	if (is_bound ? header->forced < moving->n_forced : header->forced != moving->n_forced)
		tsop_checking_fault(checking, header->line, "moves.forced",
				    is_bound ? _("expected at least %" PRId64)
					     : _("expected %" PRId64),
				    moving->n_forced);
	if (header->forced > header->made)
		tsop_checking_fault(checking, header->line, "moves.forced",
				    _("expected at most %" PRId64 ", which were made"), header->made);
	if (header->budget >= 0 && header->made > header->forced + header->budget)
		tsop_checking_fault(checking, header->line, "moves.made",
				    _("expected at most %" PRId64 ", those forced and the budget"),
				    header->forced + header->budget);
	if (is_bound)
		tsop_checking_open(checking, "that no more moves are forced, because of %s",
				   moving->has_parties ? "parties" : "courses that may close");
}

static void check_waived(const struct tsop_moving *moving)
{
	size_t n = 0;

	for (size_t at = 0; at < moving->costs->n_order; at++) {
		size_t person = moving->costs->order[at];

		n += is_waived(moving, person) &&
		     moving->was[person] != TSOP_RESULT_NO_COURSE;
	}
	if (n != moving->proof->n_waived)
		tsop_checking_fault(moving->checking, moving->proof->line, "waived",
				    _("expected people who had a course that they could stay on"));
}

/* What a course costs whom ranks were filled for; `from` is where they were. */
static struct tsop_result_cost price_at(const struct tsop_moving *moving, const int64_t *meters,
					uint16_t from, size_t course)
{
	const struct tsop_result_cost zero = { 0, 0, 0 };
	const struct tsop_result_cost *price = &moving->proof->prices[course];
	bool is_moved = from != TSOP_RESULT_NO_COURSE && from != course;
	const struct tsop_result_cost *move = is_moved ? &moving->proof->move : &zero;

	return (struct tsop_result_cost){
		.unassigned = price->unassigned + move->unassigned,
		.rank = price->rank + move->rank +
			moving->proof->scale * moving->costs->ranks[course],
		.meters = price->meters + move->meters + moving->proof->scale * meters[course],
	};
}

static struct tsop_result_cost price_of_none(const struct tsop_moving *moving, uint16_t from)
{
	struct tsop_result_cost none = { 0, 0, 0 };

	if (from != TSOP_RESULT_NO_COURSE)
		none = moving->proof->move;
	none.unassigned += moving->proof->scale;
	return none;
}

/* Of a mechanism with a worst rank: is the course of a greater one for whom ranks were filled? */
static bool is_too_low(const struct tsop_moving *moving, size_t course)
{
	return moving->proof->worst_rank > 0 &&
	       tsop_costs_worst(moving->costs, course) >= moving->proof->worst_rank;
}

/* Is nothing cheaper than `at` for whom ranks were filled? */
static void check_place(const struct tsop_moving *moving, const int64_t *meters, uint16_t from,
			size_t at, unsigned long long line, const char *who)
{
	const struct tsop_result_cost here = price_at(moving, meters, from, at);
	size_t n = moving->costs->n_courses;

	for (size_t i = 0; i < n; i++) {
		if (moving->costs->ranks[i] == TSOP_COSTS_FORBIDDEN || is_too_low(moving, i) ||
		    tsop_costs_compare(price_at(moving, meters, from, i), here) >= 0)
			continue;
		tsop_checking_fault(moving->checking, line, "course",
				    _("%s: %s would cost less at the prices of the proof"), who,
				    moving->result->header.courses[i].id);
		return;
	}
	if (tsop_costs_compare(price_of_none(moving, from), here) < 0)
		tsop_checking_fault(moving->checking, line, "course",
				    _("%s: no course would cost less at the prices of the proof"),
				    who);
}

static void check_people(const struct tsop_moving *moving)
{
	struct tsop_costs *costs = moving->costs;

	for (size_t at = 0; at < costs->n_order; at++) {
		size_t person = costs->order[at];
		const struct tsop_result_person *row = &moving->result->people[person];
		uint16_t from = moving->was[person];
		char who[TSOP_NUM_TEXT + 1] = "e";

		if (is_fixed(moving, at) || is_left_out(moving, person))
			continue;
		tsop_costs_of_person(costs, at);
		tsop_num_write(row->number, who + 1);
		if (is_waived(moving, person))
			from = TSOP_RESULT_NO_COURSE;
		check_place(moving, tsop_costs_meters(costs, row->municipality), from, row->course,
			    row->line, who);
	}
}

static void check_held(const struct tsop_moving *moving)
{
	const struct tsop_result *result = moving->result;

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		if (row->reserved > 0)
			tsop_costs_of_held(moving->costs, row->municipality);
		for (int64_t seat = 0; seat < row->reserved; seat++)
			check_place(moving, tsop_costs_meters(moving->costs, row->municipality),
				    TSOP_RESULT_NO_COURSE,
				    result->held[row->first_held + (size_t)seat], row->line,
				    row->id);
	}
}

/*
 * Not below 0, but with no more people than the minimum, and 0 where places are free; nor is a
 * move paid for.
 */
static void check_prices(const struct tsop_moving *moving)
{
	const struct tsop_result_cost zero = { 0, 0, 0 };

	if (tsop_costs_compare(moving->proof->move, zero) < 0)
		tsop_checking_fault(moving->checking, moving->proof->line, "move", _("below 0"));
	for (size_t i = 0; i < moving->costs->n_courses; i++) {
		const struct tsop_result_course *course = &moving->result->header.courses[i];
		int order = tsop_costs_compare(moving->proof->prices[i], zero);
		int64_t load = course->enrolled + course->reserved;

		if (order < 0 && (course->minimum == 0 || load != course->minimum))
			tsop_checking_fault(moving->checking, moving->proof->line, "prices",
					    _("%s: below 0"), course->id);
		if (order > 0 && load < tsop_result_places(course))
			tsop_checking_fault(moving->checking, moving->proof->line, "prices",
					    _("%s: expected 0, because places are free"),
					    course->id);
	}
}

static void check(struct tsop_moving *moving, int64_t *n_were)
{
	struct tsop_checking *checking = moving->checking;
	size_t n_faults;

	count(moving, n_were);
	check_numbers(moving);
	if (!moving->is_searched)
		return;
	if (!tsop_result_weighs_moves(moving->result)) {
		tsop_checking_open(checking, "that people were moved as little as could be, and the "
					     "others placed as the mechanism has it");
		return;
	}
	check_waived(moving);
	n_faults = checking->n_faults;
	if (strcmp(moving->result->header.mechanism, "min-worst-rank") == 0)
		tsop_prices_check_worst(moving->costs, checking);
	check_prices(moving);
	check_people(moving);
	check_held(moving);
	if (checking->n_faults == n_faults)
		tsop_worth_check(moving);
}

int tsop_moves_check(struct tsop_costs *costs, struct tsop_checking *checking,
		     struct tsop_error *err)
{
	const struct tsop_result *result = costs->result;
	struct tsop_moving moving = {
		.costs = costs,
		.result = result,
		.proof = &result->proof,
		.checking = checking,
		.is_searched = strcmp(result->header.mechanism, "deferred-acceptance") != 0 &&
			       strcmp(result->header.mechanism, "serial-dictatorship") != 0,
		.was = calloc(result->n_people + 1, sizeof *moving.was),
	};
	int64_t *n_were = calloc(costs->n_courses + 1, sizeof *n_were);
	int status = 0;

	if (moving.was != NULL && n_were != NULL)
		check(&moving, n_were);
	else
		status = tsop_fail_memory(err);
	free(moving.was);
	free(n_were);
	return status;
}
