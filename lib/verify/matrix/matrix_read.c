#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "verify/identity.h"
#include "verify/matrix/matrix.h"
#include "verify/result/result_members.h"

static const char *const known[] = { "type",	     "v",	 "id",	  "kind",   "method",
				     "seed",	     "tie_rule", "drawn", "fields", "row_seats",
				     "column_seats", "cells",	 "seats", "given",  NULL };

/* What can be drawn for. */
static const char *const purposes[] = { "seats", "cells", NULL };

/* Members of the first record that the id begins with, in this order. */
static const char *const identifying[] = { "method", "seed", "drawn", NULL };

/* A decimal above 0 of as few places as it needs. */
static bool read_weight(struct tsop_view text, int64_t *weight, unsigned *places)
{
	const char *point = memchr(text.p, '.', text.len);
	size_t behind = point == NULL ? 0 : text.len - (size_t)(point - text.p) - 1;

	*places = behind > TSOP_RESULT_PLACES_MAX ? TSOP_RESULT_PLACES_MAX : (unsigned)behind;
	if (tsop_num_read_decimal(text, '.', *places, TSOP_RESULT_WEIGHT_MAX, weight, NULL) != 0)
		return false;
	for (; *places > 0 && *weight % 10 == 0; --*places)
		*weight /= 10;
	return *weight > 0;
}

struct tsop_result_matrix_line *
tsop_result_matrix_find_line(const struct tsop_result_matrix_lines *lines, const char *name)
{
	size_t low = 0;
	size_t high = lines->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(name, lines->lines[middle].name);

		if (order == 0)
			return &lines->lines[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* How the seats of a side came about. */
static void read_origin(struct tsop_result_matrix *m, const struct tsop_record *record,
			const char *name, struct tsop_result_matrix_lines *lines)
{
	if (!tsop_checking_text(m->checking, record, name, true))
		return;
	lines->is_apportioned = strcmp(m->checking->text.p, "apportioned") == 0;
	if (!lines->is_apportioned && strcmp(m->checking->text.p, "given") != 0)
		tsop_checking_fault(m->checking, record->line, name,
				    _("expected given|apportioned"));
}

static void read_fields(struct tsop_result_matrix *m, const struct tsop_record *first)
{
	struct tsop_record fields;

	tsop_record_init(&fields);
	if (tsop_result_object(m->checking, first, "fields", true, &fields)) {
		tsop_checking_string(m->checking, &fields, "row", true, &m->rows.field);
		tsop_checking_string(m->checking, &fields, "column", true, &m->columns.field);
		tsop_checking_string(m->checking, &fields, "weight", true, &m->weight_field);
	}
	tsop_record_release(&fields);
}

static int read_draws(struct tsop_result_matrix *m, const struct tsop_record *first,
		      struct tsop_error *err)
{
	tsop_checking_string(m->checking, first, "seed", false, &m->seed);
	tsop_result_tie_rule(m->checking, first);
	if (tsop_record_get(first, "drawn") != NULL &&
	    tsop_draws_read(&m->draws, purposes, m->checking, first, err) != 0)
		return -1;
	m->is_needed = tsop_arena_take(&m->checking->arena, m->draws.n + 1, sizeof *m->is_needed);
	return m->is_needed == NULL ? tsop_fail_memory(err) : 0;
}

static int read_header(struct tsop_result_matrix *m, const struct tsop_record *first,
		       struct tsop_error *err)
{
	struct tsop_checking *checking = m->checking;

	tsop_result_version(checking, first);
	tsop_checking_string(checking, first, "id", true, &m->id);
	if (tsop_checking_text(checking, first, "method", true) &&
	    !tsop_sequence_of(&m->sequence, checking->text.p))
		tsop_checking_fault(checking, first->line, "method",
				    _("expected a divisor method"));
	read_fields(m, first);
	read_origin(m, first, "row_seats", &m->rows);
	read_origin(m, first, "column_seats", &m->columns);
	tsop_checking_integer(checking, first, "cells", true, 0, INT64_MAX, &m->n_stated);
	tsop_checking_integer(checking, first, "seats", true, 0, TSOP_RESULT_SEATS_MAX, &m->seats);
	tsop_checking_integer(checking, first, "given", true, 0, TSOP_RESULT_SEATS_MAX, &m->given);
	tsop_checking_unknown(checking, first, known);
	tsop_identity_members(&m->options, first, identifying);
	return read_draws(m, first, err);
}

struct tsop_result_matrix_cell *tsop_result_matrix_add_cell(struct tsop_result_matrix *matrix,
							    struct tsop_result_matrix_cell cell)
{
	struct tsop_result_matrix_cell *cells =
		tsop_array_room(matrix->cells, matrix->n_cells, &matrix->cap, sizeof *cells);

	if (cells == NULL)
		return NULL;
	matrix->cells = cells;
	cells[matrix->n_cells] = cell;
	return &cells[matrix->n_cells++];
}

static int read_cell(struct tsop_result_matrix *m, const struct tsop_record *record,
		     struct tsop_error *err)
{
	struct tsop_checking *checking = m->checking;
	struct tsop_result_matrix_cell *cell = tsop_result_matrix_add_cell(
		m, (struct tsop_result_matrix_cell){
			   .line = record->line, .row_name = "", .column_name = "" });
	int order;

	if (cell == NULL)
		return tsop_fail_memory(err);
	if (tsop_checking_text(checking, record, "table", true) &&
	    strcmp(checking->text.p, "biproportion") != 0)
		tsop_checking_fault(checking, record->line, "table", _("expected %s"), "biproportion");
	tsop_checking_string(checking, record, "row", true, &cell->row_name);
	tsop_checking_string(checking, record, "column", true, &cell->column_name);
	tsop_checking_integer(checking, record, "value", true, 0, TSOP_RESULT_SEATS_MAX,
			      &cell->seats);
	if (tsop_checking_text(checking, record, "weight", true) &&
	    !read_weight(tsop_buf_view(&checking->text), &cell->weight, &cell->places))
		tsop_checking_fault(checking, record->line, "weight",
				    _("expected a number above 0"));
	if (m->n_cells == 1)
		return 0;
	order = strcmp(cell[-1].row_name, cell->row_name);
	if (order > 0 || (order == 0 && strcmp(cell[-1].column_name, cell->column_name) >= 0))
		tsop_checking_fault(
			checking, record->line, NULL,
			_("row %s, column %s: expected each cell once, by row and column"),
			cell->row_name, cell->column_name);
	return 0;
}

static int read_record(struct tsop_result_matrix *m, const struct tsop_record *record,
		       struct tsop_error *err)
{
	tsop_result_version(m->checking, record);
	if (m->proof_line == 0 && tsop_record_is(record, "cell"))
		return read_cell(m, record, err);
	if (m->proof_line == 0 && tsop_record_is(record, "proof"))
		return tsop_result_matrix_read_proof(m, record, err);
	tsop_checking_fault(m->checking, record->line, "type",
			    m->proof_line == 0 ? _("expected cell or proof")
					       : _("expected nothing behind the proof"));
	return 0;
}

int tsop_result_matrix_read(struct tsop_result_matrix *matrix, struct tsop_checking *checking,
			    struct tsop_input *input, const struct tsop_record *first,
			    struct tsop_error *err)
{
	const struct tsop_record *record;
	int status = 0;

	*matrix = (struct tsop_result_matrix){ .checking = checking };
	tsop_buf_init(&matrix->options);
	if (read_header(matrix, first, err) != 0)
		return -1;
	while (!checking->has_failed && (status = tsop_input_next(input, &record, err)) > 0)
		if (read_record(matrix, record, err) != 0)
			return -1;
	if (checking->has_failed)
		return tsop_fail_memory(err);
	if (status < 0)
		return -1;
	if (matrix->proof_line == 0)
		tsop_checking_fault(checking, 0, NULL, _("expected a proof"));
	if (matrix->has_cut && matrix->n_cells > 0)
		tsop_checking_fault(checking, matrix->cells[0].line, NULL,
				    _("expected no cells, where there is a cut"));
	if (matrix->n_stated != (int64_t)matrix->n_cells)
		tsop_checking_fault(checking, 1, "cells", _("expected %zu: so many follow"),
				    matrix->n_cells);
	return 0;
}

static void release_lines(struct tsop_result_matrix_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		tsop_natural_release(&lines->lines[i].num);
		tsop_natural_release(&lines->lines[i].den);
	}
	free(lines->lines);
}

void tsop_result_matrix_release(struct tsop_result_matrix *matrix)
{
	release_lines(&matrix->rows);
	release_lines(&matrix->columns);
	free(matrix->cells);
	free(matrix->draws.list);
	tsop_buf_release(&matrix->options);
}
