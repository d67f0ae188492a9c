#include "check.h"

#include "assign_reference.h"
#include "keep/keep_worst.h"
#include "random.h"

enum { N_INSTANCES = 20000 };

/* An assignment by what is to be least, in this order; its moves apart. */
struct value {
	int64_t part[4];
};

/* Of all assignments: the least for each number of moves, by people without a course first. */
struct every {
	const struct tsop_assign_problem *problem;
	const uint16_t *was;
	bool is_possible[MAX_PEOPLE + 1];
	struct value least[MAX_PEOPLE + 1];
};

static int compare(const struct value *a, const struct value *b)
{
	for (size_t i = 0; i < 4; i++)
		if (a->part[i] != b->part[i])
			return a->part[i] < b->part[i] ? -1 : 1;
	return 0;
}

/* People without a course, the worst rank, ranks, meters; *moves. */
static struct value measure(const struct every *every, const uint16_t *course, int64_t *moves)
{
	const struct tsop_assign_problem *p = every->problem;
	struct tsop_assign_cost sum = { 0, 0, 0 };
	int64_t worst = 0;

	*moves = 0;
	for (size_t who = 0; who < p->n_people; who++) {
		struct tsop_assign_cost cost = cost_of(p, who, course[who]);

		if (is_fixed(p, who))
			continue;
		*moves += can_stay(p, every->was, who) && course[who] != every->was[who];
		sum = plus(sum, cost);
		worst = cost.rank > worst ? cost.rank : worst;
	}
	return (struct value){ { sum.unassigned, worst, sum.rank, sum.meters } };
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

/* The least of up to that many moves, and the fewest of those. False: there is none. */
static bool find_least(const struct every *every, int64_t limit, struct value *least,
		       int64_t *fewest)
{
	bool any = false;

	for (int64_t moves = 0; moves <= limit && moves <= MAX_PEOPLE; moves++) {
		if (!every->is_possible[moves] ||
		    (any && compare(&every->least[moves], least) >= 0))
			continue;
		*least = every->least[moves];
		*fewest = moves;
		any = true;
	}
	return any;
}

/* Without a budget: the fewest without a course, then the fewest moves. */
static int64_t find_limit(const struct every *every, int64_t forced, int64_t budget)
{
	struct value best;
	int64_t moves;

	if (budget != TSOP_KEEP_NO_BUDGET)
		return forced + budget;
	find_least(every, MAX_PEOPLE, &best, &moves);
	for (moves = 0; !every->is_possible[moves] ||
			every->least[moves].part[0] > best.part[0];)
		moves++;
	return moves;
}

static void check_problem(const struct tsop_assign_problem *p, const uint16_t *was, int64_t budget,
			  bool is_cut)
{
	const struct tsop_keep keep = { .was = was, .budget = budget };
	struct every every = { .problem = p, .was = was };
	struct tsop_keep_worst worst;
	struct tsop_keep_result out;
	struct tsop_error err;
	struct value least, value;
	uint16_t course[MAX_PEOPLE];
	uint32_t load[MAX_COURSES + 1] = { 0 };
	int64_t forced = 0, fewest, moves;
	int status = tsop_keep_worst_solve(p, &keep, &out, &worst, &err);

	write_down(&every, course, load, 0);
	assert_int_equal(status, find_least(&every, MAX_PEOPLE, &least, &fewest) ? 0 : -1);
	if (status != 0)
		return;
	while (!every.is_possible[forced])
		forced++;
	assert_true(out.is_least ? out.forced == forced : is_cut);
	assert_true(find_least(&every, find_limit(&every, out.forced, budget), &least, &fewest));
	value = measure(&every, out.result.course, &moves);
	assert_int_equal(moves, out.moves);
	assert_int_equal(value.part[1], worst.worst_rank);
	if (out.result.optimal) {
		assert_int_equal(compare(&value, &least), 0);
		assert_true(moves == fewest || is_cut);
		tsop_keep_release(&out);
		return;
	}
	assert_true(is_cut);
	value = (struct value){ { out.result.bound.unassigned, worst.worst_bound,
				  out.result.bound.rank, out.result.bound.meters } };
	assert_true(compare(&value, &least) <= 0);
	tsop_keep_release(&out);
}

static void check_many(bool with_parties, bool with_minima, bool is_cut, uint64_t state)
{
	for (size_t i = 0; i < test_instances(N_INSTANCES); i++) {
		struct small small;
		struct tsop_assign_problem *p = &small.problem;
		uint16_t was[MAX_PEOPLE];

		random_small(&state, &small, with_parties);
		if (with_minima)
			random_minima(&state, &small);
		random_was(&state, p, was);
		if (is_cut)
			p->max_nodes = 1 + random_below(&state, 6);
		check_problem(p, was, (int64_t)random_below(&state, 5) - 1, is_cut);
	}
}

static void test_the_worst_rank_is_least_within_the_moves(void **unused)
{
	(void)unused;
	check_many(false, false, false, 21);
}

static void test_parties_have_the_least_worst_rank_within_the_moves(void **unused)
{
	(void)unused;
	check_many(true, false, false, 22);
}

static void test_courses_close_so_that_the_worst_rank_is_least(void **unused)
{
	(void)unused;
	check_many(false, true, false, 23);
	check_many(true, true, false, 24);
}

static void test_where_searches_are_cut_the_bound_holds(void **unused)
{
	(void)unused;
	check_many(true, false, true, 25);
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
