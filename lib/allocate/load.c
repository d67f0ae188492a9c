#include <stdlib.h>
#include <string.h>

#include "allocate/bounds.h"
#include "allocate/exclude.h"
#include "allocate/fix.h"
#include "allocate/given.h"
#include "allocate/join.h"
#include "allocate/key.h"
#include "allocate/run.h"
#include "base/backlog.h"
#include "base/i18n.h"
#include "base/text.h"
#include "draw/draw.h"
#include "time/zone.h"

/* The zone is looked for also where no local time needs it, so that a wrong one is told. */
static int read_until(struct tsop_run *run, tsop_instant *until, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;
	struct tsop_zone *zone;
	int status = 0;

	if (options->zone == NULL && options->reserve_until == NULL)
		return 0;
	if (tsop_zone_load(&zone, options->zone == NULL ? "Europe/Copenhagen" : options->zone,
			   err) != 0)
		return tsop_error_option(err, "zone");
	if (options->reserve_until != NULL)
		status = tsop_zone_read(zone, tsop_view_of(options->reserve_until), until, err);
	if (status == 0 && options->reserve_until != NULL)
		tsop_zone_write(zone, *until, run->until_text);
	tsop_zone_free(zone);
	return status == 0 ? 0 : tsop_error_option(err, "reserve-until");
}

/* The date of the key, the clock, and whether unused guarantees are held at it. */
static int read_times(struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;
	struct tsop_date date;
	tsop_instant until = 0;
	tsop_instant now;

	if (options->key_date != NULL) {
		if (tsop_date_read(tsop_view_of(options->key_date), &date, err) != 0)
			return tsop_error_option(err, "key-date");
		tsop_date_write(date, run->key_date_text);
	}
	if (tsop_instant_now(options->now, &now, err) != 0)
		return -1;
	tsop_instant_write(now, run->now_text);
	if (read_until(run, &until, err) != 0)
		return -1;
	run->rules.holds = run->has_people && (options->reserve_until == NULL || now < until);
	return 0;
}

/* Who had a place in the earlier result keeps it, unless it was fixed by hand since. */
static void keep_places(struct tsop_run *run)
{
	for (size_t i = 0; i < run->applicants.n; i++) {
		struct tsop_applicant *person = &run->applicants.rows[i];
		uint16_t course = run->earlier.people[i].course;

		if (person->fixed != NULL || course == TSOP_ASSIGN_NO_COURSE)
			continue;
		person->holds_seat = true;
		person->course = course;
	}
}

/* Who had a place may be moved, also who is enrolled by now; but not who was fixed by hand. */
static void loosen_places(struct tsop_run *run)
{
	for (size_t i = 0; i < run->applicants.n; i++) {
		struct tsop_applicant *person = &run->applicants.rows[i];
		const struct tsop_earlier_person *earlier = &run->earlier.people[i];

		if (person->fixed != NULL || earlier->line == 0 || earlier->waited)
			continue;
		person->had_place = true;
		person->was = earlier->course;
		person->holds_seat = false;
		person->course = TSOP_ASSIGN_NO_COURSE;
	}
}

static int read_earlier(struct tsop_run *run, const struct tsop_input_options *input,
			struct tsop_sink *sink)
{
	bool fills = run->options->fill != NULL;
	const char *file = fills ? run->options->fill : run->options->keep;

	if (file == NULL)
		return 0;
	if (tsop_earlier_read(&run->earlier, file, &run->applicants, &run->courses, fills, input,
			      sink) != 0)
		return -1;
	if (fills)
		keep_places(run);
	else
		loosen_places(run);
	return 0;
}

/*
 * Courses are given to somebody: an input without people is one that did not come, or of another
 * round than that asked for.
 */
static int check_people(const struct tsop_run *run, struct tsop_sink *sink)
{
	const struct tsop_allocation_options *options = run->options;
	struct tsop_error err;

	if (!options->gives_courses || run->applicants.n > 0)
		return 0;
	if (options->round != NULL)
		tsop_fail(&err, TSOP_INPUT, _("expected at least one person of round %s"),
			  options->round);
	else
		tsop_fail(&err, TSOP_INPUT, _("expected at least one person"));
	tsop_error_at(&err, options->n_files == 1 ? options->files[0] : NULL, 0, NULL);
	tsop_sink_report(sink, &err);
	return -1;
}

/* Without courses (theirs could not be read) people are checked as far as that goes. */
static int read_people(struct tsop_run *run, bool with_courses,
		       const struct tsop_input_options *input, struct tsop_sink *sink)
{
	const struct tsop_allocation_options *options = run->options;
	struct tsop_applicants_source source = {
		.files = options->files,
		.n_files = options->n_files,
		.courses = with_courses ? &run->courses : NULL,
		.round = options->round,
		.seed = options->seed,
		.input = input,
	};
	int status = 0;

	if (tsop_applicants_read(&run->applicants, &source, &run->arena, sink) != 0 ||
	    (run->has_courses && !with_courses) || check_people(run, sink) != 0)
		return -1;
	if (options->fix != NULL && tsop_fix_read(&run->applicants, options->fix, &run->courses,
						  input, &run->arena, sink) != 0)
		status = -1;
	if (options->exclude != NULL && tsop_exclude_read(&run->applicants, options->exclude,
							  &run->courses, input, &run->arena,
							  sink) != 0)
		status = -1;
	return status == 0 ? read_earlier(run, input, sink) : -1;
}

/*
 * The field that a column of numbers fills which an option names; NULL where it names none. A code
 * is a number, too, but of nothing.
 */
static int find_field(const struct tsop_columns *columns, const char *option, const char *column,
		      const char **field, struct tsop_error *err)
{
	*field = NULL;
	if (column == NULL)
		return 0;
	if (tsop_columns_field(columns, tsop_view_of(column), field, err) != 0)
		return -1;
	if (*field == NULL)
		*field = column;
	if (strcmp(*field, "code") != 0 && strcmp(*field, "municipality") != 0 &&
	    strcmp(*field, "claimant") != 0)
		return 0;
	return tsop_fail(err, TSOP_USAGE,
			 _("--%s: expected another column than the one that says who a row is of"),
			 option);
}

static int read_key(struct tsop_run *run, const struct tsop_input_options *input,
		    struct tsop_sink *sink, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;
	struct tsop_key_source source = { .file = options->key,
					  .guarantee_of_all = run->guarantee };

	if (find_field(input->columns, "key-column", options->key_column, &source.weight, err) !=
		    0 ||
	    find_field(input->columns, "guarantee-column", options->guarantee_column,
		       &source.guarantee, err) != 0 ||
	    find_field(input->columns, "held-column", options->held_column, &source.held, err) !=
		    0 ||
	    find_field(input->columns, "cap-column", options->cap_column, &source.cap, err) != 0)
		return -1;
	return tsop_key_read(&run->claimants, &source, input, &run->arena, sink);
}

static int read_claimants(struct tsop_run *run, const struct tsop_input_options *input,
			  struct tsop_sink *sink, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;

	if (options->gives_seats)
		return read_key(run, input, sink, err);
	if (options->seats_from != NULL)
		return tsop_given_read(&run->claimants, options->seats_from, input, sink);
	return tsop_given_to_all(&run->claimants, &run->applicants, err);
}

/* What can be read although another file is bad is read, so that one run tells of all. */
static int read_inputs(struct tsop_run *run, const struct tsop_columns *columns,
		       struct tsop_sink *sink, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;
	const struct tsop_input_options input = {
		.encoding = options->encoding,
		.line_max = (size_t)options->line_max,
		.columns = columns,
		.progress = options->progress,
	};

	int status = 0;

	if (run->has_courses && tsop_courses_read(&run->courses, options->courses, options->round,
						  &input, &run->arena, sink) != 0)
		status = -1;
	if (run->has_people &&
	    read_people(run, run->has_courses && status == 0, &input, sink) != 0)
		status = -1;
	if (options->drawn != NULL &&
	    tsop_ties_read(&run->ties, options->drawn, &input, sink) != 0)
		status = -1;
	if (status != 0 && !options->gives_seats)
		return -1; /* the seats are those of people */
	return read_claimants(run, &input, sink, err) == 0 ? status : -1;
}

/* An option that could decide nothing was not meant so. */
static int check_needed(const struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;

	if (options->reserve_until != NULL && !run->has_people)
		return tsop_fail(err, TSOP_USAGE,
				 _("--reserve-until: expected a file of people who apply"));
	if (options->round != NULL && !run->has_people && !run->has_courses)
		return tsop_fail(err, TSOP_USAGE,
				 _("--round: expected --courses, or a file of people who apply"));
	return 0;
}

/* Do the options go together that go on from an earlier result? */
static int check_earlier(const struct tsop_allocation_options *options, struct tsop_error *err)
{
	if (options->keep != NULL && options->fill != NULL)
		return tsop_fail(err, TSOP_USAGE,
				 _("--fill moves people by the lists alone: expected no --keep"));
	if (options->moves != TSOP_ALLOCATION_NOT_GIVEN && options->keep == NULL)
		return tsop_fail(err, TSOP_USAGE, _("--moves: expected --keep, too"));
	if (options->mechanism == TSOP_MECHANISM_MIN_COST)
		return 0;
	if (options->fill != NULL)
		return tsop_fail(err, TSOP_USAGE,
				 _("--fill goes by the lists: expected no --mechanism"));
	if (!tsop_mechanism_of((enum tsop_mechanism_id)options->mechanism)->takes_order)
		return 0;
	if (options->moves != TSOP_ALLOCATION_NOT_GIVEN &&
	    options->mechanism == TSOP_MECHANISM_SERIAL_DICTATORSHIP)
		return tsop_fail(err, TSOP_USAGE,
				 _("--moves: expected another mechanism than serial-dictatorship, which "
				   "leaves no choice of whom to move"));
	if (options->keep != NULL && options->mechanism == TSOP_MECHANISM_BOSTON)
		return tsop_fail(err, TSOP_USAGE,
				 _("--keep: expected another mechanism than boston, in which places "
				   "are given for good before others can ask for theirs"));
	return 0;
}

/* What is printed with the result is text. */
static int check_published(const struct tsop_allocation_options *options, struct tsop_error *err)
{
	if (options->seed != NULL && tsop_draw_check_text(options->seed, err) != 0)
		return tsop_error_option(err, "seed");
	if (options->key == NULL ||
	    tsop_text_invalid(tsop_view_of(options->key)) == strlen(options->key))
		return 0;
	return tsop_fail(err, TSOP_USAGE,
			 _("--key: expected the name of a file in UTF-8: it is published"));
}

static int set_rules(struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;
	const char *slash = options->key == NULL ? NULL : strrchr(options->key, '/');
	const char *method = options->method == NULL ? TSOP_METHOD_DEFAULT : options->method;

	if (tsop_method_read(&run->method, method, err) != 0)
		return tsop_error_option(err, "method");
	run->rules.method = &run->method;
	run->rules.reading = TSOP_READING_BASE;
	tsop_reading_is_implied(&run->method, &run->rules.reading);
	if (options->reading != TSOP_ALLOCATION_NOT_GIVEN)
		run->rules.reading = (enum tsop_reading)options->reading;
	if (check_published(options, err) != 0 || check_earlier(options, err) != 0)
		return -1;
	run->place_rules.keeps = options->keep != NULL;
	run->place_rules.moves = options->moves;
	run->place_rules.mechanism =
		tsop_mechanism_of((enum tsop_mechanism_id)options->mechanism);
	run->rules.seed = options->seed;
	run->key_name = slash == NULL ? options->key : slash + 1;
	return 0;
}

static int read_place_rules(struct tsop_run *run, struct tsop_error *err)
{
	run->place_rules.spread = (enum tsop_spread)run->options->spread;
	if (run->place_rules.spread != TSOP_SPREAD_ANY &&
	    run->options->mechanism != TSOP_MECHANISM_MIN_COST)
		return tsop_fail(err, TSOP_USAGE, _("--spread: expected --mechanism min-cost"));
	if (run->place_rules.spread != TSOP_SPREAD_ANY && run->options->fill != NULL)
		return tsop_fail(err, TSOP_USAGE, _("--fill goes by waiting lists: expected no "
						    "--spread beside it"));
	if (run->options->fill != NULL && run->options->mechanism != TSOP_MECHANISM_MIN_COST)
		return tsop_fail(err, TSOP_USAGE, _("--fill goes by waiting lists: expected no "
						    "--mechanism beside it"));
	return tsop_order_read(&run->place_rules.order, run->options->order,
			       run->place_rules.mechanism, err);
}

int tsop_run_load(struct tsop_run *run, struct tsop_sink *sink, struct tsop_error *err)
{
	struct tsop_columns *columns;
	struct tsop_backlog backlog;
	int status;

	if (set_rules(run, err) != 0 || tsop_bounds_options(run, err) != 0 ||
	    read_place_rules(run, err) != 0 || read_times(run, err) != 0 ||
	    check_needed(run, err) != 0 || tsop_columns_danish(&columns, err) != 0)
		return -1;
	status = read_inputs(run, columns, sink, err);
	tsop_columns_free(columns);
	if (status != 0)
		return -1;
	tsop_backlog_open(&backlog, sink); /* what is joined is no more in the order of the files */
	status = tsop_join(run, &backlog.sink, err);
	tsop_backlog_close(&backlog);
	return status;
}

void tsop_run_release(struct tsop_run *run)
{
	tsop_ties_release(&run->ties);
	tsop_vacancies_release(&run->vacancies);
	tsop_earlier_release(&run->earlier);
	tsop_place_release(&run->placement);
	tsop_passes_release(&run->passes);
	free(run->standings);
	tsop_seats_release(&run->seats);
	tsop_claimants_release(&run->claimants);
	tsop_applicants_release(&run->applicants);
	tsop_courses_release(&run->courses);
	tsop_arena_release(&run->arena);
}
