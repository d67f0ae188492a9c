/*
 * biproportion_driver.c: a matrix of any size, and how long it takes.
 *
 *     biproportion_driver KIND ROWS COLUMNS SEATS [SEED]
 *
 * prints: ms, transfers' worth of what plain alternating scaling leaves
 * (-1: it is done), its rounds, its ms, tied cells.
 *
 * Kinds: `even` (weights of like size), `skewed` (of 1 to 10^12, evenly by
 * their logarithm), `sparse` (the same, four of five are 0), `stairs` (10^12
 * below the diagonal, 1 on it, 0 above), `equal` (all weights 1: ties).
 */
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "apportion/biproportion.h"
#include "unit/random.h"

enum { ROUNDS_MAX = 10000 };

struct instance {
	struct tsop_biproportion_problem problem;
	struct tsop_biproportion_cell *cells;
	int64_t *row_seats, *column_seats;
};

static double milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void *take(size_t n, size_t size)
{
	void *p = calloc(n + 1, size);

	if (p == NULL) {
		fputs("biproportion_driver: out of memory\n", stderr);
		exit(4);
	}
	return p;
}

static double uniform(uint64_t *seed)
{
	return (random_below(seed, 1u << 30) + 0.5) / (1u << 30);
}

static int64_t make_weight(const char *kind, size_t row, size_t column, uint64_t *seed)
{
	double skewed = pow(1e12, uniform(seed));
	bool is_zero = random_below(seed, 5) > 0;

	if (strcmp(kind, "even") == 0)
		return 1000 + random_below(seed, 100000);
	if (strcmp(kind, "skewed") == 0)
		return (int64_t)skewed;
	if (strcmp(kind, "sparse") == 0)
		return is_zero ? 0 : (int64_t)skewed;
	if (strcmp(kind, "stairs") == 0)
		return column > row ? 0 : column == row ? 1 : INT64_C(1000000000000);
	return 1;
}

/* Sums that can be met: of seats thrown at cells of weight, more at some rows than at others. */
static void make(struct instance *in, const char *kind, int64_t seats, uint64_t seed)
{
	struct tsop_biproportion_problem *p = &in->problem;
	double *share;
	double all = 0;

	in->cells = take(p->n_rows * p->n_columns, sizeof *in->cells);
	p->cells = in->cells;
	p->row_seats = in->row_seats = take(p->n_rows, sizeof *in->row_seats);
	p->column_seats = in->column_seats = take(p->n_columns, sizeof *in->column_seats);
	for (size_t row = 0; row < p->n_rows; row++) {
		for (size_t column = 0; column < p->n_columns; column++) {
			int64_t weight = make_weight(kind, row, column, &seed);

			if (weight > 0)
				in->cells[p->n_cells++] = (struct tsop_biproportion_cell){
					(uint32_t)row, (uint32_t)column, weight
				};
		}
	}
	share = take(p->n_cells, sizeof *share);
	for (size_t i = 0; i < p->n_cells; i++)
		all += share[i] = strcmp(kind, "stairs") == 0
					  ? in->cells[i].row == in->cells[i].column
					  : uniform(&seed) * uniform(&seed) / (1 + in->cells[i].row % 7);
	for (size_t i = 0; i < p->n_cells; i++) {
		int64_t here = (int64_t)((double)seats * share[i] / all);

		in->row_seats[in->cells[i].row] += here;
		in->column_seats[in->cells[i].column] += here;
	}
	free(share);
}

/* Alternating scaling as it is usually written: Sainte-Laguë, in doubles, until it is done. */
struct plain {
	const struct tsop_biproportion_problem *p;
	double *row, *column; /* multipliers */
	int64_t *seats;
};

static int64_t round_cell(const struct plain *s, size_t i)
{
	const struct tsop_biproportion_cell *cell = &s->p->cells[i];

	return (int64_t)floor((double)cell->weight * s->row[cell->row] * s->column[cell->column] +
			      0.5);
}

/* Find the line's multiplier by halving an interval. */
static void scale_line(struct plain *s, bool is_row, size_t line, double *multiplier)
{
	int64_t wanted = is_row ? s->p->row_seats[line] : s->p->column_seats[line];
	double low = 0, high = *multiplier > 0 ? *multiplier : 1;
	bool is_over = false;

	for (int step = 0; step < 200; step++) {
		int64_t given = 0;

		*multiplier = is_over ? (low + high) / 2 : high;
		for (size_t i = 0; i < s->p->n_cells; i++)
			if ((is_row ? s->p->cells[i].row : s->p->cells[i].column) == line)
				given += round_cell(s, i);
		if (given == wanted)
			return;
		if (given > wanted) {
			is_over = true;
			high = *multiplier;
		} else if (is_over) {
			low = *multiplier;
		} else {
			low = high;
			high *= 2;
		}
	}
}

/* Returns the seats that are wrong in the end. */
static int64_t scale_plainly(const struct tsop_biproportion_problem *p, int *rounds, double *spent)
{
	struct plain s = { p, take(p->n_rows, sizeof *s.row), take(p->n_columns, sizeof *s.column),
			   take(p->n_cells, sizeof *s.seats) };
	double start = milliseconds();
	int64_t wrong = 1;

	for (size_t row = 0; row < p->n_rows; row++)
		s.row[row] = 1e-9;
	for (size_t column = 0; column < p->n_columns; column++)
		s.column[column] = 1;
	for (*rounds = 0; *rounds < ROUNDS_MAX && wrong > 0 && milliseconds() - start < 10000;
	     ++*rounds) {
		int64_t *given = take(p->n_columns, sizeof *given);
		int64_t *in_row = take(p->n_rows, sizeof *in_row);

		for (size_t column = 0; column < p->n_columns && *rounds > 0; column++)
			scale_line(&s, false, column, &s.column[column]);
		for (size_t row = 0; row < p->n_rows; row++)
			scale_line(&s, true, row, &s.row[row]);
		for (size_t i = 0; i < p->n_cells; i++) {
			given[p->cells[i].column] += round_cell(&s, i);
			in_row[p->cells[i].row] += round_cell(&s, i);
		}
		wrong = 0;
		for (size_t column = 0; column < p->n_columns; column++)
			wrong += llabs(given[column] - p->column_seats[column]);
		for (size_t row = 0; row < p->n_rows; row++)
			wrong += llabs(in_row[row] - p->row_seats[row]);
		free(given);
		free(in_row);
	}
	*spent = milliseconds() - start;
	free(s.row);
	free(s.column);
	free(s.seats);
	return wrong;
}

int main(int argc, char **argv)
{
	struct tsop_method method;
	struct tsop_error err = { .text = "expected a kind, rows, columns, seats" };
	struct instance in = { .problem = { .method = &method } };
	struct tsop_biproportion result;
	double start, ours, theirs = 0;
	int64_t wrong;
	int rounds = 0;

	if (argc < 5 || tsop_method_read(&method, TSOP_METHOD_DEFAULT, &err) != 0) {
		fprintf(stderr, "biproportion_driver: %s\n", err.text);
		return 2;
	}
	in.problem.n_rows = strtoul(argv[2], NULL, 10);
	in.problem.n_columns = strtoul(argv[3], NULL, 10);
	make(&in, argv[1], strtoll(argv[4], NULL, 10), argc > 5 ? strtoul(argv[5], NULL, 10) : 1);
	start = milliseconds();
	if (tsop_biproportion_solve(&in.problem, &result, &err) != 0 || !result.is_feasible) {
		fprintf(stderr, "biproportion_driver: not solved: %s\n", err.text);
		return 1;
	}
	ours = milliseconds() - start;
	wrong = argc > 6 ? 0 : scale_plainly(&in.problem, &rounds, &theirs);
	printf("%.3f %.3f %d %" PRId64 " %zu\n", ours, theirs, rounds, wrong, result.n_tied);
	tsop_biproportion_release(&result);
	free(in.cells);
	free(in.row_seats);
	free(in.column_seats);
	return 0;
}
