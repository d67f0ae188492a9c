#include "apportion/biproportion_groups.h"
#include "apportion/biproportion_labels.h"
#include "apportion/biproportion_matrix.h"
#include "apportion/binlog.h"

static int find_tight(struct tsop_bimatrix_labels *l, enum tsop_bimatrix_tightness *tightness,
		      struct tsop_error *err)
{
	static const enum tsop_bimatrix_tightness of_side[] = { TSOP_BIMATRIX_MAY_GET,
								TSOP_BIMATRIX_MAY_LOSE };

	for (size_t i = 0; i < l->m->n_cells; i++) {
		const struct tsop_bimatrix_cell *cell = &l->m->cells[i];

		for (int side = 0; side < 2; side++) {
			int order;

			if (!tsop_bimatrix_bounds_label(l, cell->line[side], cell))
				continue;
			if (tsop_bimatrix_compare_label(l, cell->line[side], cell, &order, err) != 0)
				return -1;
			if (order == 0)
				tightness[i] = of_side[side];
		}
	}
	return 0;
}

/* Do the labels hold in every cell? */
static int hold(struct tsop_bimatrix_labels *l, bool *all, struct tsop_error *err)
{
	*all = true;
	for (size_t i = 0; i < l->m->n_cells && *all; i++) {
		const struct tsop_bimatrix_cell *cell = &l->m->cells[i];

		for (int side = 0; side < 2 && *all; side++) {
			int order;

			if (!tsop_bimatrix_bounds_label(l, cell->line[side], cell))
				continue;
			if (tsop_bimatrix_compare_label(l, cell->line[side], cell, &order, err) != 0)
				return -1;
			*all = order >= 0;
		}
	}
	return 0;
}

/*
 * Potentials of the labels: those of the first column 0, the others in the middle of their
 * bounds.
 */
static void recenter(const struct tsop_bimatrix_labels *l,
		     const struct tsop_bimatrix_groups *groups)
{
	struct tsop_bimatrix *m = l->m;
	int64_t first;

	for (size_t line = 0; line < m->n_lines; line++)
		m->potential[line] = (line < m->n_rows ? -l->log[line] : l->log[line]) / l->power;
	tsop_bimatrix_center(m, groups);
	if (m->n_rows == m->n_lines)
		return;
	first = m->potential[m->n_rows];
	for (size_t line = 0; line < m->n_lines; line++)
		m->potential[line] += line < m->n_rows ? first : -first;
}

/* The label of the line as its group demands, where that of the group's first line is `root`. */
static int derive_label(const struct tsop_bimatrix_labels *from, size_t line, size_t first,
			const struct tsop_fraction *root, struct tsop_fraction *label,
			struct tsop_error *err)
{
	struct tsop_fraction ratio = { 0 };
	int status = -1;

	if (tsop_fraction_multiply(&ratio, &from->label[line], &from->label[first], true, err) == 0)
		status = tsop_fraction_multiply(label, &ratio, root, false, err);
	tsop_fraction_release(&ratio);
	return status;
}

static int shorten_group(const struct tsop_bimatrix_labels *from,
			 const struct tsop_bimatrix_groups *groups, size_t group, unsigned bits,
			 struct tsop_bimatrix_labels *l, struct tsop_error *err)
{
	const size_t *lines = &groups->order[groups->first[group]];
	size_t n = groups->first[group + 1] - groups->first[group];
	int64_t log = l->power * l->m->potential[lines[0]];

	if (tsop_fraction_power_of_two(&l->product, lines[0] < l->m->n_rows ? -log : log, bits,
				       err) != 0)
		return -1;
	tsop_bimatrix_set_label(l, lines[0], &l->product);
	for (size_t i = 1; i < n; i++) {
		if (derive_label(from, lines[i], lines[0], &l->label[lines[0]], &l->product,
				 err) != 0)
			return -1;
		tsop_bimatrix_set_label(l, lines[i], &l->product);
	}
	return 0;
}

/* Labels of as few digits as will do, in l; where none do, those that there are. */
static int shorten(const struct tsop_bimatrix_labels *from,
		   const struct tsop_bimatrix_groups *groups, struct tsop_bimatrix_labels *l,
		   struct tsop_error *err)
{
	enum { STEP = 9 };
	bool all = false;

	for (unsigned bits = STEP; bits <= TSOP_FRACTION_BITS && !all; bits += STEP) {
		for (size_t group = 0; group < groups->n; group++)
			if (shorten_group(from, groups, group, bits, l, err) != 0)
				return -1;
		if (hold(l, &all, err) != 0)
			return -1;
	}
	for (size_t line = 0; line < l->m->n_lines && !all; line++)
		if (tsop_fraction_copy(&l->label[line], &from->label[line], err) != 0)
			return -1;
	return 0;
}

static int write_multiplier(const struct tsop_bimatrix_labels *l, size_t line,
			    struct tsop_buf *text, struct tsop_arena *arena,
			    const char **multiplier, struct tsop_error *err)
{
	tsop_buf_clear(text);
	if (tsop_fraction_write(text, &l->label[line], line < l->m->n_rows, err) != 0)
		return -1;
	*multiplier = tsop_arena_copy(arena, tsop_buf_view(text));
	return *multiplier == NULL ? tsop_fail_memory(err) : 0;
}

static int write_multipliers(const struct tsop_bimatrix_labels *l, struct tsop_biproportion *result,
			     struct tsop_error *err)
{
	size_t n = l->m->n_lines;
	const char **texts = tsop_arena_take(&result->arena, n, sizeof *texts);
	struct tsop_buf text;
	int status = 0;

	if (texts == NULL)
		return tsop_fail_memory(err);
	tsop_buf_init(&text);
	for (size_t line = 0; line < n && status == 0; line++)
		status = write_multiplier(l, line, &text, &result->arena, &texts[line], err);
	tsop_buf_release(&text);
	result->row_multiplier = texts;
	result->column_multiplier = texts + l->m->n_rows;
	return status;
}

static int write_seats(const struct tsop_bimatrix *m, const struct tsop_bimatrix_groups *groups,
		       const enum tsop_bimatrix_tightness *tightness,
		       struct tsop_biproportion *result, struct tsop_error *err)
{
	result->seats = tsop_arena_take(&result->arena, m->n_cells, sizeof *result->seats);
	result->tied = tsop_arena_take(&result->arena, m->n_cells, sizeof *result->tied);
	result->fewer = tsop_arena_take(&result->arena, m->n_cells, sizeof *result->fewer);
	if (result->seats == NULL || result->tied == NULL || result->fewer == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < m->n_cells; i++) {
		const struct tsop_bimatrix_cell *cell = &m->cells[i];

		result->seats[i] = cell->seats;
		if (tightness[i] == TSOP_BIMATRIX_LOOSE ||
		    groups->of[cell->line[0]] != groups->of[cell->line[1]])
			continue;
		result->fewer[result->n_tied] =
			cell->seats - (tightness[i] == TSOP_BIMATRIX_MAY_LOSE);
		result->n_draw += tightness[i] == TSOP_BIMATRIX_MAY_LOSE;
		result->tied[result->n_tied++] = i;
	}
	return 0;
}

static int prove(struct tsop_bimatrix_labels *l, struct tsop_bimatrix_labels *shorter,
		 struct tsop_biproportion *result, struct tsop_error *err)
{
	struct tsop_bimatrix *m = l->m;
	enum tsop_bimatrix_tightness *tightness =
		tsop_arena_take(&m->arena, m->n_cells, sizeof *tightness);
	struct tsop_bimatrix_groups groups;

	if (tightness == NULL)
		return tsop_fail_memory(err);
	if (tsop_bimatrix_settle_labels(l, err) != 0 || find_tight(l, tightness, err) != 0 ||
	    tsop_bimatrix_groups_find(&groups, m, tightness, err) != 0)
		return -1;
	if (write_seats(m, &groups, tightness, result, err) != 0)
		return -1;
	recenter(l, &groups);
	if (tsop_bimatrix_labels_init(shorter, m, err) != 0 ||
	    shorten(l, &groups, shorter, err) != 0)
		return -1;
	return write_multipliers(shorter, result, err);
}

int tsop_bimatrix_prove(struct tsop_bimatrix *m, struct tsop_biproportion *result,
			struct tsop_error *err)
{
	struct tsop_bimatrix_labels l = { .m = m };
	struct tsop_bimatrix_labels shorter = { .m = m };
	struct tsop_bimatrix_groups single;
	int status = -1;

	if (tsop_bimatrix_groups_single(&single, m, err) != 0)
		return -1;
	tsop_bimatrix_center(m, &single);
	if (tsop_bimatrix_labels_init(&l, m, err) == 0)
		status = prove(&l, &shorter, result, err);
	tsop_bimatrix_labels_release(&l);
	tsop_bimatrix_labels_release(&shorter);
	return status;
}
