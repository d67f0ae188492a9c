#include "check.h"

#include "apportion/apportion.h"
#include "apportion/biproportion.h"
#include "random.h"

enum { ROWS = 4, COLUMNS = 4, CELLS = ROWS * COLUMNS, OPTIMA = 4096 };

/* A problem with its arrays. */
struct instance {
	struct tsop_biproportion_problem problem;
	int64_t weights[ROWS][COLUMNS];
	int64_t row_seats[ROWS], column_seats[COLUMNS];
	struct tsop_biproportion_cell cells[CELLS];
};

static void set_problem(struct instance *in, const struct tsop_method *method, size_t n_rows,
			size_t n_columns)
{
	in->problem = (struct tsop_biproportion_problem){
		.method = method,
		.n_rows = n_rows,
		.n_columns = n_columns,
		.row_seats = in->row_seats,
		.column_seats = in->column_seats,
		.cells = in->cells,
	};
	for (uint32_t row = 0; row < n_rows; row++)
		for (uint32_t column = 0; column < n_columns; column++)
			if (in->weights[row][column] > 0)
				in->cells[in->problem.n_cells++] = (struct tsop_biproportion_cell){
					row, column, in->weights[row][column]
				};
}

/* Slow and obvious: of all matrices with the sums, those with the least product of d(s) / w. */
struct search {
	const struct instance *in;
	int64_t least;
	int64_t seats[CELLS];
	int64_t row_left[ROWS], column_left[COLUMNS];
	tsop_int128 best_num, best_den;
	int64_t optima[OPTIMA][CELLS];
	size_t n;
};

static void judge(struct search *s, tsop_int128 num, tsop_int128 den)
{
	size_t n_cells = s->in->problem.n_cells;

	for (size_t row = 0; row < s->in->problem.n_rows; row++)
		if (s->row_left[row] != 0)
			return;
	for (size_t column = 0; column < s->in->problem.n_columns; column++)
		if (s->column_left[column] != 0)
			return;
	if (s->n > 0 && num * s->best_den > s->best_num * den)
		return;
	if (s->n == 0 || num * s->best_den < s->best_num * den) {
		s->n = 0;
		s->best_num = num;
		s->best_den = den;
	}
	assert_true(s->n < OPTIMA);
	memcpy(s->optima[s->n++], s->seats, n_cells * sizeof s->seats[0]);
}

static tsop_int128 narrow(const struct tsop_wide *number)
{
	assert_true(number->n <= 1);
	return number->limbs[0];
}

/* ... by d(seats) / weight, to the power of the method. */
static void multiply(const struct tsop_method *method, int64_t weight, int64_t seats,
		     tsop_int128 *num, tsop_int128 *den)
{
	struct tsop_wide weights, divisor;

	tsop_method_quotient(method, weight, seats, &weights, &divisor);
	*num *= narrow(&divisor);
	*den *= narrow(&weights);
}

static void try_cells(struct search *s, size_t i, tsop_int128 num, tsop_int128 den)
{
	const struct tsop_biproportion_cell *cell = &s->in->cells[i];
	int64_t *row, *column;

	if (i == s->in->problem.n_cells) {
		judge(s, num, den);
		return;
	}
	row = &s->row_left[cell->row];
	column = &s->column_left[cell->column];
	for (int64_t seats = 0; seats <= *row && seats <= *column; seats++) {
		if (seats > s->least)
			multiply(s->in->problem.method, cell->weight, seats - 1, &num, &den);
		if (seats < s->least)
			continue;
		s->seats[i] = seats;
		*row -= seats;
		*column -= seats;
		try_cells(s, i + 1, num, den);
		*row += seats;
		*column += seats;
	}
}

static struct search *find_optima(const struct instance *in)
{
	struct search *s = test_calloc(1, sizeof *s);

	s->in = in;
	s->least = tsop_method_is_first_free(in->problem.method);
	memcpy(s->row_left, in->row_seats, sizeof s->row_left);
	memcpy(s->column_left, in->column_seats, sizeof s->column_left);
	try_cells(s, 0, 1, 1);
	return s;
}

static uint64_t random_state;

static int64_t below(int64_t n)
{
	return random_below(&random_state, (uint32_t)n);
}

/* Small numbers: ties, weights of 0 and sums that nothing meets are common. */
static void make_instance(struct instance *in, const struct tsop_method *method)
{
	size_t n_rows = 1 + (size_t)below(3);
	size_t n_columns = 1 + (size_t)below(4);
	int64_t most = 1 + below(3) * below(8);
	bool is_sparse = below(2) == 0;

	memset(in, 0, sizeof *in);
	for (size_t row = 0; row < n_rows; row++)
		for (size_t column = 0; column < n_columns; column++)
			in->weights[row][column] = is_sparse && below(3) == 0 ? 0 : 1 + below(most);
	for (int64_t seats = below(9); seats > 0; seats--) {
		in->row_seats[below((int64_t)n_rows)]++;
		in->column_seats[below((int64_t)n_columns)]++;
	}
	set_problem(in, method, n_rows, n_columns);
}

/* The rows' cells lie in the columns, which have too few seats for them. */
static void check_infeasible(const struct instance *in, const struct tsop_biproportion *result)
{
	const struct tsop_biproportion_problem *p = &in->problem;
	int64_t rows = 0, columns = 0, taken = 0;
	int64_t least = tsop_method_is_first_free(p->method);

	for (size_t row = 0; row < p->n_rows; row++)
		rows += result->in_rows[row] ? in->row_seats[row] : 0;
	for (size_t column = 0; column < p->n_columns; column++)
		columns += result->in_columns[column] ? in->column_seats[column] : 0;
	for (size_t i = 0; i < p->n_cells; i++) {
		const struct tsop_biproportion_cell *cell = &in->cells[i];

		assert_true(!result->in_rows[cell->row] || result->in_columns[cell->column]);
		if (!result->in_rows[cell->row] && result->in_columns[cell->column])
			taken += least;
	}
	assert_int_equal(rows, result->rows_seats);
	assert_int_equal(columns, result->columns_seats);
	assert_int_equal(taken, result->taken);
	assert_true(rows > columns - taken);
}

static bool is_among(const struct search *s, const int64_t *seats)
{
	for (size_t i = 0; i < s->n; i++)
		if (memcmp(s->optima[i], seats, s->in->problem.n_cells * sizeof *seats) == 0)
			return true;
	return false;
}

static void check_ties(const struct search *s, const struct tsop_biproportion *result)
{
	size_t n_tied = 0;

	for (size_t i = 0; i < s->in->problem.n_cells; i++) {
		int64_t fewest = s->optima[0][i], most = s->optima[0][i];

		for (size_t k = 1; k < s->n; k++) {
			fewest = s->optima[k][i] < fewest ? s->optima[k][i] : fewest;
			most = s->optima[k][i] > most ? s->optima[k][i] : most;
		}
		if (fewest == most) {
			assert_int_equal(result->seats[i], fewest);
			continue;
		}
		assert_int_equal(result->tied[n_tied], i);
		assert_int_equal(result->fewer[n_tied], fewest);
		assert_int_equal(most, fewest + 1);
		n_tied++;
	}
	assert_int_equal(result->n_tied, n_tied);
}

static void check_list(const struct search *s, const struct tsop_biproportion *result)
{
	const struct tsop_biproportion_problem *problem = &s->in->problem;
	struct tsop_biproportion_optima optima;
	struct tsop_error err;
	int64_t seats[CELLS];

	assert_int_equal(tsop_biproportion_list(problem, result, OPTIMA, &optima, &err), 0);
	assert_int_equal(optima.n, s->n);
	assert_false(optima.more);
	for (size_t k = 0; k < optima.n; k++) {
		const bool *one_more = &optima.one_more[k * result->n_tied];

		memcpy(seats, result->seats, problem->n_cells * sizeof *seats);
		for (size_t i = 0; i < result->n_tied; i++)
			seats[result->tied[i]] = result->fewer[i] + one_more[i];
		assert_true(is_among(s, seats));
		for (size_t other = 0; other < k; other++)
			assert_memory_not_equal(&optima.one_more[other * result->n_tied], one_more,
						result->n_tied);
	}
	free(optima.one_more);
}

static void check_draw(const struct search *s, struct tsop_biproportion *result)
{
	uint32_t order[CELLS];
	size_t indices[CELLS];
	struct tsop_error err;
	size_t n_more = 0;

	shuffle(&random_state, order, result->n_tied);
	for (size_t i = 0; i < result->n_tied; i++)
		indices[i] = order[i];
	assert_int_equal(tsop_biproportion_draw(&s->in->problem, result, indices, &err), 0);
	assert_true(is_among(s, result->seats));
	for (size_t i = 0; i < result->n_tied; i++)
		n_more += result->seats[result->tied[i]] > result->fewer[i];
	assert_int_equal(n_more, result->n_draw);
	/* Drawn first gets it: it is tied because some matrix gives it. */
	if (result->n_tied > 0)
		assert_int_equal(result->seats[result->tied[order[0]]], result->fewer[order[0]] + 1);
}

static void check_instance(const struct instance *in)
{
	struct search *s = find_optima(in);
	struct tsop_biproportion result;
	struct tsop_error err;

	assert_int_equal(tsop_biproportion_solve(&in->problem, &result, &err), 0);
	assert_int_equal(result.is_feasible, s->n > 0);
	if (result.is_feasible) {
		assert_true(is_among(s, result.seats));
		check_ties(s, &result);
		check_list(s, &result);
		check_draw(s, &result);
	} else {
		check_infeasible(in, &result);
	}
	tsop_biproportion_release(&result);
	test_free(s);
}

static void test_small_matrices_are_the_optima_of_all_that_there_are(void **state)
{
	static const char *const names[] = { "sainte-lague", "dhondt", "adams", "huntington-hill",
					     "dean", "modified-sainte-lague", "power:2",
					     "linear:0.7,0.2,0.1" };
	size_t n_rounds = test_instances(20000);

	(void)state;
	for (size_t round = 0; round < n_rounds; round++) {
		struct tsop_method method;
		struct instance in;
		struct tsop_error err;

		assert_int_equal(tsop_method_read(&method, names[round % 8], &err), 0);
		make_instance(&in, &method);
		check_instance(&in);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_matrices_are_the_optima_of_all_that_there_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
