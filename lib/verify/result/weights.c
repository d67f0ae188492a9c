#include "verify/result/weights.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "verify/result/decimals.h"
#include "verify/result/row.h"

enum { CLAIMANT_MAX = 200 };
enum { WEIGHT, GUARANTEE, CAP, KEPT, COLUMNS };

struct reading {
	struct tsop_result *result;
	struct tsop_checking *checking;
	const char *columns[COLUMNS]; /* NULL: none */
	unsigned long long *lines; /* [claimants] of their rows; 0: none so far */
	size_t guess, n;
	struct tsop_decimals weights;
	struct tsop_faults faults; /* of the row */
	struct tsop_buf text, other;
};

static bool read_claimant(struct reading *reading, const char **id)
{
	struct tsop_faults *faults = &reading->faults;
	struct tsop_buf *text = &reading->text;
	struct tsop_error err;
	int status = tsop_record_text(faults->record, "claimant", text, &err);

	if (status < 0) {
		tsop_faults_note(faults, NULL, &err);
		return false;
	}
	*id = text->p;
	if (status == 0 && text->len <= CLAIMANT_MAX &&
	    tsop_text_control(tsop_buf_view(text)) == text->len)
		return tsop_row_check_cpr(faults, "claimant", tsop_buf_view(text));
	tsop_faults_add(faults, "claimant", _("expected a name of 1 to %d bytes on one line"),
			CLAIMANT_MAX);
	return false;
}

/* Where a row has a code and a name, that is no other municipality's. */
static bool check_name(struct reading *reading, const struct tsop_municipality *municipality)
{
	const struct tsop_record *record = reading->faults.record;
	const struct tsop_municipality *named;
	struct tsop_error err = { .code = TSOP_OK };

	if (tsop_record_text(record, "municipality", &reading->other, &err) != 0 ||
	    tsop_municipality_find(tsop_buf_view(&reading->other), &named, &err) != 0 ||
	    named == municipality)
		return err.code != TSOP_SYSTEM || tsop_faults_note(&reading->faults, NULL, &err) == 0;
	tsop_faults_add(&reading->faults, "municipality",
			_("expected %s, whose code is %s, or the code of %s"), municipality->name,
			municipality->code, named->name);
	return false;
}

/* The id of the row's claimant, borrowed until the next reading, and the field that says it. */
static bool read_id(struct reading *reading, const char **id, const char **field)
{
	struct tsop_faults *faults = &reading->faults;
	const struct tsop_municipality *municipality;

	*field = "claimant";
	if (tsop_record_has(faults->record, *field))
		return read_claimant(reading, id);
	*field = tsop_record_has(faults->record, "code") ? "code" : "municipality";
	if (!tsop_record_has(faults->record, *field)) {
		tsop_faults_add(faults, NULL, _("expected a municipality, code or claimant"));
		return false;
	}
	if (!tsop_row_municipality(faults, *field, &reading->text, &municipality,
				      _("expected the code or name of a municipality")))
		return false;
	*id = municipality->code;
	return check_name(reading, municipality);
}

static bool is_same_weight(const struct tsop_result *result, const struct tsop_result_seats *row,
			   int64_t weight, unsigned places)
{
	tsop_int128 scaled = weight;

	for (unsigned i = places; i < result->places; i++)
		scaled *= 10;
	return places <= result->places && scaled == row->weight;
}

/* A row of the key. */
struct row {
	int64_t weight;
	unsigned places;
	int64_t bounds[COLUMNS]; /* -1: there is no column of them */
};

static void read_row(struct reading *reading, struct row *row)
{
	tsop_decimals_read(&reading->weights, &reading->faults, &row->weight, &row->places);
	for (int i = GUARANTEE; i < COLUMNS; i++) {
		row->bounds[i] = -1;
		if (reading->columns[i] != NULL)
			tsop_row_integer(&reading->faults, reading->columns[i], 0,
					    TSOP_RESULT_SEATS_MAX, &row->bounds[i],
					    _("expected a number of seats"));
	}
}

static void compare(const struct reading *reading, const struct row *row,
		    struct tsop_result_seats *seats)
{
	const struct tsop_record *record = reading->faults.record;

	if (!is_same_weight(reading->result, seats, row->weight, row->places))
		tsop_checking_fault(reading->checking, seats->line, "weight",
				    _("%s: not the %s in line %llu of %s"), seats->id,
				    reading->columns[WEIGHT], record->line, record->file);
	if (row->bounds[GUARANTEE] >= 0 && row->bounds[GUARANTEE] != seats->guarantee)
		tsop_checking_fault(reading->checking, seats->line, "guarantee",
				    _("%s: not the %s in line %llu of %s"), seats->id,
				    reading->columns[GUARANTEE], record->line, record->file);
	seats->key_cap = row->bounds[CAP];
	seats->key_kept = row->bounds[KEPT];
}

static int check_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_result *result = reading->result;
	size_t claimant = result->n_seats;
	const char *id = NULL, *field;
	struct row row;
	bool has_id;

	tsop_faults_begin(&reading->faults, record);
	reading->n++;
	has_id = read_id(reading, &id, &field);
	if (has_id)
		claimant = tsop_result_find_seats(result, id, &reading->guess);
	read_row(reading, &row);
	if (has_id && claimant == result->n_seats)
		tsop_checking_fault_at(reading->checking, record->file, record->line, NULL,
				       _("%s: has no seats record in the result"), id);
	if (claimant == result->n_seats)
		return tsop_faults_end(&reading->faults, err);
	if (reading->lines[claimant] > 0)
		tsop_faults_add(&reading->faults, field, _("given before, in line %llu"),
				reading->lines[claimant]);
	else
		reading->lines[claimant] = record->line;
	if (reading->faults.n == 0)
		compare(reading, &row, &result->seats[claimant]);
	return tsop_faults_end(&reading->faults, err);
}

/* What a key has to have columns of. */
static void list_required(const struct reading *reading, const char *required[COLUMNS + 2])
{
	size_t n = 0;

	required[n++] = "claimant|code|municipality";
	for (int i = 0; i < COLUMNS; i++)
		if (reading->columns[i] != NULL)
			required[n++] = reading->columns[i];
	required[n] = NULL;
}

static int read_key(struct reading *reading)
{
	const struct tsop_result *result = reading->result;
	struct tsop_checking *checking = reading->checking;
	struct tsop_input_options input = checking->input;
	const char *required[COLUMNS + 2];
	struct tsop_error err;

	list_required(reading, required);
	input.required = required;
	if (tsop_input_each(checking->options->key, &input, check_row, reading, checking->sink) != 0)
		return -1;
	if (reading->n == 0) {
		tsop_fail(&err, TSOP_INPUT, _("expected at least one row"));
		tsop_error_at(&err, checking->options->key, 0, NULL);
		tsop_sink_report(checking->sink, &err);
		return -1;
	}
	for (size_t i = 0; i < result->n_seats; i++)
		if (reading->lines[i] == 0)
			tsop_checking_fault(checking, result->seats[i].line, NULL,
					    _("%s: no row of the key"), result->seats[i].id);
	return 0;
}

/* The fields that the columns named by the result fill. */
static int find_columns(struct reading *reading, struct tsop_error *err)
{
	const struct tsop_result_header *header = &reading->result->header;
	const char *const names[COLUMNS] = {
		[WEIGHT] = header->key_column,
		[GUARANTEE] = header->guarantee_column,
		[CAP] = header->cap_column,
		[KEPT] = header->held_column,
	};

	for (size_t i = 0; i < COLUMNS; i++) {
		if (names[i] == NULL)
			continue;
		if (tsop_columns_field(reading->checking->input.columns, tsop_view_of(names[i]),
				       &reading->columns[i], err) != 0)
			return -1;
		if (reading->columns[i] == NULL)
			reading->columns[i] = names[i];
	}
	return 0;
}

int tsop_weights_check(struct tsop_result *result, struct tsop_checking *checking,
		       struct tsop_error *err)
{
	struct reading reading = { .result = result, .checking = checking };
	int status;

	if (find_columns(&reading, err) != 0)
		return -1;
	reading.lines = calloc(result->n_seats + 1, sizeof *reading.lines);
	if (reading.lines == NULL)
		return tsop_fail_memory(err);
	tsop_faults_init(&reading.faults, checking->sink, TSOP_INPUT);
	tsop_decimals_init(&reading.weights, reading.columns[WEIGHT], false);
	tsop_buf_init(&reading.text);
	tsop_buf_init(&reading.other);
	status = read_key(&reading);
	tsop_decimals_release(&reading.weights);
	tsop_buf_release(&reading.text);
	tsop_buf_release(&reading.other);
	free(reading.lines);
	return status;
}
