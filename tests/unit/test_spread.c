#include "assign/spread.h"
#include "allocation.h"
#include "assign_reference.h"
#include "check.h"

static struct reference reference; /* too large for the stack */

/* Pairs of people of one group on one course. */
static int64_t count_pairs(const struct tsop_assign_problem *p, const uint16_t *course)
{
	int64_t pairs = 0;

	for (size_t a = 0; a < p->n_people; a++)
		for (size_t b = 0; b < a; b++)
			pairs += course[a] != TSOP_ASSIGN_NO_COURSE && course[a] == course[b] &&
				 p->origin[a] == p->origin[b];
	return pairs;
}

struct trial {
	const struct tsop_assign_problem *problem;
	int64_t pairs; /* of the best */
	uint16_t course[MAX_PEOPLE];
	uint32_t load[MAX_COURSES + 1];
};

static void keep(struct trial *trial, struct tsop_assign_cost cost)
{
	const struct tsop_assign_problem *p = trial->problem;
	int64_t pairs = count_pairs(p, trial->course);
	bool is_best = reference.n_best == 0 || cost.unassigned < reference.cost.unassigned ||
		       (cost.unassigned == reference.cost.unassigned && pairs < trial->pairs);

	for (size_t i = 0; i < p->n_courses; i++)
		if (trial->load[i] > p->capacity[i])
			return;
	if (is_best)
		reference.n_best = 0;
	else if (cost.unassigned > reference.cost.unassigned || pairs > trial->pairs)
		return;
	trial->pairs = pairs;
	keep_best(&reference, trial->course, p->n_people, cost, 0);
}

static void try_everything(struct trial *trial, size_t who, struct tsop_assign_cost cost)
{
	const struct tsop_assign_problem *p = trial->problem;

	if (who == p->n_people) {
		keep(trial, cost);
		return;
	}
	for (size_t i = 0; i <= p->n_courses; i++) {
		trial->course[who] = i == p->n_courses ? TSOP_ASSIGN_NO_COURSE : (uint16_t)i;
		if (!is_allowed(p, trial->course, who))
			continue;
		trial->load[i]++;
		try_everything(trial, who + 1,
			       is_fixed(p, who) ? cost :
						  plus(cost, cost_of(p, who, trial->course[who])));
		trial->load[i]--;
	}
}

static void assert_spread_as_reference(struct small *s)
{
	struct tsop_assign_problem *p = &s->problem;
	struct trial trial = { .problem = p };
	struct tsop_assign_result result;
	struct tsop_error err;
	int64_t pairs;

	reference.n_best = 0;
	try_everything(&trial, 0, (struct tsop_assign_cost){ 0, 0, 0 });
	if (reference.n_best == 0) {
		assert_int_equal(tsop_spread_solve(p, p->origin, p->n_origins, &result, &pairs, &err),
				 -1);
		assert_true(result.fault < p->n_courses);
		return;
	}
	for (size_t who = 0; who < p->n_people; who++) {
		reference.is_tied[who] = false;
		for (size_t i = 1; i < reference.n_best; i++)
			reference.is_tied[who] |= reference.best[i][who] != reference.best[0][who];
	}
	assert_int_equal(tsop_spread_solve(p, p->origin, p->n_origins, &result, &pairs, &err), 0);
	assert_int_equal(pairs, trial.pairs);
	assert_int_equal(tsop_assign_compare(result.cost, reference.cost), 0);
	for (size_t i = 0; i < p->n_people; i++)
		assert_int_equal(result.is_tied[i], reference.is_tied[i]);
	draw_reference(p, &reference);
	for (size_t i = 0; i < p->n_people; i++)
		assert_int_equal(result.course[i], reference.best[0][i]);
	tsop_assign_release(&result);
}

static void test_groups_are_spread_as_brute_force_spreads_them(void **state)
{
	size_t rounds = getenv("TSOP_VALGRIND") != NULL ? 500 : test_instances(20000);
	uint64_t seed = 40;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds; i++) {
		random_small(&seed, &s, false);
		s.problem.n_origins = 1 + random_below(&seed, 3);
		for (size_t who = 0; who < s.problem.n_people; who++)
			s.origin[who] %= (uint32_t)s.problem.n_origins;
		assert_spread_as_reference(&s);
	}
}

static void test_a_group_of_more_people_than_courses_is_spread_evenly(void **state)
{
	struct small s = { .capacity = { 7, 7, 7 } };
	struct tsop_assign_result result;
	struct tsop_error err;
	size_t load[3] = { 0 };
	int64_t pairs;

	(void)state;
	s.problem = (struct tsop_assign_problem){
		.n_people = 7,
		.n_courses = 3,
		.n_wishes = 1,
		.n_origins = 1,
		.capacity = s.capacity,
		.ranks = s.ranks,
		.meters = s.meters,
		.wishes = s.wishes,
		.origin = s.origin,
		.max_nodes = 1,
	};
	s.meters[1] = 5;
	s.meters[2] = 9;
	assert_int_equal(tsop_spread_solve(&s.problem, s.origin, 1, &result, &pairs, &err), 0);
	for (size_t i = 0; i < 7; i++)
		load[result.course[i]]++;
	assert_int_equal(load[0], 3);
	assert_int_equal(load[1], 2);
	assert_int_equal(load[2], 2);
	assert_int_equal(pairs, 5);
	tsop_assign_release(&result);
}

static void test_without_memory_it_says_so(void **state)
{
	uint64_t seed = 41;
	struct small s;

	(void)state;
	do
		random_small(&seed, &s, false);
	while (s.problem.n_people < 6 || s.problem.n_courses < 2);
	s.problem.fixed = NULL;
	for (unsigned n = 0;; n++) {
		struct tsop_assign_result result;
		struct tsop_error err;
		int64_t pairs;
		int status;

		fail_allocation(n);
		status = tsop_spread_solve(&s.problem, s.origin, s.problem.n_origins, &result,
					   &pairs, &err);
		if (!allocation_has_failed()) {
			assert_int_equal(status, 0);
			assert_true(n > 3);
			tsop_assign_release(&result);
			break;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_null(result.course);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_groups_are_spread_as_brute_force_spreads_them),
		cmocka_unit_test(test_a_group_of_more_people_than_courses_is_spread_evenly),
		cmocka_unit_test(test_without_memory_it_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
