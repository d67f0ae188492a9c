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
		if (moving->was[person] != TSOP_RESULT_NO_COURSE) {
			n_were[moving->was[person]]++;
			moving->n_homes++;
		}
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

/* Whom a move costs what the proof says, but the waived; and that it costs something. */
static void set_stay(struct tsop_moving *moving, uint16_t *home)
{
	const struct tsop_result_cost zero = { 0, 0, 0 };

	moving->stay = (struct tsop_costs_stay){ home, moving->proof->move, moving->proof->scale };
	for (size_t i = 0; i < moving->result->n_people; i++)
		home[i] = is_waived(moving, i) ? TSOP_RESULT_NO_COURSE : moving->was[i];
	moving->costs->stay = &moving->stay;
	if (tsop_costs_compare(moving->proof->move, zero) < 0)
		tsop_checking_fault(moving->checking, moving->proof->line, "move", _("below 0"));
}

static int check_prices(struct tsop_moving *moving, uint16_t *home, struct tsop_error *err)
{
	struct tsop_checking *checking = moving->checking;
	size_t n_faults = checking->n_faults;
	int status = 0;

	set_stay(moving, home);
	if (strcmp(moving->result->header.mechanism, "min-worst-rank") == 0)
		tsop_prices_check_worst(moving->costs, checking);
	tsop_prices_hold(moving->costs,
			 moving->proof->worst_rank > 0 ? moving->proof->worst_rank - 1 : INT64_MAX,
			 checking);
	if (checking->n_faults == n_faults)
		status = tsop_worth_check(moving, err);
	if (status == 0 && checking->n_faults == n_faults && !moving->is_partial &&
	    moving->proof->worst_rank == 0)
		status = tsop_settled_check(moving->costs, &tsop_prices_settled, checking, err);
	moving->costs->stay = NULL;
	return status;
}

static int check(struct tsop_moving *moving, int64_t *n_were, uint16_t *home,
		 struct tsop_error *err)
{
	struct tsop_checking *checking = moving->checking;

	count(moving, n_were);
	check_numbers(moving);
	if (!moving->is_searched)
		return 0;
	if (!tsop_result_weighs_moves(moving->result)) {
		tsop_checking_open(checking, "that people were moved as little as could be, and the "
					     "others placed as the mechanism has it");
		return 0;
	}
	check_waived(moving);
	return check_prices(moving, home, err);
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
	uint16_t *home = calloc(result->n_people + 1, sizeof *home);
	int status;

	if (moving.was != NULL && n_were != NULL && home != NULL)
		status = check(&moving, n_were, home, err);
	else
		status = tsop_fail_memory(err);
	free(moving.was);
	free(n_were);
	free(home);
	return status;
}
