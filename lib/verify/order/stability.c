#include "verify/order/stability.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"

/* Who comes as one: a person, a party, or a seat that is held. */
struct unit {
	size_t course; /* n_courses: none */
	bool is_held;
	size_t at;    /* where its members begin in the order of costs */
	size_t first; /* of them, by the order; of a held seat the claimant */
	size_t wish;  /* how early the course stands in its list */
	int64_t size;
	int64_t up_to; /* places of those on the course that stand before, and its own */
};

struct standing {
	struct tsop_costs *costs;
	struct tsop_checking *checking;
	struct tsop_precedence precedence;
	bool is_boston;
	bool has_rivals; /* a party of which it is not known who comes first */
	struct unit *units;
	size_t n;
	size_t *start; /* [courses + 2] where the units of each begin, when sorted; then of none */
};

/*
 * Does the one course stand before the other (n_courses: none) in the list of
 * whom ranks were filled for?
 */
static bool is_before(const struct tsop_costs *costs, const int64_t *meters, size_t a, size_t b)
{
	if (b == costs->n_courses)
		return true;
	if (costs->ranks[a] != costs->ranks[b])
		return costs->ranks[a] < costs->ranks[b];
	if (meters[a] != meters[b])
		return meters[a] < meters[b];
	return a < b;
}

/* How many courses that run stand before this one in the list; 0 where that does not count. */
static size_t wish_of(const struct standing *standing, const int64_t *meters, size_t course)
{
	const struct tsop_costs *costs = standing->costs;
	size_t n = 0;

	for (size_t i = 0; i < costs->n_courses && standing->is_boston; i++)
		n += costs->ranks[i] != TSOP_COSTS_FORBIDDEN &&
		     !costs->result->header.courses[i].is_closed &&
		     is_before(costs, meters, i, course);
	return n;
}

static const struct tsop_result_person *person_at(const struct standing *standing, size_t at)
{
	return &standing->costs->result->people[standing->costs->order[at]];
}

static const struct tsop_candidate *candidate_at(const struct standing *standing, size_t at)
{
	return &standing->costs->candidates->rows[standing->costs->order[at]];
}

/* Fill ranks for a unit; its meters are returned. */
static const int64_t *enter(const struct standing *standing, const struct unit *unit)
{
	struct tsop_costs *costs = standing->costs;
	const struct tsop_municipality *municipality;

	if (unit->is_held) {
		municipality = costs->result->seats[unit->first].municipality;
		tsop_costs_of_held(costs, municipality);
	} else {
		municipality = person_at(standing, unit->first)->municipality;
		tsop_costs_of_person(costs, unit->first);
	}
	return tsop_costs_meters(costs, municipality);
}

static bool was_there(const struct standing *standing, size_t at, size_t course)
{
	const struct tsop_candidate *row = candidate_at(standing, at);

	return row->had_place && row->was == course;
}

/*
 * Whose standing on the course the unit has: the first by the order of those
 * who had a place there in the earlier result, else the first of all.
 */
static size_t find_first(const struct standing *standing, const struct unit *unit, size_t course)
{
	size_t first = unit->first;
	int64_t n = 0;

	for (size_t at = unit->at; n < unit->size; at++) {
		if (candidate_at(standing, at)->holds)
			continue;
		n++;
		if (was_there(standing, at, course) &&
		    (!was_there(standing, first, course) ||
		     tsop_precedence_compare(&standing->precedence, at, first, course) < 0))
			first = at;
	}
	return first;
}

/* <0, 0, >0: who stands before on the course. Held seats come behind all people. */
static int compare(const struct standing *standing, const struct unit *a, const struct unit *b,
		   size_t course)
{
	size_t one, other;

	if (a->wish != b->wish)
		return a->wish < b->wish ? -1 : 1;
	if (a->is_held != b->is_held)
		return b->is_held ? -1 : 1;
	if (a->is_held)
		return (a->first > b->first) - (a->first < b->first);
	one = find_first(standing, a, course);
	other = find_first(standing, b, course);
	if (was_there(standing, one, course) != was_there(standing, other, course))
		return was_there(standing, one, course) ? -1 : 1;
	return tsop_precedence_compare(&standing->precedence, one, other, course);
}

/* Members of a party stand next to each other; who of them who is not fixed goes first? */
static void add_people(struct standing *standing)
{
	const struct tsop_costs *costs = standing->costs;
	struct unit *last = NULL;
	uint32_t party = 0;

	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_candidate *row = candidate_at(standing, at);
		int order = 0;

		if (row->holds)
			continue;
		if (row->party > 0 && row->party == party && last != NULL) {
			last->size++;
			order = tsop_precedence_compare(&standing->precedence, at, last->first, 0);
			standing->has_rivals = standing->has_rivals || order == 0;
			last->first = order < 0 ? at : last->first;
			continue;
		}
		party = row->party;
		last = &standing->units[standing->n++];
		*last = (struct unit){
			.course = tsop_costs_place(costs, person_at(standing, at)->course),
			.at = at,
			.first = at,
			.size = 1,
		};
	}
}

static void add_held(struct standing *standing)
{
	const struct tsop_result *result = standing->costs->result;

	for (size_t i = 0; i < result->n_seats; i++)
		for (int64_t seat = 0; seat < result->seats[i].reserved; seat++)
			standing->units[standing->n++] = (struct unit){
				.course = tsop_costs_place(
					standing->costs,
					result->held[result->seats[i].first_held + (size_t)seat]),
				.is_held = true, .first = i, .size = 1
			};
}

/* Merge two sorted halves of list into spare, and back. */
static void merge(const struct standing *standing, struct unit *list, size_t middle, size_t n,
		  struct unit *spare)
{
	size_t left = 0, right = middle;

	for (size_t i = 0; i < n; i++) {
		bool takes_left = left < middle &&
				  (right == n || compare(standing, &list[left], &list[right],
							 list[left].course) <= 0);

		spare[i] = takes_left ? list[left++] : list[right++];
	}
	for (size_t i = 0; i < n; i++)
		list[i] = spare[i];
}

static void sort(const struct standing *standing, struct unit *list, size_t n, struct unit *spare)
{
	for (size_t width = 1; width < n; width *= 2)
		for (size_t start = 0; start + width < n; start += 2 * width)
			merge(standing, &list[start], width,
			      n - start < 2 * width ? n - start : 2 * width, spare);
}

/* The units of each course together, in the order in which they stand there. */
static int sort_units(struct standing *standing, struct tsop_error *err)
{
	size_t n_courses = standing->costs->n_courses;
	struct unit *spare = calloc(standing->n + 1, sizeof *spare);
	size_t *start = standing->start;

	if (spare == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < standing->n; i++) {
		struct unit *unit = &standing->units[i];

		unit->wish = wish_of(standing, enter(standing, unit), unit->course);
		start[unit->course + 1]++;
	}
	for (size_t i = 0; i <= n_courses; i++)
		start[i + 1] += start[i];
	for (size_t i = 0; i < standing->n; i++)
		spare[start[standing->units[i].course]++] = standing->units[i];
	for (size_t i = n_courses + 1; i > 0; i--)
		start[i] = start[i - 1];
	start[0] = 0;
	for (size_t i = 0; i < standing->n; i++)
		standing->units[i] = spare[i];
	for (size_t i = 0; i < n_courses; i++) {
		sort(standing, &standing->units[start[i]], start[i + 1] - start[i], spare);
		for (size_t at = start[i]; at < start[i + 1]; at++)
			standing->units[at].up_to =
				standing->units[at].size +
				(at > start[i] ? standing->units[at - 1].up_to : 0);
	}
	free(spare);
	return 0;
}

/* Places of those on the course who stand before the unit, or also of those who stand with it. */
static int64_t count_before(const struct standing *standing, const struct unit *unit, size_t course,
			    bool with_equal)
{
	size_t low = standing->start[course];
	size_t high = standing->start[course + 1];

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(standing, &standing->units[middle], unit, course);

		if (order < 0 || (order == 0 && with_equal))
			low = middle + 1;
		else
			high = middle;
	}
	return low > standing->start[course] ? standing->units[low - 1].up_to : 0;
}

/* Why the unit could be on the course that is before its own in its list. */
enum reason { ROOM, UNSETTLED, EXCHANGE };

static void tell(const struct standing *standing, const struct unit *unit, size_t course,
		 enum reason reason)
{

	const char *id = standing->costs->result->header.courses[course].id;
	const struct tsop_result_person *row;

	if (unit->is_held) {
		const struct tsop_result_seats *seats = &standing->costs->result->seats[unit->first];

		tsop_checking_fault(standing->checking, seats->line, "reserved_at",
				    _("%s: %s is nearer, and has room or a seat that goes behind"),
				    seats->id, id);
		return;
	}
	row = person_at(standing, unit->first);
	tsop_checking_fault(standing->checking, row->line, "course",
			    reason == ROOM      ? _("e%" PRId64 ": %s stands before it in the list, "
						    "and has room or somebody who goes behind") :
			    reason == UNSETTLED ? _("e%" PRId64 ": %s stands before it in the list, "
						    "and nothing settles who goes first there") :
						  _("e%" PRId64 ": %s stands before it in the list, "
						    "and could be had in exchange with others, "
						    "none of whom loses"),
			    row->number, id);
}

/* Places that people and known held seats can have; whose other seats are is not known. */
static int64_t places_of(const struct standing *standing, size_t course)
{
	const struct tsop_result_header *header = &standing->costs->result->header;
	int64_t unknown = header->has_seats ? 0 : header->courses[course].reserved;

	return standing->costs->room[course] - unknown;
}

/* Does the unit prefer a course where there is room for it, but for those who stand before? */
static void check_unit(const struct standing *standing, const struct unit *unit)
{
	const struct tsop_costs *costs = standing->costs;
	const int64_t *meters = enter(standing, unit);
	bool needs_settling = !unit->is_held && !costs->result->header.has_draws;
	struct unit there = *unit;

	for (size_t i = 0; i < costs->n_courses; i++) {
		int64_t room = places_of(standing, i) - unit->size;

		if (costs->ranks[i] == TSOP_COSTS_FORBIDDEN || room < 0 ||
		    !is_before(costs, meters, i, unit->course))
			continue;
		there.wish = wish_of(standing, meters, i);
		if (count_before(standing, &there, i, true) <= room) {
			tell(standing, unit, i, ROOM);
			return;
		}
		if (needs_settling && count_before(standing, &there, i, false) <= room) {
			tell(standing, unit, i, UNSETTLED);
			return;
		}
	}
}

/*
 * The unit that the course would take next, of those that would rather be there: the first by the
 * order. NULL: there is none, or several that nothing tells apart.
 */
static const struct unit *find_next(const struct standing *standing, size_t course)
{
	const struct tsop_costs *costs = standing->costs;
	const struct unit *next = NULL;
	bool is_only = true;

	for (size_t i = 0; i < standing->n; i++) {
		const struct unit *unit = &standing->units[i];
		const int64_t *meters = enter(standing, unit);
		int order;

		if (costs->ranks[course] == TSOP_COSTS_FORBIDDEN ||
		    !is_before(costs, meters, course, unit->course))
			continue;
		order = next == NULL ? -1 : compare(standing, unit, next, course);
		next = order < 0 ? unit : next;
		is_only = order < 0 || (order > 0 && is_only);
	}
	return is_only ? next : NULL;
}

/*
 * Is another stable result better for somebody, and worse for nobody? Then courses stand in a
 * ring where each would take next who is on the following one: all of them could change, and
 * nobody who would rather be there would go before them (the rotations of Irving and Leather).
 */
static void check_best(const struct standing *standing)
{
	const struct tsop_costs *costs = standing->costs;
	const struct unit *next[TSOP_RESULT_COURSES_MAX];

	for (size_t i = 0; i < costs->n_courses; i++)
		next[i] = find_next(standing, i);
	for (size_t i = 0; i < costs->n_courses; i++) {
		size_t at = i;

		for (size_t step = 0;
		     step < costs->n_courses && at < costs->n_courses && next[at] != NULL; step++) {
			at = next[at]->course;
			if (at != i)
				continue;
			tell(standing, next[i], i, EXCHANGE);
			return;
		}
	}
}

static bool has_party(const struct standing *standing)
{
	for (size_t i = 0; i < standing->n; i++)
		if (standing->units[i].size > 1)
			return true;
	return false;
}

static int check(struct standing *standing, struct tsop_error *err)
{
	const struct tsop_costs *costs = standing->costs;
	size_t n_faults = standing->checking->n_faults;

	standing->units = calloc(costs->n_order + costs->result->n_held + 1,
				 sizeof *standing->units);
	standing->start = calloc(costs->n_courses + 2, sizeof *standing->start);
	if (standing->units == NULL || standing->start == NULL)
		return tsop_fail_memory(err);
	add_people(standing);
	add_held(standing);
	if (standing->has_rivals && costs->result->header.has_draws) {
		tsop_checking_open(standing->checking, "the courses: only a recorded draw says "
						       "who of a party comes first");
		return 0;
	}
	if (sort_units(standing, err) != 0)
		return -1;
	for (size_t i = 0; i < standing->n; i++)
		check_unit(standing, &standing->units[i]);
	if (costs->result->header.budget >= 0)
		tsop_checking_open(standing->checking,
				   "that of the stable results this one was to be taken");
	else if (standing->checking->n_faults == n_faults && !standing->is_boston &&
		 !has_party(standing))
		check_best(standing);
	tsop_checking_passed(standing->checking, standing->is_boston ? "rounds" : "stable");
	return 0;
}

int tsop_stability_check(struct tsop_costs *costs, bool is_boston, struct tsop_checking *checking,
			 struct tsop_error *err)
{
	struct standing standing = { .costs = costs, .checking = checking, .is_boston = is_boston };
	int status;

	if (costs->result->header.order == NULL ||
	    !tsop_precedence_read(&standing.precedence, costs, costs->result->header.order)) {
		tsop_checking_fault(checking, costs->result->header.line, "order",
				    _("expected a list of priority, received, distance and lot"));
		return 0;
	}
	status = check(&standing, err);
	free(standing.units);
	free(standing.start);
	return status;
}
