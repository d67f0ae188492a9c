#include "verify/matrix/biproportion.h"

#include <inttypes.h>

#include "base/i18n.h"
#include "record/write.h"
#include "verify/matrix/matrix.h"
#include "verify/needed.h"

/* The lines of each cell. */
static void link_cells(struct tsop_result_matrix *m)
{
	for (size_t i = 0; i < m->n_cells; i++) {
		struct tsop_result_matrix_cell *cell = &m->cells[i];

		cell->row = tsop_result_matrix_find_line(&m->rows, cell->row_name);
		cell->column = tsop_result_matrix_find_line(&m->columns, cell->column_name);
		if (cell->row == NULL || cell->column == NULL) {
			tsop_checking_fault(m->checking, cell->line, NULL,
					    _("row %s, column %s: unknown to the proof"),
					    cell->row_name, cell->column_name);
			continue;
		}
		cell->row->given += cell->seats;
		cell->column->given += cell->seats;
	}
}

static void check_sums(struct tsop_result_matrix *m, const struct tsop_result_matrix_lines *lines,
		       const char *name)
{
	tsop_int128 sum = 0;

	for (size_t i = 0; i < lines->n; i++) {
		const struct tsop_result_matrix_line *line = &lines->lines[i];

		sum += line->seats;
		if (!m->has_cut && line->given != line->seats)
			tsop_checking_fault(m->checking, m->proof_line, "seats",
					    _("%s %s: its cells have %" PRId64 ", not %" PRId64),
					    name, line->name, line->given, line->seats);
	}
	if (sum != m->seats)
		tsop_checking_fault(m->checking, m->proof_line, "seats",
				    _("expected the seats of the %ss to sum to %" PRId64), name,
				    m->seats);
}

/* The rows of a cut need more than there is for them. */
static void check_cut(struct tsop_result_matrix *m)
{
	tsop_int128 needed = 0;
	tsop_int128 columns = 0;

	for (size_t i = 0; i < m->rows.n; i++)
		needed += m->rows.lines[i].is_in_cut ? m->rows.lines[i].seats : 0;
	for (size_t i = 0; i < m->columns.n; i++)
		columns += m->columns.lines[i].is_in_cut ? m->columns.lines[i].seats : 0;
	if (needed != m->needed)
		tsop_checking_fault(m->checking, m->proof_line, "needed",
				    _("not the seats of the rows of the cut"));
	if (columns < m->room)
		tsop_checking_fault(m->checking, m->proof_line, "room",
				    _("more than the seats of the columns of the cut"));
	if (m->needed <= m->room)
		tsop_checking_fault(m->checking, m->proof_line, "cut",
				    _("expected rows that need more seats than there is room for"));
}

static int check(struct tsop_result_matrix *m, struct tsop_error *err)
{
	struct tsop_checking *checking = m->checking;

	link_cells(m);
	check_sums(m, &m->rows, "row");
	check_sums(m, &m->columns, "column");
	if (m->given != (m->has_cut ? 0 : m->seats))
		tsop_checking_fault(checking, 1, "given", _("expected %" PRId64),
				    m->has_cut ? 0 : m->seats);
	tsop_checking_passed(checking, "records");
	if (checking->n_faults > 0)
		return 0;
	if (m->has_cut)
		check_cut(m);
	else if (tsop_result_matrix_check_multipliers(m, err) != 0)
		return -1;
	tsop_checking_passed(checking, m->has_cut ? "cut" : "multipliers");
	if (tsop_result_matrix_check_inputs(m) != 0)
		return -1;
	if (checking->n_faults == 0 &&
	    (tsop_result_matrix_check_sides(m, err) != 0 ||
	     (!m->has_cut && tsop_result_matrix_check_ties(m, err) != 0)))
		return -1;
	if (checking->n_faults == 0)
		tsop_result_matrix_check_draws(m);
	return tsop_result_matrix_check_id(m, err);
}

int tsop_biproportion_verify(struct tsop_checking *checking, struct tsop_input *input,
			     const struct tsop_record *first, struct tsop_buf *verdict,
			     struct tsop_error *err)
{
	static const struct tsop_needed needed = { .people = true, .sides = true };
	struct tsop_result_matrix matrix;
	int status;

	if (tsop_needed_check(&needed, checking->options, err) != 0)
		return -1;
	status = tsop_result_matrix_read(&matrix, checking, input, first, err);

	if (status == 0 && checking->n_faults == 0)
		status = check(&matrix, err);
	if (status == 0) {
		tsop_write_text(verdict, "allocation", matrix.id);
		tsop_write_integer(verdict, "cells", matrix.n_stated);
	}
	tsop_result_matrix_release(&matrix);
	return status;
}
