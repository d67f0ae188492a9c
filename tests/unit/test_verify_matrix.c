/*
 * Matrices of seats, most of them with ties: the true result is verified, and
 * no changed one that is not true as well.
 */
#include "verify_matrices.h"
#include "verify_mutants.h"

enum { MUTANTS = 40 };

static json_t *matrix_of(json_t *records)
{
	return json_object_get(json_array_get(records, json_array_size(records) - 1), "matrix");
}

/* Does every element of some stand in all? */
static bool are_among(const json_t *some, const json_t *all)
{
	const json_t *a, *b;
	size_t i, k;

	json_array_foreach(some, i, a) {
		bool is_there = false;

		json_array_foreach(all, k, b)
			is_there = is_there || json_equal(a, b);
		if (!is_there)
			return false;
	}
	return true;
}

/* Without what may be another and prove the same. */
static json_t *strip_matrix(const json_t *records)
{
	static const char *const lists[] = { "rows", "columns" };
	json_t *copy = json_deep_copy(records);
	json_t *matrix = matrix_of(copy);
	json_t *line;
	size_t i;

	for (size_t k = 0; k < 2; k++)
		json_array_foreach(json_object_get(matrix, lists[k]), i, line)
			json_object_del(line, "multiplier");
	json_object_del(matrix, "optima");
	json_object_del(matrix, "more_optima");
	json_object_del(matrix, "cut");
	json_object_del(json_array_get(copy, 0), "id");
	json_object_del(json_array_get(copy, json_array_size(copy) - 1), "allocation");
	return copy;
}

/* Would a run by the seed or the draws that the mutant states print the mutant? */
static bool is_of_its_rules(struct trial *trial, const json_t *mutant)
{
	const json_t *header = json_array_get(mutant, 0);
	struct tsop_matrix_options options = trial->options;
	json_t *draws = json_deep_copy(json_object_get(header, "drawn"));
	json_t *again, *a, *b;
	json_t *record;
	bool is_same;
	size_t i;

	json_array_foreach(draws, i, record) {
		json_object_set_new(record, "type", json_string("draw"));
		json_object_set_new(record, "v", json_integer(1));
	}
	if (draws != NULL)
		lab_write(trial->drawn, draws);
	json_decref(draws);
	options.method = string_of(header, "method");
	options.seed = string_of(header, "seed");
	again = matrices_run(trial, &options);
	a = strip_matrix(again);
	b = strip_matrix(mutant);
	is_same = json_equal(a, b) == 1;
	json_decref(again);
	json_decref(a);
	json_decref(b);
	return is_same;
}

/* The lines of a list that the cut names, as a set, and their seats. */
static unsigned lines_of(const json_t *lines, const json_t *names, const char *const *all,
			 const char *member, int64_t *seats)
{
	unsigned set = 0;
	const json_t *line;
	size_t i;

	*seats = 0;
	json_array_foreach(lines, i, line)
		for (size_t k = 0; k < json_array_size(names); k++) {
			const char *name = json_string_value(json_array_get(names, k));

			if (strcmp(string_of(line, member), name) != 0)
				continue;
			for (unsigned at = 0; at < SIDE; at++)
				set |= (unsigned)(strcmp(all[at], name) == 0) << at;
			*seats += json_integer_value(json_object_get(line, "seats"));
		}
	return set;
}

static bool is_true_cut(const struct trial *trial, const json_t *matrix)
{
	const json_t *cut = json_object_get(matrix, "cut");
	const char *method = trial->options.method;
	bool is_first_free = strcmp(method, "adams") == 0 || strcmp(method, "dean") == 0 ||
			     strcmp(method, "huntington-hill") == 0;
	int64_t needed, room;
	unsigned rows = lines_of(json_object_get(matrix, "rows"), json_object_get(cut, "rows"),
				 row_names, "row", &needed);
	unsigned columns =
		lines_of(json_object_get(matrix, "columns"), json_object_get(cut, "columns"),
			 column_names, "column", &room);

	for (unsigned row = 0; row < SIDE; row++)
		for (unsigned column = 0; column < SIDE; column++) {
			bool is_in = (columns >> column & 1) != 0;

			if (trial->seats[row][column] == 0)
				continue;
			if ((rows >> row & 1) != 0 && !is_in)
				return false;
			room -= (rows >> row & 1) == 0 && is_in && is_first_free;
		}
	return needed > room &&
	       needed == json_integer_value(json_object_get(cut, "needed")) &&
	       room == json_integer_value(json_object_get(cut, "room"));
}

/* Fewer of more than there are, or another cut that proves the same. */
static bool has_another_proof(const struct trial *trial, json_t *mutant)
{
	const struct lab *lab = &trial->lab;
	json_t *a = strip_matrix(lab->records);
	json_t *b = strip_matrix(mutant);
	bool is_same = json_equal(a, b) == 1;
	const json_t *was = matrix_of(lab->records);
	const json_t *now = matrix_of(mutant);

	json_decref(a);
	json_decref(b);
	return is_same && ((json_object_get(was, "cut") != NULL && is_true_cut(trial, now)) ||
			   (json_is_true(json_object_get(was, "more_optima")) &&
			    json_is_true(json_object_get(now, "more_optima")) &&
			    are_among(json_object_get(now, "optima"),
				      json_object_get(was, "optima"))));
}

static bool try_mutant(struct trial *trial)
{
	struct lab *lab = &trial->lab;
	struct spot spot;
	char name[64] = "";
	json_t *mutant = make_mutant(lab, &spot, name);
	int status = lab_verify(lab, mutant);
	bool is_multiplier = strcmp(spot.name, "multiplier") == 0; /* another may do as well */

	if (status == 0 && !is_multiplier && !json_equal(lab->records, mutant) &&
	    !has_another_proof(trial, mutant) && !is_of_its_rules(trial, mutant)) {
		tell(lab, mutant, &spot);
		fail();
	}
	json_decref(mutant);
	return status != 0;
}

static void test_true_matrices_are_verified_and_changed_ones_are_not(void **state)
{
	size_t n = test_instances(20000) / MUTANTS + 1;
	size_t n_rejected = 0, n_tied = 0, n_cut = 0;
	struct trial trial;

	(void)state;
	matrices_init(&trial, 11);
	for (size_t i = 0; i < n; i++) {
		bool is_by_hand;

		matrices_make(&trial);
		assert_int_equal(lab_verify(&trial.lab, trial.lab.records), 0);
		assert_false(trial.lab.has_wrong_id);
		is_by_hand = json_object_get(json_array_get(trial.lab.records, 0), "drawn") != NULL;
		assert_int_equal(lab_verdict_count(&trial.lab, "not_verified"), is_by_hand);
		n_tied += lab_verdict_has(&trial.lab, "verified", "ties");
		n_cut += lab_verdict_has(&trial.lab, "verified", "cut");
		for (int mutant = 0; mutant < MUTANTS; mutant++)
			n_rejected += try_mutant(&trial);
	}
	assert_true(n_rejected * 10 > n * MUTANTS * 8);
	assert_true(n < 100 || (n_tied > n / 5 && n_cut > n / 100));
	matrices_release(&trial);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_true_matrices_are_verified_and_changed_ones_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
