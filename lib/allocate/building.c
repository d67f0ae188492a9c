#include "allocate/building.h"

#include <stdlib.h>

#include "base/i18n.h"

void tsop_building_init(struct tsop_building *building, const struct tsop_place_rules *rules,
			const struct tsop_choice *choice, const struct tsop_courses *courses,
			const struct tsop_standing *standings)
{
	*building = (struct tsop_building){
		.rules = rules, .choice = choice, .courses = courses, .standings = standings
	};
	tsop_arena_init(&building->arena);
	tsop_map_init(&building->wishes);
}

void tsop_building_release(struct tsop_building *building)
{
	free(building->draws);
	tsop_map_release(&building->wishes);
	tsop_arena_release(&building->arena);
}

static int count(struct tsop_building *building, struct tsop_error *err)
{
	const struct tsop_choice *choice = building->choice;
	int64_t n_held = 0;

	for (size_t i = 0; i < choice->applicants->n; i++)
		building->n_seated += building->standings[i].has_seat;
	for (size_t i = 0; i < choice->claimants->n; i++)
		n_held += choice->claimants->rows[i].reserved;
	if (n_held > TSOP_ASSIGN_MAX_PEOPLE - (int64_t)building->n_seated)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %d people and held seats"),
				 TSOP_ASSIGN_MAX_PEOPLE);
	building->n_held = (size_t)n_held;
	return 0;
}

static int take_arrays(struct tsop_building *building, struct tsop_error *err)
{
	struct tsop_arena *arena = &building->arena;
	size_t n = building->n_seated + building->n_held;
	size_t n_courses = building->courses->n;
	size_t n_claimants = building->choice->claimants->n;

	building->applicant = tsop_arena_take(arena, n, sizeof *building->applicant);
	building->capacity = tsop_arena_take(arena, n_courses, sizeof *building->capacity);
	building->minimum = tsop_arena_take(arena, n_courses, sizeof *building->minimum);
	building->closed = tsop_arena_take(arena, n_courses, sizeof *building->closed);
	building->person_wishes = tsop_arena_take(arena, n, sizeof *building->person_wishes);
	building->origin = tsop_arena_take(arena, n, sizeof *building->origin);
	building->lot = tsop_arena_take(arena, n, sizeof *building->lot);
	building->party = tsop_arena_take(arena, n, sizeof *building->party);
	building->was = tsop_arena_take(arena, n, sizeof *building->was);
	building->stays = tsop_arena_take(arena, n, sizeof *building->stays);
	building->fixed = tsop_arena_take(arena, n, sizeof *building->fixed);
	building->before = tsop_arena_take(arena, n, sizeof *building->before);
	building->after = tsop_arena_take(arena, n, sizeof *building->after);
	building->meters = tsop_arena_take(arena, n_claimants * n_courses,
					   sizeof *building->meters);
	building->is_parted = tsop_arena_take(arena, n_claimants, sizeof *building->is_parted);
	building->parting = tsop_arena_take(arena, n_claimants, sizeof *building->parting);
	building->has_fixed = tsop_arena_take(arena, n_claimants, sizeof *building->has_fixed);
	building->is_leading = tsop_arena_take(arena, n, sizeof *building->is_leading);
	building->is_bound = tsop_arena_take(arena, building->choice->applicants->n_parties,
					     sizeof *building->is_bound);
	if (building->applicant == NULL || building->capacity == NULL ||
	    building->minimum == NULL || building->closed == NULL ||
	    building->person_wishes == NULL || building->origin == NULL || building->lot == NULL ||
	    building->party == NULL || building->fixed == NULL || building->was == NULL ||
	    building->stays == NULL || building->is_parted == NULL || building->parting == NULL ||
	    building->has_fixed == NULL || building->is_leading == NULL ||
	    building->is_bound == NULL || building->before == NULL || building->after == NULL ||
	    building->meters == NULL)
		return tsop_fail_memory(err);
	return 0;
}

/* The number of the person's row of ranks: people with the same wishes and exclusions share one. */
static int number_wishes(struct tsop_building *building, const struct tsop_applicant *person,
			 uint32_t *number, struct tsop_error *err)
{
	uint16_t units[2 + TSOP_APPLICANTS_WISHES_MAX + TSOP_ASSIGN_MAX_COURSES];
	struct tsop_view key = { (const char *)units, 0 };
	size_t n = 0;
	bool added;
	size_t *row;

	units[n++] = person->n_wishes > 0 && person->only_wishes;
	units[n++] = (uint16_t)person->n_wishes;
	for (size_t i = 0; i < person->n_wishes; i++)
		units[n++] = person->wishes[i];
	for (size_t i = 0; person->is_excluded != NULL && i < building->courses->n; i++)
		if (person->is_excluded[i])
			units[n++] = (uint16_t)i;
	key.len = n * sizeof units[0];
	row = tsop_map_put(&building->wishes, key, building->wishes.n, &added);
	if (row == NULL)
		return tsop_fail_memory(err);
	*number = (uint32_t)*row;
	return 0;
}

static int add_people(struct tsop_building *building, struct tsop_error *err)
{
	const struct tsop_choice *choice = building->choice;
	size_t n = 0;

	for (size_t i = 0; i < choice->applicants->n; i++) {
		const struct tsop_applicant *person = &choice->applicants->rows[i];

		if (!building->standings[i].has_seat)
			continue;
		if (number_wishes(building, person, &building->person_wishes[n], err) != 0)
			return -1;
		building->applicant[n] = i;
		building->origin[n] = (uint32_t)choice->claimant_of[i];
		building->party[n] = person->party;
		building->was[n] = person->had_place ? person->was : TSOP_ASSIGN_NO_COURSE;
		building->fixed[n++] = person->course;
	}
	return 0;
}

/* A claimant's held seats share a row of ranks behind those of the people. */
static void add_held_seats(struct tsop_building *building)
{
	const struct tsop_claimants *claimants = building->choice->claimants;
	size_t n = building->n_seated;

	building->n_wishes = building->wishes.n;
	for (size_t i = 0; i < claimants->n; i++) {
		for (int64_t seat = 0; seat < claimants->rows[i].reserved; seat++, n++) {
			building->person_wishes[n] = (uint32_t)building->n_wishes;
			building->origin[n] = (uint32_t)i;
			building->party[n] = TSOP_ASSIGN_NO_PARTY;
			building->fixed[n] = building->was[n] = TSOP_ASSIGN_NO_COURSE;
		}
		building->n_wishes += claimants->rows[i].reserved > 0;
	}
}

/* A held seat wishes for the nearest course, then for the next: rank by how many are nearer. */
static void rank_by_distance(const uint32_t *meters, size_t n_courses, uint16_t *ranks)
{
	for (size_t course = 0; course < n_courses; course++) {
		size_t n_nearer = 0;

		for (size_t other = 0; other < n_courses; other++)
			n_nearer += meters[other] < meters[course];
		ranks[course] = (uint16_t)n_nearer;
	}
}

static void fill_held_ranks(struct tsop_building *building)
{
	const struct tsop_claimants *claimants = building->choice->claimants;
	size_t n_courses = building->courses->n;
	size_t row = building->wishes.n;

	for (size_t i = 0; i < claimants->n; i++)
		if (claimants->rows[i].reserved > 0)
			rank_by_distance(building->meters + i * n_courses, n_courses,
					 building->ranks + row++ * n_courses);
}

/* A row of ranks for each list of wishes: 0 for the first, their number for what is none. */
static int fill_ranks(struct tsop_building *building, struct tsop_error *err)
{
	size_t n_courses = building->courses->n;

	building->ranks = tsop_arena_take(&building->arena, building->n_wishes * n_courses,
					  sizeof *building->ranks);
	if (building->ranks == NULL)
		return tsop_fail_memory(err);
	fill_held_ranks(building);
	for (size_t i = 0; i < building->n_seated; i++) {
		const struct tsop_applicant *person =
			&building->choice->applicants->rows[building->applicant[i]];
		uint16_t *row = building->ranks + building->person_wishes[i] * n_courses;

		for (size_t course = 0; course < n_courses && person->n_wishes > 0; course++)
			row[course] = person->only_wishes ? TSOP_ASSIGN_FORBIDDEN
							  : (uint16_t)person->n_wishes;
		for (size_t wish = 0; wish < person->n_wishes; wish++)
			row[person->wishes[wish]] = (uint16_t)wish;
		for (size_t course = 0; person->is_excluded != NULL && course < n_courses; course++)
			if (person->is_excluded[course])
				row[course] = TSOP_ASSIGN_FORBIDDEN;
	}
	return 0;
}

static void fill_tables(struct tsop_building *building)
{
	const struct tsop_claimants *claimants = building->choice->claimants;
	const struct tsop_courses *courses = building->courses;

	for (size_t i = 0; i < courses->n; i++) {
		building->capacity[i] = (uint32_t)courses->rows[i].capacity;
		building->minimum[i] = (uint32_t)courses->rows[i].minimum;
		building->has_minimum = building->has_minimum || courses->rows[i].minimum > 0;
		if (courses->rows[i].closed == 0)
			continue;
		building->closed[courses->rows[i].closed - 1] = (uint16_t)i;
		building->n_closed++;
	}
	for (size_t i = 0; i < claimants->n; i++)
		for (size_t course = 0; course < courses->n; course++)
			building->meters[i * courses->n + course] = (uint32_t)tsop_place_meters(
				claimants->rows[i].municipality, &courses->rows[course]);
}

struct ticket {
	const struct tsop_lot *lot;
	uint32_t person;
};

static int by_lot(const void *left, const void *right)
{
	const struct ticket *a = left;
	const struct ticket *b = right;
	int order = tsop_lot_compare(a->lot, b->lot);

	return order != 0 ? order : (a->person > b->person) - (a->person < b->person);
}

/* The drawn order: people by lot, then the held seats, which are nobody's yet, by municipality. */
static int draw_order(struct tsop_building *building, struct tsop_error *err)
{
	size_t n = building->n_seated;
	struct ticket *tickets = tsop_arena_take(&building->arena, n, sizeof *tickets);

	if (tickets == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		tickets[i] = (struct ticket){
			&building->choice->applicants->rows[building->applicant[i]].courses_lot,
			(uint32_t)i
		};
	if (n > 0)
		qsort(tickets, n, sizeof *tickets, by_lot);
	for (size_t i = 0; i < n; i++)
		building->lot[tickets[i].person] = (uint32_t)i;
	for (size_t i = n; i < n + building->n_held; i++)
		building->lot[i] = (uint32_t)i;
	return 0;
}

int tsop_building_make(struct tsop_building *building, struct tsop_error *err)
{
	if (count(building, err) != 0 || take_arrays(building, err) != 0 ||
	    add_people(building, err) != 0)
		return -1;
	add_held_seats(building);
	fill_tables(building);
	if (fill_ranks(building, err) != 0 || draw_order(building, err) != 0)
		return -1;
	building->problem = (struct tsop_assign_problem){
		.n_people = building->n_seated + building->n_held,
		.n_held = building->n_held,
		.n_courses = building->courses->n,
		.n_wishes = building->n_wishes,
		.n_origins = building->choice->claimants->n,
		.n_parties = building->choice->applicants->n_parties,
		.capacity = building->capacity,
		.minimum = building->has_minimum ? building->minimum : NULL,
		.closed = building->closed,
		.n_closed = building->n_closed,
		.ranks = building->ranks,
		.meters = building->meters,
		.wishes = building->person_wishes,
		.origin = building->origin,
		.lot = building->choice->has_lots ? building->lot : NULL,
		.fixed = building->fixed,
		.party = building->party,
		.max_nodes = TSOP_ASSIGN_MAX_NODES,
		.progress = building->choice->progress,
	};
	return 0;
}
