/*
 * verify_matrices.h: small random matrices of seats, many of them with ties, with
 * their files and their results.
 */
#ifndef TSOP_TESTS_VERIFY_MATRICES_H
#define TSOP_TESTS_VERIFY_MATRICES_H

#include "verify_costs.h"

#include "allocate/matrix/matrix.h"

enum { SIDE = 4, TIES_MAX = 30 };

static const char *const row_names[] = { "a", "b", "c", "d" };
static const char *const column_names[] = { "w", "x", "y", "z" };
static const char *const methods[] = {
	"sainte-lague", "dhondt", "adams", "dean", "huntington-hill", "danish", "identical",
	"linear:1.5,0.75", "power:2", "imperiali",
};

struct trial {
	struct lab lab;
	struct tsop_matrix_options options;
	char rows[48], columns[48], drawn[48]; /* files */
	int seats[SIDE][SIDE]; /* a matrix that gives the sums; 0: the weight is 0 */
};

static inline void matrices_init(struct trial *trial, uint64_t random)
{
	lab_init(&trial->lab, random);
	lab_path(&trial->lab, trial->rows, "rows.csv");
	lab_path(&trial->lab, trial->columns, "columns.csv");
	lab_path(&trial->lab, trial->drawn, "drawn.jsonl");
}

static inline void matrices_release(struct trial *trial)
{
	unlink(trial->rows);
	unlink(trial->columns);
	unlink(trial->drawn);
	lab_release(&trial->lab);
}

/*
 * Weights that are often equal, most of them where n_even > 0, then with sums
 * that n_even seats of each line do not part; a cell without one has no seat,
 * the others of Adams have one.
 */
static inline void make_weights(struct trial *trial, uint32_t n_rows, uint32_t n_columns,
				uint32_t n_even)
{
	static const char *const weights[] = { "1", "1", "1", "2", "2", "3", "1.5", "0" };
	FILE *file = fopen(trial->lab.people, "w");

	assert_non_null(file);
	fputs("row,column,weight\n", file);
	for (uint32_t row = 0; row < n_rows; row++)
		for (uint32_t column = 0; column < n_columns; column++) {
			uint32_t kind = row + column == 0 ? 0 : lab_below(&trial->lab, 8);

			if (n_even > 0)
				kind = kind == 7 ? 4 : 0;
			fprintf(file, "%s,%s,%s\n", row_names[row], column_names[column],
				weights[kind]);
			trial->seats[row][column] =
				n_even > 0  ? 1 + ((row + column) % n_rows < n_even)
				: kind == 7 ? 0
					    : 1 + (int)lab_below(&trial->lab, 3);
		}
	assert_int_equal(fclose(file), 0);
}

static inline void write_sums(const struct trial *trial, const char *path, bool is_of_rows,
			      uint32_t n)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file, "%s,seats\n", is_of_rows ? "row" : "column");
	for (uint32_t i = 0; i < n; i++) {
		int sum = 0;

		for (int k = 0; k < SIDE; k++)
			sum += is_of_rows ? trial->seats[i][k] : trial->seats[k][i];
		fprintf(file, "%s,%d\n", is_of_rows ? row_names[i] : column_names[i], sum);
	}
	assert_int_equal(fclose(file), 0);
}

static inline void make_problem(struct trial *trial)
{
	struct lab *lab = &trial->lab;
	uint32_t n_rows = 1 + lab_below(lab, SIDE);
	uint32_t n_columns = 1 + lab_below(lab, SIDE);
	uint32_t n_even = lab_below(lab, 2) == 0 ? lab_below(lab, n_rows) : 0;
	uint32_t given = lab_below(lab, 4); /* by bits: rows, columns; neither: --seats */

	if (n_even > 0)
		n_columns = n_rows;
	memset(trial->seats, 0, sizeof trial->seats);
	make_weights(trial, n_rows, n_columns, n_even);
	write_sums(trial, trial->rows, true, n_rows);
	write_sums(trial, trial->columns, false, n_columns);
	lab->options.files = lab->people_operand;
	lab->options.n_files = 1;
	lab->row_seats = (given & 1) != 0 ? trial->rows : NULL;
	lab->column_seats = (given & 2) != 0 ? trial->columns : NULL;
	snprintf(lab->seed, sizeof lab->seed, "seed %u", lab_below(lab, 1000));
	trial->options = (struct tsop_matrix_options){
		.files = lab->people_operand,
		.n_files = 1,
		.row = "row",
		.column = "column",
		.weight = "weight",
		.row_seats = lab->row_seats,
		.column_seats = lab->column_seats,
		.seats = given == 0 ? 1 + (int64_t)lab_below(lab, 20) : TSOP_MATRIX_NOT_GIVEN,
		.method = methods[lab_below(lab, sizeof methods / sizeof methods[0])],
		.ties = 1 + (int64_t)lab_below(lab, TIES_MAX),
	};
}

/* What is printed, or NULL where nothing is. */
static inline json_t *matrices_run(struct trial *trial, const struct tsop_matrix_options *options)
{
	struct tsop_sink sink = { .say = lab_say_nothing };
	struct tsop_output out;
	struct tsop_error err;

	assert_int_equal(tsop_output_open(&out, trial->lab.result, &err), 0);
	if (tsop_matrix_run(options, &out, &sink, &err) < 0) {
		tsop_output_abandon(&out);
		return NULL;
	}
	assert_int_equal(tsop_output_finish(&out, &err), 0);
	return lab_read(trial->lab.result);
}

/* Draw by hand, whom chance says. */
static inline void draw(struct trial *trial, json_t *record)
{
	json_t *tied = json_object_get(record, "tied");
	size_t number = (size_t)json_integer_value(json_object_get(record, "number"));
	size_t n = json_array_size(tied);
	json_t *drawn = json_array();
	uint32_t order[SIDE * SIDE];
	size_t outcomes = 1;
	int bits = 0;

	shuffle(&trial->lab.random, order, n);
	for (size_t i = 0; i < number; i++) {
		outcomes *= n - i;
		json_array_append(drawn, json_array_get(tied, order[i]));
	}
	for (size_t i = 2; i <= number && number < n; i++)
		outcomes /= i;
	while ((size_t)1 << bits < outcomes)
		bits++;
	json_object_set_new(record, "drawn", drawn);
	json_object_set_new(record, "by", json_string("hand"));
	json_object_set_new(record, "note", json_string("before all"));
	json_object_set_new(record, "bits_needed", json_integer(bits));
}

/* Run with the draws that it asks for, one after the other. */
static inline json_t *run_with_draws(struct trial *trial)
{
	json_t *draws = json_array();
	json_t *records;

	for (;;) {
		lab_write(trial->drawn, draws);
		trial->options.drawn = json_array_size(draws) > 0 ? trial->drawn : NULL;
		records = matrices_run(trial, &trial->options);
		if (records == NULL || strcmp(string_of(json_array_get(records, 0), "type"), "draw") != 0)
			break;
		draw(trial, json_array_get(records, 0));
		json_array_append(draws, json_array_get(records, 0));
		json_decref(records);
	}
	json_decref(draws);
	return records;
}

static inline void matrices_make(struct trial *trial)
{
	struct lab *lab = &trial->lab;

	lab_clear(lab);
	while (lab->records == NULL) {
		make_problem(trial);
		if (lab_below(lab, 2) == 0) {
			trial->options.seed = lab->seed;
			lab->records = matrices_run(trial, &trial->options);
		} else {
			lab->records = run_with_draws(trial);
		}
	}
}

#endif
