/* The optima of everybody together: rank-maximal, and the smallest worst rank. */
#include "assign_large.h"
#include "judgment.h"
#include "mechanism/mechanism.h"
#include "tie_reference.h"

static struct reference reference; /* too large for the stack */

static void solve(enum tsop_mechanism_id id, const struct tsop_assign_problem *problem,
		  struct tsop_assign_result *result, struct tsop_mechanism_proof *proof)
{
	struct tsop_error err;

	assert_int_equal(tsop_mechanism_solve(tsop_mechanism_of(id), problem, NULL, result, proof,
					      &err),
			 0);
}

static void release(struct tsop_assign_result *result, struct tsop_mechanism_proof *proof)
{
	tsop_assign_release(result);
	tsop_mechanism_proof_release(proof);
}

/* Gain less price at one stage of the rank-maximal proof. */
static int64_t gain_at(const struct tsop_assign_problem *p, const struct tsop_mechanism_proof *proof,
		       size_t stage, size_t who, uint16_t course)
{
	struct tsop_assign_cost cost = cost_of(p, who, course);

	if (course == TSOP_ASSIGN_NO_COURSE)
		return 0;
	return (stage == proof->n_ranks ? -cost.meters : cost.rank == (int64_t)stage) -
	       proof->stage_price[stage * p->n_courses + course];
}

static bool is_best_for(const struct tsop_assign_problem *p,
			const struct tsop_mechanism_proof *proof, size_t who, uint16_t here,
			uint16_t there)
{
	for (size_t stage = 0; stage <= proof->n_ranks; stage++) {
		int64_t a = gain_at(p, proof, stage, who, here);
		int64_t b = gain_at(p, proof, stage, who, there);

		if (a != b)
			return a > b;
	}
	return true;
}

/* May the person be there at no greater rank, with all of the party who are not fixed? */
static bool may_go(const struct tsop_assign_problem *p, size_t who, uint16_t course, int rank)
{
	bool is_alone = p->party == NULL || p->party[who] == TSOP_ASSIGN_NO_PARTY;
	bool has_fixed = false, is_with_fixed = false;
	size_t size = 0, room = p->capacity[course];

	for (size_t i = 0; i < p->n_people; i++) {
		int64_t own = cost_of(p, i, course).rank;

		room -= is_fixed(p, i) && p->fixed[i] == course;
		if (i != who && (is_alone || p->party[i] != p->party[who]))
			continue;
		if (is_fixed(p, i)) {
			has_fixed = true;
			is_with_fixed = is_with_fixed || p->fixed[i] == course;
			continue;
		}
		size++;
		if (own > rank || own == TSOP_ASSIGN_FORBIDDEN)
			return false;
	}
	return (!has_fixed || is_with_fixed) && (is_alone || room >= size);
}

/* Do the staged prices prove the result, as mechanism.h says they do? */
static bool is_proven_by_stages(const struct tsop_assign_problem *p,
				const struct tsop_assign_result *r,
				const struct tsop_mechanism_proof *proof)
{
	size_t *load = take(p->n_courses, sizeof *load);
	int64_t *signature = take(proof->n_ranks, sizeof *signature);
	bool proven = true;
	bool is_whole = r->prices_prove_all; /* else parties are not looked at */

	for (uint32_t who = 0; who < p->n_people; who++) {
		if (r->course[who] != TSOP_ASSIGN_NO_COURSE)
			load[r->course[who]]++;
		if (is_fixed(p, who))
			continue;
		if (r->course[who] != TSOP_ASSIGN_NO_COURSE)
			signature[cost_of(p, who, r->course[who]).rank]++;
		if (!is_whole && p->party[who] != TSOP_ASSIGN_NO_PARTY)
			continue;
		proven = proven &&
			 is_best_for(p, proof, who, r->course[who], TSOP_ASSIGN_NO_COURSE);
		for (uint16_t to = 0; to < p->n_courses; to++)
			proven = proven &&
				 (!may_go(p, who, to, TSOP_ASSIGN_MAX_RANK) ||
				  is_best_for(p, proof, who, r->course[who], to));
	}
	for (size_t i = 0; i < proof->n_ranks; i++)
		proven = proven && signature[i] == proof->signature[i];
	for (size_t i = 0; i < p->n_courses; i++) {
		int64_t first = 0;

		for (size_t stage = 0; first == 0 && stage <= proof->n_ranks; stage++)
			first = proof->stage_price[stage * p->n_courses + i];
		proven = proven && first >= 0 && (first == 0 || load[i] == p->capacity[i]);
	}
	free(load);
	free(signature);
	return proven;
}

/* How many people a set of courses lets be placed, of ranks up to one. */
static size_t count_by_cut(const struct tsop_assign_problem *p, const bool *set, int rank)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_courses; i++)
		n += set[i] ? p->capacity[i] : 0;
	for (size_t who = 0; who < p->n_people; who++) {
		bool is_outside = false;

		if (is_fixed(p, who)) {
			n -= set[p->fixed[who]];
			continue;
		}
		for (uint16_t i = 0; i < p->n_courses; i++)
			is_outside = is_outside || (!set[i] && may_go(p, who, i, rank));
		n += is_outside;
	}
	return n;
}

/* Where parties are, a set that proves nothing is left out. */
static bool is_proven_by_cuts(const struct tsop_assign_problem *p,
			      const struct tsop_assign_result *r,
			      const struct tsop_mechanism_proof *proof)
{
	bool may_lack = p->party != NULL;
	size_t placed = 0;
	int64_t worst = 0;

	for (size_t who = 0; who < p->n_people; who++) {
		if (is_fixed(p, who) || r->course[who] == TSOP_ASSIGN_NO_COURSE)
			continue;
		placed++;
		if (cost_of(p, who, r->course[who]).rank > worst)
			worst = cost_of(p, who, r->course[who]).rank;
	}
	if (worst != proof->worst_rank || (worst == 0 && proof->cut != NULL))
		return false;
	if (proof->most == NULL ? !may_lack :
				  count_by_cut(p, proof->most, TSOP_ASSIGN_MAX_RANK) != placed)
		return false;
	return worst == 0 || (proof->cut == NULL ? may_lack :
						   count_by_cut(p, proof->cut, (int)worst - 1) <
							   placed);
}

static void assert_as_reference(enum tsop_mechanism_id id, judge_fn judge, struct small *s)
{
	struct tsop_assign_problem *p = &s->problem;
	struct tsop_assign_result result;
	struct tsop_mechanism_proof proof;

	find_best(p, judge, &reference);
	p->lot = NULL;
	solve(id, p, &result, &proof);
	assert_ties(p, &reference, &result);
	release(&result, &proof);

	p->lot = s->lot;
	solve(id, p, &result, &proof);
	assert_true(result.optimal);
	assert_true(is_valid(p, &result));
	draw_reference(p, &reference);
	assert_int_equal(reference.n_best, 1);
	for (size_t who = 0; who < p->n_people; who++)
		assert_int_equal(result.course[who], reference.best[0][who]);
	assert_true(id == TSOP_MECHANISM_RANK_MAXIMAL ? is_proven_by_stages(p, &result, &proof) :
							is_proven_by_cuts(p, &result, &proof));
	release(&result, &proof);
}

static bool is_overfull(const struct tsop_assign_problem *p)
{
	uint32_t load[MAX_COURSES] = { 0 };
	bool any = false;

	for (size_t who = 0; who < p->n_people; who++)
		if (is_fixed(p, who))
			any = any || ++load[p->fixed[who]] > p->capacity[p->fixed[who]];
	return any;
}

static size_t rounds(void)
{
	return test_instances(getenv("TSOP_VALGRIND") != NULL ? 300 : 20000);
}

static void assert_all_as_reference(enum tsop_mechanism_id id, judge_fn judge, bool with_parties,
				    uint64_t seed)
{
	struct small s;

	for (size_t i = 0; i < rounds(); i++) {
		random_small(&seed, &s, with_parties);
		if (!with_parties && i % 2 == 0)
			hold_last(&seed, &s);
		if (!is_overfull(&s.problem))
			assert_as_reference(id, judge, &s);
	}
}

static void test_rank_maximal_is_as_brute_force_says(void **state)
{
	(void)state;
	assert_all_as_reference(TSOP_MECHANISM_RANK_MAXIMAL, by_signature, false, 21);
}

static void test_the_worst_rank_is_as_brute_force_says(void **state)
{
	(void)state;
	assert_all_as_reference(TSOP_MECHANISM_MIN_WORST_RANK, by_worst_rank, false, 22);
}

static void test_rank_maximal_with_parties_is_as_brute_force_says(void **state)
{
	(void)state;
	assert_all_as_reference(TSOP_MECHANISM_RANK_MAXIMAL, by_signature, true, 28);
}

static void test_the_worst_rank_with_parties_is_as_brute_force_says(void **state)
{
	(void)state;
	assert_all_as_reference(TSOP_MECHANISM_MIN_WORST_RANK, by_worst_rank, true, 26);
}

/* What the proof says that no result is better than. */
typedef struct judgment (*bound_fn)(const struct tsop_assign_result *result,
				    const struct tsop_mechanism_proof *proof);

static struct judgment bound_of_signature(const struct tsop_assign_result *result,
					  const struct tsop_mechanism_proof *proof)
{
	const int64_t *most = result->optimal ? proof->signature : proof->signature_bound;
	struct judgment bound = { { 0 } };

	for (size_t rank = 0; rank < proof->n_ranks; rank++)
		bound.value[rank] = -most[rank];
	bound.value[MAX_RANKS] = result->bound.meters;
	return bound;
}

static struct judgment bound_of_worst_rank(const struct tsop_assign_result *result,
					   const struct tsop_mechanism_proof *proof)
{
	return (struct judgment){ { result->bound.unassigned, proof->worst_bound,
				    result->bound.rank, result->bound.meters } };
}

/* Searches are cut after few flows: nothing is better than the bound, which the result is not under. */
static void assert_bounds_hold(enum tsop_mechanism_id id, judge_fn judge, bound_fn bound_of,
			       uint64_t seed)
{
	size_t n_open = 0;
	struct small s;

	for (size_t i = 0; i < rounds(); i++) {
		struct tsop_assign_result result;
		struct tsop_mechanism_proof proof;
		struct judgment bound, best, own;

		random_small(&seed, &s, true);
		if (is_overfull(&s.problem))
			continue;
		s.problem.max_nodes = 1 + random_below(&seed, 3);
		solve(id, &s.problem, &result, &proof);
		best = find_best(&s.problem, judge, &reference);
		own = judge(&s.problem, result.course);
		assert_true(is_valid(&s.problem, &result));
		assert_true(compare_judgments(&best, &own) <= 0);
		if (result.optimal)
			assert_int_equal(compare_judgments(&best, &own), 0);
		bound = bound_of(&result, &proof);
		assert_true(compare_judgments(&bound, &best) <= 0);
		if (id == TSOP_MECHANISM_MIN_WORST_RANK)
			assert_int_equal(proof.worst_rank, own.value[1]);
		n_open += !result.optimal;
		release(&result, &proof);
	}
	assert_true(n_open > 0);
}

static void test_a_rank_maximal_search_that_has_not_ended_has_a_bound(void **state)
{
	(void)state;
	assert_bounds_hold(TSOP_MECHANISM_RANK_MAXIMAL, by_signature, bound_of_signature, 29);
}

static void test_a_worst_rank_that_was_not_searched_to_its_end_has_a_bound(void **state)
{
	(void)state;
	assert_bounds_hold(TSOP_MECHANISM_MIN_WORST_RANK, by_worst_rank, bound_of_worst_rank, 27);
}

/* 254 people and five ranks are the most; one more of either is refused, but not without parties. */
static void test_parties_over_more_ranks_than_can_be_weighed_are_refused(void **state)
{
	static const struct {
		size_t n_people, n_courses;
		bool fits;
	} sizes[] = { { 254, 5, true }, { 255, 5, false }, { 254, 6, false }, { 511, 4, true },
		      { 512, 4, false } };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		const struct shape shape = { sizes[i].n_people, sizes[i].n_courses, 1, 0, 1, 0, 0 };
		struct tsop_assign_result result;
		struct tsop_mechanism_proof proof;
		struct tsop_error err;
		struct large l;

		large_init(&l, &shape);
		for (size_t course = 0; course < sizes[i].n_courses; course++) {
			l.ranks[course] = (uint16_t)course;
			l.capacity[course] = (uint32_t)(sizes[i].n_people / sizes[i].n_courses);
		}
		l.party[0] = l.party[1] = 0;
		assert_int_equal(tsop_mechanism_solve(tsop_mechanism_of(TSOP_MECHANISM_RANK_MAXIMAL),
						      &l.problem, NULL, &result, &proof, &err),
				 sizes[i].fits ? 0 : -1);
		if (sizes[i].fits) {
			assert_true(is_valid(&l.problem, &result));
			assert_int_equal(proof.signature[0], l.capacity[0]);
			release(&result, &proof);
		} else {
			assert_int_equal(err.code, TSOP_INPUT);
		}
		l.problem.party = NULL;
		solve(TSOP_MECHANISM_RANK_MAXIMAL, &l.problem, &result, &proof);
		release(&result, &proof);
		large_release(&l);
	}
}

/* The first wishes for 0, then 1; the second for 2, which has no seat, then 0. */
static void test_one_more_first_wish_outweighs_even_a_course_for_everybody(void **state)
{
	const struct shape shape = { 2, 3, 2, 0, 1, 0, 0 };
	const uint16_t ranks[6] = { 0, 1, TSOP_ASSIGN_FORBIDDEN, 1, TSOP_ASSIGN_FORBIDDEN, 0 };
	struct tsop_assign_result result;
	struct tsop_mechanism_proof proof;
	struct large l;

	(void)state;
	large_init(&l, &shape);
	memcpy(l.ranks, ranks, sizeof ranks);
	l.wishes[1] = 1;
	l.capacity[0] = l.capacity[1] = 1;
	solve(TSOP_MECHANISM_RANK_MAXIMAL, &l.problem, &result, &proof);
	assert_int_equal(proof.signature[0], 1);
	assert_int_equal(proof.signature[1], 0);
	assert_int_equal(result.course[0], 0);
	assert_int_equal(result.course[1], TSOP_ASSIGN_NO_COURSE);
	release(&result, &proof);

	solve(TSOP_MECHANISM_MIN_WORST_RANK, &l.problem, &result, &proof);
	assert_int_equal(proof.worst_rank, 1);
	assert_int_equal(result.cost.unassigned, 0);
	release(&result, &proof);
	large_release(&l);
}

static void test_the_proofs_hold_for_many_people(void **state)
{
	const struct shape shapes[] = {
		{ 3000, 10, 300, 200, 400000, 20, 0 }, { 2500, 10, 2500, 180, 5, 0, 0 },
		{ 5000, 40, 98, 100, 400000, 0, 0 },   { 3000, 1, 50, 2000, 100, 10, 0 },
		{ 40, 60, 20, 2, 1000, 0, 0 },
	};
	uint64_t seed = 23;

	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		struct tsop_assign_result result;
		struct tsop_mechanism_proof proof;
		struct large l;

		large_random(&l, &shapes[i], &seed);
		l.problem.party = NULL;
		solve(TSOP_MECHANISM_RANK_MAXIMAL, &l.problem, &result, &proof);
		assert_true(is_valid(&l.problem, &result));
		assert_true(is_proven_by_stages(&l.problem, &result, &proof));
		release(&result, &proof);
		solve(TSOP_MECHANISM_MIN_WORST_RANK, &l.problem, &result, &proof);
		assert_true(is_valid(&l.problem, &result));
		assert_true(is_proven_by_cuts(&l.problem, &result, &proof));
		release(&result, &proof);
		large_release(&l);
	}
}

/* As a held seat wishes: a rank for each course, so that there are as many stages. */
static void test_many_ranks_are_many_stages_and_do_not_overflow(void **state)
{
	const struct shape shape = { 300, 100, 300, 2, 5, 0, 0 };
	uint64_t seed = 24;
	struct tsop_assign_result result;
	struct tsop_mechanism_proof proof;
	struct large l;

	(void)state;
	large_random(&l, &shape, &seed);
	l.problem.party = NULL;
	for (size_t row = 0; row < 300; row++) {
		uint32_t order[100];

		shuffle(&seed, order, 100);
		for (size_t i = 0; i < 100; i++)
			l.ranks[row * 100 + i] = (uint16_t)(order[i] * 10);
		l.wishes[row] = (uint32_t)row;
	}
	for (size_t i = 0; i < 300 * 100; i++)
		l.meters[i] = random_below(&seed, 2) * TSOP_ASSIGN_MAX_METERS;
	solve(TSOP_MECHANISM_RANK_MAXIMAL, &l.problem, &result, &proof);
	assert_int_equal(proof.n_ranks, 991);
	assert_true(is_proven_by_stages(&l.problem, &result, &proof));
	release(&result, &proof);
	large_release(&l);
}

static void assert_same_for_any_order(enum tsop_mechanism_id id, const struct large *l,
				      uint64_t *seed)
{
	size_t n = l->problem.n_people;
	struct tsop_assign_problem twin = l->problem;
	uint32_t *order = take(n, sizeof *order);
	uint32_t *numbers = take(3 * n, sizeof *numbers);
	uint16_t *fixed = take(n, sizeof *fixed);
	struct tsop_assign_result result, other;
	struct tsop_mechanism_proof proof, twin_proof;

	shuffle(seed, order, n);
	for (size_t i = 0; i < n; i++) {
		numbers[i] = l->wishes[order[i]];
		numbers[n + i] = l->origin[order[i]];
		numbers[2 * n + i] = l->lot[order[i]];
		fixed[i] = l->fixed[order[i]];
	}
	twin.wishes = numbers;
	twin.origin = numbers + n;
	twin.lot = numbers + 2 * n;
	twin.fixed = fixed;
	solve(id, &l->problem, &result, &proof);
	solve(id, &twin, &other, &twin_proof);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(other.course[i], result.course[order[i]]);
	if (proof.stage_price != NULL)
		assert_memory_equal(proof.stage_price, twin_proof.stage_price,
				    (proof.n_ranks + 1) * twin.n_courses * sizeof(int64_t));
	if (proof.cut != NULL)
		assert_memory_equal(proof.cut, twin_proof.cut, twin.n_courses * sizeof(bool));
	release(&result, &proof);
	release(&other, &twin_proof);
	free(order);
	free(numbers);
	free(fixed);
}

static void test_the_order_of_the_rows_changes_nothing(void **state)
{
	const struct shape shape = { 5000, 7, 60, 600, 4, 50, 0 };
	uint64_t seed = 25;
	struct large l;

	(void)state;
	large_random(&l, &shape, &seed);
	l.problem.party = NULL;
	assert_same_for_any_order(TSOP_MECHANISM_RANK_MAXIMAL, &l, &seed);
	assert_same_for_any_order(TSOP_MECHANISM_MIN_WORST_RANK, &l, &seed);
	large_release(&l);
}

static void test_without_people_courses_or_seats_nothing_is_wrong(void **state)
{
	const struct shape shapes[] = { { 0, 3, 0, 0, 1, 0, 0 },
					{ 4, 0, 1, 0, 1, 0, 0 },
					{ 4, 2, 1, 0, 1, 0, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		struct tsop_assign_result result;
		struct tsop_mechanism_proof proof;
		struct large l;

		large_init(&l, &shapes[i]);
		for (int id = TSOP_MECHANISM_MIN_COST; id <= TSOP_MECHANISM_MIN_WORST_RANK; id++) {
			solve((enum tsop_mechanism_id)id, &l.problem, &result, &proof);
			assert_int_equal(result.cost.unassigned, shapes[i].n_people);
			release(&result, &proof);
			release(&result, &proof);
		}
		large_release(&l);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rank_maximal_is_as_brute_force_says),
		cmocka_unit_test(test_the_worst_rank_is_as_brute_force_says),
		cmocka_unit_test(test_rank_maximal_with_parties_is_as_brute_force_says),
		cmocka_unit_test(test_the_worst_rank_with_parties_is_as_brute_force_says),
		cmocka_unit_test(test_a_rank_maximal_search_that_has_not_ended_has_a_bound),
		cmocka_unit_test(
			test_parties_over_more_ranks_than_can_be_weighed_are_refused),
		cmocka_unit_test(
			test_a_worst_rank_that_was_not_searched_to_its_end_has_a_bound),
		cmocka_unit_test(
			test_one_more_first_wish_outweighs_even_a_course_for_everybody),
		cmocka_unit_test(test_the_proofs_hold_for_many_people),
		cmocka_unit_test(test_many_ranks_are_many_stages_and_do_not_overflow),
		cmocka_unit_test(test_the_order_of_the_rows_changes_nothing),
		cmocka_unit_test(test_without_people_courses_or_seats_nothing_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
