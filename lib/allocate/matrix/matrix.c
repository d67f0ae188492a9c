#include "allocate/matrix/matrix.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "allocate/matrix/matrix_run.h"
#include "apportion/apportion.h"
#include "base/i18n.h"
#include "draw/draw.h"

static int read_method(struct tsop_matrix_run *run, struct tsop_error *err)
{
	const char *text = run->options->method;
	const char *why;

	if (tsop_method_read(&run->method, text == NULL ? TSOP_METHOD_DEFAULT : text, err) != 0)
		return tsop_error_option(err, "method");
	why = tsop_biproportion_refuses(&run->method);
	return why == NULL ? 0 : tsop_fail(err, TSOP_USAGE, "--method: %s: %s", text, _(why));
}

static tsop_int128 sum_of(const struct tsop_matrix_side *side)
{
	tsop_int128 sum = 0;

	for (size_t i = 0; i < side->n; i++)
		sum += side->seats[i];
	return sum;
}

/* How many seats there are: the sides that have theirs and the option agree. */
static int find_total(struct tsop_matrix_run *run, struct tsop_error *err)
{
	struct tsop_matrix_table *table = &run->table;
	tsop_int128 rows = sum_of(&table->rows);
	tsop_int128 columns = sum_of(&table->columns);
	int64_t stated = run->options->seats;
	char first[TSOP_NUM_TEXT], second[TSOP_NUM_TEXT];

	if (table->rows.is_apportioned)
		rows = table->columns.is_apportioned ? stated : columns;
	if (table->columns.is_apportioned)
		columns = rows;
	if (rows != columns)
		return tsop_fail(err, TSOP_INPUT,
				 _("the rows have %s seats, the columns %s: expected the same"),
				 tsop_num_write(rows, first), tsop_num_write(columns, second));
	if (stated != TSOP_MATRIX_NOT_GIVEN && rows != stated)
		return tsop_fail(err, TSOP_INPUT,
				 _("--seats: expected %s, as the rows or columns have, not %s"),
				 tsop_num_write(rows, first), tsop_num_write(stated, second));
	if (rows > TSOP_APPORTION_SEATS_MAX)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %" PRId64 " seats"),
				 TSOP_APPORTION_SEATS_MAX);
	table->seats = (int64_t)rows;
	return 0;
}

/* A side's claims are the sums of its weights. */
static int list_claims(const struct tsop_matrix_run *run, const struct tsop_matrix_side *side,
		       struct tsop_claim *claims, struct tsop_error *err)
{
	const struct tsop_matrix_table *table = &run->table;

	for (size_t i = 0; i < table->n_cells; i++) {
		const struct tsop_biproportion_cell *cell = &table->cells[i];
		size_t line = side == &table->rows ? cell->row : cell->column;

		if (claims[line].weight > TSOP_APPORTION_WEIGHT_MAX - cell->weight)
			return tsop_fail(err, TSOP_INPUT,
					 _("the weights of %s sum to more than can be apportioned"),
					 side->names[line]);
		claims[line].weight += cell->weight;
		claims[line].max = table->seats;
	}
	return 0;
}

/* 1: a draw is needed. */
static int apportion_side(struct tsop_matrix_run *run, struct tsop_matrix_side *side,
			  struct tsop_error *err)
{
	struct tsop_claim *claims;
	struct tsop_apportionment key;
	int status = -1;

	if (!side->is_apportioned)
		return 0;
	claims = calloc(side->n + 1, sizeof *claims);
	if (claims == NULL)
		return tsop_fail_memory(err);
	if (list_claims(run, side, claims, err) == 0)
		status = tsop_apportion(&run->method, claims, side->n, run->table.seats, &key, err);
	free(claims);
	if (status != 0)
		return -1;
	for (size_t i = 0; i < side->n; i++)
		side->seats[i] = key.seats[i];
	if (key.left > 0)
		status = tsop_fail(err, TSOP_INPUT, _("expected a weight above 0"));
	else
		status = tsop_matrix_settle_side(run, side, &key, err);
	tsop_apportion_release(&key);
	return status;
}

static void state_problem(struct tsop_matrix_run *run)
{
	const struct tsop_matrix_table *table = &run->table;

	run->problem = (struct tsop_biproportion_problem){
		.method = &run->method,
		.n_rows = table->rows.n,
		.n_columns = table->columns.n,
		.row_seats = table->rows.seats,
		.column_seats = table->columns.seats,
		.cells = table->cells,
		.n_cells = table->n_cells,
		.places = table->places,
	};
}

/* 1: a draw is needed. */
static int solve(struct tsop_matrix_run *run, struct tsop_error *err)
{
	int status = apportion_side(run, &run->table.rows, err);

	if (status == 0)
		status = apportion_side(run, &run->table.columns, err);
	if (status != 0)
		return status;
	state_problem(run);
	if (tsop_biproportion_solve(&run->problem, &run->result, err) != 0)
		return -1;
	return tsop_matrix_settle_cells(run, err);
}

/* No matrix has the sums: what shows it was written. */
static int tell_infeasible(const struct tsop_matrix_run *run, struct tsop_error *err)
{
	const struct tsop_biproportion *result = &run->result;

	tsop_fail(err, TSOP_NO,
		  _("no matrix has these sums: some rows need %" PRId64
		    " seats in columns that have %" PRId64 " for them; the proof names them"),
		  result->rows_seats, result->columns_seats - result->taken);
	return 1;
}

/* A field is a row, a column or a weight. */
static int check_fields(const struct tsop_matrix_options *options, struct tsop_error *err)
{
	if (strcmp(options->row, options->column) == 0)
		return tsop_fail(err, TSOP_USAGE, _("--column: expected another field than --row"));
	if (strcmp(options->weight, options->row) == 0 ||
	    strcmp(options->weight, options->column) == 0)
		return tsop_fail(err, TSOP_USAGE,
				 _("--weight: expected another field than --row and --column"));
	return 0;
}

static int read_inputs(struct tsop_matrix_run *run, struct tsop_sink *sink,
		       struct tsop_error *err)
{
	const struct tsop_matrix_options *options = run->options;
	const struct tsop_input_options input = { .encoding = options->encoding,
						  .line_max = (size_t)options->line_max };

	if (options->seed != NULL && tsop_draw_check_text(options->seed, err) != 0)
		return tsop_error_option(err, "seed");
	if (check_fields(options, err) != 0 || read_method(run, err) != 0 ||
	    tsop_matrix_table_read(&run->table, options, sink, err) != 0)
		return -1;
	if (options->drawn != NULL &&
	    tsop_ties_read(&run->ties, options->drawn, &input, sink) != 0)
		return -1;
	return find_total(run, err);
}

static int run_with(struct tsop_matrix_run *run, struct tsop_output *out, struct tsop_sink *sink,
		    struct tsop_error *err)
{
	int status;

	if (read_inputs(run, sink, err) != 0)
		return -1;
	status = solve(run, err);
	if (status >= 0 && tsop_ties_end(&run->ties, sink) != 0)
		return -1;
	if (status == 1)
		tsop_output_add(out, tsop_buf_view(&run->ties.needed));
	if (status != 0)
		return status;
	if (tsop_matrix_publish(run, out, err) != 0)
		return -1;
	return run->result.is_feasible ? 0 : tell_infeasible(run, err);
}

int tsop_matrix_run(const struct tsop_matrix_options *options, struct tsop_output *out,
		    struct tsop_sink *sink, struct tsop_error *err)
{
	struct tsop_matrix_run run = { .options = options };
	int status;

	tsop_arena_init(&run.table.arena);
	tsop_ties_init(&run.ties);
	status = run_with(&run, out, sink, err);
	tsop_ties_release(&run.ties);
	free(run.optima.one_more);
	tsop_biproportion_release(&run.result);
	tsop_matrix_table_release(&run.table);
	return status;
}
