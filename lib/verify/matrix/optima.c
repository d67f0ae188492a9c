#include "verify/matrix/optima.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/num.h"

/* Ways that are looked at while matrices are counted. */
#define WORK_MAX ((size_t)1 << 32)

static void skip(struct tsop_view *rest, size_t n)
{
	rest->p += n;
	rest->len -= n;
}

static void skip_blanks(struct tsop_view *rest)
{
	while (rest->len > 0 && (*rest->p == ' ' || *rest->p == '\t'))
		skip(rest, 1);
}

/* Is it the next character of the list? */
static bool take(struct tsop_view *rest, char c)
{
	skip_blanks(rest);
	if (rest->len == 0 || *rest->p != c)
		return false;
	skip(rest, 1);
	return true;
}

/* A number from 1 to most, as an index. */
static bool take_number(struct tsop_view *rest, size_t most, size_t *index)
{
	size_t len = 0;
	int64_t number;

	skip_blanks(rest);
	while (len < rest->len && rest->p[len] >= '0' && rest->p[len] <= '9')
		len++;
	if (tsop_num_read((struct tsop_view){ rest->p, len }, 1, (int64_t)most, &number, NULL) != 0)
		return false;
	skip(rest, len);
	*index = (size_t)number - 1;
	return true;
}

static bool take_optimum(struct tsop_view *rest, size_t n_tied, struct tsop_optimum *optimum)
{
	if (!take(rest, '['))
		return false;
	do {
		size_t *next = &optimum->cells[optimum->n];

		if (!take_number(rest, n_tied, next) || (optimum->n > 0 && next[-1] >= *next))
			return false;
		optimum->n++;
	} while (take(rest, ','));
	return take(rest, ']');
}

/* The lists take from cells, which has room for all numbers. */
static bool take_all(struct tsop_view rest, size_t n_tied, struct tsop_optima *optima,
		     size_t *cells)
{
	if (!take(&rest, '['))
		return false;
	do {
		struct tsop_optimum *optimum = &optima->list[optima->n++];

		optimum->cells = cells;
		if (!take_optimum(&rest, n_tied, optimum))
			return false;
		cells += optimum->n;
	} while (take(&rest, ','));
	return take(&rest, ']') && rest.len == 0;
}

int tsop_optima_read(struct tsop_optima *optima, const struct tsop_record *matrix, size_t n_tied,
		     struct tsop_checking *checking, struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(matrix, "optima");
	struct tsop_view text = field == NULL ? tsop_view_of("") : field->value;
	size_t n_commas = 0;
	size_t *cells;

	tsop_checking_bool(checking, matrix, "more_optima", true, &optima->has_more);
	for (size_t i = 0; i < text.len; i++)
		n_commas += text.p[i] == ',';
	optima->list = tsop_arena_take(&checking->arena, n_commas + 1, sizeof *optima->list);
	cells = tsop_arena_take(&checking->arena, n_commas + 1, sizeof *cells);
	if (optima->list == NULL || cells == NULL)
		return tsop_fail_memory(err);
	if (!take_all(text, n_tied, optima, cells))
		tsop_checking_fault(checking, matrix->line, "optima",
				    _("expected lists of numbers of the tied cells, in order"));
	return 0;
}

/* Take the cells of a matrix from what each line has (sign -1), or give them back. */
static bool count(const struct tsop_circles *circles, const struct tsop_optimum *optimum, int sign,
		  int64_t *seats)
{
	bool is_enough = true;

	for (size_t i = 0; i < optimum->n; i++) {
		const struct tsop_circles_cell *cell = &circles->cells[optimum->cells[i]];
		int64_t *row = &seats[cell->row];
		int64_t *column = &seats[circles->n_rows + cell->column];

		*row += sign;
		*column += sign;
		is_enough = is_enough && *row >= 0 && *column >= 0;
	}
	return is_enough;
}

/* As many cells as there are seats, and in no line more than it has: all sums are the same. */
static int check_sums(const struct tsop_optima *optima, const struct tsop_circles *circles,
		      unsigned long long line, struct tsop_checking *checking,
		      struct tsop_error *err)
{
	int64_t *seats = calloc(circles->n_lines + 1, sizeof *seats);
	size_t n = 0;

	if (seats == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < circles->n; i++) {
		if (!circles->cells[i].has_more)
			continue;
		seats[circles->cells[i].row]++;
		seats[circles->n_rows + circles->cells[i].column]++;
		n++;
	}
	for (size_t k = 0; k < optima->n; k++) {
		if (optima->list[k].n != n || !count(circles, &optima->list[k], -1, seats))
			tsop_checking_fault(checking, line, "optima",
					    _("matrix %zu: expected the sums of the others"), k + 1);
		if (optima->list[k].n == n)
			count(circles, &optima->list[k], 1, seats);
	}
	free(seats);
	return 0;
}

static int by_cells(const void *left, const void *right)
{
	const struct tsop_optimum *a = left;
	const struct tsop_optimum *b = right;

	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (a->cells[i] != b->cells[i])
			return a->cells[i] < b->cells[i] ? -1 : 1;
	return (a->n > b->n) - (a->n < b->n);
}

/* All listed are different and right; so it is enough to count one more than they are. */
static void check_number(const struct tsop_optima *optima, struct tsop_circles *circles,
			 unsigned long long line, struct tsop_checking *checking)
{
	size_t work = circles->n * (circles->n + circles->n_lines) + 1; /* for each */
	size_t n = 1;

	if (optima->n >= WORK_MAX / work) {
		tsop_checking_open(checking, "how many matrices are tied");
		return;
	}
	tsop_circles_begin(circles);
	while (n <= optima->n && tsop_circles_next(circles))
		n++;
	if (optima->has_more != (n > optima->n))
		tsop_checking_fault(checking, line, "more_optima",
				    optima->has_more ? _("there are no others")
						     : _("there are others"));
}

int tsop_optima_check(struct tsop_optima *optima, struct tsop_circles *circles,
		      unsigned long long line, struct tsop_checking *checking,
		      struct tsop_error *err)
{
	size_t n_faults = checking->n_faults;

	if (check_sums(optima, circles, line, checking, err) != 0)
		return -1;
	qsort(optima->list, optima->n, sizeof *optima->list, by_cells);
	for (size_t k = 1; k < optima->n; k++)
		if (by_cells(&optima->list[k - 1], &optima->list[k]) == 0)
			tsop_checking_fault(checking, line, "optima", _("one matrix is there twice"));
	if (checking->n_faults == n_faults)
		check_number(optima, circles, line, checking);
	return 0;
}
