#include "allocate/allocation.h"

#include <stdlib.h>

#include "allocate/jointly.h"
#include "allocate/run.h"
#include "allocate/ties.h"
#include "base/i18n.h"

/*
 * Where seats do not suffice for all who had one in the earlier result, these
 * alone compete for what is beyond the guarantees, so that no more of them
 * lose theirs than must.
 */
static void loosen_seats(struct tsop_claimants *claimants)
{
	for (size_t i = 0; i < claimants->n; i++) {
		struct tsop_claimant *row = &claimants->rows[i];
		int32_t most = row->kept > row->guarantee ? row->kept : row->guarantee;

		row->cap = most < row->cap ? most : row->cap;
		row->kept -= row->stayed;
		row->stayed = 0;
	}
}

/* Are there too few seats for those that are guaranteed, kept and held in reserve? */
static bool are_seats_short(const struct tsop_run *run)
{
	int64_t left = run->rules.total;

	for (size_t i = 0; i < run->claimants.n && left >= 0; i++) {
		const struct tsop_claimant *row = &run->claimants.rows[i];
		int64_t guaranteed = row->guarantee < row->cap ? row->guarantee : row->cap;

		left -= row->kept > guaranteed ? row->kept : guaranteed;
		left -= run->rules.holds ? row->guarantee - guaranteed : 0;
	}
	return left < 0;
}

/* 1: a draw is needed. */
static int give_seats(struct tsop_run *run, struct tsop_error *err)
{
	struct tsop_drawn drawn;
	int status = 0;

	if (run->options->keep != NULL && are_seats_short(run))
		loosen_seats(&run->claimants);
	if (tsop_seats_give(&run->rules, &run->claimants, &run->seats, err) != 0)
		return -1;
	while (status == 0 && run->seats.needs_draw) {
		status = tsop_ties_seats(&run->ties, &run->claimants, &run->seats, &drawn, err);
		if (status == 0)
			status = tsop_seats_draw(&run->rules, &run->seats, &run->claimants,
						 drawn.rows, err);
	}
	return status;
}

static void count_waiting(struct tsop_run *run)
{
	for (size_t i = 0; i < run->applicants.n; i++)
		if (run->standings[i].course == TSOP_ASSIGN_NO_COURSE)
			run->claimants.rows[run->claimant_of[i]].waiting++;
}

/* Those for whom no course has room: their seats go to the next in turn. */
static size_t give_up_seats(struct tsop_run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->applicants.n; i++) {
		struct tsop_standing *standing = &run->standings[i];

		if (standing->has_seat && standing->course == TSOP_ASSIGN_NO_COURSE) {
			standing->no_room = true;
			n++;
		}
	}
	return n;
}

struct tsop_choice tsop_run_choice(const struct tsop_run *run)
{
	return (struct tsop_choice){
		.applicants = &run->applicants,
		.claimants = &run->claimants,
		.claimant_of = run->claimant_of,
		.has_lots = run->options->seed != NULL,
		.progress = run->options->progress,
	};
}

/* Courses that closed stay so while all are placed anew. */
static void keep_closing(struct tsop_run *run)
{
	const struct tsop_mechanism_proof *proof = &run->placement.proof;

	for (size_t i = 0; i < proof->n_closed; i++)
		run->courses.rows[proof->closed[i]].closed = i + 1;
}

/* Which courses do not run? */
static void close_courses(struct tsop_run *run)
{
	const bool *is_closed = run->placement.result.is_closed;

	for (size_t i = 0; i < run->courses.n && is_closed != NULL; i++)
		run->courses.rows[i].is_closed = is_closed[i];
}

/*
 * Where courses close, or have fewer places than before, there may be no room for all held seats,
 * which nobody gives up.
 */
static int check_held(const struct tsop_run *run, struct tsop_error *err)
{
	const uint16_t *held = run->placement.held;

	for (size_t i = 0; i < run->claimants.n; i++)
		for (int64_t seat = 0; seat < run->claimants.rows[i].reserved; seat++)
			if (*held++ == TSOP_ASSIGN_NO_COURSE)
				return tsop_fail(err, TSOP_INPUT,
						 _("the courses that run have no room for the seats "
						   "held for %s; expected more places, lower minima, "
						   "or --reserve-until an instant that has passed"),
						 run->claimants.rows[i].id);
	return 0;
}

/* Choose people and place them, until everybody who was chosen has a course. */
static int place_all(struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_choice choice = tsop_run_choice(run);
	int status;

	tsop_place_release(&run->placement);
	for (size_t i = 0; i < run->courses.n; i++)
		run->courses.rows[i].closed = 0;
	tsop_passes_release(&run->passes);
	do {
		keep_closing(run);
		tsop_place_release(&run->placement);
		status = tsop_choose(&choice, run->standings, &run->ties, err);
		if (status == 0)
			status = tsop_place(&run->place_rules, &choice, &run->courses,
					    run->standings, &run->passes, &run->placement,
					    &run->ties, err);
		if (status != 0)
			return status;
	} while (give_up_seats(run) > 0);
	if (check_held(run, err) != 0)
		return -1;
	close_courses(run);
	return tsop_choose_positions(&choice, run->standings, err);
}

/* In whose turn newcomers come; a tie among them decides nothing yet. */
static int line_up(const struct tsop_choice *choice, struct tsop_standing *standings,
		   struct tsop_error *err)
{
	struct tsop_ties ties;
	int status;

	tsop_ties_init(&ties);
	status = tsop_choose(choice, standings, &ties, err);
	tsop_ties_release(&ties);
	return status < 0 ? -1 : 0;
}

/* A course with a minimum that nobody has a place on does not begin to run. */
static void keep_closed(struct tsop_run *run)
{
	struct tsop_courses_row *courses = run->courses.rows;

	for (size_t i = 0; i < run->courses.n; i++)
		courses[i].is_closed = courses[i].minimum > 0;
	for (size_t i = 0; i < run->applicants.n; i++)
		if (run->applicants.rows[i].course != TSOP_ASSIGN_NO_COURSE)
			courses[run->applicants.rows[i].course].is_closed = false;
	for (size_t i = 0; i < run->courses.n; i++)
		if (run->earlier.unnamed[i] > 0)
			courses[i].is_closed = false;
	for (size_t i = 0; i < run->earlier.n_held; i++)
		if (run->earlier.held[i].course != TSOP_ASSIGN_NO_COURSE)
			courses[run->earlier.held[i].course].is_closed = false;
}

/* Give the places that became free since the earlier result. */
static int fill_vacancies(struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_choice choice = tsop_run_choice(run);
	int status;

	keep_closed(run);
	if (line_up(&choice, run->standings, err) != 0)
		return -1;
	status = tsop_vacancies_fill(&choice, &run->courses, &run->earlier, run->standings,
				     &run->vacancies, &run->ties, err);
	run->placement.held = run->vacancies.held;
	run->placement.n_held = run->vacancies.n_held;
	run->vacancies.held = NULL;
	if (status >= 0 && check_held(run, err) != 0)
		return -1;
	return status;
}

static int give_courses(struct tsop_run *run, struct tsop_error *err)
{
	int status;

	if (run->standings == NULL)
		run->standings = calloc(run->applicants.n + 1, sizeof *run->standings);
	if (run->standings == NULL)
		return tsop_fail_memory(err);
	status = run->options->fill != NULL ? fill_vacancies(run, err) : place_all(run, err);
	if (status == 0)
		count_waiting(run);
	return status;
}

static int give_both(struct tsop_run *run, struct tsop_error *err)
{
	int status = 0;

	if (run->options->gives_seats)
		status = give_seats(run, err);
	if (status == 0 && run->options->gives_courses)
		status = give_courses(run, err);
	return status;
}

/* Nobody has given up a seat; but who was drawn keeps the place among their equals. */
static void begin_anew(struct tsop_run *run)
{
	tsop_seats_release(&run->seats);
	for (size_t i = 0; i < run->applicants.n; i++)
		run->standings[i].no_room = false;
}

static int solve(struct tsop_run *run, struct tsop_error *err)
{
	int status = give_both(run, err);

	while (status == 0 && run->options->is_joint && tsop_jointly_lower(&run->claimants)) {
		begin_anew(run);
		status = give_both(run, err);
	}
	return status;
}

void tsop_run_init(struct tsop_run *run, const struct tsop_allocation_options *options)
{
	*run = (struct tsop_run){
		.options = options,
		.has_people = options->n_files > 0,
		.has_courses = options->courses != NULL,
	};
	tsop_arena_init(&run->arena);
	tsop_ties_init(&run->ties);
}

int tsop_run_make(struct tsop_run *run, struct tsop_output *out, struct tsop_sink *sink,
		  struct tsop_error *err)
{
	int status;

	if (tsop_run_load(run, sink, err) != 0)
		return -1;
	status = solve(run, err);
	tsop_progress_end(run->options->progress);
	if (status >= 0 && tsop_ties_end(&run->ties, sink) != 0)
		return -1;
	if (status == 1)
		tsop_output_add(out, tsop_buf_view(&run->ties.needed));
	return status == 0 ? tsop_run_identify(run, err) : status;
}

int tsop_allocation_run(const struct tsop_allocation_options *options, struct tsop_output *out,
			struct tsop_sink *sink, struct tsop_error *err)
{
	struct tsop_run run;
	int status;

	tsop_run_init(&run, options);
	status = tsop_run_make(&run, out, sink, err);
	if (status == 0)
		status = tsop_run_publish(&run, out, err);
	tsop_run_release(&run);
	return status;
}
