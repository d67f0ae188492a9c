#include "allocate/key.h"

#include <stdlib.h>
#include <string.h>

#include "allocate/ids.h"
#include "allocate/weight.h"
#include "apportion/apportion.h"
#include "base/array.h"
#include "base/backlog.h"
#include "base/i18n.h"
#include "base/text.h"
#include "people/person.h"
#include "record/faults.h"

enum { CLAIMANT_MAX = 200 };

/* So many rows ahead the memory is asked for what is scattered in it. */
enum { AHEAD = 16 };

/* A row as it is read, smaller than a claimant: they are brought in order as they become such. */
struct row {
	const struct tsop_municipality *municipality;
	int64_t weight;
	unsigned long long line;
	int32_t guarantee, held, cap;
	uint8_t places;
};

/* A key while it is read. */
struct reading {
	const struct tsop_key_source *source;
	const char **ids; /* by row */
	struct row *rows;
	size_t n;
	size_t ids_cap, rows_cap;
	struct tsop_arena *arena;
	struct tsop_weight_column weights;
	struct tsop_buf text;
	const char *id_field;      /* the one that named the last claimant */
	struct tsop_faults faults; /* of the row */
};

static int read_municipality(struct reading *reading, const struct tsop_record *record,
			     const char *field, struct row *row, const char **id,
			     struct tsop_error *err)
{
	int status = tsop_record_text(record, field, &reading->text, err);

	if (status > 0 && !tsop_record_has(record, field))
		return tsop_record_fail(record, NULL, err,
					_("expected a municipality, code or claimant"));
	if (status > 0)
		return tsop_record_fail(record, field, err,
					_("expected the code or name of a municipality"));
	if (status < 0)
		return -1;
	if (tsop_municipality_find(tsop_buf_view(&reading->text), &row->municipality, err) != 0)
		return tsop_error_at(err, record->file, record->line, field);
	*id = row->municipality->code;
	return 0;
}

/* Where a row has a code and a name, that is no other municipality's. */
static int check_name(struct reading *reading, const struct tsop_record *record,
		      const struct row *row, struct tsop_error *err)
{
	const struct tsop_municipality *named;

	if (tsop_record_text(record, "municipality", &reading->text, NULL) != 0 ||
	    tsop_municipality_find(tsop_buf_view(&reading->text), &named, NULL) != 0 ||
	    named == row->municipality)
		return 0;
	return tsop_record_fail(record, "municipality", err,
				_("expected %s, whose code is %s, or the code of %s"),
				row->municipality->name, row->municipality->code, named->name);
}

static int read_claimant(struct reading *reading, const struct tsop_record *record,
			 const char **id, struct tsop_error *err)
{
	struct tsop_view name;
	int status = tsop_record_text(record, "claimant", &reading->text, err);

	if (status < 0)
		return -1;
	name = tsop_buf_view(&reading->text);
	if (status > 0 || name.len > CLAIMANT_MAX || tsop_text_control(name) < name.len)
		return tsop_record_fail(record, "claimant", err,
					_("expected a name of 1 to %d bytes on one line"),
					CLAIMANT_MAX);
	if (tsop_person_has_cpr(name))
		return tsop_record_fail(record, "claimant", err,
					_("holds what looks like a CPR number; leave it out"));
	*id = tsop_arena_copy(reading->arena, name);
	return *id == NULL ? tsop_fail_memory(err) : 0;
}

static int read_id(struct reading *reading, const struct tsop_record *record,
		   struct row *row, const char **id, struct tsop_error *err)
{
	if (tsop_record_has(record, "claimant")) {
		reading->id_field = "claimant";
		return read_claimant(reading, record, id, err);
	}
	reading->id_field = tsop_record_has(record, "code") ? "code" : "municipality";
	if (read_municipality(reading, record, reading->id_field, row, id, err) != 0)
		return -1;
	return check_name(reading, record, row, err);
}

/* The seats that a column says, where there is one. */
static void read_seats(struct reading *reading, const char *column, int32_t *seats)
{
	struct tsop_faults *faults = &reading->faults;
	struct tsop_error err;
	int64_t number = 0;
	int status;

	if (column == NULL)
		return;
	status = tsop_record_integer(faults->record, column, 0, TSOP_APPORTION_SEATS_MAX, &number,
				     &err);
	if (status > 0)
		tsop_faults_add(faults, column, _("expected a number of seats"));
	else if (status < 0)
		tsop_faults_note(faults, NULL, &err);
	*seats = (int32_t)number;
}

/* Room for one more row. */
static int make_room(struct reading *reading)
{
	const char **ids = tsop_array_room(reading->ids, reading->n, &reading->ids_cap, sizeof *ids);
	struct row *rows;

	if (ids == NULL)
		return -1;
	reading->ids = ids;
	rows = tsop_array_room(reading->rows, reading->n, &reading->rows_cap, sizeof *rows);
	if (rows == NULL)
		return -1;
	reading->rows = rows;
	return 0;
}

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	const struct tsop_key_source *source = reading->source;
	struct tsop_faults *faults = &reading->faults;
	bool has_id;
	struct row *row;

	if (make_room(reading) != 0)
		return tsop_fail_memory(err);
	row = &reading->rows[reading->n];
	*row = (struct row){ .line = record->line,
			     .guarantee = (int32_t)source->guarantee_of_all,
			     .cap = (int32_t)TSOP_APPORTION_SEATS_MAX };
	tsop_faults_begin(faults, record);
	has_id = read_id(reading, record, row, &reading->ids[reading->n], err) == 0;
	if (!has_id)
		tsop_faults_note(faults, NULL, err);
	if (tsop_weight_read(&reading->weights, record, &row->weight, &row->places, err) != 0)
		tsop_faults_note(faults, NULL, err);
	read_seats(reading, source->guarantee, &row->guarantee);
	read_seats(reading, source->held, &row->held);
	read_seats(reading, source->cap, &row->cap);
	reading->n += has_id; /* also with other faults, so that it is known when it comes again */
	return tsop_faults_end(faults, err);
}

static void report(const struct reading *reading, unsigned long long line, const char *field,
		   struct tsop_error *err, struct tsop_sink *sink)
{
	tsop_error_at(err, reading->source->file, line, field);
	tsop_sink_report(sink, err);
}

static int report_memory(struct tsop_sink *sink)
{
	struct tsop_error err;

	tsop_fail_memory(&err);
	tsop_sink_report(sink, &err);
	return -1;
}

/* Sorted, a claimant's rows stand together, as they are in the file. */
static int refuse_repeated(const struct reading *reading, const struct tsop_claimants *claimants,
			   struct tsop_sink *sink)
{
	size_t first = 0;

	for (size_t i = 1; i < claimants->n; i++) {
		const struct tsop_claimant *row = &claimants->rows[i];
		struct tsop_error err;

		if (strcmp(row->id, claimants->rows[first].id) != 0) {
			first = i;
			continue;
		}
		tsop_fail(&err, TSOP_INPUT, _("given before, in line %llu"),
			  claimants->rows[first].line);
		report(reading, row->line, reading->id_field, &err, sink);
	}
	return -1;
}

static int read_rows(struct reading *reading, const struct tsop_input_options *input,
		     struct tsop_sink *sink)
{
	const struct tsop_key_source *source = reading->source;
	const char *const columns[] = { "claimant|code|municipality", source->weight,
					source->guarantee, source->held, source->cap };
	const char *required[sizeof columns / sizeof columns[0] + 1] = { NULL };
	struct tsop_input_options options = *input;
	struct tsop_error err;
	size_t n = 0;

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (columns[i] != NULL)
			required[n++] = columns[i];
	options.required = required;
	if (tsop_input_each(source->file, &options, read_row, reading, sink) != 0)
		return -1;
	if (reading->n > 0)
		return 0;
	tsop_fail(&err, TSOP_INPUT, _("expected at least one row"));
	report(reading, 0, NULL, &err, sink);
	return -1;
}

static bool make_claimant(const struct reading *reading, size_t at, const char *id,
			  struct tsop_claimant *claimant)
{
	const struct row *row = &reading->rows[at];

	*claimant = (struct tsop_claimant){ .id = id,
					    .municipality = row->municipality,
					    .weight = row->weight,
					    .line = row->line,
					    .guarantee = row->guarantee,
					    .kept = row->held,
					    .cap = row->cap,
					    .places = row->places };
	return id != NULL;
}

/* The id of a row that comes to another place, lying there where it is looked for next. */
static const char *move_id(const struct reading *reading, size_t at)
{
	if (reading->rows[at].municipality != NULL)
		return reading->ids[at];
	return tsop_arena_copy(reading->arena, tsop_view_of(reading->ids[at]));
}

static bool make_in_order(const struct reading *reading, const struct tsop_ids_place *order,
			  struct tsop_claimants *claimants)
{
	for (size_t i = 0; i < reading->n; i++) {
		size_t at = order[i].at;

		if (i + 2 * AHEAD < reading->n)
			__builtin_prefetch(&reading->ids[order[i + 2 * AHEAD].at]);
		if (i + AHEAD < reading->n) {
			__builtin_prefetch(&reading->rows[order[i + AHEAD].at]);
			__builtin_prefetch(reading->ids[order[i + AHEAD].at]);
		}
		if (!make_claimant(reading, at, move_id(reading, at), &claimants->rows[i]))
			return false;
	}
	return true;
}

/* The rows become claimants, by id. */
static int arrange(const struct reading *reading, struct tsop_claimants *claimants, bool *repeated)
{
	struct tsop_ids_place *order;
	bool is_made = true;

	claimants->rows = calloc(reading->n, sizeof *claimants->rows);
	if (claimants->rows == NULL ||
	    tsop_ids_sort(reading->ids, reading->n, &order, repeated, NULL) != 0)
		return -1;
	claimants->n = claimants->cap = reading->n;
	if (order != NULL)
		is_made = make_in_order(reading, order, claimants);
	for (size_t i = 0; i < reading->n && order == NULL; i++)
		make_claimant(reading, i, reading->ids[i], &claimants->rows[i]);
	free(order);
	return is_made ? 0 : -1;
}

static int read_claimants(struct reading *reading, struct tsop_claimants *claimants,
			  const struct tsop_input_options *input, struct tsop_sink *sink)
{
	bool repeated;
	int status = read_rows(reading, input, sink);

	/* also where rows were refused, so that one run tells of all */
	if (reading->n == 0)
		return -1;
	if (arrange(reading, claimants, &repeated) != 0)
		return report_memory(sink);
	if (repeated)
		return refuse_repeated(reading, claimants, sink);
	if (status != 0)
		return -1;
	return tsop_weight_scale(&reading->weights, claimants, reading->source->file, sink);
}

int tsop_key_read(struct tsop_claimants *claimants, const struct tsop_key_source *source,
		  const struct tsop_input_options *input, struct tsop_arena *arena,
		  struct tsop_sink *sink)
{
	struct reading reading = { .source = source,
				   .arena = arena,
				   .weights = { .name = source->weight } };
	struct tsop_backlog backlog; /* a claimant that comes again is found last */
	int status;

	tsop_backlog_open(&backlog, sink);
	tsop_faults_init(&reading.faults, &backlog.sink, TSOP_INPUT);
	*claimants = (struct tsop_claimants){ 0 };
	tsop_buf_init(&reading.text);
	tsop_buf_init(&reading.weights.text);
	status = read_claimants(&reading, claimants, input, &backlog.sink);
	tsop_backlog_close(&backlog);
	tsop_buf_release(&reading.text);
	tsop_buf_release(&reading.weights.text);
	free(reading.ids);
	free(reading.rows);
	return status;
}
