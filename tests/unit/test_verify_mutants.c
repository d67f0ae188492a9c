/*
 * The true result of a random allocation is verified; no changed one is, but
 * those that are true as well (verify_truth.h).
 */
#include "verify_mutants.h"

enum { MUTANTS = 60 };

/* Returns whether the mutant was rejected. */
static bool try_mutant(struct lab *lab)
{
	struct spot spot;
	char name[64] = "";
	json_t *mutant = make_mutant(lab, &spot, name);
	int status = lab_verify(lab, mutant);

	if (status == 0 && !is_true(lab, mutant, &spot)) {
		tell(lab, mutant, &spot);
		fail();
	}
	json_decref(mutant);
	return status != 0;
}

/* Nothing but what the lot does with parties, and of mechanisms that are not searched for. */
static void assert_nothing_else_is_open(struct lab *lab)
{
	static const char *const sentences[] = {
		"that no course had", "that each course that closed", "that with other courses",
		"that courses cost least", "that no other courses", "that no places of",
	};
	size_t n = sizeof sentences / sizeof sentences[0] - (lab->kind == LAB_ANY);

	for (size_t i = 0; i < n; i++)
		assert_false(lab_verdict_has(lab, "not_verified", sentences[i]));
}

static void assert_true_ones_alone_are_verified(enum lab_kind kind)
{
	size_t n = test_instances(20000) / MUTANTS / (kind == LAB_ANY ? 4 : 8) + 1;
	size_t n_rejected = 0;
	size_t n_passes = 0;
	struct lab lab;

	lab_init(&lab, 10);
	lab.kind = kind;
	for (size_t i = 0; i < n; i++) {
		lab_make(&lab);
		assert_int_equal(lab_verify(&lab, lab.records), 0);
		assert_false(lab.has_wrong_id || lab.has_wrong_why);
		assert_nothing_else_is_open(&lab);
		n_passes += lab_verdict_has(&lab, "verified", "passes");
		lab.n_open = lab_verdict_count(&lab, "not_verified");
		for (int mutant = 0; mutant < MUTANTS; mutant++)
			n_rejected += try_mutant(&lab);
	}
	assert_true(n_rejected * 10 > n * MUTANTS * 9);
	assert_true(n_passes > 0 || n < 40);
	lab_release(&lab);
}

static void test_true_results_are_verified_and_changed_ones_are_not(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_ANY);
}

static void test_the_same_of_people_who_are_spread(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_SPREAD);
}

static void test_the_same_of_demands_that_are_lowered(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_JOINTLY);
}

static const json_t *find(const json_t *list, const char *name, const char *value)
{
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item)
		if (string_of(item, name) != NULL && strcmp(string_of(item, name), value) == 0)
			return item;
	return NULL;
}

static int64_t integer_of(const json_t *record, const char *name)
{
	return json_integer_value(json_object_get(record, name));
}

static int64_t load_of(const json_t *course)
{
	return integer_of(course, "enrolled") + integer_of(course, "reserved");
}

/* Rank, then meters; INT64_MAX: never there. */
static int64_t cost_there(const json_t *person, const json_t *course)
{
	const json_t *wishes = json_object_get(person, "wishes");
	const struct tsop_municipality *there;
	struct tsop_error err;
	size_t rank = 0;

	while (rank < json_array_size(wishes) &&
	       strcmp(json_string_value(json_array_get(wishes, rank)), string_of(course, "id")) != 0)
		rank++;
	if (rank > 0 && rank == json_array_size(wishes) &&
	    json_is_true(json_object_get(person, "only_wishes")))
		return INT64_MAX;
	assert_int_equal(tsop_municipality_of_place(tsop_view_of(string_of(course, "place")),
						    &there, &err),
			 0);
	return (int64_t)rank * 1000000000 +
	       tsop_municipality_meters(tsop_municipality_by_code(tsop_view_of(
						string_of(person, "municipality"))),
					there);
}

/* Is there room on a course that the person would rather have? */
static bool has_room_on_better(const json_t *courses, const json_t *person, const json_t *own)
{
	const json_t *course;
	size_t i;

	json_array_foreach(courses, i, course)
		if (!json_is_true(json_object_get(course, "closed")) &&
		    load_of(course) < integer_of(course, "capacity") &&
		    cost_there(person, course) < cost_there(person, own))
			return true;
	return false;
}

/*
 * At least cost there is room on a better course only for those whom theirs
 * needs: they are told so. Returns whether this one is.
 */
static bool is_told_truly(const struct lab *lab, const json_t *record)
{
	const json_t *courses = json_object_get(json_array_get(lab->records, 0), "courses");
	const json_t *person, *own;
	bool is_needed;

	if (!is_kind(record, "assignment") || string_of(record, "course") == NULL)
		return false;
	person = find(lab->persons, "id", string_of(record, "enrollment"));
	own = find(courses, "id", string_of(record, "course"));
	if (strcmp(string_of(person, "state"), "enrolled") == 0)
		return false;
	is_needed = strstr(string_of(record, "why"), "needed for the minimum") != NULL;
	assert_int_equal(is_needed, has_room_on_better(courses, person, own));
	if (is_needed)
		assert_int_equal(load_of(own), integer_of(own, "minimum"));
	return is_needed;
}

static void test_whom_a_minimum_needs_is_told_so_and_nobody_else(void **state)
{
	size_t n = test_instances(20000) / 20 + 50;
	size_t n_needed = 0;
	struct lab lab;

	(void)state;
	lab_init(&lab, 6);
	lab.kind = LAB_MINIMA;
	for (size_t i = 0; i < n; i++) {
		const json_t *record;
		size_t at;

		lab_make(&lab);
		json_array_foreach(lab.records, at, record)
			n_needed += is_told_truly(&lab, record);
	}
	assert_true(n_needed > 0);
	lab_release(&lab);
}

static void test_sentences_say_what_they_say_and_nothing_else(void **state)
{
	const enum lab_kind kinds[] = { LAB_ANY, LAB_SPREAD, LAB_JOINTLY, LAB_PARTIES, LAB_MINIMA,
					LAB_MINIMA_AND_PARTIES, LAB_SPREAD_AND_PARTIES,
					LAB_SPREAD_AND_MINIMA };
	const size_t n_kinds = sizeof kinds / sizeof kinds[0];
	size_t n = test_instances(20000) / 50 + 20;
	struct lab lab;

	(void)state;
	lab_init(&lab, 5);
	for (size_t i = 0; i < n; i++) {
		lab.kind = kinds[i % n_kinds];
		lab_make(&lab);
		assert_int_equal(lab_verify(&lab, lab.records), 0);
		assert_false(lab.has_wrong_why);
		assert_other_sentence_is_wrong(&lab);
	}
	lab_release(&lab);
}

/* What decides nothing that is checked elsewhere decides the id. */
static void test_an_id_is_that_of_all_options(void **state)
{
	static const char *const names[] = { "key", "key_date", "reserve_until" };
	size_t n = test_instances(20000) / 1000 + 5;
	size_t n_changed = 0;
	struct lab lab;

	(void)state;
	lab_init(&lab, 2);
	for (size_t i = 0; i < n; i++) {
		lab_make(&lab);
		for (size_t name = 0; name < sizeof names / sizeof names[0]; name++) {
			json_t *mutant = json_deep_copy(lab.records);
			json_t *header = json_array_get(mutant, 0);

			if (json_object_del(header, names[name]) == 0) {
				lab_verify(&lab, mutant);
				assert_true(lab.has_wrong_id);
				n_changed++;
			}
			json_object_set_new(header, names[name], json_string("2018-01-01T00:00:00Z"));
			lab_verify(&lab, mutant);
			assert_true(lab.has_wrong_id);
			json_decref(mutant);
		}
	}
	assert_true(n_changed > n);
	lab_release(&lab);
}

static void test_the_same_of_courses_that_close(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_MINIMA);
}

static void test_the_same_of_parties(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_PARTIES);
}

static void test_the_same_of_courses_that_close_under_parties(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_MINIMA_AND_PARTIES);
}

static void test_the_same_of_municipalities_together(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_SAME);
}

static void test_the_same_of_municipalities_and_parties(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_SAME_AND_PARTIES);
}

static void test_the_same_of_parties_and_people_who_are_spread(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_SPREAD_AND_PARTIES);
}

static void test_the_same_of_courses_that_close_and_people_who_are_spread(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_SPREAD_AND_MINIMA);
}

static void test_the_same_of_courses_that_close_under_municipalities(void **state)
{
	(void)state;
	assert_true_ones_alone_are_verified(LAB_SAME_AND_MINIMA);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_true_results_are_verified_and_changed_ones_are_not),
		cmocka_unit_test(test_the_same_of_people_who_are_spread),
		cmocka_unit_test(test_the_same_of_demands_that_are_lowered),
		cmocka_unit_test(test_sentences_say_what_they_say_and_nothing_else),
		cmocka_unit_test(test_whom_a_minimum_needs_is_told_so_and_nobody_else),
		cmocka_unit_test(test_an_id_is_that_of_all_options),
		cmocka_unit_test(test_the_same_of_courses_that_close),
		cmocka_unit_test(test_the_same_of_parties),
		cmocka_unit_test(test_the_same_of_courses_that_close_under_parties),
		cmocka_unit_test(test_the_same_of_municipalities_together),
		cmocka_unit_test(test_the_same_of_municipalities_and_parties),
		cmocka_unit_test(test_the_same_of_courses_that_close_under_municipalities),
		cmocka_unit_test(test_the_same_of_parties_and_people_who_are_spread),
		cmocka_unit_test(test_the_same_of_courses_that_close_and_people_who_are_spread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
