/*
 * The true result of a random allocation that goes on from an earlier one is
 * verified with that; no changed one is, but those that are true as well.
 */
#include "verify_mutants.h"
#include "verify_sequel.h"

enum { MUTANTS = 60 };

static const json_t *assignment_proof(const json_t *records)
{
	return json_object_get(find_record(records, "proof", NULL, NULL), "assignment");
}

/* Would a run by the rules and the budget that the mutant states print it? What moves cost may differ. */
static bool is_of_its_rules(struct lab *lab, const json_t *mutant)
{
	json_t *copy = json_deep_copy(mutant);
	json_t *header = json_array_get(copy, 0);
	const json_t *budget = json_object_get(json_object_get(header, "moves"), "budget");
	const struct tsop_allocation_options options = lab->options;
	bool is;

	lab->options.moves = budget == NULL ? TSOP_ALLOCATION_NOT_GIVEN
					    : json_integer_value(budget);
	lab->options.is_joint = json_is_true(json_object_get(header, "jointly"));
	if (!lab->options.is_joint)
		json_object_del(header, "jointly"); /* false is as good as absent */
	is = is_result_of_its_rules(lab, copy, true);
	lab->options = options;
	json_decref(copy);
	return is;
}

/* Without the prices that prove what moves are worth. */
static json_t *copy_unpriced(const json_t *records)
{
	json_t *proof = json_deep_copy(assignment_proof(records));
	json_t *point;
	size_t i;

	json_array_foreach(json_object_get(proof, "moves"), i, point)
		json_object_del(point, "prices");
	return proof;
}

/* Is it only these prices that differ? Others may prove the same, or leave it open. */
static bool differ_in_edge_prices(const json_t *a, const json_t *b)
{
	json_t *one = copy_unpriced(a);
	json_t *other = copy_unpriced(b);
	bool are_equal = json_equal(one, other) == 1;

	json_decref(one);
	json_decref(other);
	return are_equal;
}

/* Is it only the list of what moves are worth that differs? */
static bool differ_in_points(const json_t *a, const json_t *b)
{
	json_t *one = json_deep_copy(assignment_proof(a));
	json_t *other = json_deep_copy(assignment_proof(b));
	bool are_equal;

	json_object_del(one, "moves");
	json_object_del(other, "moves");
	json_object_del(one, "moves_complete");
	json_object_del(other, "moves_complete");
	are_equal = json_equal(one, other) == 1;
	json_decref(one);
	json_decref(other);
	return are_equal;
}

/* Is nobody cheaper elsewhere, where who is moved pays, but the waived? */
static bool is_person_right(const struct sequel *sequel, const json_t *mutant, const json_t *person,
			    const struct cost price[LAB_COURSES])
{
	const json_t *proof = assignment_proof(mutant);
	const json_t *move = json_object_get(proof, "move");
	json_int_t scale = json_integer_value(json_object_get(move, "scale"));
	const char *id = string_of(person, "id");
	const char *is = sequel_course(mutant, id);
	json_t *old = lab_read(sequel->old);
	const char *before = sequel_course(old, id);
	bool was_known = find_record(old, "assignment", "enrollment", id) != NULL;
	int was = before == NULL ? -1 : atoi(before + 1);
	struct cost costs[LAB_COURSES], none = { scale, 0, 0 };
	bool is_right = true;
	json_t *waived;
	size_t i;

	json_decref(old);
	if (is == NULL || (is_enrolled(person) && !was_known))
		return true;
	json_array_foreach(json_object_get(proof, "waived"), i, waived)
		was = strcmp(json_string_value(waived), id) == 0 ? -1 : was;
	if (was >= 0 && find_cost(person, was, &costs[was]))
		none = sum(none, cost_of(move));
	else
		was = -1;
	for (int c = 0; c < LAB_COURSES; c++)
		if (find_cost(person, c, &costs[c])) {
			costs[c] = sum(times(costs[c], scale), price[c]);
			if (was >= 0 && c != was)
				costs[c] = sum(costs[c], cost_of(move));
		}
	for (int c = 0; c < LAB_COURSES; c++) {
		struct cost unused;

		is_right = is_right && !(find_cost(person, c, &unused) &&
					 is_less(costs[c], costs[atoi(is + 1)]));
	}
	return is_right && !is_less(none, costs[atoi(is + 1)]);
}

static bool are_held_right(const json_t *mutant, const struct cost price[LAB_COURSES])
{
	const json_t *move = json_object_get(assignment_proof(mutant), "move");
	json_int_t scale = json_integer_value(json_object_get(move, "scale"));
	json_t *row, *held;
	size_t i, j;

	json_array_foreach(mutant, i, row) {
		json_array_foreach(json_object_get(row, "reserved_at"), j, held) {
			struct cost costs[LAB_COURSES];

			find_held_costs(string_of(row, "municipality"), scale, price, costs);
			for (int c = 0; c < LAB_COURSES; c++)
				if (is_less(costs[c], costs[atoi(json_string_value(held) + 1)]))
					return false;
		}
	}
	return true;
}

static bool has_party(const struct lab *lab)
{
	size_t i;
	json_t *person;

	json_array_foreach(lab->persons, i, person)
		if (json_object_get(person, "party") != NULL)
			return true;
	return false;
}

/* Other prices may prove the same places; with parties that is left to others. */
static bool do_prices_prove(struct sequel *sequel, const json_t *mutant)
{
	const json_t *prices = json_object_get(assignment_proof(mutant), "prices");
	struct lab *lab = &sequel->lab;
	struct cost price[LAB_COURSES];
	json_t *person;
	size_t i;

	if (has_party(lab))
		return true;
	for (size_t c = 0; c < LAB_COURSES; c++)
		price[c] = cost_of(json_array_get(prices, c));
	json_array_foreach(lab->persons, i, person)
		if (!is_person_right(sequel, mutant, person, price))
			return false;
	return are_held_right(mutant, price);
}

static bool has_sentence(struct lab *lab, const char *sentence)
{
	return lab_verdict_has(lab, "not_verified", sentence);
}

static bool is_sequel_true(struct sequel *sequel, const json_t *mutant, const struct spot *spot)
{
	struct lab *lab = &sequel->lab;

	if (json_equal(lab->records, mutant))
		return true;
	if (spot->record == 0 && strcmp(spot->name, "forced") == 0)
		return has_sentence(lab, "that no more moves are forced");
	if (spot->record == 0 && strcmp(spot->name, "budget") == 0 &&
	    (has_sentence(lab, "that no assignment with up to") ||
	     has_sentence(lab, "that all could not be placed with fewer") ||
	     has_sentence(lab, "that no places of the parties") ||
	     has_sentence(lab, "that no other courses closed")))
		return true;
	if (spot->record == 0 && strcmp(spot->name, "seed") == 0 &&
	    has_sentence(lab, "which of several assignments as good"))
		return true;
	if (spot->record == 0)
		return has_sentence(lab, "that people were moved as little") ||
		       has_sentence(lab, "that no course had room for") ||
		       is_of_its_rules(lab, mutant);
	if (!is_kind(json_array_get(mutant, spot->record), "proof"))
		return false;
	if (has_cut_of_twin(lab->records, mutant) ||
	    has_sentence(lab, "that people were moved as little"))
		return true;
	if (lab->options.fill != NULL)
		return false;
	if (differ_in_edge_prices(lab->records, mutant))
		return true;
	if (differ_in_points(lab->records, mutant))
		return has_sentence(lab, "what other numbers of moves cost");
	return do_prices_prove(sequel, mutant);
}

/* Returns whether the mutant was rejected. */
static bool try_mutant(struct sequel *sequel)
{
	struct lab *lab = &sequel->lab;
	struct spot spot;
	char name[64] = "";
	json_t *mutant = make_mutant(lab, &spot, name);
	int status = lab_verify(lab, mutant);

	if (status == 0 && !is_sequel_true(sequel, mutant, &spot)) {
		tell(lab, mutant, &spot);
		fail();
	}
	json_decref(mutant);
	return status != 0;
}

static void assert_true_ones_alone_are_verified(bool fills, enum lab_kind kind)
{
	size_t n = test_instances(20000) / MUTANTS / 8 + 1;
	size_t n_rejected = 0;
	struct sequel sequel;

	sequel_init(&sequel, fills ? 2 : 3);
	sequel.lab.kind = kind;
	for (size_t i = 0; i < n; i++) {
		sequel_make(&sequel, fills);
		assert_int_equal(lab_verify(&sequel.lab, sequel.lab.records), 0);
		assert_false(sequel.lab.has_wrong_id || sequel.lab.has_wrong_why);
		assert_true(lab_verdict_has(&sequel.lab, "verified", "earlier"));
		assert_true(lab_verdict_has(&sequel.lab, "verified", "id"));
		assert_true(lab_verdict_has(&sequel.lab, "verified", "why"));
		for (int mutant = 0; mutant < MUTANTS; mutant++)
			n_rejected += try_mutant(&sequel);
	}
	assert_true(n_rejected * 10 > n * MUTANTS * 8);
	sequel_release(&sequel);
}

static void test_places_that_are_filled(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(true, LAB_ANY);
}

static void test_places_that_are_filled_where_courses_may_close(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(true, LAB_MINIMA);
}

static void test_places_that_are_kept(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(false, LAB_ANY);
}

static void test_places_that_are_kept_where_courses_may_close(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(false, LAB_MINIMA);
}

static void test_sentences_say_what_they_say_and_nothing_else(void **state)
{
	const enum lab_kind kinds[] = { LAB_ANY, LAB_MINIMA, LAB_PARTIES };
	size_t n = test_instances(20000) / 20 + 60;
	struct sequel sequel;

	(void)state;
	sequel_init(&sequel, 4);
	for (size_t i = 0; i < n; i++) {
		sequel.lab.kind = kinds[i % 3];
		sequel_make(&sequel, i % 2 == 0);
		assert_int_equal(lab_verify(&sequel.lab, sequel.lab.records), 0);
		assert_false(sequel.lab.has_wrong_id || sequel.lab.has_wrong_why);
		assert_other_sentence_is_wrong(&sequel.lab);
	}
	sequel_release(&sequel);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places_that_are_filled),
		cmocka_unit_test(test_places_that_are_filled_where_courses_may_close),
		cmocka_unit_test(test_places_that_are_kept),
		cmocka_unit_test(test_places_that_are_kept_where_courses_may_close),
		cmocka_unit_test(test_sentences_say_what_they_say_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
