#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/map.h"
#include "verify/matrix/circles.h"
#include "verify/matrix/matrix.h"
#include "verify/result/lots.h"

/* Ways that are looked at to see which cells are tied. */
#define WORK_MAX ((size_t)1 << 32)

/* Cells of the matrix, in its order, as cells of circles. */
struct ties {
	struct tsop_result_matrix *m;
	size_t *of;	    /* by cell of the circles */
	const char **names; /* the same, of those that are tied */
	struct tsop_circles_cell *cells;
	size_t n;
	struct tsop_circles circles;
};

static struct tsop_result_matrix_cell *cell_of(const struct ties *ties, size_t i)
{
	return &ties->m->cells[ties->of[i]];
}

static int init(struct ties *ties, struct tsop_result_matrix *m, struct tsop_error *err)
{
	*ties = (struct ties){ .m = m };
	ties->of = calloc(m->n_cells + 1, sizeof *ties->of);
	ties->cells = calloc(m->n_cells + 1, sizeof *ties->cells);
	return ties->of == NULL || ties->cells == NULL ? tsop_fail_memory(err) : 0;
}

static void release(struct ties *ties)
{
	tsop_circles_release(&ties->circles);
	free(ties->of);
	free(ties->cells);
}

/* Take the cells at a bound, or those of them that are tied. */
static int take(struct ties *ties, bool only_tied, struct tsop_error *err)
{
	struct tsop_result_matrix *m = ties->m;

	tsop_circles_release(&ties->circles);
	ties->n = 0;
	for (size_t i = 0; i < m->n_cells; i++) {
		const struct tsop_result_matrix_cell *cell = &m->cells[i];

		if (!cell->can_gain && !cell->can_lose)
			continue;
		if (only_tied && !cell->is_tied)
			continue;
		ties->of[ties->n] = i;
		ties->cells[ties->n++] = (struct tsop_circles_cell){
			.row = (size_t)(cell->row - m->rows.lines),
			.column = (size_t)(cell->column - m->columns.lines),
			.has_more = cell->can_lose,
		};
	}
	return tsop_circles_init(&ties->circles, ties->cells, ties->n, m->rows.n, m->columns.n, err);
}

static void mark_tied(struct ties *ties)
{
	for (size_t i = 0; i < ties->n; i++)
		cell_of(ties, i)->is_tied = tsop_circles_can_change(&ties->circles, i);
}

static int name_tied(struct ties *ties, struct tsop_error *err)
{
	struct tsop_arena *arena = &ties->m->checking->arena;
	struct tsop_buf name;
	int status = 0;

	ties->names = tsop_arena_take(arena, ties->n, sizeof *ties->names);
	if (ties->names == NULL)
		return tsop_fail_memory(err);
	tsop_buf_init(&name);
	for (size_t i = 0; i < ties->n && status == 0; i++) {
		const struct tsop_result_matrix_cell *cell = cell_of(ties, i);

		tsop_buf_clear(&name);
		tsop_buf_addf(&name, "%s × %s", cell->row_name, cell->column_name);
		ties->names[i] = tsop_arena_copy(arena, tsop_buf_view(&name));
		if (name.failed || ties->names[i] == NULL)
			status = tsop_fail_memory(err);
	}
	tsop_buf_release(&name);
	return status;
}

/* Are the names those of the tied cells, or of those of them that have more, in their order? */
static void check_names(const struct ties *ties, const char *member, bool only_more,
			const struct tsop_result_matrix_names *names)
{
	struct tsop_result_matrix *m = ties->m;
	size_t next = 0;

	for (size_t i = 0; i < ties->n; i++) {
		if (only_more && !ties->cells[i].has_more)
			continue;
		if (next < names->n && strcmp(ties->names[i], names->list[next]) == 0)
			next++;
		else
			tsop_checking_fault(m->checking, m->proof_line, member,
					    _("%s: is missing there"), ties->names[i]);
	}
	for (; next < names->n; next++)
		tsop_checking_fault(m->checking, m->proof_line, member,
				    _("%s: does not belong there"), names->list[next]);
}

/* A tied cell, and its lot. */
struct ticket {
	size_t cell;
	unsigned char lot[TSOP_DIGEST_SIZE];
};

static int by_lot(const void *left, const void *right)
{
	const struct ticket *a = left;
	const struct ticket *b = right;
	int order = memcmp(a->lot, b->lot, sizeof a->lot);

	return order != 0 ? order : (a->cell > b->cell) - (a->cell < b->cell);
}

/* The cells in the order of their lots. */
static int order_by_seed(const struct ties *ties, size_t *order, struct tsop_error *err)
{
	struct ticket *tickets = calloc(ties->n, sizeof *tickets);

	if (tickets == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < ties->n; i++) {
		tickets[i].cell = i;
		tsop_lots_of(ties->m->seed, "cells", tsop_view_of(ties->names[i]), tickets[i].lot);
	}
	qsort(tickets, ties->n, sizeof *tickets, by_lot);
	for (size_t i = 0; i < ties->n; i++)
		order[i] = tickets[i].cell;
	free(tickets);
	return 0;
}

/* The cells in the order in which they were drawn; the draw is of just these. */
static int order_by_draw(const struct ties *ties, const struct tsop_result_draw *draw,
			 size_t *order, struct tsop_error *err)
{
	struct tsop_map cells;
	int status = 0;

	tsop_map_init(&cells);
	for (size_t i = 0; i < ties->n && status == 0; i++)
		if (tsop_map_put(&cells, tsop_view_of(draw->tied[i]), i, &(bool){ false }) == NULL)
			status = tsop_fail_memory(err);
	for (size_t i = 0; i < ties->n && status == 0; i++)
		order[i] = *tsop_map_get(&cells, tsop_view_of(draw->drawn[i]));
	tsop_map_release(&cells);
	return status;
}

/* 1: nothing says it, and a fault was told. */
static int find_order(const struct ties *ties, size_t *order, struct tsop_error *err)
{
	struct tsop_result_matrix *m = ties->m;
	const struct tsop_result_draw *draw;

	if (m->seed != NULL)
		return order_by_seed(ties, order, err);
	draw = tsop_result_matrix_find_draw(m, "cells", ties->names, ties->n, ties->n);
	return draw == NULL ? 1 : order_by_draw(ties, draw, order, err);
}

/*
 * Each in its turn has the seat, or those before it leave no matrix in which
 * it has.
 */
static int check_order(struct ties *ties, struct tsop_error *err)
{
	size_t *order = calloc(ties->n, sizeof *order);
	int status = order == NULL ? tsop_fail_memory(err) : find_order(ties, order, err);

	for (size_t i = 0; i < ties->n && status == 0; i++) {
		struct tsop_circles_cell *cell = &ties->cells[order[i]];
		const struct tsop_result_matrix_cell *of = cell_of(ties, order[i]);

		cell->is_fixed = true;
		if (!cell->has_more && tsop_circles_can_change(&ties->circles, order[i]))
			tsop_checking_fault(ties->m->checking, of->line, "value",
					    _("row %s, column %s: was drawn before cells that have "
					      "the seat"),
					    of->row_name, of->column_name);
	}
	free(order);
	return status < 0 ? -1 : 0;
}

static int check_tied(struct ties *ties, struct tsop_error *err)
{
	struct tsop_result_matrix *m = ties->m;

	mark_tied(ties);
	if (take(ties, true, err) != 0 || name_tied(ties, err) != 0)
		return -1;
	check_names(ties, "tied", false, &m->tied);
	check_names(ties, "drawn", true, &m->drawn);
	if (m->checking->n_faults > 0 || ties->n == 0)
		return 0;
	if (check_order(ties, err) != 0 ||
	    tsop_optima_check(&m->optima, &ties->circles, m->proof_line, m->checking, err) != 0)
		return -1;
	tsop_checking_passed(m->checking, "ties");
	return 0;
}

int tsop_result_matrix_check_ties(struct tsop_result_matrix *matrix, struct tsop_error *err)
{
	struct ties ties;
	int status = init(&ties, matrix, err);

	if (status == 0)
		status = take(&ties, false, err);
	if (status == 0 && ties.n > WORK_MAX / (ties.n + ties.circles.n_lines + 1)) {
		tsop_checking_open(matrix->checking,
				   "which cells are tied, and which of the matrices was drawn");
		matrix->leaves_draws = true;
	} else if (status == 0) {
		status = check_tied(&ties, err);
	}
	release(&ties);
	return status;
}
