#include "verify/people/costs.h"

#include <stdlib.h>
#include <string.h>

#include "verify/people/together.h"

static int fill_meters(struct tsop_costs *costs, struct tsop_error *err)
{
	const struct tsop_result_header *header = &costs->result->header;
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);
	const struct tsop_municipality *place;

	for (size_t course = 0; course < costs->n_courses; course++) {
		if (tsop_municipality_of_place(tsop_view_of(header->courses[course].place), &place,
					       err) != 0)
			return -1;
		for (size_t i = 0; i < n; i++)
			costs->meters[i * costs->n_courses + course] =
				tsop_municipality_meters(&all[i], place);
	}
	return 0;
}

static void count_room(struct tsop_costs *costs)
{
	for (size_t i = 0; i < costs->n_courses; i++)
		costs->room[i] = tsop_result_places(&costs->result->header.courses[i]);
	for (size_t i = 0; i < costs->result->n_people; i++)
		if (costs->candidates->rows[i].holds &&
		    costs->candidates->rows[i].course != TSOP_RESULT_NO_COURSE)
			costs->room[costs->candidates->rows[i].course]--;
}

/* Sort who is seated by party: count, sum up, put in place. */
static int sort_by_party(struct tsop_costs *costs, struct tsop_error *err)
{
	size_t *end = calloc(costs->n_parties + 2, sizeof *end);

	if (end == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < costs->result->n_people; i++)
		if (tsop_costs_is_seated(costs, i)) {
			end[costs->party_of[i] + 1]++;
			costs->n_order++;
		}
	for (size_t i = 1; i <= costs->n_parties; i++)
		end[i] += end[i - 1];
	for (size_t i = 0; i < costs->result->n_people; i++)
		if (tsop_costs_is_seated(costs, i))
			costs->order[end[costs->party_of[i]]++] = i;
	free(end);
	return 0;
}

int tsop_costs_init_pass(struct tsop_costs *costs, const struct tsop_result *result,
			 const struct tsop_candidates *candidates,
			 const struct tsop_costs_pass *pass, struct tsop_error *err)
{
	size_t n = result->header.n_courses;

	*costs = (struct tsop_costs){
		.result = result,
		.candidates = candidates,
		.n_courses = n,
		.seated = pass != NULL ? pass->seated : NULL,
		.meters = calloc(TSOP_CANDIDATES_MUNICIPALITIES_MAX * (n + 1), sizeof(int64_t)),
		.room = calloc(n + 1, sizeof(int64_t)),
		.order = calloc(result->n_people + 1, sizeof(size_t)),
		.ranks = calloc(n + 1, sizeof(uint16_t)),
		.is_open = calloc(n + 1, sizeof(bool)),
		.worst = calloc(n + 1, sizeof(uint16_t)),
	};
	if (costs->meters == NULL || costs->room == NULL || costs->order == NULL ||
	    costs->ranks == NULL || costs->is_open == NULL || costs->worst == NULL)
		return tsop_fail_memory(err);
	if (fill_meters(costs, err) != 0 ||
	    tsop_together_find(costs, pass != NULL ? pass->parting : NULL, err) != 0)
		return -1;
	count_room(costs);
	return sort_by_party(costs, err);
}

int tsop_costs_init(struct tsop_costs *costs, const struct tsop_result *result,
		    const struct tsop_candidates *candidates, struct tsop_error *err)
{
	return tsop_costs_init_pass(costs, result, candidates, NULL, err);
}

void tsop_costs_release(struct tsop_costs *costs)
{
	free(costs->meters);
	free(costs->room);
	free(costs->party_of);
	free(costs->order);
	free(costs->ranks);
	free(costs->is_open);
	free(costs->worst);
	*costs = (struct tsop_costs){ .result = NULL };
}

void tsop_costs_of_wishes(struct tsop_costs *costs, size_t person)
{
	const struct tsop_candidate *row = &costs->candidates->rows[person];

	for (size_t i = 0; i < costs->n_courses; i++)
		costs->ranks[i] = row->only_wishes ? TSOP_COSTS_FORBIDDEN : row->n_wishes;
	for (size_t i = 0; i < row->n_wishes; i++)
		costs->ranks[row->wishes[i]] = (uint16_t)i;
	for (size_t i = 0; i < row->n_excluded; i++)
		costs->ranks[row->excluded[i]] = TSOP_COSTS_FORBIDDEN;
}

/* The party of order[at]: where may all go of it who are not fixed? */
static void enter_party(struct tsop_costs *costs, size_t at)
{
	const struct tsop_candidate *rows = costs->candidates->rows;
	size_t party = tsop_costs_party(costs, at);
	bool has_fixed = false;
	size_t start = at;
	size_t end;

	costs->party = party;
	costs->party_size = 0;
	while (start > 0 && tsop_costs_party(costs, start - 1) == party)
		start--;
	for (end = start; end < costs->n_order && tsop_costs_party(costs, end) == party; end++) {
		has_fixed = has_fixed || rows[costs->order[end]].holds;
		costs->party_size += !rows[costs->order[end]].holds;
	}
	for (size_t i = 0; i < costs->n_courses; i++) {
		costs->is_open[i] = !has_fixed && costs->room[i] >= (int64_t)costs->party_size;
		costs->worst[i] = 0;
	}
	for (at = start; at < end; at++) {
		const struct tsop_candidate *row = &rows[costs->order[at]];

		if (row->holds)
			costs->is_open[row->course] =
				costs->room[row->course] >= (int64_t)costs->party_size;
	}
	for (at = start; at < end; at++) {
		if (rows[costs->order[at]].holds)
			continue;
		tsop_costs_of_wishes(costs, costs->order[at]);
		for (size_t i = 0; i < costs->n_courses; i++)
			if (costs->ranks[i] == TSOP_COSTS_FORBIDDEN)
				costs->is_open[i] = false;
			else if (costs->ranks[i] > costs->worst[i])
				costs->worst[i] = costs->ranks[i];
	}
}

void tsop_costs_of_person(struct tsop_costs *costs, size_t at)
{
	size_t party = tsop_costs_party(costs, at);

	costs->home = costs->stay == NULL ? TSOP_RESULT_NO_COURSE
					  : costs->stay->home[costs->order[at]];
	if (party > 0 && party != costs->party)
		enter_party(costs, at);
	tsop_costs_of_wishes(costs, costs->order[at]);
	if (party == 0) {
		costs->party = 0;
		costs->party_size = 1;
		return;
	}
	for (size_t i = 0; i < costs->n_courses; i++)
		if (!costs->is_open[i])
			costs->ranks[i] = TSOP_COSTS_FORBIDDEN;
}

void tsop_costs_of_held(struct tsop_costs *costs, const struct tsop_municipality *municipality)
{
	const int64_t *meters = tsop_costs_meters(costs, municipality);

	costs->home = TSOP_RESULT_NO_COURSE;
	costs->party = 0;
	costs->party_size = 1;
	for (size_t i = 0; i < costs->n_courses; i++) {
		size_t n_nearer = 0;

		for (size_t other = 0; other < costs->n_courses; other++)
			n_nearer += meters[other] < meters[i];
		costs->ranks[i] = (uint16_t)n_nearer;
	}
}

int tsop_costs_compare(struct tsop_result_cost a, struct tsop_result_cost b)
{
	if (a.unassigned != b.unassigned)
		return a.unassigned < b.unassigned ? -1 : 1;
	if (a.rank != b.rank)
		return a.rank < b.rank ? -1 : 1;
	return (a.meters > b.meters) - (a.meters < b.meters);
}
