/* Deferred acceptance, where some had a place before. */
#include "assign_large.h"
#include "mechanism/least_moves.h"
#include "order_reference.h"

static void test_it_is_the_best_of_all_stable_results(void **state)
{
	uint64_t seed = 51;
	struct random_stay stay;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(10000); i++) {
		const struct tsop_assign_problem *p = &s.problem;
		struct tsop_assign_result result;
		struct random_order o;

		make_small(&seed, &s, 5, false);
		make_order(&seed, &o, p->n_people, random_below(&seed, 2) > 0, true);
		make_stay(&seed, &s.problem, &stay);
		solve(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, p, &o.order, &result);
		assert_false(result.tied);
		assert_true(is_valid(p, &result));
		assert_best_of_all_stable(p, &o.order, result.course);
		tsop_assign_release(&result);
	}
}

/* Has the course seats for all who had a place there? */
static bool has_room_for_all(const struct tsop_assign_problem *p, uint16_t course)
{
	size_t n = 0;

	for (size_t who = 0; who < p->n_people; who++)
		n += (is_fixed(p, who) ? p->fixed[who] : p->stay->course[who]) == course;
	return n <= p->capacity[course];
}

static void test_nobody_ends_with_less_than_they_had(void **state)
{
	uint64_t seed = 52;
	size_t n_held = 0;
	struct random_stay stay;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(20000); i++) {
		const struct tsop_assign_problem *p = &s.problem;
		struct tsop_assign_result result;
		struct random_order o;

		make_small(&seed, &s, MAX_PEOPLE, false);
		make_order(&seed, &o, p->n_people, random_below(&seed, 2) > 0, true);
		make_stay(&seed, &s.problem, &stay);
		solve(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, p, &o.order, &result);
		for (size_t who = 0; who < p->n_people; who++) {
			uint16_t had = stay.course[who];

			if (is_fixed(p, who) || had == TSOP_ASSIGN_NO_COURSE ||
			    is_forbidden(p, who, had) || !has_room_for_all(p, had))
				continue;
			assert_false(prefers(p, who, had, result.course[who]));
			n_held++;
		}
		tsop_assign_release(&result);
	}
	assert_true(n_held > 0);
}

/* No stable result moves fewer, and of those that move as few nobody prefers another. */
static void test_it_is_the_best_of_the_stable_results_that_move_the_fewest(void **state)
{
	uint64_t seed = 53;
	size_t n_fewer = 0, n_better = 0;
	struct random_stay stay;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(10000); i++) {
		const struct tsop_assign_problem *p = &s.problem;
		uint16_t other[MAX_PEOPLE] = { 0 };
		struct tsop_assign_result result;
		struct tsop_error err;
		struct random_order o;
		int64_t best, fewest;

		make_small(&seed, &s, 5, false);
		make_order(&seed, &o, p->n_people, random_below(&seed, 4) > 0, true);
		make_stay(&seed, &s.problem, &stay);
		solve(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, p, &o.order, &result);
		best = count_moves(p, stay.course, result.course);
		assert_int_equal(tsop_least_moves_solve(p, &o.order, &result, &err), 0);
		assert_false(result.tied);
		assert_true(is_feasible(p, result.course));
		assert_true(is_stable(p, &o.order, result.course));
		fewest = count_moves(p, stay.course, result.course);
		n_fewer += fewest < best;
		do {
			bool is_worse = false;

			if (!is_feasible(p, other) || !is_stable(p, &o.order, other))
				continue;
			assert_true(count_moves(p, stay.course, other) >= fewest);
			for (size_t who = 0; who < p->n_people; who++) {
				assert_false(count_moves(p, stay.course, other) == fewest &&
					     prefers(p, who, other[who], result.course[who]));
				is_worse = is_worse || other[who] != result.course[who];
			}
			n_better += is_worse && count_moves(p, stay.course, other) == fewest;
		} while (next_assignment(p, other));
		tsop_assign_release(&result);
	}
	assert_true((n_fewer > 0 && n_better > 0) || rounds(10000) < 10000);
}

static void test_equal_people_are_tied_where_that_changes_who_moves(void **state)
{
	uint64_t seed = 54;
	struct random_stay stay;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(2000); i++) {
		const struct tsop_assign_problem *p = &s.problem;
		uint32_t lot[MAX_PEOPLE] = { 0, 1, 2, 3, 4, 5, 6 };
		struct tsop_assign_result result, other;
		struct tsop_error err;
		struct random_order o, strict;

		make_small(&seed, &s, 5, false);
		make_order(&seed, &o, p->n_people, true, false);
		make_stay(&seed, &s.problem, &stay);
		solve(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, p, &o.order, &result);
		if (!result.tied)
			assert_int_equal(tsop_least_moves_solve(p, &o.order, &result, &err), 0);
		while (!result.tied) {
			draw_apart(&o, lot, p->n_people, &strict);
			solve(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, p, &strict.order, &other);
			assert_int_equal(tsop_least_moves_solve(p, &strict.order, &other, &err), 0);
			assert_memory_equal(other.course, result.course,
					    p->n_people * sizeof *other.course);
			tsop_assign_release(&other);
			if (!next_permutation(lot, p->n_people))
				break;
		}
		tsop_assign_release(&result);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_the_best_of_all_stable_results),
		cmocka_unit_test(test_nobody_ends_with_less_than_they_had),
		cmocka_unit_test(
			test_it_is_the_best_of_the_stable_results_that_move_the_fewest),
		cmocka_unit_test(test_equal_people_are_tied_where_that_changes_who_moves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
