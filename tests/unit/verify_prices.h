/*
 * verify_prices.h: do the prices of a record prove its places? Nobody is cheaper
 * anywhere else, person for person.
 */
#ifndef TSOP_TESTS_VERIFY_PRICES_H
#define TSOP_TESTS_VERIFY_PRICES_H

#include "verify_costs.h"

/* Are prices not below 0, but with no more people than the minimum, and 0 where places are free? */
static inline bool are_prices_due(const json_t *records, const struct cost price[LAB_COURSES])
{
	const json_t *courses = json_object_get(json_array_get(records, 0), "courses");
	const struct cost zero = { 0, 0, 0 };

	for (size_t c = 0; c < LAB_COURSES; c++) {
		const json_t *course = json_array_get(courses, c);
		json_int_t load = json_integer_value(json_object_get(course, "enrolled")) +
				  json_integer_value(json_object_get(course, "reserved"));

		json_int_t minimum = json_integer_value(json_object_get(course, "minimum"));

		if ((is_less(price[c], zero) && (minimum == 0 || load != minimum)) ||
		    (is_less(zero, price[c]) && !is_closed(records, (int)c) &&
		     load < json_integer_value(json_object_get(course, "capacity"))))
			return false;
	}
	return true;
}

/* Is nobody of some of all persons cheaper elsewhere at the prices? */
static inline bool prove_people(const json_t *records, const struct cost price[LAB_COURSES],
				const json_t *persons, const json_t *some)
{
	const struct cost none = { 1, 0, 0 };
	json_t *person;
	size_t i;

	json_array_foreach(some, i, person) {
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

/* Held seats, of one municipality or (NULL) of all, want the nearest course, then the next. */
static inline bool prove_held(const json_t *records, const struct cost price[LAB_COURSES],
			      const char *code)
{
	json_t *row, *held;
	size_t i, j;

	json_array_foreach(records, i, row) {
		if (code != NULL && (string_of(row, "municipality") == NULL ||
				     strcmp(string_of(row, "municipality"), code) != 0))
			continue;
		json_array_foreach(json_object_get(row, "reserved_at"), j, held) {
			struct cost costs[LAB_COURSES];
			int at = atoi(json_string_value(held) + 1);

			find_held_costs(string_of(row, "municipality"), 1, price, costs);
			for (int c = 0; c < LAB_COURSES; c++)
				if (is_less(costs[c], costs[at]) &&
				    costs[c].rank - price[c].rank <= worst_rank(records))
					return false;
		}
	}
	return true;
}

/* What a course (or none) leaves somebody at a stage, of a rank or of meters, at its price. */
static inline json_int_t leaves(const json_t *stage, size_t number, const struct cost *cost,
				int course)
{
	json_int_t price = 0;
	char id[16];
	json_t *element;
	size_t i;

	if (cost == NULL)
		return 0;
	snprintf(id, sizeof id, "k%d", course);
	json_array_foreach(json_object_get(stage, "prices"), i, element)
		if (strcmp(string_of(element, "course"), id) == 0)
			price = json_integer_value(json_object_get(element, "price"));
	if (json_object_get(stage, "rank") == NULL)
		return -cost->meters - price;
	return (cost->rank == (json_int_t)number) - price;
}

static inline int compare_stages(const json_t *stages, const struct cost *a, int at,
				 const struct cost *b, int to)
{
	json_t *stage;
	size_t i;

	json_array_foreach(stages, i, stage) {
		json_int_t one = leaves(stage, i, a, at);
		json_int_t other = leaves(stage, i, b, to);

		if (one != other)
			return one < other ? -1 : 1;
	}
	return 0;
}

/* Is nobody better off elsewhere at the prices of the stages? */
static inline bool prove_stages(const json_t *records, const json_t *stages, const json_t *persons)
{
	const struct cost nothing = { 0, -1, 0 };
	json_t *person;
	size_t i;

	for (int c = 0; c < LAB_COURSES; c++) {
		const json_t *course = json_array_get(
			json_object_get(json_array_get(records, 0), "courses"), (size_t)c);
		int order = compare_stages(stages, &nothing, c, NULL, 0); /* minus the price */

		if (order > 0 || (order < 0 && !is_closed(records, c) &&
				  json_integer_value(json_object_get(course, "enrolled")) +
						  json_integer_value(
							  json_object_get(course, "reserved")) <
					  json_integer_value(json_object_get(course, "capacity"))))
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
		if (compare_stages(stages, &here, at, NULL, 0) < 0)
			return false;
		for (int c = 0; c < LAB_COURSES; c++)
			if (may_go(records, persons, person, c) && find_cost(person, c, &there) &&
			    (there.rank + 1 >= (json_int_t)json_array_size(stages) ||
			     compare_stages(stages, &here, at, &there, c) < 0))
				return false;
	}
	return true;
}

static inline bool is_seated(const json_t *records, const json_t *person)
{
	return string_of(find_record(records, "assignment", "enrollment", string_of(person, "id")),
			 "course") != NULL;
}

/* Does somebody of the party count in pairs for this person, too? */
static inline bool is_companion(const json_t *records, const json_t *persons, const json_t *person)
{
	bool is_before = true;
	json_t *other;
	size_t i;

	json_array_foreach(persons, i, other) {
		is_before = is_before && other != person;
		if (other == person || !is_with(records, person, other) || !is_seated(records, other))
			continue;
		if (is_enrolled(person) ? is_before && is_enrolled(other) &&
						  strcmp(string_of(person, "course"),
							 string_of(other, "course")) == 0 :
					  is_before || is_enrolled(other))
			return true;
	}
	return false;
}

/* Do the prices place the person, or are they of others, given where parties are? */
static inline bool is_priced(const json_t *records, const json_t *persons, const json_t *person)
{
	const json_t *proof = json_object_get(find_record(records, "proof", NULL, NULL),
					      "assignment");
	size_t n = 0;
	json_t *other;
	size_t i;

	json_array_foreach(persons, i, other)
		n += is_with(records, person, other) && is_seated(records, other) &&
		     !is_enrolled(other);
	return !is_enrolled(person) &&
	       (n == 1 || json_is_true(json_object_get(proof, "prices_prove_all")));
}

/* People of a municipality who count on a course; *n_free: those whom prices place. */
static inline json_int_t count_there(const json_t *records, const json_t *persons, const char *code,
				     int course, json_int_t *n_free)
{
	json_int_t n = 0;
	json_t *row, *held;
	size_t i, j;

	*n_free = 0;
	json_array_foreach(persons, i, row) {
		const json_t *place = find_record(records, "assignment", "enrollment",
						  string_of(row, "id"));

		if (strcmp(string_of(row, "municipality"), code) != 0 ||
		    string_of(place, "course") == NULL ||
		    atoi(string_of(place, "course") + 1) != course ||
		    is_companion(records, persons, row))
			continue;
		n++;
		*n_free += is_priced(records, persons, row);
	}
	json_array_foreach(json_object_get(find_record(records, "seats", "municipality", code),
					   "reserved_at"), j, held) {
		n += atoi(json_string_value(held) + 1) == course;
		*n_free += atoi(json_string_value(held) + 1) == course;
	}
	return n;
}

/* Pairs are costs beside the others, and weigh more than ranks: 1000 ranks stand for one. */
static inline struct cost plain(const json_t *object)
{
	struct cost cost = cost_of(object);

	cost.rank += 1000 * json_integer_value(json_object_get(object, "pairs"));
	return cost;
}

/* What somebody of a municipality pays for the others there; false: not within its bounds. */
static inline bool find_share(const json_t *records, const json_t *persons, const char *code,
			      int course, struct cost *share)
{
	const json_t *shares = json_object_get(
		json_object_get(find_record(records, "proof", NULL, NULL), "assignment"), "shares");
	json_int_t n_free;
	json_int_t n = count_there(records, persons, code, course, &n_free);
	const struct cost least = { 0, 1000 * (n - 1), 0 };
	const struct cost most = { 0, 1000 * n, 0 };
	json_t *element;
	size_t i;

	*share = n_free > 0 ? least : most;
	json_array_foreach(shares, i, element)
		if (strcmp(string_of(element, "municipality"), code) == 0 &&
		    atoi(string_of(element, "course") + 1) == course)
			*share = plain(element);
	return !is_less(most, *share) && (n_free == 0 || !is_less(*share, least));
}

/* The people of a municipality whom prices place: companions, or those who are none. */
static inline json_t *list_priced(const json_t *records, const json_t *persons, const char *code,
				  bool are_companions)
{
	json_t *list = json_array();
	json_t *person;
	size_t i;

	json_array_foreach(persons, i, person)
		if (strcmp(string_of(person, "municipality"), code) == 0 &&
		    is_priced(records, persons, person) &&
		    is_companion(records, persons, person) == are_companions)
			json_array_append(list, person);
	return list;
}

/* With shares taken for other prices, the same must hold as without pairs, for each municipality. */
static inline bool prove_spread(const json_t *records, const json_t *prices, const json_t *persons)
{
	for (size_t m = 0; m < sizeof lab_codes / sizeof lab_codes[0]; m++) {
		struct cost plain_price[LAB_COURSES], price[LAB_COURSES];
		json_t *counted = list_priced(records, persons, lab_codes[m], false);
		json_t *companions = list_priced(records, persons, lab_codes[m], true);
		bool is_proven = true;

		for (int c = 0; c < LAB_COURSES; c++) {
			struct cost share = { 0, 0, 0 };

			is_proven = is_proven &&
				    find_share(records, persons, lab_codes[m], c, &share);
			plain_price[c] = plain(json_array_get(prices, (size_t)c));
			price[c] = sum(plain_price[c], share);
		}
		is_proven = is_proven && prove_people(records, price, persons, counted) &&
			    prove_people(records, plain_price, persons, companions) &&
			    prove_held(records, price, lab_codes[m]);
		json_decref(counted);
		json_decref(companions);
		if (!is_proven)
			return false;
	}
	return true;
}

/* Other prices may prove the same places, and may be said to prove less. */
static inline bool are_prices_true(struct lab *lab, const json_t *mutant)
{
	const json_t *proof = json_object_get(find_record(mutant, "proof", NULL, NULL),
					      "assignment");
	const json_t *prices = json_object_get(proof, "prices");
	struct cost price[LAB_COURSES];

	if (json_object_get(proof, "stages") != NULL)
		return !lab_verdict_has(lab, "verified", "optimum") ||
		       prove_stages(mutant, json_object_get(proof, "stages"), lab->persons);
	if (json_array_size(prices) != LAB_COURSES)
		return false;
	for (size_t c = 0; c < LAB_COURSES; c++)
		price[c] = plain(json_array_get(prices, c));
	if (!lab_verdict_has(lab, "verified", "optimum"))
		return true; /* and said not to be looked at */
	if (json_object_get(proof, "shares") != NULL)
		return are_prices_due(mutant, price) && prove_spread(mutant, prices, lab->persons);
	return are_prices_due(mutant, price) && prove_people(mutant, price, lab->persons, lab->persons) &&
	       prove_held(mutant, price, NULL);
}

#endif
