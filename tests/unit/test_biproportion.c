#include "check.h"

#include "apportion/apportion.h"
#include "apportion/biproportion.h"
#include "base/natural.h"
#include "random.h"

enum { ROWS = 4, COLUMNS = 4, CELLS = ROWS * COLUMNS, OPTIMA = 4096, LARGE = 12 };

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
				in->cells[in->problem.n_cells++] =
					(struct tsop_biproportion_cell){ row, column,
									 in->weights[row][column] };
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
		assert_int_equal(result->seats[result->tied[order[0]]],
				 result->fewer[order[0]] + 1);
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
	static const char *const names[] = { "sainte-lague", "dhondt",
					     "adams",	     "huntington-hill",
					     "dean",	     "modified-sainte-lague",
					     "power:2",	     "linear:0.7,0.2,0.1" };
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

/*
 * Published results: votes by row and column, the seats that each got. The
 * sums are the seats of rows and columns.
 */
static void check_published(size_t n_rows, size_t n_columns, const int64_t *votes,
			    const int64_t *seats)
{
	int64_t *row_seats = test_calloc(n_rows, sizeof *row_seats);
	int64_t *column_seats = test_calloc(n_columns, sizeof *column_seats);
	struct tsop_biproportion_cell *cells = test_calloc(n_rows * n_columns, sizeof *cells);
	struct tsop_biproportion_problem problem = {
		.n_rows = n_rows,
		.n_columns = n_columns,
		.row_seats = row_seats,
		.column_seats = column_seats,
		.cells = cells,
		.n_cells = n_rows * n_columns,
	};
	struct tsop_method method;
	struct tsop_biproportion result;
	struct tsop_error err;

	for (size_t i = 0; i < problem.n_cells; i++) {
		cells[i] = (struct tsop_biproportion_cell){ (uint32_t)(i / n_columns),
							    (uint32_t)(i % n_columns), votes[i] };
		row_seats[i / n_columns] += seats[i];
		column_seats[i % n_columns] += seats[i];
	}
	assert_int_equal(tsop_method_read(&method, "sainte-lague", &err), 0);
	problem.method = &method;
	assert_int_equal(tsop_biproportion_solve(&problem, &result, &err), 0);
	assert_true(result.is_feasible);
	assert_int_equal(result.n_tied, 0);
	for (size_t i = 0; i < problem.n_cells; i++)
		assert_int_equal(result.seats[i], seats[i]);
	tsop_biproportion_release(&result);
	test_free(row_seats);
	test_free(column_seats);
	test_free(cells);
}

/*
 * Landrat of Uri, 2020 (the example of R's package proporz): Altdorf, Bürglen,
 * Erstfeld, Schattdorf by CVP, SP and Greens, FDP, SVP.
 */
static void test_the_seats_of_uri_in_2020(void **state)
{
	static const int64_t votes[] = { 11471, 11908, 9213, 7756, 2822, 1606, 1567, 2945,
					 2309,	1705,  946,  1573, 4794, 2600, 2961, 3498 };
	static const int64_t seats[] = { 5, 4, 3, 3, 2, 1, 1, 3, 2, 2, 1, 1, 3, 2, 2, 2 };

	(void)state;
	check_published(4, 4, votes, seats);
}

/*
 * Kantonsrat of Zürich, 24 March 2019: 18 districts by AL, CVP, EDU, EVP, FDP,
 * GLP, Greens, SP, SVP, the lists over the threshold (votes and protocol of
 * github.com/rjs02/DoppelterPukelsheim; the sums are those of the canton).
 */
static void test_the_seats_of_zurich_in_2019(void **state)
{
	static const int64_t votes[] = {
		2416,  1733,  234,   595,   7360,  5902,  7844,	 10910, 5662,	19009,	9960,
		579,   5633,  23592, 28663, 40514, 70295, 33512, 6716,	605,	132,	332,
		3544,  6298,  7648,  13484, 2806,  13611, 4593,	 527,	3210,	23745,	23529,
		28051, 47596, 19416, 3497,  3841,  254,	  1761,	 19624, 11897,	12358,	18531,
		10255, 8129,  7495,  2007,  7270,  19779, 22934, 25102, 48742,	34595,	2059,
		11792, 1912,  4696,  25055, 17993, 8943,  26964, 42481, 645,	2046,	1666,
		6198,  10929, 10265, 7841,  12885, 19265, 5358,	 27867, 5201,	17095,	80180,
		44371, 38102, 62623, 90998, 3387,  13575, 5799,	 7707,	78979,	41532,	28743,
		44284, 84129, 3348,  12702, 13508, 12406, 29178, 21841, 26285,	27743,	65778,
		6346,  19030, 9538,  13213, 58214, 58620, 41076, 66288, 104683, 1142,	2560,
		4628,  9014,  13278, 10930, 9147,  13278, 29795, 12915, 12248,	5837,	17964,
		34703, 47208, 49152, 78239, 60891, 638,	  2963,	 2685,	7823,	13911,	13606,
		9274,  11390, 34466, 348,   546,   915,	  1500,	 5329,	2891,	3289,	4796,
		12437, 5680,  15590, 16807, 22574, 70138, 53964, 35950, 69786,	140138, 1387,
		5866,  8512,  4442,  21372, 19054, 14529, 21420, 64859,
	};
	static const int64_t seats[] = {
		0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 1, 0, 0, 1, 1, 2, 3, 2, 1, 0, 0, 0, 0, 1, 1, 2, 0,
		1, 0, 0, 0, 1, 1, 2, 3, 1, 0, 0, 0, 0, 2, 1, 1, 1, 1, 1, 1, 0, 0, 1, 2, 2, 3, 2,
		0, 1, 0, 0, 2, 1, 1, 2, 4, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 3, 2, 1, 3, 4,
		0, 1, 0, 0, 3, 2, 1, 2, 3, 0, 1, 1, 1, 2, 1, 1, 1, 3, 0, 1, 1, 1, 2, 2, 2, 3, 4,
		0, 0, 0, 1, 1, 1, 1, 1, 2, 1, 0, 0, 1, 2, 2, 2, 3, 2, 0, 0, 0, 1, 1, 1, 1, 1, 2,
		0, 0, 0, 0, 1, 0, 0, 1, 2, 0, 1, 1, 1, 3, 2, 1, 3, 6, 0, 0, 1, 0, 2, 1, 1, 1, 5,
	};

	(void)state;
	check_published(18, 9, votes, seats);
}

static struct tsop_biproportion solve(struct instance *in)
{
	struct tsop_biproportion result;
	struct tsop_error err;

	assert_int_equal(tsop_biproportion_solve(&in->problem, &result, &err), 0);
	return result;
}

/* One by one seat on a diagonal: the greater product wins, by one part in 10^36. */
static void test_products_that_logarithms_can_not_tell_apart(void **state)
{
	const int64_t most = TSOP_APPORTION_WEIGHT_MAX;
	struct tsop_method method;
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_method_read(&method, "sainte-lague", &err), 0);
	for (int64_t less = 0; less < 2; less++) {
		struct instance in = { .weights = { { most - 1, most },
						    { most - 2 + less, most - 1 } },
				       .row_seats = { 1, 1 },
				       .column_seats = { 1, 1 } };
		struct tsop_biproportion result;

		set_problem(&in, &method, 2, 2);
		result = solve(&in);
		assert_int_equal(result.n_tied, 0);
		assert_int_equal(result.seats[0], 1 - less);
		assert_int_equal(result.seats[1], less);
		tsop_biproportion_release(&result);
	}
}

/* Rows and columns may be scaled, rows and columns may change places: the ties and seats stay. */
static void test_scaling_and_transposing_change_nothing(void **state)
{
	size_t n_rounds = test_instances(20000) / 10;
	struct tsop_method method;
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_method_read(&method, "sainte-lague", &err), 0);
	for (size_t round = 0; round < n_rounds; round++) {
		struct instance in, other = { .problem = { 0 } };
		struct tsop_biproportion first, second;
		int64_t by_row[ROWS], by_column[COLUMNS];

		make_instance(&in, &method);
		for (size_t i = 0; i < ROWS; i++)
			by_row[i] = below(100000000) + 1;
		for (size_t i = 0; i < COLUMNS; i++)
			by_column[i] = below(100000000) + 1;
		for (size_t row = 0; row < in.problem.n_rows; row++)
			for (size_t column = 0; column < in.problem.n_columns; column++)
				other.weights[column][row] =
					in.weights[row][column] * by_row[row] * by_column[column];
		memcpy(other.row_seats, in.column_seats, sizeof other.row_seats);
		memcpy(other.column_seats, in.row_seats, sizeof other.column_seats);
		set_problem(&other, &method, in.problem.n_columns, in.problem.n_rows);
		first = solve(&in);
		second = solve(&other);
		assert_int_equal(first.is_feasible, second.is_feasible);
		assert_int_equal(first.n_tied, second.n_tied);
		assert_int_equal(first.n_draw, second.n_draw);
		for (size_t i = 0; i < in.problem.n_cells && first.is_feasible && first.n_tied == 0;
		     i++)
			for (size_t k = 0; k < other.problem.n_cells; k++)
				if (in.cells[i].row == other.cells[k].column &&
				    in.cells[i].column == other.cells[k].row)
					assert_int_equal(first.seats[i], second.seats[k]);
		tsop_biproportion_release(&first);
		tsop_biproportion_release(&second);
	}
}

/* The fraction "a/b". */
static void read_fraction(const char *text, struct tsop_natural *num, struct tsop_natural *den)
{
	size_t at = strcspn(text, "/");
	struct tsop_error err;

	assert_int_equal(tsop_natural_read(num, (struct tsop_view){ text, at }, 100000, &err), 0);
	assert_int_equal(tsop_natural_read(den, tsop_view_of(text + at + 1), 100000, &err), 0);
}

/* <0, 0, >0 as weight * row * column is less than, equal to or greater than the divisor, both > 0. */
static int compare_product(int64_t weight, const char *row, const char *column, int64_t divisor)
{
	struct tsop_natural n[8] = { { 0 } };
	struct tsop_error err;
	int order;

	read_fraction(row, &n[0], &n[1]);
	read_fraction(column, &n[2], &n[3]);
	assert_int_equal(tsop_natural_set(&n[4], (tsop_uint128)weight, &err), 0);
	assert_int_equal(tsop_natural_multiply(&n[5], &n[0], &n[2], &err), 0);
	assert_int_equal(tsop_natural_multiply(&n[6], &n[5], &n[4], &err), 0);
	assert_int_equal(tsop_natural_set(&n[4], (tsop_uint128)divisor, &err), 0);
	assert_int_equal(tsop_natural_multiply(&n[5], &n[1], &n[3], &err), 0);
	assert_int_equal(tsop_natural_multiply(&n[7], &n[5], &n[4], &err), 0);
	order = tsop_natural_compare(&n[6], &n[7]);
	for (size_t i = 0; i < 8; i++)
		tsop_natural_release(&n[i]);
	return order;
}

/* Sums, and d(x - 1) <= w * r * c <= d(x) with Sainte-Laguë's 1, 3, 5 ... */
static void check_proof(const struct tsop_biproportion_problem *p,
			const struct tsop_biproportion *result)
{
	int64_t left[2][LARGE] = { { 0 } };

	for (size_t i = 0; i < p->n_cells; i++) {
		const struct tsop_biproportion_cell *cell = &p->cells[i];
		const char *row = result->row_multiplier[cell->row];
		const char *column = result->column_multiplier[cell->column];
		int64_t seats = result->seats[i];

		left[0][cell->row] += seats;
		left[1][cell->column] += seats;
		assert_true(compare_product(cell->weight, row, column, 2 * seats + 1) <= 0);
		if (seats > 0)
			assert_true(compare_product(cell->weight, row, column, 2 * seats - 1) >= 0);
	}
	for (size_t row = 0; row < p->n_rows; row++)
		assert_int_equal(left[0][row], p->row_seats[row]);
	for (size_t column = 0; column < p->n_columns; column++)
		assert_int_equal(left[1][column], p->column_seats[column]);
}

static int64_t random_weight(int kind)
{
	int64_t weight = 1;

	if (kind == 0)
		return 1 + below(3); /* ties */
	for (int64_t digits = below(18); digits > 0; digits--)
		weight = 10 * weight + below(10);
	return weight;
}

/* Weights of 1 to 10^18, many of 0, up to 10^8 seats: sums are those of some matrix. */
static void test_large_matrices_are_proven(void **state)
{
	size_t n_rounds = test_instances(20000) / 40;
	struct tsop_method method;
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_method_read(&method, "sainte-lague", &err), 0);
	for (size_t round = 0; round < n_rounds; round++) {
		struct tsop_biproportion_cell cells[LARGE * LARGE];
		int64_t row_seats[LARGE] = { 0 }, column_seats[LARGE] = { 0 };
		struct tsop_biproportion_problem problem = {
			.method = &method,
			.n_rows = 1 + (size_t)below(LARGE),
			.n_columns = 1 + (size_t)below(LARGE),
			.row_seats = row_seats,
			.column_seats = column_seats,
			.cells = cells,
		};
		int64_t most = below(3) == 0 ? 100000000 / LARGE / LARGE : 1 + below(20);
		int64_t zeros = below(5);
		int kind = (int)below(3);
		struct tsop_biproportion result;

		for (uint32_t i = 0; i < problem.n_rows * problem.n_columns; i++) {
			uint32_t row = i / (uint32_t)problem.n_columns;
			uint32_t column = i % (uint32_t)problem.n_columns;
			int64_t seats = below(3) == 0 ? below(most) : 0;

			if (below(5) < zeros)
				continue;
			cells[problem.n_cells++] = (struct tsop_biproportion_cell){
				row, column, random_weight(kind)
			};
			row_seats[row] += seats;
			column_seats[column] += seats;
		}
		assert_int_equal(tsop_biproportion_solve(&problem, &result, &err), 0);
		assert_true(result.is_feasible);
		check_proof(&problem, &result);
		tsop_biproportion_release(&result);
	}
}

static void test_a_matrix_without_weight_has_no_seats(void **state)
{
	struct tsop_method method;
	struct tsop_error err;
	struct instance in = { .row_seats = { 0 } };
	struct tsop_biproportion result;

	(void)state;
	assert_int_equal(tsop_method_read(&method, "adams", &err), 0);
	set_problem(&in, &method, 2, 3);
	result = solve(&in);
	assert_true(result.is_feasible);
	assert_string_equal(result.row_multiplier[1], "1/1");
	tsop_biproportion_release(&result);
	in.row_seats[0] = in.column_seats[2] = 1;
	result = solve(&in);
	assert_false(result.is_feasible);
	tsop_biproportion_release(&result);
}

static void test_only_divisor_methods_are_taken(void **state)
{
	static const char *const refused[] = { "largest-remainder", "vinton", "quota", "swiss", "lottery" };
	struct tsop_method method;
	struct tsop_error err;

	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		assert_int_equal(tsop_method_read(&method, refused[i], &err), 0);
		assert_non_null(tsop_biproportion_refuses(&method));
	}
	assert_int_equal(tsop_method_read(&method, "power:3", &err), 0);
	assert_null(tsop_biproportion_refuses(&method));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_matrices_are_the_optima_of_all_that_there_are),
		cmocka_unit_test(test_the_seats_of_uri_in_2020),
		cmocka_unit_test(test_the_seats_of_zurich_in_2019),
		cmocka_unit_test(test_products_that_logarithms_can_not_tell_apart),
		cmocka_unit_test(test_scaling_and_transposing_change_nothing),
		cmocka_unit_test(test_large_matrices_are_proven),
		cmocka_unit_test(test_a_matrix_without_weight_has_no_seats),
		cmocka_unit_test(test_only_divisor_methods_are_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
