/* The tree that proves courses and parties: what it says is checked in lib/verify's tests. */
#include "assign/certificate.h"
#include "allocation.h"
#include "assign_small.h"
#include "check.h"

/* Minima for half of them, parties for half. */
static void make_small(uint64_t *seed, struct small *s, size_t i)
{
	random_small(seed, s, i % 2 == 0);
	if (i % 4 < 2)
		random_minima(seed, s);
}

/* Do the nodes make one tree? */
static bool is_tree(const struct tsop_certificate *certificate)
{
	size_t n_open = 1;

	for (size_t i = 0; i < certificate->n_nodes; i++) {
		const struct tsop_certificate_node *node = &certificate->nodes[i];

		if (n_open == 0 || (node->price == NULL) != (node->kind == TSOP_CERTIFICATE_COURSE))
			return false;
		n_open += node->kind == TSOP_CERTIFICATE_COURSE ? 2 : node->n;
		n_open--;
	}
	return n_open == 0;
}

static void test_every_small_optimum_has_one(void **state)
{
	size_t rounds = getenv("TSOP_VALGRIND") != NULL ? 500 : test_instances(20000);
	uint64_t seed = 50;
	size_t n_taken_apart = 0;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds; i++) {
		struct tsop_certificate certificate;
		struct tsop_assign_result result;
		struct tsop_error err;

		make_small(&seed, &s, i);
		if (tsop_assign_solve(&s.problem, &result, &err) != 0)
			continue;
		if (result.cost.unassigned == 0) {
			assert_int_equal(tsop_certificate_make(&s.problem, &result, &certificate,
							       &err), 0);
			assert_true(certificate.n_nodes > 0);
			assert_true(is_tree(&certificate));
			n_taken_apart += certificate.n_nodes > 1;
			tsop_certificate_release(&certificate);
		}
		tsop_assign_release(&result);
	}
	assert_true(n_taken_apart > rounds / 100);
}

/* What is better than the result says is no case that a tree could close. */
static void test_a_result_that_is_no_optimum_has_none(void **state)
{
	uint64_t seed = 51;
	size_t n_wrong = 0;
	struct small s;

	(void)state;
	for (size_t i = 0; i < 2000; i++) {
		struct tsop_certificate certificate;
		struct tsop_assign_result result;
		struct tsop_error err;

		make_small(&seed, &s, i);
		if (tsop_assign_solve(&s.problem, &result, &err) != 0)
			continue;
		result.bound.meters++;
		result.cost.meters++;
		if (result.cost.unassigned == 0 && result.cost.rank + result.cost.meters > 1) {
			assert_int_equal(tsop_certificate_make(&s.problem, &result, &certificate,
							       &err), 0);
			assert_int_equal(certificate.n_nodes, 0);
			n_wrong++;
		}
		tsop_assign_release(&result);
	}
	assert_true(n_wrong > 100);
}

static void test_of_too_many_people_there_is_none(void **state)
{
	struct tsop_assign_problem problem = { .n_people = TSOP_ASSIGN_MAX_PEOPLE,
					       .n_courses = 200 };
	struct tsop_assign_result result = { .optimal = true };
	struct tsop_certificate certificate;
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_certificate_make(&problem, &result, &certificate, &err), 0);
	assert_int_equal(certificate.n_nodes, 0);
}

/* A problem whose tree takes both a course and a party apart. */
static void find_rich(uint64_t *seed, struct small *s, struct tsop_assign_result *result)
{
	for (;;) {
		struct tsop_certificate certificate;
		bool has_course = false, has_party = false;
		struct tsop_error err;

		random_small(seed, s, true);
		random_minima(seed, s);
		if (tsop_assign_solve(&s->problem, result, &err) != 0)
			continue;
		assert_int_equal(tsop_certificate_make(&s->problem, result, &certificate, &err), 0);
		for (size_t i = 0; i < certificate.n_nodes; i++) {
			has_course |= certificate.nodes[i].kind == TSOP_CERTIFICATE_COURSE;
			has_party |= certificate.nodes[i].kind == TSOP_CERTIFICATE_PARTY;
		}
		tsop_certificate_release(&certificate);
		if (has_course && has_party)
			return;
		tsop_assign_release(result);
	}
}

static void test_without_memory_it_says_so(void **state)
{
	struct tsop_assign_result result;
	uint64_t seed = 52;
	struct small s;

	(void)state;
	find_rich(&seed, &s, &result);
	for (unsigned n = 0;; n++) {
		struct tsop_certificate certificate;
		struct tsop_error err;
		int status;

		fail_allocation(n);
		status = tsop_certificate_make(&s.problem, &result, &certificate, &err);
		if (!allocation_has_failed()) {
			assert_int_equal(status, 0);
			assert_true(n > 20);
			tsop_certificate_release(&certificate);
			break;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_null(certificate.nodes);
	}
	tsop_assign_release(&result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_small_optimum_has_one),
		cmocka_unit_test(test_a_result_that_is_no_optimum_has_none),
		cmocka_unit_test(test_of_too_many_people_there_is_none),
		cmocka_unit_test(test_without_memory_it_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
