/* Whichever allocation fails, verifying says so, and leaves nothing behind. */
#include "verify_drawn.h"
#include "verify_matrices.h"
#include "verify_sequel.h"

#include "allocation.h"

enum { N_RESULTS = 3, N_KINDS = LAB_SPREAD_AND_MINIMA + 1 };

/* Verify the result with the allocation of that number failing. Returns whether it came to that. */
static bool verify_failing(struct lab *lab, unsigned n)
{
	struct tsop_verify_options options = lab_verify_options(lab);
	struct tsop_sink sink = { .say = lab_say_nothing };
	struct tsop_output out;
	struct tsop_error err = { .code = TSOP_OK };
	bool has_failed;
	int status;

	assert_int_equal(tsop_output_open(&out, "/dev/null", &err), 0);
	fail_allocation(n);
	status = tsop_verify_run(&options, &out, &sink, &err);
	has_failed = allocation_has_failed();
	if (has_failed && out.errnum == 0 && !out.buf.failed) { /* else its finish says so */
		assert_int_equal(status, -1);
		assert_true(err.code == TSOP_SYSTEM || sink.worst == TSOP_SYSTEM);
	} else {
		assert_int_equal(status, 0);
	}
	tsop_output_abandon(&out);
	return has_failed;
}

static void fail_each(struct lab *lab)
{
	unsigned n = 0;

	lab_write(lab->result, lab->records);
	while (verify_failing(lab, n))
		n++;
	assert_true(n > 10);
}

static void test_every_allocation_may_fail(void **state)
{
	struct lab lab;

	(void)state;
	lab_init(&lab, 7);
	for (int i = 0; i < N_RESULTS * N_KINDS; i++) {
		lab.kind = (enum lab_kind)(i % N_KINDS);
		lab_make(&lab);
		fail_each(&lab);
	}
	lab_release(&lab);
}

static void test_every_allocation_may_fail_where_people_were_drawn(void **state)
{
	struct drawn drawn;

	(void)state;
	drawn_init(&drawn, 7);
	for (int i = 0; i < N_KINDS; i++) {
		drawn.lab.kind = (enum lab_kind)i;
		drawn_make(&drawn);
		fail_each(&drawn.lab);
	}
	drawn_release(&drawn);
}

/* Two of the quota method, the second among others and whom the first left. */
static void test_every_allocation_may_fail_where_there_are_several_draws(void **state)
{
	struct lab lab;
	FILE *key;

	(void)state;
	lab_init(&lab, 7);
	key = fopen(lab.key, "w");
	assert_non_null(key);
	fputs("claimant,n\na,2\nb,2\nc,1\nd,1\n", key);
	assert_int_equal(fclose(key), 0);
	lab.options = (struct tsop_allocation_options){
		.gives_seats = true,
		.files = lab.no_operand,
		.key = lab.key,
		.key_column = "n",
		.seed = "a seed",
		.now = "2019-06-24T08:00:00Z",
		.seats = 4,
		.guarantee = TSOP_ALLOCATION_NOT_GIVEN,
		.cap = TSOP_ALLOCATION_NOT_GIVEN,
		.moves = TSOP_ALLOCATION_NOT_GIVEN,
		.reading = TSOP_ALLOCATION_NOT_GIVEN,
		.method = "quota",
	};
	lab.records = lab_run(&lab, &lab.options);
	assert_non_null(lab.records);
	fail_each(&lab);
	lab_release(&lab);
}

static void test_every_allocation_may_fail_where_a_result_goes_on(void **state)
{
	struct sequel sequel;

	(void)state;
	sequel_init(&sequel, 7);
	for (int i = 0; i < N_RESULTS * 2; i++) {
		sequel_make(&sequel, i < N_RESULTS);
		fail_each(&sequel.lab);
	}
	sequel_release(&sequel);
}

static void test_every_allocation_may_fail_where_seats_are_of_a_matrix(void **state)
{
	struct trial trial;

	(void)state;
	matrices_init(&trial, 7);
	for (int i = 0; i < N_RESULTS * N_KINDS; i++) {
		matrices_make(&trial);
		fail_each(&trial.lab);
	}
	matrices_release(&trial);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_allocation_may_fail),
		cmocka_unit_test(test_every_allocation_may_fail_where_people_were_drawn),
		cmocka_unit_test(test_every_allocation_may_fail_where_there_are_several_draws),
		cmocka_unit_test(test_every_allocation_may_fail_where_a_result_goes_on),
		cmocka_unit_test(test_every_allocation_may_fail_where_seats_are_of_a_matrix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
