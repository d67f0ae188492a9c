#include "allocate/vacancies.h"

#include <stdlib.h>

#include "allocate/held.h"
#include "allocate/waiting.h"
#include "base/array.h"

#define NONE SIZE_MAX

/* A unit on the list of a course; the entries are linked, so that one can be struck out. */
struct entry {
	size_t unit;
	size_t position;
	bool is_behind;
	size_t next; /* or NONE */
};

/* Where a unit was drawn among its equals. */
struct turn {
	size_t draw; /* 0: it was not */
	size_t place;
};

struct filling {
	const struct tsop_choice *choice;
	const struct tsop_courses *courses;
	struct tsop_standing *standings;
	struct tsop_vacancies *out;
	struct tsop_ties *ties;
	struct tsop_waiting_lists lists;
	size_t n_waiting; /* units that had no course: the first ones */
	size_t *unit_of;  /* by applicant, or NONE */

	struct entry *entries;
	size_t n_entries, cap_entries;
	size_t first[TSOP_ASSIGN_MAX_COURSES]; /* the entry that a list begins with, or NONE */

	int64_t room[TSOP_ASSIGN_MAX_COURSES];
	int64_t *unused;     /* [claimants] seats */
	size_t *next;	     /* [claimants] the position of the first who could get a place */
	struct turn *drawn;  /* [units] last */
	size_t *last;	     /* [units] the course that it was listed for last, plus 1 */
	size_t *equals;	     /* room for entries that stand equal */
};

static size_t claimant_of(const struct filling *filling, const struct tsop_waiting_unit *unit)
{
	return filling->choice->claimant_of[filling->lists.members[unit->first]];
}

/* Would the unit take a place there, and has it room? */
static bool suits(const struct filling *filling, const struct tsop_waiting_unit *unit,
		  uint16_t course)
{
	uint16_t worst;

	return (int64_t)unit->n <= filling->room[course] &&
	       tsop_waiting_prefers(&filling->lists, unit, course, &worst);
}

static bool suits_anywhere(const struct filling *filling, const struct tsop_waiting_unit *unit)
{
	for (size_t course = 0; course < filling->courses->n; course++)
		if (suits(filling, unit, (uint16_t)course))
			return true;
	return false;
}

/* Of each municipality with unused seats: where does the first stand who could be given a place? */
static void find_next(struct filling *filling)
{
	for (size_t i = 0; i < filling->choice->claimants->n; i++)
		filling->next[i] = NONE;
	for (size_t i = 0; i < filling->n_waiting; i++) {
		const struct tsop_waiting_unit *unit = &filling->lists.units[i];
		size_t claimant = claimant_of(filling, unit);

		if (unit->home == TSOP_ASSIGN_NO_COURSE && filling->next[claimant] == NONE &&
		    (int64_t)unit->n <= filling->unused[claimant] &&
		    suits_anywhere(filling, unit))
			filling->next[claimant] = unit->standing.position;
	}
}

/* Will the unit never take a place there again? Seats get fewer, and people better off. */
static bool is_dead(const struct filling *filling, const struct tsop_waiting_unit *unit,
		    uint16_t course)
{
	uint16_t worst;

	if (unit->home == TSOP_ASSIGN_NO_COURSE &&
	    filling->unused[claimant_of(filling, unit)] < (int64_t)unit->n)
		return true;
	return !tsop_waiting_prefers(&filling->lists, unit, course, &worst);
}

static bool may_take(const struct filling *filling, const struct tsop_waiting_unit *unit,
		     uint16_t course)
{
	size_t claimant = claimant_of(filling, unit);

	if (!suits(filling, unit, course))
		return false;
	return unit->home != TSOP_ASSIGN_NO_COURSE ||
	       (filling->unused[claimant] >= (int64_t)unit->n &&
		filling->next[claimant] == unit->standing.position);
}

/* List the units that may take a place and stand equal, the first on the list: their number. */
static size_t list_first(struct filling *filling, uint16_t course, size_t *entry)
{
	size_t *link = &filling->first[course];
	size_t n = 0;

	*entry = NONE;
	while (*link != NONE) {
		struct entry *at = &filling->entries[*link];
		const struct tsop_waiting_unit *unit = &filling->lists.units[at->unit];

		if (*entry != NONE && (at->position != filling->entries[*entry].position ||
				       at->is_behind != filling->entries[*entry].is_behind))
			break;
		if (is_dead(filling, unit, course)) {
			*link = at->next;
			continue;
		}
		if (may_take(filling, unit, course)) {
			*entry = n == 0 ? *link : *entry;
			filling->equals[n++] = *link;
		}
		link = &at->next;
	}
	return n;
}

/* Do places and seats suffice for all of them? */
static bool suffices(struct filling *filling, uint16_t course, size_t n)
{
	size_t places = 0;

	for (size_t i = 0; i < n; i++) {
		const struct tsop_waiting_unit *unit =
			&filling->lists.units[filling->entries[filling->equals[i]].unit];
		int64_t seats = 0;

		places += unit->n;
		for (size_t k = 0; k <= i; k++) {
			const struct tsop_waiting_unit *other =
				&filling->lists.units[filling->entries[filling->equals[k]].unit];

			if (other->home == TSOP_ASSIGN_NO_COURSE &&
			    claimant_of(filling, other) == claimant_of(filling, unit))
				seats += (int64_t)other->n;
		}
		if (unit->home == TSOP_ASSIGN_NO_COURSE &&
		    seats > filling->unused[claimant_of(filling, unit)])
			return false;
	}
	return (int64_t)places <= filling->room[course];
}

/* Is one before the other among equals? By what was drawn, else by lot. */
static bool is_before(const struct filling *filling, size_t a, size_t b)
{
	const struct tsop_applicant *rows = filling->choice->applicants->rows;
	const struct tsop_waiting_unit *units = filling->lists.units;

	if (!filling->choice->has_lots)
		return filling->drawn[a].place < filling->drawn[b].place;
	return tsop_lot_compare(&rows[filling->lists.members[units[a].first]].people_lot,
				&rows[filling->lists.members[units[b].first]].people_lot) < 0;
}

/* Was the order of the n equal units drawn at once? */
static bool is_drawn(const struct filling *filling, size_t n)
{
	size_t draw = filling->drawn[filling->entries[filling->equals[0]].unit].draw;

	for (size_t i = 1; i < n; i++)
		if (filling->drawn[filling->entries[filling->equals[i]].unit].draw != draw)
			return false;
	return draw > 0;
}

static void take_drawn(struct filling *filling, const struct tsop_drawn *drawn)
{
	for (size_t i = drawn->n; i-- > 0;)
		filling->drawn[filling->unit_of[drawn->rows[i]]] = (struct turn){ drawn->first, i };
}

/* Let a draw say which of n equal units comes first, unless one among all of them was made. */
static int draw(struct filling *filling, uint16_t course, size_t n, struct tsop_error *err)
{
	size_t *people;
	size_t n_people = 0;
	struct tsop_drawn drawn;
	int status;

	if (filling->choice->has_lots || is_drawn(filling, n))
		return 0;
	people = calloc(filling->choice->applicants->n, sizeof *people);
	if (people == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++) {
		const struct tsop_waiting_unit *unit =
			&filling->lists.units[filling->entries[filling->equals[i]].unit];

		for (size_t k = 0; k < unit->n; k++)
			people[n_people++] = filling->lists.members[unit->first + k];
	}
	status = tsop_ties_waiting(filling->ties, filling->courses->rows[course].id,
				   filling->choice->applicants, people, n_people, &drawn, err);
	free(people);
	if (status == 0)
		take_drawn(filling, &drawn);
	return status;
}

static int add_step(struct filling *filling, const struct entry *entry, uint16_t course, size_t who,
		    uint16_t from, struct tsop_error *err)
{
	struct tsop_vacancies *out = filling->out;
	struct tsop_vacancies_step *steps =
		tsop_array_room(out->steps, out->n_steps, &out->cap_steps, sizeof *steps);

	if (steps == NULL)
		return tsop_fail_memory(err);
	out->steps = steps;
	out->last[who] = out->n_steps + 1;
	steps[out->n_steps++] = (struct tsop_vacancies_step){
		.applicant = who,
		.course = course,
		.from = from,
		.position = entry->position,
		.is_behind = entry->is_behind,
	};
	return 0;
}

static int take(struct filling *filling, size_t index, uint16_t course, struct tsop_error *err)
{
	const struct entry *entry = &filling->entries[index];
	struct tsop_waiting_unit *unit = &filling->lists.units[entry->unit];
	uint16_t from = unit->home;

	filling->room[course] -= (int64_t)unit->n;
	if (from == TSOP_ASSIGN_NO_COURSE)
		filling->unused[claimant_of(filling, unit)] -= (int64_t)unit->n;
	else
		filling->room[from] += (int64_t)unit->n;
	unit->home = course;
	for (size_t i = unit->first; i < unit->first + unit->n; i++) {
		size_t who = filling->lists.members[i];

		if (add_step(filling, entry, course, who, from, err) != 0)
			return -1;
		filling->standings[who].course = course;
		filling->standings[who].has_seat = true;
	}
	return 0;
}

/* Give a place of the course, if there is one and somebody for it: *taken. 1: a draw is needed. */
static int offer(struct filling *filling, uint16_t course, bool *taken, struct tsop_error *err)
{
	size_t best, n;

	*taken = false;
	if (filling->room[course] <= 0)
		return 0;
	n = list_first(filling, course, &best);
	if (n == 0)
		return 0;
	if (n > 1 && !suffices(filling, course, n)) {
		int status = draw(filling, course, n, err);

		if (status != 0)
			return status;
		for (size_t i = 0; i < n; i++)
			if (is_before(filling, filling->entries[filling->equals[i]].unit,
				      filling->entries[best].unit))
				best = filling->equals[i];
	}
	*taken = true;
	return take(filling, best, course, err);
}

static int offer_all(struct filling *filling, struct tsop_error *err)
{
	size_t course = 0;

	find_next(filling);
	while (course < filling->courses->n) {
		bool taken;
		int status = offer(filling, (uint16_t)course, &taken, err);

		if (status != 0)
			return status;
		if (taken)
			find_next(filling);
		course = taken ? 0 : course + 1;
	}
	return 0;
}

/* Append somebody's unit to the list of a course, unless it stands there. */
static int list(struct filling *filling, uint16_t course, size_t who, size_t position,
		bool is_behind, struct tsop_error *err)
{
	size_t unit = filling->unit_of[who];
	struct entry *entries;

	if (unit == NONE || filling->last[unit] == (size_t)course + 1)
		return 0;
	filling->last[unit] = (size_t)course + 1;
	entries = tsop_array_room(filling->entries, filling->n_entries, &filling->cap_entries,
				  sizeof *entries);
	if (entries == NULL)
		return tsop_fail_memory(err);
	filling->entries = entries;
	entries[filling->n_entries] =
		(struct entry){ unit, position, is_behind, filling->n_entries + 1 };
	filling->n_entries++;
	return 0;
}

/* The list that was published, from *at on, then who would be on it now. */
static int list_course(struct filling *filling, const struct tsop_earlier *earlier, uint16_t course,
		       size_t *at, struct tsop_error *err)
{
	size_t start = filling->n_entries;
	size_t behind = earlier->last[course];
	size_t position = 0;
	size_t n;

	for (; *at < earlier->n_waiting && earlier->waiting[*at].course == course; ++*at) {
		const struct tsop_earlier_waiting *waiting = &earlier->waiting[*at];

		if (list(filling, course, waiting->applicant, waiting->position, false, err) != 0)
			return -1;
	}
	n = tsop_waiting_list(&filling->lists, course);
	for (size_t i = 0; i < n; i++) {
		const struct tsop_waiting *waiting = &filling->lists.list[i];
		size_t before = filling->n_entries;

		if (i == 0 || waiting->position != waiting[-1].position)
			position = behind + 1;
		if (list(filling, course, waiting->applicant, position, true, err) != 0)
			return -1;
		if (filling->n_entries > before)
			behind += filling->lists.units[filling->unit_of[waiting->applicant]].n;
	}
	filling->first[course] = filling->n_entries > start ? start : NONE;
	if (filling->n_entries > start)
		filling->entries[filling->n_entries - 1].next = NONE;
	return 0;
}

static int list_all(struct filling *filling, const struct tsop_earlier *earlier,
		    struct tsop_error *err)
{
	size_t at = 0;

	for (size_t i = 0; i < filling->lists.n_units; i++) {
		const struct tsop_waiting_unit *unit = &filling->lists.units[i];

		filling->n_waiting += unit->home == TSOP_ASSIGN_NO_COURSE;
		for (size_t k = 0; k < unit->n; k++)
			filling->unit_of[filling->lists.members[unit->first + k]] = i;
	}
	for (size_t course = 0; course < filling->courses->n; course++)
		if (list_course(filling, earlier, (uint16_t)course, &at, err) != 0)
			return -1;
	return 0;
}

static int allocate(struct filling *filling, struct tsop_error *err)
{
	size_t n = filling->choice->applicants->n + 1;
	size_t n_claimants = filling->choice->claimants->n + 1;

	filling->out->last = calloc(n, sizeof *filling->out->last);
	filling->unit_of = malloc(n * sizeof *filling->unit_of);
	filling->drawn = calloc(n, sizeof *filling->drawn);
	filling->last = calloc(n, sizeof *filling->last);
	filling->equals = calloc(n, sizeof *filling->equals);
	filling->unused = calloc(n_claimants, sizeof *filling->unused);
	filling->next = calloc(n_claimants, sizeof *filling->next);
	if (filling->out->last == NULL || filling->unit_of == NULL || filling->drawn == NULL ||
	    filling->last == NULL ||
	    filling->equals == NULL || filling->unused == NULL || filling->next == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		filling->unit_of[i] = NONE;
	return 0;
}

static void release(struct filling *filling)
{
	tsop_waiting_release(&filling->lists);
	free(filling->unit_of);
	free(filling->drawn);
	free(filling->last);
	free(filling->equals);
	free(filling->unused);
	free(filling->next);
	free(filling->entries);
}

/* Count the places and the seats that nobody uses. */
static void count(struct filling *filling)
{
	const struct tsop_choice *choice = filling->choice;

	for (size_t i = 0; i < filling->courses->n; i++)
		filling->room[i] = filling->courses->rows[i].is_closed ?
					   0 :
					   filling->courses->rows[i].capacity;
	for (size_t i = 0; i < choice->claimants->n; i++)
		filling->unused[i] = tsop_claimant_seats(&choice->claimants->rows[i]);
	for (size_t i = 0; i < choice->applicants->n; i++) {
		if (filling->standings[i].course == TSOP_ASSIGN_NO_COURSE)
			continue;
		filling->room[filling->standings[i].course]--;
		filling->unused[choice->claimant_of[i]]--;
	}
}

/* Everybody where they were; who waits in the order of before, newcomers behind. */
static int begin(struct filling *filling, const struct tsop_earlier *earlier,
		 struct tsop_error *err)
{
	const struct tsop_applicants *applicants = filling->choice->applicants;
	size_t last = 0; /* position of anybody who waited: not as many need be left */

	for (size_t i = 0; i < applicants->n; i++)
		if (earlier->people[i].position > last)
			last = earlier->people[i].position;
	for (size_t i = 0; i < applicants->n; i++) {
		struct tsop_standing *standing = &filling->standings[i];

		standing->course = applicants->rows[i].course;
		standing->has_seat = applicants->rows[i].holds_seat;
		standing->no_room = false;
		standing->turn += last;
		if (earlier->people[i].position > 0)
			standing->turn = earlier->people[i].position;
	}
	if (tsop_choose_positions(filling->choice, filling->standings, err) != 0)
		return -1;
	count(filling);
	if (tsop_held_keep(filling->choice->claimants, filling->courses, earlier, filling->room,
			   &filling->out->held, &filling->out->n_held, err) != 0)
		return -1;
	return tsop_waiting_init(&filling->lists, filling->choice, filling->standings, err);
}

int tsop_vacancies_fill(const struct tsop_choice *choice, const struct tsop_courses *courses,
			const struct tsop_earlier *earlier, struct tsop_standing *standings,
			struct tsop_vacancies *vacancies, struct tsop_ties *ties,
			struct tsop_error *err)
{
	struct filling *filling = calloc(1, sizeof *filling);
	int status = -1;

	*vacancies = (struct tsop_vacancies){ 0 };
	if (filling == NULL)
		return tsop_fail_memory(err);
	filling->choice = choice;
	filling->courses = courses;
	filling->standings = standings;
	filling->out = vacancies;
	filling->ties = ties;
	if (allocate(filling, err) == 0 && begin(filling, earlier, err) == 0 &&
	    list_all(filling, earlier, err) == 0)
		status = offer_all(filling, err);
	release(filling);
	free(filling);
	if (status == 0)
		return tsop_choose_positions(choice, standings, err);
	return status;
}

void tsop_vacancies_release(struct tsop_vacancies *vacancies)
{
	free(vacancies->steps);
	free(vacancies->last);
	free(vacancies->held);
	*vacancies = (struct tsop_vacancies){ 0 };
}
