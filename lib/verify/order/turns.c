#include "verify/order/turns.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"

struct turning {
	struct tsop_costs *costs;
	struct tsop_checking *checking;
	const struct tsop_result_proof *proof;
	struct tsop_precedence precedence;
	size_t *at;    /* [n_turns] the place of each turn in costs->order */
	int64_t *room; /* [courses + 1] at the present turn; the last is none */
};

static const struct tsop_candidate *candidate_at(const struct turning *turning, size_t at)
{
	return &turning->costs->candidates->rows[turning->costs->order[at]];
}

static const struct tsop_result_person *person_at(const struct turning *turning, size_t at)
{
	return &turning->costs->result->people[turning->costs->order[at]];
}

/* Find the turns among those who are seated; each who is not fixed has one. */
static bool find_turns(struct turning *turning, size_t *place_of)
{
	const struct tsop_costs *costs = turning->costs;
	const struct tsop_result_proof *proof = turning->proof;
	size_t n = 0;

	for (size_t at = 0; at < costs->n_order; at++) {
		place_of[costs->order[at]] = at + 1;
		n += !candidate_at(turning, at)->holds;
	}
	for (size_t i = 0; i < proof->n_turns; i++) {
		size_t place = place_of[proof->turns[i]];

		if (place == 0 || candidate_at(turning, place - 1)->holds)
			return false;
		place_of[proof->turns[i]] = 0;
		turning->at[i] = place - 1;
	}
	return n == proof->n_turns;
}

static size_t end_of_party(const struct turning *turning, size_t start)
{
	uint32_t party = candidate_at(turning, turning->at[start])->party;
	size_t end = start + 1;

	while (party > 0 && end < turning->proof->n_turns &&
	       candidate_at(turning, turning->at[end])->party == party)
		end++;
	return end;
}

static bool is_before(const struct tsop_costs *costs, const int64_t *meters, size_t a, size_t b)
{
	if (costs->ranks[a] != costs->ranks[b])
		return costs->ranks[a] < costs->ranks[b];
	if (meters[a] != meters[b])
		return meters[a] < meters[b];
	return a < b;
}

/* The best course with room by the ranks filled last; n_courses: there is none. */
static size_t find_best(const struct turning *turning, const int64_t *meters, int64_t size)
{
	const struct tsop_costs *costs = turning->costs;
	size_t best = costs->n_courses;

	for (size_t i = 0; i < costs->n_courses; i++)
		if (costs->ranks[i] != TSOP_COSTS_FORBIDDEN && turning->room[i] >= size &&
		    (best == costs->n_courses || is_before(costs, meters, i, best)))
			best = i;
	return best;
}

static void take_turn(struct turning *turning, size_t start, size_t end)
{
	struct tsop_costs *costs = turning->costs;
	const struct tsop_result_person *row = person_at(turning, turning->at[start]);
	size_t best;

	tsop_costs_of_person(costs, turning->at[start]);
	best = find_best(turning, tsop_costs_meters(costs, row->municipality),
			 (int64_t)(end - start));
	if (best != tsop_costs_place(costs, row->course))
		tsop_checking_fault(turning->checking, row->line, "course",
				    _("e%" PRId64 ": %s is the best on the list at its turn"),
				    row->number,
				    best < costs->n_courses
					    ? costs->result->header.courses[best].id
					    : _("no course"));
	for (size_t i = start; i < end; i++)
		turning->room[tsop_costs_place(costs, person_at(turning, turning->at[i])->course)]--;
}

/* A party comes with its first member, and no turn goes before the one before it. */
static void check_order(const struct turning *turning, size_t before, size_t start, size_t end)
{
	const struct tsop_precedence *precedence = &turning->precedence;

	for (size_t i = start + 1; i < end; i++)
		if (tsop_precedence_compare(precedence, turning->at[i], turning->at[start], 0) < 0)
			tsop_checking_fault(turning->checking, turning->proof->line, "turns",
					    _("e%" PRId64 ": is not the first of its party"),
					    person_at(turning, turning->at[start])->number);
	if (start > 0 && tsop_precedence_compare(precedence, turning->at[start],
						 turning->at[before], 0) < 0)
		tsop_checking_fault(turning->checking, turning->proof->line, "turns",
				    _("e%" PRId64 ": goes before the one whose turn it was"),
				    person_at(turning, turning->at[start])->number);
}

static void take_held(struct turning *turning)
{
	struct tsop_costs *costs = turning->costs;
	const struct tsop_result *result = costs->result;

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		if (row->reserved > 0)
			tsop_costs_of_held(costs, row->municipality);
		for (int64_t seat = 0; seat < row->reserved; seat++) {
			size_t course = tsop_costs_place(
				costs, result->held[row->first_held + (size_t)seat]);

			if (find_best(turning, tsop_costs_meters(costs, row->municipality), 1) !=
			    course)
				tsop_checking_fault(turning->checking, row->line, "reserved_at",
						    _("%s: expected the nearest with room"),
						    row->id);
			turning->room[course]--;
		}
	}
}

static void check(struct turning *turning)
{
	size_t before = 0;

	for (size_t i = 0; i < turning->costs->n_courses; i++)
		turning->room[i] = turning->costs->room[i];
	for (size_t start = 0, end; start < turning->proof->n_turns; start = end) {
		end = end_of_party(turning, start);
		if (turning->costs->result->header.keep == NULL)
			check_order(turning, before, start, end);
		take_turn(turning, start, end);
		before = start;
	}
	take_held(turning);
	if (turning->costs->result->header.keep != NULL)
		tsop_checking_open(turning->checking, "whose turn it was: the next in the order, or who "
						      "was asked for the place they had");
}

int tsop_turns_check(struct tsop_costs *costs, struct tsop_checking *checking,
		     struct tsop_error *err)
{
	struct turning turning = {
		.costs = costs,
		.checking = checking,
		.proof = &costs->result->proof,
		.at = calloc(costs->result->proof.n_turns + 1, sizeof *turning.at),
		.room = calloc(costs->n_courses + 1, sizeof *turning.room),
	};
	size_t *place_of = calloc(costs->result->n_people + 1, sizeof *place_of);
	int status = 0;

	if (turning.at == NULL || turning.room == NULL || place_of == NULL)
		status = tsop_fail_memory(err);
	else if (costs->result->header.order == NULL ||
		 !tsop_precedence_read(&turning.precedence, costs, costs->result->header.order))
		tsop_checking_fault(checking, costs->result->header.line, "order",
				    _("expected a list of priority, received, distance and lot"));
	else if (find_turns(&turning, place_of))
		check(&turning);
	else
		tsop_checking_fault(checking, turning.proof->line, "turns",
				    _("expected everybody with a seat who is not fixed, once"));
	free(turning.at);
	free(turning.room);
	free(place_of);
	return status;
}
