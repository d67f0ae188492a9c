/* Deferred acceptance, where some had a place before. */
#include "assign_large.h"
#include "order_reference.h"

/* Where some were before, on any course. */
struct random_stay {
	struct tsop_assign_stay stay;
	uint16_t course[MAX_PEOPLE];
};

static void make_stay(uint64_t *seed, struct tsop_assign_problem *p, struct random_stay *s)
{
	for (size_t i = 0; i < p->n_people; i++)
		s->course[i] = p->n_courses == 0 || random_below(seed, 3) == 0
				       ? TSOP_ASSIGN_NO_COURSE
				       : (uint16_t)random_below(seed, (uint32_t)p->n_courses);
	s->stay = (struct tsop_assign_stay){ .course = s->course };
	p->stay = &s->stay;
}

static void test_it_is_the_best_of_all_stable_results(void **state)
{
	uint64_t seed = 51;
	struct random_stay stay;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(10000); i++) {
		const struct tsop_assign_problem *p = &s.problem;
		uint16_t other[MAX_PEOPLE] = { 0 };
		struct tsop_assign_result result;
		struct random_order o;

		make_small(&seed, &s, 5, false);
		make_order(&seed, &o, p->n_people, random_below(&seed, 2) > 0, true);
		make_stay(&seed, &s.problem, &stay);
		solve(TSOP_MECHANISM_DEFERRED_ACCEPTANCE, p, &o.order, &result);
		assert_false(result.tied);
		assert_true(is_valid(p, &result));
		assert_true(is_stable(p, &o.order, result.course));
		do {
			if (!is_feasible(p, other) || !is_stable(p, &o.order, other))
				continue;
			for (size_t who = 0; who < p->n_people; who++)
				assert_false(prefers(p, who, other[who], result.course[who]));
		} while (next_assignment(p, other));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_the_best_of_all_stable_results),
		cmocka_unit_test(test_nobody_ends_with_less_than_they_had),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
