#include "verify/matrix/circles.h"

#include <stdint.h>
#include <stdlib.h>

static const size_t none = SIZE_MAX;

static size_t row_of(const struct tsop_circles *circles, size_t cell)
{
	return circles->cells[cell].row;
}

static size_t column_of(const struct tsop_circles *circles, size_t cell)
{
	return circles->n_rows + circles->cells[cell].column;
}

int tsop_circles_init(struct tsop_circles *circles, struct tsop_circles_cell *cells, size_t n,
		      size_t n_rows, size_t n_columns, struct tsop_error *err)
{
	size_t n_lines = n_rows + n_columns;

	*circles = (struct tsop_circles){
		.cells = cells, .n = n, .n_rows = n_rows, .n_lines = n_lines
	};
	circles->first = calloc(3 * n_lines + 2 + 2 * n, sizeof *circles->first);
	if (circles->first == NULL)
		return tsop_fail_memory(err);
	circles->by = circles->first + n_lines + 2;
	circles->queue = circles->by + n_lines;
	circles->list = circles->queue + n_lines;
	for (size_t i = 0; i < n; i++) {
		circles->first[row_of(circles, i) + 2]++;
		circles->first[column_of(circles, i) + 2]++;
	}
	for (size_t line = 2; line < n_lines + 2; line++)
		circles->first[line] += circles->first[line - 1];
	for (size_t i = 0; i < n; i++) {
		circles->list[circles->first[row_of(circles, i) + 1]++] = i;
		circles->list[circles->first[column_of(circles, i) + 1]++] = i;
	}
	return 0;
}

void tsop_circles_release(struct tsop_circles *circles)
{
	free(circles->first);
	circles->first = NULL;
}

/* Look at the cells that lead on from a line; n_queued lines were reached so far. */
static size_t look_on(struct tsop_circles *circles, size_t line, size_t n_queued)
{
	bool is_row = line < circles->n_rows;

	for (size_t k = circles->first[line]; k < circles->first[line + 1]; k++) {
		size_t i = circles->list[k];
		size_t other = is_row ? column_of(circles, i) : row_of(circles, i);

		if (circles->cells[i].is_fixed || circles->cells[i].has_more == is_row ||
		    circles->by[other] != none)
			continue;
		circles->by[other] = i;
		circles->queue[n_queued++] = other;
	}
	return n_queued;
}

bool tsop_circles_can_change(struct tsop_circles *circles, size_t cell)
{
	bool has_more = circles->cells[cell].has_more;
	size_t start = has_more ? row_of(circles, cell) : column_of(circles, cell);
	size_t end = has_more ? column_of(circles, cell) : row_of(circles, cell);
	size_t n_queued = 1;

	for (size_t line = 0; line < circles->n_lines; line++)
		circles->by[line] = none;
	circles->by[start] = cell;
	circles->queue[0] = start;
	for (size_t next = 0; next < n_queued && circles->by[end] == none; next++)
		n_queued = look_on(circles, circles->queue[next], n_queued);
	return circles->by[end] != none;
}

/* Change the cell and those that were found to make up for it. */
static void change(struct tsop_circles *circles, size_t cell)
{
	bool is_row = !circles->cells[cell].has_more; /* of the line that is reached last */
	size_t line = is_row ? row_of(circles, cell) : column_of(circles, cell);
	size_t by;

	do {
		by = circles->by[line];
		circles->cells[by].has_more = !circles->cells[by].has_more;
		line = is_row ? column_of(circles, by) : row_of(circles, by);
		is_row = !is_row;
	} while (circles->by[line] != cell);
	circles->cells[cell].has_more = !circles->cells[cell].has_more;
}

static void settle_from(struct tsop_circles *circles, size_t from)
{
	for (size_t i = from; i < circles->n; i++) {
		circles->cells[i].is_fixed = true;
		if (!circles->cells[i].has_more && tsop_circles_can_change(circles, i))
			change(circles, i);
	}
}

void tsop_circles_begin(struct tsop_circles *circles)
{
	for (size_t i = 0; i < circles->n; i++)
		circles->cells[i].is_fixed = false;
	settle_from(circles, 0);
}

bool tsop_circles_next(struct tsop_circles *circles)
{
	for (size_t i = circles->n; i-- > 0;) {
		if (circles->cells[i].has_more && tsop_circles_can_change(circles, i)) {
			change(circles, i);
			settle_from(circles, i + 1);
			return true;
		}
		circles->cells[i].is_fixed = false;
	}
	return false;
}
