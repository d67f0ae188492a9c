#include "allocate/run.h"
#include "base/cells.h"

/*
 * What is hashed is stated in tsop-records(5). Rows are sorted by what they
 * are, so that their order in the files is nothing; what decides nothing is
 * left out.
 */

static const char *unless_empty(const char *text)
{
	return text[0] == '\0' ? NULL : text;
}

static void add_key(struct tsop_cells *id, const struct tsop_run *run)
{
	const struct tsop_allocation_options *options = run->options;

	tsop_cells_member(id, "key", run->key_name);
	tsop_cells_member(id, "key_column", options->key_column);
	tsop_cells_member(id, "key_date", unless_empty(run->key_date_text));
	tsop_cells_member(id, "method", run->rules.method->name);
	tsop_cells_member(id, "reading", tsop_reading_name(run->rules.reading));
	if (options->guarantee_column == NULL) {
		tsop_cells_text(id, "guarantee");
		tsop_cells_number(id, run->guarantee);
	}
	tsop_cells_member(id, "cap", run->by_demand ? "demand" : "none");
	tsop_cells_member(id, "guarantee_column", options->guarantee_column);
	tsop_cells_member(id, "cap_column", options->cap_column);
	tsop_cells_member(id, "held_column", options->held_column);
	tsop_cells_member(id, "threshold", options->threshold);
}

static void add_place_rules(struct tsop_cells *id, const struct tsop_run *run)
{
	const struct tsop_place_rules *rules = &run->place_rules;

	tsop_cells_member(id, "mechanism", rules->mechanism->name);
	if (rules->order.n > 0) {
		tsop_cells_text(id, "order");
		tsop_order_write(&rules->order, &id->line);
		tsop_cells_text(id, NULL);
	}
	tsop_cells_member(id, "spread", tsop_place_spread_name(rules->spread));
	tsop_cells_member(id, "jointly", run->options->is_joint ? "true" : NULL);
}

static void add_draws(struct tsop_cells *id, const struct tsop_run *run)
{
	if (run->ties.recorded.n == 0)
		return;
	tsop_cells_text(id, "drawn");
	tsop_ties_write_drawn(&id->line, &run->ties);
	tsop_cells_text(id, NULL);
}

static void add_options(struct tsop_cells *id, const struct tsop_run *run)
{
	const struct tsop_allocation_options *options = run->options;

	tsop_cells_text(id, "tsop-allocation 2");
	tsop_cells_text(id, options->gives_courses ? options->gives_seats ? "run" : "assign" : "seats");
	tsop_cells_member(id, "round", run->has_people ? run->applicants.round : NULL);
	if (options->gives_seats)
		add_key(id, run);
	tsop_cells_member(id, "seed", options->seed);
	add_draws(id, run);
	tsop_cells_member(id, "reserve_until", unless_empty(run->until_text));
	if (options->gives_courses && options->fill == NULL)
		add_place_rules(id, run);
	if (options->gives_seats) {
		tsop_cells_text(id, "seats");
		tsop_cells_number(id, run->rules.total);
		tsop_cells_member(id, "holds", run->rules.holds ? "true" : NULL);
	}
	tsop_cells_end_line(id);
}

static void add_weight(struct tsop_cells *id, const struct tsop_run *run,
		       const struct tsop_claimant *row)
{
	const struct tsop_allocation_options *options = run->options;
	char text[TSOP_NUM_TEXT];

	tsop_cells_text(id, tsop_num_write_decimal(row->weight, run->claimants.places, text));
	if (options->guarantee_column != NULL)
		tsop_cells_number(id, row->guarantee);
	if (options->cap_column != NULL)
		tsop_cells_number(id, row->cap);
	if (options->held_column != NULL)
		tsop_cells_number(id, row->kept);
	if (run->has_people && !options->gives_courses) {
		tsop_cells_number(id, row->applied);
		tsop_cells_number(id, row->held);
	}
}

/* Seats that were given before are what their claimants are known by. */
static void add_claimants(struct tsop_cells *id, const struct tsop_run *run)
{
	for (size_t i = 0; i < run->claimants.n; i++) {
		const struct tsop_claimant *row = &run->claimants.rows[i];

		if (!run->options->gives_seats && tsop_claimant_seats(row) + row->reserved == 0)
			continue;
		tsop_cells_text(id, row->id);
		if (run->options->gives_seats) {
			add_weight(id, run, row);
		} else {
			tsop_cells_number(id, tsop_claimant_seats(row));
			tsop_cells_number(id, row->reserved);
		}
		tsop_cells_end_line(id);
	}
}

static void add_courses(struct tsop_cells *id, const struct tsop_run *run)
{
	for (size_t i = 0; i < run->courses.n; i++) {
		const struct tsop_courses_row *row = &run->courses.rows[i];

		tsop_cells_text(id, row->id);
		tsop_cells_text(id, row->title);
		tsop_cells_text(id, row->place);
		tsop_cells_number(id, row->capacity);
		if (row->minimum > 0)
			tsop_cells_number(id, row->minimum);
		tsop_cells_end_line(id);
	}
}

static void add_course(struct tsop_cells *id, const struct tsop_run *run, uint16_t course)
{
	tsop_cells_text(id, course == TSOP_ASSIGN_NO_COURSE ? NULL : run->courses.rows[course].id);
}

/* Nothing for 0. */
static void add_position(struct tsop_cells *id, size_t position)
{
	if (position == 0)
		tsop_cells_text(id, NULL);
	else
		tsop_cells_number(id, (int64_t)position);
}

/* Where people were, as far as it is known where they can stay. */
static void add_places_before(struct tsop_cells *id, const struct tsop_run *run)
{
	for (size_t i = 0; i < run->applicants.n; i++) {
		const struct tsop_earlier_person *before = &run->earlier.people[i];

		if (before->line == 0)
			continue;
		tsop_cells_numbered(id, 'e', run->applicants.rows[i].number);
		add_course(id, run, before->course);
		add_position(id, before->position);
		tsop_cells_end_line(id);
	}
}

/* Their waiting lists, and where seats were held. */
static void add_lists_before(struct tsop_cells *id, const struct tsop_run *run)
{
	const struct tsop_earlier *earlier = &run->earlier;

	for (size_t i = 0; i < earlier->n_waiting; i++) {
		add_course(id, run, earlier->waiting[i].course);
		add_position(id, earlier->waiting[i].position);
		tsop_cells_numbered(id, 'e', run->applicants.rows[earlier->waiting[i].applicant].number);
		tsop_cells_end_line(id);
	}
	for (size_t i = 0; i < earlier->n_held; i++) {
		tsop_cells_text(id, earlier->held[i].municipality->code);
		add_course(id, run, earlier->held[i].course);
		tsop_cells_end_line(id);
	}
}

/* What a run that goes on from an earlier result takes from it. */
static void add_earlier(struct tsop_cells *id, const struct tsop_run *run)
{
	const struct tsop_allocation_options *options = run->options;

	if (run->earlier.file == NULL)
		return;
	tsop_cells_member(id, options->fill != NULL ? "fill" : "keep", run->earlier.id);
	if (options->moves != TSOP_ALLOCATION_NOT_GIVEN)
		tsop_cells_number(id, options->moves);
	tsop_cells_end_line(id);
	add_places_before(id, run);
	if (options->fill != NULL)
		add_lists_before(id, run);
}

/* Who somebody is, as far as a lot says it. */
static void add_lot(struct tsop_cells *id, const struct tsop_lot *lot)
{
	char text[TSOP_HEX_TEXT];

	tsop_hex(lot->digest, text);
	tsop_cells_text(id, text);
}

static void add_turn(struct tsop_cells *id, const struct tsop_applicant *row)
{
	char text[TSOP_INSTANT_TEXT] = "";

	if (row->priority == TSOP_APPLICANTS_NO_PRIORITY)
		tsop_cells_text(id, NULL);
	else
		tsop_cells_number(id, row->priority);
	if (row->received != TSOP_APPLICANTS_NO_INSTANT)
		tsop_instant_write(row->received, text);
	tsop_cells_text(id, text);
}

static void add_wishes(struct tsop_cells *id, const struct tsop_run *run,
		       const struct tsop_applicant *row)
{
	tsop_cells_text(id, row->only_wishes && row->n_wishes > 0 ? "only" : "wishes");
	for (size_t wish = 0; wish < row->n_wishes; wish++)
		add_course(id, run, row->wishes[wish]);
	if (row->is_excluded == NULL)
		return;
	tsop_cells_text(id, "excluded");
	for (size_t course = 0; course < run->courses.n; course++)
		if (row->is_excluded[course])
			add_course(id, run, (uint16_t)course);
}

static void add_people(struct tsop_cells *id, const struct tsop_run *run)
{
	for (size_t i = 0; i < run->applicants.n; i++) {
		const struct tsop_applicant *row = &run->applicants.rows[i];

		tsop_cells_numbered(id, 'e', row->number);
		tsop_cells_text(id, row->municipality->code);
		if (row->party == TSOP_ASSIGN_NO_PARTY)
			tsop_cells_text(id, NULL);
		else
			tsop_cells_numbered(id, 'p', (int64_t)row->party + 1);
		add_course(id, run, row->course);
		tsop_cells_text(id, row->fixed);
		add_turn(id, row);
		if (run->options->seed != NULL)
			add_lot(id, &row->people_lot);
		add_wishes(id, run, row);
		tsop_cells_end_line(id);
	}
}

int tsop_run_identify(struct tsop_run *run, struct tsop_error *err)
{
	struct tsop_cells id;

	tsop_cells_init(&id);
	add_options(&id, run);
	add_claimants(&id, run);
	if (run->options->gives_courses) {
		add_courses(&id, run);
		add_people(&id, run);
		add_earlier(&id, run);
	}
	return tsop_cells_end(&id, run->id, err);
}
