#include "apportion/biproportion_matrix.h"


enum { LOG_UNKNOWN = -1, LOG_DIVISORS_MAX = 65536 };

/* Logarithms are needed often, and of few numbers: they are kept. */
static int64_t log_divisor(struct tsop_bimatrix *m, int64_t units)
{
	int64_t seats = units * m->unit + m->unit / 2; /* the middle of what the unit stands for */
	int64_t *kept;

	if ((uint64_t)units >= m->n_log_divisor)
		return tsop_bimatrix_log_divisor(m->method, seats);
	kept = &m->log_divisor[units];
	if (*kept == LOG_UNKNOWN)
		*kept = tsop_bimatrix_log_divisor(m->method, seats);
	return *kept;
}

void tsop_bimatrix_set_unit(struct tsop_bimatrix *m, int64_t unit)
{
	m->unit = unit;
	m->least = unit == 1 && tsop_method_is_first_free(m->method) ? 1 : 0;
	for (size_t i = 0; i < m->n_log_divisor; i++)
		m->log_divisor[i] = LOG_UNKNOWN;
	for (size_t line = 0; line < m->n_lines; line++)
		m->given[line] = 0;
}

void tsop_bimatrix_set_seats(struct tsop_bimatrix *m, struct tsop_bimatrix_cell *cell,
			     int64_t seats)
{
	m->given[cell->line[0]] += seats - cell->seats;
	m->given[cell->line[1]] += seats - cell->seats;
	cell->seats = seats;
	cell->up = log_divisor(m, seats) - cell->log_weight;
	cell->down = seats == m->least ? TSOP_BIMATRIX_NEVER
				       : log_divisor(m, seats - 1) - cell->log_weight;
}

static int take_arrays(struct tsop_bimatrix *m, struct tsop_error *err)
{
	m->cells = tsop_arena_take(&m->arena, m->n_cells, sizeof *m->cells);
	m->first = tsop_arena_take(&m->arena, m->n_lines + 1, sizeof *m->first);
	m->list = tsop_arena_take(&m->arena, 2 * m->n_cells, sizeof *m->list);
	m->wanted = tsop_arena_take(&m->arena, m->n_lines, sizeof *m->wanted);
	m->given = tsop_arena_take(&m->arena, m->n_lines, sizeof *m->given);
	m->potential = tsop_arena_take(&m->arena, m->n_lines, sizeof *m->potential);
	m->log_divisor = tsop_arena_take(&m->arena, m->n_log_divisor, sizeof *m->log_divisor);
	if (m->cells == NULL || m->first == NULL || m->list == NULL || m->wanted == NULL ||
	    m->given == NULL || m->potential == NULL || m->log_divisor == NULL)
		return tsop_fail_memory(err);
	return 0;
}

static void list_cells(struct tsop_bimatrix *m)
{
	/* first[line + 1]: where the next cell of the line goes, in the end where the next starts. */
	for (size_t i = 0; i < m->n_cells; i++)
		for (int side = 0; side < 2; side++)
			if (m->cells[i].line[side] + 2 <= m->n_lines)
				m->first[m->cells[i].line[side] + 2]++;
	for (size_t line = 2; line <= m->n_lines; line++)
		m->first[line] += m->first[line - 1];
	for (size_t i = 0; i < m->n_cells; i++)
		for (int side = 0; side < 2; side++)
			m->list[m->first[m->cells[i].line[side] + 1]++] = i;
}

int tsop_bimatrix_init(struct tsop_bimatrix *m, const struct tsop_biproportion_problem *problem,
		       struct tsop_error *err)
{
	int64_t most = 0;

	*m = (struct tsop_bimatrix){
		.method = problem->method,
		.places = problem->method->is_identical ? 0 : problem->places,
		.n_rows = problem->n_rows,
		.n_lines = problem->n_rows + problem->n_columns,
		.n_cells = problem->n_cells,
	};
	tsop_arena_init(&m->arena);
	for (size_t row = 0; row < problem->n_rows; row++)
		if (problem->row_seats[row] > most)
			most = problem->row_seats[row];
	m->n_log_divisor = most < LOG_DIVISORS_MAX ? (size_t)most + 1 : LOG_DIVISORS_MAX;
	if (take_arrays(m, err) != 0)
		return -1;
	for (size_t i = 0; i < problem->n_cells; i++) {
		const struct tsop_biproportion_cell *cell = &problem->cells[i];

		m->cells[i] = (struct tsop_bimatrix_cell){
			.line = { cell->row, problem->n_rows + cell->column },
			.weight = cell->weight,
			.log_weight = tsop_bimatrix_log_weight(m, cell->weight),
		};
	}
	for (size_t line = 0; line < m->n_lines; line++)
		m->wanted[line] = line < m->n_rows ? problem->row_seats[line]
						   : problem->column_seats[line - m->n_rows];
	list_cells(m);
	return 0;
}

void tsop_bimatrix_release(struct tsop_bimatrix *m)
{
	tsop_arena_release(&m->arena);
}
