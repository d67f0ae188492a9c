#include "check.h"

#include "keep/keep_ranks.h"
#include "keep_reference.h"

static void check_problem(const struct tsop_assign_problem *p, const uint16_t *was, int64_t budget,
			  bool is_cut)
{
	const struct tsop_keep keep = { .was = was, .budget = budget };
	struct every every;
	struct tsop_keep_ranks out;
	struct tsop_error err;
	struct judgment value;
	int64_t forced, fewest, limit;
	int status = tsop_keep_ranks_solve(p, &keep, &out, &err);

	list_every(&every, p, was, by_signature);
	assert_int_equal(status, best_moves(&every, MAX_PEOPLE) >= 0 ? 0 : -1);
	if (status != 0)
		return;
	forced = find_forced(&every);
	assert_true(is_cut ? out.forced >= forced : out.forced == forced);
	limit = out.forced + (budget < 0 ? 0 : budget);
	fewest = best_moves(&every, limit);
	assert_true(fewest >= 0);
	value = by_signature(p, out.found.course);
	assert_true(count_moves(p, was, out.found.course) <= limit);
	if (out.found.optimal) {
		assert_int_equal(compare_judgments(&value, &every.least[fewest]), 0);
		assert_int_equal(count_moves(p, was, out.found.course), fewest);
	}
	assert_true(out.found.optimal || is_cut);
	tsop_keep_ranks_release(&out);
}

static void test_the_profile_of_ranks_is_best_within_the_moves(void **unused)
{
	(void)unused;
	check_random(check_problem, (struct random_keep){ 0 }, 31);
}

static void test_parties_have_the_best_profile_within_the_moves(void **unused)
{
	(void)unused;
	check_random(check_problem, (struct random_keep){ .with_parties = true }, 32);
}

static void test_where_searches_are_cut_the_moves_are_kept(void **unused)
{
	(void)unused;
	check_random(check_problem,
		     (struct random_keep){ .with_parties = true, .is_cut = true }, 33);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_profile_of_ranks_is_best_within_the_moves),
		cmocka_unit_test(test_parties_have_the_best_profile_within_the_moves),
		cmocka_unit_test(test_where_searches_are_cut_the_moves_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
