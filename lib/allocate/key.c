#include "allocate/key.h"

#include <string.h>

#include "apportion/apportion.h"
#include "base/i18n.h"
#include "base/map.h"
#include "base/num.h"
#include "base/text.h"

enum { PLACES_MAX = 9, CLAIMANT_MAX = 200 };

/* A key while it is read. */
struct reading {
	struct tsop_claimants *claimants;
	const char *file;
	const char *column;
	struct tsop_arena *arena;
	struct tsop_map ids; /* to the index of the row */
	struct tsop_buf text;
	char mark; /* the decimal mark of the column, once one was seen */
};

static bool has_column(const struct tsop_record *record, const char *name)
{
	for (size_t i = 0; i < record->n; i++)
		if (tsop_view_is(record->fields[i].name, name))
			return true;
	return false;
}

static int read_municipality(struct reading *reading, const struct tsop_record *record,
			     const char *field, struct tsop_claimant *row, struct tsop_error *err)
{
	int status = tsop_record_text(record, field, &reading->text, err);

	if (status > 0)
		return tsop_record_fail(record, field, err,
					_("expected the code or name of a municipality"));
	if (status < 0)
		return -1;
	if (tsop_municipality_find(tsop_buf_view(&reading->text), &row->municipality, err) != 0)
		return tsop_error_at(err, record->file, record->line, field);
	row->id = row->municipality->code;
	return 0;
}

static int read_claimant(struct reading *reading, const struct tsop_record *record,
			 struct tsop_claimant *row, struct tsop_error *err)
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
	row->id = tsop_arena_copy(reading->arena, name);
	return row->id == NULL ? tsop_fail_memory(err) : 0;
}

static int read_id(struct reading *reading, const struct tsop_record *record,
		   struct tsop_claimant *row, struct tsop_error *err)
{
	const char *field = has_column(record, "code") ? "code" : "municipality";
	bool added;
	size_t *index;

	if (has_column(record, "claimant")) {
		field = "claimant";
		if (read_claimant(reading, record, row, err) != 0)
			return -1;
	} else if (read_municipality(reading, record, field, row, err) != 0) {
		return -1;
	}
	index = tsop_map_put(&reading->ids, tsop_view_of(row->id), reading->claimants->n, &added);
	if (index == NULL)
		return tsop_fail_memory(err);
	if (!added)
		return tsop_record_fail(record, field, err, _("given before, in line %llu"),
					reading->claimants->rows[*index].line);
	return 0;
}

/* Is it 1 to 3 digits, the mark and 3 digits: thousands to some, a decimal to others? */
static bool is_ambiguous(struct tsop_view text, size_t mark)
{
	return text.len - mark == 4 && mark >= 1 && mark <= 3 && text.p[0] != '0';
}

/* Are there marks beside the one at `mark`: 1.234.567, or 1.234,5? */
static bool has_other_mark(struct tsop_view text, size_t mark)
{
	for (size_t i = 0; i < text.len; i++)
		if (i != mark && (text.p[i] == '.' || text.p[i] == ','))
			return true;
	return false;
}

static int read_cell(struct reading *reading, struct tsop_view text, char *mark, size_t *at,
		     struct tsop_error *err)
{
	const char *found = memchr(text.p, ',', text.len);

	if (found == NULL)
		found = memchr(text.p, '.', text.len);
	if (found == NULL)
		return 0;
	*mark = *found;
	*at = (size_t)(found - text.p);
	if (has_other_mark(text, *at))
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a number without marks between thousands"));
	if (is_ambiguous(text, *at))
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a number that can not be read as thousands: "
				   "write it without '%c', or with another number of decimals"),
				 *mark);
	if (reading->mark != 0 && reading->mark != *mark)
		return tsop_fail(err, TSOP_INPUT, _("expected '%c' as decimal mark, as before"),
				 reading->mark);
	reading->mark = *mark;
	return 0;
}

static int read_decimal(struct reading *reading, const struct tsop_field *field,
			struct tsop_view text, struct tsop_claimant *row, struct tsop_error *err)
{
	const char *point = memchr(text.p, '.', text.len);
	size_t at = point == NULL ? text.len : (size_t)(point - text.p);
	char mark = '.';
	size_t places;

	if (field->kind == TSOP_KIND_CELL && read_cell(reading, text, &mark, &at, err) != 0)
		return -1;
	places = at < text.len ? text.len - at - 1 : 0;
	row->places = places > PLACES_MAX ? PLACES_MAX : (unsigned)places;
	if (row->places > reading->claimants->places)
		reading->claimants->places = row->places;
	return tsop_num_read_decimal(text, mark, row->places, TSOP_APPORTION_WEIGHT_MAX,
				     &row->weight, err);
}

static int read_weight(struct reading *reading, const struct tsop_record *record,
		       struct tsop_claimant *row, struct tsop_error *err)
{
	const char *column = reading->column;
	const struct tsop_field *field = tsop_record_get(record, column);
	struct tsop_view text;

	if (field == NULL)
		return tsop_record_fail(record, column, err, _("expected a number not below 0"));
	text = field->value;
	if (field->kind == TSOP_KIND_STRING) {
		if (tsop_record_text(record, column, &reading->text, err) < 0)
			return -1;
		text = tsop_buf_view(&reading->text);
	}
	if (read_decimal(reading, field, text, row, err) != 0)
		return tsop_error_at(err, record->file, record->line, column);
	return 0;
}

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_claimant *row;

	row = tsop_claimants_room(reading->claimants);
	if (row == NULL)
		return tsop_fail_memory(err);
	row->line = record->line;
	if (read_weight(reading, record, row, err) != 0 || read_id(reading, record, row, err) != 0)
		return -1;
	reading->claimants->n++;
	return 0;
}

static void report(const struct reading *reading, unsigned long long line, const char *field,
		   const char *text, struct tsop_sink *sink)
{
	struct tsop_error err;

	tsop_fail(&err, TSOP_INPUT, "%s", text);
	tsop_error_at(&err, reading->file, line, field);
	tsop_sink_report(sink, &err);
}

/* Bring all weights to the places of the one that has most. */
static int scale(const struct reading *reading, struct tsop_sink *sink)
{
	struct tsop_claimants *claimants = reading->claimants;
	int status = 0;

	for (size_t i = 0; i < claimants->n; i++) {
		struct tsop_claimant *row = &claimants->rows[i];
		tsop_int128 weight = row->weight;

		for (unsigned places = row->places; places < claimants->places; places++)
			weight *= 10;
		if (weight <= TSOP_APPORTION_WEIGHT_MAX) {
			row->weight = (int64_t)weight;
			continue;
		}
		report(reading, row->line, reading->column,
		       _("expected a smaller number, or fewer decimals in the column"), sink);
		status = -1;
	}
	return status;
}

int tsop_key_read(struct tsop_claimants *claimants, const char *file, const char *column,
		  const struct tsop_input_options *input, struct tsop_arena *arena,
		  struct tsop_sink *sink)
{
	struct reading reading = {
		.claimants = claimants, .file = file, .column = column, .arena = arena
	};
	struct tsop_input_options with_column = *input;
	int status;

	*claimants = (struct tsop_claimants){ 0 };
	tsop_map_init(&reading.ids); /* entered last, when the row is good */
	tsop_buf_init(&reading.text);
	with_column.required = (const char *const[]){ column, NULL };
	status = tsop_input_each(file, &with_column, read_row, &reading, sink);
	tsop_map_release(&reading.ids);
	tsop_buf_release(&reading.text);
	if (status != 0)
		return -1;
	if (claimants->n == 0) {
		report(&reading, 0, NULL, _("expected at least one row"), sink);
		return -1;
	}
	tsop_claimants_sort(claimants);
	return scale(&reading, sink);
}
