#include "allocation.h"
#include "check.h"

#include <unistd.h>

#include "allocate/matrix/matrix.h"
#include "apportion/biproportion.h"
#include "base/heading.h"
#include "verify/verify.h"

static struct tsop_method method;
static const int64_t row_seats[] = { 1, 1, 2 };
static const int64_t column_seats[] = { 2, 2 };
static const struct tsop_biproportion_cell cells[] = {
	{ 0, 0, 3 }, { 0, 1, 3 }, { 1, 0, 3 }, { 1, 1, 3 }, { 2, 0, 5 }, { 2, 1, 4 },
};
static const struct tsop_biproportion_problem problem = {
	.method = &method,
	.n_rows = 3,
	.n_columns = 2,
	.row_seats = row_seats,
	.column_seats = column_seats,
	.cells = cells,
	.n_cells = 6,
};

static void check_memory(int status, const struct tsop_error *err)
{
	assert_int_equal(status, -1);
	assert_int_equal(err->code, TSOP_SYSTEM);
	assert_string_equal(err->text, "out of memory");
}

static void test_solving_without_memory_says_so(void **state)
{
	struct tsop_biproportion result;
	struct tsop_error err;
	int status;

	(void)state;
	for (unsigned n = 0;; n++) {
		fail_allocation(n);
		status = tsop_biproportion_solve(&problem, &result, &err);
		if (!allocation_has_failed())
			break;
		check_memory(status, &err);
		assert_null(result.seats);
	}
	assert_int_equal(status, 0);
	assert_int_equal(result.n_tied, 4);
	tsop_biproportion_release(&result);
}

static void test_ties_without_memory_say_so(void **state)
{
	static const size_t order[] = { 3, 2, 1, 0 };
	struct tsop_biproportion result;
	struct tsop_biproportion_optima optima;
	struct tsop_error err;
	int status;

	(void)state;
	assert_int_equal(tsop_biproportion_solve(&problem, &result, &err), 0);
	for (unsigned n = 0;; n++) {
		fail_allocation(n);
		status = tsop_biproportion_list(&problem, &result, 10, &optima, &err);
		if (!allocation_has_failed())
			break;
		check_memory(status, &err);
	}
	assert_int_equal(optima.n, 2);
	free(optima.one_more);
	for (unsigned n = 0;; n++) {
		fail_allocation(n);
		status = tsop_biproportion_draw(&problem, &result, order, &err);
		if (!allocation_has_failed())
			break;
		check_memory(status, &err);
	}
	assert_int_equal(result.seats[3], 1);
	tsop_biproportion_release(&result);
}

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

static void ignore(void *context, const struct tsop_error *err)
{
	(void)context;
	(void)err;
}

typedef int (*run_fn)(const void *options, struct tsop_output *out, struct tsop_sink *sink,
		      struct tsop_error *err);

static int run_matrix(const void *options, struct tsop_output *out, struct tsop_sink *sink,
		      struct tsop_error *err)
{
	return tsop_matrix_run(options, out, sink, err);
}

static int run_verify(const void *options, struct tsop_output *out, struct tsop_sink *sink,
		      struct tsop_error *err)
{
	return tsop_verify_run(options, out, sink, err);
}

/* Every allocation fails in turn; the run that is spared leaves the file. */
static void fail_each(run_fn run, const void *options, const char *file)
{
	bool has_failed = true;

	for (unsigned n = 0; has_failed; n++) {
		struct tsop_output out;
		struct tsop_sink sink = { .say = ignore, .limit = 10 };
		struct tsop_error err;
		int status;

		assert_int_equal(tsop_output_open(&out, file, &err), 0);
		fail_allocation(n);
		status = run(options, &out, &sink, &err);
		has_failed = allocation_has_failed();
		if (has_failed) {
			assert_true(status == -1 || out.errnum != 0);
			tsop_output_abandon(&out);
		} else {
			assert_int_equal(status, 0);
			assert_int_equal(tsop_output_finish(&out, &err), 0);
		}
	}
}

/* From files to a file, and back through the checker. */
static void test_records_without_memory_say_so(void **state)
{
	char directory[] = "/tmp/test_biproportion_XXXXXX";
	char weights[] = "weights.csv";
	char *const files[] = { weights };
	const struct tsop_matrix_options options = {
		.files = files,
		.n_files = 1,
		.row = "row",
		.column = "column",
		.weight = "weight",
		.seats = 4,
		.method = "sainte-lague",
		.seed = "x",
		.ties = 10,
	};
	const struct tsop_verify_options verified = { .result = "out.jsonl",
						      .people = files,
						      .n_people = 1 };

	(void)state;
	assert_non_null(mkdtemp(directory));
	assert_int_equal(chdir(directory), 0);
	write_file(weights, "row,column,weight\na,x,3\na,y,3\nb,x,3\nb,y,3\nc,x,5\nc,y,4\n");
	fail_each(run_matrix, &options, "out.jsonl");
	fail_each(run_verify, &verified, "verdict.jsonl");
	assert_int_equal(remove(weights) + remove("out.jsonl") + remove("verdict.jsonl"), 0);
	assert_int_equal(rmdir(directory), 0);
}

/* Bad rows are refused, whatever fails. */
static void test_bad_records_without_memory_are_refused(void **state)
{
	char directory[] = "/tmp/test_biproportion_XXXXXX";
	char weights[] = "weights.csv";
	char *const files[] = { weights };
	const struct tsop_matrix_options options = {
		.files = files,
		.n_files = 1,
		.row = "Kommune",
		.column = "column",
		.weight = "weight",
		.row_seats = "seats.csv",
		.seats = TSOP_MATRIX_NOT_GIVEN,
		.ties = 10,
	};
	struct tsop_sink sink;
	bool has_failed;

	(void)state;
	assert_non_null(mkdtemp(directory));
	assert_int_equal(chdir(directory), 0);
	write_file(weights, "Kommune,column,weight\na,x,3\na,x,\n,,1\n");
	write_file("seats.csv", "Kommune,seats\na,1\na,z\n");
	for (unsigned n = 0;; n++) {
		struct tsop_headings headings;
		struct tsop_output out;
		struct tsop_error err = { .code = TSOP_OK };

		tsop_headings_init(&headings);
		sink = (struct tsop_sink){ .say = ignore, .headings = &headings, .limit = 10 };
		assert_int_equal(tsop_output_open(&out, "/dev/null", &err), 0);
		fail_allocation(n);
		assert_int_equal(tsop_matrix_run(&options, &out, &sink, &err), -1);
		has_failed = allocation_has_failed();
		tsop_output_abandon(&out);
		tsop_headings_release(&headings);
		if (!has_failed)
			break;
	}
	assert_int_equal(sink.n, 6);
	assert_int_equal(remove(weights) + remove("seats.csv"), 0);
	assert_int_equal(rmdir(directory), 0);
}

static int read_method(void **state)
{
	struct tsop_error err;

	(void)state;
	return tsop_method_read(&method, "sainte-lague", &err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_solving_without_memory_says_so),
		cmocka_unit_test(test_ties_without_memory_say_so),
		cmocka_unit_test(test_records_without_memory_say_so),
		cmocka_unit_test(test_bad_records_without_memory_are_refused),
	};

	return cmocka_run_group_tests(tests, read_method, NULL);
}
