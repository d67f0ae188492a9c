#include "verify/earlier/steps.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/earlier/queues.h"
#include "verify/earlier/vacant.h"
#include "verify/result/lists.h"

#define NONE TSOP_QUEUES_NONE

/* Where a unit was drawn among its equals. */
struct turn {
	size_t draw; /* its number, from 1; 0: it was not */
	size_t place;
};

struct following {
	struct tsop_vacant vacant;
	struct tsop_checking *checking;
	struct tsop_lists lists;
	struct tsop_queues queues;
	struct turn *drawn; /* [units] last */
	size_t *group; /* [units] entries of those who come first and are equal */
	size_t n_group;
	/* By municipality: the position of the first who waits and could be given a place. */
	int64_t next[TSOP_CANDIDATES_MUNICIPALITIES_MAX];
	size_t n_followed;
	bool is_wrong; /* a step was; what follows from it is not looked at */
};

static size_t municipality_of(const struct following *following, const struct tsop_lists_unit *unit)
{
	size_t person = following->lists.members[unit->first];

	return tsop_candidates_municipality(
		following->vacant.result->people[person].municipality);
}

static bool has_none(const struct tsop_lists_unit *unit)
{
	return unit->home == TSOP_RESULT_NO_COURSE;
}

static bool suits(const struct following *following, const struct tsop_lists_unit *unit,
		  uint16_t course)
{
	size_t wish;

	return (int64_t)unit->n <= following->vacant.room[course] &&
	       tsop_lists_prefers(&following->lists, unit, course, &wish);
}

/* Has the municipality a seat for each of the unit? */
static bool has_seats(const struct following *following, const struct tsop_lists_unit *unit)
{
	return (int64_t)unit->n <= following->vacant.unused[municipality_of(following, unit)];
}

/* Who comes first of each municipality, of those that could be given a place anywhere? */
static void find_next(struct following *following)
{
	size_t n_courses = following->vacant.result->header.n_courses;

	memset(following->next, 0, sizeof following->next);
	for (size_t i = 0; i < following->lists.n_units; i++) {
		const struct tsop_lists_unit *unit = &following->lists.units[i];
		int64_t *next = &following->next[municipality_of(following, unit)];

		if (!has_none(unit) || *next > 0 || !has_seats(following, unit))
			continue;
		for (size_t course = 0; course < n_courses && *next == 0; course++)
			if (suits(following, unit, (uint16_t)course))
				*next = unit->position;
	}
}

static bool may_take(const struct following *following, const struct tsop_lists_unit *unit,
		     uint16_t course)
{
	if (!suits(following, unit, course))
		return false;
	return !has_none(unit) ||
	       (has_seats(following, unit) &&
		following->next[municipality_of(following, unit)] == unit->position);
}

/* Will it never? Seats get used, and people better off. */
static bool is_out(const struct following *following, const struct tsop_lists_unit *unit,
		   uint16_t course)
{
	size_t wish;

	return (has_none(unit) && !has_seats(following, unit)) ||
	       !tsop_lists_prefers(&following->lists, unit, course, &wish);
}

/* The first of the list who may take a place, and those equal who may. */
static void find_group(struct following *following, uint16_t course)
{
	size_t *link = &following->queues.first[course];

	following->n_group = 0;
	while (*link != NONE && following->vacant.room[course] > 0) {
		struct tsop_queues_entry *entry = &following->queues.entries[*link];
		const struct tsop_lists_unit *unit = &following->lists.units[entry->unit];
		const struct tsop_queues_entry *first = following->n_group == 0
						    ? entry
						    : &following->queues.entries[following->group[0]];

		if (entry->position != first->position || entry->is_behind != first->is_behind)
			return;
		if (is_out(following, unit, course)) {
			*link = entry->next;
			continue;
		}
		if (may_take(following, unit, course))
			following->group[following->n_group++] = *link;
		link = &entry->next;
	}
}

static struct tsop_lists_unit *unit_at(const struct following *following, size_t entry)
{
	return &following->lists.units[following->queues.entries[entry].unit];
}

/* Are there places, and seats of their municipalities, for all of the group? */
static bool suffices(const struct following *following, uint16_t course)
{
	int64_t seats[TSOP_CANDIDATES_MUNICIPALITIES_MAX];
	int64_t places = following->vacant.room[course];
	bool are_enough = true;

	memcpy(seats, following->vacant.unused, sizeof seats);
	for (size_t i = 0; i < following->n_group; i++) {
		const struct tsop_lists_unit *unit = unit_at(following, following->group[i]);
		int64_t *left = &seats[municipality_of(following, unit)];

		places -= (int64_t)unit->n;
		*left -= has_none(unit) ? (int64_t)unit->n : 0;
		are_enough = are_enough && places >= 0 && (!has_none(unit) || *left >= 0);
	}
	return are_enough;
}

/* The unit of somebody who was drawn, if it is in the group; else NONE. */
static size_t unit_of_drawn(const struct following *following, const char *id)
{
	const struct tsop_result *result = following->vacant.result;
	size_t guess = SIZE_MAX;
	size_t person =
		tsop_result_find_person(result, tsop_result_number(tsop_view_of(id), 'e'), &guess);

	for (size_t i = 0; person < result->n_people && i < following->n_group; i++)
		if (following->queues.entries[following->group[i]].unit == following->queues.unit_of[person])
			return following->queues.unit_of[person];
	return NONE;
}

/* Is the draw one of exactly the people of the group? Ids that were drawn are different. */
static bool is_of_group(const struct following *following, const struct tsop_result_draw *draw)
{
	size_t n = 0;

	for (size_t i = 0; i < following->n_group; i++)
		n += unit_at(following, following->group[i])->n;
	if (strcmp(draw->purpose, "courses") != 0 || draw->n_drawn != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (unit_of_drawn(following, draw->drawn[i]) == NONE)
			return false;
	return true;
}

static const struct turn *turn_of(const struct following *following, size_t entry)
{
	return &following->drawn[following->queues.entries[entry].unit];
}

/* Was the order of the group drawn at once? */
static bool is_drawn(const struct following *following)
{
	size_t draw = turn_of(following, following->group[0])->draw;

	for (size_t i = 1; i < following->n_group; i++)
		if (turn_of(following, following->group[i])->draw != draw)
			return false;
	return draw > 0;
}

/* Enter what was drawn among the group, unless it was. False: nothing was. */
static bool take_draw(struct following *following)
{
	const struct tsop_result_header *header = &following->vacant.result->header;

	if (is_drawn(following))
		return true;
	for (size_t i = 0; i < header->draws.n; i++) {
		const struct tsop_result_draw *draw = &header->draws.list[i];

		if (!is_of_group(following, draw))
			continue;
		for (size_t k = draw->n_drawn; k-- > 0;)
			following->drawn[unit_of_drawn(following, draw->drawn[k])] =
				(struct turn){ i + 1, k };
		return true;
	}
	return false;
}

static bool is_before(const struct following *following, size_t a, size_t b)
{
	const struct tsop_candidate *rows = following->vacant.candidates->rows;
	const size_t *members = following->lists.members;

	if (following->vacant.result->header.seed == NULL)
		return turn_of(following, a)->place < turn_of(following, b)->place;
	return memcmp(rows[members[unit_at(following, a)->first]].people_lot,
		      rows[members[unit_at(following, b)->first]].people_lot,
		      TSOP_DIGEST_SIZE) < 0;
}

/* Where not all of the group can be given a place: leave the one whose turn it is. */
static bool settle(struct following *following, uint16_t course)
{
	size_t best = following->group[0];

	if (following->n_group < 2 || suffices(following, course))
		return true;
	if (following->vacant.result->header.seed == NULL && !take_draw(following))
		return false;
	for (size_t i = 1; i < following->n_group; i++)
		if (is_before(following, following->group[i], best))
			best = following->group[i];
	following->group[0] = best;
	following->n_group = 1;
	return true;
}

static int64_t number_of(const struct following *following, size_t person)
{
	return following->vacant.result->people[person].number;
}

/* The entry of the group that the proof goes on with, or NONE; told as a fault. */
static size_t choose(struct following *following, uint16_t course)
{
	const struct tsop_result *result = following->vacant.result;
	const struct tsop_result_proof *proof = &result->proof;
	const struct tsop_result_step *step = &proof->steps[following->n_followed];
	size_t first = following->lists.members[unit_at(following, following->group[0])->first];

	for (size_t i = 0; i < following->n_group && following->n_followed < proof->n_steps; i++)
		if (step->course == course &&
		    following->queues.entries[following->group[i]].unit == following->queues.unit_of[step->person])
			return following->group[i];
	tsop_checking_fault(following->checking, proof->line, "steps",
			    _("step %zu: expected e%" PRId64 " on %s"), following->n_followed + 1,
			    number_of(following, first), result->header.courses[course].id);
	return NONE;
}

/* The steps of a unit, a member each. */
static void check_steps(struct following *following, const struct tsop_queues_entry *entry, uint16_t course)
{
	const struct tsop_result_proof *proof = &following->vacant.result->proof;
	const struct tsop_lists_unit *unit = &following->lists.units[entry->unit];

	for (size_t k = 0; k < unit->n; k++, following->n_followed++) {
		size_t person = following->lists.members[unit->first + k];
		const struct tsop_result_step *step = &proof->steps[following->n_followed];

		if (following->n_followed < proof->n_steps && step->person == person &&
		    step->course == course && step->from == unit->home &&
		    step->position == entry->position)
			continue;
		tsop_checking_fault(following->checking, proof->line, "steps",
				    _("step %zu: expected e%" PRId64 " from position %" PRId64
				      " of %s"),
				    following->n_followed + 1, number_of(following, person),
				    entry->position,
				    following->vacant.result->header.courses[course].id);
		following->is_wrong = true;
		return;
	}
}

static void take(struct following *following, size_t index, uint16_t course)
{
	const struct tsop_queues_entry *entry = &following->queues.entries[index];
	struct tsop_lists_unit *unit = &following->lists.units[entry->unit];

	check_steps(following, entry, course);
	following->vacant.room[course] -= (int64_t)unit->n;
	if (has_none(unit))
		following->vacant.unused[municipality_of(following, unit)] -= (int64_t)unit->n;
	else
		following->vacant.room[unit->home] += (int64_t)unit->n;
	unit->home = course;
	for (size_t k = 0; k < unit->n; k++)
		following->vacant.course[following->lists.members[unit->first + k]] = course;
}

/* Give a place of the course, if there is one and somebody for it. Returns whether it was. */
static bool offer(struct following *following, uint16_t course)
{
	size_t chosen;

	find_group(following, course);
	if (following->n_group == 0)
		return false;
	if (!settle(following, course)) {
		tsop_checking_fault(following->checking, following->vacant.result->proof.line,
				    "steps",
				    _("step %zu: people stand equal on the list of %s, and there is "
				      "neither a seed nor a draw"),
				    following->n_followed + 1,
				    following->vacant.result->header.courses[course].id);
		following->is_wrong = true;
		return false;
	}
	chosen = choose(following, course);
	following->is_wrong = chosen == NONE;
	if (!following->is_wrong)
		take(following, chosen, course);
	return !following->is_wrong;
}

static void follow(struct following *following)
{
	const struct tsop_result *result = following->vacant.result;
	size_t course = 0;

	find_next(following);
	while (course < result->header.n_courses && !following->is_wrong) {
		if (!offer(following, (uint16_t)course)) {
			course++;
			continue;
		}
		find_next(following);
		course = 0;
	}
	if (!following->is_wrong && following->n_followed < result->proof.n_steps) {
		tsop_checking_fault(following->checking, result->proof.line, "steps",
				    _("step %zu: nobody may take a place any more"),
				    following->n_followed + 1);
		following->is_wrong = true;
	}
}

static int check(struct following *following, struct tsop_error *err)
{
	struct tsop_vacant *vacant = &following->vacant;
	const struct tsop_lists_people people = { vacant->course, vacant->position };
	size_t n_faults = following->checking->n_faults;

	if (tsop_lists_init(&following->lists, vacant->result, vacant->candidates, people,
			    err) != 0 ||
	    tsop_queues_make(&following->queues, &following->lists, vacant->before, err) != 0)
		return -1;
	following->drawn = calloc(following->lists.n_units + 1, sizeof *following->drawn);
	following->group = calloc(following->lists.n_units + 1, sizeof *following->group);
	if (following->drawn == NULL || following->group == NULL)
		return tsop_fail_memory(err);
	follow(following);
	return following->checking->n_faults > n_faults ? 0 : tsop_vacant_compare(vacant, err);
}

/* Draws are for seats, or for who comes first on a list. */
static void check_draws(const struct tsop_result_header *header, struct tsop_checking *checking)
{
	for (size_t i = 0; i < header->draws.n; i++)
		if (strcmp(header->draws.list[i].purpose, "people") == 0)
			tsop_checking_fault(checking, header->line, "drawn",
					    _("expected none for people, where nobody is chosen"));
}

int tsop_steps_check(const struct tsop_result *result, const struct tsop_candidates *candidates,
		     const struct tsop_before *before, struct tsop_checking *checking,
		     struct tsop_error *err)
{
	struct following *following = calloc(1, sizeof *following);
	size_t n_faults = checking->n_faults;
	int status;

	if (following == NULL)
		return tsop_fail_memory(err);
	following->checking = checking;
	check_draws(&result->header, checking);
	status = tsop_vacant_find(&following->vacant, result, candidates, before, checking, err);
	if (status == 0 && checking->n_faults == n_faults)
		status = check(following, err);
	tsop_queues_release(&following->queues);
	tsop_lists_release(&following->lists);
	tsop_vacant_release(&following->vacant);
	free(following->drawn);
	free(following->group);
	free(following);
	return status;
}
