#include "assign/fill.h"
#include "assign_large.h"
#include "check.h"

enum { SIZES = 6, ROOM = 30, COURSES = 3, PARTIES = 4 };

/* Which sums can parties and people of these numbers make? By trying. */
static void make_sums(const size_t *n_of_size, size_t size, size_t sum, bool *can)
{
	if (size > SIZES) {
		if (sum <= ROOM)
			can[sum] = true;
		return;
	}
	for (size_t i = 0; i <= n_of_size[size]; i++)
		make_sums(n_of_size, size + 1, sum + i * size, can);
}

static void test_what_parties_fill_is_found_as_by_trying(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 300; round++) {
		int64_t room[ROOM + 1];
		int64_t filled[ROOM + 1];
		bool can[ROOM + 1] = { false };
		struct tsop_error err;
		struct tsop_fill fill;
		bool any = false;

		assert_int_equal(tsop_fill_init(&fill, SIZES, ROOM, &err), 0);
		for (size_t size = 1; size <= SIZES; size++)
			fill.n_of_size[size] = random_below(&seed, 4) * random_below(&seed, 2);
		make_sums(fill.n_of_size, 1, 0, can);
		for (int64_t i = 0; i <= ROOM; i++)
			room[i] = i;
		any = tsop_fill_limit(&fill, room, ROOM + 1, SIZE_MAX, filled);
		for (int64_t i = 0; any && i <= ROOM; i++) {
			int64_t most = i;

			while (!can[most])
				most--;
			assert_int_equal(filled[i], most);
		}
		tsop_fill_release(&fill);
	}
}

static void test_nothing_is_told_where_people_fill_the_gaps_or_it_takes_too_long(void **state)
{
	const int64_t room[] = { 7, ROOM };
	int64_t filled[2];
	struct tsop_error err;
	struct tsop_fill fill;

	(void)state;
	assert_int_equal(tsop_fill_init(&fill, 2, ROOM, &err), 0);
	fill.n_of_size[2] = 9;
	assert_true(tsop_fill_limit(&fill, room, 2, ROOM, filled));
	assert_int_equal(filled[0], 6);
	assert_int_equal(filled[1], 18);
	assert_false(tsop_fill_limit(&fill, room, 2, ROOM - 1, filled));
	fill.n_of_size[1] = 1;
	assert_false(tsop_fill_limit(&fill, room, 2, SIZE_MAX, filled));
	tsop_fill_release(&fill);
}

/* A few large parties, whose members differ, and nobody else. */
static void random_parties(struct large *l, uint64_t *seed)
{
	const struct shape shape = { 110, COURSES, 110, 0, 1, 0, 0 };
	uint32_t party = 0;
	uint32_t left = 0;

	large_init(l, &shape);
	for (uint32_t who = 0; who < 110; who++) {
		if (left == 0 && party < PARTIES) {
			left = party == PARTIES - 1 ? 110 - who : 17 + random_below(seed, 14);
			party++;
		}
		l->party[who] = party - 1;
		left--;
		l->wishes[who] = l->origin[who] = who;
		for (size_t course = 0; course < COURSES; course++) {
			l->ranks[who * COURSES + course] =
				(uint16_t)random_below(seed, TSOP_ASSIGN_MAX_RANK + 1);
			l->meters[who * COURSES + course] = random_below(seed, 3);
		}
	}
	for (size_t course = 0; course < COURSES; course++)
		l->capacity[course] = random_below(seed, 80);
	shuffle(seed, l->lot, 110);
}

/* Put each party anywhere and keep the least cost. */
static void try_parties(const struct tsop_assign_problem *p, struct tsop_assign_result *best)
{
	for (int i = 0; i < 256; i++) {
		struct tsop_assign_result trial = { .course = take(p->n_people,
								   sizeof *trial.course) };

		for (size_t who = 0; who < p->n_people; who++) {
			uint16_t node = (uint16_t)(i >> (2 * p->party[who]) & 3);

			trial.course[who] = node == COURSES ? TSOP_ASSIGN_NO_COURSE : node;
			trial.cost = plus(trial.cost, cost_of(p, who, trial.course[who]));
		}
		if (is_valid(p, &trial) &&
		    (best->course == NULL || tsop_assign_compare(trial.cost, best->cost) < 0)) {
			tsop_assign_release(best);
			*best = trial;
		} else {
			tsop_assign_release(&trial);
		}
	}
}

static void test_large_parties_of_different_people_are_placed_as_by_trying(void **state)
{
	uint64_t seed = 2;

	(void)state;
	for (int round = 0; round < 100; round++) {
		struct tsop_assign_result best = { .course = NULL };
		struct tsop_assign_result result;
		struct tsop_error err;
		struct large l;

		random_parties(&l, &seed);
		try_parties(&l.problem, &best);
		assert_int_equal(tsop_assign_solve(&l.problem, &result, &err), 0);
		assert_true(result.optimal);
		assert_int_equal(tsop_assign_compare(result.cost, best.cost), 0);
		assert_true(is_together(&l.problem, &result));
		assert_true(is_valid(&l.problem, &result));
		tsop_assign_release(&result);
		tsop_assign_release(&best);
		large_release(&l);
	}
}

static void test_a_party_with_fixed_members_goes_where_they_are_or_nowhere(void **state)
{
	const struct shape shape = { 5, 3, 1, 0, 1, 0, 0 };
	struct tsop_assign_result result;
	struct tsop_error err;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	for (size_t i = 0; i < 5; i++)
		l.party[i] = 0;
	for (size_t i = 0; i < 3; i++)
		l.capacity[i] = 4;
	l.ranks[1] = l.ranks[2] = 1;
	l.fixed[1] = 2;
	l.fixed[3] = 1;
	assert_int_equal(tsop_assign_solve(&l.problem, &result, &err), 0);
	assert_int_equal(result.cost.rank, 3);
	for (size_t i = 0; i < 5; i += 2)
		assert_int_equal(result.course[i], 1);
	tsop_assign_release(&result);

	l.capacity[1] = l.capacity[2] = 3;
	assert_int_equal(tsop_assign_solve(&l.problem, &result, &err), 0);
	assert_int_equal(result.cost.unassigned, 3);
	assert_int_equal(result.course[0], TSOP_ASSIGN_NO_COURSE);
	assert_int_equal(result.course[1], 2);
	assert_int_equal(result.course[3], 1);
	tsop_assign_release(&result);
	large_release(&l);
}

enum { MEMBERS = 1000, LARGE_PARTIES = 60, LARGE_COURSES = 20 };

/* Parties of 500 to 1,499, which can not fill courses with nearly as many seats as people. */
static void make_large_parties(struct large *l, uint64_t *seed)
{
	const struct shape shape = { MEMBERS * LARGE_PARTIES, LARGE_COURSES, 600, 0, 1000, 0, 0 };
	uint32_t party = 0;
	uint32_t left = 0;

	large_random(l, &shape, seed);
	for (uint32_t i = 0; i < shape.n_people; i++) {
		if (left == 0) {
			left = MEMBERS / 2 + random_below(seed, MEMBERS);
			party++;
		}
		l->party[i] = party;
		l->wishes[i] = party;
		l->origin[i] = party;
		left--;
	}
	for (size_t i = 0; i < shape.n_courses; i++)
		l->capacity[i] = MEMBERS * LARGE_PARTIES / LARGE_COURSES;
	l->problem.lot = NULL;
}

static void test_the_search_for_large_parties_ends_after_fewer_flows(void **state)
{
	/* for fewer members on average than it reckons with */
	const uint64_t most = ((uint64_t)1 << 24) / (MEMBERS / 2 * (LARGE_COURSES + 1));
	struct tsop_assign_result result;
	struct tsop_error err;
	uint64_t seed = 7;
	struct large l;

	(void)state;
	make_large_parties(&l, &seed);
	assert_int_equal(tsop_assign_solve(&l.problem, &result, &err), 0);
	assert_false(result.optimal);
	assert_true(result.is_cut && result.tied);
	assert_in_range(result.nodes, 200, 2 * most);
	assert_true(is_valid(&l.problem, &result));
	assert_true(is_together(&l.problem, &result));
	assert_true(tsop_assign_compare(result.bound, result.cost) < 0);
	tsop_assign_release(&result);
	large_release(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_parties_fill_is_found_as_by_trying),
		cmocka_unit_test(
			test_nothing_is_told_where_people_fill_the_gaps_or_it_takes_too_long),
		cmocka_unit_test(test_large_parties_of_different_people_are_placed_as_by_trying),
		cmocka_unit_test(test_a_party_with_fixed_members_goes_where_they_are_or_nowhere),
		cmocka_unit_test(test_the_search_for_large_parties_ends_after_fewer_flows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
