/* Courses that lack people close one after the other, where a mechanism does not weigh which. */
#include "assign_large.h"
#include "order_reference.h"

static const enum tsop_mechanism_id ids[] = {
	TSOP_MECHANISM_RANK_MAXIMAL,	    TSOP_MECHANISM_MIN_WORST_RANK,
	TSOP_MECHANISM_DEFERRED_ACCEPTANCE, TSOP_MECHANISM_SERIAL_DICTATORSHIP,
	TSOP_MECHANISM_BOSTON,
};

enum { N_IDS = sizeof ids / sizeof ids[0] };

/* The problem as if closed courses were none: where is everybody then? */
static void place_on(enum tsop_mechanism_id id, const struct small *s, const struct tsop_order *order,
		     uint32_t closed, uint16_t *course)
{
	struct small rest = *s;
	struct tsop_assign_result result;
	size_t k = s->problem.n_courses;

	rest.problem.minimum = NULL;
	rest.problem.capacity = rest.capacity;
	rest.problem.ranks = rest.ranks;
	for (size_t i = 0; i < k; i++) {
		if ((closed >> i & 1) == 0)
			continue;
		rest.capacity[i] = 0;
		for (size_t row = 0; row < s->problem.n_wishes; row++)
			rest.ranks[row * k + i] = TSOP_ASSIGN_FORBIDDEN;
	}
	solve(id, &rest.problem, order, &result);
	memcpy(course, result.course, s->problem.n_people * sizeof *course);
	tsop_assign_release(&result);
}

/* The course to close next; n_courses: none has to. *has_fixed: it can not close. */
static size_t find_next(const struct tsop_assign_problem *p, const uint16_t *course,
			uint32_t closed, bool *has_fixed)
{
	for (int pass = 0; pass < 2; pass++) {
		size_t next = p->n_courses;
		size_t most = 0;

		*has_fixed = pass == 1;
		for (uint16_t i = 0; i < p->n_courses; i++) {
			size_t load = count_on(p, course, i);

			if ((closed >> i & 1) == 0 && (count_on(p, p->fixed, i) > 0) == *has_fixed &&
			    load < p->minimum[i] && p->minimum[i] - load >= most) {
				most = p->minimum[i] - load;
				next = i;
			}
		}
		if (next < p->n_courses)
			return next;
	}
	return p->n_courses;
}

static void assert_closes(enum tsop_mechanism_id id, const struct small *s,
			  const struct tsop_order *order)
{
	const struct tsop_assign_problem *p = &s->problem;
	struct tsop_assign_result result;
	struct tsop_mechanism_proof proof;
	struct tsop_error err;
	uint16_t course[MAX_PEOPLE];
	uint32_t closed = 0;
	size_t n_closed = 0, next;
	bool has_fixed;
	int status = tsop_mechanism_solve(tsop_mechanism_of(id), p, order, &result, &proof, &err);

	for (;;) {
		place_on(id, s, order, closed, course);
		next = find_next(p, course, closed, &has_fixed);
		if (next == p->n_courses || has_fixed)
			break;
		if (status == 0)
			assert_int_equal(proof.closed[n_closed], next);
		n_closed++;
		closed |= UINT32_C(1) << next;
	}
	assert_int_equal(status, next == p->n_courses ? 0 : -1);
	if (status != 0) {
		assert_int_equal(err.code, TSOP_INPUT);
		assert_int_equal(result.fault, next);
		return;
	}
	assert_int_equal(proof.n_closed, n_closed);
	assert_memory_equal(result.course, course, p->n_people * sizeof *course);
	for (size_t i = 0; i < p->n_courses; i++)
		assert_int_equal(result.is_closed[i], closed >> i & 1);
	tsop_assign_release(&result);
	tsop_mechanism_proof_release(&proof);
}

static void test_the_course_that_lacks_the_most_closes_and_all_are_placed_anew(void **state)
{
	uint64_t seed = 61;

	(void)state;
	for (size_t i = 0; i < rounds(20000); i++) {
		enum tsop_mechanism_id id = ids[random_below(&seed, N_IDS)];
		bool by_distance = tsop_mechanism_of(id)->takes_distance && random_below(&seed, 2) > 0;
		struct random_order o;
		struct small s;

		make_small(&seed, &s, MAX_PEOPLE, i % 2 == 0);
		make_order(&seed, &o, s.problem.n_people, by_distance, true);
		random_minima(&seed, &s);
		assert_closes(id, &s, &o.order);
	}
}

/* Three for course 0, which needs five, one for 1, which needs two: 1 lacks less and stays. */
static void test_of_two_that_lack_people_one_may_be_saved(void **state)
{
	const struct shape shape = { 4, 2, 2, 0, 1, 0, 0 };
	const uint16_t ranks[4] = { 0, 1, 1, 0 };
	struct tsop_assign_result result;
	struct tsop_mechanism_proof proof;
	struct tsop_error err;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	memcpy(l.ranks, ranks, sizeof ranks);
	l.wishes[3] = 1;
	l.capacity[0] = l.capacity[1] = 5;
	l.minimum[0] = 5;
	l.minimum[1] = 2;
	l.problem.minimum = l.minimum;
	assert_int_equal(tsop_mechanism_solve(tsop_mechanism_of(TSOP_MECHANISM_RANK_MAXIMAL),
					      &l.problem, NULL, &result, &proof, &err),
			 0);
	assert_int_equal(proof.n_closed, 1);
	assert_int_equal(proof.closed[0], 0);
	assert_int_equal(proof.signature[0], 1);
	assert_int_equal(proof.signature[1], 3);
	assert_true(is_valid(&l.problem, &result));
	tsop_assign_release(&result);
	tsop_mechanism_proof_release(&proof);
	large_release(&l);
}

/* Who is tied on a course that may yet close is drawn between before it does. */
static void test_no_course_closes_before_a_draw_that_is_needed(void **state)
{
	const struct shape shape = { 3, 2, 1, 0, 1, 0, 0 };
	struct random_order o = { .before = { 0, 0, 0 } };
	struct tsop_assign_result result;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	l.ranks[1] = 1;
	l.capacity[0] = 1;
	l.capacity[1] = l.minimum[1] = 3;
	l.problem.minimum = l.minimum;
	o.order = (struct tsop_order){ o.before, false, NULL };
	solve(TSOP_MECHANISM_SERIAL_DICTATORSHIP, &l.problem, &o.order, &result);
	assert_true(result.tied);
	assert_false(result.is_closed[1]);
	tsop_assign_release(&result);
	o.before[1] = 1;
	o.before[2] = 2;
	solve(TSOP_MECHANISM_SERIAL_DICTATORSHIP, &l.problem, &o.order, &result);
	assert_true(result.is_closed[1]);
	assert_int_equal(result.cost.unassigned, 2);
	tsop_assign_release(&result);
	large_release(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_course_that_lacks_the_most_closes_and_all_are_placed_anew),
		cmocka_unit_test(test_of_two_that_lack_people_one_may_be_saved),
		cmocka_unit_test(test_no_course_closes_before_a_draw_that_is_needed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
