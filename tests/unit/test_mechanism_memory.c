#include "allocation.h"
#include "assign_large.h"
#include "check.h"
#include "mechanism/least_moves.h"

/* Every allocation fails in turn; the problem that is spared is solved. */
static void fail_each_allocation(enum tsop_mechanism_id id, struct large *l,
				 const struct tsop_order *order)
{
	for (unsigned n = 0;; n++) {
		struct tsop_assign_result result;
		struct tsop_mechanism_proof proof;
		struct tsop_error err;
		int status;

		fail_allocation(n);
		status = tsop_mechanism_solve(tsop_mechanism_of(id), &l->problem, order, &result,
					      &proof, &err);
		if (!allocation_has_failed()) {
			assert_int_equal(status, 0);
			assert_true(n > 5);
			assert_true(is_valid(&l->problem, &result));
			tsop_assign_release(&result);
			tsop_mechanism_proof_release(&proof);
			return;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_null(result.course);
		assert_null(proof.signature);
	}
}

static void test_every_mechanism_without_memory_says_so(void **state)
{
	const struct shape shape = { 24, 3, 8, 7, 3, 9, 3 };
	uint64_t seed = 1;
	uint32_t before[24], after[24];
	struct large l;

	(void)state;
	large_random(&l, &shape, &seed);
	shuffle(&seed, before, 24);
	shuffle(&seed, after, 24);
	for (int id = TSOP_MECHANISM_MIN_COST; id <= TSOP_MECHANISM_BOSTON; id++) {
		const struct tsop_mechanism *mechanism =
			tsop_mechanism_of((enum tsop_mechanism_id)id);
		const struct tsop_order order = { before, mechanism->takes_distance, after };

		fail_each_allocation((enum tsop_mechanism_id)id, &l, &order);
	}
	large_release(&l);
}

static void test_closing_courses_without_memory_says_so(void **state)
{
	const struct shape shape = { 30, 3, 10, 12, 3, 0, 0 };
	uint64_t seed = 2;
	uint32_t before[30];
	const struct tsop_order order = { before, false, NULL };
	struct large l;

	(void)state;
	large_random(&l, &shape, &seed);
	shuffle(&seed, before, 30);
	for (size_t i = 0; i < 3; i++)
		l.minimum[i] = l.capacity[i];
	l.problem.minimum = l.minimum;
	fail_each_allocation(TSOP_MECHANISM_MIN_WORST_RANK, &l, &order);
	fail_each_allocation(TSOP_MECHANISM_BOSTON, &l, &order);
	large_release(&l);
}

static void test_asking_for_places_without_memory_says_so(void **state)
{
	const struct shape shape = { 30, 3, 10, 12, 3, 0, 0 };
	uint64_t seed = 3;
	uint16_t was[30];
	uint32_t before[30];
	const struct tsop_order order = { before, false, NULL };
	const struct tsop_assign_stay stay = { .course = was };
	struct large l;

	(void)state;
	large_random(&l, &shape, &seed);
	shuffle(&seed, before, 30);
	for (size_t i = 0; i < 30; i++)
		was[i] = (uint16_t)random_below(&seed, 3);
	l.problem.party = NULL;
	l.problem.stay = &stay;
	fail_each_allocation(TSOP_MECHANISM_SERIAL_DICTATORSHIP, &l, &order);
	fail_each_allocation(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, &l, &order);
	large_release(&l);
}

static void test_moving_few_without_memory_says_so(void **state)
{
	const struct shape shape = { 30, 3, 10, 8, 3, 0, 0 };
	uint64_t seed = 4;
	uint16_t was[30];
	uint32_t before[30], after[30];
	const struct tsop_order order = { before, true, after };
	const struct tsop_assign_stay stay = { .course = was };
	struct tsop_mechanism_proof proof;
	struct tsop_assign_result result;
	struct tsop_error err;
	struct large l;
	unsigned n = 0;

	(void)state;
	large_random(&l, &shape, &seed);
	shuffle(&seed, before, 30);
	shuffle(&seed, after, 30);
	for (size_t i = 0; i < 30; i++)
		was[i] = (uint16_t)random_below(&seed, 3);
	l.problem.party = NULL;
	l.problem.stay = &stay;
	assert_int_equal(tsop_mechanism_solve(tsop_mechanism_of(TSOP_MECHANISM_DEFERRED_ACCEPTANCE),
					      &l.problem, &order, &result, &proof, &err),
			 0);
	for (bool has_failed = true; has_failed; n++) {
		int status;

		fail_allocation(n);
		status = tsop_least_moves_solve(&l.problem, &order, &result, &err);
		has_failed = allocation_has_failed();
		assert_int_equal(status, has_failed ? -1 : 0);
	}
	assert_true(n > 5);
	assert_true(is_valid(&l.problem, &result));
	tsop_assign_release(&result);
	tsop_mechanism_proof_release(&proof);
	large_release(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_mechanism_without_memory_says_so),
		cmocka_unit_test(test_closing_courses_without_memory_says_so),
		cmocka_unit_test(test_asking_for_places_without_memory_says_so),
		cmocka_unit_test(test_moving_few_without_memory_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
