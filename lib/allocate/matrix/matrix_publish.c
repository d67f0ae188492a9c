#include "allocate/matrix/matrix_run.h"
#include "base/num.h"
#include "record/write.h"

static const char *origin(const struct tsop_matrix_side *side)
{
	return side->is_apportioned ? "apportioned" : "given";
}

static void add_options(struct tsop_cells *id, const struct tsop_matrix_run *run)
{
	const struct tsop_matrix_table *table = &run->table;

	tsop_cells_text(id, "tsop-biproportion 2");
	tsop_cells_member(id, "method", run->method.name);
	tsop_cells_member(id, "seed", run->options->seed);
	if (run->ties.recorded.n > 0) {
		tsop_cells_text(id, "drawn");
		tsop_ties_write_drawn(&id->line, &run->ties);
		tsop_cells_text(id, NULL);
	}
	tsop_cells_text(id, table->rows.field);
	tsop_cells_text(id, table->columns.field);
	tsop_cells_text(id, table->weight_field);
	tsop_cells_member(id, "row_seats", origin(&table->rows));
	tsop_cells_member(id, "column_seats", origin(&table->columns));
	tsop_cells_end_line(id);
}

static void add_side(struct tsop_cells *id, const char *name, const struct tsop_matrix_side *side)
{
	for (size_t i = 0; i < side->n; i++) {
		tsop_cells_member(id, name, side->names[i]);
		tsop_cells_number(id, side->seats[i]);
		tsop_cells_end_line(id);
	}
}

/* As tsop-records(5) states it. */
static int identify(struct tsop_matrix_run *run, struct tsop_error *err)
{
	const struct tsop_matrix_table *table = &run->table;
	struct tsop_cells id;

	tsop_cells_init(&id);
	add_options(&id, run);
	add_side(&id, "row", &table->rows);
	add_side(&id, "column", &table->columns);
	for (size_t i = 0; i < table->n_cells; i++) {
		const struct tsop_biproportion_cell *cell = &table->cells[i];
		char digits[TSOP_NUM_TEXT];

		tsop_cells_text(&id, table->rows.names[cell->row]);
		tsop_cells_text(&id, table->columns.names[cell->column]);
		tsop_cells_text(&id, tsop_num_write_decimal(cell->weight, table->places, digits));
		tsop_cells_end_line(&id);
	}
	return tsop_cells_end(&id, run->id, err);
}

static void write_fields(struct tsop_buf *line, const struct tsop_matrix_table *table)
{
	tsop_write_open(line, "fields", '{');
	tsop_write_text(line, "row", table->rows.field);
	tsop_write_text(line, "column", table->columns.field);
	tsop_write_text(line, "weight", table->weight_field);
	tsop_write_close(line, '}');
}

static void write_allocation(struct tsop_buf *line, const struct tsop_matrix_run *run)
{
	const struct tsop_matrix_table *table = &run->table;
	const char *seed = run->options->seed;

	tsop_write_begin(line, "allocation");
	tsop_write_text(line, "id", run->id);
	tsop_write_text(line, "kind", "biproportion");
	tsop_write_text(line, "method", run->method.name);
	tsop_write_text(line, "seed", seed);
	tsop_ties_write_rule(line, &run->ties, seed);
	write_fields(line, table);
	tsop_write_text(line, "row_seats", origin(&table->rows));
	tsop_write_text(line, "column_seats", origin(&table->columns));
	tsop_write_integer(line, "cells", run->result.is_feasible ? (int64_t)table->n_cells : 0);
	tsop_write_integer(line, "seats", table->seats);
	tsop_write_integer(line, "given", run->result.is_feasible ? table->seats : 0);
	tsop_write_end(line);
}

static void write_cell(struct tsop_buf *line, const struct tsop_matrix_run *run, size_t i)
{
	const struct tsop_biproportion_cell *cell = &run->table.cells[i];
	char digits[TSOP_NUM_TEXT];

	tsop_write_begin(line, "cell");
	tsop_write_text(line, "table", "biproportion");
	tsop_write_text(line, "row", run->table.rows.names[cell->row]);
	tsop_write_text(line, "column", run->table.columns.names[cell->column]);
	tsop_write_integer(line, "value", run->result.seats[i]);
	tsop_write_text(line, "weight",
			tsop_num_write_decimal(cell->weight, run->table.places, digits));
	tsop_write_end(line);
}

/* multipliers: NULL where there are none. */
static void write_side(struct tsop_buf *line, const struct tsop_matrix_side *side,
		       const char *list, const char *name, const char *const *multipliers)
{
	tsop_write_open(line, list, '[');
	for (size_t i = 0; i < side->n; i++) {
		tsop_write_open(line, NULL, '{');
		tsop_write_text(line, name, side->names[i]);
		tsop_write_integer(line, "seats", side->seats[i]);
		if (multipliers != NULL)
			tsop_write_text(line, "multiplier", multipliers[i]);
		tsop_write_close(line, '}');
	}
	tsop_write_close(line, ']');
}

/* Of each matrix the cells with one more seat, by their numbers among the tied, from 1. */
static void write_optima(struct tsop_buf *line, const struct tsop_matrix_run *run)
{
	size_t n_tied = run->result.n_tied;

	tsop_write_open(line, "optima", '[');
	for (size_t k = 0; k < run->optima.n; k++) {
		const char *comma = "";

		tsop_write_open(line, NULL, '[');
		for (size_t i = 0; i < n_tied; i++) {
			if (!run->optima.one_more[k * n_tied + i])
				continue;
			tsop_buf_addf(line, "%s%zu", comma, i + 1);
			comma = ",";
		}
		tsop_write_close(line, ']');
	}
	tsop_write_close(line, ']');
	tsop_write_bool(line, "more_optima", run->optima.more);
}

static void write_ties(struct tsop_buf *line, const struct tsop_matrix_run *run)
{
	const struct tsop_biproportion *result = &run->result;

	if (result->n_tied == 0)
		return;
	tsop_write_texts(line, "tied", run->tied, result->n_tied);
	tsop_write_open(line, "drawn", '[');
	for (size_t i = 0; i < result->n_tied; i++)
		if (result->seats[result->tied[i]] > result->fewer[i])
			tsop_write_element(line, tsop_view_of(run->tied[i]));
	tsop_write_close(line, ']');
	write_optima(line, run);
}

static void write_names(struct tsop_buf *line, const char *list,
			const struct tsop_matrix_side *side, const bool *is_in)
{
	tsop_write_open(line, list, '[');
	for (size_t i = 0; i < side->n; i++)
		if (is_in[i])
			tsop_write_element(line, tsop_view_of(side->names[i]));
	tsop_write_close(line, ']');
}

static void write_cut(struct tsop_buf *line, const struct tsop_matrix_run *run)
{
	const struct tsop_biproportion *result = &run->result;

	tsop_write_open(line, "cut", '{');
	write_names(line, "rows", &run->table.rows, result->in_rows);
	write_names(line, "columns", &run->table.columns, result->in_columns);
	tsop_write_integer(line, "needed", result->rows_seats);
	tsop_write_integer(line, "room", result->columns_seats - result->taken);
	tsop_write_close(line, '}');
}

static void write_proof(struct tsop_buf *line, const struct tsop_matrix_run *run)
{
	const struct tsop_biproportion *result = &run->result;

	tsop_write_begin(line, "proof");
	tsop_write_text(line, "allocation", run->id);
	tsop_write_open(line, "matrix", '{');
	write_side(line, &run->table.rows, "rows", "row", result->row_multiplier);
	write_side(line, &run->table.columns, "columns", "column", result->column_multiplier);
	if (result->is_feasible)
		write_ties(line, run);
	else
		write_cut(line, run);
	tsop_write_close(line, '}');
	tsop_write_end(line);
}

static int put(struct tsop_buf *line, struct tsop_output *out, struct tsop_error *err)
{
	if (tsop_buf_ok(line, err) != 0)
		return -1;
	tsop_output_add(out, tsop_buf_view(line));
	tsop_buf_clear(line);
	return 0;
}

static int write_all(const struct tsop_matrix_run *run, struct tsop_buf *line,
		     struct tsop_output *out, struct tsop_error *err)
{
	write_allocation(line, run);
	if (put(line, out, err) != 0)
		return -1;
	for (size_t i = 0; i < run->table.n_cells && run->result.is_feasible; i++) {
		write_cell(line, run, i);
		if (put(line, out, err) != 0)
			return -1;
	}
	write_proof(line, run);
	return put(line, out, err);
}

int tsop_matrix_publish(struct tsop_matrix_run *run, struct tsop_output *out,
			struct tsop_error *err)
{
	struct tsop_buf line;
	int status;

	if (identify(run, err) != 0)
		return -1;
	tsop_buf_init(&line);
	status = write_all(run, &line, out, err);
	tsop_buf_release(&line);
	return status;
}
