/*
 * Parties, and courses with minima, where people of a group are on different
 * courses: beside a reference that tries everything.
 */
#include "assign/spread.h"
#include "allocation.h"
#include "assign_reference.h"
#include "check.h"
#include "tie_reference.h"

static struct reference reference; /* too large for the stack */

/* Do both count as one, being of one party on one course? */
static bool is_one(const struct tsop_assign_problem *p, const uint16_t *course, size_t a, size_t b)
{
	return in_same_party(p, a, b) && course[a] == course[b];
}

/* Pairs of people or parties of a group on one course. */
static int64_t count_pairs(const struct tsop_assign_problem *p, const uint16_t *course)
{
	int64_t pairs = 0;

	for (size_t a = 0; a < p->n_people; a++) {
		bool is_first = course[a] != TSOP_ASSIGN_NO_COURSE;

		for (size_t b = 0; b < a; b++)
			is_first = is_first && !is_one(p, course, a, b);
		for (size_t b = 0; b < a && is_first; b++) {
			bool is_other = course[b] == course[a] && p->origin[b] == p->origin[a];

			for (size_t c = 0; c < b; c++)
				is_other = is_other && !is_one(p, course, b, c);
			pairs += is_other;
		}
	}
	return pairs;
}

struct trial {
	const struct tsop_assign_problem *problem;
	struct tsop_spread_cost best;
};

static int compare(struct tsop_spread_cost a, struct tsop_spread_cost b)
{
	if (a.unassigned != b.unassigned)
		return a.unassigned < b.unassigned ? -1 : 1;
	if (a.pairs != b.pairs)
		return a.pairs < b.pairs ? -1 : 1;
	if (a.rank != b.rank)
		return a.rank < b.rank ? -1 : 1;
	return (a.meters > b.meters) - (a.meters < b.meters);
}

static void visit(void *context, const uint16_t *course, uint32_t closed)
{
	struct trial *trial = context;
	const struct tsop_assign_cost cost = total_cost(trial->problem, course);
	const struct tsop_spread_cost own = { cost.unassigned, count_pairs(trial->problem, course),
					      cost.rank, cost.meters };

	if (reference.n_best > 0 && compare(own, trial->best) > 0)
		return;
	if (reference.n_best > 0 && compare(own, trial->best) < 0)
		reference.n_best = 0;
	trial->best = own;
	keep_best(&reference, course, cost, closed);
}

static void try_everything(struct trial *trial)
{
	reference.n_best = 0;
	each_assignment(trial->problem, visit, trial);
}

/* A problem, what is best of it in the reference, and in *trial what that costs. */
static void make_any(uint64_t *seed, struct small *s, struct trial *trial)
{
	random_small(seed, s, random_below(seed, 4) > 0);
	if (random_below(seed, 2) == 0)
		random_minima(seed, s);
	s->problem.n_origins = 1 + random_below(seed, 3);
	for (size_t who = 0; who < s->problem.n_people; who++) {
		s->origin[who] %= (uint32_t)s->problem.n_origins;
		if (s->party[who] != TSOP_ASSIGN_NO_PARTY) /* of one group */
			s->party[who] = 2 * s->origin[who] + s->party[who] % 2;
	}
	s->problem.n_parties = 6;
	*trial = (struct trial){ .problem = &s->problem };
	try_everything(trial);
}

/* One that has an assignment. */
static void make(uint64_t *seed, struct small *s, struct trial *trial)
{
	do
		make_any(seed, s, trial);
	while (reference.n_best == 0);
}

static void solve(const struct tsop_assign_problem *p, struct tsop_assign_result *result,
		  struct tsop_spread_cost *cost, struct tsop_spread_cost *bound)
{
	struct tsop_spread_proof proof;
	struct tsop_error err;

	assert_int_equal(tsop_spread_solve(p, p->origin, p->n_origins, result, &proof, &err), 0);
	*cost = (struct tsop_spread_cost){ result->cost.unassigned, proof.pairs, result->cost.rank,
					   result->cost.meters };
	*bound = proof.bound;
	assert_int_equal(proof.pairs, count_pairs(p, result->course));
	for (size_t who = 0; who < p->n_people; who++)
		assert_true(is_allowed(p, result->course, who));
	tsop_spread_proof_release(&proof);
}

static void assert_closed(const struct tsop_assign_problem *p,
			  const struct tsop_assign_result *result)
{
	for (size_t i = 0; p->minimum != NULL && i < p->n_courses; i++)
		assert_int_equal(result->is_closed[i], reference.closed >> i & 1);
	if (p->minimum == NULL)
		assert_null(result->is_closed);
}

static void test_a_course_with_fixed_people_that_lacks_others_is_named(void **state)
{
	uint64_t seed = 53;
	size_t n = 0;

	(void)state;
	while (n < 100) {
		struct tsop_assign_result result;
		struct tsop_spread_proof proof;
		struct tsop_error err;
		struct trial trial;
		struct small s;
		bool has_fixed = false;

		make_any(&seed, &s, &trial);
		if (reference.n_best > 0)
			continue;
		assert_int_equal(tsop_spread_solve(&s.problem, s.origin, s.problem.n_origins,
						   &result, &proof, &err),
				 -1);
		assert_int_equal(err.code, TSOP_INPUT);
		assert_true(result.fault < s.problem.n_courses);
		for (size_t who = 0; who < s.problem.n_people; who++)
			has_fixed = has_fixed || s.fixed[who] == result.fault;
		assert_true(has_fixed);
		n++;
	}
}

static void test_parties_are_spread_as_brute_force_spreads_them(void **state)
{
	size_t rounds = getenv("TSOP_VALGRIND") != NULL ? 500 : test_instances(20000);
	uint64_t seed = 50;
	size_t n_proven = 0, n_searched = 0, n_tied = 0;

	(void)state;
	for (size_t i = 0; i < rounds; i++) {
		struct tsop_assign_result result, drawn;
		struct tsop_spread_cost cost, bound;
		struct trial trial;
		struct small s;

		make(&seed, &s, &trial);
		solve(&s.problem, &drawn, &cost, &bound);
		assert_true(drawn.optimal);
		assert_int_equal(compare(cost, trial.best), 0);
		assert_int_equal(compare(bound, trial.best), 0);
		assert_closed(&s.problem, &drawn);
		n_proven += drawn.prices_prove_all;
		n_searched += !drawn.prices_prove_all;
		s.problem.lot = NULL;
		solve(&s.problem, &result, &cost, &bound);
		assert_int_equal(compare(cost, trial.best), 0);
		assert_int_equal(result.tied, hangs_on_order(&s.problem, &reference));
		n_tied += result.tied;
		s.problem.lot = s.lot;
		draw_reference(&s.problem, &reference);
		for (size_t who = 0; who < s.problem.n_people; who++) {
			assert_int_equal(drawn.course[who], reference.best[0][who]);
			assert_true(result.tied || result.course[who] == drawn.course[who]);
		}
		tsop_assign_release(&result);
		tsop_assign_release(&drawn);
	}
	assert_true(n_proven > 0 && n_searched > 0 && n_tied > 0 && n_tied < rounds);
}

static void test_a_search_that_ends_early_states_a_bound(void **state)
{
	size_t rounds = getenv("TSOP_VALGRIND") != NULL ? 200 : test_instances(20000);
	uint64_t seed = 51;
	size_t n_open = 0;

	(void)state;
	for (size_t i = 0; i < rounds; i++) {
		struct tsop_assign_result result;
		struct tsop_spread_cost cost, bound;
		struct trial trial;
		struct small s;

		make(&seed, &s, &trial);
		s.problem.minimum = NULL; /* or nothing may be found */
		try_everything(&trial);
		s.problem.max_nodes = 1 + random_below(&seed, 4);
		solve(&s.problem, &result, &cost, &bound);
		assert_true(compare(bound, trial.best) <= 0 && compare(trial.best, cost) <= 0);
		assert_int_equal(result.optimal, compare(bound, cost) == 0);
		assert_true(result.optimal || result.tied);
		n_open += !result.optimal;
		tsop_assign_release(&result);
	}
	assert_true(n_open > 0);
}

static void test_without_memory_it_says_so(void **state)
{
	uint64_t seed = 52;
	struct tsop_assign_result result;
	struct tsop_spread_proof proof;
	struct tsop_error err;
	struct trial trial;
	struct small s;
	bool is_proven = true;

	(void)state;
	while (is_proven) {
		make(&seed, &s, &trial);
		assert_int_equal(tsop_spread_solve(&s.problem, s.origin, s.problem.n_origins,
						   &result, &proof, &err),
				 0);
		is_proven = result.prices_prove_all;
		tsop_assign_release(&result);
		tsop_spread_proof_release(&proof);
	}
	for (unsigned n = 0;; n++) {
		int status;

		fail_allocation(n);
		status = tsop_spread_solve(&s.problem, s.origin, s.problem.n_origins, &result,
					   &proof, &err);
		if (!allocation_has_failed()) {
			assert_int_equal(status, 0);
			assert_true(n > 10);
			tsop_assign_release(&result);
			tsop_spread_proof_release(&proof);
			break;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_null(result.course);
		assert_null(proof.price);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parties_are_spread_as_brute_force_spreads_them),
		cmocka_unit_test(test_a_course_with_fixed_people_that_lacks_others_is_named),
		cmocka_unit_test(test_a_search_that_ends_early_states_a_bound),
		cmocka_unit_test(test_without_memory_it_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
