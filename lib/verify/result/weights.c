#include "verify/result/weights.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

enum { WEIGHT, GUARANTEE, CAP, KEPT, COLUMNS };

struct reading {
	struct tsop_result *result;
	struct tsop_checking *checking;
	const char *columns[COLUMNS]; /* NULL: none */
	bool *seen; /* by claimant */
	size_t guess;
	struct tsop_buf text;
};

/* The text of a field in reading->text: a cell or string decoded, a number as it stands. */
static int read_text(struct reading *reading, const struct tsop_record *record, const char *name,
		     struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(record, name);
	int status;

	if (field != NULL && field->kind == TSOP_KIND_NUMBER) {
		tsop_buf_clear(&reading->text);
		return tsop_buf_add_view(&reading->text, field->value);
	}
	status = tsop_record_text(record, name, &reading->text, err);
	if (status > 0)
		return tsop_record_fail(record, name, err, _("missing"));
	return status;
}

/* The id of the row's claimant; borrowed until the next reading. */
static int read_id(struct reading *reading, const struct tsop_record *record, const char **id,
		   struct tsop_error *err)
{
	static const char *const names[] = { "claimant", "code", "municipality" };
	const struct tsop_municipality *municipality;
	size_t i = 0;

	while (i < 2 && tsop_record_get(record, names[i]) == NULL)
		i++;
	if (read_text(reading, record, names[i], err) != 0)
		return -1;
	*id = reading->text.p;
	if (i == 0)
		return 0;
	if (tsop_municipality_find(tsop_buf_view(&reading->text), &municipality, err) != 0)
		return tsop_error_at(err, record->file, record->line, names[i]);
	*id = municipality->code;
	return 0;
}

/* The weight without the zeros at the end of its decimals. */
static int read_weight(struct reading *reading, const struct tsop_record *record, int64_t *weight,
		       unsigned *places, struct tsop_error *err)
{
	const char *mark;
	char point = '.';
	size_t behind;

	if (read_text(reading, record, reading->columns[WEIGHT], err) != 0)
		return -1;
	mark = strpbrk(reading->text.p, ".,");
	behind = mark == NULL ? 0 : strlen(mark + 1);
	if (mark != NULL)
		point = *mark;
	*places = behind > TSOP_RESULT_PLACES_MAX ? TSOP_RESULT_PLACES_MAX : (unsigned)behind;
	if (tsop_num_read_decimal(tsop_buf_view(&reading->text), point, *places,
				  TSOP_RESULT_WEIGHT_MAX, weight, err) != 0)
		return tsop_error_at(err, record->file, record->line, reading->columns[WEIGHT]);
	for (; *places > 0 && *weight % 10 == 0; --*places)
		*weight /= 10;
	return 0;
}

static bool is_same_weight(const struct tsop_result *result, const struct tsop_result_seats *row,
			   int64_t weight, unsigned places)
{
	tsop_int128 scaled = weight;

	for (unsigned i = places; i < result->places; i++)
		scaled *= 10;
	return places <= result->places && scaled == row->weight;
}

static int read_bound(const struct reading *reading, const struct tsop_record *record, int column,
		      int64_t *bound, struct tsop_error *err)
{
	const char *name = reading->columns[column];
	int status;

	if (name == NULL)
		return 0;
	status = tsop_record_integer(record, name, 0, TSOP_RESULT_SEATS_MAX, bound, err);
	return status > 0 ? tsop_record_fail(record, name, err, _("missing")) : status;
}

static int read_bounds(const struct reading *reading, const struct tsop_record *record,
		       struct tsop_result_seats *row, struct tsop_error *err)
{
	int64_t guarantee = row->guarantee;

	if (read_bound(reading, record, GUARANTEE, &guarantee, err) != 0 ||
	    read_bound(reading, record, CAP, &row->key_cap, err) != 0 ||
	    read_bound(reading, record, KEPT, &row->key_kept, err) != 0)
		return -1;
	if (guarantee != row->guarantee)
		tsop_checking_fault(reading->checking, row->line, "guarantee",
				    _("%s: not the %s in line %llu of %s"), row->id,
				    reading->columns[GUARANTEE], record->line, record->file);
	return 0;
}

static int check_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_result *result = reading->result;
	const char *id = NULL;
	int64_t weight;
	unsigned places;
	size_t claimant;

	if (read_id(reading, record, &id, err) != 0)
		return -1;
	claimant = tsop_result_find_seats(result, id, &reading->guess);
	if (claimant == result->n_seats) {
		tsop_checking_fault_at(reading->checking, record->file, record->line, NULL,
				       _("%s: has no seats record in the result"), id);
		return 0;
	}
	if (reading->seen[claimant])
		return tsop_record_fail(record, NULL, err, _("%s: given before"), id);
	reading->seen[claimant] = true;
	if (read_weight(reading, record, &weight, &places, err) != 0)
		return -1;
	if (!is_same_weight(result, &result->seats[claimant], weight, places))
		tsop_checking_fault(reading->checking, result->seats[claimant].line, "weight",
				    _("%s: not the %s in line %llu of %s"),
				    result->seats[claimant].id, reading->columns[WEIGHT],
				    record->line, record->file);
	return read_bounds(reading, record, &result->seats[claimant], err);
}

static int read_key(struct reading *reading)
{
	const struct tsop_result *result = reading->result;
	struct tsop_checking *checking = reading->checking;
	const char *const required[] = { "claimant|code|municipality", reading->columns[WEIGHT],
					 NULL };
	struct tsop_input_options input = checking->input;
	int status;

	input.required = required;
	status = tsop_input_each(checking->options->key, &input, check_row, reading, checking->sink);

	for (size_t i = 0; i < result->n_seats && status == 0; i++)
		if (!reading->seen[i])
			tsop_checking_fault(checking, result->seats[i].line, NULL,
					    _("%s: no row of the key"), result->seats[i].id);
	return status;
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
	reading.seen = calloc(result->n_seats + 1, sizeof *reading.seen);
	if (reading.seen == NULL)
		return tsop_fail_memory(err);
	tsop_buf_init(&reading.text);
	status = read_key(&reading);
	tsop_buf_release(&reading.text);
	free(reading.seen);
	return status;
}
