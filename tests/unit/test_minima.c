#include "assign_large.h"
#include "assign_reference.h"
#include "check.h"
#include "tie_reference.h"

static struct reference reference; /* too large for the stack */

static size_t rounds(void)
{
	return getenv("TSOP_VALGRIND") != NULL ? 500 : test_instances(20000);
}

static void solve(const struct tsop_assign_problem *problem, struct tsop_assign_result *result)
{
	struct tsop_error err;

	assert_int_equal(tsop_assign_solve(problem, result, &err), 0);
}

static void assert_refused(const struct tsop_assign_problem *problem)
{
	struct tsop_assign_result result;
	struct tsop_error err;

	assert_int_equal(tsop_assign_solve(problem, &result, &err), -1);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_true(result.fault < problem->n_courses);
}

/* The cost, the courses that close, and, with a lot, who is where. */
static void assert_solved_as_reference(const struct small *s, bool has_lot)
{
	struct tsop_assign_problem problem = s->problem;
	struct tsop_assign_result result;

	solve_reference(&problem, &reference);
	if (!has_lot)
		problem.lot = NULL;
	if (reference.n_best == 0) {
		assert_refused(&problem);
		return;
	}
	solve(&problem, &result);
	assert_true(result.optimal);
	assert_int_equal(tsop_assign_compare(result.cost, reference.cost), 0);
	assert_int_equal(tsop_assign_compare(result.bound, reference.cost), 0);
	assert_ties(&problem, &reference, &result);
	for (size_t i = 0; i < problem.n_courses; i++)
		assert_int_equal(result.is_closed[i], reference.closed >> i & 1);
	if (problem.party == NULL)
		assert_true(is_proven(&problem, &result));
	if (has_lot)
		draw_reference(&problem, &reference);
	for (size_t i = 0; has_lot && i < problem.n_people; i++)
		assert_int_equal(result.course[i], reference.best[0][i]);
	tsop_assign_release(&result);
}

static void test_courses_close_as_brute_force_closes_them(void **state)
{
	uint64_t seed = 30;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(); i++) {
		random_small(&seed, &s, false);
		random_minima(&seed, &s);
		assert_solved_as_reference(&s, i % 2 == 0);
	}
}

static void test_courses_close_under_parties_as_brute_force_closes_them(void **state)
{
	uint64_t seed = 31;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(); i++) {
		random_small(&seed, &s, true);
		random_minima(&seed, &s);
		assert_solved_as_reference(&s, i % 2 == 0);
	}
}

static void test_at_the_limit_the_bound_and_the_cost_enclose_the_optimum(void **state)
{
	uint64_t seed = 32;
	size_t n_open = 0;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(); i++) {
		struct tsop_assign_result result;
		struct tsop_error err;

		random_small(&seed, &s, i % 2 == 0);
		random_minima(&seed, &s);
		s.problem.max_nodes = 1 + random_below(&seed, 3);
		solve_reference(&s.problem, &reference);
		if (reference.n_best == 0 || tsop_assign_solve(&s.problem, &result, &err) != 0)
			continue;
		assert_true(is_valid(&s.problem, &result));
		assert_true(tsop_assign_compare(result.bound, reference.cost) <= 0);
		assert_true(tsop_assign_compare(reference.cost, result.cost) <= 0);
		assert_int_equal(result.optimal,
				 tsop_assign_compare(result.bound, result.cost) == 0);
		n_open += !result.optimal;
		tsop_assign_release(&result);
	}
	assert_true(n_open > rounds() / 200);
}

/* Minima of a share of the seats for every course. */
static void set_minima(struct large *l, uint32_t percent)
{
	for (size_t i = 0; i < l->problem.n_courses; i++)
		l->minimum[i] = l->capacity[i] * percent / 100;
	l->problem.minimum = l->minimum;
}

static void assert_proven(const struct shape *shape, uint64_t *seed)
{
	struct tsop_assign_result result;
	struct large l;

	large_random(&l, shape, seed);
	set_minima(&l, 80);
	solve(&l.problem, &result);
	assert_true(result.optimal);
	assert_true(is_valid(&l.problem, &result));
	assert_true(is_proven(&l.problem, &result));
	tsop_assign_release(&result);
	large_release(&l);
}

static void test_the_prices_prove_the_optimum_among_the_same_courses(void **state)
{
	const struct shape shapes[] = {
		{ 400, 8, 60, 70, 400000, 0, 0 },
		{ 300, 12, 300, 40, 9, 0, 0 },
		{ 200, 6, 40, 60, 1000, 0, 0 },
	};
	uint64_t seed = 33;

	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		assert_proven(&shapes[i], &seed);
}

enum { FREE = 300, COURSES = 32, MANY = 100000, FEW = 400 };

/* Courses have one seat more than their minimum; all people but some are fixed to the first. */
static void make_tight(struct large *l, uint64_t *seed)
{
	const struct shape shape = { MANY, COURSES, 1000, 20, 1000, 0, 0 };

	large_random(l, &shape, seed);
	for (size_t i = 1; i < COURSES; i++) {
		l->capacity[i] = 12;
		l->minimum[i] = 11;
	}
	for (size_t i = FREE; i < MANY; i++)
		l->fixed[i] = 0;
	l->problem.minimum = l->minimum;
	l->problem.lot = NULL;
}

static void test_a_large_problem_ends_after_fewer_flows_with_a_bound_that_holds(void **state)
{
	struct tsop_assign_result among_many, among_few;
	uint64_t seed = 34;
	struct large l;

	(void)state;
	make_tight(&l, &seed);
	l.capacity[0] = MANY - FREE;
	solve(&l.problem, &among_many);
	l.problem.n_people = FEW;
	l.capacity[0] = FEW - FREE;
	solve(&l.problem, &among_few);

	assert_true(among_many.nodes <= ((uint64_t)1 << 30) / ((uint64_t)MANY * COURSES));
	assert_true(among_few.nodes > among_many.nodes);
	assert_false(among_many.optimal);
	assert_true(among_few.optimal);
	assert_true(among_many.is_cut);
	assert_true(among_many.tied);
	assert_false(among_few.is_cut);
	assert_true(tsop_assign_compare(among_many.bound, among_few.cost) <= 0);
	assert_true(tsop_assign_compare(among_few.cost, among_many.cost) <= 0);
	tsop_assign_release(&among_many);
	tsop_assign_release(&among_few);
	large_release(&l);
}

static void test_a_course_with_fixed_people_does_not_close(void **state)
{
	struct small s = { .capacity = { 3, 3 }, .fixed = { 0, TSOP_ASSIGN_NO_COURSE,
							     TSOP_ASSIGN_NO_COURSE } };
	struct tsop_assign_result result;
	uint32_t minimum[2] = { 3, 1 };

	(void)state;
	s.problem = (struct tsop_assign_problem){
		.n_people = 3, .n_courses = 2, .n_wishes = 1, .n_origins = 1,
		.capacity = s.capacity, .minimum = minimum, .ranks = s.ranks,
		.meters = s.meters, .wishes = s.wishes, .origin = s.origin,
		.fixed = s.fixed, .max_nodes = 10,
	};
	s.ranks[0] = 1;
	solve(&s.problem, &result);
	assert_false(result.is_closed[0]);
	assert_true(result.is_closed[1]);
	assert_int_equal(result.cost.rank, 2);
	assert_int_equal(result.price[0].rank, 0);
	assert_int_equal(result.price[1].rank, 1);
	tsop_assign_release(&result);

	s.ranks[0] = TSOP_ASSIGN_FORBIDDEN;
	assert_refused(&s.problem);
}

static void test_a_minimum_above_the_seats_is_refused(void **state)
{
	uint32_t capacity = 2, minimum = 3;
	const struct tsop_assign_problem problem = { .n_courses = 1,
						     .capacity = &capacity,
						     .minimum = &minimum,
						     .max_nodes = 1 };
	struct tsop_assign_result result;
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_assign_solve(&problem, &result, &err), -1);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, "a minimum of 3 exceeds 2 seats");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_courses_close_as_brute_force_closes_them),
		cmocka_unit_test(test_courses_close_under_parties_as_brute_force_closes_them),
		cmocka_unit_test(test_at_the_limit_the_bound_and_the_cost_enclose_the_optimum),
		cmocka_unit_test(test_the_prices_prove_the_optimum_among_the_same_courses),
		cmocka_unit_test(
			test_a_large_problem_ends_after_fewer_flows_with_a_bound_that_holds),
		cmocka_unit_test(test_a_course_with_fixed_people_does_not_close),
		cmocka_unit_test(test_a_minimum_above_the_seats_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
