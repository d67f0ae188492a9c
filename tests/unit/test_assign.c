#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "unit/assign_reference.h"

static struct reference reference; /* too large for the stack */

static void assert_cost(struct tsop_assign_cost a, struct tsop_assign_cost b)
{
	assert_int_equal(a.unassigned, b.unassigned);
	assert_int_equal(a.rank, b.rank);
	assert_int_equal(a.meters, b.meters);
}

static void assert_solved_as_reference(const struct small *s)
{
	struct tsop_assign_problem problem = s->problem;
	struct tsop_assign_result result;
	struct tsop_error err;
	size_t n_best;
	bool marked;

	solve_reference(&problem, &reference);
	n_best = reference.n_best;
	if (n_best == 0) {
		assert_int_equal(tsop_assign_solve(&problem, &result, &err), -1);
		assert_int_equal(err.code, TSOP_INPUT);
		assert_true(result.fault < problem.n_courses);
		return;
	}
	assert_int_equal(tsop_assign_solve(&problem, &result, &err), 0);
	assert_true(result.optimal);
	assert_cost(result.cost, reference.cost);
	assert_cost(result.bound, reference.cost);
	assert_int_equal(result.tied, n_best > 1);
	marked = false;
	for (size_t i = 0; i < problem.n_people; i++) {
		marked = marked || result.is_tied[i];
		if (problem.party == NULL)
			assert_int_equal(result.is_tied[i], reference.is_tied[i]);
		else
			assert_true(!result.is_tied[i] || reference.is_tied[i]);
	}
	assert_int_equal(marked, n_best > 1);
	draw_reference(&problem, &reference);
	assert_int_equal(reference.n_best, 1);
	for (size_t i = 0; i < problem.n_people; i++)
		assert_int_equal(result.course[i], reference.best[0][i]);
	tsop_assign_release(&result);

	problem.lot = NULL;
	assert_int_equal(tsop_assign_solve(&problem, &result, &err), 0);
	assert_cost(result.cost, reference.cost);
	assert_int_equal(result.tied, n_best > 1);
	tsop_assign_release(&result);
}

static void test_people_alone_are_placed_as_brute_force_places_them(void **state)
{
	uint64_t seed = 1;
	struct small s;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		random_small(&seed, &s, false);
		assert_solved_as_reference(&s);
	}
}

static void test_parties_are_placed_as_brute_force_places_them(void **state)
{
	uint64_t seed = 2;
	struct small s;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		random_small(&seed, &s, true);
		assert_solved_as_reference(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_people_alone_are_placed_as_brute_force_places_them),
		cmocka_unit_test(test_parties_are_placed_as_brute_force_places_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
