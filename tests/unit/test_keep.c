#include "check.h"

#include "assign/problem.h"
#include "keep/keep.h"
#include "keep_reference.h"
#include "tie_reference.h"

enum { MOVES_MAX = MAX_PEOPLE };

static struct tsop_assign_cost least_cost(const struct every *every, int64_t moves)
{
	const int64_t *value = every->least[moves].value;

	return (struct tsop_assign_cost){ value[0], value[1], value[2] };
}

/* The least cost with at most that many moves; false where there is none. */
static bool least_within(const struct every *every, int64_t moves, struct tsop_assign_cost *cost)
{
	int64_t best = best_moves(every, moves);

	if (best < 0)
		return false;
	*cost = least_cost(every, best);
	return true;
}

static struct tsop_assign_cost times(struct tsop_assign_cost cost, int64_t n)
{
	return (struct tsop_assign_cost){ cost.unassigned * n, cost.rank * n, cost.meters * n };
}

/* Does point b lie on or above the line from a to c? By moves a < b < c. */
static bool is_above(const struct every *every, int64_t a, int64_t b, int64_t c)
{
	struct tsop_assign_cost on = plus(times(least_cost(every, a), c - b),
					  times(least_cost(every, c), b - a));

	return tsop_assign_compare(times(least_cost(every, b), c - a), on) >= 0;
}

static bool is_vertex(const struct every *every, int64_t b)
{
	if (!every->is_possible[b])
		return false;
	for (int64_t a = 0; a < b; a++)
		if (every->is_possible[a] &&
		    tsop_assign_compare(least_cost(every, a), least_cost(every, b)) <= 0)
			return false;
	for (int64_t a = 0; a < b; a++)
		for (int64_t c = b + 1; c <= MOVES_MAX; c++)
			if (every->is_possible[a] && every->is_possible[c] &&
			    is_above(every, a, b, c))
				return false;
	return true;
}

/* By prices alone. */
static bool can_be_proven(const struct tsop_assign_problem *problem)
{
	return problem->minimum == NULL && !tsop_problem_has_parties(problem);
}

static void check_frontier(const struct every *every, const struct tsop_keep_result *out)
{
	size_t n = 0;

	assert_true(out->is_complete);
	for (size_t i = 0; i < out->n_points && can_be_proven(every->problem); i++)
		assert_true(out->is_proven[i]);
	for (int64_t moves = 0; moves <= MOVES_MAX; moves++) {
		if (!is_vertex(every, moves))
			continue;
		assert_true(n < out->n_points);
		assert_int_equal(out->points[n].moves, moves);
		assert_int_equal(tsop_assign_compare(out->points[n].cost, least_cost(every, moves)), 0);
		n++;
	}
	assert_int_equal(out->n_points, n);
}

/* Is what came an assignment, with the cost and the moves that it says? */
static void check_assignment(const struct tsop_assign_problem *p, const uint16_t *was,
			     const struct tsop_keep_result *out)
{
	uint32_t load[MAX_COURSES] = { 0 };
	uint32_t closed;

	for (size_t i = 0; i < p->n_people; i++) {
		uint16_t course = out->result.course[i];

		assert_true(is_allowed(p, out->result.course, i));
		if (course != TSOP_ASSIGN_NO_COURSE)
			load[course]++;
	}
	assert_true(find_closed(p, load, &closed));
	for (size_t i = 0; p->minimum != NULL && i < p->n_courses; i++)
		assert_int_equal(out->result.is_closed[i], closed >> i & 1);
	assert_int_equal(tsop_assign_compare(total_cost(p, out->result.course), out->result.cost), 0);
	assert_int_equal(count_moves(p, was, out->result.course), out->moves);
}

/* What a person costs there as the record says it: scaled, with the move and the price of the place. */
static struct tsop_assign_cost priced(const struct every *every, const struct tsop_keep_result *out,
				      size_t who, uint16_t course)
{
	const struct tsop_assign_problem *p = every->problem;
	struct tsop_assign_cost cost = times(cost_of(p, who, course), out->scale);

	if (can_stay(p, every->was, who) && course != every->was[who] && !out->waived[who])
		cost = plus(cost, out->move);
	return course == TSOP_ASSIGN_NO_COURSE ? cost : plus(cost, out->result.price[course]);
}

/* The prices: nobody would be better off elsewhere, and seats that are free cost nothing. */
static void check_prices(const struct every *every, const struct tsop_keep_result *out)
{
	const struct tsop_assign_problem *p = every->problem;
	const struct tsop_assign_cost nothing = { 0, 0, 0 };
	uint32_t load[MAX_COURSES + 1] = { 0 };

	for (size_t who = 0; who < p->n_people; who++) {
		uint16_t here = out->result.course[who];

		if (here != TSOP_ASSIGN_NO_COURSE)
			load[here]++;
		for (uint16_t to = 0; !is_fixed(p, who) && to <= p->n_courses; to++) {
			uint16_t course = to == p->n_courses ? TSOP_ASSIGN_NO_COURSE : to;

			if (!is_forbidden(p, who, course) &&
			    (to == p->n_courses || p->minimum == NULL ||
			     !out->result.is_closed[to]))
				assert_true(tsop_assign_compare(priced(every, out, who, here),
								priced(every, out, who, course)) <= 0);
		}
	}
	for (size_t i = 0; i < p->n_courses; i++) {
		int order = tsop_assign_compare(out->result.price[i], nothing);

		if (p->minimum != NULL && out->result.is_closed[i])
			continue;
		assert_true(order <= 0 || load[i] == p->capacity[i]);
		assert_true(order >= 0 || (p->minimum != NULL && load[i] == p->minimum[i]));
	}
}

/* Without a budget: the fewest unassigned, then moves, then the least cost. */
static void check_fewest(const struct every *every, const struct tsop_keep_result *out)
{
	struct tsop_assign_cost best;
	int64_t moves = 0;

	assert_true(least_within(every, MOVES_MAX, &best));
	while (!every->is_possible[moves] || least_cost(every, moves).unassigned > best.unassigned)
		moves++;
	assert_int_equal(out->moves, moves);
	assert_int_equal(tsop_assign_compare(out->result.cost, least_cost(every, moves)), 0);
	assert_true(out->result.optimal);
}

struct tally {
	unsigned n, n_between;
};

static void check_budget(const struct every *every, int64_t budget,
			 const struct tsop_keep_result *out, struct tally *tally)
{
	struct tsop_assign_cost best;
	bool is_vertex = false;

	assert_true(least_within(every, budget + out->forced, &best));
	assert_true(out->moves <= budget + out->forced);
	assert_int_equal(tsop_assign_compare(best, out->result.cost), 0);
	assert_int_equal(tsop_assign_compare(best, out->result.bound), 0);
	assert_true(out->result.optimal);
	for (size_t i = 0; i < out->n_points; i++)
		is_vertex = is_vertex || out->points[i].moves == out->moves;
	tally->n++;
	tally->n_between += !is_vertex;
}

static struct reference reference;

/* Those that cost as little and move as many; the lot is to choose one of them. */
struct equals {
	const struct every *every;
	const struct tsop_keep_result *out;
};

static void visit_equal(void *context, const uint16_t *course, uint32_t closed)
{
	const struct equals *equals = context;
	const struct tsop_assign_problem *p = equals->every->problem;
	struct tsop_assign_cost cost = total_cost(p, course);

	if (count_moves(p, equals->every->was, course) == equals->out->moves &&
	    tsop_assign_compare(cost, equals->out->result.cost) == 0)
		keep_best(&reference, course, cost, closed);
}

/*
 * The one of the lot; and without lots, a tie where the order matters. Where a search found who
 * moves, all who have another place are in it then, if nobody comes together.
 */
static void check_lot(const struct every *every, const struct tsop_keep *keep,
		      const struct tsop_keep_result *out)
{
	struct equals equals = { every, out };
	struct tsop_assign_problem without = *every->problem;
	struct reference *r = &reference;
	struct tsop_keep_result other;
	struct tsop_error err;

	r->problem = every->problem;
	r->n_best = 0;
	each_assignment(r->problem, visit_equal, &equals);
	mark_tied(r);
	without.lot = NULL;
	assert_int_equal(tsop_keep_solve(&without, keep, &other, &err), 0);
	assert_int_equal(tsop_assign_compare(other.result.cost, out->result.cost), 0);
	if (other.move.unassigned < 4)
		assert_ties(&without, r, &other.result);
	else
		assert_int_equal(other.result.tied, hangs_on_order(&without, r));
	for (size_t who = 0; other.move.unassigned == 4 && without.party == NULL &&
			     who < without.n_people; who++)
		assert_int_equal(other.result.is_tied[who],
				 other.result.tied && r->is_tied[who]);
	draw_reference(every->problem, r);
	assert_int_equal(r->n_best, 1);
	for (size_t who = 0; who < every->problem->n_people; who++)
		assert_int_equal(out->result.course[who], r->best[0][who]);
	tsop_keep_release(&other);
}

/* Hold every budget of a random problem against all its assignments. */
static void check_problem(const struct tsop_assign_problem *p, const uint16_t *was,
			  struct tally *tally)
{
	struct every every;
	struct tsop_keep_result out;
	struct tsop_assign_cost any;
	struct tsop_error err;

	list_every(&every, p, was, by_cost);
	for (int64_t budget = TSOP_KEEP_NO_BUDGET; budget <= 4; budget++) {
		const struct tsop_keep keep = { .was = was, .budget = budget };
		int status = tsop_keep_solve(p, &keep, &out, &err);

		assert_int_equal(status, least_within(&every, MOVES_MAX, &any) ? 0 : -1);
		if (status != 0)
			return;
		check_assignment(p, was, &out);
		check_frontier(&every, &out);
		if (p->party == NULL)
			check_prices(&every, &out);
		if (budget == TSOP_KEEP_NO_BUDGET)
			check_fewest(&every, &out);
		else
			check_budget(&every, budget, &out, tally);
		if (p->party == NULL || out.move.unassigned == 4)
			check_lot(&every, &keep, &out);
		tsop_keep_release(&out);
	}
}

static void check_many(bool with_parties, bool with_minima, uint64_t state)
{
	struct tally tally = { 0 };

	for (size_t i = 0; i < test_instances(N_INSTANCES); i++) {
		struct small small;
		uint16_t was[MAX_PEOPLE];

		random_small(&state, &small, with_parties);
		if (with_minima)
			random_minima(&state, &small);
		random_was(&state, &small.problem, was);
		check_problem(&small.problem, was, &tally);
	}
	assert_true(tally.n_between > 0 || tally.n < 10000);
}

static void test_the_frontier_and_every_budget_are_those_of_all_assignments(void **unused)
{
	(void)unused;
	check_many(false, false, 11);
}

static void test_parties_move_together_and_as_little(void **unused)
{
	(void)unused;
	check_many(true, false, 12);
}

static void test_courses_close_so_that_as_few_move_as_can_be(void **unused)
{
	(void)unused;
	check_many(false, true, 13);
}

static void test_parties_on_courses_that_close_move_as_little(void **unused)
{
	(void)unused;
	check_many(true, true, 15);
}

static void test_where_the_search_for_what_runs_is_cut_somebody_may_be_tied(void **unused)
{
	struct tsop_keep_result out, whole;
	uint64_t state = 14;
	struct small small;
	uint16_t was[MAX_PEOPLE];
	size_t n_cut = 0;

	(void)unused;
	for (size_t i = 0; i < test_instances(N_INSTANCES); i++) {
		const struct tsop_keep keep = { .was = was,
						.budget = (int64_t)random_below(&state, 4) - 1 };
		struct tsop_error err;

		random_small(&state, &small, false);
		random_minima(&state, &small);
		random_was(&state, &small.problem, was);
		small.problem.lot = NULL;
		if (tsop_keep_solve(&small.problem, &keep, &whole, &err) != 0)
			continue;
		small.problem.max_nodes = 1 + random_below(&state, 6);
		assert_int_equal(tsop_keep_solve(&small.problem, &keep, &out, &err), 0);
		assert_false(whole.result.is_cut);
		assert_true(out.result.tied || !(out.result.is_cut || whole.result.tied));
		n_cut += out.result.is_cut;
		tsop_keep_release(&whole);
		tsop_keep_release(&out);
	}
	assert_true(n_cut > 0);
}

/* With few flows: still an assignment within the budget, and nothing costs less than the bound. */
static void test_where_searches_for_parties_are_cut_the_bound_holds(void **unused)
{
	uint64_t state = 16;
	size_t n_open = 0;

	(void)unused;
	for (size_t i = 0; i < test_instances(N_INSTANCES); i++) {
		uint16_t was[MAX_PEOPLE];
		struct small small;
		struct every every;
		const struct tsop_keep keep = { .was = was,
						.budget = (int64_t)random_below(&state, 4) - 1 };
		struct tsop_keep_result out;
		struct tsop_assign_cost best;
		struct tsop_error err;

		random_small(&state, &small, true);
		if (i % 2 == 0)
			random_minima(&state, &small);
		random_was(&state, &small.problem, was);
		small.problem.max_nodes = 1 + random_below(&state, 6);
		list_every(&every, &small.problem, was, by_cost);
		if (tsop_keep_solve(&small.problem, &keep, &out, &err) != 0) {
			assert_true(strstr(err.text, "the search ended") != NULL ||
				    !least_within(&every, MOVES_MAX, &best));
			continue;
		}
		check_assignment(&small.problem, was, &out);
		assert_true(keep.budget < 0 || out.moves <= out.forced + keep.budget);
		assert_true(least_within(&every, out.moves, &best));
		assert_true(tsop_assign_compare(out.result.bound, best) <= 0);
		if (out.result.optimal)
			assert_int_equal(tsop_assign_compare(out.result.cost, best), 0);
		n_open += !out.result.optimal;
		tsop_keep_release(&out);
	}
	assert_true(n_open > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_the_frontier_and_every_budget_are_those_of_all_assignments),
		cmocka_unit_test(test_parties_move_together_and_as_little),
		cmocka_unit_test(test_courses_close_so_that_as_few_move_as_can_be),
		cmocka_unit_test(test_parties_on_courses_that_close_move_as_little),
		cmocka_unit_test(
			test_where_the_search_for_what_runs_is_cut_somebody_may_be_tied),
		cmocka_unit_test(test_where_searches_for_parties_are_cut_the_bound_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
