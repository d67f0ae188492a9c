#include "apportion/biproportion_groups.h"
#include "apportion/biproportion_matrix.h"
#include "apportion/binlog.h"

/* A cell of a line that may change, and the potential of the line at which it does. */
struct change {
	int64_t key; /* the least comes first */
	struct tsop_bimatrix_cell *cell;
};

struct scaling {
	struct tsop_bimatrix *m;
	struct change *heap; /* of the cells of a line */
	size_t n;
};

static int64_t sum_at(const struct tsop_bimatrix *m, const struct tsop_bimatrix_cell *cell)
{
	return m->potential[cell->line[0]] + m->potential[cell->line[1]];
}

static void sift_down(struct scaling *s, size_t place)
{
	struct change moved = s->heap[place];
	size_t child;

	while ((child = 2 * place + 1) < s->n) {
		if (child + 1 < s->n && s->heap[child + 1].key < s->heap[child].key)
			child++;
		if (s->heap[child].key >= moved.key)
			break;
		s->heap[place] = s->heap[child];
		place = child;
	}
	s->heap[place] = moved;
}

static int64_t key_of(const struct scaling *s, const struct tsop_bimatrix_cell *cell, size_t line,
		      bool adding)
{
	int64_t potential = s->m->potential[tsop_bimatrix_other(cell, line)];

	return adding ? cell->up - potential : potential - cell->down;
}

static void build_heap(struct scaling *s, size_t line, bool adding)
{
	const struct tsop_bimatrix *m = s->m;

	s->n = 0;
	for (size_t k = m->first[line]; k < m->first[line + 1]; k++) {
		struct tsop_bimatrix_cell *cell = &m->cells[m->list[k]];

		if (adding || cell->down != TSOP_BIMATRIX_NEVER)
			s->heap[s->n++] = (struct change){ key_of(s, cell, line, adding), cell };
	}
	for (size_t place = s->n / 2; place-- > 0;)
		sift_down(s, place);
}

/* Change the cell that is nearest to it by a seat. */
static void change_top(struct scaling *s, size_t line, bool adding)
{
	struct tsop_bimatrix_cell *cell = s->heap[0].cell;

	tsop_bimatrix_set_seats(s->m, cell, cell->seats + (adding ? 1 : -1));
	if (!adding && cell->down == TSOP_BIMATRIX_NEVER)
		s->heap[0] = s->heap[--s->n];
	else
		s->heap[0].key = key_of(s, cell, line, adding);
	if (s->n > 0)
		sift_down(s, 0);
}

/* By how much may potentials change? */
struct span {
	bool has_low, has_high;
	int64_t low, high;
};

static void bound_low(struct span *span, int64_t low)
{
	if (!span->has_low || low > span->low)
		span->low = low;
	span->has_low = true;
}

static void bound_high(struct span *span, int64_t high)
{
	if (!span->has_high || high < span->high)
		span->high = high;
	span->has_high = true;
}

static int64_t middle_of(const struct span *span)
{
	if (span->has_low && span->has_high)
		return span->low + (span->high - span->low) / 2;
	if (span->has_high)
		return span->high - TSOP_BINLOG_ONE;
	return span->has_low ? span->low + TSOP_BINLOG_ONE : 0;
}

/* By how much may the potential of a row rise, or that of a column fall, for the cell's sake? */
static void bound_change(const struct tsop_bimatrix *m, size_t line,
			 const struct tsop_bimatrix_cell *cell, struct span *span)
{
	int64_t sum = sum_at(m, cell);
	bool has_down = cell->down != TSOP_BIMATRIX_NEVER;

	if (line < m->n_rows) {
		bound_high(span, cell->up - sum);
		if (has_down)
			bound_low(span, cell->down - sum);
	} else {
		bound_low(span, sum - cell->up);
		if (has_down)
			bound_high(span, sum - cell->down);
	}
}

static void center_line(struct tsop_bimatrix *m, size_t line)
{
	struct span span = { 0 };
	int64_t change;

	for (size_t k = m->first[line]; k < m->first[line + 1]; k++)
		bound_change(m, line, &m->cells[m->list[k]], &span);
	change = middle_of(&span);
	m->potential[line] += line < m->n_rows ? change : -change;
}

/*
 * Give the line its seats, as an apportionment among its cells, and the potential that they
 * have.
 */
static void apportion_line(struct scaling *s, size_t line)
{
	struct tsop_bimatrix *m = s->m;
	bool adding = m->given[line] < m->wanted[line];

	if (m->given[line] != m->wanted[line])
		build_heap(s, line, adding);
	while (m->given[line] != m->wanted[line])
		change_top(s, line, adding);
	center_line(m, line);
}

/* Seats that are in a column where they should not be. */
static int64_t count_flaws(const struct tsop_bimatrix *m)
{
	int64_t flaws = 0;

	for (size_t line = m->n_rows; line < m->n_lines; line++)
		if (m->given[line] > m->wanted[line])
			flaws += m->given[line] - m->wanted[line];
	return flaws;
}

static void apportion_lines(struct scaling *s, size_t first, size_t end)
{
	for (size_t line = first; line < end; line++)
		apportion_line(s, line);
}

/* Rows, columns, rows in turn: as long as that puts more seats right than two transfers would. */
static void alternate(struct scaling *s)
{
	struct tsop_bimatrix *m = s->m;
	int64_t flaws;
	int64_t before;

	apportion_lines(s, 0, m->n_rows);
	flaws = count_flaws(m);
	do {
		before = flaws;
		if (flaws == 0)
			break;
		apportion_lines(s, m->n_rows, m->n_lines);
		apportion_lines(s, 0, m->n_rows);
		flaws = count_flaws(m);
	} while (flaws + 2 < before);
}

/* The seats of the cells at their potentials. */
static void settle(struct tsop_bimatrix *m)
{
	for (size_t i = 0; i < m->n_cells; i++) {
		struct tsop_bimatrix_cell *cell = &m->cells[i];
		int64_t sum = sum_at(m, cell);

		while (cell->up < sum)
			tsop_bimatrix_set_seats(m, cell, cell->seats + 1);
		while (cell->down > sum)
			tsop_bimatrix_set_seats(m, cell, cell->seats - 1);
	}
}

/* Rows start from their quotas of the weights as they are. */
static void start_potentials(struct tsop_bimatrix *m)
{
	for (size_t row = 0; row < m->n_rows; row++) {
		tsop_uint128 weight = 0;
		int64_t twos = 0;

		for (size_t k = m->first[row]; k < m->first[row + 1]; k++)
			weight += (uint64_t)m->cells[m->list[k]].weight;
		for (; weight > INT64_MAX; weight /= 2)
			twos++;
		if (weight > 0)
			m->potential[row] = tsop_bimatrix_log_divisor(m->method,
								      m->wanted[row] * m->unit + 1) -
					    tsop_bimatrix_log_weight(m, (int64_t)weight) -
					    twos * TSOP_BINLOG_ONE;
	}
}

/* Count by that unit; what is wanted is what flows, in whole units. */
static void begin_level(struct tsop_bimatrix *m, int64_t unit, const int64_t *flow,
			const int64_t *wanted)
{
	int64_t factor = m->unit / unit;

	tsop_bimatrix_set_unit(m, unit);
	for (size_t line = 0; line < m->n_lines; line++)
		m->wanted[line] = unit == 1 ? wanted[line] : 0;
	for (size_t i = 0; i < m->n_cells; i++) {
		struct tsop_bimatrix_cell *cell = &m->cells[i];
		int64_t seats = cell->seats * factor;

		for (int side = 0; side < 2 && unit > 1; side++)
			m->wanted[cell->line[side]] += flow[i] / unit;
		cell->seats = 0;
		tsop_bimatrix_set_seats(m, cell, seats > m->least ? seats : m->least);
	}
}

int tsop_bimatrix_scale(struct tsop_bimatrix *m, const int64_t *flow, struct tsop_error *err)
{
	struct scaling s = { .m = m };
	int64_t *wanted = tsop_arena_take(&m->arena, m->n_lines, sizeof *wanted);
	int64_t total = 0;
	int64_t unit = 1;

	s.heap = tsop_arena_take(&m->arena, m->n_lines, sizeof *s.heap);
	if (wanted == NULL || s.heap == NULL)
		return tsop_fail_memory(err);
	for (size_t line = 0; line < m->n_lines; line++) {
		wanted[line] = m->wanted[line];
		total += line < m->n_rows ? wanted[line] : 0;
	}
	while (total / unit > 4 * (int64_t)(m->n_cells + m->n_lines))
		unit *= 4;
	m->unit = unit;
	for (bool is_first = true; unit > 0; unit /= 4, is_first = false) {
		begin_level(m, unit, flow, wanted);
		if (is_first)
			start_potentials(m);
		settle(m);
		alternate(&s);
		if (tsop_bimatrix_transfer(m, err) != 0)
			return -1;
	}
	return 0;
}

/* Potentials of rows rise while those of columns fall: sums inside of the group stay. */
static void center_group(struct tsop_bimatrix *m, const struct tsop_bimatrix_groups *groups,
			 size_t group)
{
	struct span span = { 0 };
	int64_t change;

	for (size_t i = groups->first[group]; i < groups->first[group + 1]; i++) {
		size_t line = groups->order[i];

		for (size_t k = m->first[line]; k < m->first[line + 1]; k++) {
			const struct tsop_bimatrix_cell *cell = &m->cells[m->list[k]];

			if (groups->of[tsop_bimatrix_other(cell, line)] != group)
				bound_change(m, line, cell, &span);
		}
	}
	change = middle_of(&span);
	for (size_t i = groups->first[group]; i < groups->first[group + 1]; i++) {
		size_t line = groups->order[i];

		m->potential[line] += line < m->n_rows ? change : -change;
	}
}

void tsop_bimatrix_center(struct tsop_bimatrix *m, const struct tsop_bimatrix_groups *groups)
{
	enum { N_PASSES = 10 }; /* each widens what is narrow; more of them hardly do */

	for (int pass = 0; pass < N_PASSES; pass++)
		for (size_t group = 0; group < groups->n; group++)
			center_group(m, groups, group);
}
