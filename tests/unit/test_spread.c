#include "assign/spread.h"
#include "allocation.h"
#include "check.h"
#include "judgment.h"
#include "tie_reference.h"

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

static struct tsop_spread_cost sum(struct tsop_spread_cost a, struct tsop_spread_cost b)
{
	return (struct tsop_spread_cost){ a.unassigned + b.unassigned, a.pairs + b.pairs,
					  a.rank + b.rank, a.meters + b.meters };
}

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

/* The share of a group at a course, after what spread.h says; n people, n_free of them not fixed. */
static struct tsop_spread_cost find_share(const struct tsop_spread_proof *proof, uint32_t group,
					  uint16_t course, int64_t n, int64_t n_free)
{
	for (size_t i = 0; i < proof->n_shares; i++)
		if (proof->shares[i].group == group && proof->shares[i].course == course) {
			assert_true(n_free > 0);
			return proof->shares[i].price;
		}
	return (struct tsop_spread_cost){ .pairs = n_free > 0 ? n - 1 : n };
}

/* Shares and prices of a small problem, as spread.h wants them. */
static void take_shares(const struct tsop_assign_problem *p, const struct tsop_assign_result *result,
			const struct tsop_spread_proof *proof,
			struct tsop_spread_cost share[MAX_PEOPLE][MAX_COURSES])
{
	for (uint32_t group = 0; group < p->n_origins; group++)
		for (uint16_t course = 0; course < p->n_courses; course++) {
			struct tsop_spread_cost *q = &share[group][course];
			int64_t n = 0;
			int64_t n_free = 0;

			for (size_t who = 0; who < p->n_people; who++) {
				bool is_there = result->course[who] == course &&
						p->origin[who] == group;

				n += is_there;
				n_free += is_there && !is_fixed(p, who);
			}
			*q = find_share(proof, group, course, n, n_free);
			assert_true(compare(*q, (struct tsop_spread_cost){ .pairs = n }) <= 0);
			assert_true(n_free == 0 ||
				    compare(*q, (struct tsop_spread_cost){ .pairs = n - 1 }) >= 0);
		}
}

static void assert_proven(const struct tsop_assign_problem *p,
			  const struct tsop_assign_result *result,
			  const struct tsop_spread_proof *proof)
{
	struct tsop_spread_cost share[MAX_PEOPLE][MAX_COURSES];
	const struct tsop_spread_cost none = { .unassigned = 1 };
	uint32_t load[MAX_COURSES] = { 0 };

	take_shares(p, result, proof, share);
	for (size_t who = 0; who < p->n_people; who++) {
		uint16_t at = result->course[who];
		struct tsop_spread_cost here = none;

		if (at != TSOP_ASSIGN_NO_COURSE) {
			const struct tsop_assign_cost own = cost_of(p, who, at);

			load[at]++;
			here = sum((struct tsop_spread_cost){ 0, 0, own.rank, own.meters },
				   sum(proof->price[at], share[p->origin[who]][at]));
		}
		if (is_fixed(p, who))
			continue;
		assert_true(compare(here, none) <= 0);
		for (uint16_t to = 0; to < p->n_courses; to++) {
			const struct tsop_assign_cost own = cost_of(p, who, to);

			if (p->ranks[p->wishes[who] * p->n_courses + to] == TSOP_ASSIGN_FORBIDDEN)
				continue;
			assert_true(compare(here,
					    sum((struct tsop_spread_cost){ 0, 0, own.rank, own.meters },
						sum(proof->price[to],
						    share[p->origin[who]][to]))) <= 0);
		}
	}
	for (size_t i = 0; i < p->n_courses; i++) {
		int sign = compare(proof->price[i], (struct tsop_spread_cost){ .pairs = 0 });

		assert_true(sign >= 0 && (sign == 0 || load[i] == p->capacity[i]));
	}
}

/* People without a course, pairs, ranks, meters. */
static struct judgment by_pairs(const struct tsop_assign_problem *p, const uint16_t *course)
{
	struct tsop_assign_cost cost = total_cost(p, course);

	return (struct judgment){ { cost.unassigned, count_pairs(p, course), cost.rank,
				    cost.meters } };
}

static void solve_as_reference(const struct tsop_assign_problem *p, const struct judgment *best,
			       struct tsop_assign_result *result)
{
	struct tsop_spread_proof proof;
	struct tsop_error err;

	assert_int_equal(tsop_spread_solve(p, p->origin, p->n_origins, result, &proof, &err), 0);
	assert_int_equal(result->cost.unassigned, best->value[0]);
	assert_int_equal(proof.pairs, best->value[1]);
	assert_int_equal(result->cost.rank, best->value[2]);
	assert_int_equal(result->cost.meters, best->value[3]);
	assert_proven(p, result, &proof);
	tsop_spread_proof_release(&proof);
}

static void assert_spread_as_reference(struct small *s)
{
	struct tsop_assign_problem *p = &s->problem;
	struct judgment best = find_best(p, by_pairs, &reference);
	struct tsop_assign_result result;
	struct tsop_error err;
	struct tsop_spread_proof proof;

	if (reference.n_best == 0) {
		assert_int_equal(tsop_spread_solve(p, p->origin, p->n_origins, &result, &proof, &err),
				 -1);
		assert_true(result.fault < p->n_courses);
		return;
	}
	p->lot = NULL;
	solve_as_reference(p, &best, &result);
	assert_ties(p, &reference, &result);
	tsop_assign_release(&result);
	p->lot = s->lot;
	solve_as_reference(p, &best, &result);
	assert_ties(p, &reference, &result);
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
		if (i % 2 == 0)
			hold_last(&seed, &s);
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
	struct tsop_spread_proof proof;
	size_t load[3] = { 0 };

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
	assert_int_equal(tsop_spread_solve(&s.problem, s.origin, 1, &result, &proof, &err), 0);
	for (size_t i = 0; i < 7; i++)
		load[result.course[i]]++;
	assert_int_equal(load[0], 3);
	assert_int_equal(load[1], 2);
	assert_int_equal(load[2], 2);
	assert_int_equal(proof.pairs, 5);
	tsop_assign_release(&result);
	tsop_spread_proof_release(&proof);
}

/* A larger problem, and its people in another order: person i of the one is twin[i] of the other. */
enum { N = 60, K = 4, TOWNS = 7 };

struct town_problem {
	struct tsop_assign_problem problem;
	uint32_t capacity[K], wishes[N], origin[N], lot[N], meters[TOWNS * K];
	uint16_t ranks[N * K];
};

static void fill_towns(struct town_problem *towns, uint64_t *seed)
{
	*towns = (struct town_problem){ .problem = {
		.n_people = N, .n_courses = K, .n_wishes = N, .n_origins = TOWNS, .max_nodes = 1,
	} };
	for (size_t i = 0; i < K; i++)
		towns->capacity[i] = 10 + random_below(seed, 8);
	for (size_t i = 0; i < N * K; i++)
		towns->ranks[i] = (uint16_t)random_below(seed, 3);
	for (size_t i = 0; i < TOWNS * K; i++)
		towns->meters[i] = random_below(seed, 4);
	for (uint32_t i = 0; i < N; i++) {
		towns->wishes[i] = i;
		towns->origin[i] = random_below(seed, TOWNS);
	}
	shuffle(seed, towns->lot, N);
}

static void permute_towns(const struct town_problem *towns, struct town_problem *other,
			  const uint32_t twin[N])
{
	*other = *towns;
	for (size_t i = 0; i < N; i++) {
		other->wishes[twin[i]] = towns->wishes[i];
		other->origin[twin[i]] = towns->origin[i];
		other->lot[twin[i]] = towns->lot[i];
	}
}

static void solve_towns(struct town_problem *towns, struct tsop_assign_result *result,
			struct tsop_spread_proof *proof)
{
	struct tsop_error err;

	towns->problem.capacity = towns->capacity;
	towns->problem.ranks = towns->ranks;
	towns->problem.meters = towns->meters;
	towns->problem.wishes = towns->wishes;
	towns->problem.origin = towns->origin;
	towns->problem.lot = towns->lot;
	assert_int_equal(tsop_spread_solve(&towns->problem, towns->origin, TOWNS, result, proof,
					   &err), 0);
}

static void test_places_and_proof_do_not_depend_on_the_order_of_people(void **state)
{
	uint64_t seed = 42;
	size_t n_shares = 0;

	(void)state;
	for (int round = 0; round < 50; round++) {
		struct town_problem towns, other;
		struct tsop_assign_result result, again;
		struct tsop_spread_proof proof, same;
		uint32_t twin[N];

		fill_towns(&towns, &seed);
		shuffle(&seed, twin, N);
		permute_towns(&towns, &other, twin);
		solve_towns(&towns, &result, &proof);
		solve_towns(&other, &again, &same);
		for (size_t i = 0; i < N; i++)
			assert_int_equal(result.course[i], again.course[twin[i]]);
		assert_memory_equal(proof.price, same.price, K * sizeof *proof.price);
		assert_int_equal(proof.n_shares, same.n_shares);
		for (size_t i = 0; i < proof.n_shares; i++) {
			assert_int_equal(proof.shares[i].group, same.shares[i].group);
			assert_int_equal(proof.shares[i].course, same.shares[i].course);
			assert_int_equal(compare(proof.shares[i].price, same.shares[i].price), 0);
		}
		n_shares += proof.n_shares;
		tsop_assign_release(&result);
		tsop_assign_release(&again);
		tsop_spread_proof_release(&proof);
		tsop_spread_proof_release(&same);
	}
	assert_true(n_shares > 50);
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
		struct tsop_spread_proof proof;
		int status;

		fail_allocation(n);
		status = tsop_spread_solve(&s.problem, s.origin, s.problem.n_origins, &result,
					   &proof, &err);
		if (!allocation_has_failed()) {
			assert_int_equal(status, 0);
			assert_true(n > 3);
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
		cmocka_unit_test(test_groups_are_spread_as_brute_force_spreads_them),
		cmocka_unit_test(test_a_group_of_more_people_than_courses_is_spread_evenly),
		cmocka_unit_test(test_places_and_proof_do_not_depend_on_the_order_of_people),
		cmocka_unit_test(test_without_memory_it_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
