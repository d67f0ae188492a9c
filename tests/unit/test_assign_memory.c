#include "allocation.h"
#include "assign_large.h"
#include "check.h"

/* Every allocation fails in turn; the problem that is spared is solved. */
static void fail_each_allocation(const struct shape *shape, bool has_minima)
{
	uint64_t seed = 1;
	struct large l;

	large_random(&l, shape, &seed);
	l.problem.max_nodes = 50;
	for (size_t i = 0; i < l.problem.n_courses; i++)
		l.minimum[i] = l.capacity[i] * 9 / 10;
	if (has_minima)
		l.problem.minimum = l.minimum;
	for (unsigned n = 0;; n++) {
		struct tsop_assign_result result;
		struct tsop_error err;
		int status;

		fail_allocation(n);
		status = tsop_assign_solve(&l.problem, &result, &err);
		if (!allocation_has_failed()) {
			assert_int_equal(status, 0);
			assert_true(n > 20);
			assert_true(is_valid(&l.problem, &result));
			tsop_assign_release(&result);
			break;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_null(result.course);
	}
	large_release(&l);
}

static void test_a_small_problem_without_memory_says_so(void **state)
{
	const struct shape shape = { 60, 4, 20, 13, 3, 0, 3 };

	(void)state;
	fail_each_allocation(&shape, false);
}

static void test_a_problem_with_minima_without_memory_says_so(void **state)
{
	const struct shape shape = { 60, 4, 20, 18, 3, 0, 3 };

	(void)state;
	fail_each_allocation(&shape, true);
}

static void test_a_large_problem_without_memory_says_so(void **state)
{
	const struct shape shape = { 2500, 4, 60, 600, 3, 30, 0 };

	(void)state;
	fail_each_allocation(&shape, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_small_problem_without_memory_says_so),
		cmocka_unit_test(test_a_problem_with_minima_without_memory_says_so),
		cmocka_unit_test(test_a_large_problem_without_memory_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
