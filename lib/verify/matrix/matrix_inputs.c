#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/matrix/matrix.h"
#include "verify/result/decimals.h"
#include "verify/result/row.h"

struct reading {
	struct tsop_result_matrix *m;
	struct tsop_result_matrix_lines *lines; /* whose seats are read */
	struct tsop_faults faults;		/* of the row that is read */
	struct tsop_decimals weights;
	struct tsop_buf row, column;
	int64_t taken; /* seats that rows outside of the cut must have in its columns */
};

/* The name of a line; whether it is usable. */
static bool read_name(struct reading *reading, const char *field, struct tsop_buf *name)
{
	return tsop_row_line(&reading->faults, field, name, _("missing")) &&
	       tsop_row_check_cpr(&reading->faults, field, tsop_buf_view(name));
}

/* What tsop-allocate prints around the records that are meant. */
static bool is_frame(const struct tsop_record *record)
{
	return tsop_record_is(record, "allocation") || tsop_record_is(record, "proof");
}

static int by_names(const void *left, const void *right)
{
	const struct tsop_result_matrix_cell *a = left;
	const struct tsop_result_matrix_cell *b = right;
	int order = strcmp(a->row_name, b->row_name);

	return order != 0 ? order : strcmp(a->column_name, b->column_name);
}

/* The lines of an entry; false, and a fault, where the proof does not know them. */
static bool find_lines(struct reading *reading, const struct tsop_record *record,
		       struct tsop_result_matrix_line **row,
		       struct tsop_result_matrix_line **column)
{
	struct tsop_result_matrix *m = reading->m;

	*row = tsop_result_matrix_find_line(&m->rows, reading->row.p);
	*column = tsop_result_matrix_find_line(&m->columns, reading->column.p);
	if (*row == NULL || *column == NULL) {
		tsop_checking_fault_at(m->checking, record->file, record->line, NULL,
				       _("row %s, column %s: unknown to the proof"), reading->row.p,
				       reading->column.p);
		return false;
	}
	(*row)->has_entry = (*column)->has_entry = true;
	return true;
}

/* Of a cut: does the weight lie where its rows have none? It has a cell, too. */
static int check_outside(struct reading *reading, struct tsop_result_matrix_cell cell,
			 struct tsop_error *err)
{
	struct tsop_result_matrix *m = reading->m;
	const struct tsop_result_matrix_line *row = cell.row;
	const struct tsop_result_matrix_line *column = cell.column;

	if (row->is_in_cut && !column->is_in_cut)
		tsop_checking_fault(
			m->checking, m->proof_line, "cut",
			_("row %s, column %s: has a weight, and takes seats of the cut"), row->name,
			column->name);
	if (!row->is_in_cut && column->is_in_cut && tsop_sequence_is_free(&m->sequence, 0))
		reading->taken++;
	return tsop_result_matrix_add_cell(m, cell) == NULL ? tsop_fail_memory(err) : 0;
}

/* Is the entry that of a cell? */
static void check_entry(struct reading *reading, const struct tsop_result_matrix_cell *entry)
{
	struct tsop_result_matrix *m = reading->m;
	const struct tsop_record *record = reading->faults.record;
	struct tsop_result_matrix_cell *cell =
		m->n_cells == 0 ? NULL
				: bsearch(entry, m->cells, m->n_cells, sizeof *cell, by_names);

	if (cell == NULL) {
		tsop_checking_fault_at(m->checking, record->file, record->line, NULL,
				       _("row %s, column %s: has no cell in the result"),
				       entry->row_name, entry->column_name);
		return;
	}
	if (cell->is_seen)
		tsop_faults_add(&reading->faults, m->columns.field,
				_("row %s, column %s: given before"), entry->row_name,
				entry->column_name);
	cell->is_seen = true;
	if (cell->weight != entry->weight || cell->places != entry->places)
		tsop_checking_fault(m->checking, cell->line, "weight",
				    _("row %s, column %s: not the weight in line %llu of %s"),
				    cell->row_name, cell->column_name, record->line, record->file);
}

static int read_entry(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_result_matrix *m = reading->m;
	struct tsop_faults *faults = &reading->faults;
	struct tsop_result_matrix_cell cell = { .line = record->line, .is_seen = true };
	bool has_row, has_column;

	if (is_frame(record))
		return 0;
	tsop_faults_begin(faults, record);
	has_row = read_name(reading, m->rows.field, &reading->row);
	has_column = read_name(reading, m->columns.field, &reading->column);
	if (!tsop_decimals_read(&reading->weights, faults, &cell.weight, &cell.places) ||
	    !has_row || !has_column)
		return tsop_faults_end(faults, err);
	if (!find_lines(reading, record, &cell.row, &cell.column) || cell.weight == 0)
		return 0;
	cell.row_name = cell.row->name;
	cell.column_name = cell.column->name;
	if (m->has_cut)
		return check_outside(reading, cell, err);
	check_entry(reading, &cell);
	return tsop_faults_end(faults, err);
}

/* The cells that were read for a cut, in their order. */
static void sort_cells(struct tsop_result_matrix *m)
{
	if (m->n_cells > 0)
		qsort(m->cells, m->n_cells, sizeof *m->cells, by_names);
	for (size_t i = 1; i < m->n_cells; i++)
		if (by_names(&m->cells[i - 1], &m->cells[i]) == 0)
			tsop_checking_fault(m->checking, m->proof_line, "cut",
					    _("row %s, column %s: has two weights in the input"),
					    m->cells[i].row_name, m->cells[i].column_name);
}

/* Lines whose seats come from their weights alone. */
static void check_entered(struct tsop_result_matrix *m,
			  const struct tsop_result_matrix_lines *lines)
{
	for (size_t i = 0; i < lines->n && lines->is_apportioned; i++)
		if (!lines->lines[i].has_entry)
			tsop_checking_fault(m->checking, m->proof_line, NULL,
					    _("%s: has no weight in the input"),
					    lines->lines[i].name);
}

static int check_weights(struct reading *reading)
{
	struct tsop_result_matrix *m = reading->m;
	struct tsop_checking *checking = m->checking;
	const struct tsop_verify_options *options = checking->options;
	int status = 0;

	if (options->n_people == 0) {
		tsop_checking_open(checking, "the weights: no file of them was given");
		return 0;
	}
	for (size_t i = 0; i < options->n_people; i++)
		if (tsop_input_each(options->people[i], &checking->input, read_entry, reading,
				    checking->sink) != 0)
			status = -1;
	if (m->has_cut)
		sort_cells(m);
	for (size_t i = 0; i < m->n_cells && status == 0; i++)
		if (!m->cells[i].is_seen)
			tsop_checking_fault(checking, m->cells[i].line, NULL,
					    _("row %s, column %s: has no weight in the input"),
					    m->cells[i].row_name, m->cells[i].column_name);
	if (status == 0) {
		check_entered(m, &m->rows);
		check_entered(m, &m->columns);
	}
	tsop_checking_passed(checking, "weights");
	return status;
}

static int read_seats(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_checking *checking = reading->m->checking;
	struct tsop_faults *faults = &reading->faults;
	struct tsop_result_matrix_line *line = NULL;
	int64_t seats;
	bool has_seats;

	if (is_frame(record))
		return 0;
	tsop_faults_begin(faults, record);
	if (read_name(reading, reading->lines->field, &reading->row)) {
		line = tsop_result_matrix_find_line(reading->lines, reading->row.p);
		if (line == NULL)
			tsop_checking_fault_at(checking, record->file, record->line, NULL,
					       _("%s: unknown to the proof"), reading->row.p);
	}
	if (line != NULL && line->is_seen)
		tsop_faults_add(faults, reading->lines->field, _("%s: given before"), line->name);
	has_seats = tsop_row_integer(faults, "seats", 0, TSOP_RESULT_SEATS_MAX, &seats,
				     _("expected a number of seats"));
	if (line != NULL && has_seats && line->seats != seats)
		tsop_checking_fault(checking, reading->m->proof_line, "seats",
				    _("%s: not the seats in line %llu of %s"), line->name,
				    record->line, record->file);
	if (line != NULL)
		line->is_seen = true;
	return tsop_faults_end(faults, err);
}

static int check_seats(struct reading *reading, struct tsop_result_matrix_lines *lines,
		       const char *file)
{
	struct tsop_result_matrix *m = reading->m;

	if (lines->is_apportioned)
		return 0;
	if (file == NULL) {
		tsop_checking_open(m->checking, "the seats of each %s: no file of them was given",
				   lines->field);
		return 0;
	}
	reading->lines = lines;
	if (tsop_input_each(file, &m->checking->input, read_seats, reading, m->checking->sink) != 0)
		return -1;
	for (size_t i = 0; i < lines->n; i++)
		if (!lines->lines[i].is_seen)
			tsop_checking_fault(m->checking, m->proof_line, "seats",
					    _("%s: has no seats in the input"),
					    lines->lines[i].name);
	return 0;
}

/* The room of a cut is what its columns have beside what others must have there. */
static void check_room(struct reading *reading)
{
	struct tsop_result_matrix *m = reading->m;
	int64_t room = -reading->taken;

	if (!m->has_cut || m->checking->options->n_people == 0)
		return;
	for (size_t i = 0; i < m->columns.n; i++)
		room += m->columns.lines[i].is_in_cut ? m->columns.lines[i].seats : 0;
	if (room != m->room)
		tsop_checking_fault(m->checking, m->proof_line, "room", _("expected %" PRId64),
				    room);
}

static bool has_seats(const struct tsop_result_matrix_lines *lines, const char *file)
{
	return lines->is_apportioned || file != NULL;
}

int tsop_result_matrix_check_inputs(struct tsop_result_matrix *matrix)
{
	struct reading reading = { .m = matrix };
	const struct tsop_verify_options *options = matrix->checking->options;
	int status;

	tsop_faults_init(&reading.faults, matrix->checking->sink, TSOP_INPUT);
	tsop_decimals_init(&reading.weights, matrix->weight_field, true);
	tsop_buf_init(&reading.row);
	tsop_buf_init(&reading.column);
	status = check_weights(&reading);
	if (check_seats(&reading, &matrix->rows, options->row_seats) != 0 ||
	    check_seats(&reading, &matrix->columns, options->column_seats) != 0)
		status = -1;
	if (status == 0) {
		check_room(&reading);
		if (has_seats(&matrix->rows, options->row_seats) &&
		    has_seats(&matrix->columns, options->column_seats))
			tsop_checking_passed(matrix->checking, "seats");
	}
	tsop_buf_release(&reading.row);
	tsop_buf_release(&reading.column);
	tsop_decimals_release(&reading.weights);
	return status;
}
