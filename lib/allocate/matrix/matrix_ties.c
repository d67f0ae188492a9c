#include <stdlib.h>

#include "allocate/lot.h"
#include "allocate/matrix/matrix_run.h"

/* One of those that are tied, and its lot. */
struct ticket {
	size_t index;
	struct tsop_lot lot;
};

static int by_lot(const void *left, const void *right)
{
	const struct ticket *a = left;
	const struct ticket *b = right;
	int order = tsop_lot_compare(&a->lot, &b->lot);

	return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

/* Indices of n ids, the first to be drawn first; NULL where memory ends. */
static size_t *draw_lots(struct tsop_arena *arena, const char *seed, const char *purpose,
			 const char *const *ids, size_t n)
{
	struct ticket *tickets = tsop_arena_take(arena, n, sizeof *tickets);
	size_t *order = tsop_arena_take(arena, n, sizeof *order);

	if (tickets == NULL || order == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		tickets[i].index = i;
		tsop_lot_draw(seed, purpose, tsop_view_of(ids[i]), &tickets[i].lot);
	}
	qsort(tickets, n, sizeof *tickets, by_lot);
	for (size_t i = 0; i < n; i++)
		order[i] = tickets[i].index;
	return order;
}

/* *order: indices of the ids that are drawn, by the seed or a recorded draw. 1: it is needed. */
static int settle(struct tsop_matrix_run *run, enum tsop_draw_purpose purpose,
		  const char *const *ids, size_t n, size_t number, const char *why,
		  const size_t **order, struct tsop_error *err)
{
	const char *seed = run->options->seed;
	struct tsop_drawn drawn;
	int status;

	if (seed != NULL) {
		*order = draw_lots(&run->table.arena, seed, tsop_draw_purpose_name(purpose), ids, n);
		return *order == NULL ? tsop_fail_memory(err) : 0;
	}
	status = tsop_ties_ids(&run->ties, purpose, ids, n, number, why, &drawn, err);
	if (status == 0)
		*order = drawn.rows;
	return status;
}

int tsop_matrix_settle_side(struct tsop_matrix_run *run, struct tsop_matrix_side *side,
			    const struct tsop_apportionment *key, struct tsop_error *err)
{
	const char **ids = tsop_arena_take(&run->table.arena, key->n_tied, sizeof *ids);
	const size_t *order;
	int status;

	if (key->n_draw == 0)
		return 0;
	if (ids == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < key->n_tied; i++)
		ids[i] = side->names[key->tied[i]];
	status = settle(run, TSOP_DRAW_SEATS, ids, key->n_tied, (size_t)key->n_draw,
			"they are equal by the sums of their weights", &order, err);
	for (int64_t i = 0; i < key->n_draw && status == 0; i++)
		side->seats[key->tied[order[i]]]++;
	return status;
}

static int name_tied(struct tsop_matrix_run *run, struct tsop_error *err)
{
	const struct tsop_biproportion *result = &run->result;
	struct tsop_buf id;

	run->tied = tsop_arena_take(&run->table.arena, result->n_tied + 1, sizeof *run->tied);
	if (run->tied == NULL)
		return tsop_fail_memory(err);
	tsop_buf_init(&id);
	for (size_t i = 0; i < result->n_tied; i++) {
		const struct tsop_biproportion_cell *cell = &run->table.cells[result->tied[i]];

		tsop_buf_clear(&id);
		tsop_buf_addf(&id, "%s%s%s", run->table.rows.names[cell->row], TSOP_MATRIX_CROSS,
			      run->table.columns.names[cell->column]);
		run->tied[i] = id.failed ? NULL
					 : tsop_arena_copy(&run->table.arena, tsop_buf_view(&id));
		if (run->tied[i] == NULL) {
			tsop_buf_release(&id);
			return tsop_fail_memory(err);
		}
	}
	tsop_buf_release(&id);
	return 0;
}

/* What is to be drawn: the order, as a seat may go to one cell only where others can do without. */
static const char *tell_why(struct tsop_matrix_run *run)
{
	struct tsop_buf why;
	const char *text;

	tsop_buf_init(&why);
	tsop_buf_addf(&why, "%s%zu matrices are equally proportional: the order in which these "
			    "cells get one more seat, %zu of them, is to be drawn",
		      run->optima.more ? "more than " : "", run->optima.n, run->result.n_draw);
	text = why.failed ? NULL : tsop_arena_copy(&run->table.arena, tsop_buf_view(&why));
	tsop_buf_release(&why);
	return text;
}

int tsop_matrix_settle_cells(struct tsop_matrix_run *run, struct tsop_error *err)
{
	enum { LISTED_MAX = 100000 }; /* cells, so that a line of records holds them */
	size_t n = run->result.n_tied;
	size_t limit = (size_t)run->options->ties;
	const size_t *order;
	const char *why;
	int status;

	if (n == 0)
		return 0;
	if (limit > LISTED_MAX / n + 1)
		limit = LISTED_MAX / n + 1;
	if (name_tied(run, err) != 0 ||
	    tsop_biproportion_list(&run->problem, &run->result, limit, &run->optima, err) != 0)
		return -1;
	why = tell_why(run);
	if (why == NULL)
		return tsop_fail_memory(err);
	status = settle(run, TSOP_DRAW_CELLS, run->tied, n, n, why, &order, err);
	if (status != 0)
		return status;
	return tsop_biproportion_draw(&run->problem, &run->result, order, err);
}
