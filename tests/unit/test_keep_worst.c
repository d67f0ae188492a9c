#include "check.h"

#include "keep/keep_worst.h"
#include "keep_reference.h"

/* Without a budget: the fewest without a course, then the fewest moves. */
static int64_t find_limit(const struct every *every, int64_t forced, int64_t budget)
{
	const struct judgment *best = &every->least[best_moves(every, MAX_PEOPLE)];
	int64_t moves = 0;

	if (budget != TSOP_KEEP_NO_BUDGET)
		return forced + budget;
	while (!every->is_possible[moves] || every->least[moves].value[0] > best->value[0])
		moves++;
	return moves;
}

static void check_problem(const struct tsop_assign_problem *p, const uint16_t *was, int64_t budget,
			  bool is_cut)
{
	const struct tsop_keep keep = { .was = was, .budget = budget };
	struct every every;
	struct tsop_keep_worst worst;
	struct tsop_keep_result out;
	struct tsop_error err;
	struct judgment value;
	int64_t fewest;
	int status = tsop_keep_worst_solve(p, &keep, &out, &worst, &err);

	list_every(&every, p, was, by_worst_rank);
	assert_int_equal(status, best_moves(&every, MAX_PEOPLE) >= 0 ? 0 : -1);
	if (status != 0)
		return;
	assert_int_equal(out.certify.n, 0); /* what it could prove is the cost alone */
	assert_true(out.is_least ? out.forced == find_forced(&every) : is_cut);
	fewest = best_moves(&every, find_limit(&every, out.forced, budget));
	assert_true(fewest >= 0);
	value = by_worst_rank(p, out.result.course);
	assert_int_equal(count_moves(p, was, out.result.course), out.moves);
	assert_int_equal(value.value[1], worst.worst_rank);
	if (out.result.optimal) {
		assert_int_equal(compare_judgments(&value, &every.least[fewest]), 0);
		assert_true(out.moves == fewest || is_cut);
		tsop_keep_release(&out);
		return;
	}
	assert_true(is_cut);
	value = (struct judgment){ { out.result.bound.unassigned, worst.worst_bound,
				  out.result.bound.rank, out.result.bound.meters } };
	assert_true(compare_judgments(&value, &every.least[fewest]) <= 0);
	tsop_keep_release(&out);
}

static void test_the_worst_rank_is_least_within_the_moves(void **unused)
{
	(void)unused;
	check_random(check_problem, (struct random_keep){ 0 }, 21);
}

static void test_parties_have_the_least_worst_rank_within_the_moves(void **unused)
{
	(void)unused;
	check_random(check_problem, (struct random_keep){ .with_parties = true }, 22);
}

static void test_courses_close_so_that_the_worst_rank_is_least(void **unused)
{
	(void)unused;
	check_random(check_problem, (struct random_keep){ .with_minima = true }, 23);
	check_random(check_problem,
		     (struct random_keep){ .with_parties = true, .with_minima = true }, 24);
}

static void test_where_searches_are_cut_the_bound_holds(void **unused)
{
	(void)unused;
	check_random(check_problem,
		     (struct random_keep){ .with_parties = true, .is_cut = true }, 25);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_worst_rank_is_least_within_the_moves),
		cmocka_unit_test(test_parties_have_the_least_worst_rank_within_the_moves),
		cmocka_unit_test(test_courses_close_so_that_the_worst_rank_is_least),
		cmocka_unit_test(test_where_searches_are_cut_the_bound_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
