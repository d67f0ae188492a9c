/*
 * biproportion_driver.c: a matrix of any size, and how long it takes.
 *
 *     biproportion_driver KIND ROWS COLUMNS SEATS [SEED]
 *
 * prints, in processor time: ms; ms, rounds and wrong seats of plain alternating scaling (-1 seats:
 * it was not tried, as PLAIN is set in the environment); tied cells.
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

enum { ROUNDS_MAX = 10000, PLAIN_MS = 1000 };

struct instance {
	struct tsop_biproportion_problem problem;
	struct tsop_biproportion_cell *cells;
	int64_t *row_seats, *column_seats;
};

static double milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
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
	double all = 0, sum = 0;
	int64_t given = 0;

	in->cells = take(p->n_rows * p->n_columns, sizeof *in->cells);
	p->cells = in->cells;
	p->row_seats = in->row_seats = take(p->n_rows, sizeof *in->row_seats);
	p->column_seats = in->column_seats = take(p->n_columns, sizeof *in->column_seats);
	for (size_t row = 0; row < p->n_rows; row++) {
		for (size_t column = 0; column < p->n_columns; column++) {
			int64_t weight = make_weight(kind, row, column, &seed);

			if (weight > 0)
				in->cells[p->n_cells++] =
					(struct tsop_biproportion_cell){ (uint32_t)row,
									 (uint32_t)column, weight };
		}
	}
	share = take(p->n_cells, sizeof *share);
	for (size_t i = 0; i < p->n_cells; i++)
		all += share[i] =
			strcmp(kind, "stairs") == 0
				? in->cells[i].row == in->cells[i].column
				: uniform(&seed) * uniform(&seed) / (1 + in->cells[i].row % 7);
	for (size_t i = 0; i < p->n_cells; i++) {
		int64_t here;

		sum += share[i];
		here = (int64_t)((double)seats * sum / all) - given;
		given += here;
		in->row_seats[in->cells[i].row] += here;
		in->column_seats[in->cells[i].column] += here;
	}
	free(share);
}

/* Alternating scaling as it is usually written: Sainte-Laguë, in doubles, until it is done. */
struct plain {
	const struct tsop_biproportion_problem *p;
	size_t n_lines;	      /* rows, then columns */
	double *multiplier;   /* by line */
	size_t *first, *list; /* the cells of each line */
};

static void list_cells(struct plain *s)
{
	const struct tsop_biproportion_problem *p = s->p;

	s->first = take(s->n_lines + 2, sizeof *s->first);
	s->list = take(2 * p->n_cells, sizeof *s->list);
	for (size_t i = 0; i < p->n_cells; i++) {
		s->first[p->cells[i].row + 2]++;
		s->first[p->n_rows + p->cells[i].column + 2]++;
	}
	for (size_t line = 2; line <= s->n_lines; line++)
		s->first[line] += s->first[line - 1];
	for (size_t i = 0; i < p->n_cells; i++) {
		s->list[s->first[p->cells[i].row + 1]++] = i;
		s->list[s->first[p->n_rows + p->cells[i].column + 1]++] = i;
	}
}

static int64_t wanted_of(const struct plain *s, size_t line)
{
	return line < s->p->n_rows ? s->p->row_seats[line]
				   : s->p->column_seats[line - s->p->n_rows];
}

static int64_t round_line(const struct plain *s, size_t line)
{
	int64_t seats = 0;

	for (size_t k = s->first[line]; k < s->first[line + 1]; k++) {
		const struct tsop_biproportion_cell *cell = &s->p->cells[s->list[k]];

		seats += (int64_t)floor((double)cell->weight * s->multiplier[cell->row] *
						s->multiplier[s->p->n_rows + cell->column] +
					0.5);
	}
	return seats;
}

/* Find the line's multiplier by halving an interval. */
static void scale_line(struct plain *s, size_t line)
{
	int64_t wanted = wanted_of(s, line);
	double *multiplier = &s->multiplier[line];
	double low = 0, high = *multiplier;
	bool is_over = false;

	for (int step = 0; step < 200; step++) {
		int64_t given;

		*multiplier = is_over ? (low + high) / 2 : high;
		given = round_line(s, line);
		if (given == wanted)
			return;
		if (given > wanted) {
			is_over = true;
			high = *multiplier;
		} else {
			low = *multiplier;
			high = is_over ? high : 2 * high;
		}
	}
}

static int64_t count_wrong(const struct plain *s)
{
	int64_t wrong = 0;

	for (size_t line = 0; line < s->n_lines; line++)
		wrong += llabs(round_line(s, line) - wanted_of(s, line));
	return wrong;
}

/* Returns the seats that are wrong in the end. */
static int64_t scale_plainly(const struct tsop_biproportion_problem *p, int *rounds, double *spent)
{
	struct plain s = { .p = p, .n_lines = p->n_rows + p->n_columns };
	double start = milliseconds();
	int64_t wrong = 1;

	s.multiplier = take(s.n_lines, sizeof *s.multiplier);
	list_cells(&s);
	for (size_t line = 0; line < s.n_lines; line++)
		s.multiplier[line] = line < p->n_rows ? 1e-9 : 1;
	for (*rounds = 0; *rounds < ROUNDS_MAX && wrong > 0 && milliseconds() - start < PLAIN_MS;
	     ++*rounds) {
		for (size_t line = p->n_rows; line<s.n_lines && * rounds> 0; line++)
			scale_line(&s, line);
		for (size_t line = 0; line < p->n_rows; line++)
			scale_line(&s, line);
		wrong = count_wrong(&s);
	}
	*spent = milliseconds() - start;
	free(s.multiplier);
	free(s.first);
	free(s.list);
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
	wrong = getenv("PLAIN") != NULL ? -1 : scale_plainly(&in.problem, &rounds, &theirs);
	printf("%.3f %.3f %d %" PRId64 " %zu\n", ours, theirs, rounds, wrong, result.n_tied);
	tsop_biproportion_release(&result);
	free(in.cells);
	free(in.row_seats);
	free(in.column_seats);
	return 0;
}
