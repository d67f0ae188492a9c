#include "allocate/offering.h"

#include <stdlib.h>

#include "allocate/held.h"
#include "base/array.h"

static int allocate(struct tsop_offering *offering, struct tsop_error *err)
{
	size_t n = offering->choice->applicants->n + 1;
	size_t n_claimants = offering->choice->claimants->n + 1;

	offering->out->last = calloc(n, sizeof *offering->out->last);
	offering->unit_of = malloc(n * sizeof *offering->unit_of);
	offering->drawn = calloc(n, sizeof *offering->drawn);
	offering->last = calloc(n, sizeof *offering->last);
	offering->equals = calloc(n, sizeof *offering->equals);
	offering->unused = calloc(n_claimants, sizeof *offering->unused);
	offering->next = calloc(n_claimants, sizeof *offering->next);
	if (offering->out->last == NULL || offering->unit_of == NULL || offering->drawn == NULL ||
	    offering->last == NULL || offering->equals == NULL || offering->unused == NULL ||
	    offering->next == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		offering->unit_of[i] = TSOP_OFFERING_NONE;
	return 0;
}

/* Count the places and the seats that nobody uses. */
static void count(struct tsop_offering *offering)
{
	const struct tsop_choice *choice = offering->choice;

	for (size_t i = 0; i < offering->courses->n; i++)
		offering->room[i] = offering->courses->rows[i].is_closed ?
					   0 :
					   offering->courses->rows[i].capacity;
	for (size_t i = 0; i < choice->claimants->n; i++)
		offering->unused[i] = tsop_claimant_seats(&choice->claimants->rows[i]);
	for (size_t i = 0; i < choice->applicants->n; i++) {
		if (offering->standings[i].course == TSOP_ASSIGN_NO_COURSE)
			continue;
		offering->room[offering->standings[i].course]--;
		offering->unused[choice->claimant_of[i]]--;
	}
}

/* Everybody where they were; who waits in the order of before, newcomers behind. */
static int begin(struct tsop_offering *offering, const struct tsop_earlier *earlier,
		 struct tsop_error *err)
{
	const struct tsop_applicants *applicants = offering->choice->applicants;
	size_t last = 0; /* position of anybody who waited: not as many need be left */

	for (size_t i = 0; i < applicants->n; i++)
		if (earlier->people[i].position > last)
			last = earlier->people[i].position;
	for (size_t i = 0; i < applicants->n; i++) {
		struct tsop_standing *standing = &offering->standings[i];

		standing->course = applicants->rows[i].course;
		standing->has_seat = applicants->rows[i].holds_seat;
		standing->no_room = false;
		standing->turn += last;
		if (earlier->people[i].position > 0)
			standing->turn = earlier->people[i].position;
	}
	if (tsop_choose_positions(offering->choice, offering->standings, err) != 0)
		return -1;
	count(offering);
	if (tsop_held_keep(offering->choice->claimants, offering->courses, earlier, offering->room,
			   &offering->out->held, &offering->out->n_held, err) != 0)
		return -1;
	return tsop_waiting_init(&offering->lists, offering->choice, offering->standings, err);
}

/* Append somebody's unit to the list of a course, unless it stands there. */
static int list(struct tsop_offering *offering, uint16_t course, size_t who, size_t position,
		bool is_behind, struct tsop_error *err)
{
	size_t unit = offering->unit_of[who];
	struct tsop_offering_entry *entries;

	if (unit == TSOP_OFFERING_NONE || offering->last[unit] == (size_t)course + 1)
		return 0;
	offering->last[unit] = (size_t)course + 1;
	entries = tsop_array_room(offering->entries, offering->n_entries, &offering->cap_entries,
				  sizeof *entries);
	if (entries == NULL)
		return tsop_fail_memory(err);
	offering->entries = entries;
	entries[offering->n_entries] =
		(struct tsop_offering_entry){ unit, position, is_behind, offering->n_entries + 1 };
	offering->n_entries++;
	return 0;
}

/* The list that was published, from *at on, then who would be on it now. */
static int list_course(struct tsop_offering *offering, const struct tsop_earlier *earlier,
		       uint16_t course, size_t *at, struct tsop_error *err)
{
	size_t start = offering->n_entries;
	size_t behind = earlier->last[course];
	size_t position = 0;
	size_t n;

	for (; *at < earlier->n_waiting && earlier->waiting[*at].course == course; ++*at) {
		const struct tsop_earlier_waiting *waiting = &earlier->waiting[*at];

		if (list(offering, course, waiting->applicant, waiting->position, false, err) != 0)
			return -1;
	}
	n = tsop_waiting_list(&offering->lists, course);
	for (size_t i = 0; i < n; i++) {
		const struct tsop_waiting *waiting = &offering->lists.list[i];
		size_t before = offering->n_entries;

		if (i == 0 || waiting->position != waiting[-1].position)
			position = behind + 1;
		if (list(offering, course, waiting->applicant, position, true, err) != 0)
			return -1;
		if (offering->n_entries > before)
			behind += offering->lists.units[offering->unit_of[waiting->applicant]].n;
	}
	offering->first[course] = offering->n_entries > start ? start : TSOP_OFFERING_NONE;
	if (offering->n_entries > start)
		offering->entries[offering->n_entries - 1].next = TSOP_OFFERING_NONE;
	return 0;
}

static int list_all(struct tsop_offering *offering, const struct tsop_earlier *earlier,
		    struct tsop_error *err)
{
	size_t at = 0;

	for (size_t i = 0; i < offering->lists.n_units; i++) {
		const struct tsop_waiting_unit *unit = &offering->lists.units[i];

		offering->n_waiting += unit->home == TSOP_ASSIGN_NO_COURSE;
		for (size_t k = 0; k < unit->n; k++)
			offering->unit_of[offering->lists.members[unit->first + k]] = i;
	}
	for (size_t course = 0; course < offering->courses->n; course++)
		if (list_course(offering, earlier, (uint16_t)course, &at, err) != 0)
			return -1;
	return 0;
}

int tsop_offering_init(struct tsop_offering *offering, const struct tsop_earlier *earlier,
		       struct tsop_error *err)
{
	if (allocate(offering, err) != 0 || begin(offering, earlier, err) != 0)
		return -1;
	return list_all(offering, earlier, err);
}

void tsop_offering_release(struct tsop_offering *offering)
{
	tsop_waiting_release(&offering->lists);
	free(offering->unit_of);
	free(offering->drawn);
	free(offering->last);
	free(offering->equals);
	free(offering->unused);
	free(offering->next);
	free(offering->entries);
}
