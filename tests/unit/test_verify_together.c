/*
 * Municipalities together: places that are the best for people one by one are
 * not verified, unless the passes of the proof show why they had to be parted.
 */
#include "verify_truth.h"

/* Where somebody is placed who is not enrolled, or is enrolled; -1: nowhere. */
static int course_of(const json_t *records, const json_t *person)
{
	const json_t *place = find_record(records, "assignment", "enrollment",
					  string_of(person, "id"));
	const char *course = string_of(place, "course");

	return course == NULL ? -1 : atoi(course + 1);
}

static bool is_of(const json_t *person, const char *code)
{
	return strcmp(string_of(person, "municipality"), code) == 0;
}

/* Is everybody who is not enrolled on one course, with somebody who is, if there are such? */
static bool is_apart(const json_t *records, const json_t *persons, const char *code)
{
	bool has_fixed = false, is_with_fixed = false;
	int first = -1;
	json_t *person;
	size_t i;

	json_array_foreach(persons, i, person) {
		if (!is_of(person, code) || is_enrolled(person) || course_of(records, person) < 0)
			continue;
		if (first >= 0 && course_of(records, person) != first)
			return true;
		first = course_of(records, person);
	}
	json_array_foreach(persons, i, person)
		if (is_of(person, code) && is_enrolled(person)) {
			has_fixed = true;
			is_with_fixed = is_with_fixed || course_of(records, person) == first;
		}
	return first >= 0 && has_fixed && !is_with_fixed;
}

static bool has_apart(const json_t *records, const json_t *persons)
{
	for (size_t m = 0; m < sizeof lab_codes / sizeof lab_codes[0]; m++)
		if (is_apart(records, persons, lab_codes[m]))
			return true;
	return false;
}

static bool has_same_courses(const json_t *a, const json_t *b, const json_t *persons)
{
	json_t *person;
	size_t i;

	json_array_foreach(persons, i, person)
		if (course_of(a, person) != course_of(b, person))
			return false;
	return true;
}

/* The passes that led to the true result lead to no other. */
static bool is_rejected_with_passes(struct lab *lab, json_t *other)
{
	json_t *passes = json_object_get(
		json_object_get(find_record(lab->records, "proof", NULL, NULL), "assignment"),
		"passes");
	json_t *proof = json_object_get(find_record(other, "proof", NULL, NULL), "assignment");

	if (passes == NULL)
		return true;
	json_object_set(proof, "passes", passes);
	return lab_verify(lab, other) == 1;
}

static void test_who_is_apart_without_need_is_not_verified(void **state)
{
	size_t n = test_instances(20000) / 25 + 20;
	size_t n_rejected = 0;
	struct lab lab;

	(void)state;
	lab_init(&lab, 7);
	lab.kind = LAB_SAME;
	for (size_t i = 0; i < n; i++) {
		json_t *other;

		lab_make(&lab);
		lab.options.spread = 0;
		other = lab_run(&lab, &lab.options);
		if (other == NULL)
			continue;
		json_object_set_new(json_array_get(other, 0), "spread", json_string("same"));
		if (has_apart(other, lab.persons) &&
		    !has_same_courses(lab.records, other, lab.persons)) {
			if (lab_verify(&lab, other) == 0)
				assert_true(lab_verdict_has(&lab, "not_verified",
							    "that courses cost least"));
			assert_true(is_rejected_with_passes(&lab, other));
			n_rejected++;
		}
		json_decref(other);
	}
	assert_true(n_rejected > 0);
	lab_release(&lab);
}

/* Of municipalities that are all together the search is what proves them. */
static void test_without_its_search_less_is_verified(void **state)
{
	size_t n = test_instances(20000) / 25 + 20;
	size_t n_searched = 0;
	struct lab lab;

	(void)state;
	lab_init(&lab, 8);
	lab.kind = LAB_SAME;
	for (size_t i = 0; i < n; i++) {
		json_t *proof;

		lab_make(&lab);
		assert_int_equal(lab_verify(&lab, lab.records), 0);
		if (!lab_verdict_has(&lab, "verified", "search"))
			continue;
		proof = json_object_get(find_record(lab.records, "proof", NULL, NULL), "assignment");
		assert_int_equal(json_object_del(proof, "search"), 0);
		assert_int_equal(lab_verify(&lab, lab.records), 0);
		assert_true(lab_verdict_has(&lab, "not_verified", "that no places of the parties"));
		n_searched++;
	}
	assert_true(n_searched > 0);
	lab_release(&lab);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_who_is_apart_without_need_is_not_verified),
		cmocka_unit_test(test_without_its_search_less_is_verified),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
