#include "verify/reasons.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/people/minima.h"

struct reasoning {
	struct tsop_costs *costs;
	const struct tsop_result *result;
	const struct tsop_choice_check *choice;
	bool *is_needed; /* [people] by their course, for its minimum */
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
	if (!row->holds && reasoning->result->people[i].course == TSOP_RESULT_NO_COURSE &&
	    turn->room > 0 && turn->size > turn->room)
		tsop_buf_addf(part(reasoning),
			      "passed over, because a party of %" PRId64 " does not fit into %" PRId64,
			      turn->size, turn->room);
}

/* Could the person be there, if there were room? */
static bool is_open_to(const struct reasoning *reasoning, const struct tsop_candidate *row,
		       size_t course)
{
	for (size_t i = 0; i < row->n_excluded; i++)
		if (row->excluded[i] == course)
			return false;
	return !reasoning->result->header.courses[course].is_closed;
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

/* A course that is not the best, where it needed the person. */
static void add_needed(struct reasoning *reasoning, size_t i, size_t wish)
{
	const struct tsop_result *result = reasoning->result;

	if (wish > 0)
		tsop_buf_addf(part(reasoning), "wish %zu", wish);
	else
		tsop_buf_add_text(part(reasoning),
				  reasoning->costs->candidates->rows[i].n_wishes == 0
					  ? "no wishes"
					  : "a course not wished for");
	tsop_buf_addf(&reasoning->text, ", needed for the minimum of %s",
		      result->header.courses[result->people[i].course].id);
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

static void make(struct reasoning *reasoning, size_t i)
{
	const struct tsop_candidate *row = &reasoning->costs->candidates->rows[i];
	const struct tsop_result_person *person = &reasoning->result->people[i];
	const struct tsop_choice_turn *turn = &reasoning->choice->turns[i];

	tsop_buf_clear(&reasoning->text);
	add_choice(reasoning, i);
	if (person->course != TSOP_RESULT_NO_COURSE && !row->holds)
		add_course(reasoning, i);
	else if (!row->holds && turn->size <= turn->room && has_open_course(reasoning, row))
		tsop_buf_add_text(part(reasoning), person->party == 0
							   ? "no room on the courses wished for"
							   : "no course has room for the party");
	add_barred(reasoning, row);
}

static int check_all(struct reasoning *reasoning, struct tsop_checking *checking,
		     struct tsop_error *err)
{
	const struct tsop_result *result = reasoning->result;

	for (size_t i = 0; i < result->n_people; i++) {
		make(reasoning, i);
		if (tsop_buf_ok(&reasoning->text, err) != 0)
			return -1;
		if (strcmp(result->people[i].why, reasoning->text.p) != 0)
			tsop_checking_fault(checking, result->people[i].line, "why",
					    _("e%" PRId64 ": expected '%s'"),
					    result->people[i].number, reasoning->text.p);
	}
	return 0;
}

int tsop_reasons_check_people(struct tsop_costs *costs, const struct tsop_choice_check *choice,
			      struct tsop_checking *checking, struct tsop_error *err)
{
	struct reasoning reasoning = { .costs = costs, .result = costs->result, .choice = choice };
	const struct tsop_result *result = costs->result;
	int status;

	if (result->header.has_draws || result->header.keep != NULL)
		return 0;
	reasoning.is_needed = calloc(result->n_people + 1, sizeof *reasoning.is_needed);
	if (reasoning.is_needed == NULL)
		return tsop_fail_memory(err);
	tsop_buf_init(&reasoning.text);
	status = tsop_minima_mark(costs, reasoning.is_needed, err);
	if (status == 0)
		status = check_all(&reasoning, checking, err);
	tsop_buf_release(&reasoning.text);
	free(reasoning.is_needed);
	return status;
}
