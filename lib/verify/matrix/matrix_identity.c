#include "base/cells.h"
#include "verify/identity.h"
#include "verify/matrix/matrix.h"

static const char *origin(const struct tsop_result_matrix_lines *lines)
{
	return lines->is_apportioned ? "apportioned" : "given";
}

static void add_options(struct tsop_cells *id, const struct tsop_result_matrix *m)
{
	tsop_cells_text(id, "tsop-biproportion 2");
	tsop_buf_add_view(&id->line, tsop_buf_view(&m->options));
	tsop_cells_text(id, m->rows.field);
	tsop_cells_text(id, m->columns.field);
	tsop_cells_text(id, m->weight_field);
	tsop_cells_member(id, "row_seats", origin(&m->rows));
	tsop_cells_member(id, "column_seats", origin(&m->columns));
	tsop_cells_end_line(id);
}

static void add_lines(struct tsop_cells *id, const char *name,
		      const struct tsop_result_matrix_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		tsop_cells_member(id, name, lines->lines[i].name);
		tsop_cells_number(id, lines->lines[i].seats);
		tsop_cells_end_line(id);
	}
}

int tsop_result_matrix_check_id(struct tsop_result_matrix *matrix, struct tsop_error *err)
{
	struct tsop_cells id;
	char digits[TSOP_NUM_TEXT];

	if (matrix->has_cut && matrix->checking->options->n_people == 0) {
		tsop_checking_open(matrix->checking,
				   "the id: the weights are in it, which were not given");
		return 0;
	}
	if (tsop_buf_ok(&matrix->options, err) != 0)
		return -1;
	tsop_cells_init(&id);
	add_options(&id, matrix);
	add_lines(&id, "row", &matrix->rows);
	add_lines(&id, "column", &matrix->columns);
	for (size_t i = 0; i < matrix->n_cells; i++) {
		const struct tsop_result_matrix_cell *cell = &matrix->cells[i];

		tsop_cells_text(&id, cell->row_name);
		tsop_cells_text(&id, cell->column_name);
		tsop_cells_text(&id, tsop_num_write_decimal(cell->weight, cell->places, digits));
		tsop_cells_end_line(&id);
	}
	return tsop_identity_end(&id, matrix->id, 1, matrix->checking, err);
}
