#include "allocate/matrix/matrix_table.h"

#include <stdlib.h>
#include <string.h>

#include "allocate/weight.h"
#include "apportion/apportion.h"
#include "base/array.h"
#include "base/i18n.h"
#include "base/text.h"
#include "people/person.h"
#include "record/columns.h"
#include "record/faults.h"
#include "record/input.h"

enum { NAME_MAX_BYTES = 200 };

/* A row or a column, in the order in which they are met. */
struct line {
	const char *name;
	int64_t seats;
	bool has_seats;
	unsigned long long number; /* of the line in the file that says so */
	size_t place;              /* among all of its side, by name */
};

struct side {
	struct tsop_matrix_side *to;
	const char *file; /* of its seats, or NULL */
	struct tsop_map index;
	struct line *lines;
	size_t n, cap;
};

struct entry {
	size_t row, column; /* places, once all are known */
	int64_t weight;
	uint8_t places;
	const char *file;
	unsigned long long line;
};

struct reading {
	struct tsop_matrix_table *table;
	struct side rows, columns;
	struct side *seats_of; /* whose seats are being read */
	struct tsop_weight_column weight;
	struct entry *entries;
	size_t n, cap;
	struct tsop_map cells; /* row, column, as they are met: to the index of the entry */
	struct tsop_faults faults; /* of the record */
	struct tsop_buf text;
};

/* The name of a line of that side as the record has it, in reading->text. */
static int read_name(struct reading *reading, const struct side *side, struct tsop_error *err)
{
	const struct tsop_record *record = reading->faults.record;
	struct tsop_view name;
	int status = tsop_record_text(record, side->to->field, &reading->text, err);

	if (status < 0)
		return -1;
	name = tsop_buf_view(&reading->text);
	if (status > 0 || name.len == 0 || name.len > NAME_MAX_BYTES ||
	    tsop_text_control(name) < name.len ||
	    strstr(reading->text.p, TSOP_MATRIX_CROSS) != NULL)
		return tsop_record_fail(record, side->to->field, err,
					_("expected a name of 1 to %d bytes on one line, without "
					  "'%s'"),
					NAME_MAX_BYTES, TSOP_MATRIX_CROSS);
	if (tsop_person_has_cpr(name))
		return tsop_record_fail(record, side->to->field, err,
					_("holds what looks like a CPR number; leave it out"));
	return 0;
}

/* The line of that side whose name is in reading->text. */
static int find_line(struct reading *reading, struct side *side, size_t *index,
		     struct tsop_error *err)
{
	struct tsop_view name = tsop_buf_view(&reading->text);
	struct line *lines;
	bool added;
	size_t *place = tsop_map_put(&side->index, name, side->n, &added);

	if (place == NULL)
		return tsop_fail_memory(err);
	*index = *place;
	if (!added)
		return 0;
	lines = tsop_array_room(side->lines, side->n, &side->cap, sizeof *lines);
	if (lines == NULL)
		return tsop_fail_memory(err);
	side->lines = lines;
	lines[side->n] = (struct line){ .name = tsop_arena_copy(&reading->table->arena, name) };
	return lines[side->n++].name == NULL ? tsop_fail_memory(err) : 0;
}

/* Note what is wrong with the name, and find the line. */
static int read_line(struct reading *reading, struct side *side, size_t *index)
{
	struct tsop_error err;

	if (read_name(reading, side, &err) == 0 && find_line(reading, side, index, &err) == 0)
		return 0;
	return tsop_faults_note(&reading->faults, NULL, &err);
}

/* Is the cell of the last entry a new one? */
static int check_new(struct reading *reading, struct tsop_error *err)
{
	const struct entry *entry = &reading->entries[reading->n];
	const size_t cell[] = { entry->row, entry->column };
	const struct entry *before;
	bool added;
	size_t *index = tsop_map_put(&reading->cells,
				     (struct tsop_view){ (const char *)cell, sizeof cell },
				     reading->n, &added);
	struct tsop_view row;

	if (index == NULL)
		return tsop_fail_memory(err);
	if (added)
		return 0;
	before = &reading->entries[*index];
	row = tsop_headings_find(reading->faults.sink->headings, entry->file,
				 tsop_view_of(reading->rows.to->field));
	return tsop_record_fail(reading->faults.record, reading->columns.to->field, err,
				_("given with the same %.*s before, in line %llu of %s"),
				(int)row.len, row.p, before->line, tsop_error_file(before->file));
}

/* What tsop-allocate prints around the records that are meant. */
static bool is_frame(const struct tsop_record *record)
{
	return tsop_record_is(record, "allocation") || tsop_record_is(record, "proof");
}

static int read_entry(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_faults *faults = &reading->faults;
	bool has_row, has_column;
	struct entry *entries;
	struct entry *entry;

	if (is_frame(record))
		return 0;
	entries = tsop_array_room(reading->entries, reading->n, &reading->cap, sizeof *entries);
	if (entries == NULL)
		return tsop_fail_memory(err);
	reading->entries = entries;
	entry = &entries[reading->n];
	*entry = (struct entry){ .file = record->file, .line = record->line };
	tsop_faults_begin(faults, record);
	has_row = read_line(reading, &reading->rows, &entry->row) == 0;
	has_column = read_line(reading, &reading->columns, &entry->column) == 0;
	if (has_row && has_column && check_new(reading, err) != 0)
		tsop_faults_note(faults, NULL, err);
	if (tsop_weight_read(&reading->weight, record, &entry->weight, &entry->places, err) != 0)
		tsop_faults_note(faults, NULL, err);
	reading->n += has_row && has_column; /* also with other faults, so that it is known */
	return tsop_faults_end(faults, err);
}

static int read_seats(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_faults *faults = &reading->faults;
	struct side *side = reading->seats_of;
	struct line *line = NULL;
	int64_t seats = 0;
	size_t index;
	int status;

	if (is_frame(record))
		return 0;
	tsop_faults_begin(faults, record);
	if (read_line(reading, side, &index) == 0)
		line = &side->lines[index];
	if (line != NULL && line->has_seats)
		tsop_faults_add(faults, side->to->field, _("given before, in line %llu"),
				line->number);
	status = tsop_record_integer(record, "seats", 0, TSOP_APPORTION_SEATS_MAX, &seats, err);
	if (status > 0)
		tsop_faults_add(faults, "seats", _("expected a number of seats"));
	else if (status < 0)
		tsop_faults_note(faults, NULL, err);
	if (line != NULL && !line->has_seats) {
		line->has_seats = true;
		line->number = record->line;
		line->seats = seats;
	}
	return tsop_faults_end(faults, err);
}

static int read_files(struct reading *reading, const struct tsop_matrix_options *options,
		      const struct tsop_input_options *input, struct tsop_sink *sink)
{
	struct tsop_input_options with_fields = *input;
	int status = 0;

	with_fields.required = (const char *const[]){ reading->rows.to->field,
						      reading->columns.to->field,
						      reading->weight.name, NULL };
	for (size_t i = 0; i < options->n_files; i++)
		if (tsop_input_each(options->files[i], &with_fields, read_entry, reading, sink) != 0)
			status = -1;
	for (int i = 0; i < 2; i++) {
		reading->seats_of = i == 0 ? &reading->rows : &reading->columns;
		with_fields.required = (const char *const[]){ reading->seats_of->to->field,
							      "seats", NULL };
		if (reading->seats_of->file != NULL &&
		    tsop_input_each(reading->seats_of->file, &with_fields, read_seats, reading,
				    sink) != 0)
			status = -1;
	}
	return status;
}

/* A line as it is sorted. */
struct named {
	struct line *line;
};

static int by_name(const void *left, const void *right)
{
	const struct named *a = left;
	const struct named *b = right;

	return strcmp(a->line->name, b->line->name);
}

/* Put the lines of a side in order. */
static int sort_side(struct tsop_matrix_table *table, struct side *side, struct tsop_error *err)
{
	struct named *lines = calloc(side->n + 1, sizeof *lines);

	side->to->n = side->n;
	side->to->names = tsop_arena_take(&table->arena, side->n + 1, sizeof *side->to->names);
	side->to->seats = tsop_arena_take(&table->arena, side->n + 1, sizeof *side->to->seats);
	if (lines == NULL || side->to->names == NULL || side->to->seats == NULL) {
		free(lines);
		return tsop_fail_memory(err);
	}
	for (size_t i = 0; i < side->n; i++)
		lines[i].line = &side->lines[i];
	qsort(lines, side->n, sizeof *lines, by_name);
	for (size_t i = 0; i < side->n; i++) {
		lines[i].line->place = i;
		side->to->names[i] = lines[i].line->name;
		side->to->seats[i] = lines[i].line->seats;
	}
	free(lines);
	return 0;
}

/* Has every line its seats, where they were read? */
static int check_seats(const struct side *side, struct tsop_sink *sink)
{
	struct tsop_error err;
	int status = 0;

	for (size_t i = 0; i < side->n && side->file != NULL; i++) {
		if (side->lines[i].has_seats)
			continue;
		tsop_fail(&err, TSOP_INPUT, _("expected seats of %s, which has weights"),
			  side->lines[i].name);
		tsop_error_at(&err, side->file, 0, side->to->field);
		tsop_sink_report(sink, &err);
		status = -1;
	}
	return status;
}

static int by_place(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

/* The entries in order. */
static void sort_entries(struct reading *reading)
{
	for (size_t i = 0; i < reading->n; i++) {
		struct entry *entry = &reading->entries[i];

		entry->row = reading->rows.lines[entry->row].place;
		entry->column = reading->columns.lines[entry->column].place;
	}
	if (reading->n > 0)
		qsort(reading->entries, reading->n, sizeof *reading->entries, by_place);
}

/* Bring all weights to one scale. */
static int scale_weights(struct reading *reading, struct tsop_sink *sink)
{
	struct tsop_error err;
	int status = 0;

	reading->table->places = reading->weight.most_places;
	for (size_t i = 0; i < reading->n; i++) {
		struct entry *entry = &reading->entries[i];
		tsop_int128 weight = entry->weight;

		for (unsigned places = entry->places; places < reading->table->places; places++)
			weight *= 10;
		if (weight <= TSOP_APPORTION_WEIGHT_MAX) {
			entry->weight = (int64_t)weight;
			continue;
		}
		tsop_fail(&err, TSOP_INPUT,
			  _("expected a smaller number, or fewer decimals in the column"));
		status = tsop_error_at(&err, entry->file, entry->line, reading->weight.name);
		tsop_sink_report(sink, &err);
	}
	return status;
}

/* The cells that have a weight. */
static int take_cells(struct reading *reading, struct tsop_error *err)
{
	struct tsop_matrix_table *table = reading->table;

	table->cells = tsop_arena_take(&table->arena, reading->n + 1, sizeof *table->cells);
	if (table->cells == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < reading->n; i++) {
		const struct entry *entry = &reading->entries[i];

		if (entry->weight > 0)
			table->cells[table->n_cells++] = (struct tsop_biproportion_cell){
				(uint32_t)entry->row, (uint32_t)entry->column, entry->weight
			};
	}
	return 0;
}

static int check_size(const struct reading *reading, const struct tsop_matrix_options *options,
		      struct tsop_error *err)
{
	if (reading->n == 0) {
		tsop_fail(err, TSOP_INPUT, _("expected at least one row"));
		return tsop_error_at(err, options->n_files == 1 ? options->files[0] : NULL, 0,
				     NULL);
	}
	if (reading->rows.n + reading->columns.n > TSOP_BIPROPORTION_LINES_MAX)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %d rows and columns"),
				 TSOP_BIPROPORTION_LINES_MAX);
	if (reading->n > TSOP_BIPROPORTION_CELLS_MAX)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %d cells"),
				 TSOP_BIPROPORTION_CELLS_MAX);
	return 0;
}

/* The fields of the columns that options name. */
static int map_fields(struct reading *reading, const struct tsop_columns *columns,
		      struct tsop_error *err)
{
	const char **names[] = { &reading->rows.to->field, &reading->columns.to->field,
				 &reading->weight.name };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *field;

		if (tsop_columns_field(columns, tsop_view_of(*names[i]), &field, err) != 0)
			return -1;
		if (field == NULL)
			continue;
		*names[i] = tsop_arena_copy(&reading->table->arena, tsop_view_of(field));
		if (*names[i] == NULL)
			return tsop_fail_memory(err);
	}
	reading->table->weight_field = reading->weight.name;
	return 0;
}

static int read_table(struct reading *reading, const struct tsop_matrix_options *options,
		      struct tsop_sink *sink, struct tsop_error *err)
{
	struct tsop_columns *columns;
	struct tsop_input_options input = { .encoding = options->encoding,
					    .line_max = (size_t)options->line_max,
					    .progress = options->progress };
	int status;

	if (tsop_columns_danish(&columns, err) != 0)
		return -1;
	input.columns = columns;
	status = map_fields(reading, columns, err);
	if (status == 0)
		status = read_files(reading, options, &input, sink);
	tsop_columns_free(columns);
	if (status != 0 || check_size(reading, options, err) != 0 ||
	    scale_weights(reading, sink) != 0 ||
	    sort_side(reading->table, &reading->rows, err) != 0 ||
	    sort_side(reading->table, &reading->columns, err) != 0)
		return -1;
	sort_entries(reading);
	if (check_seats(&reading->rows, sink) != 0)
		status = -1;
	if (check_seats(&reading->columns, sink) != 0 || status != 0)
		return -1;
	return take_cells(reading, err);
}

static void begin_side(struct side *side, struct tsop_matrix_side *to, const char *field,
		       const char *file)
{
	*side = (struct side){ .to = to, .file = file };
	to->field = field;
	to->is_apportioned = file == NULL;
	tsop_map_init(&side->index);
}

static void end_side(struct side *side)
{
	tsop_map_release(&side->index);
	free(side->lines);
}

int tsop_matrix_table_read(struct tsop_matrix_table *table,
			   const struct tsop_matrix_options *options, struct tsop_sink *sink,
			   struct tsop_error *err)
{
	struct reading reading = { .table = table,
				   .weight = { .name = options->weight, .may_be_zero = true } };
	int status;

	*table = (struct tsop_matrix_table){ 0 };
	tsop_arena_init(&table->arena);
	tsop_map_init(&reading.cells);
	tsop_faults_init(&reading.faults, sink, TSOP_INPUT);
	tsop_buf_init(&reading.text);
	tsop_buf_init(&reading.weight.text);
	begin_side(&reading.rows, &table->rows, options->row, options->row_seats);
	begin_side(&reading.columns, &table->columns, options->column, options->column_seats);
	status = read_table(&reading, options, sink, err);
	end_side(&reading.rows);
	end_side(&reading.columns);
	free(reading.entries);
	tsop_map_release(&reading.cells);
	tsop_buf_release(&reading.text);
	tsop_buf_release(&reading.weight.text);
	return status;
}

void tsop_matrix_table_release(struct tsop_matrix_table *table)
{
	tsop_arena_release(&table->arena);
}
