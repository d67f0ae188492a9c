#include <inttypes.h>

#include "allocate/publish.h"
#include "allocate/waiting.h"
#include "allocate/why.h"
#include "record/write.h"

void tsop_publish_begin(struct tsop_publishing *p, const char *type)
{
	if (type == p->type) {
		tsop_buf_truncate(&p->line, p->head_len);
		return;
	}
	tsop_buf_clear(&p->line);
	tsop_write_begin(&p->line, type);
	tsop_write_text(&p->line, "allocation", p->run->id);
	p->type = type;
	p->head_len = p->line.len;
}

void tsop_publish_built(struct tsop_publishing *p, const char *name)
{
	p->line.failed = p->line.failed || p->text.failed;
	tsop_write_view(&p->line, name, tsop_buf_view(&p->text));
}

void tsop_publish_claimant(struct tsop_publishing *p, const struct tsop_claimant *claimant)
{
	tsop_write_text(&p->line, claimant->municipality != NULL ? "municipality" : "claimant",
			claimant->id);
}

void tsop_publish_person(struct tsop_publishing *p, size_t applicant)
{
	tsop_buf_clear(&p->text);
	tsop_buf_addf(&p->text, "e%" PRId64, p->run->applicants.rows[applicant].number);
	p->line.failed = p->line.failed || p->text.failed;
	tsop_write_element(&p->line, tsop_buf_view(&p->text));
}

int tsop_publish_end(struct tsop_publishing *p, struct tsop_error *err)
{
	tsop_write_end(&p->line);
	if (tsop_buf_ok(&p->line, err) != 0)
		return -1;
	tsop_output_add(p->out, tsop_buf_view(&p->line));
	return 0;
}

/* A member for an option that was used. */
static void write_given(struct tsop_publishing *p, const char *name, const char *text)
{
	if (text != NULL)
		tsop_write_text(&p->line, name, text);
}

static void write_key(struct tsop_publishing *p)
{
	const struct tsop_run *run = p->run;

	tsop_write_text(&p->line, "key", run->key_name);
	tsop_write_text(&p->line, "key_column", run->options->key_column);
	if (run->key_date_text[0] != '\0')
		tsop_write_text(&p->line, "key_date", run->key_date_text);
	tsop_write_text(&p->line, "method", run->rules.method->name);
	tsop_write_text(&p->line, "reading", tsop_reading_name(run->rules.reading));
	if (run->options->guarantee_column == NULL)
		tsop_write_integer(&p->line, "guarantee", run->guarantee);
	tsop_write_text(&p->line, "cap", run->by_demand ? "demand" : "none");
	write_given(p, "guarantee_column", run->options->guarantee_column);
	write_given(p, "cap_column", run->options->cap_column);
	write_given(p, "held_column", run->options->held_column);
	write_given(p, "threshold", run->options->threshold);
}

static void write_place_rules(struct tsop_publishing *p)
{
	const struct tsop_place_rules *rules = &p->run->place_rules;

	tsop_write_text(&p->line, "mechanism", rules->mechanism->name);
	if (rules->order.n > 0) {
		tsop_buf_clear(&p->text);
		tsop_order_write(&rules->order, &p->text);
		tsop_publish_built(p, "order");
	}
	if (rules->spread != TSOP_SPREAD_ANY)
		tsop_write_text(&p->line, "spread", tsop_place_spread_name(rules->spread));
	if (p->run->options->is_joint)
		tsop_write_bool(&p->line, "jointly", true);
}

static size_t count_placed(const struct tsop_run *run)
{
	size_t n = 0;

	for (size_t i = 0; i < run->applicants.n; i++)
		n += run->standings[i].course != TSOP_ASSIGN_NO_COURSE;
	return n;
}

static void write_courses(struct tsop_publishing *p)
{
	const struct tsop_run *run = p->run;
	int64_t enrolled[TSOP_ASSIGN_MAX_COURSES] = { 0 };
	int64_t reserved[TSOP_ASSIGN_MAX_COURSES] = { 0 };

	for (size_t i = 0; i < run->applicants.n; i++)
		if (run->standings[i].course != TSOP_ASSIGN_NO_COURSE)
			enrolled[run->standings[i].course]++;
	for (size_t i = 0; i < run->placement.n_held; i++)
		if (run->placement.held[i] != TSOP_ASSIGN_NO_COURSE)
			reserved[run->placement.held[i]]++;
	tsop_write_open(&p->line, "courses", '[');
	for (size_t i = 0; i < run->courses.n; i++) {
		const struct tsop_courses_row *course = &run->courses.rows[i];

		tsop_write_open(&p->line, NULL, '{');
		tsop_write_text(&p->line, "id", course->id);
		tsop_write_text(&p->line, "title", course->title);
		tsop_write_text(&p->line, "place", course->place);
		tsop_write_integer(&p->line, "capacity", course->capacity);
		if (course->minimum > 0)
			tsop_write_integer(&p->line, "minimum", course->minimum);
		tsop_write_integer(&p->line, "enrolled", enrolled[i]);
		tsop_write_integer(&p->line, "reserved", reserved[i]);
		if (course->is_closed)
			tsop_write_bool(&p->line, "closed", true);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
}

/* What is kept, and how many were moved all the same. */
static void write_moves(struct tsop_publishing *p)
{
	const struct tsop_run *run = p->run;
	const struct tsop_keep_result *keep = &run->placement.keep;

	tsop_write_text(&p->line, "keep", run->earlier.id);
	tsop_write_open(&p->line, "moves", '{');
	if (run->options->moves != TSOP_ALLOCATION_NOT_GIVEN)
		tsop_write_integer(&p->line, "budget", run->options->moves);
	tsop_write_integer(&p->line, "made", keep->moves);
	tsop_write_integer(&p->line, "forced", keep->forced);
	tsop_write_close(&p->line, '}');
}

static int write_allocation(struct tsop_publishing *p, struct tsop_error *err)
{
	const struct tsop_run *run = p->run;
	const struct tsop_allocation_options *options = run->options;

	tsop_write_begin(&p->line, "allocation");
	tsop_write_text(&p->line, "id", run->id);
	if (run->has_people && run->applicants.round != NULL)
		tsop_write_text(&p->line, "round", run->applicants.round);
	tsop_write_text(&p->line, "now", run->now_text);
	if (options->gives_seats)
		write_key(p);
	tsop_write_text(&p->line, "seed", options->seed);
	tsop_ties_write_rule(&p->line, &p->run->ties, p->run->options->seed);
	if (run->until_text[0] != '\0')
		tsop_write_text(&p->line, "reserve_until", run->until_text);
	if (options->fill != NULL)
		tsop_write_text(&p->line, "fill", run->earlier.id);
	else if (options->gives_courses)
		write_place_rules(p);
	if (options->keep != NULL)
		write_moves(p);
	if (options->gives_seats)
		tsop_write_integer(&p->line, "claimants", (int64_t)run->claimants.n);
	if (run->has_people)
		tsop_write_integer(&p->line, "applications", (int64_t)run->applicants.n);
	if (options->gives_seats) {
		tsop_write_integer(&p->line, "seats", run->rules.total);
		tsop_write_integer(&p->line, "given", run->seats.given);
		tsop_write_integer(&p->line, "reserved", run->seats.reserved);
		tsop_write_integer(&p->line, "left", run->seats.left);
	}
	if (options->gives_courses) {
		int64_t n_placed = (int64_t)count_placed(run);

		tsop_write_integer(&p->line, "enrolled", n_placed);
		tsop_write_integer(&p->line, "waiting", (int64_t)run->applicants.n - n_placed);
		write_courses(p);
	}
	return tsop_publish_end(p, err);
}

/* The courses of the seats held for a claimant: `held` are theirs. */
static void write_held(struct tsop_publishing *p, const struct tsop_claimant *claimant,
		       const uint16_t *held)
{
	if (claimant->reserved == 0)
		return;
	tsop_write_open(&p->line, "reserved_at", '[');
	for (int64_t i = 0; i < claimant->reserved; i++)
		tsop_write_element(&p->line, tsop_view_of(p->run->courses.rows[held[i]].id));
	tsop_write_close(&p->line, ']');
}

/* What a claimant is guaranteed, can get and keeps, where a column of the key had a say. */
static void write_bounds(struct tsop_publishing *p, const struct tsop_claimant *claimant)
{
	const struct tsop_allocation_options *options = p->run->options;

	if (options->guarantee_column != NULL)
		tsop_write_integer(&p->line, "guarantee", claimant->guarantee);
	if (options->cap_column != NULL)
		tsop_write_integer(&p->line, "cap", claimant->cap);
	if (options->held_column != NULL)
		tsop_write_integer(&p->line, "held", claimant->kept);
	if (claimant->is_lowered)
		tsop_write_integer(&p->line, "demand", claimant->cap);
}

static int write_seats(struct tsop_publishing *p, const struct tsop_claimant *claimant,
		       const uint16_t *held, struct tsop_error *err)
{
	const struct tsop_run *run = p->run;

	tsop_publish_begin(p, "seats");
	tsop_publish_claimant(p, claimant);
	if (claimant->municipality != NULL)
		tsop_write_text(&p->line, "name", claimant->municipality->name);
	tsop_write_decimal(&p->line, "weight", claimant->weight, run->claimants.places);
	if (run->has_people)
		tsop_write_integer(&p->line, "applied", claimant->applied);
	write_bounds(p, claimant);
	tsop_write_integer(&p->line, "seats", tsop_claimant_seats(claimant));
	tsop_write_integer(&p->line, "guaranteed", claimant->guaranteed);
	tsop_write_integer(&p->line, "by_key", claimant->by_key);
	tsop_write_integer(&p->line, "reserved", claimant->reserved);
	if (run->options->gives_courses) {
		write_held(p, claimant, held);
		tsop_write_integer(&p->line, "waiting", claimant->waiting);
	}
	tsop_buf_clear(&p->text);
	tsop_why_seats(&p->text, run, claimant);
	tsop_publish_built(p, "why");
	return tsop_publish_end(p, err);
}

static int write_all_seats(struct tsop_publishing *p, struct tsop_error *err)
{
	const struct tsop_run *run = p->run;
	const uint16_t *held = run->placement.held;

	for (size_t i = 0; i < run->claimants.n; i++) {
		const struct tsop_claimant *claimant = &run->claimants.rows[i];

		if (write_seats(p, claimant, held, err) != 0)
			return -1;
		if (run->options->gives_courses)
			held += claimant->reserved;
	}
	return 0;
}

/* The number of the wish that was met; one more than there are for a course not wished for. */
static size_t rank_of(const struct tsop_applicant *person, uint16_t course)
{
	size_t rank = 0;

	while (rank < person->n_wishes && person->wishes[rank] != course)
		rank++;
	return rank + 1;
}

static void write_place(struct tsop_publishing *p, const struct tsop_applicant *person,
			const struct tsop_standing *standing)
{
	const struct tsop_courses_row *course = &p->run->courses.rows[standing->course];

	tsop_write_text(&p->line, "course", course->id);
	tsop_write_text(&p->line, "state", "enrolled");
	if (person->n_wishes > 0)
		tsop_write_integer(&p->line, "rank", (int64_t)rank_of(person, standing->course));
	tsop_write_integer(&p->line, "meters", tsop_place_meters(person->municipality, course));
	if (person->fixed != NULL)
		tsop_write_text(&p->line, "fixed", person->fixed);
}

static void write_exclusions(struct tsop_publishing *p, const struct tsop_applicant *person)
{
	if (person->is_excluded == NULL)
		return;
	tsop_write_open(&p->line, "excluded", '[');
	for (size_t i = 0; i < p->run->courses.n; i++)
		if (person->is_excluded[i])
			tsop_write_element(&p->line, tsop_view_of(p->run->courses.rows[i].id));
	tsop_write_close(&p->line, ']');
}

/* The course that the person had in the earlier result, if it is another. */
static void write_from(struct tsop_publishing *p, size_t applicant)
{
	const struct tsop_run *run = p->run;
	uint16_t from;

	if (run->earlier.file == NULL)
		return;
	from = run->earlier.people[applicant].course;
	if (from != TSOP_ASSIGN_NO_COURSE && from != run->standings[applicant].course)
		tsop_write_text(&p->line, "from", run->courses.rows[from].id);
}

static int write_assignment(struct tsop_publishing *p, size_t applicant, struct tsop_error *err)
{
	const struct tsop_applicant *person = &p->run->applicants.rows[applicant];
	const struct tsop_standing *standing = &p->run->standings[applicant];

	tsop_publish_begin(p, "assignment");
	tsop_buf_clear(&p->text);
	tsop_buf_addf(&p->text, "e%" PRId64, person->number);
	tsop_publish_built(p, "enrollment");
	tsop_write_text(&p->line, "municipality", person->municipality->code);
	if (person->party != TSOP_ASSIGN_NO_PARTY) {
		tsop_buf_clear(&p->text);
		tsop_buf_addf(&p->text, "p%" PRIu32, person->party + 1);
		tsop_publish_built(p, "party");
	}
	if (standing->course != TSOP_ASSIGN_NO_COURSE) {
		write_place(p, person, standing);
	} else {
		tsop_write_null(&p->line, "course");
		tsop_write_text(&p->line, "state", "waiting");
		tsop_write_integer(&p->line, "position", (int64_t)standing->position);
	}
	write_exclusions(p, person);
	write_from(p, applicant);
	tsop_buf_clear(&p->text);
	tsop_why_person(&p->text, p->run, &p->loads, applicant);
	tsop_publish_built(p, "why");
	return tsop_publish_end(p, err);
}

/* Someone on the waiting list of a course. */
static int write_waiting(struct tsop_publishing *p, uint16_t course,
			 const struct tsop_waiting *waiting, struct tsop_error *err)
{
	const struct tsop_run *run = p->run;
	const struct tsop_applicant *person = &run->applicants.rows[waiting->applicant];
	uint16_t has = run->standings[waiting->applicant].course;

	tsop_publish_begin(p, "waiting");
	tsop_write_text(&p->line, "course", run->courses.rows[course].id);
	tsop_write_integer(&p->line, "position", (int64_t)waiting->position);
	tsop_buf_clear(&p->text);
	tsop_buf_addf(&p->text, "e%" PRId64, person->number);
	tsop_publish_built(p, "enrollment");
	if (person->n_wishes > 0)
		tsop_write_integer(&p->line, "rank", tsop_applicant_rank(person, course) + 1);
	if (has != TSOP_ASSIGN_NO_COURSE)
		tsop_write_text(&p->line, "has", run->courses.rows[has].id);
	return tsop_publish_end(p, err);
}

/* So many people ahead the memory is asked for what is scattered in it. */
enum { NEAR = 16, FAR = 32 };

static int write_list(struct tsop_publishing *p, uint16_t course, const struct tsop_waiting *list,
		      size_t n, struct tsop_error *err)
{
	const struct tsop_applicant *rows = p->run->applicants.rows;

	for (size_t i = 0; i < n; i++) {
		if (i + FAR < n) {
			__builtin_prefetch(&rows[list[i + FAR].applicant].number);
			__builtin_prefetch(&rows[list[i + FAR].applicant].wishes);
			__builtin_prefetch(&p->run->standings[list[i + FAR].applicant].course);
			__builtin_prefetch(rows[list[i + NEAR].applicant].wishes);
		}
		if (write_waiting(p, course, &list[i], err) != 0)
			return -1;
	}
	return 0;
}

static int write_lists(struct tsop_publishing *p, struct tsop_error *err)
{
	const struct tsop_run *run = p->run;
	const struct tsop_choice choice = tsop_run_choice(run);
	struct tsop_waiting_lists lists;
	int status = tsop_waiting_init(&lists, &choice, run->standings, err);

	for (size_t course = 0; course < run->courses.n && status == 0; course++)
		if (!run->courses.rows[course].is_closed)
			status = write_list(p, (uint16_t)course, lists.list,
					    tsop_waiting_list(&lists, (uint16_t)course), err);
	tsop_waiting_release(&lists);
	return status;
}

static int write_people(struct tsop_publishing *p, struct tsop_error *err)
{
	if (tsop_loads_init(&p->loads, p->run, err) != 0)
		return -1;
	for (size_t i = 0; i < p->run->applicants.n; i++)
		if (write_assignment(p, i, err) != 0)
			return -1;
	return write_lists(p, err);
}

static int write_all(struct tsop_publishing *p, struct tsop_error *err)
{
	if (write_allocation(p, err) != 0)
		return -1;
	if (p->run->options->gives_seats && write_all_seats(p, err) != 0)
		return -1;
	if (p->run->options->gives_courses && write_people(p, err) != 0)
		return -1;
	return tsop_publish_proof(p, err);
}

int tsop_run_publish(const struct tsop_run *run, struct tsop_output *out, struct tsop_error *err)
{
	struct tsop_publishing publishing = { .run = run, .out = out };
	int status;

	tsop_buf_init(&publishing.line);
	tsop_buf_init(&publishing.text);
	status = write_all(&publishing, err);
	tsop_loads_release(&publishing.loads);
	tsop_buf_release(&publishing.line);
	tsop_buf_release(&publishing.text);
	return status;
}
