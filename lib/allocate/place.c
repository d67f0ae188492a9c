#include "allocate/place.h"

#include <inttypes.h>
#include <stdlib.h>

#include "assign/spread.h"
#include "base/i18n.h"
#include "base/map.h"

/* The problem while it is built; its arrays are taken from the arena. */
struct building {
	const struct tsop_place_rules *rules;
	const struct tsop_choice *choice;
	const struct tsop_courses *courses;
	const struct tsop_standing *standings;
	struct tsop_arena arena;
	struct tsop_map wishes; /* what people may have and wish, as bytes, to their row of ranks */
	struct tsop_assign_problem problem;
	size_t *applicant; /* by the problem's person; behind them come the held seats */
	size_t n_seated;
	size_t n_held;
	size_t n_wishes; /* rows of ranks */
	uint32_t *capacity, *minimum, *person_wishes, *origin, *lot, *party;
	uint32_t *before, *after; /* of an order */
	bool has_minimum;
	uint16_t *ranks, *fixed;
	uint32_t *meters;
};

int64_t tsop_place_meters(const struct tsop_municipality *from,
			  const struct tsop_courses_row *course)
{
	return tsop_municipality_meters(from, course->municipality);
}

const char *tsop_place_spread_name(enum tsop_spread spread)
{
	static const char *const names[] = { NULL, "different", "same" };

	return names[spread];
}

static int count(struct building *building, struct tsop_error *err)
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

static int take_arrays(struct building *building, struct tsop_error *err)
{
	struct tsop_arena *arena = &building->arena;
	size_t n = building->n_seated + building->n_held;
	size_t n_courses = building->courses->n;
	size_t n_claimants = building->choice->claimants->n;

	building->applicant = tsop_arena_take(arena, n, sizeof *building->applicant);
	building->capacity = tsop_arena_take(arena, n_courses, sizeof *building->capacity);
	building->minimum = tsop_arena_take(arena, n_courses, sizeof *building->minimum);
	building->person_wishes = tsop_arena_take(arena, n, sizeof *building->person_wishes);
	building->origin = tsop_arena_take(arena, n, sizeof *building->origin);
	building->lot = tsop_arena_take(arena, n, sizeof *building->lot);
	building->party = tsop_arena_take(arena, n, sizeof *building->party);
	building->fixed = tsop_arena_take(arena, n, sizeof *building->fixed);
	building->before = tsop_arena_take(arena, n, sizeof *building->before);
	building->after = tsop_arena_take(arena, n, sizeof *building->after);
	building->meters = tsop_arena_take(arena, n_claimants * n_courses,
					   sizeof *building->meters);
	if (building->applicant == NULL || building->capacity == NULL ||
	    building->minimum == NULL ||
	    building->person_wishes == NULL || building->origin == NULL || building->lot == NULL ||
	    building->party == NULL || building->fixed == NULL || building->before == NULL ||
	    building->after == NULL || building->meters == NULL)
		return tsop_fail_memory(err);
	return 0;
}

/* The number of the person's row of ranks: people with the same wishes and exclusions share one. */
static int number_wishes(struct building *building, const struct tsop_applicant *person,
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

static int add_people(struct building *building, struct tsop_error *err)
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
		building->fixed[n++] = person->course;
	}
	return 0;
}

/* A claimant's held seats share a row of ranks behind those of the people. */
static void add_held_seats(struct building *building)
{
	const struct tsop_claimants *claimants = building->choice->claimants;
	size_t n = building->n_seated;

	building->n_wishes = building->wishes.n;
	for (size_t i = 0; i < claimants->n; i++) {
		for (int64_t seat = 0; seat < claimants->rows[i].reserved; seat++, n++) {
			building->person_wishes[n] = (uint32_t)building->n_wishes;
			building->origin[n] = (uint32_t)i;
			building->party[n] = TSOP_ASSIGN_NO_PARTY;
			building->fixed[n] = TSOP_ASSIGN_NO_COURSE;
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

static void fill_held_ranks(struct building *building)
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
static int fill_ranks(struct building *building, struct tsop_error *err)
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

static void fill_tables(struct building *building)
{
	const struct tsop_claimants *claimants = building->choice->claimants;
	const struct tsop_courses *courses = building->courses;

	for (size_t i = 0; i < courses->n; i++) {
		building->capacity[i] = (uint32_t)courses->rows[i].capacity;
		building->minimum[i] = (uint32_t)courses->rows[i].minimum;
		building->has_minimum = building->has_minimum || courses->rows[i].minimum > 0;
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
static int draw_order(struct building *building, struct tsop_error *err)
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

static int build(struct building *building, struct tsop_error *err)
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
		.n_courses = building->courses->n,
		.n_wishes = building->n_wishes,
		.n_origins = building->choice->claimants->n,
		.n_parties = building->choice->applicants->n_parties,
		.capacity = building->capacity,
		.minimum = building->has_minimum ? building->minimum : NULL,
		.ranks = building->ranks,
		.meters = building->meters,
		.wishes = building->person_wishes,
		.origin = building->origin,
		.lot = building->choice->has_lots ? building->lot : NULL,
		.fixed = building->fixed,
		.party = building->party,
		.max_nodes = TSOP_ASSIGN_MAX_NODES,
	};
	return 0;
}

/* All else that can be wrong with fixed people was checked when they were read. */
static int refuse_minimum(const struct building *building, size_t course, struct tsop_error *err)
{
	const struct tsop_courses *courses = building->courses;

	tsop_fail(err, TSOP_INPUT,
		  _("expected a number that is reached, because people have a place there already"));
	return tsop_error_at(err, courses->file, courses->rows[course].line, "minimum");
}

static int place_once(struct building *building, const struct tsop_order *order,
		      struct tsop_placement *placement, struct tsop_error *err)
{
	const struct tsop_place_rules *rules = building->rules;

	tsop_assign_release(&placement->result);
	tsop_mechanism_proof_release(&placement->proof);
	if (rules->spread == TSOP_SPREAD_DIFFERENT)
		return tsop_spread_solve(&building->problem, building->origin,
					 building->problem.n_origins, &placement->result,
					 &placement->pairs, err);
	if (tsop_mechanism_solve(rules->mechanism, &building->problem, order, &placement->result,
				 &placement->proof, err) == 0)
		return 0;
	return placement->result.fault == SIZE_MAX ?
		       -1 :
		       refuse_minimum(building, placement->result.fault, err);
}

/* A municipality is a party; its numbers are behind those of the parties. */
static void join_municipalities(struct building *building)
{
	uint32_t n_parties = (uint32_t)building->choice->applicants->n_parties;

	for (size_t i = 0; i < building->n_seated; i++)
		building->party[i] = n_parties + building->origin[i];
	building->problem.n_parties = n_parties + building->choice->claimants->n;
}

/* People of a municipality that found no course together are what they were. True: there are. */
static bool part_municipalities(struct building *building, const struct tsop_assign_result *result)
{
	const struct tsop_applicants *applicants = building->choice->applicants;
	bool any = false;

	for (size_t i = 0; i < building->n_seated; i++) {
		if (result->course[i] != TSOP_ASSIGN_NO_COURSE ||
		    building->party[i] == TSOP_ASSIGN_NO_PARTY ||
		    building->party[i] < applicants->n_parties)
			continue;
		building->party[i] = applicants->rows[building->applicant[i]].party;
		any = true;
	}
	return any;
}

/* Place everybody. lot: of the people in an order, NULL: none. */
static int place_all(struct building *building, const uint32_t *lot,
		     struct tsop_placement *placement, struct tsop_error *err)
{
	const struct tsop_order_people people = {
		.applicants = building->choice->applicants,
		.applicant = building->applicant,
		.lot = lot,
		.n_people = building->n_seated,
		.n_held = building->n_held,
	};
	struct tsop_order order = { .before = NULL };

	if (building->rules->mechanism->takes_order &&
	    tsop_order_fill(&building->rules->order, &people, building->before, building->after,
			    &order, err) != 0)
		return -1;
	if (building->rules->spread == TSOP_SPREAD_SAME)
		join_municipalities(building);
	do
		if (place_once(building, &order, placement, err) != 0)
			return -1;
	while (building->rules->spread == TSOP_SPREAD_SAME &&
	       part_municipalities(building, &placement->result));
	return 0;
}

/* The people of a serial dictatorship in turn, without the held seats. */
static int hand_back_turns(const struct building *building, struct tsop_placement *placement,
			   struct tsop_error *err)
{
	const struct tsop_mechanism_proof *proof = &placement->proof;

	placement->in_turn = calloc(proof->n_in_turn + 1, sizeof *placement->in_turn);
	if (placement->in_turn == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < proof->n_in_turn; i++)
		if (proof->in_turn[i] < building->n_seated)
			placement->in_turn[placement->n_in_turn++] =
				building->applicant[proof->in_turn[i]];
	return 0;
}

static int hand_back(const struct building *building, struct tsop_standing *standings,
		     struct tsop_placement *placement, struct tsop_error *err)
{
	const uint16_t *course = placement->result.course;

	placement->held = calloc(building->n_held + 1, sizeof *placement->held);
	if (placement->held == NULL)
		return tsop_fail_memory(err);
	if (hand_back_turns(building, placement, err) != 0)
		return -1;
	placement->n_held = building->n_held;
	for (size_t i = 0; i < building->n_held; i++)
		placement->held[i] = course[building->n_seated + i];
	for (size_t i = 0; i < building->choice->applicants->n; i++)
		standings[i].course = TSOP_ASSIGN_NO_COURSE;
	for (size_t i = 0; i < building->n_seated; i++)
		standings[building->applicant[i]].course = course[i];
	return 0;
}

/*
 * Are all whose courses hang on a lot marked? Not where that of a party does,
 * or where the search for it was given up.
 */
static bool marks_all(const struct building *building, const struct tsop_assign_result *result)
{
	if (!result->optimal || result->nodes >= building->problem.max_nodes)
		return false;
	if (building->choice->applicants->n_parties == 0 &&
	    building->rules->spread != TSOP_SPREAD_SAME)
		return true;
	for (size_t i = 0; i < building->n_seated; i++)
		if (result->is_tied[i] && building->party[i] != TSOP_ASSIGN_NO_PARTY)
			return false;
	return true;
}

/* List those whose courses may hang on a lot. */
static size_t list_tied(const struct building *building, const struct tsop_assign_result *result,
			size_t *tied)
{
	bool takes_marked = marks_all(building, result);
	size_t n = 0;

	for (size_t i = 0; i < building->n_seated; i++)
		if (takes_marked ? result->is_tied[i] : building->fixed[i] == TSOP_ASSIGN_NO_COURSE)
			tied[n++] = building->applicant[i];
	return n;
}

/* Those who were drawn come first; of the others no course hangs on a lot. */
static int order_by_draw(struct building *building, const struct tsop_drawn *drawn,
			 struct tsop_standing *standings, struct tsop_error *err)
{
	size_t *turn = tsop_arena_take(&building->arena, building->choice->applicants->n,
				       sizeof *turn);
	size_t n = drawn->n;

	if (turn == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < drawn->n; i++) {
		turn[drawn->rows[i]] = i + 1;
		standings[drawn->rows[i]].is_course_drawn = true;
	}
	for (size_t i = 0; i < building->n_seated; i++) {
		size_t own = turn[building->applicant[i]];

		building->lot[i] = (uint32_t)(own > 0 ? own - 1 : n++);
	}
	building->problem.lot = building->lot;
	return 0;
}

/*
 * Where courses hang on a lot and there is none, place all anew in the order
 * that was drawn. Held seats are nobody's to draw for: they come last, so
 * that one person who is tied with them alone needs no draw.
 */
static int settle_ties(struct building *building, struct tsop_placement *placement,
		       struct tsop_standing *standings, struct tsop_ties *ties,
		       struct tsop_error *err)
{
	struct tsop_drawn drawn = { .n = 0 };
	size_t *tied;
	size_t n;
	int status = 0;

	if (!placement->result.tied || building->problem.lot != NULL)
		return 0;
	tied = tsop_arena_take(&building->arena, building->n_seated, sizeof *tied);
	if (tied == NULL)
		return tsop_fail_memory(err);
	n = list_tied(building, &placement->result, tied);
	if (n > 1)
		status = tsop_ties_courses(ties, building->choice->applicants, tied, n, &drawn,
					   err);
	if (status != 0)
		return status;
	if (order_by_draw(building, &drawn, standings, err) != 0)
		return -1;
	return place_all(building, NULL, placement, err);
}

/* List all who stand in the order where somebody does who is tied. */
static int list_equals(struct building *building, const struct tsop_assign_result *result,
		       size_t *tied, size_t *n, struct tsop_error *err)
{
	struct tsop_map places;
	int status = 0;

	tsop_map_init(&places);
	*n = 0;
	for (size_t i = 0; status == 0 && i < 2 * building->n_seated; i++) {
		size_t who = i % building->n_seated;
		uint32_t place[2] = { building->before[who], building->after[who] };
		struct tsop_view key = { (const char *)place, sizeof place };
		bool added;

		if (building->fixed[who] != TSOP_ASSIGN_NO_COURSE)
			continue;
		if (i == who && result->is_tied[who])
			status = tsop_map_put(&places, key, 0, &added) == NULL ?
					 tsop_fail_memory(err) :
					 0;
		else if (i != who && tsop_map_get(&places, key) != NULL)
			tied[(*n)++] = building->applicant[who];
	}
	tsop_map_release(&places);
	return status;
}

/*
 * Where equal people compete, place all anew in an order that was drawn among
 * all who stand where they do; that may bring others to compete, who are drawn
 * next.
 */
static int settle_order(struct building *building, struct tsop_placement *placement,
			struct tsop_standing *standings, struct tsop_ties *ties,
			struct tsop_error *err)
{
	size_t n_all = building->choice->applicants->n;
	uint32_t *turn = tsop_arena_take(&building->arena, n_all, sizeof *turn);
	uint32_t *lot = tsop_arena_take(&building->arena, building->n_seated, sizeof *lot);
	size_t *tied = tsop_arena_take(&building->arena, building->n_seated, sizeof *tied);
	uint32_t n_drawn = 0;

	if (turn == NULL || lot == NULL || tied == NULL)
		return tsop_fail_memory(err);
	while (placement->result.tied) {
		struct tsop_drawn drawn;
		size_t n;
		int status = list_equals(building, &placement->result, tied, &n, err);

		if (status == 0)
			status = tsop_ties_order(ties, building->choice->applicants, tied, n,
						 &drawn, err);
		if (status != 0)
			return status;
		for (size_t i = 0; i < drawn.n; i++) {
			turn[drawn.rows[i]] = ++n_drawn;
			standings[drawn.rows[i]].is_course_drawn = true;
		}
		for (size_t i = 0; i < building->n_seated; i++)
			lot[i] = turn[building->applicant[i]];
		if (place_all(building, lot, placement, err) != 0)
			return -1;
	}
	return 0;
}

static int solve(struct building *building, struct tsop_standing *standings,
		 struct tsop_placement *placement, struct tsop_ties *ties, struct tsop_error *err)
{
	int status;

	if (build(building, err) != 0 ||
	    place_all(building, building->problem.lot, placement, err) != 0)
		return -1;
	if (building->rules->mechanism->takes_order)
		status = settle_order(building, placement, standings, ties, err);
	else
		status = settle_ties(building, placement, standings, ties, err);
	if (status == 0)
		status = hand_back(building, standings, placement, err);
	if (status != 0)
		tsop_place_release(placement);
	return status;
}

int tsop_place(const struct tsop_place_rules *rules, const struct tsop_choice *choice,
	       const struct tsop_courses *courses,
	       struct tsop_standing *standings, struct tsop_placement *placement,
	       struct tsop_ties *ties, struct tsop_error *err)
{
	struct building building = {
		.rules = rules, .choice = choice, .courses = courses, .standings = standings
	};
	int status;

	*placement = (struct tsop_placement){ 0 };
	tsop_arena_init(&building.arena);
	tsop_map_init(&building.wishes);
	status = solve(&building, standings, placement, ties, err);
	tsop_map_release(&building.wishes);
	tsop_arena_release(&building.arena);
	return status;
}

void tsop_place_release(struct tsop_placement *placement)
{
	tsop_assign_release(&placement->result);
	tsop_mechanism_proof_release(&placement->proof);
	free(placement->in_turn);
	free(placement->held);
	*placement = (struct tsop_placement){ 0 };
}
