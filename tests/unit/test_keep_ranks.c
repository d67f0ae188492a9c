#include "check.h"

#include "assign_reference.h"
#include "keep/keep_ranks.h"
#include "random.h"

enum { N_INSTANCES = 20000, N_PARTS = MAX_COURSES + 4 };

/* What is to be least: people without rank 0, rank 1, and so on; then meters. */
struct value {
	int64_t part[N_PARTS];
};

struct every {
	const struct tsop_assign_problem *problem;
	const uint16_t *was;
	bool is_possible[MAX_PEOPLE + 1];
	struct value least[MAX_PEOPLE + 1]; /* by moves */
};

static int compare(const struct value *a, const struct value *b)
{
	for (size_t i = 0; i < N_PARTS; i++)
		if (a->part[i] != b->part[i])
			return a->part[i] < b->part[i] ? -1 : 1;
	return 0;
}

static struct value measure(const struct every *every, const uint16_t *course, int64_t *moves)
{
	const struct tsop_assign_problem *p = every->problem;
	struct value value = { { 0 } };

	*moves = 0;
	for (size_t who = 0; who < p->n_people; who++) {
		struct tsop_assign_cost cost = cost_of(p, who, course[who]);

		if (is_fixed(p, who))
			continue;
		*moves += can_stay(p, every->was, who) && course[who] != every->was[who];
		assert_true(cost.rank < N_PARTS - 1);
		if (course[who] != TSOP_ASSIGN_NO_COURSE)
			value.part[cost.rank]--;
		value.part[N_PARTS - 1] += cost.meters;
	}
	return value;
}

static void write_down(struct every *every, uint16_t *course, uint32_t *load, size_t who)
{
	const struct tsop_assign_problem *p = every->problem;
	struct value value;
	uint32_t closed;
	int64_t moves;

	for (size_t i = 0; who < p->n_people && i <= p->n_courses; i++) {
		course[who] = i == p->n_courses ? TSOP_ASSIGN_NO_COURSE : (uint16_t)i;
		if (!is_allowed(p, course, who))
			continue;
		load[i]++;
		write_down(every, course, load, who + 1);
		load[i]--;
	}
	if (who < p->n_people || !find_closed(p, load, &closed))
		return;
	value = measure(every, course, &moves);
	if (every->is_possible[moves] && compare(&every->least[moves], &value) <= 0)
		return;
	every->is_possible[moves] = true;
	every->least[moves] = value;
}

static void check_problem(const struct tsop_assign_problem *p, const uint16_t *was, int64_t budget,
			  bool is_cut)
{
	const struct tsop_keep keep = { .was = was, .budget = budget };
	struct every every = { .problem = p, .was = was };
	struct tsop_keep_ranks out;
	struct tsop_error err;
	struct value value, least;
	uint16_t course[MAX_PEOPLE];
	uint32_t load[MAX_COURSES + 1] = { 0 };
	int64_t forced = 0, moves, fewest, limit;
	int status = tsop_keep_ranks_solve(p, &keep, &out, &err);

	write_down(&every, course, load, 0);
	while (forced <= MAX_PEOPLE && !every.is_possible[forced])
		forced++;
	assert_int_equal(status, forced <= MAX_PEOPLE ? 0 : -1);
	if (status != 0)
		return;
	assert_true(is_cut ? out.forced >= forced : out.forced == forced);
	fewest = forced;
	least = every.least[forced];
	limit = out.forced + (budget < 0 ? 0 : budget);
	for (int64_t i = forced; i <= limit && i <= MAX_PEOPLE; i++)
		if (every.is_possible[i] && compare(&every.least[i], &least) < 0) {
			least = every.least[i];
			fewest = i;
		}
	value = measure(&every, out.found.course, &moves);
	assert_true(moves <= limit);
	if (out.found.optimal) {
		assert_int_equal(compare(&value, &least), 0);
		assert_int_equal(moves, fewest);
	}
	assert_true(out.found.optimal || is_cut);
	tsop_keep_ranks_release(&out);
}

static void check_many(bool with_parties, bool is_cut, uint64_t state)
{
	for (size_t i = 0; i < test_instances(N_INSTANCES); i++) {
		struct small small;
		struct tsop_assign_problem *p = &small.problem;
		uint16_t was[MAX_PEOPLE];

		random_small(&state, &small, with_parties);
		random_was(&state, p, was);
		if (is_cut)
			p->max_nodes = 1 + random_below(&state, 6);
		check_problem(p, was, (int64_t)random_below(&state, 5) - 1, is_cut);
	}
}

static void test_the_profile_of_ranks_is_best_within_the_moves(void **unused)
{
	(void)unused;
	check_many(false, false, 31);
}

static void test_parties_have_the_best_profile_within_the_moves(void **unused)
{
	(void)unused;
	check_many(true, false, 32);
}

static void test_where_searches_are_cut_the_moves_are_kept(void **unused)
{
	(void)unused;
	check_many(true, true, 33);
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
