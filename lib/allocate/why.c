#include "allocate/why.h"

#include <inttypes.h>

/* A further part of the sentence. */
static struct tsop_buf *part(struct tsop_buf *out)
{
	if (out->len > 0)
		tsop_buf_add_text(out, "; ");
	return out;
}

/* What most sentences hold, without a format to be read for each of a million. */
static void add_count(struct tsop_buf *out, int64_t n, const char *of)
{
	tsop_buf_add_number(part(out), n);
	tsop_buf_add_text(out, of);
}

static void add_guarantee(struct tsop_buf *out, const struct tsop_run *run,
			  const struct tsop_claimant *claimant)
{
	int64_t unused = claimant->guarantee - claimant->guaranteed;

	if (claimant->guaranteed > 0)
		add_count(out, claimant->guaranteed, " guaranteed");
	if (unused == 0)
		return;
	tsop_buf_addf(part(out), "%" PRId64 " guaranteed and not used, ", unused);
	if (claimant->reserved == 0)
		tsop_buf_addf(out, "given to the key since %s", run->until_text);
	else if (run->until_text[0] == '\0')
		tsop_buf_add_text(out, "held");
	else
		tsop_buf_addf(out, "held until %s", run->until_text);
}

static void add_lost(struct tsop_buf *out, const struct tsop_seats_draw *draws,
		     const struct tsop_claimant *claimant)
{
	tsop_buf_addf(out, ", not drawn for one more among %zu",
		      draws[claimant->first_draw].n_tied);
	for (size_t i = claimant->first_draw + 1; i <= claimant->last_draw; i++)
		tsop_buf_addf(out, ", nor among %zu", draws[i].n_tied);
}

static void add_key(struct tsop_buf *out, const struct tsop_run *run,
		    const struct tsop_claimant *claimant)
{
	const char *way = run->ties.recorded.n > 0 ? "the recorded draw" : "lot";
	const struct tsop_seats_draw *draws = run->seats.draws;

	if (claimant->by_key > 0)
		add_count(out, claimant->by_key, " by the key");
	else
		tsop_buf_add_text(part(out), "none by the key");
	if (claimant->is_below)
		tsop_buf_addf(out, ", its weight being under the threshold of %s",
			      run->options->threshold);
	else if (claimant->is_eliminated)
		tsop_buf_add_text(out, ", its quota being less than that");
	if (claimant->n_drawn > 1)
		tsop_buf_addf(out, ", %" PRId64 " of them by %s among %zu tickets",
			      (int64_t)claimant->n_drawn, way, draws[claimant->last_draw].n_tied);
	else if (claimant->lot == TSOP_LOT_WON)
		tsop_buf_addf(out, ", the last by %s among %zu", way,
			      draws[claimant->last_draw].n_tied);
	if (claimant->lot == TSOP_LOT_LOST)
		add_lost(out, draws, claimant);
}

void tsop_why_seats(struct tsop_buf *out, const struct tsop_run *run,
		    const struct tsop_claimant *claimant)
{
	int64_t seats = tsop_claimant_seats(claimant);
	int64_t unused = seats - (claimant->applied - claimant->waiting);

	if (run->has_people && claimant->applied == 0)
		tsop_buf_add_text(out, "nobody has applied");
	add_guarantee(out, run, claimant);
	if (!run->has_people || claimant->applied > claimant->guaranteed)
		add_key(out, run, claimant);
	if (claimant->is_lowered)
		tsop_buf_addf(part(out),
			      "its demand was lowered to %" PRId64 ", because others of its people "
			      "found no course",
			      (int64_t)claimant->cap);
	if (claimant->applied > seats)
		tsop_buf_addf(part(out), "%" PRId64 " more applied", claimant->applied - seats);
	else if (claimant->applied > 0)
		tsop_buf_add_text(part(out), "a seat for everybody who applied");
	if (run->options->gives_courses && unused > 0)
		tsop_buf_addf(part(out), "%" PRId64 " not used", unused);
}

/* Were there seats for all of the party when their turn came? */
static bool had_seats(const struct tsop_standing *standing)
{
	return (int64_t)standing->party <= standing->room;
}

/* How it came that the person has a seat of the municipality, or none. */
static void add_choice(struct tsop_buf *out, const struct tsop_run *run, size_t applicant)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	const struct tsop_standing *standing = &run->standings[applicant];
	const struct tsop_claimant *claimant = &run->claimants.rows[run->claimant_of[applicant]];
	int64_t seats = tsop_claimant_seats(claimant);
	int64_t n_open = seats - claimant->held;

	if (person->holds_seat)
		tsop_buf_add_text(part(out), person->fixed != NULL ? "fixed by hand" : "enrolled before");
	else if (claimant->applied <= seats)
		tsop_buf_add_text(part(out), "a seat for everybody who applied");
	else
		tsop_buf_addf(part(out),
			      "number %zu of %" PRId64 " for %" PRId64
			      " %s by priority, then time of application",
			      standing->turn, (int64_t)(claimant->applied - claimant->held), n_open,
			      n_open == 1 ? "seat" : "seats");
	if (standing->is_drawn)
		tsop_buf_add_text(out, ", then the recorded draw");
	if (!standing->has_seat && standing->room > 0 && !had_seats(standing))
		tsop_buf_addf(part(out),
			      "passed over, because a party of %zu does not fit into %" PRId64,
			      standing->party, standing->room);
}

/* The place of the course among the person's wishes, from 1; 0: not wished for. */
static size_t wish_of(const struct tsop_applicant *person, uint16_t course)
{
	for (size_t i = 0; i < person->n_wishes; i++)
		if (person->wishes[i] == course)
			return i + 1;
	return 0;
}

/* Could the person be there, if there were room? */
static bool is_open_to(const struct tsop_run *run, const struct tsop_applicant *person,
		       size_t course)
{
	return !run->courses.rows[course].is_closed &&
	       (person->is_excluded == NULL || !person->is_excluded[course]);
}

/* Is one of the person's first n wishes a course where they could be? */
static bool has_open_wish(const struct tsop_run *run, const struct tsop_applicant *person, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_open_to(run, person, person->wishes[i]))
			return true;
	return false;
}

/* Is there a course where they could be, at all? */
static bool has_open_course(const struct tsop_run *run, const struct tsop_applicant *person)
{
	if (person->only_wishes && person->n_wishes > 0)
		return has_open_wish(run, person, person->n_wishes);
	for (size_t i = 0; i < run->courses.n; i++)
		if (is_open_to(run, person, i))
			return true;
	return false;
}

static bool is_nearest(const struct tsop_run *run, const struct tsop_applicant *person,
		       uint16_t course)
{
	const struct tsop_municipality *from = person->municipality;
	int64_t meters = tsop_place_meters(from, &run->courses.rows[course]);

	for (size_t i = 0; i < run->courses.n; i++)
		if (is_open_to(run, person, i) &&
		    tsop_place_meters(from, &run->courses.rows[i]) < meters)
			return false;
	return true;
}

/* Why not a wish that comes before, by the mechanism; of a party, to which a course may not be full. */
static const char *missed(const struct tsop_run *run, bool is_party)
{
	switch ((enum tsop_mechanism_id)run->options->mechanism) {
	case TSOP_MECHANISM_DEFERRED_ACCEPTANCE:
		return is_party ? "those before it have too little room for the party, beside people "
				  "who stand before there"
				: "those before it are full with people who stand before there";
	case TSOP_MECHANISM_SERIAL_DICTATORSHIP:
		return is_party ? "those before it had too little room for the party when the turn came"
				: "those before it were full when the turn came";
	case TSOP_MECHANISM_BOSTON:
		return is_party ? "those before it had too little room for the party in its rounds"
				: "those before it were full, or went to others in their round";
	default: /* one of a party may have room where the others would rather not be */
		return is_party ? "the best with room for the party" : "no room on those before it";
	}
}

/* A course that is not the best, where that may be for the others of the municipality. */
static void add_spread(struct tsop_buf *out, const struct tsop_run *run,
		       const struct tsop_applicant *person, size_t wish)
{
	if (wish > 0)
		tsop_buf_addf(part(out), "wish %zu", wish);
	else
		tsop_buf_add_text(part(out), person->n_wishes == 0 ? "no wishes, not the nearest course" :
								     "a course not wished for");
	tsop_buf_add_text(out, run->place_rules.spread == TSOP_SPREAD_SAME ?
				       ", the people of a municipality together" :
				       ", the people of a municipality on different courses");
}

/* A course that is not the best: which one; the sentence goes on with the reason. */
static struct tsop_buf *lesser(struct tsop_buf *out, const struct tsop_applicant *person, size_t wish)
{
	if (wish > 0)
		tsop_buf_addf(part(out), "wish %zu", wish);
	else
		tsop_buf_add_text(part(out), person->n_wishes == 0 ? "no wishes"
								   : "a course not wished for");
	return out;
}

static void add_course(struct tsop_buf *out, const struct tsop_run *run,
		       const struct tsop_loads *loads, size_t applicant)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	uint16_t course = run->standings[applicant].course;
	bool is_party = run->standings[applicant].party > 1;
	bool nearest = person->n_wishes == 0 && is_nearest(run, person, course);
	size_t wish = wish_of(person, course);

	if (run->place_rules.spread != TSOP_SPREAD_ANY && wish != 1 && !nearest)
		add_spread(out, run, person, wish);
	else if (wish != 1 && tsop_loads_is_needed(loads, applicant))
		tsop_buf_addf(lesser(out, person, wish), ", needed for the minimum of %s",
			      run->courses.rows[course].id);
	else if (wish != 1 && !nearest && tsop_loads_home(loads, applicant) != NULL)
		tsop_buf_add_text(lesser(out, person, wish),
				  ", where others of the party had a place");
	else if (person->n_wishes == 0)
		tsop_buf_add_text(part(out), nearest ? "no wishes, the nearest course"
						     : "no wishes, the nearest course with room");
	else if (wish == 0)
		tsop_buf_add_text(part(out), has_open_wish(run, person, person->n_wishes)
						     ? "no room on the courses wished for, "
						       "the nearest other with room"
						     : "the nearest other course with room");
	else if (wish == 1)
		tsop_buf_add_text(part(out), "first wish");
	else
		tsop_buf_addf(part(out), "wish %zu%s%s", wish,
			      has_open_wish(run, person, wish - 1) ? ", " : "",
			      has_open_wish(run, person, wish - 1) ? missed(run, is_party) : "");
}

/* Of who waits although a seat was left. */
static void add_no_room(struct tsop_buf *out, const struct tsop_run *run,
			const struct tsop_loads *loads, size_t applicant)
{
	const struct tsop_loads_home *home = tsop_loads_home(loads, applicant);

	if (home != NULL)
		tsop_buf_addf(part(out), "others of the party are on %s, which %s",
			      run->courses.rows[home->course].id,
			      home->is_barred ? "is not open to all the rest"
					      : "had no room for the rest");
	else
		tsop_buf_add_text(part(out),
				  run->applicants.rows[applicant].party == TSOP_ASSIGN_NO_PARTY
					  ? "no room on the courses wished for"
					  : "no course has room for the party");
}

/* Courses that the person could not have, whatever room there was. */
static void add_barred(struct tsop_buf *out, const struct tsop_run *run,
		       const struct tsop_applicant *person)
{
	const struct tsop_courses_row *courses = run->courses.rows;

	for (size_t i = 0; i < person->n_wishes; i++)
		if (courses[person->wishes[i]].is_closed)
			tsop_buf_addf(part(out), "%s does not run", courses[person->wishes[i]].id);
	for (size_t i = 0; i < run->courses.n; i++)
		if (person->is_excluded != NULL && person->is_excluded[i])
			tsop_buf_addf(part(out), "excluded by hand from %s", courses[i].id);
}

/* The last place that the person was given, or NULL. */
static const struct tsop_vacancies_step *last_step(const struct tsop_run *run, size_t applicant)
{
	size_t last = run->vacancies.last[applicant];

	return last == 0 ? NULL : &run->vacancies.steps[last - 1];
}

/* What the person got of the places that became free. */
static void add_filled(struct tsop_buf *out, const struct tsop_run *run, size_t applicant)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	const struct tsop_earlier_person *earlier = &run->earlier.people[applicant];
	const struct tsop_vacancies_step *step = last_step(run, applicant);

	if (person->fixed != NULL)
		tsop_buf_add_text(out, "fixed by hand");
	else if (step != NULL)
		tsop_buf_addf(out, "from the waiting list of %s, %s %zu",
			      run->courses.rows[step->course].id,
			      step->is_behind ? "joined as number" : "number", step->position);
	else if (person->holds_seat)
		tsop_buf_add_text(out, earlier->line > 0 ? "kept" : "enrolled before");
	else
		tsop_buf_add_text(out, earlier->line > 0
					       ? "no place with a seat for it became free"
					       : "came behind those who waited before");
	if (step != NULL && earlier->course != TSOP_ASSIGN_NO_COURSE)
		tsop_buf_addf(part(out), "moved from %s", run->courses.rows[earlier->course].id);
}

/* How many people had a place on the course who might stay there. */
static int64_t count_stayers(const struct tsop_run *run, uint16_t course)
{
	int64_t n = 0;

	for (size_t i = 0; i < run->applicants.n; i++)
		n += run->applicants.rows[i].had_place && run->applicants.rows[i].was == course;
	return n;
}

/* The course that is left, and whether it could not be otherwise. */
static void add_left(struct tsop_buf *out, const struct tsop_run *run, size_t applicant,
		     const char *verb)
{
	uint16_t was = run->applicants.rows[applicant].was;
	int64_t n, capacity;

	if (was == TSOP_ASSIGN_NO_COURSE) {
		tsop_buf_addf(out, "%s a course that is no more", verb);
		return;
	}
	n = count_stayers(run, was);
	tsop_buf_addf(out, "%s %s", verb, run->courses.rows[was].id);
	if (run->courses.rows[was].is_closed) {
		tsop_buf_add_text(out, ", which does not run");
		return;
	}
	capacity = run->courses.rows[was].capacity;
	if (n > capacity)
		tsop_buf_addf(out, ", which has %" PRId64 " %s for the %" PRId64 " who were there",
			      capacity, capacity == 1 ? "place" : "places", n);
}

/* Did the course that is left have room, and the other one need people? */
static bool is_needed(const struct tsop_run *run, const struct tsop_loads *loads, uint16_t was,
		      uint16_t course)
{
	const struct tsop_courses_row *rows = run->courses.rows;

	return rows[course].minimum > 0 && was != TSOP_ASSIGN_NO_COURSE && !rows[was].is_closed &&
	       loads->taken[was] < rows[was].capacity &&
	       loads->taken[course] == rows[course].minimum;
}

/* Of somebody who had a place and has one. */
static void add_kept(struct tsop_buf *out, const struct tsop_run *run,
		     const struct tsop_loads *loads, size_t applicant)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	const struct tsop_standing *standing = &run->standings[applicant];

	if (standing->course == person->was) {
		tsop_buf_add_text(out, "kept");
		return;
	}
	add_left(out, run, applicant, "moved from");
	if (is_needed(run, loads, person->was, standing->course))
		tsop_buf_addf(part(out), "%s runs with its minimum of %" PRId64,
			      run->courses.rows[standing->course].id,
			      run->courses.rows[standing->course].minimum);
	else
		add_course(out, run, loads, applicant);
}

void tsop_why_person(struct tsop_buf *out, const struct tsop_run *run,
		     const struct tsop_loads *loads, size_t applicant)
{
	const struct tsop_applicant *person = &run->applicants.rows[applicant];
	const struct tsop_standing *standing = &run->standings[applicant];

	if (run->options->fill != NULL) {
		add_filled(out, run, applicant);
		return;
	}
	if (person->had_place && standing->course != TSOP_ASSIGN_NO_COURSE) {
		add_kept(out, run, loads, applicant);
		return;
	}
	if (person->had_place)
		add_left(out, run, applicant, "had a place on");
	add_choice(out, run, applicant);
	if (standing->course != TSOP_ASSIGN_NO_COURSE && !person->holds_seat)
		add_course(out, run, loads, applicant);
	else if (standing->no_room && had_seats(standing) && has_open_course(run, person))
		add_no_room(out, run, loads, applicant);
	if (standing->is_course_drawn)
		tsop_buf_add_text(out, ", by the recorded draw");
	add_barred(out, run, person);
}
