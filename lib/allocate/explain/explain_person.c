#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "allocate/explain/explanation.h"
#include "allocate/waiting.h"

/* A course is told by its place; where several are there, by its id, too. */
static int name_courses(struct tsop_explanation_lists *lists, const struct tsop_run *run,
			struct tsop_error *err)
{
	const struct tsop_courses_row *rows = run->courses.rows;

	lists->names = tsop_arena_take(&lists->arena, lists->n_courses, sizeof *lists->names);
	if (lists->names == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < lists->n_courses; i++) {
		size_t size = strlen(rows[i].place) + strlen(rows[i].id) + sizeof " ()";
		size_t n = 0;
		char *name;

		for (size_t other = 0; other < lists->n_courses; other++)
			n += strcmp(rows[other].place, rows[i].place) == 0;
		lists->names[i] = rows[i].place;
		if (n == 1)
			continue;
		name = tsop_arena_take(&lists->arena, size, 1);
		if (name == NULL)
			return tsop_fail_memory(err);
		snprintf(name, size, "%s (%s)", rows[i].place, rows[i].id);
		lists->names[i] = name;
	}
	return 0;
}

int tsop_explanation_lists_init(struct tsop_explanation_lists *lists, const struct tsop_run *run,
				struct tsop_error *err)
{
	const struct tsop_choice choice = tsop_run_choice(run);
	struct tsop_waiting_lists waiting;
	int status;

	lists->n_courses = run->courses.n;
	tsop_arena_init(&lists->arena);
	lists->positions = calloc(run->applicants.n + 1, run->courses.n * sizeof *lists->positions);
	if (lists->positions == NULL)
		return tsop_fail_memory(err);
	if (name_courses(lists, run, err) != 0 || tsop_loads_init(&lists->loads, run, err) != 0)
		return -1;
	status = tsop_waiting_init(&waiting, &choice, run->standings, err);
	for (size_t course = 0; status == 0 && course < run->courses.n; course++) {
		size_t n = tsop_waiting_list(&waiting, (uint16_t)course);

		for (size_t i = 0; i < n; i++)
			lists->positions[waiting.list[i].applicant * lists->n_courses + course] =
				(uint32_t)waiting.list[i].position;
	}
	tsop_waiting_release(&waiting);
	return status;
}

void tsop_explanation_lists_release(struct tsop_explanation_lists *lists)
{
	free(lists->positions);
	tsop_loads_release(&lists->loads);
	tsop_arena_release(&lists->arena);
	*lists = (struct tsop_explanation_lists){ .positions = NULL };
}

/* Kilometers with one decimal, rounded. */
static const char *kilometers(struct tsop_sentence *out, int64_t meters)
{
	return tsop_sentence_decimal(out, (meters + 50) / 100, 1);
}

static const char *meters_to(struct tsop_sentence *out, const struct tsop_run *run,
			     const struct tsop_applicant *person, uint16_t course)
{
	return kilometers(out, tsop_place_meters(person->municipality, &run->courses.rows[course]));
}

static void add_head(struct tsop_sentence *out, const struct tsop_run *run,
		     const struct tsop_explanation_lists *lists, size_t applicant)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	const struct tsop_standing *standing = &run->standings[applicant];
	char id[TSOP_NUM_TEXT + 1] = "e";
	uint16_t rank;

	tsop_num_write(person->number, id + 1);
	if (standing->course == TSOP_ASSIGN_NO_COURSE) {
		tsop_sentence_add(out, TSOP_PHRASE_WAITING, TSOP_PHRASE_VALUES(id));
		tsop_sentence_add(out, TSOP_PHRASE_POSITION,
				  TSOP_PHRASE_VALUES(tsop_sentence_number(
							     out, (int64_t)standing->position),
						     person->municipality->name));
		return;
	}
	tsop_sentence_add(out, TSOP_PHRASE_PLACED,
			  TSOP_PHRASE_VALUES(id, lists->names[standing->course]));
	rank = tsop_applicant_rank(person, standing->course);
	if (person->n_wishes > 0 && rank < person->n_wishes)
		tsop_sentence_add(out, TSOP_PHRASE_WISH,
				  TSOP_PHRASE_VALUES(tsop_sentence_number(out, rank + 1)));
	else
		tsop_sentence_add(out, person->n_wishes == 0 ? TSOP_PHRASE_NO_WISH
							      : TSOP_PHRASE_NOT_WISHED,
				  TSOP_PHRASE_VALUES(meters_to(out, run, person, standing->course)));
	if (person->holds_seat)
		tsop_sentence_add(out, person->fixed != NULL ? TSOP_PHRASE_FIXED
							      : TSOP_PHRASE_ENROLLED_BEFORE,
				  NULL);
}

/* How it came that the person has a seat of the municipality, or none. */
static void add_turn(struct tsop_sentence *out, const struct tsop_run *run, size_t applicant)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	const struct tsop_standing *standing = &run->standings[applicant];
	const struct tsop_claimant *claimant = &run->claimants.rows[run->claimant_of[applicant]];
	int64_t seats = tsop_claimant_seats(claimant);

	if (person->holds_seat || run->options->fill != NULL)
		return;
	tsop_buf_add_char(&out->text, ' ');
	if (claimant->applied <= seats)
		tsop_sentence_add(out, TSOP_PHRASE_SEAT_FOR_ALL,
				  TSOP_PHRASE_VALUES(tsop_claimant_name(claimant)));
	else
		tsop_sentence_add(out, TSOP_PHRASE_TURN,
				  TSOP_PHRASE_VALUES(
					  tsop_sentence_number(out, (int64_t)standing->turn),
					  tsop_sentence_number(out, claimant->applied - claimant->held),
					  tsop_claimant_name(claimant),
					  tsop_sentence_number(out, seats - claimant->held)));
	if (standing->has_seat && (int64_t)standing->turn > seats - claimant->held) {
		tsop_buf_add_char(&out->text, ' ');
		tsop_sentence_add(out, TSOP_PHRASE_PASSED_BEFORE, NULL);
	}
	if (standing->has_seat || standing->no_room || standing->room == 0)
		return;
	tsop_buf_add_char(&out->text, ' ');
	tsop_sentence_add(out,
			  standing->room == 1 ? TSOP_PHRASE_PARTY_OVER_ONE
					      : TSOP_PHRASE_PARTY_TOO_LARGE,
			  TSOP_PHRASE_VALUES(tsop_sentence_number(out, (int64_t)standing->party),
					     tsop_sentence_number(out, standing->room)));
}

/* Where others of the party are who had a place before. */
static void add_party(struct tsop_sentence *out, const struct tsop_run *run,
		      const struct tsop_explanation_lists *lists, size_t applicant)
{
	const struct tsop_applicant *rows = run->applicants.rows;
	const struct tsop_loads *loads = &lists->loads;
	uint32_t party = rows[applicant].party;

	if (party == TSOP_ASSIGN_NO_PARTY || rows[applicant].holds_seat)
		return;
	for (size_t i = loads->end[party]; i < loads->end[party + 1]; i++) {
		size_t other = loads->members[i];

		if (!rows[other].holds_seat)
			continue;
		tsop_buf_add_char(&out->text, ' ');
		tsop_sentence_add(out, TSOP_PHRASE_PARTY_THERE,
				  TSOP_PHRASE_VALUES(lists->names[run->standings[other].course]));
		return;
	}
}

/*
 * What the least cost of all would rise by at least, were the person given
 * the course: by how much it falls short of their own at the prices.
 */
static struct tsop_assign_cost reduced_cost(const struct tsop_run *run, size_t applicant,
					    uint16_t course)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	const struct tsop_assign_cost *price = run->placement.result.price;
	uint16_t own = run->standings[applicant].course;

	return (struct tsop_assign_cost){
		price[course].unassigned - price[own].unassigned,
		tsop_applicant_rank(person, course) + price[course].rank -
			tsop_applicant_rank(person, own) - price[own].rank,
		tsop_place_meters(person->municipality, &run->courses.rows[course]) +
			price[course].meters -
			tsop_place_meters(person->municipality, &run->courses.rows[own]) -
			price[own].meters,
	};
}

/* Do the prices say what another place would cost? */
static bool has_prices(const struct tsop_run *run, const struct tsop_applicant *person)
{
	const struct tsop_mechanism *mechanism = run->place_rules.mechanism;

	return mechanism == tsop_mechanism_of(TSOP_MECHANISM_MIN_COST) &&
	       run->options->fill == NULL && run->options->keep == NULL &&
	       run->placement.result.price != NULL &&
	       run->placement.result.prices_prove_all && !person->holds_seat;
}

static void add_price(struct tsop_sentence *out, const struct tsop_run *run, size_t applicant,
		      uint16_t course)
{
	const struct tsop_assign_cost cost = reduced_cost(run, applicant, course);

	if (cost.unassigned > 0)
		return;
	if (cost.rank > 0)
		tsop_sentence_add(out, TSOP_PHRASE_COSTS_RANKS,
				  TSOP_PHRASE_VALUES(tsop_sentence_number(out, cost.rank)));
	else if (cost.rank == 0 && cost.meters > 0)
		tsop_sentence_add(out, TSOP_PHRASE_COSTS_METERS,
				  TSOP_PHRASE_VALUES(kilometers(out, cost.meters)));
}

/* People who are placed with this one, itself included. */
static int64_t size_of_party(const struct tsop_run *run, size_t applicant)
{
	const struct tsop_standing *standing = &run->standings[applicant];

	return standing->has_seat && standing->party > 1 ? (int64_t)standing->party : 1;
}

/* Who has the places of a course that is full, or has too few left for a party. */
static void add_full(struct tsop_sentence *out, const struct tsop_run *run,
		     const struct tsop_explanation_lists *lists, size_t applicant, uint16_t course)
{
	const struct tsop_mechanism *mechanism = run->place_rules.mechanism;
	bool is_boston = mechanism == tsop_mechanism_of(TSOP_MECHANISM_BOSTON);
	int64_t n = run->courses.rows[course].capacity;
	int64_t size = size_of_party(run, applicant);
	bool is_seated = run->standings[applicant].course != TSOP_ASSIGN_NO_COURSE;
	enum tsop_phrase phrase = n == 1 ? TSOP_PHRASE_FULL_ONE : TSOP_PHRASE_FULL;

	if (n == 0) {
		phrase = TSOP_PHRASE_NO_PLACES;
	} else if (is_seated && size > 1 &&
		   (mechanism->takes_order || lists->loads.taken[course] < n)) {
		n = size;
		phrase = !mechanism->takes_order ? TSOP_PHRASE_TOO_FEW :
			 is_boston		 ? TSOP_PHRASE_TOO_FEW_IN_ROUND :
						   TSOP_PHRASE_TOO_FEW_OF_EARLIER;
	} else if (is_seated && is_boston) {
		phrase = n == 1 ? TSOP_PHRASE_FULL_IN_ROUND_ONE : TSOP_PHRASE_FULL_IN_ROUND;
	} else if (is_seated && mechanism->takes_order) {
		phrase = n == 1 ? TSOP_PHRASE_FULL_OF_EARLIER_ONE : TSOP_PHRASE_FULL_OF_EARLIER;
	}
	tsop_sentence_add(out, phrase, TSOP_PHRASE_VALUES(tsop_sentence_number(out, n)));
	if (is_seated && has_prices(run, &run->applicants.rows[applicant]))
		add_price(out, run, applicant, course);
}

/* There is room, but the course that the person is on runs with so many people at least. */
static void add_needed(struct tsop_sentence *out, const struct tsop_run *run,
		       const struct tsop_explanation_lists *lists, size_t applicant)
{
	uint16_t own = run->standings[applicant].course;
	int64_t minimum = run->courses.rows[own].minimum;

	tsop_sentence_add(out,
			  minimum == 1 ? TSOP_PHRASE_NEEDED_ONE : TSOP_PHRASE_NEEDED,
			  TSOP_PHRASE_VALUES(lists->names[own],
					     tsop_sentence_number(out, minimum)));
}

/* There is room, but not for this person. */
static void add_free(struct tsop_sentence *out, const struct tsop_run *run, size_t applicant)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	const struct tsop_standing *standing = &run->standings[applicant];

	if (person->holds_seat)
		tsop_sentence_add(out, TSOP_PHRASE_FREE_BUT_ENROLLED, NULL);
	else if (standing->has_seat || standing->no_room || standing->room > 0)
		tsop_sentence_add(out, TSOP_PHRASE_FREE, NULL);
	else
		tsop_sentence_add(out, TSOP_PHRASE_FREE_WITHOUT_SEAT,
				  TSOP_PHRASE_VALUES(person->municipality->name));
}

/* Has the course places for the person, with the party? */
static bool has_room(const struct tsop_run *run, const struct tsop_explanation_lists *lists,
		     size_t applicant, uint16_t course)
{
	return lists->loads.taken[course] + size_of_party(run, applicant) <=
	       run->courses.rows[course].capacity;
}

/* Why not this course. */
static void add_not_there(struct tsop_sentence *out, const struct tsop_run *run,
			  const struct tsop_explanation_lists *lists, size_t applicant,
			  uint16_t course)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	const struct tsop_courses_row *row = &run->courses.rows[course];
	uint32_t position = lists->positions[applicant * lists->n_courses + course];

	tsop_buf_add_char(&out->text, ' ');
	tsop_sentence_add(out, TSOP_PHRASE_NOT_THERE, TSOP_PHRASE_VALUES(lists->names[course]));
	if (row->is_closed) {
		tsop_sentence_add(out, TSOP_PHRASE_CLOSED, NULL);
		return;
	}
	if (person->is_excluded != NULL && person->is_excluded[course]) {
		tsop_sentence_add(out, TSOP_PHRASE_EXCLUDED, NULL);
		return;
	}
	if (tsop_loads_needed_instead(&lists->loads, applicant, course))
		add_needed(out, run, lists, applicant);
	else if (has_room(run, lists, applicant, course))
		add_free(out, run, applicant);
	else
		add_full(out, run, lists, applicant, course);
	if (position > 0)
		tsop_sentence_add(out, TSOP_PHRASE_ON_LIST,
				  TSOP_PHRASE_VALUES(tsop_sentence_number(out, position)));
	else
		tsop_buf_add_char(&out->text, '.');
}

/* Is there something to say of a wish that the person did not get? */
static bool is_out_of_reach(const struct tsop_run *run, const struct tsop_explanation_lists *lists,
			    size_t applicant, uint16_t course)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	const struct tsop_courses_row *row = &run->courses.rows[course];

	return tsop_loads_needed_instead(&lists->loads, applicant, course) || row->is_closed ||
	       (person->is_excluded != NULL && person->is_excluded[course]) ||
	       lists->positions[applicant * lists->n_courses + course] > 0 ||
	       !has_room(run, lists, applicant, course);
}

/* The nearest course not wished for where they would be if theirs needed nobody; or NO_COURSE. */
static uint16_t find_instead(const struct tsop_run *run, const struct tsop_explanation_lists *lists,
			     size_t applicant)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	uint16_t best = TSOP_ASSIGN_NO_COURSE;

	for (uint16_t i = 0; i < lists->n_courses; i++)
		if (tsop_applicant_rank(person, i) == person->n_wishes &&
		    tsop_loads_needed_instead(&lists->loads, applicant, i) &&
		    (best == TSOP_ASSIGN_NO_COURSE ||
		     tsop_place_meters(person->municipality, &run->courses.rows[i]) <
			     tsop_place_meters(person->municipality, &run->courses.rows[best])))
			best = i;
	return best;
}

void tsop_explanation_person(struct tsop_sentence *out, const struct tsop_run *run,
			     const struct tsop_explanation_lists *lists, size_t applicant)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	uint16_t own = run->standings[applicant].course;
	uint16_t instead;

	add_head(out, run, lists, applicant);
	tsop_buf_add_char(&out->text, '.');
	add_turn(out, run, applicant);
	add_party(out, run, lists, applicant);
	for (size_t i = 0; i < person->n_wishes && person->wishes[i] != own; i++)
		if (person->fixed == NULL && is_out_of_reach(run, lists, applicant, person->wishes[i]))
			add_not_there(out, run, lists, applicant, person->wishes[i]);
	instead = find_instead(run, lists, applicant);
	if (instead != TSOP_ASSIGN_NO_COURSE)
		add_not_there(out, run, lists, applicant, instead);
}
