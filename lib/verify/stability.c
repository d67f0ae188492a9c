#include "verify/stability.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"

#define NOBODY SIZE_MAX

/* The last of those on a course. Held seats come behind all people. */
struct last {
	size_t person; /* in order, or NOBODY */
	size_t wish;   /* how early the course stands in its list */
	bool has_held; /* a seat that is held */
	size_t held_wish;
	size_t held; /* the last claimant with a held seat of that wish */
};

struct standing {
	struct tsop_costs *costs;
	struct tsop_checking *checking;
	struct tsop_precedence precedence;
	bool is_boston;
	struct last *last; /* [courses] */
};

static bool is_full(const struct standing *standing, size_t course)
{
	const struct tsop_result_course *row = &standing->costs->result->header.courses[course];

	return row->enrolled + row->reserved >= tsop_result_places(row);
}

/* Does the one course stand before the other in the list of whom ranks were filled for? */
static bool is_before(const struct tsop_costs *costs, const int64_t *meters, size_t a, size_t b)
{
	if (costs->ranks[a] != costs->ranks[b])
		return costs->ranks[a] < costs->ranks[b];
	if (meters[a] != meters[b])
		return meters[a] < meters[b];
	return a < b;
}

/* How many courses stand before this one in the list; 0 where that does not count. */
static size_t wish_of(const struct standing *standing, const int64_t *meters, size_t course)
{
	const struct tsop_costs *costs = standing->costs;
	size_t n = 0;

	for (size_t i = 0; i < costs->n_courses && standing->is_boston; i++)
		n += costs->ranks[i] != TSOP_COSTS_FORBIDDEN && is_before(costs, meters, i, course);
	return n;
}

static const int64_t *meters_of(const struct standing *standing, size_t at)
{
	const struct tsop_costs *costs = standing->costs;

	return tsop_costs_meters(costs, costs->result->people[costs->order[at]].municipality);
}

static bool is_fixed(const struct standing *standing, size_t at)
{
	return standing->costs->candidates->rows[standing->costs->order[at]].holds;
}

static void find_last(struct standing *standing)
{
	struct tsop_costs *costs = standing->costs;

	for (size_t i = 0; i < costs->n_courses; i++)
		standing->last[i].person = NOBODY;
	for (size_t at = 0; at < costs->n_order; at++) {
		size_t course = costs->result->people[costs->order[at]].course;
		struct last *last = &standing->last[course];
		size_t wish;

		if (is_fixed(standing, at))
			continue;
		tsop_costs_of_person(costs, at);
		wish = wish_of(standing, meters_of(standing, at), course);
		if (last->person == NOBODY || wish > last->wish ||
		    (wish == last->wish &&
		     tsop_precedence_compare(&standing->precedence, at, last->person, course) > 0)) {
			last->person = at;
			last->wish = wish;
		}
	}
}

static void find_last_held(struct standing *standing)
{
	struct tsop_costs *costs = standing->costs;
	const struct tsop_result *result = costs->result;

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		if (row->reserved > 0)
			tsop_costs_of_held(costs, row->municipality);
		for (int64_t seat = 0; seat < row->reserved; seat++) {
			size_t course = result->held[row->first_held + (size_t)seat];
			struct last *last = &standing->last[course];
			size_t wish = wish_of(standing, tsop_costs_meters(costs, row->municipality),
					      course);

			if (last->has_held && wish < last->held_wish)
				continue;
			last->has_held = true;
			last->held_wish = wish;
			last->held = i;
		}
	}
}

/* Who prefers the course goes before somebody there (1), or stands with the last (0). */
static int goes_before(const struct standing *standing, size_t at, size_t wish, size_t course)
{
	const struct last *last = &standing->last[course];

	if (last->has_held && wish <= last->held_wish)
		return 1;
	if (last->person == NOBODY || wish > last->wish)
		return -1;
	if (wish < last->wish)
		return 1;
	return -tsop_precedence_compare(&standing->precedence, at, last->person, course);
}

static void check_person(const struct standing *standing, size_t at)
{
	struct tsop_costs *costs = standing->costs;
	const struct tsop_result_person *row = &costs->result->people[costs->order[at]];
	const int64_t *meters = meters_of(standing, at);

	tsop_costs_of_person(costs, at);
	for (size_t i = 0; i < costs->n_courses; i++) {
		int order;

		if (costs->ranks[i] == TSOP_COSTS_FORBIDDEN ||
		    !is_before(costs, meters, i, row->course))
			continue;
		order = is_full(standing, i)
				? goes_before(standing, at, wish_of(standing, meters, i), i)
				: 1;
		if (order < 0 || (order == 0 && costs->result->header.has_draws))
			continue;
		tsop_checking_fault(standing->checking, row->line, "course",
				    order > 0 ? _("e%" PRId64 ": %s stands before it in the list, and "
						  "has room or somebody who goes behind")
					      : _("e%" PRId64 ": %s stands before it in the list, and "
						  "nothing settles who goes first there"),
				    row->number, costs->result->header.courses[i].id);
		return;
	}
}

/* A held seat goes behind all people, but before those of municipalities behind its own. */
static void check_held(const struct standing *standing, size_t claimant, size_t course)
{
	const struct tsop_costs *costs = standing->costs;
	const struct tsop_result_seats *row = &costs->result->seats[claimant];
	const int64_t *meters = tsop_costs_meters(costs, row->municipality);

	for (size_t i = 0; i < costs->n_courses; i++) {
		const struct last *last = &standing->last[i];
		size_t wish;
		bool is_first;

		if (!is_before(costs, meters, i, course))
			continue;
		wish = wish_of(standing, meters, i);
		is_first = !is_full(standing, i) ||
			   (last->has_held && (wish < last->held_wish ||
					       (wish == last->held_wish && claimant < last->held))) ||
			   (last->person != NOBODY && wish < last->wish);
		if (is_first)
			tsop_checking_fault(standing->checking, row->line, "reserved_at",
					    _("%s: %s is nearer, and has room or a seat that goes "
					      "behind"),
					    row->id, costs->result->header.courses[i].id);
	}
}

static void check(struct standing *standing)
{
	struct tsop_costs *costs = standing->costs;
	const struct tsop_result *result = costs->result;

	find_last(standing);
	find_last_held(standing);
	for (size_t at = 0; at < costs->n_order; at++)
		if (!is_fixed(standing, at))
			check_person(standing, at);
	for (size_t i = 0; i < result->n_seats; i++) {
		if (result->seats[i].reserved > 0)
			tsop_costs_of_held(costs, result->seats[i].municipality);
		for (int64_t seat = 0; seat < result->seats[i].reserved; seat++)
			check_held(standing, i,
				   result->held[result->seats[i].first_held + (size_t)seat]);
	}
}

int tsop_stability_check(struct tsop_costs *costs, bool is_boston, struct tsop_checking *checking,
			 struct tsop_error *err)
{
	struct standing standing = { .costs = costs, .checking = checking, .is_boston = is_boston };

	if (costs->result->header.order == NULL ||
	    !tsop_precedence_read(&standing.precedence, costs, costs->result->header.order)) {
		tsop_checking_fault(checking, costs->result->header.line, "order",
				    _("expected a list of priority, received, distance and lot"));
		return 0;
	}
	standing.last = calloc(costs->n_courses + 1, sizeof *standing.last);
	if (standing.last == NULL)
		return tsop_fail_memory(err);
	check(&standing);
	free(standing.last);
	return 0;
}
