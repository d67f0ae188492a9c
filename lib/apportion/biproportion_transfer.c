#include "apportion/biproportion_matrix.h"

/*
 * A search for the cheapest way to take a seat from a column that has too
 * many and give one to a column that has too few: it goes from a column to a
 * row through a cell that loses a seat, from a row to a column through one
 * that gets it. What a step costs is how far the cell is from changing; that
 * is never negative, so that Dijkstra's algorithm finds it.
 */
struct search {
	struct tsop_bimatrix *m;
	int64_t *distance; /* by line; INT64_MAX: not reached */
	size_t *by;        /* the cell that the line was reached by */
	size_t *heap;      /* lines, the nearest on top */
	size_t *place;     /* of a line in the heap, from 1; 0: not in it */
	size_t n;
};

static void put(struct search *s, size_t place, size_t line)
{
	s->heap[place - 1] = line;
	s->place[line] = place;
}

static void rise(struct search *s, size_t line)
{
	size_t place = s->place[line];

	for (; place > 1; place /= 2) {
		size_t parent = s->heap[place / 2 - 1];

		if (s->distance[parent] <= s->distance[line])
			break;
		put(s, place, parent);
	}
	put(s, place, line);
}

static size_t take_nearest(struct search *s)
{
	size_t nearest = s->heap[0];
	size_t moved = s->heap[--s->n];
	size_t place = 1;
	size_t child;

	s->place[nearest] = 0;
	if (s->n == 0)
		return nearest;
	while ((child = 2 * place) <= s->n) {
		if (child < s->n &&
		    s->distance[s->heap[child]] < s->distance[s->heap[child - 1]])
			child++;
		if (s->distance[s->heap[child - 1]] >= s->distance[moved])
			break;
		put(s, place, s->heap[child - 1]);
		place = child;
	}
	put(s, place, moved);
	return nearest;
}

static void reach(struct search *s, size_t line, int64_t distance, size_t by)
{
	if (distance >= s->distance[line])
		return;
	if (s->place[line] == 0)
		s->place[line] = ++s->n;
	s->distance[line] = distance;
	s->by[line] = by;
	rise(s, line);
}

static void leave(struct search *s, size_t line)
{
	const struct tsop_bimatrix *m = s->m;

	for (size_t k = m->first[line]; k < m->first[line + 1]; k++) {
		const struct tsop_bimatrix_cell *cell = &m->cells[m->list[k]];
		int64_t sum = m->potential[cell->line[0]] + m->potential[cell->line[1]];

		if (line < m->n_rows)
			reach(s, cell->line[1], s->distance[line] + (cell->up - sum), m->list[k]);
		else if (cell->down != TSOP_BIMATRIX_NEVER)
			reach(s, cell->line[0], s->distance[line] + (sum - cell->down), m->list[k]);
	}
}

/* The nearest column that has too few, or n_lines where none has too many. */
static size_t find_column(struct search *s)
{
	const struct tsop_bimatrix *m = s->m;

	s->n = 0;
	for (size_t line = 0; line < m->n_lines; line++) {
		s->distance[line] = INT64_MAX;
		s->place[line] = 0;
	}
	for (size_t line = m->n_rows; line < m->n_lines; line++)
		if (m->given[line] > m->wanted[line])
			reach(s, line, 0, m->n_cells);
	while (s->n > 0) {
		size_t line = take_nearest(s);

		if (line >= m->n_rows && m->given[line] < m->wanted[line])
			return line;
		leave(s, line);
	}
	return m->n_lines;
}

/* The potentials of all that are nearer than the column change by how much they are. */
static void change_potentials(struct search *s, size_t column)
{
	struct tsop_bimatrix *m = s->m;

	for (size_t line = 0; line < m->n_lines; line++) {
		int64_t nearer = s->distance[column] - s->distance[line];

		if (nearer > 0)
			m->potential[line] += line < m->n_rows ? nearer : -nearer;
	}
}

static void transfer_to(struct search *s, size_t column)
{
	struct tsop_bimatrix *m = s->m;

	for (size_t line = column; s->by[line] < m->n_cells;) {
		struct tsop_bimatrix_cell *cell = &m->cells[s->by[line]];

		tsop_bimatrix_set_seats(m, cell, cell->seats + (line < m->n_rows ? -1 : 1));
		line = tsop_bimatrix_other(cell, line);
	}
}

int tsop_bimatrix_transfer(struct tsop_bimatrix *m, struct tsop_error *err)
{
	struct search s = { .m = m };
	size_t column;

	s.distance = tsop_arena_take(&m->arena, m->n_lines, sizeof *s.distance);
	s.by = tsop_arena_take(&m->arena, m->n_lines, sizeof *s.by);
	s.heap = tsop_arena_take(&m->arena, m->n_lines, sizeof *s.heap);
	s.place = tsop_arena_take(&m->arena, m->n_lines, sizeof *s.place);
	if (s.distance == NULL || s.by == NULL || s.heap == NULL || s.place == NULL)
		return tsop_fail_memory(err);
	while ((column = find_column(&s)) < m->n_lines) {
		change_potentials(&s, column);
		transfer_to(&s, column);
	}
	return 0;
}
