/*
 * verify_costs.h: who may be where by the records of a lab, and what it costs
 * them: ranks and meters, a seat of their own or a held one.
 */
#ifndef TSOP_TESTS_VERIFY_COSTS_H
#define TSOP_TESTS_VERIFY_COSTS_H

#include "verify_lab.h"

static inline bool is_kind(const json_t *record, const char *type)
{
	const char *is = json_string_value(json_object_get(record, "type"));

	return is != NULL && strcmp(is, type) == 0;
}

static const char *string_of(const json_t *record, const char *name)
{
	return json_string_value(json_object_get(record, name));
}

struct cost {
	json_int_t unassigned, rank, meters;
};

static inline struct cost sum(struct cost a, struct cost b)
{
	return (struct cost){ a.unassigned + b.unassigned, a.rank + b.rank, a.meters + b.meters };
}

static inline struct cost times(struct cost cost, json_int_t n)
{
	return (struct cost){ cost.unassigned * n, cost.rank * n, cost.meters * n };
}

static inline bool is_less(struct cost a, struct cost b)
{
	if (a.unassigned != b.unassigned)
		return a.unassigned < b.unassigned;
	if (a.rank != b.rank)
		return a.rank < b.rank;
	return a.meters < b.meters;
}

static inline json_int_t meters_to(const char *code, int course)
{
	const struct tsop_municipality *place;

	assert_int_equal(
		tsop_municipality_of_place(tsop_view_of(lab_places[course]), &place, NULL), 0);
	return tsop_municipality_meters(tsop_municipality_by_code(tsop_view_of(code)), place);
}

/* What a held seat of the municipality costs on each course: the nearest is wanted most. */
static inline void find_held_costs(const char *code, json_int_t scale,
			    const struct cost price[LAB_COURSES], struct cost costs[LAB_COURSES])
{
	for (int c = 0; c < LAB_COURSES; c++) {
		json_int_t meters = meters_to(code, c);
		json_int_t rank = 0;

		for (int other = 0; other < LAB_COURSES; other++)
			rank += meters_to(code, other) < meters;
		costs[c] = sum(times((struct cost){ 0, rank, meters }, scale), price[c]);
	}
}

/* What the course costs the person; false where it is not allowed. */
static inline bool find_cost(const json_t *person, int course, struct cost *cost)
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

static inline struct cost cost_of(const json_t *object)
{
	return (struct cost){ json_integer_value(json_object_get(object, "unassigned")),
			      json_integer_value(json_object_get(object, "rank")),
			      json_integer_value(json_object_get(object, "meters")) };
}

static inline bool is_enrolled(const json_t *person)
{
	return strcmp(string_of(person, "state"), "enrolled") == 0;
}

/* Are the people of a municipality a party? */
static inline bool are_together(const json_t *records)
{
	const char *spread = string_of(json_array_get(records, 0), "spread");

	return spread != NULL && strcmp(spread, "same") == 0;
}

/* Are both of one party (or the same person)? */
static inline bool is_with(const json_t *records, const json_t *a, const json_t *b)
{
	const char *party = string_of(a, "party");
	const char *other = string_of(b, "party");

	if (are_together(records))
		return strcmp(string_of(a, "municipality"), string_of(b, "municipality")) == 0;
	return a == b || (party != NULL && other != NULL && strcmp(party, other) == 0 &&
			  strcmp(string_of(a, "municipality"), string_of(b, "municipality")) == 0);
}

static inline bool is_closed(const json_t *records, int course)
{
	const json_t *courses = json_object_get(json_array_get(records, 0), "courses");

	return json_is_true(json_object_get(json_array_get(courses, (size_t)course), "closed"));
}

static inline json_int_t room_on(const json_t *records, const json_t *persons, int course)
{
	const json_t *courses = json_object_get(json_array_get(records, 0), "courses");
	json_int_t room = is_closed(records, course) ?
				  0 :
				  json_integer_value(json_object_get(
					  json_array_get(courses, (size_t)course), "capacity"));
	json_t *person;
	size_t i;

	json_array_foreach(persons, i, person)
		room -= is_enrolled(person) && atoi(string_of(person, "course") + 1) == course;
	return room;
}

/* The worst rank that may be, from 0, where the mechanism has one. */
static inline json_int_t worst_rank(const json_t *records)
{
	const json_t *proof = json_object_get(find_record(records, "proof", NULL, NULL), "assignment");
	const json_t *worst = json_object_get(proof, "worst_rank");

	return worst == NULL ? INT64_MAX : json_integer_value(worst) - 1;
}

/* May all who are placed of the person's party be on the course, where others of it are fixed? */
static inline bool may_go(const json_t *records, const json_t *persons, const json_t *person,
			  int course)
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

		if (!is_with(records, person, other) || string_of(place, "course") == NULL)
			continue;
		if (is_enrolled(other)) {
			has_fixed = true;
			is_there = is_there || atoi(string_of(other, "course") + 1) == course;
			continue;
		}
		size++;
		if (!find_cost(other, course, &cost) || cost.rank > worst_rank(records))
			return false;
	}
	return (!has_fixed || is_there) &&
	       ((string_of(person, "party") == NULL && !are_together(records)) ||
		room_on(records, persons, course) >= size);
}

#endif
