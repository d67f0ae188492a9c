#include <string.h>

#include "allocate/run.h"
#include "base/digest.h"

/*
 * What is hashed: lines of cells, each ended by a NUL, which no text holds.
 * Rows are sorted by what they are, so that their order in the files is
 * nothing.
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

/* An option that was used, by its name. */
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

static int add_options(struct identifying *id, const struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;

	add_text(id, "tsop-allocation 1");
	add_text(id, options->gives_courses ? options->gives_seats ? "run" : "assign" : "seats");
	add_text(id, run->has_people ? run->applicants.round : NULL);
	add_text(id, options->seed == NULL ? "no seed" : "seed");
	add_text(id, options->seed);
	if (options->mechanism != TSOP_MECHANISM_MIN_COST) {
		add_text(id, run->place_rules.mechanism->name);
		for (size_t i = 0; i < run->place_rules.order.n; i++)
			add_number(id, run->place_rules.order.keys[i]);
	}
	add_given(id, "spread", tsop_place_spread_name(run->place_rules.spread));
	if (options->gives_seats) {
		add_text(id, run->rules.method->name);
		add_text(id, tsop_reading_name(run->rules.reading));
		add_number(id, run->rules.total);
		add_number(id, run->guarantee);
		add_number(id, run->by_demand);
		add_number(id, run->rules.holds);
		add_text(id, run->until_text);
		add_text(id, run->key_name);
		add_text(id, options->key_column);
		add_text(id, run->key_date_text);
		add_number(id, run->claimants.places);
		add_given(id, "guarantee-column", options->guarantee_column);
		add_given(id, "held-column", options->held_column);
		add_given(id, "cap-column", options->cap_column);
		add_given(id, "threshold", options->threshold);
		add_given(id, "jointly", options->is_joint ? "yes" : NULL);
	}
	return end_line(id, err);
}

/* What was drawn, for what; they are sorted. */
static int add_draws(struct identifying *id, const struct tsop_run *run, struct tsop_error *err)
{
	for (size_t i = 0; i < run->ties.recorded.n; i++) {
		const struct tsop_draw *draw = &run->ties.recorded.rows[i].draw;

		tsop_draw_write(&id->lines, draw);
		if (end_line(id, err) != 0)
			return -1;
	}
	return 0;
}

static int add_claimants(struct identifying *id, const struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;

	for (size_t i = 0; i < run->claimants.n; i++) {
		const struct tsop_claimant *row = &run->claimants.rows[i];

		add_text(id, row->id);
		add_number(id, row->weight);
		if (options->guarantee_column != NULL)
			add_number(id, row->guarantee);
		if (options->held_column != NULL)
			add_number(id, row->kept);
		if (options->cap_column != NULL)
			add_number(id, row->cap);
		if (!options->gives_seats) {
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

static void add_lot(struct identifying *id, const struct tsop_lot *lot)
{
	char text[TSOP_HEX_TEXT];

	tsop_hex(lot->digest, text);
	add_text(id, text);
}

static void add_exclusions(struct identifying *id, const struct tsop_run *run,
			   const struct tsop_applicant *person)
{
	if (person->is_excluded == NULL)
		return;
	add_text(id, "excluded");
	for (size_t course = 0; course < run->courses.n; course++)
		if (person->is_excluded[course])
			add_number(id, (int64_t)course);
}

static int add_people(struct identifying *id, const struct tsop_run *run, struct tsop_error *err)
{
	for (size_t i = 0; i < run->applicants.n; i++) {
		const struct tsop_applicant *row = &run->applicants.rows[i];

		add_number(id, row->number);
		add_text(id, row->municipality->code);
		add_number(id, row->holds_seat);
		add_number(id, row->course);
		add_text(id, row->fixed);
		add_number(id, row->only_wishes);
		add_number(id, row->party);
		add_number(id, row->priority);
		add_number(id, row->received);
		add_lot(id, &row->people_lot);
		add_lot(id, &row->courses_lot);
		for (size_t wish = 0; wish < row->n_wishes; wish++)
			add_number(id, row->wishes[wish]);
		add_exclusions(id, run, row);
		if (end_line(id, err) != 0)
			return -1;
	}
	return 0;
}

int tsop_run_identify(struct tsop_run *run, struct tsop_error *err)
{
	struct identifying id;
	unsigned char digest[TSOP_DIGEST_SIZE];
	char text[TSOP_HEX_TEXT];
	int status = -1;

	tsop_sha256_init(&id.hash);
	tsop_buf_init(&id.lines);
	if (add_options(&id, run, err) == 0 && add_draws(&id, run, err) == 0 &&
	    add_claimants(&id, run, err) == 0 && add_courses(&id, run, err) == 0 &&
	    add_people(&id, run, err) == 0 && add_earlier(&id, run, err) == 0 &&
	    hash_lines(&id, err) == 0)
		status = 0;
	tsop_buf_release(&id.lines);
	tsop_sha256_end(&id.hash, digest);
	tsop_hex(digest, text);
	memcpy(run->id, text, sizeof run->id - 1);
	run->id[sizeof run->id - 1] = '\0';
	return status;
}
