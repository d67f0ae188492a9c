#include "verify/earlier/vacant.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "verify/people/choice.h"
#include "verify/people/costs.h"
#include "verify/people/places.h"

static size_t municipality_of(const struct tsop_vacant *vacant, size_t person)
{
	return tsop_candidates_municipality(vacant->result->people[person].municipality);
}

/* Somebody who waits. */
struct waiting {
	size_t municipality;
	int64_t turn;
	size_t person;
};

static int by_turn(const void *left, const void *right)
{
	const struct waiting *a = left;
	const struct waiting *b = right;

	if (a->municipality != b->municipality)
		return a->municipality < b->municipality ? -1 : 1;
	return (a->turn > b->turn) - (a->turn < b->turn);
}

/* Number who waits within each municipality. */
static int number(struct tsop_vacant *vacant, struct tsop_error *err)
{
	struct waiting *waiting = calloc(vacant->result->n_people + 1, sizeof *waiting);
	int64_t before = 0; /* of the municipality */
	size_t n = 0;

	if (waiting == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < vacant->result->n_people; i++)
		if (vacant->course[i] == TSOP_RESULT_NO_COURSE)
			waiting[n++] = (struct waiting){ municipality_of(vacant, i),
							 vacant->turn[i], i };
	if (n > 0)
		qsort(waiting, n, sizeof *waiting, by_turn);
	for (size_t i = 0; i < n; i++) {
		bool is_first = i == 0 || waiting[i].municipality != waiting[i - 1].municipality;

		before = is_first ? 0 : before + 1;
		vacant->position[waiting[i].person] =
			!is_first && waiting[i].turn == waiting[i - 1].turn
				? vacant->position[waiting[i - 1].person]
				: before + 1;
	}
	free(waiting);
	return 0;
}

/* Everybody where they were; places and seats that are left. */
static void keep_places(struct tsop_vacant *vacant)
{
	const struct tsop_result *result = vacant->result;

	for (size_t i = 0; i < result->header.n_courses; i++)
		vacant->room[i] = tsop_result_places(&result->header.courses[i]);
	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++)
		vacant->unused[i] = vacant->candidates->seats[i];
	for (size_t i = 0; i < result->n_people; i++) {
		const struct tsop_candidate *row = &vacant->candidates->rows[i];

		vacant->course[i] = row->holds ? row->course : TSOP_RESULT_NO_COURSE;
		if (vacant->course[i] == TSOP_RESULT_NO_COURSE)
			continue;
		vacant->unused[municipality_of(vacant, i)]--;
		if (--vacant->room[row->course] < 0)
			tsop_checking_fault(vacant->checking, result->people[i].line, "course",
					    _("e%" PRId64 ": had a place on %s, which has too few"),
					    result->people[i].number,
					    result->header.courses[row->course].id);
		if (vacant->unused[municipality_of(vacant, i)] < 0)
			tsop_checking_fault(vacant->checking, result->people[i].line, "municipality",
					    _("e%" PRId64 ": had a place, but %s has too few seats"),
					    result->people[i].number,
					    result->people[i].municipality->code);
	}
}

/* What the earlier result has of courses that are no more can not be followed. */
static void check_courses(const struct tsop_vacant *vacant)
{
	const struct tsop_result *old = &vacant->before->result;
	const char *file = vacant->before->options.result;

	for (size_t i = 0; i < old->n_people; i++)
		if (old->people[i].course != TSOP_RESULT_NO_COURSE &&
		    vacant->before->courses[old->people[i].course] == TSOP_RESULT_NO_COURSE)
			tsop_checking_fault_at(vacant->checking, file, old->people[i].line,
					       "course", _("expected a course of the result"));
	for (size_t i = 0; i < old->n_waiting; i++)
		if (vacant->before->courses[old->waiting[i].course] == TSOP_RESULT_NO_COURSE)
			tsop_checking_fault_at(vacant->checking, file, old->waiting[i].line,
					       "course", _("expected a course of the result"));
}

static void check_closed(const struct tsop_vacant *vacant)
{
	const struct tsop_result_header *header = &vacant->result->header;
	const struct tsop_result *old = &vacant->before->result;
	bool runs[TSOP_RESULT_COURSES_MAX] = { false };

	for (size_t i = 0; i < vacant->result->n_people; i++)
		if (vacant->course[i] != TSOP_RESULT_NO_COURSE)
			runs[vacant->course[i]] = true;
	for (size_t i = 0; i < old->header.n_courses; i++)
		if (old->header.courses[i].reserved > 0 &&
		    vacant->before->courses[i] != TSOP_RESULT_NO_COURSE)
			runs[vacant->before->courses[i]] = true;
	for (size_t i = 0; i < header->n_courses; i++)
		if (header->courses[i].is_closed != (header->courses[i].minimum > 0 && !runs[i]))
			tsop_checking_fault(vacant->checking, header->line, "courses.closed",
					    runs[i] ? _("%s: expected it to run, as before")
						    : _("%s: expected true where a course with a "
							"minimum has nobody, and only there"),
					    header->courses[i].id);
}

/* The nearest course with room, of those that may be taken (NULL: all); NO_COURSE: there is none. */
static uint16_t find_nearest(const struct tsop_vacant *vacant, const int64_t *meters,
			     const int64_t *may_take)
{
	uint16_t nearest = TSOP_RESULT_NO_COURSE;

	for (size_t i = 0; i < vacant->result->header.n_courses; i++)
		if (vacant->room[i] > 0 && (may_take == NULL || may_take[i] > 0) &&
		    (nearest == TSOP_RESULT_NO_COURSE || meters[i] < meters[nearest]))
			nearest = (uint16_t)i;
	return nearest;
}

/* How many seats of the claimant were held on each course. */
static void count_before(const struct tsop_vacant *vacant, const char *claimant,
			 int64_t counts[TSOP_RESULT_COURSES_MAX])
{
	const struct tsop_result *old = &vacant->before->result;
	size_t guess = SIZE_MAX;
	size_t i = tsop_result_find_seats(old, claimant, &guess);

	if (i == old->n_seats)
		return;
	for (int64_t seat = 0; seat < old->seats[i].reserved; seat++) {
		uint16_t course =
			vacant->before->courses[old->held[old->seats[i].first_held + (size_t)seat]];

		if (course != TSOP_RESULT_NO_COURSE)
			counts[course]++;
	}
}

/* Where they were, then (is_kept false) the others: held[] are the courses. */
static void hold(struct tsop_vacant *vacant, const struct tsop_costs *costs, bool is_kept,
		 uint16_t *held)
{
	const struct tsop_result *result = vacant->result;

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];
		int64_t counts[TSOP_RESULT_COURSES_MAX] = { 0 };

		if (is_kept && row->reserved > 0)
			count_before(vacant, row->id, counts);
		for (int64_t seat = 0; seat < row->reserved; seat++) {
			uint16_t *course = &held[row->first_held + (size_t)seat];

			if (!is_kept && *course != TSOP_RESULT_NO_COURSE)
				continue;
			*course = find_nearest(vacant, tsop_costs_meters(costs, row->municipality),
					       is_kept ? counts : NULL);
			if (*course == TSOP_RESULT_NO_COURSE)
				continue;
			counts[*course]--;
			vacant->room[*course]--;
		}
	}
}

static void check_held(const struct tsop_vacant *vacant, const uint16_t *held)
{
	const struct tsop_result *result = vacant->result;

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		for (int64_t seat = 0; seat < row->reserved; seat++) {
			uint16_t course = held[row->first_held + (size_t)seat];

			if (course == result->held[row->first_held + (size_t)seat])
				continue;
			tsop_checking_fault(vacant->checking, row->line, "reserved_at",
					    _("%s: expected %s"), row->id,
					    course == TSOP_RESULT_NO_COURSE
						    ? "null"
						    : result->header.courses[course].id);
			break;
		}
	}
}

/* The result of `assign` does not say whose the held seats are. */
static void take_held_places(struct tsop_vacant *vacant)
{
	const struct tsop_result_header *header = &vacant->result->header;
	int64_t reserved = 0;

	for (size_t i = 0; i < header->n_courses; i++) {
		vacant->room[i] -= header->courses[i].reserved;
		reserved += header->courses[i].reserved;
	}
	if (reserved > 0)
		tsop_checking_open(vacant->checking, "where held seats are: the result does not say "
						     "whose they are");
}

static int hold_seats(struct tsop_vacant *vacant, struct tsop_error *err)
{
	const struct tsop_result *result = vacant->result;
	uint16_t *held;
	struct tsop_costs costs;
	int status;

	if (!result->header.has_seats) {
		take_held_places(vacant);
		return 0;
	}
	held = calloc(result->n_held + 1, sizeof *held);
	if (held == NULL)
		return tsop_fail_memory(err);
	status = tsop_costs_init(&costs, result, vacant->candidates, err);
	if (status == 0) {
		hold(vacant, &costs, true, held);
		hold(vacant, &costs, false, held);
		check_held(vacant, held);
	}
	tsop_costs_release(&costs);
	free(held);
	return status;
}

static int line_up(struct tsop_vacant *vacant, struct tsop_error *err)
{
	const struct tsop_result *result = vacant->result;

	if (tsop_choice_turns(vacant->turn, result, vacant->candidates, err) != 0)
		return -1;
	for (size_t i = 0; i < result->n_people; i++) {
		if (vacant->before->people[i].position > 0)
			vacant->turn[i] = vacant->before->people[i].position;
		else
			vacant->turn[i] += TSOP_RESULT_PEOPLE_MAX;
	}
	return number(vacant, err);
}

int tsop_vacant_find(struct tsop_vacant *vacant, const struct tsop_result *result,
		     const struct tsop_candidates *candidates, const struct tsop_before *before,
		     struct tsop_checking *checking, struct tsop_error *err)
{
	size_t n = result->n_people + 1;

	*vacant = (struct tsop_vacant){
		.result = result,
		.candidates = candidates,
		.before = before,
		.checking = checking,
		.course = calloc(n, sizeof *vacant->course),
		.turn = calloc(n, sizeof *vacant->turn),
		.position = calloc(n, sizeof *vacant->position),
		.room = calloc(result->header.n_courses + 1, sizeof *vacant->room),
	};
	if (vacant->course == NULL || vacant->turn == NULL || vacant->position == NULL ||
	    vacant->room == NULL)
		return tsop_fail_memory(err);
	keep_places(vacant);
	check_courses(vacant);
	check_closed(vacant);
	if (hold_seats(vacant, err) != 0)
		return -1;
	return line_up(vacant, err);
}

static void compare_person(const struct tsop_vacant *vacant, size_t i)
{
	const struct tsop_result_person *row = &vacant->result->people[i];
	uint16_t course = vacant->course[i];

	if (row->course != course) {
		tsop_checking_fault(vacant->checking, row->line, "course",
				    _("e%" PRId64 ": expected %s, by the steps"), row->number,
				    course == TSOP_RESULT_NO_COURSE
					    ? "null"
					    : vacant->result->header.courses[course].id);
		return;
	}
	if (course != TSOP_RESULT_NO_COURSE)
		tsop_places_check_rank(vacant->result, vacant->candidates, i, vacant->checking);
	else if (row->position != vacant->position[i])
		tsop_checking_fault(vacant->checking, row->line, "position",
				    _("e%" PRId64 ": expected %" PRId64), row->number,
				    vacant->position[i]);
}

int tsop_vacant_compare(struct tsop_vacant *vacant, struct tsop_error *err)
{
	if (number(vacant, err) != 0)
		return -1;
	for (size_t i = 0; i < vacant->result->n_people; i++)
		compare_person(vacant, i);
	return 0;
}

void tsop_vacant_release(struct tsop_vacant *vacant)
{
	free(vacant->course);
	free(vacant->turn);
	free(vacant->position);
	free(vacant->room);
	*vacant = (struct tsop_vacant){ .result = NULL };
}
