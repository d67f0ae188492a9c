#include <string.h>

#include "allocate/run.h"
#include "base/digest.h"

/*
 * What is hashed is stated in tsop-records(5): lines of cells, each ended by a
 * NUL, which no text holds. Rows are sorted by what they are, so that their
 * order in the files is nothing; what decides nothing is left out.
 */
struct identifying {
	struct tsop_sha256 hash;
	struct tsop_buf lines; /* not hashed yet */
};

enum { HASH_AT = 4096 }; /* bytes */

static void add_text(struct identifying *id, const char *text)
{
	tsop_buf_add_text(&id->lines, text == NULL ? "" : text);
	tsop_buf_add_char(&id->lines, '\0');
}

static void add_number(struct identifying *id, int64_t number)
{
	tsop_buf_add_number(&id->lines, number);
	tsop_buf_add_char(&id->lines, '\0');
}

static const char *unless_empty(const char *text)
{
	return text[0] == '\0' ? NULL : text;
}

/* A member of the first record that is there, by its name. */
static void add_given(struct identifying *id, const char *name, const char *text)
{
	if (text == NULL)
		return;
	add_text(id, name);
	add_text(id, text);
}

static int hash_lines(struct identifying *id, struct tsop_error *err)
{
	if (tsop_buf_ok(&id->lines, err) != 0)
		return -1;
	tsop_sha256_add(&id->hash, tsop_buf_view(&id->lines));
	tsop_buf_clear(&id->lines);
	return 0;
}

static int end_line(struct identifying *id, struct tsop_error *err)
{
	tsop_buf_add_char(&id->lines, '\n');
	return id->lines.len < HASH_AT ? 0 : hash_lines(id, err);
}

static void add_key(struct identifying *id, const struct tsop_run *run)
{
	const struct tsop_allocation_options *options = run->options;

	add_given(id, "key", run->key_name);
	add_given(id, "key_column", options->key_column);
	add_given(id, "key_date", unless_empty(run->key_date_text));
	add_given(id, "method", run->rules.method->name);
	add_given(id, "reading", tsop_reading_name(run->rules.reading));
	if (options->guarantee_column == NULL) {
		add_text(id, "guarantee");
		add_number(id, run->guarantee);
	}
	add_given(id, "cap", run->by_demand ? "demand" : "none");
	add_given(id, "guarantee_column", options->guarantee_column);
	add_given(id, "cap_column", options->cap_column);
	add_given(id, "held_column", options->held_column);
	add_given(id, "threshold", options->threshold);
}

static void add_place_rules(struct identifying *id, const struct tsop_run *run)
{
	const struct tsop_place_rules *rules = &run->place_rules;

	add_given(id, "mechanism", rules->mechanism->name);
	if (rules->order.n > 0) {
		add_text(id, "order");
		tsop_order_write(&rules->order, &id->lines);
		tsop_buf_add_char(&id->lines, '\0');
	}
	add_given(id, "spread", tsop_place_spread_name(rules->spread));
	add_given(id, "jointly", run->options->is_joint ? "true" : NULL);
}

static void add_draws(struct identifying *id, const struct tsop_run *run)
{
	if (run->ties.recorded.n == 0)
		return;
	add_text(id, "drawn");
	tsop_ties_write_drawn(&id->lines, &run->ties);
	tsop_buf_add_char(&id->lines, '\0');
}

static int add_options(struct identifying *id, const struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;

	add_text(id, "tsop-allocation 2");
	add_text(id, options->gives_courses ? options->gives_seats ? "run" : "assign" : "seats");
	add_given(id, "round", run->has_people ? run->applicants.round : NULL);
	if (options->gives_seats)
		add_key(id, run);
	add_given(id, "seed", options->seed);
	add_draws(id, run);
	add_given(id, "reserve_until", unless_empty(run->until_text));
	if (options->gives_courses && options->fill == NULL)
		add_place_rules(id, run);
	if (options->gives_seats) {
		add_text(id, "seats");
		add_number(id, run->rules.total);
		add_given(id, "holds", run->rules.holds ? "true" : NULL);
	}
	return end_line(id, err);
}

static void add_weight(struct identifying *id, const struct tsop_run *run,
		       const struct tsop_claimant *row)
{
	const struct tsop_allocation_options *options = run->options;
	char text[TSOP_NUM_TEXT];

	add_text(id, tsop_num_write_decimal(row->weight, run->claimants.places, text));
	if (options->guarantee_column != NULL)
		add_number(id, row->guarantee);
	if (options->cap_column != NULL)
		add_number(id, row->cap);
	if (options->held_column != NULL)
		add_number(id, row->kept);
	if (run->has_people && !options->gives_courses) {
		add_number(id, row->applied);
		add_number(id, row->held);
	}
}

/* Seats that were given before are what their claimants are known by. */
static int add_claimants(struct identifying *id, const struct tsop_run *run, struct tsop_error *err)
{
	for (size_t i = 0; i < run->claimants.n; i++) {
		const struct tsop_claimant *row = &run->claimants.rows[i];

		if (!run->options->gives_seats && tsop_claimant_seats(row) + row->reserved == 0)
			continue;
		add_text(id, row->id);
		if (run->options->gives_seats) {
			add_weight(id, run, row);
		} else {
			add_number(id, tsop_claimant_seats(row));
			add_number(id, row->reserved);
		}
		if (end_line(id, err) != 0)
			return -1;
	}
	return 0;
}

static int add_courses(struct identifying *id, const struct tsop_run *run, struct tsop_error *err)
{
	for (size_t i = 0; i < run->courses.n; i++) {
		const struct tsop_courses_row *row = &run->courses.rows[i];

		add_text(id, row->id);
		add_text(id, row->title);
		add_text(id, row->place);
		add_number(id, row->capacity);
		if (row->minimum > 0)
			add_number(id, row->minimum);
		if (end_line(id, err) != 0)
			return -1;
	}
	return 0;
}

/* What a run that goes on from an earlier result takes from it. */
static int add_earlier(struct identifying *id, const struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_earlier *earlier = &run->earlier;

	if (earlier->file == NULL)
		return 0;
	add_text(id, run->options->fill != NULL ? "fill" : "keep");
	add_text(id, earlier->id);
	add_number(id, run->options->moves);
	for (size_t i = 0; i < run->applicants.n; i++) {
		add_number(id, earlier->people[i].line > 0);
		add_number(id, earlier->people[i].waited);
		add_number(id, earlier->people[i].course);
		add_number(id, (int64_t)earlier->people[i].position);
	}
	for (size_t i = 0; i < earlier->n_waiting; i++) {
		add_number(id, earlier->waiting[i].course);
		add_number(id, (int64_t)earlier->waiting[i].position);
		add_number(id, run->applicants.rows[earlier->waiting[i].applicant].number);
	}
	for (size_t i = 0; i < earlier->n_held; i++) {
		add_text(id, earlier->held[i].municipality->code);
		add_number(id, earlier->held[i].course);
	}
	return end_line(id, err);
}

static void add_course(struct identifying *id, const struct tsop_run *run, uint16_t course)
{
	add_text(id, course == TSOP_ASSIGN_NO_COURSE ? NULL : run->courses.rows[course].id);
}

/* A number behind a letter, if there is one. */
static void add_numbered(struct identifying *id, const char *letter, int64_t number)
{
	tsop_buf_add_text(&id->lines, letter);
	add_number(id, number);
}

/* Who somebody is, as far as a lot says it. */
static void add_lot(struct identifying *id, const struct tsop_lot *lot)
{
	char text[TSOP_HEX_TEXT];

	tsop_hex(lot->digest, text);
	add_text(id, text);
}

static void add_turn(struct identifying *id, const struct tsop_applicant *row)
{
	char text[TSOP_INSTANT_TEXT] = "";

	if (row->priority == TSOP_APPLICANTS_NO_PRIORITY)
		add_text(id, NULL);
	else
		add_number(id, row->priority);
	if (row->received != TSOP_APPLICANTS_NO_INSTANT)
		tsop_instant_write(row->received, text);
	add_text(id, text);
}

static void add_wishes(struct identifying *id, const struct tsop_run *run,
		       const struct tsop_applicant *row)
{
	add_text(id, row->only_wishes && row->n_wishes > 0 ? "only" : "wishes");
	for (size_t wish = 0; wish < row->n_wishes; wish++)
		add_course(id, run, row->wishes[wish]);
	if (row->is_excluded == NULL)
		return;
	add_text(id, "excluded");
	for (size_t course = 0; course < run->courses.n; course++)
		if (row->is_excluded[course])
			add_course(id, run, (uint16_t)course);
}

static int add_people(struct identifying *id, const struct tsop_run *run, struct tsop_error *err)
{
	for (size_t i = 0; i < run->applicants.n; i++) {
		const struct tsop_applicant *row = &run->applicants.rows[i];

		add_numbered(id, "e", row->number);
		add_text(id, row->municipality->code);
		if (row->party == TSOP_ASSIGN_NO_PARTY)
			add_text(id, NULL);
		else
			add_numbered(id, "p", (int64_t)row->party + 1);
		add_course(id, run, row->course);
		add_text(id, row->fixed);
		add_turn(id, row);
		if (run->options->seed != NULL)
			add_lot(id, &row->people_lot);
		add_wishes(id, run, row);
		if (end_line(id, err) != 0)
			return -1;
	}
	return 0;
}

/* Where courses are given: what they are, and who to. */
static int add_places(struct identifying *id, const struct tsop_run *run, struct tsop_error *err)
{
	if (!run->options->gives_courses)
		return 0;
	if (add_courses(id, run, err) != 0 || add_people(id, run, err) != 0)
		return -1;
	return add_earlier(id, run, err);
}

int tsop_run_identify(struct tsop_run *run, struct tsop_error *err)
{
	struct identifying id;
	unsigned char digest[TSOP_DIGEST_SIZE];
	char text[TSOP_HEX_TEXT];
	int status = -1;

	tsop_sha256_init(&id.hash);
	tsop_buf_init(&id.lines);
	if (add_options(&id, run, err) == 0 && add_claimants(&id, run, err) == 0 &&
	    add_places(&id, run, err) == 0 && hash_lines(&id, err) == 0)
		status = 0;
	tsop_buf_release(&id.lines);
	tsop_sha256_end(&id.hash, digest);
	tsop_hex(digest, text);
	memcpy(run->id, text, sizeof run->id - 1);
	run->id[sizeof run->id - 1] = '\0';
	return status;
}
