#include "assign_large.h"
#include "assign_reference.h"
#include "check.h"
#include "tie_reference.h"

static struct reference reference; /* too large for the stack */

static size_t rounds(void)
{
	return getenv("TSOP_VALGRIND") != NULL ? 500 : 20000;
}

static void assert_cost(struct tsop_assign_cost a, struct tsop_assign_cost b)
{
	assert_int_equal(a.unassigned, b.unassigned);
	assert_int_equal(a.rank, b.rank);
	assert_int_equal(a.meters, b.meters);
}

static void assert_numbers(struct tsop_assign_cost a, int64_t unassigned, int64_t rank,
			   int64_t meters)
{
	assert_cost(a, (struct tsop_assign_cost){ unassigned, rank, meters });
}

static void solve(const struct tsop_assign_problem *problem, struct tsop_assign_result *result)
{
	struct tsop_error err;

	assert_int_equal(tsop_assign_solve(problem, result, &err), 0);
}

static void assert_refused_as_overfull(const struct tsop_assign_problem *problem)
{
	struct tsop_assign_result result;
	struct tsop_error err;

	assert_int_equal(tsop_assign_solve(problem, &result, &err), -1);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_true(result.fault < problem->n_courses);
}

/* Is the order of people nothing, although some have other places? */
static bool assert_solved_as_reference(const struct small *s)
{
	struct tsop_assign_problem problem = s->problem;
	struct tsop_assign_result result;
	bool is_idle;

	solve_reference(&problem, &reference);
	if (reference.n_best == 0) {
		assert_refused_as_overfull(&problem);
		return false;
	}
	problem.lot = NULL;
	solve(&problem, &result);
	assert_cost(result.cost, reference.cost);
	is_idle = !assert_ties(&problem, &reference, &result) && reference.n_best > 1;
	tsop_assign_release(&result);

	problem.lot = s->lot;
	solve(&problem, &result);
	assert_true(result.optimal);
	assert_cost(result.cost, reference.cost);
	assert_cost(result.bound, reference.cost);
	draw_reference(&problem, &reference);
	assert_int_equal(reference.n_best, 1);
	for (size_t i = 0; i < problem.n_people; i++)
		assert_int_equal(result.course[i], reference.best[0][i]);
	tsop_assign_release(&result);
	return is_idle;
}

static void test_people_alone_are_placed_as_brute_force_places_them(void **state)
{
	uint64_t seed = 1;
	size_t n_idle = 0;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(); i++) {
		random_small(&seed, &s, false);
		if (i % 2 == 0)
			hold_last(&seed, &s);
		n_idle += assert_solved_as_reference(&s);
	}
	assert_in_range(n_idle, rounds() / 50, rounds() / 2);
}

static void test_parties_are_placed_as_brute_force_places_them(void **state)
{
	uint64_t seed = 2;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(); i++) {
		random_small(&seed, &s, true);
		assert_solved_as_reference(&s);
	}
}

static void test_at_the_limit_the_bound_and_the_cost_enclose_the_optimum(void **state)
{
	uint64_t seed = 3;
	size_t n_open = 0;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(); i++) {
		struct tsop_assign_result result;

		random_small(&seed, &s, true);
		s.problem.max_nodes = 1 + random_below(&seed, 3);
		solve_reference(&s.problem, &reference);
		if (reference.n_best == 0)
			continue;
		solve(&s.problem, &result);
		assert_true(tsop_assign_compare(result.bound, reference.cost) <= 0);
		assert_true(tsop_assign_compare(reference.cost, result.cost) <= 0);
		assert_int_equal(result.optimal,
				 tsop_assign_compare(result.bound, result.cost) == 0);
		assert_true(result.tied ||
			    (result.optimal && !hangs_on_order(&s.problem, &reference)));
		n_open += !result.optimal;
		tsop_assign_release(&result);
	}
	assert_true(n_open > rounds() / 200);
}

static void test_the_prices_prove_the_optimum_of_many_people(void **state)
{
	const struct shape shapes[] = {
		{ 2000, 10, 300, 200, 400000, 20, 0 }, { 2000, 10, 2000, 180, 5, 0, 0 },
		{ 5000, 40, 98, 130, 400000, 0, 0 },   { 3000, 1, 50, 2000, 100, 10, 0 },
		{ 40, 60, 20, 2, 1000, 0, 0 },
	};
	uint64_t seed = 4;

	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		struct tsop_assign_result result;
		struct large l;

		large_random(&l, &shapes[i], &seed);
		solve(&l.problem, &result);
		assert_true(is_valid(&l.problem, &result));
		assert_true(result.prices_prove_all);
		assert_true(is_proven(&l.problem, &result));
		tsop_assign_release(&result);
		large_release(&l);
	}
}

/* The same people and lots in another order of rows. */
static void permute(const struct large *from, struct large *to, const uint32_t *order)
{
	for (size_t i = 0; i < from->problem.n_people; i++) {
		to->wishes[i] = from->wishes[order[i]];
		to->origin[i] = from->origin[order[i]];
		to->lot[i] = from->lot[order[i]];
		to->fixed[i] = from->fixed[order[i]];
		to->party[i] = from->party[order[i]];
	}
}

static void assert_same_for_any_order(const struct shape *shape, uint64_t max_nodes, uint64_t *seed)
{
	struct tsop_assign_result result;
	struct tsop_assign_result other;
	uint64_t twin_seed = *seed;
	struct large l;
	struct large twin;
	uint32_t *order = take(shape->n_people, sizeof *order);

	large_random(&l, shape, seed);
	large_random(&twin, shape, &twin_seed);
	shuffle(seed, order, shape->n_people);
	permute(&l, &twin, order);
	l.problem.max_nodes = twin.problem.max_nodes = max_nodes;
	solve(&l.problem, &result);
	solve(&twin.problem, &other);
	for (size_t i = 0; i < shape->n_people; i++)
		assert_int_equal(other.course[i], result.course[order[i]]);
	for (size_t i = 0; i < shape->n_courses; i++)
		assert_cost(other.price[i], result.price[i]);
	assert_cost(other.bound, result.bound);
	assert_int_equal(other.nodes, result.nodes);
	tsop_assign_release(&result);
	tsop_assign_release(&other);
	large_release(&l);
	large_release(&twin);
	free(order);
}

static void test_the_order_of_the_rows_changes_nothing(void **state)
{
	const struct shape alone = { 5000, 7, 60, 700, 4, 50, 0 };
	const struct shape parties = { 300, 5, 40, 50, 6, 0, 4 };
	const struct shape many = { 3000, 8, 40, 300, 5, 0, 4 };
	uint64_t seed = 5;

	(void)state;
	assert_same_for_any_order(&alone, 1, &seed);
	for (int i = 0; i < 20; i++)
		assert_same_for_any_order(&parties, 1 + (uint64_t)i * 40, &seed);
	assert_same_for_any_order(&many, 300, &seed);
}

static void test_parties_of_many_people_stay_together(void **state)
{
	const struct shape shape = { 2000, 8, 98, 230, 400000, 0, 4 };
	uint64_t seed = 6;
	struct tsop_assign_result result;
	struct large l;

	(void)state;
	large_random(&l, &shape, &seed);
	solve(&l.problem, &result);
	assert_true(result.optimal);
	assert_true(is_valid(&l.problem, &result));
	assert_true(is_together(&l.problem, &result));
	assert_true(!result.prices_prove_all || is_proven(&l.problem, &result));
	tsop_assign_release(&result);
	large_release(&l);
}

static void test_couples_on_courses_with_odd_seats_are_solved_without_long_search(void **state)
{
	const struct shape shape = { 58, 3, 1, 0, 1, 0, 0 };
	struct tsop_assign_result result;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	for (uint32_t i = 0; i < 58; i++)
		l.party[i] = i / 2;
	for (size_t i = 0; i < 3; i++)
		l.capacity[i] = 19;
	solve(&l.problem, &result);
	assert_true(result.optimal);
	assert_int_equal(result.cost.unassigned, 4);
	assert_true(result.nodes < 1000);
	tsop_assign_release(&result);

	l.capacity[0] = UINT32_MAX;
	solve(&l.problem, &result);
	assert_int_equal(result.cost.unassigned, 0);
	tsop_assign_release(&result);
	large_release(&l);
}

static void test_everyone_wants_one_course(void **state)
{
	const struct shape shape = { 20000, 5, 20000, 0, 1, 0, 0 };
	uint64_t seed = 7;
	struct tsop_assign_result result;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	for (uint32_t i = 0; i < shape.n_people; i++) {
		l.wishes[i] = l.origin[i] = i;
		for (size_t course = 0; course < 5; course++) {
			l.ranks[i * 5 + course] = course > 0;
			l.meters[i * 5 + course] = random_below(&seed, 400000);
		}
	}
	for (size_t i = 0; i < 5; i++)
		l.capacity[i] = 3999;
	solve(&l.problem, &result);
	assert_int_equal(result.cost.unassigned, 5);
	assert_int_equal(result.cost.rank, 4 * 3999);
	assert_true(is_valid(&l.problem, &result));
	assert_true(is_proven(&l.problem, &result));
	tsop_assign_release(&result);
	large_release(&l);
}

static void test_of_equal_people_the_first_by_lot_get_the_better_course(void **state)
{
	const struct shape shape = { 3000, 2, 1, 0, 1, 0, 0 };
	uint64_t seed = 8;
	struct tsop_assign_result result;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	shuffle(&seed, l.lot, shape.n_people);
	l.ranks[0] = 1;
	l.capacity[0] = 1200;
	l.capacity[1] = 800;
	solve(&l.problem, &result);
	assert_true(result.tied);
	for (size_t i = 0; i < shape.n_people; i++) {
		assert_true(result.is_tied[i]);
		assert_int_equal(result.course[i], l.lot[i] < 800  ? 1 :
						   l.lot[i] < 2000 ? 0 :
								     TSOP_ASSIGN_NO_COURSE);
	}
	assert_numbers(result.price[0], 1, -1, 0);
	assert_numbers(result.price[1], 1, 0, 0);
	tsop_assign_release(&result);
	large_release(&l);
}

static void test_one_course_takes_the_nearest_by_the_seats_it_has(void **state)
{
	const struct shape shape = { 100, 1, 100, 0, 1, 0, 0 };
	struct tsop_assign_result result;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	for (uint32_t i = 0; i < 100; i++) {
		l.wishes[i] = l.origin[i] = i;
		l.meters[i] = (i * 37) % 100;
	}
	l.capacity[0] = 30;
	solve(&l.problem, &result);
	assert_false(result.tied);
	assert_numbers(result.cost, 70, 0, 29 * 30 / 2);
	assert_numbers(result.price[0], 1, 0, -30);
	for (uint32_t i = 0; i < 100; i++)
		assert_int_equal(result.course[i], l.meters[i] < 30 ? 0 : TSOP_ASSIGN_NO_COURSE);
	tsop_assign_release(&result);
	large_release(&l);
}

static void test_without_people_courses_or_seats_nothing_is_wrong(void **state)
{
	const struct shape shapes[] = { { 0, 3, 0, 0, 1, 0, 0 },
					{ 4, 0, 1, 0, 1, 0, 0 },
					{ 0, 0, 0, 0, 1, 0, 0 },
					{ 4, 2, 1, 0, 1, 0, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		struct tsop_assign_result result;
		struct large l;

		large_init(&l, &shapes[i]);
		for (uint32_t who = 0; who < shapes[i].n_people; who++)
			l.party[who] = who / 2;
		solve(&l.problem, &result);
		assert_true(result.optimal);
		assert_false(result.tied);
		assert_int_equal(result.cost.unassigned, shapes[i].n_people);
		tsop_assign_release(&result);
		tsop_assign_release(&result);
		large_release(&l);
	}
}

static void test_the_largest_numbers_do_not_overflow(void **state)
{
	const struct shape shape = { 3000, 3, 3000, 0, 1, 0, 0 };
	struct tsop_assign_result result;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	for (uint32_t i = 0; i < shape.n_people; i++) {
		l.wishes[i] = l.origin[i] = i;
		for (size_t course = 0; course < 3; course++) {
			l.ranks[i * 3 + course] = (i + course) % 3 == 0 ? 0 : TSOP_ASSIGN_MAX_RANK;
			l.meters[i * 3 + course] =
				(i + course) % 2 == 0 ? 0 : TSOP_ASSIGN_MAX_METERS;
		}
	}
	l.capacity[0] = 2998;
	solve(&l.problem, &result);
	assert_true(is_proven(&l.problem, &result));
	assert_numbers(result.cost, 2, INT64_C(1998) * TSOP_ASSIGN_MAX_RANK,
		       INT64_C(1498) * TSOP_ASSIGN_MAX_METERS);
	assert_numbers(result.price[0], 1, -TSOP_ASSIGN_MAX_RANK,
		       -INT64_C(1) * TSOP_ASSIGN_MAX_METERS);
	tsop_assign_release(&result);
	large_release(&l);
}

static void test_a_thousand_courses_are_a_few(void **state)
{
	const struct shape shape = { 1500, TSOP_ASSIGN_MAX_COURSES, 40, 1, 1000, 0, 0 };
	uint64_t seed = 9;
	struct tsop_assign_result result;
	struct large l;

	(void)state;
	large_random(&l, &shape, &seed);
	solve(&l.problem, &result);
	assert_true(is_valid(&l.problem, &result));
	assert_true(is_proven(&l.problem, &result));
	tsop_assign_release(&result);
	large_release(&l);
}

static void assert_refused(const struct tsop_assign_problem *problem, const char *text)
{
	struct tsop_assign_result result;
	struct tsop_error err;

	assert_int_equal(tsop_assign_solve(problem, &result, &err), -1);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, text);
	assert_true(result.fault == SIZE_MAX);
}

static void test_what_is_out_of_range_is_refused(void **state)
{
	const struct shape shape = { 2, 2, 1, 0, 1, 0, 0 };
	struct tsop_assign_problem problem;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	problem = l.problem;
	problem.n_people = TSOP_ASSIGN_MAX_PEOPLE + 1;
	assert_refused(&problem, "expected at most 10000000 people, not 10000001");
	problem = l.problem;
	problem.n_courses = TSOP_ASSIGN_MAX_COURSES + 1;
	assert_refused(&problem, "expected at most 1000 courses, not 1001");
	l.ranks[1] = TSOP_ASSIGN_MAX_RANK + 1;
	assert_refused(&l.problem, "expected a rank up to 1000, not 1001");
	l.ranks[1] = TSOP_ASSIGN_FORBIDDEN;
	l.meters[1] = UINT32_C(1) << 31;
	assert_refused(&l.problem, "expected up to 2147483647 meters, not 2147483648");
	l.meters[1] = TSOP_ASSIGN_MAX_METERS;
	l.wishes[1] = 1;
	assert_refused(&l.problem, "person 1 has unknown wishes or origin");
	l.wishes[1] = 0;
	l.origin[0] = 1;
	assert_refused(&l.problem, "person 0 has unknown wishes or origin");
	l.origin[0] = 0;
	l.fixed[1] = 2;
	assert_refused(&l.problem, "person 1 is fixed to an unknown course");
	l.fixed[1] = TSOP_ASSIGN_NO_COURSE;
	l.party[1] = 2;
	assert_refused(&l.problem, "person 1 has an unknown party");
	l.party[1] = TSOP_ASSIGN_NO_PARTY;
	l.lot[1] = 0;
	assert_refused(&l.problem, "expected lots 0 to 1, each once, not 0");
	l.lot[1] = 2;
	assert_refused(&l.problem, "expected lots 0 to 1, each once, not 2");
	large_release(&l);
}

static void test_more_fixed_people_than_seats_name_the_course(void **state)
{
	const struct shape shape = { 3, 2, 1, 0, 1, 0, 0 };
	struct tsop_assign_result result;
	struct tsop_error err;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	l.capacity[0] = l.capacity[1] = 1;
	l.fixed[0] = l.fixed[2] = 1;
	assert_int_equal(tsop_assign_solve(&l.problem, &result, &err), -1);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, "2 people are fixed to a course of 1 seats");
	assert_int_equal(result.fault, 1);
	large_release(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_people_alone_are_placed_as_brute_force_places_them),
		cmocka_unit_test(test_parties_are_placed_as_brute_force_places_them),
		cmocka_unit_test(test_at_the_limit_the_bound_and_the_cost_enclose_the_optimum),
		cmocka_unit_test(test_the_prices_prove_the_optimum_of_many_people),
		cmocka_unit_test(test_the_order_of_the_rows_changes_nothing),
		cmocka_unit_test(test_parties_of_many_people_stay_together),
		cmocka_unit_test(
			test_couples_on_courses_with_odd_seats_are_solved_without_long_search),
		cmocka_unit_test(test_everyone_wants_one_course),
		cmocka_unit_test(test_of_equal_people_the_first_by_lot_get_the_better_course),
		cmocka_unit_test(test_one_course_takes_the_nearest_by_the_seats_it_has),
		cmocka_unit_test(test_without_people_courses_or_seats_nothing_is_wrong),
		cmocka_unit_test(test_the_largest_numbers_do_not_overflow),
		cmocka_unit_test(test_a_thousand_courses_are_a_few),
		cmocka_unit_test(test_what_is_out_of_range_is_refused),
		cmocka_unit_test(test_more_fixed_people_than_seats_name_the_course),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
