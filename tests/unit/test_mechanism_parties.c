/* Parties in mechanisms that go by an order: deferred acceptance and Boston. */
#include "assign_large.h"
#include "order_reference.h"

/* Do both come together, or are they the same? */
static bool is_with(const struct tsop_assign_problem *p, size_t a, size_t b)
{
	return a == b || in_same_party(p, a, b);
}

/* Who goes first without regard to distances: by before, after, then number. */
static size_t first_of(const struct tsop_assign_problem *p, const struct tsop_order *order,
		       size_t who)
{
	size_t first = who;

	for (size_t i = 0; i < p->n_people; i++) {
		uint32_t after[2] = { order->by_distance ? order->after[i] : 0,
				      order->by_distance ? order->after[first] : 0 };

		if (is_fixed(p, i) || !is_with(p, i, who))
			continue;
		if (order->before[i] != order->before[first] ?
			    order->before[i] < order->before[first] :
			    after[0] != after[1] ? after[0] < after[1] : i < first)
			first = i;
	}
	return first;
}

static size_t size_of(const struct tsop_assign_problem *p, size_t who)
{
	size_t size = 0;

	for (size_t i = 0; i < p->n_people; i++)
		size += !is_fixed(p, i) && is_with(p, i, who);
	return size;
}

/* Where all may be together who are not fixed, and there are seats for them beside the fixed. */
static bool is_open_to_all(const struct tsop_assign_problem *p, size_t who, uint16_t course)
{
	bool has_label = p->party != NULL && p->party[who] != TSOP_ASSIGN_NO_PARTY;
	bool has_fixed = false, is_with_fixed = false;

	for (size_t i = 0; i < p->n_people; i++) {
		if (!is_with(p, i, who))
			continue;
		if (is_fixed(p, i)) {
			has_fixed = true;
			is_with_fixed = is_with_fixed || p->fixed[i] == course;
		} else if (is_forbidden(p, i, course)) {
			return false;
		}
	}
	return (!has_fixed || is_with_fixed) &&
	       (!has_label || count_on(p, p->fixed, course) + size_of(p, who) <= p->capacity[course]);
}

static size_t list_of_all(const struct tsop_assign_problem *p, const struct tsop_order *order,
			  size_t who, uint16_t *list)
{
	uint16_t own[MAX_COURSES];
	size_t n_own = list_of(p, first_of(p, order, who), own);
	size_t n = 0;

	for (size_t i = 0; i < n_own; i++)
		if (is_open_to_all(p, who, own[i]))
			list[n++] = own[i];
	return n;
}

/* Who stands before at the course, the first of each counted. */
static int compare_all_at(const struct tsop_assign_problem *p, const struct tsop_order *order,
			  size_t a, size_t b, uint16_t course)
{
	size_t first[2] = { a, b };

	for (size_t i = 0; i < p->n_people; i++)
		for (int side = 0; side < 2; side++)
			if (!is_fixed(p, i) && is_with(p, i, side == 0 ? a : b) &&
			    compare_at(p, order, i, first[side], course) < 0)
				first[side] = i;
	return compare_at(p, order, first[0], first[1], course);
}

static void place(const struct tsop_assign_problem *p, uint16_t *course, size_t who, uint16_t to)
{
	for (size_t i = 0; i < p->n_people; i++)
		if (!is_fixed(p, i) && is_with(p, i, who))
			course[i] = to;
}

/* By the definition: in each round every course takes the first of those who ask and fit. */
static void hold_rounds(const struct tsop_assign_problem *p, const struct tsop_order *order,
			uint16_t *course)
{
	memcpy(course, p->fixed, p->n_people * sizeof *course);
	for (size_t round = 0; round < p->n_courses; round++) {
		bool asks[MAX_PEOPLE];

		for (size_t who = 0; who < p->n_people; who++)
			asks[who] = course[who] == TSOP_ASSIGN_NO_COURSE &&
				    first_of(p, order, who) == who;
		for (;;) {
			size_t first = p->n_people;
			uint16_t list[MAX_COURSES], to = 0;

			for (size_t who = 0; who < p->n_people; who++) {
				size_t n = asks[who] ? list_of_all(p, order, who, list) : 0;

				if (round >= n ||
				    (first < p->n_people &&
				     (list[round] != to ||
				      compare_all_at(p, order, who, first, to) >= 0)))
					continue;
				first = who;
				to = list[round];
			}
			if (first == p->n_people)
				break;
			asks[first] = false;
			if (count_on(p, course, to) + size_of(p, first) <= p->capacity[to])
				place(p, course, first, to);
		}
	}
}

static void test_boston_with_parties_is_as_it_is_defined(void **state)
{
	(void)state;
	assert_as_defined(TSOP_MECHANISM_BOSTON, hold_rounds, true, true, 51);
	assert_as_defined(TSOP_MECHANISM_BOSTON, hold_rounds, false, true, 57);
}

/* Could all who come with this one be on the course, in free seats and those of who stands behind? */
static bool could_be(const struct tsop_assign_problem *p, const struct tsop_order *order,
		     const uint16_t *course, size_t who, uint16_t to)
{
	size_t taken = 0;

	for (size_t i = 0; i < p->n_people; i++)
		taken += course[i] == to &&
			 (is_fixed(p, i) || compare_all_at(p, order, i, who, to) <= 0);
	return taken + size_of(p, who) <= p->capacity[to];
}

/* The first course that who and their party prefer and could have, or NO_COURSE. */
static uint16_t find_block(const struct tsop_assign_problem *p, const struct tsop_order *order,
			   const uint16_t *course, size_t who)
{
	uint16_t list[MAX_COURSES];
	size_t n = list_of_all(p, order, who, list);

	for (size_t i = 0; i < n && list[i] != course[who]; i++)
		if (could_be(p, order, course, who, list[i]))
			return list[i];
	return TSOP_ASSIGN_NO_COURSE;
}

static bool is_stable_for_all(const struct tsop_assign_problem *p, const struct tsop_order *order,
			      const uint16_t *course)
{
	for (size_t who = 0; who < p->n_people; who++)
		if (!is_fixed(p, who) &&
		    find_block(p, order, course, who) != TSOP_ASSIGN_NO_COURSE)
			return false;
	return true;
}

/* Is everybody where they may be, parties whole? */
static bool is_whole(const struct tsop_assign_problem *p, const uint16_t *course)
{
	for (size_t who = 0; who < p->n_people; who++)
		if (!is_allowed(p, course, who))
			return false;
	return is_feasible(p, course);
}

static bool has_stable(const struct tsop_assign_problem *p, const struct tsop_order *order)
{
	uint16_t course[MAX_PEOPLE] = { 0 };

	do
		if (is_whole(p, course) && is_stable_for_all(p, order, course))
			return true;
	while (next_assignment(p, course));
	return false;
}

/* Stable, or what is said to prefer a course does; and seldom so where something stable is. */
static void test_deferred_acceptance_with_parties_is_stable_or_says_why_not(void **state)
{
	uint64_t seed = 52;
	size_t n_stable = 0, n_missed = 0;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(10000); i++) {
		const struct tsop_assign_problem *p = &s.problem;
		struct tsop_assign_result result;
		struct tsop_mechanism_proof proof;
		struct random_order o;
		struct tsop_error err;

		make_small(&seed, &s, 5, true);
		make_order(&seed, &o, p->n_people, true, true);
		assert_int_equal(tsop_mechanism_solve(
					 tsop_mechanism_of(TSOP_MECHANISM_DEFERRED_ACCEPTANCE), p,
					 &o.order, &result, &proof, &err),
				 0);
		assert_false(result.tied);
		assert_true(is_whole(p, result.course));
		assert_int_equal(is_stable_for_all(p, &o.order, result.course), !proof.is_unstable);
		if (proof.is_unstable)
			assert_int_equal(find_block(p, &o.order, result.course, proof.blocker),
					 proof.blocked);
		n_stable += !proof.is_unstable;
		n_missed += proof.is_unstable && has_stable(p, &o.order);
		tsop_assign_release(&result);
		tsop_mechanism_proof_release(&proof);
	}
	assert_true(n_missed <= n_stable / 100);
}

/*
 * Course 0 has two seats for 0, then the party, then 3; course 1 has one for 3, then 0. 0 wants 1
 * most, 3 wants 0 most, the party only 0.
 */
static void test_where_nothing_is_stable_it_is_said(void **state)
{
	const struct shape shape = { 4, 2, 3, 0, 1, 0, 0 };
	const uint16_t ranks[6] = { 1, 0, 0, TSOP_ASSIGN_FORBIDDEN, 0, 1 };
	const uint32_t meters[6] = { 1, 9, 2, 9, 3, 1 };
	const uint32_t row[4] = { 0, 1, 1, 2 };
	struct tsop_assign_result result;
	struct tsop_mechanism_proof proof;
	struct random_order o = { .before = { 0, 0, 0, 0 }, .after = { 0, 1, 2, 3 } };
	struct tsop_error err;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	memcpy(l.ranks, ranks, sizeof ranks);
	memcpy(l.meters, meters, sizeof meters);
	for (size_t who = 0; who < 4; who++)
		l.wishes[who] = l.origin[who] = row[who];
	l.capacity[0] = 2;
	l.capacity[1] = 1;
	l.party[1] = l.party[2] = 0;
	o.order = (struct tsop_order){ o.before, true, o.after };
	assert_false(has_stable(&l.problem, &o.order));
	assert_int_equal(
		tsop_mechanism_solve(tsop_mechanism_of(TSOP_MECHANISM_DEFERRED_ACCEPTANCE),
				     &l.problem, &o.order, &result, &proof, &err),
		0);
	assert_true(proof.is_unstable);
	assert_int_equal(find_block(&l.problem, &o.order, result.course, proof.blocker),
			 proof.blocked);
	tsop_assign_release(&result);
	large_release(&l);
}

/* One order for all courses: there is always one stable result, and it is found. */
static void test_under_one_order_parties_are_always_stable(void **state)
{
	uint64_t seed = 53;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(10000); i++) {
		struct tsop_assign_result result;
		struct random_order o;

		make_small(&seed, &s, MAX_PEOPLE, true);
		make_order(&seed, &o, s.problem.n_people, false, true);
		solve(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, &s.problem, &o.order, &result);
		assert_true(is_whole(&s.problem, result.course));
		assert_true(is_stable_for_all(&s.problem, &o.order, result.course));
		tsop_assign_release(&result);
	}
}

static void test_a_lot_between_parties_is_asked_for_where_it_makes_a_difference(void **state)
{
	size_t n_tied;

	(void)state;
	assert_true(assert_ties_are_said(TSOP_MECHANISM_BOSTON, true, true, 54, &n_tied) <=
		    n_tied / 20);
	assert_true(assert_ties_are_said(TSOP_MECHANISM_BOSTON, false, true, 55, &n_tied) <=
		    n_tied / 20);
	assert_true(n_tied > 0);
	assert_ties_are_said(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, true, true, 56, &n_tied);
	assert_true(n_tied > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_boston_with_parties_is_as_it_is_defined),
		cmocka_unit_test(
			test_deferred_acceptance_with_parties_is_stable_or_says_why_not),
		cmocka_unit_test(test_where_nothing_is_stable_it_is_said),
		cmocka_unit_test(test_under_one_order_parties_are_always_stable),
		cmocka_unit_test(
			test_a_lot_between_parties_is_asked_for_where_it_makes_a_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
