/*
 * Municipalities together: places that are the best for people one by one are
 * not verified where a municipality that they part had room as a whole.
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

/* May all of the municipality be on the course, beside whoever else is there? */
static bool has_room(const json_t *records, const json_t *persons, const char *code, int course)
{
	const json_t *row = json_array_get(json_object_get(json_array_get(records, 0), "courses"),
					   (size_t)course);
	json_int_t n_free = json_integer_value(json_object_get(row, "capacity")) -
			    json_integer_value(json_object_get(row, "enrolled")) -
			    json_integer_value(json_object_get(row, "reserved"));
	bool has_fixed = false, is_fixed_there = false;
	json_t *person;
	size_t i;

	json_array_foreach(persons, i, person) {
		int at = course_of(records, person);
		struct cost cost;

		if (!is_of(person, code) || at < 0)
			continue;
		if (is_enrolled(person)) {
			has_fixed = true;
			is_fixed_there = is_fixed_there || at == course;
			continue;
		}
		if (!find_cost(person, course, &cost))
			return false;
		n_free -= at != course;
	}
	return n_free >= 0 && (!has_fixed || is_fixed_there);
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

/* Is one municipality alone apart, and has some course room for it? */
static bool had_room(const json_t *records, const json_t *persons, size_t *n_apart)
{
	bool could_be = false;

	*n_apart = 0;
	for (size_t m = 0; m < sizeof lab_codes / sizeof lab_codes[0]; m++) {
		if (!is_apart(records, persons, lab_codes[m]))
			continue;
		++*n_apart;
		for (int course = 0; course < LAB_COURSES; course++)
			could_be = could_be || has_room(records, persons, lab_codes[m], course);
	}
	return could_be && *n_apart == 1;
}

static void test_who_is_apart_with_room_for_all_is_not_verified(void **state)
{
	size_t n = test_instances(20000) / 25 + 20;
	size_t n_had_room = 0, n_others = 0;
	struct lab lab;

	(void)state;
	lab_init(&lab, 7);
	lab.kind = LAB_SAME;
	for (size_t i = 0; i < n; i++) {
		json_t *other;
		size_t n_apart;

		lab_make(&lab);
		lab.options.spread = 0;
		other = lab_run(&lab, &lab.options);
		if (other == NULL)
			continue;
		json_object_set_new(json_array_get(other, 0), "spread", json_string("same"));
		if (had_room(other, lab.persons, &n_apart)) {
			assert_int_equal(lab_verify(&lab, other), 1);
			n_had_room++;
		} else if (n_apart > 0 && lab_verify(&lab, other) == 0) {
			assert_true(lab_verdict_has(&lab, "not_verified", "that courses cost least"));
			assert_true(lab_verdict_has(&lab, "not_verified", "that 1 municipalities") ||
				    n_apart > 1);
			n_others++;
		}
		json_decref(other);
	}
	assert_true(n_had_room > 0 && n_others > 0);
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
		cmocka_unit_test(test_who_is_apart_with_room_for_all_is_not_verified),
		cmocka_unit_test(test_without_its_search_less_is_verified),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
