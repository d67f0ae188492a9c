#include <string.h>

#include "apportion/biproportion_matrix.h"

/*
 * Seats flow from rows through cells to columns: what is left of both after
 * every cell has its least. Rows that still have some look for columns that
 * can take more, along cells that take and cells that give back (Ford and
 * Fulkerson, shortest paths first).
 */
struct search {
	struct tsop_bimatrix *m;
	int64_t *left;   /* by line */
	int64_t *flow;   /* by cell */
	bool *is_reached; /* by line */
	size_t *by;      /* the cell that a line was reached by */
	size_t *queue;
	size_t n_queued;
};

static void give_what_fits(struct search *s)
{
	for (size_t i = 0; i < s->m->n_cells; i++) {
		int64_t *row = &s->left[s->m->cells[i].line[0]];
		int64_t *column = &s->left[s->m->cells[i].line[1]];
		int64_t seats = *row < *column ? *row : *column;

		s->flow[i] += seats;
		*row -= seats;
		*column -= seats;
	}
}

static void reach(struct search *s, size_t line, size_t by)
{
	s->is_reached[line] = true;
	s->by[line] = by;
	s->queue[s->n_queued++] = line;
}

/* The first column with seats left that some row with seats left leads to, or n_lines. */
static size_t find_column(struct search *s)
{
	const struct tsop_bimatrix *m = s->m;

	memset(s->is_reached, 0, m->n_lines * sizeof *s->is_reached);
	s->n_queued = 0;
	for (size_t row = 0; row < m->n_rows; row++)
		if (s->left[row] > 0)
			reach(s, row, m->n_cells);
	for (size_t next = 0; next < s->n_queued; next++) {
		size_t line = s->queue[next];

		if (line >= m->n_rows && s->left[line] > 0)
			return line;
		for (size_t k = m->first[line]; k < m->first[line + 1]; k++) {
			size_t cell = m->list[k];
			size_t other = tsop_bimatrix_other(&m->cells[cell], line);

			if (!s->is_reached[other] && (line < m->n_rows || s->flow[cell] > 0))
				reach(s, other, cell);
		}
	}
	return m->n_lines;
}

/* The row that the path to the column starts from; *most: what can flow along it. */
static size_t find_start(const struct search *s, size_t column, int64_t *most)
{
	size_t line = column;

	*most = s->left[column];
	while (s->by[line] < s->m->n_cells) {
		/* A row was reached because the cell has something to give back. */
		if (line < s->m->n_rows && s->flow[s->by[line]] < *most)
			*most = s->flow[s->by[line]];
		line = tsop_bimatrix_other(&s->m->cells[s->by[line]], line);
	}
	if (s->left[line] < *most)
		*most = s->left[line];
	return line;
}

static void send(struct search *s, size_t column)
{
	int64_t seats;
	size_t row = find_start(s, column, &seats);

	s->left[row] -= seats;
	s->left[column] -= seats;
	for (size_t line = column; line != row;) {
		s->flow[s->by[line]] += line < s->m->n_rows ? -seats : seats;
		line = tsop_bimatrix_other(&s->m->cells[s->by[line]], line);
	}
}

/* A line that has not even the least for each of its cells, or n_lines. */
static size_t find_short_line(const struct search *s)
{
	size_t line = 0;

	while (line < s->m->n_lines && s->left[line] >= 0)
		line++;
	return line;
}

/*
 * Which rows have nowhere to go? With a short line it is the one column, or
 * all rows but the one; else those that were reached, which lead to the
 * columns that were reached and no further.
 */
static int explain(const struct search *s, size_t short_line, struct tsop_biproportion *result,
		   struct tsop_error *err)
{
	const struct tsop_bimatrix *m = s->m;
	bool *in = tsop_arena_take(&result->arena, m->n_lines + 1, sizeof *in);

	if (in == NULL)
		return tsop_fail_memory(err);
	for (size_t line = 0; line < m->n_lines; line++) {
		if (short_line < m->n_rows)
			in[line] = line != short_line;
		else if (short_line < m->n_lines)
			in[line] = line == short_line;
		else
			in[line] = s->is_reached[line];
		if (in[line])
			*(line < m->n_rows ? &result->rows_seats : &result->columns_seats) +=
				m->wanted[line];
	}
	for (size_t i = 0; i < m->n_cells; i++)
		if (!in[m->cells[i].line[0]] && in[m->cells[i].line[1]])
			result->taken += m->least;
	result->in_rows = in;
	result->in_columns = in + m->n_rows;
	return 0;
}

static int take_arrays(struct search *s, struct tsop_error *err)
{
	struct tsop_bimatrix *m = s->m;

	s->left = tsop_arena_take(&m->arena, m->n_lines, sizeof *s->left);
	s->flow = tsop_arena_take(&m->arena, m->n_cells, sizeof *s->flow);
	s->is_reached = tsop_arena_take(&m->arena, m->n_lines, sizeof *s->is_reached);
	s->by = tsop_arena_take(&m->arena, m->n_lines, sizeof *s->by);
	s->queue = tsop_arena_take(&m->arena, m->n_lines, sizeof *s->queue);
	if (s->left == NULL || s->flow == NULL || s->is_reached == NULL || s->by == NULL ||
	    s->queue == NULL)
		return tsop_fail_memory(err);
	return 0;
}

int tsop_bimatrix_find_flow(struct tsop_bimatrix *m, struct tsop_biproportion *result,
			    int64_t **flow, struct tsop_error *err)
{
	struct search s = { .m = m };
	size_t column;
	size_t short_line;
	bool is_left = false;

	if (take_arrays(&s, err) != 0)
		return -1;
	*flow = s.flow;
	memcpy(s.left, m->wanted, m->n_lines * sizeof *s.left);
	for (size_t i = 0; i < m->n_cells; i++) {
		s.flow[i] = 0;
		s.left[m->cells[i].line[0]] -= m->least;
		s.left[m->cells[i].line[1]] -= m->least;
	}
	short_line = find_short_line(&s);
	if (short_line < m->n_lines)
		return explain(&s, short_line, result, err);
	give_what_fits(&s);
	while ((column = find_column(&s)) < m->n_lines)
		send(&s, column);
	for (size_t row = 0; row < m->n_rows; row++)
		is_left = is_left || s.left[row] > 0;
	result->is_feasible = !is_left;
	return is_left ? explain(&s, m->n_lines, result, err) : 0;
}
