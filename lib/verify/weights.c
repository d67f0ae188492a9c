#include "verify/weights.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

struct reading {
	const struct tsop_result *result;
	struct tsop_checking *checking;
	const char *column;
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
	size_t behind;

	if (read_text(reading, record, reading->column, err) != 0)
		return -1;
	mark = strpbrk(reading->text.p, ".,");
	behind = mark == NULL ? 0 : strlen(mark + 1);
	*places = behind > TSOP_RESULT_PLACES_MAX ? TSOP_RESULT_PLACES_MAX : (unsigned)behind;
	if (tsop_num_read_decimal(tsop_buf_view(&reading->text), mark == NULL ? '.' : *mark,
				  *places, TSOP_RESULT_WEIGHT_MAX, weight, err) != 0)
		return tsop_error_at(err, record->file, record->line, reading->column);
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

static int check_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	const struct tsop_result *result = reading->result;
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
				    result->seats[claimant].id, reading->column, record->line,
				    record->file);
	return 0;
}

static int read_key(struct reading *reading)
{
	const struct tsop_result *result = reading->result;
	struct tsop_checking *checking = reading->checking;
	int status = tsop_input_each(checking->options->key, &checking->input, check_row, reading,
				     checking->sink);

	for (size_t i = 0; i < result->n_seats && status == 0; i++)
		if (!reading->seen[i])
			tsop_checking_fault(checking, result->seats[i].line, NULL,
					    _("%s: no row of the key"), result->seats[i].id);
	return status;
}

int tsop_weights_check(const struct tsop_result *result, struct tsop_checking *checking,
		       struct tsop_error *err)
{
	struct reading reading = { .result = result, .checking = checking,
				   .column = result->header.key_column };
	const char *column;
	int status;

	if (tsop_columns_field(checking->input.columns, tsop_view_of(reading.column), &column,
			       err) != 0)
		return -1;
	if (column != NULL)
		reading.column = column;
	reading.seen = calloc(result->n_seats + 1, sizeof *reading.seen);
	if (reading.seen == NULL)
		return tsop_fail_memory(err);
	tsop_buf_init(&reading.text);
	status = read_key(&reading);
	tsop_buf_release(&reading.text);
	free(reading.seen);
	return status;
}
