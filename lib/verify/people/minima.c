#include "verify/people/minima.h"

#include <stdlib.h>
#include <string.h>

struct minima {
	struct tsop_costs *costs;
	struct tsop_result_cost *sums; /* [courses] of the party; forbidden: unassigned > 0 */
	struct tsop_result_cost *own;  /* [courses] of one of it */
};

/* Those from order[at] on that go together: how many? */
static size_t count_party(const struct tsop_costs *costs, size_t at)
{
	const struct tsop_candidate *rows = costs->candidates->rows;
	uint32_t party = rows[costs->order[at]].party;
	size_t n = 1;

	while (party > 0 && at + n < costs->n_order && rows[costs->order[at + n]].party == party)
		n++;
	return n;
}

/* Is one of them there whatever it costs: fixed, or kept where they were? */
static bool has_holder(const struct tsop_costs *costs, size_t at, size_t n)
{
	for (size_t i = at; i < at + n; i++) {
		const struct tsop_candidate *row = &costs->candidates->rows[costs->order[i]];

		if (row->holds || (row->had_place &&
				   row->was == costs->result->people[costs->order[i]].course))
			return true;
	}
	return false;
}

static void fill_own(struct minima *minima, size_t at)
{
	struct tsop_costs *costs = minima->costs;
	const int64_t *meters =
		tsop_costs_meters(costs, costs->result->people[costs->order[at]].municipality);

	tsop_costs_of_person(costs, at);
	for (size_t i = 0; i < costs->n_courses; i++)
		minima->own[i] = (struct tsop_result_cost){
			costs->ranks[i] == TSOP_COSTS_FORBIDDEN, costs->ranks[i], meters[i]
		};
}

static void fill_sums(struct minima *minima, size_t at, size_t n)
{
	size_t n_courses = minima->costs->n_courses;

	memset(minima->sums, 0, n_courses * sizeof *minima->sums);
	for (size_t i = at; i < at + n; i++) {
		fill_own(minima, i);
		for (size_t course = 0; course < n_courses; course++) {
			minima->sums[course].unassigned += minima->own[course].unassigned;
			minima->sums[course].rank += minima->own[course].rank;
			minima->sums[course].meters += minima->own[course].meters;
		}
	}
}

/* Would all n be better off on a course with room for them, and so would one of them? */
static bool would_leave(const struct minima *minima, uint16_t from, int64_t n)
{
	const struct tsop_result_course *courses = minima->costs->result->header.courses;

	for (size_t i = 0; i < minima->costs->n_courses; i++)
		if (courses[i].enrolled + courses[i].reserved + n <= tsop_result_places(&courses[i]) &&
		    tsop_costs_compare(minima->sums[i], minima->sums[from]) < 0 &&
		    tsop_costs_compare(minima->own[i], minima->own[from]) < 0)
			return true;
	return false;
}

static void mark(struct minima *minima, size_t at, size_t n, bool *is_needed)
{
	const struct tsop_costs *costs = minima->costs;
	const struct tsop_result *result = costs->result;
	uint16_t from = result->people[costs->order[at]].course;
	const struct tsop_result_course *course = &result->header.courses[from];

	if (course->minimum == 0 || has_holder(costs, at, n) ||
	    course->enrolled + course->reserved - (int64_t)n >= course->minimum)
		return;
	fill_sums(minima, at, n);
	for (size_t i = at; i < at + n; i++) {
		fill_own(minima, i);
		is_needed[costs->order[i]] = would_leave(minima, from, (int64_t)n);
	}
}

int tsop_minima_mark(struct tsop_costs *costs, bool *is_needed, struct tsop_error *err)
{
	const struct tsop_result_header *header = &costs->result->header;
	struct minima minima = { .costs = costs };
	int status = 0;

	if (strcmp(header->mechanism, "min-cost") != 0 || header->spread != NULL)
		return 0;
	minima.sums = calloc(costs->n_courses + 1, sizeof *minima.sums);
	minima.own = calloc(costs->n_courses + 1, sizeof *minima.own);
	if (minima.sums == NULL || minima.own == NULL)
		status = tsop_fail_memory(err);
	for (size_t at = 0, n; status == 0 && at < costs->n_order; at += n) {
		n = count_party(costs, at);
		mark(&minima, at, n, is_needed);
	}
	free(minima.sums);
	free(minima.own);
	return status;
}
