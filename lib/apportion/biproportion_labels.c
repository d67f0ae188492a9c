#include "apportion/biproportion_labels.h"

void tsop_bimatrix_set_label(struct tsop_bimatrix_labels *l, size_t line,
			     struct tsop_fraction *label)
{
	struct tsop_fraction old = l->label[line];

	l->label[line] = *label;
	*label = old;
	l->log[line] = tsop_fraction_binlog(&l->label[line]);
}

/* The place behind one of the ring. */
static size_t next_place(const struct tsop_bimatrix_labels *l, size_t place)
{
	return place + 1 < l->m->n_lines ? place + 1 : 0;
}

static void add_to_queue(struct tsop_bimatrix_labels *l, size_t line)
{
	if (l->is_queued[line])
		return;
	l->is_queued[line] = true;
	l->queue[l->queue_end] = line;
	l->queue_end = next_place(l, l->queue_end);
	l->n_queued++;
}

static size_t take_from_queue(struct tsop_bimatrix_labels *l)
{
	size_t line = l->queue[l->queue_first];

	l->queue_first = next_place(l, l->queue_first);
	l->n_queued--;
	l->is_queued[line] = false;
	return line;
}

bool tsop_bimatrix_bounds_label(const struct tsop_bimatrix_labels *l, size_t line,
				const struct tsop_bimatrix_cell *cell)
{
	return line < l->m->n_rows || cell->down != TSOP_BIMATRIX_NEVER;
}

/* q(seats) where the line is a row, q(seats - 1) where it is a column. */
static int find_quotient(struct tsop_bimatrix_labels *l, size_t line,
			 const struct tsop_bimatrix_cell *cell, struct tsop_error *err)
{
	int64_t seats = line < l->m->n_rows ? cell->seats : cell->seats - 1;

	return tsop_bimatrix_quotient(l->m, cell->weight, seats, &l->quotient, err);
}

/* *order: <0, 0, >0 as the bound is less than, equal to or greater than the other line's label. */
static int compare_exactly(struct tsop_bimatrix_labels *l, size_t line,
			   const struct tsop_bimatrix_cell *cell, int *order,
			   struct tsop_error *err)
{
	const struct tsop_fraction *from = &l->label[line];
	const struct tsop_fraction *to = &l->label[tsop_bimatrix_other(cell, line)];
	const struct tsop_natural *num = &l->quotient.num;
	const struct tsop_natural *den = &l->quotient.den;

	if (find_quotient(l, line, cell, err) != 0)
		return -1;
	if (line >= l->m->n_rows) {
		num = &l->quotient.den;
		den = &l->quotient.num;
	}
	if (tsop_natural_multiply(&l->product.num, &from->num, num, err) != 0 ||
	    tsop_natural_multiply(&l->left, &l->product.num, &to->den, err) != 0 ||
	    tsop_natural_multiply(&l->product.den, &from->den, den, err) != 0 ||
	    tsop_natural_multiply(&l->right, &l->product.den, &to->num, err) != 0)
		return -1;
	*order = tsop_natural_compare(&l->left, &l->right);
	return 0;
}

int tsop_bimatrix_compare_label(struct tsop_bimatrix_labels *l, size_t line,
				const struct tsop_bimatrix_cell *cell, int *order,
				struct tsop_error *err)
{
	/* One for each label, two for each logarithm of a divisor and of a weight. */
	int64_t doubt = 2 + 4 * l->power;
	int64_t bound =
		l->log[line] + (line < l->m->n_rows ? l->power * cell->up : -l->power * cell->down);
	int64_t above = bound - l->log[tsop_bimatrix_other(cell, line)];

	if (above >= -doubt && above <= doubt)
		return compare_exactly(l, line, cell, order, err);
	*order = above < 0 ? -1 : 1;
	return 0;
}

/* Does what lowered the label of the line go back to `origin`? */
static bool comes_from(const struct tsop_bimatrix_labels *l, size_t line, size_t origin)
{
	while (line != origin && l->by[line] < l->m->n_cells)
		line = tsop_bimatrix_other(&l->m->cells[l->by[line]], line);
	return line == origin;
}

/* Move a seat around the circle through the line, then look at all labels again. */
static void move_around(struct tsop_bimatrix_labels *l, size_t start)
{
	struct tsop_bimatrix *m = l->m;
	size_t line = start;

	do {
		struct tsop_bimatrix_cell *cell = &m->cells[l->by[line]];

		tsop_bimatrix_set_seats(m, cell, cell->seats + (line < m->n_rows ? -1 : 1));
		line = tsop_bimatrix_other(cell, line);
	} while (line != start);
	for (line = 0; line < m->n_lines; line++) {
		l->by[line] = m->n_cells;
		add_to_queue(l, line);
	}
}

/* Lower the label of the other line to the bound. */
static int lower(struct tsop_bimatrix_labels *l, size_t line, size_t cell, struct tsop_error *err)
{
	size_t other = tsop_bimatrix_other(&l->m->cells[cell], line);

	if (find_quotient(l, line, &l->m->cells[cell], err) != 0 ||
	    tsop_fraction_multiply(&l->product, &l->label[line], &l->quotient, line >= l->m->n_rows,
				   err) != 0)
		return -1;
	tsop_bimatrix_set_label(l, other, &l->product);
	l->by[other] = cell;
	return 0;
}

/* *moved: seats were moved, what was lowered so far means nothing. */
static int hand_on(struct tsop_bimatrix_labels *l, size_t line, bool *moved, struct tsop_error *err)
{
	struct tsop_bimatrix *m = l->m;

	*moved = false;
	for (size_t k = m->first[line]; k < m->first[line + 1] && !*moved; k++) {
		struct tsop_bimatrix_cell *cell = &m->cells[m->list[k]];
		size_t other = tsop_bimatrix_other(cell, line);
		int order;

		if (!tsop_bimatrix_bounds_label(l, line, cell))
			continue;
		if (tsop_bimatrix_compare_label(l, line, cell, &order, err) != 0)
			return -1;
		if (order >= 0)
			continue;
		*moved = comes_from(l, line, other);
		if (lower(l, line, m->list[k], err) != 0)
			return -1;
		if (*moved)
			move_around(l, other);
		else
			add_to_queue(l, other);
	}
	return 0;
}

/* Labels that hold in every cell. */
int tsop_bimatrix_settle_labels(struct tsop_bimatrix_labels *l, struct tsop_error *err)
{
	bool moved;

	for (size_t line = 0; line < l->m->n_lines; line++) {
		l->by[line] = l->m->n_cells;
		add_to_queue(l, line);
	}
	while (l->n_queued > 0)
		if (hand_on(l, take_from_queue(l), &moved, err) != 0)
			return -1;
	return 0;
}

int tsop_bimatrix_labels_init(struct tsop_bimatrix_labels *l, struct tsop_bimatrix *m,
			      struct tsop_error *err)
{
	*l = (struct tsop_bimatrix_labels){ .m = m, .power = tsop_bimatrix_power(m->method) };
	l->label = tsop_arena_take(&m->arena, m->n_lines, sizeof *l->label);
	l->log = tsop_arena_take(&m->arena, m->n_lines, sizeof *l->log);
	l->by = tsop_arena_take(&m->arena, m->n_lines, sizeof *l->by);
	l->queue = tsop_arena_take(&m->arena, m->n_lines, sizeof *l->queue);
	l->is_queued = tsop_arena_take(&m->arena, m->n_lines, sizeof *l->is_queued);
	if (l->label == NULL || l->log == NULL || l->by == NULL || l->queue == NULL ||
	    l->is_queued == NULL)
		return tsop_fail_memory(err);
	for (size_t line = 0; line < m->n_lines; line++) {
		int64_t log = l->power * m->potential[line];

		if (tsop_fraction_power_of_two(&l->product, line < m->n_rows ? -log : log,
					       TSOP_FRACTION_BITS, err) != 0)
			return -1;
		tsop_bimatrix_set_label(l, line, &l->product);
	}
	return 0;
}

void tsop_bimatrix_labels_release(struct tsop_bimatrix_labels *l)
{
	for (size_t line = 0; l->label != NULL && line < l->m->n_lines; line++)
		tsop_fraction_release(&l->label[line]);
	tsop_fraction_release(&l->quotient);
	tsop_fraction_release(&l->product);
	tsop_natural_release(&l->left);
	tsop_natural_release(&l->right);
}
