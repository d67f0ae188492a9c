/* The mechanisms that go by an order: deferred acceptance, serial dictatorship, Boston. */
#include "assign_large.h"
#include "order_reference.h"

static void test_deferred_acceptance_is_the_best_of_all_stable_results(void **state)
{
	uint64_t seed = 31;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(10000); i++) {
		const struct tsop_assign_problem *p = &s.problem;
		struct tsop_assign_result result;
		struct random_order o;

		make_small(&seed, &s, 5, false);
		make_order(&seed, &o, p->n_people, random_below(&seed, 4) > 0, true);
		solve(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, p, &o.order, &result);
		assert_false(result.tied);
		assert_true(is_valid(p, &result));
		assert_best_of_all_stable(p, &o.order, result.course);
		tsop_assign_release(&result);
	}
}

/* May all of the party that comes with this person be on the course? */
static bool suits_all(const struct tsop_assign_problem *p, const uint16_t *course, size_t who,
		      uint16_t to)
{
	size_t n = count_on(p, course, to);
	bool has_fixed = false;
	bool with_fixed = false;

	for (size_t i = 0; i < p->n_people; i++) {
		if (i != who && !in_same_party(p, i, who))
			continue;
		if (is_fixed(p, i)) {
			has_fixed = true;
			with_fixed = with_fixed || p->fixed[i] == to;
		} else {
			n++;
			if (is_forbidden(p, i, to))
				return false;
		}
	}
	return n <= p->capacity[to] && (with_fixed || !has_fixed);
}

static void dictate(const struct tsop_assign_problem *p, uint16_t *course, size_t who)
{
	uint16_t list[MAX_COURSES];
	size_t n = list_of(p, who, list);

	for (size_t i = 0; i < n; i++) {
		if (!suits_all(p, course, who, list[i]))
			continue;
		for (size_t other = 0; other < p->n_people; other++)
			if (!is_fixed(p, other) && (other == who || in_same_party(p, other, who)))
				course[other] = list[i];
		return;
	}
}

/* By the definition, person for person. */
static void dictate_all(const struct tsop_assign_problem *p, const struct tsop_order *order,
			uint16_t *course)
{
	bool had_turn[MAX_PEOPLE] = { false };

	for (size_t who = 0; who < p->n_people; who++)
		course[who] = p->fixed[who];
	for (uint32_t turn = 0; turn < p->n_people; turn++) {
		for (size_t who = 0; who < p->n_people; who++) {
			if (order->before[who] != turn || had_turn[who] || is_fixed(p, who))
				continue;
			dictate(p, course, who);
			for (size_t other = 0; other < p->n_people; other++)
				if (other == who || in_same_party(p, other, who))
					had_turn[other] = true;
		}
	}
}

static void test_a_serial_dictatorship_is_as_it_is_defined(void **state)
{
	(void)state;
	assert_as_defined(TSOP_MECHANISM_SERIAL_DICTATORSHIP, dictate_all, false, true, 32);
	assert_as_defined(TSOP_MECHANISM_SERIAL_DICTATORSHIP, dictate_all, false, false, 46);
}

static void test_nobody_could_gain_on_a_dictator_without_a_loss(void **state)
{
	uint64_t seed = 33;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(2000); i++) {
		const struct tsop_assign_problem *p = &s.problem;
		uint16_t other[MAX_PEOPLE] = { 0 };
		struct tsop_assign_result result;
		struct random_order o;

		make_small(&seed, &s, 5, false);
		make_order(&seed, &o, p->n_people, false, true);
		solve(TSOP_MECHANISM_SERIAL_DICTATORSHIP, p, &o.order, &result);
		do {
			size_t n_better = 0;
			size_t n_worse = 0;

			for (size_t who = 0; who < p->n_people; who++) {
				n_better += prefers(p, who, other[who], result.course[who]);
				n_worse += prefers(p, who, result.course[who], other[who]);
			}
			assert_true(n_better == 0 || n_worse > 0 || !is_feasible(p, other));
		} while (next_assignment(p, other));
		tsop_assign_release(&result);
	}
}

/* By the definition: in each round every course takes the first of those who ask. */
static void hold_rounds(const struct tsop_assign_problem *p, const struct tsop_order *order,
			uint16_t *course)
{
	for (size_t who = 0; who < p->n_people; who++)
		course[who] = p->fixed[who];
	for (size_t round = 0; round < p->n_courses; round++) {
		bool asks[MAX_PEOPLE];

		for (size_t who = 0; who < p->n_people; who++)
			asks[who] = course[who] == TSOP_ASSIGN_NO_COURSE;
		for (uint16_t to = 0; to < p->n_courses; to++) {
			for (;;) {
				size_t first = p->n_people;

				for (size_t who = 0; who < p->n_people; who++)
					if (asks[who] && course[who] == TSOP_ASSIGN_NO_COURSE &&
					    !is_forbidden(p, who, to) &&
					    place_of(p, who, to) == round &&
					    (first == p->n_people ||
					     compare_at(p, order, who, first, to) < 0))
						first = who;
				if (first == p->n_people ||
				    count_on(p, course, to) >= p->capacity[to])
					break;
				course[first] = to;
			}
		}
	}
}

static void test_boston_is_as_it_is_defined(void **state)
{
	(void)state;
	assert_as_defined(TSOP_MECHANISM_BOSTON, hold_rounds, true, false, 34);
	assert_as_defined(TSOP_MECHANISM_BOSTON, hold_rounds, false, false, 47);
}

static void test_a_lot_is_asked_for_where_it_makes_a_difference_and_only_there(void **state)
{
	size_t n_tied;

	(void)state;
	assert_int_equal(assert_ties_are_said(TSOP_MECHANISM_SERIAL_DICTATORSHIP, false, false, 35,
					      &n_tied),
			 0);
	assert_true(n_tied > 0);
	assert_int_equal(assert_ties_are_said(TSOP_MECHANISM_BOSTON, true, false, 36, &n_tied), 0);
	assert_int_equal(assert_ties_are_said(TSOP_MECHANISM_BOSTON, false, false, 37, &n_tied), 0);
	assert_int_equal(assert_ties_are_said(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, false, false, 38,
					      &n_tied),
			 0);
}

static void test_elsewhere_a_lot_is_seldom_asked_for_in_vain(void **state)
{
	size_t n_tied;

	(void)state;
	assert_true(assert_ties_are_said(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, true, false, 39,
					 &n_tied) <= n_tied / 20);
	assert_true(assert_ties_are_said(TSOP_MECHANISM_SERIAL_DICTATORSHIP, false, true, 40,
					 &n_tied) == 0);
}

/* Does the person gain by any other list than their own? */
static bool can_gain(enum tsop_mechanism_id id, const struct tsop_assign_problem *p,
		     const struct tsop_order *order, size_t who)
{
	struct tsop_assign_problem told = *p;
	uint16_t ranks[(MAX_PEOPLE + 1) * MAX_COURSES];
	uint32_t wishes[MAX_PEOPLE];
	uint16_t *own = &ranks[p->n_wishes * p->n_courses];
	struct tsop_assign_result honest;
	bool gains = false;

	memcpy(ranks, p->ranks, p->n_wishes * p->n_courses * sizeof *ranks);
	memcpy(wishes, p->wishes, p->n_people * sizeof *wishes);
	wishes[who] = (uint32_t)told.n_wishes++;
	told.ranks = ranks;
	told.wishes = wishes;
	solve(id, p, order, &honest);
	/* Every rank or none for each course, in base n_courses + 1. */
	for (size_t code = 0, n = 1; code < n; code++) {
		struct tsop_assign_result result;
		size_t rest = code;

		n = 1;
		for (size_t i = 0; i < p->n_courses; i++) {
			n *= p->n_courses + 1;
			own[i] = (uint16_t)(rest % (p->n_courses + 1));
			if (own[i] == p->n_courses)
				own[i] = TSOP_ASSIGN_FORBIDDEN;
			rest /= p->n_courses + 1;
		}
		solve(id, &told, order, &result);
		gains = gains || (!is_forbidden(p, who, result.course[who]) &&
				  prefers(p, who, result.course[who], honest.course[who]));
		tsop_assign_release(&result);
	}
	tsop_assign_release(&honest);
	return gains;
}

static void assert_nobody_gains(enum tsop_mechanism_id id, bool by_distance, uint64_t seed)
{
	struct small s;

	for (size_t i = 0; i < rounds(400); i++) {
		struct random_order o;

		make_small(&seed, &s, 4, false);
		make_order(&seed, &o, s.problem.n_people, by_distance, true);
		for (size_t who = 0; who < s.problem.n_people; who++)
			assert_false(!is_fixed(&s.problem, who) &&
				     can_gain(id, &s.problem, &o.order, who));
	}
}

static void test_other_wishes_than_ones_own_gain_nobody_anything(void **state)
{
	(void)state;
	assert_nobody_gains(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, true, 41);
	assert_nobody_gains(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, false, 42);
	assert_nobody_gains(TSOP_MECHANISM_SERIAL_DICTATORSHIP, false, 43);
}

/* Three courses of one seat, three people who want 0, 1, 2 (the second 0, 2, 1 if told so). */
static void make_three(struct large *l, struct random_order *o)
{
	const struct shape shape = { 3, 3, 3, 0, 1, 0, 0 };

	large_init(l, &shape);
	for (uint32_t who = 0; who < 3; who++) {
		l->wishes[who] = who;
		l->capacity[who] = 1;
		o->before[who] = who;
		for (uint16_t i = 0; i < 3; i++)
			l->ranks[who * 3 + i] = i;
	}
	l->ranks[6] = 1; /* the third wants 1, 0, 2 */
	l->ranks[7] = 0;
	o->order = (struct tsop_order){ o->before, false, NULL };
	l->problem.party = NULL;
}

static void test_boston_rewards_who_does_not_say_what_they_want(void **state)
{
	struct tsop_assign_result result;
	struct random_order o;
	struct large l;

	(void)state;
	make_three(&l, &o);
	solve(TSOP_MECHANISM_BOSTON, &l.problem, &o.order, &result);
	assert_int_equal(result.course[0], 0);
	assert_int_equal(result.course[1], 2); /* missed the first wish, and the third took the second */
	assert_int_equal(result.course[2], 1);
	tsop_assign_release(&result);

	l.ranks[3] = 1; /* says 1, 0, 2 */
	l.ranks[4] = 0;
	solve(TSOP_MECHANISM_BOSTON, &l.problem, &o.order, &result);
	assert_int_equal(result.course[1], 1);
	tsop_assign_release(&result);

	l.ranks[3] = 0;
	l.ranks[4] = 1;
	solve(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, &l.problem, &o.order, &result);
	assert_int_equal(result.course[1], 1);
	tsop_assign_release(&result);
	large_release(&l);
}

/* The example of Gale and Shapley's kind: each is nearest to the course that the other wants. */
static void test_a_stable_result_need_not_be_pareto(void **state)
{
	const struct shape shape = { 3, 2, 3, 0, 1, 0, 0 };
	const uint16_t ranks[6] = { 1, 0, 0, 1, 0, TSOP_ASSIGN_FORBIDDEN };
	const uint32_t meters[6] = { 1, 3, 3, 1, 2, 2 };
	struct tsop_assign_result result;
	struct random_order o = { .before = { 0, 0, 0 }, .after = { 0, 1, 2 } };
	struct large l;

	(void)state;
	large_init(&l, &shape);
	memcpy(l.ranks, ranks, sizeof ranks);
	memcpy(l.meters, meters, sizeof meters);
	for (uint32_t who = 0; who < 3; who++)
		l.wishes[who] = l.origin[who] = who;
	l.capacity[0] = l.capacity[1] = 1;
	l.problem.party = NULL;
	o.order = (struct tsop_order){ o.before, true, o.after };
	solve(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, &l.problem, &o.order, &result);
	assert_int_equal(result.course[0], 0); /* 0 and 1 would like to change places, but 2 */
	assert_int_equal(result.course[1], 1); /* would stand before 1 on course 0 */
	assert_int_equal(result.course[2], TSOP_ASSIGN_NO_COURSE);
	assert_true(is_stable(&l.problem, &o.order, result.course));
	tsop_assign_release(&result);
	large_release(&l);
}

/* One after the other goes down the one list that all have. */
static void test_equal_courses_come_by_distance_then_by_index(void **state)
{
	const struct shape shape = { 6, 6, 1, 0, 1, 0, 0 };
	const uint16_t ranks[6] = { 1, 0, 1, 0, TSOP_ASSIGN_FORBIDDEN, 1 };
	const uint32_t meters[6] = { 7, 5, 6, 5, 0, 6 };
	const uint16_t list[6] = { 1, 3, 2, 5, 0, TSOP_ASSIGN_NO_COURSE };
	struct random_order o = { .before = { 0, 1, 2, 3, 4, 5 } };
	struct tsop_assign_result result;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	memcpy(l.ranks, ranks, sizeof ranks);
	memcpy(l.meters, meters, sizeof meters);
	for (size_t i = 0; i < 6; i++)
		l.capacity[i] = 1;
	o.order = (struct tsop_order){ o.before, false, NULL };
	solve(TSOP_MECHANISM_SERIAL_DICTATORSHIP, &l.problem, &o.order, &result);
	assert_memory_equal(result.course, list, sizeof list);
	tsop_assign_release(&result);
	large_release(&l);
}

/* More courses than are sorted one by one, with every way in which ranks are shared. */
static void test_long_lists_are_as_short_ones(void **state)
{
	enum { N = 40 };
	const struct shape shape = { N, N, 1, 0, 1, 0, 0 };
	uint64_t seed = 45;
	uint32_t before[N];
	struct large l;

	(void)state;
	large_init(&l, &shape);
	for (int round = 0; round < 200; round++) {
		const struct tsop_order order = { before, false, NULL };
		struct tsop_assign_result result;

		shuffle(&seed, before, N);
		for (size_t i = 0; i < N; i++) {
			l.capacity[i] = 1;
			l.lot[before[i]] = (uint32_t)i; /* who is next */
			l.meters[i] = random_below(&seed, 9);
			l.ranks[i] = random_below(&seed, 5) == 0 ? TSOP_ASSIGN_FORBIDDEN :
								   (uint16_t)random_below(&seed, 30);
		}
		solve(TSOP_MECHANISM_SERIAL_DICTATORSHIP, &l.problem, &order, &result);
		for (size_t i = 1; i < N; i++) {
			uint16_t last = result.course[l.lot[i - 1]];
			uint16_t next = result.course[l.lot[i]];
			int sign;

			if (next == TSOP_ASSIGN_NO_COURSE)
				continue;
			assert_int_not_equal(last, TSOP_ASSIGN_NO_COURSE);
			sign = tsop_assign_compare(cost_of(&l.problem, 0, last),
						   cost_of(&l.problem, 0, next));
			assert_true(sign < 0 || (sign == 0 && last < next));
			assert_true(l.ranks[next] != TSOP_ASSIGN_FORBIDDEN);
		}
		tsop_assign_release(&result);
	}
	large_release(&l);
}

static void test_the_order_of_the_rows_changes_nothing(void **state)
{
	const struct shape shape = { 3000, 9, 60, 250, 1000, 40, 0 };
	const enum tsop_mechanism_id ids[] = { TSOP_MECHANISM_DEFERRED_ACCEPTANCE,
					       TSOP_MECHANISM_BOSTON };
	uint64_t seed = 44;
	uint32_t order[3000], wishes[3000], origin[3000], before[3000], after[3000];
	uint32_t twin_before[3000], twin_after[3000];
	uint16_t fixed[3000];
	struct large l;

	(void)state;
	large_random(&l, &shape, &seed);
	l.problem.party = NULL;
	shuffle(&seed, order, 3000);
	shuffle(&seed, after, 3000);
	for (size_t i = 0; i < 3000; i++)
		before[i] = random_below(&seed, 5);
	for (size_t i = 0; i < 3000; i++) {
		wishes[i] = l.wishes[order[i]];
		origin[i] = l.origin[order[i]];
		fixed[i] = l.fixed[order[i]];
		twin_before[i] = before[order[i]];
		twin_after[i] = after[order[i]];
	}
	for (size_t id = 0; id < 2; id++) {
		const struct tsop_order one = { before, true, after };
		const struct tsop_order other = { twin_before, true, twin_after };
		struct tsop_assign_problem twin = l.problem;
		struct tsop_assign_result result;
		struct tsop_assign_result twins;

		twin.wishes = wishes;
		twin.origin = origin;
		twin.fixed = fixed;
		solve(ids[id], &l.problem, &one, &result);
		solve(ids[id], &twin, &other, &twins);
		assert_true(is_valid(&l.problem, &result));
		for (size_t i = 0; i < 3000; i++)
			assert_int_equal(twins.course[i], result.course[order[i]]);
		tsop_assign_release(&result);
		tsop_assign_release(&twins);
	}
	large_release(&l);
}

static void test_an_order_that_is_none_is_refused(void **state)
{
	const struct shape shape = { 2, 1, 1, 0, 1, 0, 0 };
	struct random_order o = { .before = { 0, 2 } };
	struct tsop_assign_result result;
	struct tsop_mechanism_proof proof;
	struct tsop_error err;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	o.order = (struct tsop_order){ o.before, false, NULL };
	assert_int_equal(tsop_mechanism_solve(tsop_mechanism_of(TSOP_MECHANISM_BOSTON), &l.problem,
					      &o.order, &result, &proof, &err),
			 -1);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, "expected places in an order of 0 to 1, not 2");
	large_release(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_deferred_acceptance_is_the_best_of_all_stable_results),
		cmocka_unit_test(test_a_serial_dictatorship_is_as_it_is_defined),
		cmocka_unit_test(test_nobody_could_gain_on_a_dictator_without_a_loss),
		cmocka_unit_test(test_boston_is_as_it_is_defined),
		cmocka_unit_test(
			test_a_lot_is_asked_for_where_it_makes_a_difference_and_only_there),
		cmocka_unit_test(test_elsewhere_a_lot_is_seldom_asked_for_in_vain),
		cmocka_unit_test(test_other_wishes_than_ones_own_gain_nobody_anything),
		cmocka_unit_test(test_boston_rewards_who_does_not_say_what_they_want),
		cmocka_unit_test(test_a_stable_result_need_not_be_pareto),
		cmocka_unit_test(test_equal_courses_come_by_distance_then_by_index),
		cmocka_unit_test(test_long_lists_are_as_short_ones),
		cmocka_unit_test(test_the_order_of_the_rows_changes_nothing),
		cmocka_unit_test(test_an_order_that_is_none_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
