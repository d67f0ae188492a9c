#include "verify/trail.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/people/choice.h"
#include "verify/people/costs.h"
#include "verify/people/places.h"
#include "verify/people/together.h"
#include "verify/placing.h"
#include "verify/result/drawn.h"

struct following {
	struct tsop_trail *trail;
	const struct tsop_result *result;
	struct tsop_candidates *candidates;
	struct tsop_checking *checking;
	struct tsop_result view; /* the result as it was in the pass */
	bool *seated;		 /* [people] */
	size_t n_ids;		 /* of the pass's that were expected so far */
};

/* Release it in any case. */
static int init(struct following *following, struct tsop_error *err)
{
	const struct tsop_result *result = following->result;
	struct tsop_result *view = &following->view;

	*view = *result;
	view->people = calloc(result->n_people + 1, sizeof *view->people);
	view->held = calloc(result->n_held + 1, sizeof *view->held);
	view->header.courses = calloc(result->header.n_courses + 1, sizeof *view->header.courses);
	following->seated = calloc(result->n_people + 1, sizeof *following->seated);
	if (view->people == NULL || view->held == NULL || view->header.courses == NULL ||
	    following->seated == NULL)
		return tsop_fail_memory(err);
	if (result->n_people > 0)
		memcpy(view->people, result->people, result->n_people * sizeof *view->people);
	return 0;
}

static void release(struct following *following)
{
	free(following->view.people);
	free(following->view.held);
	free(following->view.header.courses);
	free(following->seated);
}

static void fault(const struct following *following, const char *field, const char *text)
{
	tsop_checking_fault(following->checking, following->result->proof.line, field, "%s", text);
}

/* Where everybody and the held seats were. */
static void view_places(struct following *following, const struct tsop_result_pass *pass)
{
	const struct tsop_result *result = following->result;
	struct tsop_result *view = &following->view;

	for (size_t i = 0; i < result->n_people; i++)
		view->people[i].course = result->people[i].course;
	for (size_t i = 0; i < pass->n_places; i++)
		view->people[pass->places[i].person].course = pass->places[i].course;
	for (size_t i = 0; i < result->n_held; i++)
		view->held[i] = result->held[i];
	for (size_t i = 0; i < pass->n_held; i++) {
		const struct tsop_result_held *held = &pass->held[i];
		const struct tsop_result_seats *row = &result->seats[held->claimant];

		for (size_t seat = 0; seat < (size_t)row->reserved; seat++)
			view->held[row->first_held + seat] =
				seat < held->n ? held->courses[seat] : TSOP_RESULT_NO_COURSE;
	}
}

/* How many are on each course, and whether it runs. */
static void view_courses(struct following *following, const struct tsop_result_pass *pass)
{
	struct tsop_result *view = &following->view;
	struct tsop_result_course *courses = view->header.courses;

	for (size_t i = 0; i < view->header.n_courses; i++) {
		courses[i] = following->result->header.courses[i];
		courses[i].enrolled = courses[i].reserved = 0;
		courses[i].is_closed = pass->is_closed != NULL && pass->is_closed[i];
	}
	for (size_t i = 0; i < view->n_people; i++)
		if (view->people[i].course != TSOP_RESULT_NO_COURSE)
			courses[view->people[i].course].enrolled++;
	for (size_t i = 0; i < view->n_held; i++)
		if (view->held[i] != TSOP_RESULT_NO_COURSE)
			courses[view->held[i]].reserved++;
}

static int64_t load_of(const struct tsop_result_course *course)
{
	return course->enrolled + course->reserved;
}

/* Nobody has a course without a seat; and courses have room, and run if they have their people. */
static void check_numbers(const struct following *following)
{
	const struct tsop_result *view = &following->view;
	bool closes_in_turn = tsop_result_closes_in_turn(view);

	for (size_t i = 0; i < view->n_people; i++)
		if (!following->seated[i] && view->people[i].course != TSOP_RESULT_NO_COURSE)
			tsop_checking_fault(following->checking, view->proof.line, "places",
					    _("e%" PRId64 ": has a course without a seat"),
					    view->people[i].number);
	for (size_t i = 0; i < view->header.n_courses; i++) {
		const struct tsop_result_course *course = &view->header.courses[i];

		if (load_of(course) > tsop_result_places(course))
			tsop_checking_fault(following->checking, view->proof.line, "places",
					    _("%s: %" PRId64 " places are taken of %" PRId64),
					    course->id, load_of(course), tsop_result_places(course));
		if (course->is_closed && course->minimum == 0)
			tsop_checking_fault(following->checking, view->proof.line, "closed",
					    _("%s: is closed, and has no minimum"), course->id);
		if (!course->is_closed && !closes_in_turn && load_of(course) < course->minimum)
			tsop_checking_fault(following->checking, view->proof.line, "closed",
					    _("%s: expected at least %" PRId64 " people, or closed"),
					    course->id, course->minimum);
	}
}

/* It is said which courses are closed where some may; where they close in turn, those that did. */
static void check_closed(const struct following *following, const struct tsop_result_pass *pass)
{
	const struct tsop_trail *trail = following->trail;
	const struct tsop_result_header *header = &following->view.header;
	bool has_minimum = false;
	size_t n = 0;

	for (size_t i = 0; i < header->n_courses; i++)
		has_minimum = has_minimum || header->courses[i].minimum > 0;
	if (has_minimum != (pass->is_closed != NULL))
		fault(following, "closed", _("expected where courses have minima, and only there"));
	if (!tsop_result_closes_in_turn(&following->view))
		return;
	for (size_t i = 0; i < header->n_courses; i++)
		n += header->courses[i].is_closed;
	for (size_t i = 0; i < trail->n_closed; i++)
		n += !header->courses[trail->closed[i]].is_closed;
	if (n != trail->n_closed)
		fault(following, "closed", _("expected the courses that closed so far"));
}

static int check_placing(struct following *following, struct tsop_error *err)
{
	const struct tsop_costs_pass pass = { following->seated, following->trail->parting };
	size_t n_faults = following->checking->n_faults;
	struct tsop_costs costs;
	int status = tsop_costs_init_pass(&costs, &following->view, following->candidates, &pass,
					  err);

	if (status == 0)
		tsop_places_check(&costs, following->checking);
	if (status == 0 && following->checking->n_faults == n_faults)
		status = tsop_placing_check(&costs, following->checking, err);
	memcpy(following->trail->parting, costs.parting, sizeof costs.parting);
	tsop_costs_release(&costs);
	return status;
}

/* The next of what the pass says came of it. */
static void expect(struct following *following, const struct tsop_result_pass *pass,
		   const char *end, const char *id)
{
	if (strcmp(pass->end, end) != 0)
		tsop_checking_fault(following->checking, following->result->proof.line, pass->end,
				    _("expected %s instead"), end);
	else if (following->n_ids >= pass->n_ids || strcmp(pass->ids[following->n_ids], id) != 0)
		tsop_checking_fault(following->checking, following->result->proof.line, end,
				    _("expected %s as number %zu"), id, following->n_ids + 1);
	following->n_ids++;
}

/* Did the course close before, or has somebody who is fixed? */
static bool can_close(const struct following *following, size_t course)
{
	const struct tsop_candidate *rows = following->candidates->rows;

	if (following->view.header.courses[course].is_closed)
		return false;
	for (size_t i = 0; i < following->view.n_people; i++)
		if (rows[i].holds && rows[i].course == course)
			return false;
	return true;
}

/* The course that lacks the most, of equal ones the last, closes; false: there is none. */
static bool close_course(struct following *following, const struct tsop_result_pass *pass)
{
	const struct tsop_result_header *header = &following->view.header;
	struct tsop_trail *trail = following->trail;
	size_t closes = header->n_courses;
	int64_t most = 1;

	if (!tsop_result_closes_in_turn(&following->view))
		return false;
	for (size_t i = 0; i < header->n_courses; i++) {
		int64_t lack = header->courses[i].minimum - load_of(&header->courses[i]);

		if (lack < most || !can_close(following, i))
			continue;
		most = lack;
		closes = i;
	}
	if (closes == header->n_courses)
		return false;
	trail->closed[trail->n_closed++] = (uint16_t)closes;
	expect(following, pass, "closes", header->courses[closes].id);
	return true;
}

static bool lacks_course(const struct following *following, size_t person)
{
	return following->seated[person] &&
	       following->view.people[person].course == TSOP_RESULT_NO_COURSE;
}

/* Municipalities that found no course together are parted by a step; false: there are none. */
static bool part(struct following *following, const struct tsop_result_pass *pass)
{
	enum tsop_parting *parting = following->trail->parting;
	bool is_lacking[TSOP_CANDIDATES_MUNICIPALITIES_MAX] = { false };
	bool has_fixed[TSOP_CANDIDATES_MUNICIPALITIES_MAX] = { false };
	const struct tsop_municipality *all;
	bool any = false;
	size_t n;

	if (!tsop_together_is_asked(&following->view.header))
		return false;
	for (size_t i = 0; i < following->view.n_people; i++) {
		size_t home = tsop_candidates_municipality(following->view.people[i].municipality);

		is_lacking[home] = is_lacking[home] || lacks_course(following, i);
		has_fixed[home] = has_fixed[home] ||
				  tsop_together_is_fixed(&following->candidates->rows[i]);
	}
	all = tsop_municipalities(&n);
	for (size_t i = 0; i < n; i++) {
		if (!is_lacking[i] || parting[i] == TSOP_PARTING_ALL)
			continue;
		parting[i] = has_fixed[i] && parting[i] == TSOP_PARTING_NONE ?
				     TSOP_PARTING_FROM_FIXED :
				     TSOP_PARTING_ALL;
		any = true;
		expect(following, pass, "parted", all[i].code);
	}
	return any;
}

/* Who has no course gives up the seat; false: nobody does. */
static bool give_up(struct following *following, const struct tsop_result_pass *pass)
{
	struct tsop_trail *trail = following->trail;
	bool any = false;

	for (size_t i = 0; i < following->view.n_people; i++) {
		char id[TSOP_NUM_TEXT + 1] = "e";

		if (!lacks_course(following, i))
			continue;
		any = trail->gave_up[i] = true;
		tsop_num_write(following->view.people[i].number, id + 1);
		expect(following, pass, "gave_up", id);
	}
	memset(trail->parting, 0, sizeof trail->parting);
	return any;
}

static void check_end(struct following *following, const struct tsop_result_pass *pass)
{
	following->n_ids = 0;
	if (!close_course(following, pass) && !part(following, pass) && !give_up(following, pass))
		fault(following, "passes", _("expected it to be the last"));
	else if (following->n_ids < pass->n_ids)
		fault(following, pass->end, _("expected fewer"));
}

static int check_pass(struct following *following, const struct tsop_result_pass *pass,
		      struct tsop_error *err)
{
	struct tsop_checking *checking = following->checking;
	size_t n_faults = checking->n_faults;

	following->view.proof = pass->proof;
	tsop_drawn_order(&following->view, following->candidates);
	view_places(following, pass);
	view_courses(following, pass);
	if (tsop_choice_seat(following->seated, following->result, following->candidates,
			     following->trail->gave_up, checking, err) != 0)
		return -1;
	check_numbers(following);
	check_closed(following, pass);
	if (checking->n_faults == n_faults && check_placing(following, err) != 0)
		return -1;
	if (checking->n_faults == n_faults)
		check_end(following, pass);
	return 0;
}

/* Without passes: has everybody a course who is first in turn, and runs every course? */
static int find_only(struct following *following, bool *is_only, struct tsop_error *err)
{
	const struct tsop_result *result = following->result;

	*is_only = result->proof.n_closed == 0;
	if (!*is_only)
		return 0;
	if (tsop_choice_seat(following->seated, result, following->candidates,
			     following->trail->gave_up, following->checking, err) != 0)
		return -1;
	for (size_t i = 0; i < result->n_people; i++)
		*is_only = *is_only && (!following->seated[i] ||
					result->people[i].course != TSOP_RESULT_NO_COURSE);
	return 0;
}

/*
 * Each draw for courses is named by the placing that needed it, but where that is not shown: those
 * of a mechanism that goes by an order, and those for demands that were lowered later.
 */
static int check_draws(struct following *following, struct tsop_error *err)
{
	const struct tsop_result *result = following->result;
	bool is_only = false;
	size_t n;

	if (!result->header.has_draws)
		return 0;
	if (tsop_drawn_count_unnamed(result, &n, err) != 0)
		return -1;
	if (result->header.order != NULL && n == 0 && find_only(following, &is_only, err) != 0)
		return -1;
	if (result->header.is_joint || (result->header.order != NULL && !is_only) ||
	    (n > 0 && result->n_passes == 0))
		tsop_checking_open(following->checking,
				   "which draws were needed for placings before the last");
	else if (n > 0)
		tsop_checking_fault(following->checking, result->header.line, "drawn",
				    _("expected each draw for courses in the draws of a placing"));
	return 0;
}

/* What led to the result itself. */
static void check_last(const struct following *following)
{
	const struct tsop_trail *trail = following->trail;
	const struct tsop_result *result = following->result;
	const struct tsop_result_proof *proof = &result->proof;

	if (result->n_passes == 0 && proof->n_closed > 0)
		tsop_checking_open(following->checking,
				   "that each course that closed lacked the most people when it did: "
				   "the proof has no passes");
	if (result->n_passes == 0)
		return;
	if (tsop_result_closes_in_turn(result) &&
	    (proof->n_closed != trail->n_closed ||
	     memcmp(proof->closed, trail->closed, proof->n_closed * sizeof *proof->closed) != 0))
		fault(following, "closed", _("expected the courses that the passes closed, in order"));
	tsop_checking_passed(following->checking, "passes");
}

int tsop_trail_follow(struct tsop_trail *trail, const struct tsop_result *result,
		       struct tsop_candidates *candidates, struct tsop_checking *checking,
		       struct tsop_error *err)
{
	struct following following = { .trail = trail,
				       .result = result,
				       .candidates = candidates,
				       .checking = checking };
	size_t n_faults = checking->n_faults;
	int status;

	*trail = (struct tsop_trail){ .gave_up = calloc(result->n_people + 1,
							  sizeof *trail->gave_up) };
	status = trail->gave_up == NULL ? tsop_fail_memory(err) : init(&following, err);
	for (size_t i = 0; i < result->n_passes && status == 0 && checking->n_faults == n_faults; i++) {
		checking->pass = i + 1;
		status = check_pass(&following, &result->passes[i], err);
	}
	checking->pass = 0;
	if (status == 0 && checking->n_faults == n_faults)
		check_last(&following);
	if (status == 0 && checking->n_faults == n_faults)
		status = check_draws(&following, err);
	tsop_drawn_order(result, candidates);
	release(&following);
	return status;
}

void tsop_trail_release(struct tsop_trail *trail)
{
	free(trail->gave_up);
}
