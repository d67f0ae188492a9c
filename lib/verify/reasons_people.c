#include "verify/reasons.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/people/minima.h"

/* Where somebody of a party had a place before, so that the others go there. */
struct home {
	uint16_t course; /* of the first of them, or TSOP_RESULT_NO_COURSE */
	bool is_barred;  /* to one of the others */
};

struct reasoning {
	struct tsop_costs *costs;
	const struct tsop_result *result;
	const struct tsop_choice_check *choice;
	bool *is_needed; /* [people] by their course, for its minimum */
	int64_t *n_were; /* [courses] people who had a place there and might stay */
	struct home *homes; /* [parties + 1]; [0]: of people who are in none */
	bool *is_drawn; /* [levels + 1] their turn was drawn for, of those of one (choice.h) */
	bool *is_course_drawn; /* [people] */
	struct tsop_buf text;
};

/* A further part of the sentence. */
static struct tsop_buf *part(struct reasoning *reasoning)
{
	if (reasoning->text.len > 0)
		tsop_buf_add_text(&reasoning->text, "; ");
	return &reasoning->text;
}

static void add_choice(struct reasoning *reasoning, size_t i)
{
	const struct tsop_candidates *candidates = reasoning->costs->candidates;
	const struct tsop_candidate *row = &candidates->rows[i];
	const struct tsop_choice_turn *turn = &reasoning->choice->turns[i];
	size_t number = tsop_candidates_municipality(reasoning->result->people[i].municipality);
	int64_t n_open = candidates->seats[number] - candidates->held[number];

	if (row->holds)
		tsop_buf_add_text(part(reasoning),
				  row->fixed != NULL ? "fixed by hand" : "enrolled before");
	else if (candidates->applied[number] <= candidates->seats[number])
		tsop_buf_add_text(part(reasoning), "a seat for everybody who applied");
	else
		tsop_buf_addf(part(reasoning),
			      "number %" PRId64 " of %" PRId64 " for %" PRId64
			      " %s by priority, then time of application",
			      turn->number, candidates->applied[number] - candidates->held[number],
			      n_open, n_open == 1 ? "seat" : "seats");
	if (reasoning->is_drawn[turn->level])
		tsop_buf_add_text(&reasoning->text, ", then the recorded draw");
	if (!row->holds && reasoning->result->people[i].course == TSOP_RESULT_NO_COURSE &&
	    turn->room > 0 && turn->size > turn->room)
		tsop_buf_addf(part(reasoning),
			      "passed over, because a party of %" PRId64 " does not fit into %" PRId64,
			      turn->size, turn->room);
}

static bool is_excluded(const struct tsop_candidate *row, size_t course)
{
	for (size_t i = 0; i < row->n_excluded; i++)
		if (row->excluded[i] == course)
			return true;
	return false;
}

/* Could the person be there, if there were room? */
static bool is_open_to(const struct reasoning *reasoning, const struct tsop_candidate *row,
		       size_t course)
{
	return !is_excluded(row, course) && !reasoning->result->header.courses[course].is_closed;
}

/* Is one of the first n wishes a course where they could be? */
static bool has_open_wish(const struct reasoning *reasoning, const struct tsop_candidate *row,
			  size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_open_to(reasoning, row, row->wishes[i]))
			return true;
	return false;
}

static bool has_open_course(const struct reasoning *reasoning, const struct tsop_candidate *row)
{
	if (row->only_wishes)
		return has_open_wish(reasoning, row, row->n_wishes);
	for (size_t i = 0; i < reasoning->costs->n_courses; i++)
		if (is_open_to(reasoning, row, i))
			return true;
	return false;
}

static bool is_nearest(const struct reasoning *reasoning, size_t i)
{
	const struct tsop_result_person *person = &reasoning->result->people[i];
	const int64_t *meters = tsop_costs_meters(reasoning->costs, person->municipality);

	for (size_t course = 0; course < reasoning->costs->n_courses; course++)
		if (meters[course] < meters[person->course] &&
		    is_open_to(reasoning, &reasoning->costs->candidates->rows[i], course))
			return false;
	return true;
}

/* Why not a wish that comes before, by the mechanism; of a party, for which places may be few. */
static const char *missed(const struct tsop_result_header *header, bool is_party)
{
	static const struct {
		const char *mechanism, *alone, *together;
	} texts[] = {
		{ "deferred-acceptance",
		  "those before it are full with people who stand before there",
		  "those before it have too little room for the party, beside people who stand "
		  "before there" },
		{ "serial-dictatorship", "those before it were full when the turn came",
		  "those before it had too little room for the party when the turn came" },
		{ "boston", "those before it were full, or went to others in their round",
		  "those before it had too little room for the party in its rounds" },
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (strcmp(header->mechanism, texts[i].mechanism) == 0)
			return is_party ? texts[i].together : texts[i].alone;
	return is_party ? "the best with room for the party" : "no room on those before it";
}

/* A course that is not the best, where that may be for the others of the municipality. */
static void add_spread(struct reasoning *reasoning, const struct tsop_candidate *row, size_t wish)
{
	if (wish > 0)
		tsop_buf_addf(part(reasoning), "wish %zu", wish);
	else
		tsop_buf_add_text(part(reasoning), row->n_wishes == 0
							   ? "no wishes, not the nearest course"
							   : "a course not wished for");
	tsop_buf_add_text(&reasoning->text,
			  strcmp(reasoning->result->header.spread, "same") == 0
				  ? ", the people of a municipality together"
				  : ", the people of a municipality on different courses");
}

/* A course that is not the best: which one; the sentence goes on with the reason. */
static void add_lesser(struct reasoning *reasoning, const struct tsop_candidate *row, size_t wish)
{
	if (wish > 0)
		tsop_buf_addf(part(reasoning), "wish %zu", wish);
	else
		tsop_buf_add_text(part(reasoning),
				  row->n_wishes == 0 ? "no wishes" : "a course not wished for");
}

static void add_needed(struct reasoning *reasoning, size_t i, size_t wish)
{
	const struct tsop_result *result = reasoning->result;

	add_lesser(reasoning, &reasoning->costs->candidates->rows[i], wish);
	tsop_buf_addf(&reasoning->text, ", needed for the minimum of %s",
		      result->header.courses[result->people[i].course].id);
}

static void add_joined(struct reasoning *reasoning, const struct tsop_candidate *row, size_t wish)
{
	add_lesser(reasoning, row, wish);
	tsop_buf_add_text(&reasoning->text, ", where others of the party had a place");
}

/* Of who waits although a seat was left. */
static void add_no_room(struct reasoning *reasoning, const struct tsop_candidate *row)
{
	const struct home *home = &reasoning->homes[row->party];

	if (row->party == 0)
		tsop_buf_add_text(part(reasoning), "no room on the courses wished for");
	else if (home->course == TSOP_RESULT_NO_COURSE)
		tsop_buf_add_text(part(reasoning), "no course has room for the party");
	else
		tsop_buf_addf(part(reasoning), "others of the party are on %s, which %s",
			      reasoning->result->header.courses[home->course].id,
			      home->is_barred ? "is not open to all the rest"
					      : "had no room for the rest");
}

static void add_wish(struct reasoning *reasoning, size_t i, size_t wish)
{
	tsop_buf_addf(part(reasoning), "wish %zu", wish);
	if (has_open_wish(reasoning, &reasoning->costs->candidates->rows[i], wish - 1))
		tsop_buf_addf(&reasoning->text, ", %s",
			      missed(&reasoning->result->header,
				     reasoning->choice->turns[i].size > 1));
}

static void add_course(struct reasoning *reasoning, size_t i)
{
	const struct tsop_candidate *row = &reasoning->costs->candidates->rows[i];
	const struct tsop_result_person *person = &reasoning->result->people[i];
	bool nearest = row->n_wishes == 0 && is_nearest(reasoning, i);
	size_t wish = 0;

	while (wish < row->n_wishes && row->wishes[wish] != person->course)
		wish++;
	wish = wish < row->n_wishes ? wish + 1 : 0;
	if (reasoning->result->header.spread != NULL && wish != 1 && !nearest)
		add_spread(reasoning, row, wish);
	else if (wish != 1 && reasoning->is_needed[i])
		add_needed(reasoning, i, wish);
	else if (wish != 1 && !nearest &&
		 reasoning->homes[row->party].course != TSOP_RESULT_NO_COURSE)
		add_joined(reasoning, row, wish);
	else if (row->n_wishes == 0)
		tsop_buf_add_text(part(reasoning), nearest ? "no wishes, the nearest course"
							   : "no wishes, the nearest course with room");
	else if (wish == 0)
		tsop_buf_add_text(part(reasoning), has_open_wish(reasoning, row, row->n_wishes)
							   ? "no room on the courses wished for, "
							     "the nearest other with room"
							   : "the nearest other course with room");
	else if (wish == 1)
		tsop_buf_add_text(part(reasoning), "first wish");
	else
		add_wish(reasoning, i, wish);
}

/* Courses that the person could not have, whatever room there was. */
static void add_barred(struct reasoning *reasoning, const struct tsop_candidate *row)
{
	const struct tsop_result_course *courses = reasoning->result->header.courses;

	for (size_t i = 0; i < row->n_wishes; i++)
		if (courses[row->wishes[i]].is_closed)
			tsop_buf_addf(part(reasoning), "%s does not run", courses[row->wishes[i]].id);
	for (size_t i = 0; i < row->n_excluded; i++)
		tsop_buf_addf(part(reasoning), "excluded by hand from %s",
			      courses[row->excluded[i]].id);
}

/* The course that is left, and whether it could not be otherwise. */
static void add_left(struct reasoning *reasoning, const struct tsop_candidate *row,
		     const char *verb)
{
	const struct tsop_result_course *was;
	int64_t n;

	tsop_buf_addf(part(reasoning), "%s ", verb);
	if (row->was == TSOP_RESULT_NO_COURSE) {
		tsop_buf_add_text(&reasoning->text, "a course that is no more");
		return;
	}
	was = &reasoning->result->header.courses[row->was];
	n = reasoning->n_were[row->was];
	tsop_buf_add_text(&reasoning->text, was->id);
	if (was->is_closed)
		tsop_buf_add_text(&reasoning->text, ", which does not run");
	else if (n > was->capacity)
		tsop_buf_addf(&reasoning->text,
			      ", which has %" PRId64 " %s for the %" PRId64 " who were there",
			      was->capacity, was->capacity == 1 ? "place" : "places", n);
}

/* Does the course have no more than its minimum, where they could have stayed on the other one? */
static bool is_brought_to(const struct reasoning *reasoning, uint16_t was, uint16_t to)
{
	const struct tsop_result_course *courses = reasoning->result->header.courses;

	return was != TSOP_RESULT_NO_COURSE && courses[to].minimum > 0 &&
	       courses[was].enrolled + courses[was].reserved < tsop_result_places(&courses[was]) &&
	       courses[to].enrolled + courses[to].reserved == courses[to].minimum;
}

/* Of somebody who had a place and has one. */
static void add_kept(struct reasoning *reasoning, size_t i)
{
	const struct tsop_candidate *row = &reasoning->costs->candidates->rows[i];
	uint16_t to = reasoning->result->people[i].course;
	const struct tsop_result_course *course = &reasoning->result->header.courses[to];

	if (row->was == to) {
		tsop_buf_add_text(part(reasoning), "kept");
		return;
	}
	add_left(reasoning, row, "moved from");
	if (is_brought_to(reasoning, row->was, to))
		tsop_buf_addf(part(reasoning), "%s runs with its minimum of %" PRId64, course->id,
			      course->minimum);
	else
		add_course(reasoning, i);
}

static void make(struct reasoning *reasoning, size_t i)
{
	const struct tsop_candidate *row = &reasoning->costs->candidates->rows[i];
	const struct tsop_result_person *person = &reasoning->result->people[i];
	const struct tsop_choice_turn *turn = &reasoning->choice->turns[i];

	tsop_buf_clear(&reasoning->text);
	if (row->had_place && person->course != TSOP_RESULT_NO_COURSE) {
		add_kept(reasoning, i);
		return;
	}
	if (row->had_place)
		add_left(reasoning, row, "had a place on");
	add_choice(reasoning, i);
	if (person->course != TSOP_RESULT_NO_COURSE && !row->holds)
		add_course(reasoning, i);
	else if (!row->holds && turn->size <= turn->room && has_open_course(reasoning, row))
		add_no_room(reasoning, row);
	if (reasoning->is_course_drawn[i])
		tsop_buf_add_text(&reasoning->text, ", by the recorded draw");
	add_barred(reasoning, row);
}

int tsop_reasons_compare(const struct tsop_result_person *person, const struct tsop_buf *expected,
			 struct tsop_checking *checking, struct tsop_error *err)
{
	if (tsop_buf_ok(expected, err) != 0)
		return -1;
	if (strcmp(person->why, expected->p) != 0)
		tsop_checking_fault(checking, person->line, "why", _("e%" PRId64 ": expected '%s'"),
				    person->number, expected->p);
	return 0;
}

static void find_homes(struct reasoning *reasoning)
{
	const struct tsop_candidates *candidates = reasoning->costs->candidates;

	for (size_t i = 0; i <= candidates->n_parties; i++)
		reasoning->homes[i].course = TSOP_RESULT_NO_COURSE;
	for (size_t i = 0; i < reasoning->result->n_people; i++) {
		const struct tsop_candidate *row = &candidates->rows[i];
		struct home *home = &reasoning->homes[row->party];

		if (row->party > 0 && row->holds && home->course == TSOP_RESULT_NO_COURSE)
			home->course = row->course;
	}
	for (size_t i = 0; i < reasoning->result->n_people; i++) {
		const struct tsop_candidate *row = &candidates->rows[i];
		struct home *home = &reasoning->homes[row->party];

		if (!row->holds && home->course != TSOP_RESULT_NO_COURSE &&
		    (is_excluded(row, home->course) ||
		     (row->only_wishes &&
		      tsop_candidate_rank(row, home->course) > row->n_wishes)))
			home->is_barred = true;
	}
}

/* The person of the result of that id; n_people: there is none. */
static size_t find_drawn(const struct reasoning *reasoning, const char *id)
{
	size_t guess = SIZE_MAX;

	return tsop_result_find_person(reasoning->result,
				       tsop_result_number(tsop_view_of(id), 'e'), &guess);
}

/*
 * A draw for the seats of a municipality was one between all who stood equal, whoever of them
 * fitted in; one for courses between those whom it drew, if it was the result's own.
 */
static void mark_drawn(struct reasoning *reasoning)
{
	const struct tsop_result *result = reasoning->result;
	const struct tsop_result_header *header = &result->header;

	for (size_t i = 0; i < header->draws.n; i++) {
		size_t person = find_drawn(reasoning, header->draws.list[i].tied[0]);

		if (strcmp(header->draws.list[i].purpose, "people") == 0 && person < result->n_people)
			reasoning->is_drawn[reasoning->choice->turns[person].level] = true;
	}
	reasoning->is_drawn[0] = false; /* those who had a seat before */
	for (size_t i = 0; i < result->proof.n_draws; i++) {
		const struct tsop_result_draw *draw = &header->draws.list[result->proof.draws[i]];

		for (size_t k = 0; k < draw->n_drawn; k++) {
			size_t person = find_drawn(reasoning, draw->drawn[k]);

			if (person < result->n_people)
				reasoning->is_course_drawn[person] = true;
		}
	}
}

static int check_all(struct reasoning *reasoning, struct tsop_checking *checking,
		     struct tsop_error *err)
{
	const struct tsop_result *result = reasoning->result;
	const struct tsop_candidate *rows = reasoning->costs->candidates->rows;

	find_homes(reasoning);
	mark_drawn(reasoning);
	for (size_t i = 0; i < result->n_people; i++)
		if (rows[i].had_place && rows[i].was != TSOP_RESULT_NO_COURSE)
			reasoning->n_were[rows[i].was]++;
	for (size_t i = 0; i < result->n_people; i++) {
		make(reasoning, i);
		if (tsop_reasons_compare(&result->people[i], &reasoning->text, checking, err) != 0)
			return -1;
	}
	return 0;
}

int tsop_reasons_check_people(struct tsop_costs *costs, const struct tsop_choice_check *choice,
			      struct tsop_checking *checking, struct tsop_error *err)
{
	struct reasoning reasoning = { .costs = costs, .result = costs->result, .choice = choice };
	const struct tsop_result *result = costs->result;
	int status;

	tsop_buf_init(&reasoning.text);
	reasoning.is_needed = calloc(result->n_people + 1, sizeof *reasoning.is_needed);
	reasoning.n_were = calloc(costs->n_courses + 1, sizeof *reasoning.n_were);
	reasoning.homes = calloc(costs->candidates->n_parties + 1, sizeof *reasoning.homes);
	reasoning.is_drawn = calloc(result->n_people + 1, sizeof *reasoning.is_drawn);
	reasoning.is_course_drawn = calloc(result->n_people + 1, sizeof *reasoning.is_course_drawn);
	status = reasoning.is_needed == NULL || reasoning.n_were == NULL ||
				 reasoning.homes == NULL || reasoning.is_drawn == NULL ||
				 reasoning.is_course_drawn == NULL
			 ? tsop_fail_memory(err)
			 : tsop_minima_mark(costs, reasoning.is_needed, err);
	if (status == 0)
		status = check_all(&reasoning, checking, err);
	tsop_buf_release(&reasoning.text);
	free(reasoning.is_needed);
	free(reasoning.n_were);
	free(reasoning.homes);
	free(reasoning.is_drawn);
	free(reasoning.is_course_drawn);
	return status;
}
