#include <stdlib.h>
#include <string.h>

#include "apportion/biproportion.h"

/*
 * From one matrix to the others: a tied cell changes, and so do others around
 * a circle, from row to column by cells that get a seat, back by cells that
 * lose theirs.
 */
struct ties {
	const struct tsop_biproportion_problem *problem;
	const struct tsop_biproportion *result;
	size_t n, n_lines;
	size_t *first, *list; /* the tied cells of each line: rows, then columns */
	bool *has_more;       /* by tied cell: in the matrix at hand */
	bool *is_free;        /* may it still change? */
	size_t *by;           /* by line: the tied cell that it was reached by, or n */
	bool *is_reached;
	size_t *queue;
};

static size_t line_of(const struct ties *t, size_t tie, int side)
{
	const struct tsop_biproportion_cell *cell = &t->problem->cells[t->result->tied[tie]];

	return side == 0 ? cell->row : t->problem->n_rows + cell->column;
}

static void list_ties(struct ties *t)
{
	for (size_t tie = 0; tie < t->n; tie++)
		for (int side = 0; side < 2; side++)
			t->first[line_of(t, tie, side) + 2]++;
	for (size_t line = 2; line <= t->n_lines; line++)
		t->first[line] += t->first[line - 1];
	for (size_t tie = 0; tie < t->n; tie++)
		for (int side = 0; side < 2; side++)
			t->list[t->first[line_of(t, tie, side) + 1]++] = tie;
}

static void release(struct ties *t)
{
	free(t->first);
	free(t->has_more);
}

static int init(struct ties *t, const struct tsop_biproportion_problem *problem,
		const struct tsop_biproportion *result, struct tsop_error *err)
{
	size_t n = result->n_tied;
	size_t n_lines = problem->n_rows + problem->n_columns;

	*t = (struct ties){ .problem = problem, .result = result, .n = n, .n_lines = n_lines };
	t->first = calloc(3 * n_lines + 3 + 2 * n, sizeof *t->first);
	t->has_more = calloc(2 * n + n_lines + 1, sizeof *t->has_more);
	if (t->first == NULL || t->has_more == NULL) {
		release(t);
		return tsop_fail_memory(err);
	}
	t->by = t->first + n_lines + 3;
	t->queue = t->by + n_lines;
	t->list = t->queue + n_lines;
	t->is_free = t->has_more + n;
	t->is_reached = t->is_free + n;
	list_ties(t);
	for (size_t tie = 0; tie < n; tie++)
		t->has_more[tie] = result->seats[result->tied[tie]] > result->fewer[tie];
	return 0;
}

static size_t other_of(const struct ties *t, size_t tie, size_t line)
{
	return line_of(t, tie, line < t->problem->n_rows);
}

/* Can the target be reached from the start by cells that are free? */
static bool find_way(struct ties *t, size_t start, size_t target)
{
	size_t n_queued = 0;

	memset(t->is_reached, 0, t->n_lines * sizeof *t->is_reached);
	t->is_reached[start] = true;
	t->queue[n_queued++] = start;
	for (size_t next = 0; next < n_queued && !t->is_reached[target]; next++) {
		size_t line = t->queue[next];

		for (size_t k = t->first[line]; k < t->first[line + 1]; k++) {
			size_t tie = t->list[k];
			size_t other = other_of(t, tie, line);

			if (!t->is_free[tie] || t->is_reached[other] ||
			    t->has_more[tie] == (line < t->problem->n_rows))
				continue;
			t->is_reached[other] = true;
			t->by[other] = tie;
			t->queue[n_queued++] = other;
		}
	}
	return t->is_reached[target];
}

/* Let the cell have one seat more or less, if that can be made up for by cells that are free. */
static bool change(struct ties *t, size_t tie)
{
	int side = t->has_more[tie] ? 0 : 1;
	size_t start = line_of(t, tie, side);
	size_t line = line_of(t, tie, 1 - side);

	if (!find_way(t, start, line))
		return false;
	t->has_more[tie] = !t->has_more[tie];
	while (line != start) {
		t->has_more[t->by[line]] = !t->has_more[t->by[line]];
		line = other_of(t, t->by[line], line);
	}
	return true;
}

int tsop_biproportion_draw(const struct tsop_biproportion_problem *problem,
			   struct tsop_biproportion *result, const size_t *order,
			   struct tsop_error *err)
{
	struct ties t;

	if (init(&t, problem, result, err) != 0)
		return -1;
	for (size_t tie = 0; tie < t.n; tie++)
		t.is_free[tie] = true;
	for (size_t i = 0; i < t.n; i++) {
		t.is_free[order[i]] = false;
		if (!t.has_more[order[i]])
			change(&t, order[i]);
	}
	for (size_t tie = 0; tie < t.n; tie++)
		result->seats[result->tied[tie]] = result->fewer[tie] + t.has_more[tie];
	release(&t);
	return 0;
}

/* Add the matrix at hand. false: it is one too many. */
static bool add(const struct ties *t, size_t limit, struct tsop_biproportion_optima *optima)
{
	optima->more = optima->n == limit;
	if (optima->more)
		return false;
	memcpy(&optima->one_more[optima->n * t->n], t->has_more, t->n * sizeof *t->has_more);
	optima->n++;
	return true;
}

/*
 * Add all matrices that agree with the one at hand in the ties before `from`,
 * but for it itself: by the first tie in which they do not agree.
 */
static void list_from(struct ties *t, size_t from, size_t limit,
		      struct tsop_biproportion_optima *optima)
{
	size_t at_hand = optima->n - 1;

	for (size_t tie = from; tie < t->n; tie++)
		t->is_free[tie] = false;
	for (size_t tie = t->n; tie-- > from && !optima->more;) {
		memcpy(t->has_more, &optima->one_more[at_hand * t->n], t->n * sizeof *t->has_more);
		if (change(t, tie) && add(t, limit, optima))
			list_from(t, tie + 1, limit, optima);
		t->is_free[tie] = true;
	}
}

int tsop_biproportion_list(const struct tsop_biproportion_problem *problem,
			   const struct tsop_biproportion *result, size_t limit,
			   struct tsop_biproportion_optima *optima, struct tsop_error *err)
{
	struct ties t;

	*optima = (struct tsop_biproportion_optima){ 0 };
	if (init(&t, problem, result, err) != 0)
		return -1;
	optima->one_more = calloc(limit, t.n + 1);
	if (optima->one_more == NULL) {
		release(&t);
		return tsop_fail_memory(err);
	}
	add(&t, limit, optima);
	list_from(&t, 0, limit, optima);
	release(&t);
	return 0;
}
