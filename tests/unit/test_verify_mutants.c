/*
 * The true result of a random allocation is verified; no changed one is, but
 * those that are true as well. Which these are, is_true() says by other means
 * than the verifier: by running the allocation anew, or by searching for
 * something cheaper.
 */
#include "verify_lab.h"

enum { SPOTS_MAX = 4000, MUTANTS = 60 };

/* A value in a tree of JSON. */
struct spot {
	size_t record;
	json_t *parent;
	const char *name; /* of the nearest member */
	size_t index;     /* where the parent is an array */
};

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

static bool is_kind(const json_t *record, const char *type)
{
	const char *is = json_string_value(json_object_get(record, "type"));

	return is != NULL && strcmp(is, type) == 0;
}

static void collect_all(struct spots *spots, json_t *records)
{
	json_t *record;
	size_t i;

	spots->n = 0;
	json_array_foreach(records, i, record)
		if (!is_kind(record, "waiting"))
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

	while (is_kind(record, "waiting"))
		record = json_array_get(records, at = lab_below(lab, (uint32_t)n));
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

static const char *string_of(const json_t *record, const char *name)
{
	return json_string_value(json_object_get(record, name));
}

/* Does the verdict say that it does not know whom the lot gives which course? */
static bool is_lot_open(struct lab *lab)
{
	return lab_verdict_has(lab, "not_verified",
			       "which of several assignments as good the lot takes") ||
	       lab_verdict_has(lab, "not_verified",
			       "which of several assignments of the same cost the lot takes, "
			       "because of parties");
}

/* Without what stands in no relation to the rest; without courses, where the lot is open. */
static void strip(json_t *records, bool is_open)
{
	static const char *const names[] = { "why", "id", "allocation", "key", "key_date", "now",
					     "reserve_until" };
	json_t *record;
	size_t i;

	for (i = json_array_size(records); i-- > 0;)
		if (is_kind(json_array_get(records, i), "waiting"))
			json_array_remove(records, i);
	json_array_foreach(records, i, record)
		for (size_t name = 0; name < sizeof names / sizeof names[0]; name++)
			json_object_del(record, names[name]);
	json_array_foreach(records, i, record) {
		if (!is_open)
			break;
		json_object_del(record, "course");
		json_object_del(record, "courses");
		json_object_del(record, "rank");
		json_object_del(record, "meters");
		json_object_del(record, "reserved_at");
		json_object_del(record, "assignment");
	}
}

/* Would a run by the rules that the mutant states print the mutant? */
static bool is_result_of_its_rules(struct lab *lab, const json_t *mutant)
{
	const json_t *header = json_array_get(mutant, 0);
	const char *const readings[] = { "base", "floor", "eliminate" };
	const char *const mechanisms[] = { "min-cost", "rank-maximal", "min-worst-rank",
					   "deferred-acceptance", "serial-dictatorship", "boston" };
	struct tsop_allocation_options options = lab->options;
	const char *reading = string_of(header, "reading");
	json_t *again;
	json_t *copy = json_deep_copy(mutant);
	bool is_same;

	options.method = string_of(header, "method");
	options.threshold = string_of(header, "threshold");
	options.cap_column = string_of(header, "cap_column");
	options.seed = string_of(header, "seed");
	options.order = string_of(header, "order");
	for (int i = 0; i < 6; i++)
		if (string_of(header, "mechanism") != NULL &&
		    strcmp(string_of(header, "mechanism"), mechanisms[i]) == 0)
			options.mechanism = i;
	options.guarantee = json_integer_value(json_object_get(header, "guarantee"));
	options.seats = json_integer_value(json_object_get(header, "seats"));
	for (int i = 0; i < 3; i++)
		if (reading != NULL && strcmp(reading, readings[i]) == 0)
			options.reading = i;
	again = lab_run(lab, &options);
	if (again != NULL)
		strip(again, is_lot_open(lab));
	strip(copy, is_lot_open(lab));
	is_same = json_equal(again, copy) == 1;
	json_decref(again);
	json_decref(copy);
	return is_same;
}

struct cost {
	json_int_t unassigned, rank, meters;
};

static struct cost sum(struct cost a, struct cost b)
{
	return (struct cost){ a.unassigned + b.unassigned, a.rank + b.rank, a.meters + b.meters };
}

static bool is_less(struct cost a, struct cost b)
{
	if (a.unassigned != b.unassigned)
		return a.unassigned < b.unassigned;
	if (a.rank != b.rank)
		return a.rank < b.rank;
	return a.meters < b.meters;
}

static json_int_t meters_to(const char *code, int course)
{
	const struct tsop_municipality *place;

	assert_int_equal(
		tsop_municipality_of_place(tsop_view_of(lab_places[course]), &place, NULL), 0);
	return tsop_municipality_meters(tsop_municipality_by_code(tsop_view_of(code)), place);
}

/* What the course costs the person; false where it is not allowed. */
static bool find_cost(const json_t *person, int course, struct cost *cost)
{
	const json_t *wishes = json_object_get(person, "wishes");
	json_int_t n = (json_int_t)json_array_size(wishes);
	json_int_t rank = 0;

	while (rank < n && atoi(json_string_value(json_array_get(wishes, (size_t)rank)) + 1) != course)
		rank++;
	*cost = (struct cost){ 0, rank, meters_to(string_of(person, "municipality"), course) };
	return rank < n || n == 0 || !json_is_true(json_object_get(person, "only_wishes"));
}

static const json_t *find_record(const json_t *records, const char *type, const char *name,
				 const char *value)
{
	json_t *record;
	size_t i;

	json_array_foreach(records, i, record)
		if (is_kind(record, type) &&
		    (name == NULL || strcmp(string_of(record, name), value) == 0))
			return record;
	return NULL;
}

static struct cost cost_of(const json_t *object)
{
	return (struct cost){ json_integer_value(json_object_get(object, "unassigned")),
			      json_integer_value(json_object_get(object, "rank")),
			      json_integer_value(json_object_get(object, "meters")) };
}

static bool is_enrolled(const json_t *person)
{
	return strcmp(string_of(person, "state"), "enrolled") == 0;
}

/* Are both of one party (or the same person)? */
static bool is_with(const json_t *a, const json_t *b)
{
	const char *party = string_of(a, "party");
	const char *other = string_of(b, "party");

	return a == b || (party != NULL && other != NULL && strcmp(party, other) == 0 &&
			  strcmp(string_of(a, "municipality"), string_of(b, "municipality")) == 0);
}

static json_int_t room_on(const json_t *records, const json_t *persons, int course)
{
	const json_t *courses = json_object_get(json_array_get(records, 0), "courses");
	json_int_t room = json_integer_value(
		json_object_get(json_array_get(courses, (size_t)course), "capacity"));
	json_t *person;
	size_t i;

	json_array_foreach(persons, i, person)
		room -= is_enrolled(person) && atoi(string_of(person, "course") + 1) == course;
	return room;
}

/* May all who are placed of the person's party be on the course, where others of it are fixed? */
static bool may_go(const json_t *records, const json_t *persons, const json_t *person, int course)
{
	bool has_fixed = false;
	bool is_there = false;
	json_int_t size = 0;
	json_t *other;
	size_t i;

	json_array_foreach(persons, i, other) {
		const json_t *place = find_record(records, "assignment", "enrollment",
						  string_of(other, "id"));
		struct cost cost;

		if (!is_with(person, other) || string_of(place, "course") == NULL)
			continue;
		if (is_enrolled(other)) {
			has_fixed = true;
			is_there = is_there || atoi(string_of(other, "course") + 1) == course;
			continue;
		}
		size++;
		if (!find_cost(other, course, &cost))
			return false;
	}
	return (!has_fixed || is_there) &&
	       (string_of(person, "party") == NULL || room_on(records, persons, course) >= size);
}

/* Is nobody cheaper elsewhere at the prices, and are they 0 where places are free? */
static bool prove(const json_t *records, const struct cost price[LAB_COURSES],
		  const json_t *persons)
{
	const json_t *courses = json_object_get(json_array_get(records, 0), "courses");
	const struct cost zero = { 0, 0, 0 };
	const struct cost none = { 1, 0, 0 };
	json_t *person;
	size_t i;

	for (size_t c = 0; c < LAB_COURSES; c++) {
		const json_t *course = json_array_get(courses, c);
		json_int_t load = json_integer_value(json_object_get(course, "enrolled")) +
				  json_integer_value(json_object_get(course, "reserved"));

		if (is_less(price[c], zero) ||
		    (is_less(zero, price[c]) &&
		     load < json_integer_value(json_object_get(course, "capacity"))))
			return false;
	}
	json_array_foreach(persons, i, person) {
		const json_t *place = find_record(records, "assignment", "enrollment",
						  string_of(person, "id"));
		struct cost here, there;
		int at;

		if (is_enrolled(person) || string_of(place, "course") == NULL)
			continue;
		at = atoi(string_of(place, "course") + 1);
		find_cost(person, at, &here);
		here = sum(here, price[at]);
		if (is_less(none, here))
			return false;
		for (int c = 0; c < LAB_COURSES; c++)
			if (may_go(records, persons, person, c) && find_cost(person, c, &there) &&
			    is_less(sum(there, price[c]), here))
				return false;
	}
	return true;
}

/* Held seats want the nearest course, then the next. */
static bool prove_held(const json_t *records, const struct cost price[LAB_COURSES])
{
	json_t *row, *held;
	size_t i, j;

	json_array_foreach(records, i, row) {
		json_array_foreach(json_object_get(row, "reserved_at"), j, held) {
			struct cost costs[LAB_COURSES];
			int at = atoi(json_string_value(held) + 1);

			for (int c = 0; c < LAB_COURSES; c++) {
				json_int_t meters = meters_to(string_of(row, "municipality"), c);
				json_int_t rank = 0;

				for (int other = 0; other < LAB_COURSES; other++)
					rank += meters_to(string_of(row, "municipality"), other) <
						meters;
				costs[c] = sum((struct cost){ 0, rank, meters }, price[c]);
			}
			for (int c = 0; c < LAB_COURSES; c++)
				if (is_less(costs[c], costs[at]))
					return false;
		}
	}
	return true;
}

/* Other prices may prove the same places, and may be said to prove less. */
static bool are_prices_true(struct lab *lab, const json_t *mutant)
{
	const json_t *proof = json_object_get(find_record(mutant, "proof", NULL, NULL),
					      "assignment");
	const json_t *prices = json_object_get(proof, "prices");
	struct cost price[LAB_COURSES];

	if (json_array_size(prices) != LAB_COURSES)
		return false;
	for (size_t c = 0; c < LAB_COURSES; c++)
		price[c] = cost_of(json_array_get(prices, c));
	if (!json_is_true(json_object_get(proof, "prices_prove_all")))
		return !lab_verdict_has(lab, "verified", "optimum");
	return prove(mutant, price, lab->persons) && prove_held(mutant, price);
}

/* Do two claimants have the same weight and seats, so that each can stand for the other? */
static bool are_twins(const json_t *records, const json_t *cut, const json_t *other)
{
	static const char *const names[] = { "seats", "by_key", "cap" };
	const char *id = string_of(cut, "claimant") != NULL ? "claimant" : "municipality";
	const json_t *a, *b;

	if (cut == NULL || other == NULL || string_of(cut, id) == NULL ||
	    string_of(other, id) == NULL)
		return false;
	a = find_record(records, "seats", id, string_of(cut, id));
	b = find_record(records, "seats", id, string_of(other, id));
	if (strcmp(string_of(a, "weight"), string_of(b, "weight")) != 0 &&
	    strcmp(string_of(json_array_get(records, 0), "method"), "identical") != 0)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (!json_equal(json_object_get(a, names[i]), json_object_get(b, names[i])) &&
		    json_object_get(a, names[i]) != json_object_get(b, names[i]))
			return false;
	return json_object_get(b, "applied") == NULL ||
	       json_integer_value(json_object_get(b, "applied")) >=
		       json_integer_value(json_object_get(cut, "seat"));
}

static bool is_cut_of_twin(const json_t *was, const json_t *mutant)
{
	const json_t *a = json_object_get(find_record(was, "proof", NULL, NULL), "seats");
	const json_t *b = json_object_get(find_record(mutant, "proof", NULL, NULL), "seats");

	return are_twins(was, json_object_get(a, "last"), json_object_get(b, "last")) ||
	       are_twins(was, json_object_get(a, "next"), json_object_get(b, "next"));
}

static bool is_true(struct lab *lab, const json_t *mutant, const struct spot *spot)
{
	if (json_equal(lab->records, mutant))
		return true;
	if (spot->record == 0)
		return is_result_of_its_rules(lab, mutant);
	if (!is_kind(json_array_get(mutant, spot->record), "proof"))
		return false;
	return is_cut_of_twin(lab->records, mutant) || are_prices_true(lab, mutant);
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

static void test_true_results_are_verified_and_changed_ones_are_not(void **state)
{
	size_t n = test_instances(20000) / MUTANTS / 4 + 1;
	size_t n_rejected = 0;
	struct lab lab;

	(void)state;
	lab_init(&lab, 1);
	for (size_t i = 0; i < n; i++) {
		lab_make(&lab);
		assert_int_equal(lab_verify(&lab, lab.records), 0);
		for (int mutant = 0; mutant < MUTANTS; mutant++)
			n_rejected += try_mutant(&lab);
	}
	assert_true(n_rejected * 10 > n * MUTANTS * 9);
	lab_release(&lab);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_true_results_are_verified_and_changed_ones_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
