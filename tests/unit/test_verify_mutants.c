/*
 * The true result of a random allocation is verified; no changed one is, but
 * those that are true as well (verify_truth.h).
 */
#include "verify_truth.h"

enum { SPOTS_MAX = 4000, MUTANTS = 60 };

struct spots {
	struct spot rows[SPOTS_MAX];
	size_t n;
};

/* What no file of a run says, or what decides nothing. */
static bool is_free(const char *name)
{
	static const char *const names[] = { "why", "key", "key_date", "now", "reserve_until" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void collect(struct spots *spots, size_t record, const char *name, json_t *value)
{
	const char *member;
	json_t *inner;
	size_t i;

	if (json_is_object(value)) {
		json_object_foreach(value, member, inner) {
			if (is_free(member) || json_is_null(inner)) /* null is as good as absent */
				continue;
			assert_true(spots->n < SPOTS_MAX);
			spots->rows[spots->n++] = (struct spot){ record, value, member, 0 };
			collect(spots, record, member, inner);
		}
	} else if (json_is_array(value)) {
		json_array_foreach(value, i, inner) {
			assert_true(spots->n < SPOTS_MAX);
			spots->rows[spots->n++] = (struct spot){ record, value, name, i };
			collect(spots, record, name, inner);
		}
	}
}

static void collect_all(struct spots *spots, json_t *records)
{
	json_t *record;
	size_t i;

	spots->n = 0;
	json_array_foreach(records, i, record)
		collect(spots, i, "", record);
}

static json_t *value_at(const struct spot *spot)
{
	return json_is_array(spot->parent) ? json_array_get(spot->parent, spot->index)
					   : json_object_get(spot->parent, spot->name);
}

static void put(const struct spot *spot, json_t *value)
{
	if (json_is_array(spot->parent))
		json_array_set_new(spot->parent, spot->index, value);
	else
		json_object_set_new(spot->parent, spot->name, value);
}

static void drop(const struct spot *spot)
{
	if (json_is_array(spot->parent))
		json_array_remove(spot->parent, spot->index);
	else
		json_object_del(spot->parent, spot->name);
}

/* Another string that stands under the same name somewhere, or one with a digit changed. */
static json_t *other_string(struct lab *lab, const struct spots *spots, const struct spot *spot)
{
	const char *was = json_string_value(value_at(spot));
	char text[256];
	size_t digit;

	for (int tries = 0; tries < 20; tries++) {
		const struct spot *other = &spots->rows[lab_below(lab, (uint32_t)spots->n)];
		const json_t *value = value_at(other);

		if (json_is_string(value) && strcmp(other->name, spot->name) == 0 &&
		    strcmp(json_string_value(value), was) != 0)
			return json_string(json_string_value(value));
	}
	snprintf(text, sizeof text, "%s", was);
	digit = strcspn(text, "0123456789");
	if (text[digit] == '\0')
		return json_sprintf("%sx", text);
	text[digit] = text[digit] == '9' ? '8' : (char)(text[digit] + 1);
	return json_string(text);
}

static void change(struct lab *lab, const struct spots *spots, const struct spot *spot)
{
	json_t *value = value_at(spot);

	if (lab_below(lab, 6) == 0 || json_is_object(value) || json_is_array(value)) {
		drop(spot);
	} else if (json_is_integer(value)) {
		json_int_t number = json_integer_value(value);
		const json_int_t others[] = { number + 1, number - 1, number * 2 + 1, 0 };
		json_int_t other = others[lab_below(lab, number == 0 ? 3 : 4)];

		put(spot, json_integer(other));
	} else if (json_is_string(value)) {
		put(spot, other_string(lab, spots, spot));
	} else {
		put(spot, json_boolean(!json_is_true(value)));
	}
}

/* Remove, double or swap lines. */
static void change_lines(struct lab *lab, json_t *records)
{
	size_t n = json_array_size(records);
	size_t at = lab_below(lab, (uint32_t)n);
	json_t *record = json_array_get(records, at);

	switch (lab_below(lab, 3)) {
	case 0: json_array_remove(records, at); break;
	case 1: json_array_insert_new(records, at, json_deep_copy(record)); break;
	default:
		at = at == n - 1 ? at - 1 : at;
		record = json_deep_copy(json_array_get(records, at));
		json_array_remove(records, at);
		json_array_insert_new(records, at + 1, record);
	}
}

static void tell(const struct lab *lab, const json_t *mutant, const struct spot *spot)
{
	char *was = json_dumps(json_array_get(lab->records, spot->record), JSON_COMPACT);
	char *now = json_dumps(json_array_get(mutant, spot->record), JSON_COMPACT);

	print_message("verified, but changed in %s:\n%s\n%s\n", spot->name, was, now);
	free(was);
	free(now);
}

/* Returns whether the mutant was rejected. */
static bool try_mutant(struct lab *lab)
{
	static struct spots spots;
	json_t *mutant = json_deep_copy(lab->records);
	struct spot spot = { .name = "lines" };
	char name[64] = "";
	int status;

	if (lab_below(lab, 6) == 0) {
		change_lines(lab, mutant);
	} else {
		collect_all(&spots, mutant);
		spot = spots.rows[lab_below(lab, (uint32_t)spots.n)];
		snprintf(name, sizeof name, "%s", spot.name);
		change(lab, &spots, &spot);
		spot.name = name;
	}
	status = lab_verify(lab, mutant);
	if (status == 0 && !is_true(lab, mutant, &spot)) {
		tell(lab, mutant, &spot);
		fail();
	}
	json_decref(mutant);
	return status != 0;
}

static void assert_true_ones_alone_are_verified(enum lab_kind kind)
{
	size_t n = test_instances(20000) / MUTANTS / 4 + 1;
	size_t n_rejected = 0;
	struct lab lab;

	lab_init(&lab, 1);
	lab.kind = kind;
	for (size_t i = 0; i < n; i++) {
		lab_make(&lab);
		assert_int_equal(lab_verify(&lab, lab.records), 0);
		assert_false(lab.has_wrong_id);
		for (int mutant = 0; mutant < MUTANTS; mutant++)
			n_rejected += try_mutant(&lab);
	}
	assert_true(n_rejected * 10 > n * MUTANTS * 9);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_true_results_are_verified_and_changed_ones_are_not),
		cmocka_unit_test(test_the_same_of_people_who_are_spread),
		cmocka_unit_test(test_an_id_is_that_of_all_options),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
