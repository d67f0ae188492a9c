/* Results whose ties were drawn for are verified, to their sentences; changed ones are not. */
#include "verify_drawn.h"
#include "verify_mutants.h"

enum { MUTANTS = 20 };

static void test_what_was_drawn_is_verified_and_its_sentences(void **state)
{
	size_t n = test_instances(20000) / 20 + 20;
	struct drawn drawn;

	(void)state;
	drawn_init(&drawn, 11);
	for (size_t i = 0; i < n; i++) {
		struct lab *lab = &drawn.lab;

		lab->kind = (enum lab_kind)(i % (LAB_SPREAD_AND_MINIMA + 1));
		drawn_make(&drawn);
		assert_int_equal(lab_verify(lab, lab->records), 0);
		assert_false(lab->has_wrong_id || lab->has_wrong_why);
		assert_false(lab_verdict_has(lab, "not_verified", "the sentences"));
		assert_other_sentence_is_wrong(lab);
	}
	drawn_release(&drawn);
}

/* Does the verdict say that it does not know which draws were needed before? */
static bool is_draw_open(struct lab *lab)
{
	return lab_verdict_has(lab, "not_verified", "which draws were needed");
}

/* Returns whether the mutant was rejected. */
static bool try_mutant(struct lab *lab)
{
	struct spot spot;
	char name[64] = "";
	json_t *mutant = make_mutant(lab, &spot, name);
	int status = lab_verify(lab, mutant);

	if (status == 0 && !is_draw_open(lab) && !is_true(lab, mutant, &spot)) {
		tell(lab, mutant, &spot);
		fail();
	}
	json_decref(mutant);
	return status != 0;
}

static void test_changed_results_are_not(void **state)
{
	size_t n = test_instances(20000) / MUTANTS / 4 + 10;
	size_t n_rejected = 0;
	struct drawn drawn;

	(void)state;
	drawn_init(&drawn, 12);
	for (size_t i = 0; i < n; i++) {
		struct lab *lab = &drawn.lab;

		lab->kind = (enum lab_kind)(i % (LAB_SPREAD_AND_MINIMA + 1));
		drawn_make(&drawn);
		assert_int_equal(lab_verify(lab, lab->records), 0);
		lab->n_open = lab_verdict_count(lab, "not_verified");
		for (int mutant = 0; mutant < MUTANTS; mutant++)
			n_rejected += try_mutant(lab);
	}
	assert_true(n_rejected * 10 > n * MUTANTS * 8);
	drawn_release(&drawn);
}

/* Change what the result says of its draws, in one of three ways; false: there is nothing to. */
static bool change_draws(json_t *records, int way)
{
	json_t *header = json_array_get(records, 0);
	json_t *proof = json_object_get(json_array_get(records, json_array_size(records) - 1),
					"assignment");
	json_t *draws = json_object_get(proof, "draws");
	size_t n = json_array_size(json_object_get(header, "drawn"));

	if (draws == NULL)
		return false;
	if (way == 0)
		return json_object_del(proof, "draws") == 0;
	if (way == 1)
		return json_array_set_new(draws, 0, json_integer((json_int_t)n + 1)) == 0;
	if (n < 2)
		return false;
	return json_array_set_new(draws, 0,
				  json_integer(json_integer_value(json_array_get(draws, 0)) %
						       (json_int_t)n +
					       1)) == 0;
}

/* None, one that there is not, another one. */
static void test_a_placing_names_the_draw_it_goes_by(void **state)
{
	size_t n = test_instances(20000) / 100 + 20;
	size_t n_changed[3] = { 0 };
	struct drawn drawn;

	(void)state;
	drawn_init(&drawn, 13);
	for (size_t i = 0; i < n; i++) {
		struct lab *lab = &drawn.lab;

		lab->kind = (enum lab_kind)(i % (LAB_SPREAD_AND_MINIMA + 1));
		drawn_make(&drawn);
		for (int way = 0; way < 3; way++) {
			json_t *mutant = json_deep_copy(lab->records);

			if (change_draws(mutant, way)) {
				n_changed[way]++;
				assert_true(lab_verify(lab, mutant) != 0 || lab->has_wrong_why);
			}
			json_decref(mutant);
		}
	}
	for (int way = 0; way < 3; way++)
		assert_true(n_changed[way] > 0);
	drawn_release(&drawn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_was_drawn_is_verified_and_its_sentences),
		cmocka_unit_test(test_changed_results_are_not),
		cmocka_unit_test(test_a_placing_names_the_draw_it_goes_by),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
