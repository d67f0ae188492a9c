#include "allocate/vacancies.h"

#include <stdlib.h>

#include "allocate/offering.h"
#include "base/array.h"

/* Would the unit take a place there, and has it room? */
static bool suits(const struct tsop_offering *offering, const struct tsop_waiting_unit *unit,
		  uint16_t course)
{
	uint16_t worst;

	return (int64_t)unit->n <= offering->room[course] &&
	       tsop_waiting_prefers(&offering->lists, unit, course, &worst);
}

static bool suits_anywhere(const struct tsop_offering *offering,
			   const struct tsop_waiting_unit *unit)
{
	for (size_t course = 0; course < offering->courses->n; course++)
		if (suits(offering, unit, (uint16_t)course))
			return true;
	return false;
}

/* Of each municipality with unused seats: where does the first stand who could be given a place? */
static void find_next(struct tsop_offering *offering)
{
	for (size_t i = 0; i < offering->choice->claimants->n; i++)
		offering->next[i] = TSOP_OFFERING_NONE;
	for (size_t i = 0; i < offering->n_waiting; i++) {
		const struct tsop_waiting_unit *unit = &offering->lists.units[i];
		size_t claimant = tsop_offering_claimant(offering, unit);

		if (unit->home == TSOP_ASSIGN_NO_COURSE &&
		    offering->next[claimant] == TSOP_OFFERING_NONE &&
		    (int64_t)unit->n <= offering->unused[claimant] &&
		    suits_anywhere(offering, unit))
			offering->next[claimant] = unit->standing.position;
	}
}

/* Will the unit never take a place there again? Seats get fewer, and people better off. */
static bool is_dead(const struct tsop_offering *offering, const struct tsop_waiting_unit *unit,
		    uint16_t course)
{
	uint16_t worst;

	if (unit->home == TSOP_ASSIGN_NO_COURSE &&
	    offering->unused[tsop_offering_claimant(offering, unit)] < (int64_t)unit->n)
		return true;
	return !tsop_waiting_prefers(&offering->lists, unit, course, &worst);
}

static bool may_take(const struct tsop_offering *offering, const struct tsop_waiting_unit *unit,
		     uint16_t course)
{
	size_t claimant = tsop_offering_claimant(offering, unit);

	if (!suits(offering, unit, course))
		return false;
	return unit->home != TSOP_ASSIGN_NO_COURSE ||
	       (offering->unused[claimant] >= (int64_t)unit->n &&
		offering->next[claimant] == unit->standing.position);
}

static bool stand_equal(const struct tsop_offering_entry *a, const struct tsop_offering_entry *b)
{
	return a->position == b->position && a->is_behind == b->is_behind;
}

/* List those who may take a place and stand equal, the first on the list: their number. */
static size_t list_first(struct tsop_offering *offering, uint16_t course)
{
	size_t *link = &offering->first[course];
	size_t n = 0;

	while (*link != TSOP_OFFERING_NONE) {
		struct tsop_offering_entry *at = &offering->entries[*link];
		const struct tsop_waiting_unit *unit = &offering->lists.units[at->unit];

		if (n > 0 && !stand_equal(at, &offering->entries[offering->equals[0]]))
			break;
		if (is_dead(offering, unit, course)) {
			*link = at->next;
			continue;
		}
		if (may_take(offering, unit, course))
			offering->equals[n++] = *link;
		link = &at->next;
	}
	return n;
}

static int add_step(struct tsop_offering *offering, const struct tsop_offering_entry *entry,
		    uint16_t course, size_t who, uint16_t from, struct tsop_error *err)
{
	struct tsop_vacancies *out = offering->out;
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

static int take(struct tsop_offering *offering, size_t index, uint16_t course,
		struct tsop_error *err)
{
	const struct tsop_offering_entry *entry = &offering->entries[index];
	struct tsop_waiting_unit *unit = &offering->lists.units[entry->unit];
	uint16_t from = unit->home;

	offering->room[course] -= (int64_t)unit->n;
	if (from == TSOP_ASSIGN_NO_COURSE)
		offering->unused[tsop_offering_claimant(offering, unit)] -= (int64_t)unit->n;
	else
		offering->room[from] += (int64_t)unit->n;
	unit->home = course;
	for (size_t i = unit->first; i < unit->first + unit->n; i++) {
		size_t who = offering->lists.members[i];

		if (add_step(offering, entry, course, who, from, err) != 0)
			return -1;
		offering->standings[who].course = course;
		offering->standings[who].has_seat = true;
	}
	return 0;
}

/* Give a place of the course, if there is one and somebody for it: *taken. 1: a draw is needed. */
static int offer(struct tsop_offering *offering, uint16_t course, bool *taken,
		 struct tsop_error *err)
{
	size_t best, n;

	*taken = false;
	if (offering->room[course] <= 0)
		return 0;
	n = list_first(offering, course);
	if (n == 0)
		return 0;
	best = offering->equals[0];
	if (n > 1 && !tsop_offering_suffices(offering, course, n)) {
		int status = tsop_offering_draw(offering, course, n, err);

		if (status != 0)
			return status;
		best = tsop_offering_first(offering, n);
	}
	*taken = true;
	return take(offering, best, course, err);
}

static int offer_all(struct tsop_offering *offering, struct tsop_error *err)
{
	size_t course = 0;

	find_next(offering);
	while (course < offering->courses->n) {
		bool taken;
		int status = offer(offering, (uint16_t)course, &taken, err);

		if (status != 0)
			return status;
		if (taken)
			find_next(offering);
		course = taken ? 0 : course + 1;
	}
	return 0;
}

int tsop_vacancies_fill(const struct tsop_choice *choice, const struct tsop_courses *courses,
			const struct tsop_earlier *earlier, struct tsop_standing *standings,
			struct tsop_vacancies *vacancies, struct tsop_ties *ties,
			struct tsop_error *err)
{
	struct tsop_offering *offering = calloc(1, sizeof *offering);
	int status = -1;

	*vacancies = (struct tsop_vacancies){ 0 };
	if (offering == NULL)
		return tsop_fail_memory(err);
	offering->choice = choice;
	offering->courses = courses;
	offering->standings = standings;
	offering->out = vacancies;
	offering->ties = ties;
	if (tsop_offering_init(offering, earlier, err) == 0)
		status = offer_all(offering, err);
	tsop_offering_release(offering);
	free(offering);
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
