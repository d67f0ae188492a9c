#include "allocation.h"
#include "assign_large.h"
#include "check.h"
#include "keep/keep_ranks.h"
#include "keep/keep_worst.h"

static void keep_some(uint64_t *state, const struct tsop_assign_problem *p, uint16_t *was)
{
	for (size_t i = 0; i < p->n_people; i++)
		was[i] = random_below(state, 4) == 0
				 ? TSOP_ASSIGN_NO_COURSE
				 : (uint16_t)random_below(state, (uint32_t)p->n_courses);
}

/* Every allocation fails in turn; the problem that is spared is solved. */
static void fail_each_allocation(const struct large *l, const uint16_t *was, int64_t budget)
{
	const struct tsop_keep keep = { .was = was, .budget = budget };

	for (unsigned n = 0;; n++) {
		struct tsop_keep_result out;
		struct tsop_error err;
		int status;

		fail_allocation(n);
		status = tsop_keep_solve(&l->problem, &keep, &out, &err);
		if (!allocation_has_failed()) {
			assert_int_equal(status, 0);
			assert_true(n > 20);
			assert_true(is_valid(&l->problem, &out.result));
			tsop_keep_release(&out);
			return;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_null(out.result.course);
		assert_null(out.points);
	}
}

static void check_shape(const struct shape *shape, bool has_parties, bool has_minima,
			int64_t budget)
{
	uint64_t seed = 1;
	uint16_t was[60];
	struct large l;

	large_random(&l, shape, &seed);
	l.problem.max_nodes = 50;
	for (size_t i = 0; i < l.problem.n_courses; i++)
		l.minimum[i] = l.capacity[i] * 9 / 10;
	if (has_minima)
		l.problem.minimum = l.minimum;
	if (!has_parties)
		l.problem.party = NULL;
	keep_some(&seed, &l.problem, was);
	fail_each_allocation(&l, was, TSOP_KEEP_NO_BUDGET);
	fail_each_allocation(&l, was, budget);
	large_release(&l);
}

static void test_keeping_people_without_memory_says_so(void **state)
{
	const struct shape shape = { 60, 4, 20, 13, 3, 0, 0 };

	(void)state;
	check_shape(&shape, false, false, 3);
}

static void test_keeping_parties_without_memory_says_so(void **state)
{
	const struct shape shape = { 12, 3, 12, 4, 3, 0, 3 };

	(void)state;
	check_shape(&shape, true, false, 1);
}

static void test_keeping_people_with_minima_without_memory_says_so(void **state)
{
	const struct shape shape = { 10, 2, 10, 6, 3, 0, 0 };

	(void)state;
	check_shape(&shape, false, true, 1);
}

static void test_keeping_parties_with_minima_without_memory_says_so(void **state)
{
	const struct shape shape = { 8, 2, 8, 4, 3, 0, 2 };

	(void)state;
	check_shape(&shape, true, true, 1);
}

static void test_the_worst_rank_without_memory_says_so(void **state)
{
	const struct shape shape = { 12, 3, 12, 4, 3, 0, 0 };
	uint64_t seed = 1;
	uint16_t was[60];
	const struct tsop_keep keep = { .was = was, .budget = 1 };
	struct large l;
	bool has_failed = true;

	(void)state;
	large_random(&l, &shape, &seed);
	keep_some(&seed, &l.problem, was);
	for (unsigned n = 0; has_failed; n++) {
		struct tsop_keep_worst worst;
		struct tsop_keep_result out;
		struct tsop_error err;
		int status;

		fail_allocation(n);
		status = tsop_keep_worst_solve(&l.problem, &keep, &out, &worst, &err);
		has_failed = allocation_has_failed();
		assert_int_equal(status, has_failed ? -1 : 0);
		assert_true(!has_failed || err.code == TSOP_SYSTEM);
		tsop_keep_release(&out);
	}
	large_release(&l);
}

static void test_the_profile_of_ranks_without_memory_says_so(void **state)
{
	const struct shape shape = { 12, 3, 12, 4, 3, 0, 3 };
	uint64_t seed = 1;
	uint16_t was[60];
	const struct tsop_keep keep = { .was = was, .budget = 1 };
	struct large l;
	bool has_failed = true;

	(void)state;
	large_random(&l, &shape, &seed);
	keep_some(&seed, &l.problem, was);
	for (unsigned n = 0; has_failed; n++) {
		struct tsop_keep_ranks out;
		struct tsop_error err;
		int status;

		fail_allocation(n);
		status = tsop_keep_ranks_solve(&l.problem, &keep, &out, &err);
		has_failed = allocation_has_failed();
		assert_int_equal(status, has_failed ? -1 : 0);
		assert_true(!has_failed || err.code == TSOP_SYSTEM);
		tsop_keep_ranks_release(&out);
	}
	large_release(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keeping_people_without_memory_says_so),
		cmocka_unit_test(test_keeping_parties_without_memory_says_so),
		cmocka_unit_test(test_keeping_people_with_minima_without_memory_says_so),
		cmocka_unit_test(test_keeping_parties_with_minima_without_memory_says_so),
		cmocka_unit_test(test_the_worst_rank_without_memory_says_so),
		cmocka_unit_test(test_the_profile_of_ranks_without_memory_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
