#include "allocate/join.h"

#include <inttypes.h>

#include "allocate/bounds.h"
#include "base/i18n.h"

static int report(struct tsop_sink *sink, const struct tsop_error *err)
{
	tsop_sink_report(sink, err);
	return -1;
}

/* Where people apply, all claimants are municipalities. */
static int check_claimants(const struct tsop_run *run, struct tsop_sink *sink)
{
	struct tsop_error err;
	int status = 0;

	for (size_t i = 0; i < run->claimants.n; i++) {
		if (run->claimants.rows[i].municipality != NULL)
			continue;
		tsop_fail(&err, TSOP_INPUT, _("expected a municipality, where people apply"));
		tsop_error_at(&err, run->options->key, run->claimants.rows[i].line, "claimant");
		status = report(sink, &err);
	}
	return status;
}

/* Enter everybody under their municipality. */
static int link_people(struct tsop_run *run, struct tsop_sink *sink)
{
	struct tsop_claimants *claimants = &run->claimants;
	struct tsop_error err;
	int status = 0;

	for (size_t i = 0; i < run->applicants.n; i++) {
		const struct tsop_applicant *person = &run->applicants.rows[i];
		size_t claimant = tsop_claimants_find(claimants, person->municipality->code);

		run->claimant_of[i] = claimant;
		if (claimant < claimants->n) {
			claimants->rows[claimant].applied++;
			claimants->rows[claimant].held += person->holds_seat;
			claimants->rows[claimant].stayed += person->had_place;
			continue;
		}
		tsop_fail(&err, TSOP_INPUT, _("expected a municipality of %s, not %s"),
			  run->options->gives_seats ? run->options->key : run->options->seats_from,
			  person->municipality->code);
		tsop_error_at(&err, person->file, person->line, "municipality");
		status = report(sink, &err);
	}
	return status;
}

/* Seats that were given before suffice at least for those who have one. */
static int check_given(const struct tsop_run *run, struct tsop_sink *sink)
{
	struct tsop_error err;
	int status = 0;

	if (run->options->gives_seats)
		return 0;
	for (size_t i = 0; i < run->claimants.n; i++) {
		const struct tsop_claimant *row = &run->claimants.rows[i];

		if (row->held <= tsop_claimant_seats(row))
			continue;
		tsop_fail(&err, TSOP_INPUT,
			  _("expected at least %" PRId64 ": so many people have one already"),
			  (int64_t)row->held);
		tsop_error_at(&err, run->options->seats_from, row->line, "seats");
		status = report(sink, &err);
	}
	return status;
}

/* Is there a place for everybody who has one already? */
static int check_capacities(const struct tsop_run *run, struct tsop_sink *sink)
{
	int64_t taken[TSOP_ASSIGN_MAX_COURSES] = { 0 };
	struct tsop_error err;
	int status = 0;

	for (size_t i = 0; i < run->applicants.n; i++)
		if (run->applicants.rows[i].course != TSOP_ASSIGN_NO_COURSE)
			taken[run->applicants.rows[i].course]++;
	for (size_t i = 0; i < run->courses.n; i++) {
		const struct tsop_courses_row *course = &run->courses.rows[i];

		if (taken[i] <= course->capacity)
			continue;
		tsop_fail(&err, TSOP_INPUT,
			  _("expected at least %" PRId64 ": so many people have a place there "
			    "already"),
			  taken[i]);
		tsop_error_at(&err, run->courses.file, course->line, "capacity");
		status = report(sink, &err);
	}
	return status;
}

/* Courses with a minimum, where none can close. */
static int check_minima(const struct tsop_run *run, struct tsop_sink *sink)
{
	const struct tsop_place_rules *rules = &run->place_rules;
	struct tsop_error err;
	int status = 0;

	if (!rules->keeps || rules->mechanism != tsop_mechanism_of(TSOP_MECHANISM_RANK_MAXIMAL))
		return 0;
	for (size_t i = 0; i < run->courses.n; i++) {
		if (run->courses.rows[i].minimum == 0)
			continue;
		tsop_fail(&err, TSOP_INPUT,
			  _("expected none: rank-maximal does not keep people on courses that may "
			    "close"));
		tsop_error_at(&err, run->courses.file, run->courses.rows[i].line, "minimum");
		status = report(sink, &err);
	}
	return status;
}

/* The seats of the round, not more than there are places. */
static int check_total(struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;
	int64_t total = options->seats;

	if (total == TSOP_ALLOCATION_NOT_GIVEN)
		total = run->courses.capacity;
	if (!options->gives_seats) {
		total = 0;
		for (size_t i = 0; i < run->claimants.n; i++)
			total += tsop_claimant_seats(&run->claimants.rows[i]) +
				 run->claimants.rows[i].reserved;
	}
	run->rules.total = total;
	if (!options->gives_seats && options->keep != NULL)
		return 0; /* who finds no place any more gives the seat to the next in turn */
	if (!run->has_courses || total <= run->courses.capacity)
		return 0;
	return tsop_fail(err, TSOP_INPUT,
			 _("%" PRId64 " seats are more than the %" PRId64 " places of the courses"),
			 total, run->courses.capacity);
}

int tsop_join(struct tsop_run *run, struct tsop_sink *sink, struct tsop_error *err)
{
	bool is_linked = true;
	int status = 0;

	run->claimant_of = tsop_arena_take(&run->arena, run->applicants.n, sizeof(size_t));
	if (run->claimant_of == NULL)
		return tsop_fail_memory(err);
	if (run->has_courses)
		status |= check_capacities(run, sink) | check_minima(run, sink);
	if (run->has_people) {
		is_linked = check_claimants(run, sink) == 0 && link_people(run, sink) == 0;
		status |= check_given(run, sink);
	}
	if (run->options->gives_seats && is_linked)
		status |= tsop_bounds_set(run, sink);
	return status == 0 && is_linked ? check_total(run, err) : -1;
}
