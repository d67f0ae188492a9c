#include "report/model.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/num.h"
#include "report/basis.h"
#include "report/reader.h"
#include "report/tally.h"

enum { RESERVED_AT_MAX = 100000 };

enum phase { EXPECT_ALLOCATION, EXPECT_SEATS, EXPECT_ASSIGNMENT, EXPECT_WAITING, AT_END };

/* One pass over the stream. */
struct reading {
	struct tsop_model *model;
	const char *name; /* of the input */
	struct tsop_reader reader;
	enum phase phase;
	size_t n_errors;                /* before the present record */
	unsigned long long header_line; /* 0: no header, or a bad one */
	bool has_bad_seats;             /* a municipality may be missing for it */
	bool is_over;                   /* something behind the proof was refused */
	int64_t last_number;            /* of the last enrollment id */
	struct tsop_tally tally;
};

/* Is nothing wrong with the present record so far? */
static bool is_clean(const struct reading *reading)
{
	return reading->reader.sink->n == reading->n_errors;
}

/* What this stream is was told; nothing that follows is looked at. */
static void give_up(struct reading *reading)
{
	reading->phase = AT_END;
	reading->is_over = true;
}

static void read_allocation(struct reading *reading)
{
	if (tsop_record_get(reading->reader.record, "seats") == NULL) {
		tsop_reader_refuse(&reading->reader, "seats",
				   _("missing: expected what tsop-allocate run or seats prints"));
		give_up(reading);
		return;
	}
	if (tsop_basis_read(reading->model, &reading->reader, &reading->tally))
		reading->header_line = reading->reader.record->line;
}

/* Does the record belong to the allocation of the header? */
static void check_allocation(struct reading *reading)
{
	struct tsop_reader *reader = &reading->reader;

	if (tsop_reader_look(reader, "allocation", TSOP_REQUIRED) && reading->header_line > 0 &&
	    !tsop_view_is(tsop_buf_view(&reader->text), reading->model->id))
		tsop_reader_refuse(reader, "allocation", _("expected %s, as in the first record"),
				   reading->model->id);
}

static int compare_course(const void *id, const void *course)
{
	return strcmp(id, ((const struct tsop_model_course *)course)->id);
}

const struct tsop_model_course *tsop_model_course(const struct tsop_model *model, const char *id)
{
	if (model->n_courses == 0)
		return NULL;
	return bsearch(id, model->courses, model->n_courses, sizeof *model->courses,
		       compare_course);
}

/* What is counted of the course; NULL where it is none of the allocation's. */
static struct tsop_tally_sums *find_course(struct reading *reading, const char *id)
{
	const struct tsop_model_course *course = tsop_model_course(reading->model, id);

	return course == NULL ? NULL : &reading->tally.courses[course - reading->model->courses];
}

static int compare_claimant(const void *code, const void *claimant)
{
	return strcmp(code, ((const struct tsop_model_claimant *)claimant)->municipality->code);
}

static size_t find_claimant(const struct tsop_model *model, const char *code)
{
	const struct tsop_model_claimant *found =
		bsearch(code, model->claimants, model->n_claimants, sizeof *found,
			compare_claimant);

	return found == NULL ? model->n_claimants : (size_t)(found - model->claimants);
}

/* The municipality of a seats record: a known one, behind the one before it. */
static const struct tsop_municipality *take_municipality(struct reading *reading)
{
	struct tsop_reader *reader = &reading->reader;
	const struct tsop_model *model = reading->model;
	const struct tsop_municipality *found, *last;

	if (tsop_record_get(reader->record, "claimant") != NULL) {
		tsop_reader_refuse(reader, "claimant",
				   _("expected municipalities: the key is one of others"));
		give_up(reading);
		return NULL;
	}
	if (!tsop_reader_look(reader, "municipality", TSOP_REQUIRED))
		return NULL;
	found = tsop_municipality_by_code(tsop_buf_view(&reader->text));
	if (found == NULL) {
		tsop_reader_refuse(reader, "municipality",
				   _("expected the code of a municipality, not '%s'"),
				   reader->text.p);
		return NULL;
	}
	if (model->n_claimants == 0)
		return found;
	last = model->claimants[model->n_claimants - 1].municipality;
	if (strcmp(last->code, found->code) < 0)
		return found;
	tsop_reader_refuse(reader, "municipality",
			   _("expected seats by code, each municipality once, not %s behind %s"),
			   found->code, last->code);
	return NULL;
}

/* Of a key: up to nine places, and 10^18 in units of the last that it has. */
static void take_weight(struct reading *reading, const char **weight)
{
	const char *point;
	size_t places;
	struct tsop_error err;
	int64_t scaled;

	if (!tsop_reader_text(&reading->reader, "weight", TSOP_REQUIRED, weight))
		return;
	point = strchr(*weight, '.');
	places = point == NULL ? 0 : strlen(point + 1);
	if (tsop_num_read_decimal(tsop_view_of(*weight), '.', places < 9 ? (unsigned)places : 9,
				  INT64_MAX, &scaled, &err) != 0)
		tsop_reader_refuse(&reading->reader, "weight", "%s", err.text);
}

static void take_reserved_at(struct reading *reading, struct tsop_model_claimant *claimant)
{
	struct tsop_reader *reader = &reading->reader;
	struct tsop_error err;
	int status = tsop_record_strings(reader->record, "reserved_at", &reading->model->arena,
					 RESERVED_AT_MAX, &claimant->reserved_at,
					 &claimant->n_reserved_at, &err);

	if (!tsop_reader_took(reader, "reserved_at", TSOP_OPTIONAL, status, &err) ||
	    reading->header_line == 0)
		return;
	for (size_t i = 0; i < claimant->n_reserved_at; i++) {
		struct tsop_tally_sums *course = find_course(reading, claimant->reserved_at[i]);

		if (course != NULL)
			course->reserved++;
		else
			tsop_reader_refuse(reader, "reserved_at",
					   _("expected courses of the allocation"));
	}
}

static void read_seats(struct reading *reading)
{
	struct tsop_reader *reader = &reading->reader;
	struct tsop_model *model = reading->model;
	struct tsop_model_claimant claimant = { 0 };
	enum tsop_need applied = model->has_applicants ? TSOP_REQUIRED : TSOP_OPTIONAL;
	enum tsop_need waiting = model->has_people ? TSOP_REQUIRED : TSOP_OPTIONAL;
	int64_t sum;

	tsop_reader_version(reader);
	check_allocation(reading);
	claimant.municipality = take_municipality(reading);
	take_weight(reading, &claimant.weight);
	tsop_reader_count(reader, "applied", applied, &claimant.applied);
	tsop_reader_count(reader, "seats", TSOP_REQUIRED, &claimant.seats);
	tsop_reader_count(reader, "guaranteed", TSOP_REQUIRED, &claimant.guaranteed);
	tsop_reader_count(reader, "by_key", TSOP_REQUIRED, &claimant.by_key);
	tsop_reader_count(reader, "reserved", TSOP_REQUIRED, &claimant.reserved);
	tsop_reader_count(reader, "waiting", waiting, &claimant.waiting);
	take_reserved_at(reading, &claimant);
	sum = claimant.guaranteed + claimant.by_key;
	if (is_clean(reading) && claimant.seats != sum)
		tsop_reader_refuse(reader, "seats",
				   _("expected the sum of guaranteed and by_key: %lld"),
				   (long long)sum);
	if (claimant.municipality == NULL) {
		reading->has_bad_seats = true;
		return;
	}
	reading->tally.claimants[model->n_claimants].line = reader->record->line;
	model->claimants[model->n_claimants++] = claimant;
}

/* "e17", its number over the one before; the id is in the reader's text. */
static bool check_enrollment(struct reading *reading)
{
	struct tsop_reader *reader = &reading->reader;
	struct tsop_error err;
	struct tsop_view number;
	int64_t value;

	if (!tsop_reader_look(reader, "enrollment", TSOP_REQUIRED))
		return false;
	number = (struct tsop_view){ reader->text.p + 1, reader->text.len - 1 };
	if (reader->text.p[0] != 'e' || number.p[0] < '1' ||
	    tsop_num_read(number, 1, INT64_MAX, &value, &err) != 0) {
		tsop_reader_refuse(reader, "enrollment",
				   _("expected e and a number, as in e17"));
		return false;
	}
	if (value <= reading->last_number) {
		tsop_reader_refuse(reader, "enrollment",
				   _("expected assignments by number, each once, not e%lld "
				     "behind e%lld"),
				   (long long)value, (long long)reading->last_number);
		return false;
	}
	reading->last_number = value;
	return true;
}

static bool look_for_claimant(struct reading *reading, size_t *claimant)
{
	struct tsop_reader *reader = &reading->reader;

	if (!tsop_reader_look(reader, "municipality", TSOP_REQUIRED))
		return false;
	*claimant = find_claimant(reading->model, reader->text.p);
	if (*claimant < reading->model->n_claimants)
		return true;
	if (!reading->has_bad_seats)
		tsop_reader_refuse(reader, "municipality",
				   _("expected a municipality of the seats records, not '%s'"),
				   reader->text.p);
	return false;
}

static void take_waiting(struct reading *reading, size_t claimant)
{
	struct tsop_reader *reader = &reading->reader;
	struct tsop_tally_waiting waiting = { .claimant = claimant, .line = reader->record->line };
	struct tsop_error err;

	if (tsop_reader_look(reader, "course", TSOP_OPTIONAL))
		tsop_reader_refuse(reader, "course", _("expected null: the state is waiting"));
	if (tsop_reader_count(reader, "position", TSOP_REQUIRED, &waiting.position) &&
	    tsop_reader_text(reader, "enrollment", TSOP_REQUIRED, &waiting.enrollment) &&
	    tsop_tally_wait(&reading->tally, waiting, &err) != 0)
		tsop_sink_report(reader->sink, &err);
}

static void take_enrolled(struct reading *reading, size_t claimant)
{
	struct tsop_reader *reader = &reading->reader;
	struct tsop_tally_sums *course;

	if (!tsop_reader_look(reader, "course", TSOP_REQUIRED))
		return;
	course = find_course(reading, reader->text.p);
	if (course == NULL) {
		tsop_reader_refuse(reader, "course", _("expected a course of the allocation"));
		return;
	}
	course->enrolled++;
	reading->tally.claimants[claimant].enrolled++;
}

static void read_assignment(struct reading *reading)
{
	struct tsop_reader *reader = &reading->reader;
	size_t claimant;
	bool is_known;

	tsop_reader_version(reader);
	check_allocation(reading);
	is_known = check_enrollment(reading);
	is_known = look_for_claimant(reading, &claimant) && is_known;
	if (!tsop_reader_look(reader, "state", TSOP_REQUIRED) || !is_known ||
	    reading->header_line == 0)
		return;
	if (tsop_view_is(tsop_buf_view(&reader->text), "waiting"))
		take_waiting(reading, claimant);
	else if (tsop_view_is(tsop_buf_view(&reader->text), "enrolled"))
		take_enrolled(reading, claimant);
	else
		tsop_reader_refuse(reader, "state", _("expected enrolled or waiting"));
}

/* Of a course's waiting list, which is not reported. */
static void read_waiting(struct reading *reading)
{
	struct tsop_reader *reader = &reading->reader;
	int64_t position;

	tsop_reader_version(reader);
	check_allocation(reading);
	tsop_reader_look(reader, "enrollment", TSOP_REQUIRED);
	tsop_reader_count(reader, "position", TSOP_REQUIRED, &position);
	if (tsop_reader_look(reader, "course", TSOP_REQUIRED) && reading->header_line > 0 &&
	    find_course(reading, reader->text.p) == NULL)
		tsop_reader_refuse(reader, "course", _("expected a course of the allocation"));
}

static void read_proof(struct reading *reading)
{
	tsop_reader_version(&reading->reader);
	check_allocation(reading);
}

/* The kinds of records: while which phases one may come, and the phase behind it. */
static const struct kind {
	const char *type;
	enum phase first, last, next;
	void (*read)(struct reading *reading);
} kinds[] = {
	{ "allocation", EXPECT_ALLOCATION, EXPECT_ALLOCATION, EXPECT_SEATS, read_allocation },
	{ "seats", EXPECT_SEATS, EXPECT_SEATS, EXPECT_SEATS, read_seats },
	{ "assignment", EXPECT_SEATS, EXPECT_ASSIGNMENT, EXPECT_ASSIGNMENT, read_assignment },
	{ "waiting", EXPECT_SEATS, EXPECT_WAITING, EXPECT_WAITING, read_waiting },
	{ "proof", EXPECT_SEATS, EXPECT_WAITING, AT_END, read_proof },
};

/* Tell once that the stream goes on behind its end. */
static void refuse_rest(struct reading *reading)
{
	if (!reading->is_over)
		tsop_reader_refuse(&reading->reader, "type", _("expected nothing behind the proof"));
	reading->is_over = true;
}

/* Tell of a record in the wrong place; false where it is not even read. */
static bool is_in_place(struct reading *reading, const struct kind *kind)
{
	struct tsop_reader *reader = &reading->reader;

	if (reading->phase >= kind->first && reading->phase <= kind->last)
		return true;
	if (reading->phase == AT_END) {
		refuse_rest(reading);
		return false;
	}
	if (reading->phase == EXPECT_ALLOCATION)
		tsop_reader_refuse(reader, "type", _("expected an allocation as the first record"));
	else
		tsop_reader_refuse(reader, "type",
				   _("out of order: an allocation is followed by seats, then "
				     "assignments, waiting lists, then a proof"));
	return kind->first > EXPECT_ALLOCATION;
}

static void read_kind(struct reading *reading, const struct kind *kind)
{
	if (!is_in_place(reading, kind))
		return;
	kind->read(reading);
	reading->phase = kind->next > reading->phase ? kind->next : reading->phase;
}

/* What is no record of an allocation. Where the first is none, the rest is not looked at. */
static void read_other(struct reading *reading, struct tsop_view type)
{
	struct tsop_reader *reader = &reading->reader;

	if (reading->phase == EXPECT_ALLOCATION) {
		if (tsop_view_is(type, "draw"))
			tsop_reader_refuse(reader, NULL,
					   _("no allocation: a draw is needed; see tsop-allocate "
					     "draw"));
		else
			tsop_reader_refuse(reader, "type",
					   _("expected an allocation as the first record"));
		give_up(reading);
	} else if (reading->phase == AT_END) {
		refuse_rest(reading);
	} else {
		tsop_reader_refuse(reader, "type", _("expected seats, assignment, waiting or proof"));
	}
}

static int read_record(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_view type = { "", 0 };

	(void)err;
	reading->reader.record = record;
	reading->n_errors = reading->reader.sink->n;
	if (tsop_reader_look(&reading->reader, "type", TSOP_OPTIONAL))
		type = tsop_buf_view(&reading->reader.text);
	else if (!is_clean(reading))
		return 0;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (tsop_view_is(type, kinds[i].type)) {
			read_kind(reading, &kinds[i]);
			return 0;
		}
	}
	read_other(reading, type);
	return 0;
}

static void check_end(struct reading *reading)
{
	struct tsop_error err;

	if (reading->phase == EXPECT_ALLOCATION)
		tsop_fail(&err, TSOP_INPUT, _("expected an allocation, found no record"));
	else
		tsop_fail(&err, TSOP_INPUT, _("cut off: expected a proof as the last record"));
	if (reading->phase == AT_END)
		return;
	tsop_error_at(&err, reading->name, 0, NULL);
	tsop_sink_report(reading->reader.sink, &err);
}

static int open_reading(struct reading *reading, struct tsop_model *model, struct tsop_sink *sink)
{
	size_t n;

	tsop_municipalities(&n);
	tsop_reader_init(&reading->reader, &model->arena, sink);
	tsop_tally_init(&reading->tally);
	model->claimants = tsop_arena_take(&model->arena, n, sizeof *model->claimants);
	reading->tally.claimants =
		tsop_arena_take(&model->arena, n, sizeof *reading->tally.claimants);
	return model->claimants == NULL || reading->tally.claimants == NULL ? -1 : 0;
}

int tsop_model_read(struct tsop_model *model, const char *name,
		    const struct tsop_input_options *options, struct tsop_sink *sink)
{
	struct reading reading = { .model = model, .name = name };
	size_t errors = sink->n;
	struct tsop_error err;

	*model = (struct tsop_model){ 0 };
	tsop_arena_init(&model->arena);
	if (open_reading(&reading, model, sink) != 0) {
		tsop_fail_memory(&err);
		tsop_sink_report(sink, &err);
	} else {
		tsop_input_each(name, options, read_record, &reading, sink);
	}
	if (sink->n == errors)
		check_end(&reading);
	if (sink->n == errors)
		tsop_tally_check(&reading.tally, model, name, reading.header_line, sink);
	if (sink->n == errors)
		tsop_tally_line_up(&reading.tally, model, name, sink);
	tsop_tally_release(&reading.tally);
	tsop_reader_release(&reading.reader);
	return sink->n == errors ? 0 : -1;
}

void tsop_model_release(struct tsop_model *model)
{
	tsop_arena_release(&model->arena);
}
