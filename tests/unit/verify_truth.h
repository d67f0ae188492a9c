/*
 * verify_truth.h: is a changed result true as well? Said by other means than
 * the verifier's: by running the allocation anew with the rules that the result
 * states, by looking for something cheaper, by comparing twins.
 */
#ifndef TSOP_TESTS_VERIFY_TRUTH_H
#define TSOP_TESTS_VERIFY_TRUTH_H

#include "verify_lab.h"

#include "base/num.h"

/* A value in a tree of JSON. */
struct spot {
	size_t record;
	json_t *parent;
	const char *name; /* of the nearest member */
	size_t index;     /* where the parent is an array */
};

static bool is_kind(const json_t *record, const char *type)
{
	const char *is = json_string_value(json_object_get(record, "type"));

	return is != NULL && strcmp(is, type) == 0;
}

static const char *string_of(const json_t *record, const char *name)
{
	return json_string_value(json_object_get(record, name));
}

/* Does the verdict say that it does not know whom the lot gives which course? */
static bool is_lot_open(struct lab *lab)
{
	return lab_verdict_has(lab, "not_verified", "which of several") ||
	       lab_verdict_has(lab, "not_verified", "that courses cost least");
}

/* Without what may be another and prove the same: the search, and the prices of passes. */
static void strip_proof(json_t *records)
{
	static const char *const names[] = { "search", "prices", "stages", "shares", "most", "cut" };
	json_t *proof = json_object_get(json_array_get(records, json_array_size(records) - 1),
					"assignment");
	json_t *pass;
	size_t i;

	json_object_del(proof, "search");
	json_array_foreach(json_object_get(proof, "passes"), i, pass)
		for (size_t name = 0; name < sizeof names / sizeof names[0]; name++)
			json_object_del(pass, names[name]);
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
	record = json_array_get(records, 0);
	if (json_is_false(json_object_get(record, "jointly"))) /* as good as absent */
		json_object_del(record, "jointly");
	json_array_foreach(records, i, record)
		for (size_t name = 0; name < sizeof names / sizeof names[0]; name++)
			json_object_del(record, names[name]);
	strip_proof(records);
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

/* Are the people of a municipality a party? */
static bool are_together(const json_t *records)
{
	const char *spread = string_of(json_array_get(records, 0), "spread");

	return spread != NULL && strcmp(spread, "same") == 0;
}

/* Are both of one party (or the same person)? */
static bool is_with(const json_t *records, const json_t *a, const json_t *b)
{
	const char *party = string_of(a, "party");
	const char *other = string_of(b, "party");

	if (are_together(records))
		return strcmp(string_of(a, "municipality"), string_of(b, "municipality")) == 0;
	return a == b || (party != NULL && other != NULL && strcmp(party, other) == 0 &&
			  strcmp(string_of(a, "municipality"), string_of(b, "municipality")) == 0);
}

static bool is_closed(const json_t *records, int course)
{
	const json_t *courses = json_object_get(json_array_get(records, 0), "courses");

	return json_is_true(json_object_get(json_array_get(courses, (size_t)course), "closed"));
}

static json_int_t room_on(const json_t *records, const json_t *persons, int course)
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
static json_int_t worst_rank(const json_t *records)
{
	const json_t *proof = json_object_get(find_record(records, "proof", NULL, NULL), "assignment");
	const json_t *worst = json_object_get(proof, "worst_rank");

	return worst == NULL ? INT64_MAX : json_integer_value(worst) - 1;
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

/* Are prices not below 0, but with no more people than the minimum, and 0 where places are free? */
static bool are_prices_due(const json_t *records, const struct cost price[LAB_COURSES])
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
static bool prove_people(const json_t *records, const struct cost price[LAB_COURSES],
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
static bool prove_held(const json_t *records, const struct cost price[LAB_COURSES],
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

			for (int c = 0; c < LAB_COURSES; c++) {
				json_int_t meters = meters_to(string_of(row, "municipality"), c);
				json_int_t rank = 0;

				for (int other = 0; other < LAB_COURSES; other++)
					rank += meters_to(string_of(row, "municipality"), other) <
						meters;
				costs[c] = sum((struct cost){ 0, rank, meters }, price[c]);
			}
			for (int c = 0; c < LAB_COURSES; c++)
				if (is_less(costs[c], costs[at]) &&
				    costs[c].rank - price[c].rank <= worst_rank(records))
					return false;
		}
	}
	return true;
}

/* What a course (or none) leaves somebody at a stage, of a rank or of meters, at its price. */
static json_int_t leaves(const json_t *stage, size_t number, const struct cost *cost, int course)
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

static int compare_stages(const json_t *stages, const struct cost *a, int at, const struct cost *b,
			  int to)
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
static bool prove_stages(const json_t *records, const json_t *stages, const json_t *persons)
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

static bool is_seated(const json_t *records, const json_t *person)
{
	return string_of(find_record(records, "assignment", "enrollment", string_of(person, "id")),
			 "course") != NULL;
}

/* Does somebody of the party count in pairs for this person, too? */
static bool is_companion(const json_t *records, const json_t *persons, const json_t *person)
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
static bool is_priced(const json_t *records, const json_t *persons, const json_t *person)
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
static json_int_t count_there(const json_t *records, const json_t *persons, const char *code,
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
static struct cost plain(const json_t *object)
{
	struct cost cost = cost_of(object);

	cost.rank += 1000 * json_integer_value(json_object_get(object, "pairs"));
	return cost;
}

/* What somebody of a municipality pays for the others there; false: not within its bounds. */
static bool find_share(const json_t *records, const json_t *persons, const char *code, int course,
		       struct cost *share)
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
static json_t *list_priced(const json_t *records, const json_t *persons, const char *code,
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
static bool prove_spread(const json_t *records, const json_t *prices, const json_t *persons)
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
static bool are_prices_true(struct lab *lab, const json_t *mutant)
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

/* Can the claimant have as many seats as the cut's? */
static bool has_so_many(const json_t *row, const char *name, const json_t *cut)
{
	const json_t *most = json_object_get(row, name);

	return most == NULL ||
	       json_integer_value(most) >= json_integer_value(json_object_get(cut, "seat"));
}

/* Do two claimants have the same weight and seats, so that each can stand for the other? */
static bool are_twins(const json_t *records, const json_t *cut, const json_t *other)
{
	static const char *const names[] = { "seats", "by_key" };
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
	return has_so_many(b, "applied", cut) && has_so_many(b, "cap", cut);
}

/* The remainder of a claimant by the proof's quota, which counts tenths where any weight has them. */
static tsop_int128 find_remainder(const json_t *records, const json_t *cut, long long num,
				  long long den)
{
	const char *id = string_of(cut, "claimant") != NULL ? "claimant" : "municipality";
	bool has_tenths = false;
	long long whole = 0, tenths = 0;
	json_t *row;
	size_t i;

	json_array_foreach(records, i, row) {
		const char *weight = string_of(row, "weight");

		has_tenths = has_tenths || (weight != NULL && strchr(weight, '.') != NULL);
		if (is_kind(row, "seats") && strcmp(string_of(row, id), string_of(cut, id)) == 0)
			assert_true(sscanf(weight, "%lld.%1lld", &whole, &tenths) >= 1);
	}
	return ((tsop_int128)whole * (has_tenths ? 10 : 1) + tenths) * den % num;
}

static bool have_same_remainder(const json_t *records, const json_t *cut, const json_t *other)
{
	const json_t *proof = json_object_get(find_record(records, "proof", NULL, NULL), "seats");
	const char *own = string_of(proof, "method_quota");
	const char *quota = own != NULL ? own : string_of(proof, "quota");
	long long num, den;

	return quota != NULL && sscanf(quota, "%lld/%lld", &num, &den) == 2 && cut != NULL &&
	       string_of(cut, "remainder") != NULL &&
	       json_equal(json_object_get(cut, "seat"), json_object_get(other, "seat")) &&
	       find_remainder(records, cut, num, den) == find_remainder(records, other, num, den);
}

/* Does one side of the comparison that decided the last seat stand for the other? */
static bool is_cut_of_twin(const json_t *records, const json_t *cut, const json_t *other)
{
	return are_twins(records, cut, other) || have_same_remainder(records, cut, other);
}

static json_t *cuts_of(const json_t *records)
{
	return json_object_get(find_record(records, "proof", NULL, NULL), "seats");
}

static bool has_cut_of_twin(const json_t *was, const json_t *mutant)
{
	const json_t *a = cuts_of(was);
	const json_t *b = cuts_of(mutant);

	return is_cut_of_twin(was, json_object_get(a, "last"), json_object_get(b, "last")) ||
	       is_cut_of_twin(was, json_object_get(a, "next"), json_object_get(b, "next"));
}

/* Leave out the sides that stand for each other, such as who was drawn last of those tied. */
static void drop_twin_cuts(const json_t *records, const json_t *others)
{
	static const char *const names[] = { "last", "next" };
	json_t *a = cuts_of(records);
	json_t *b = cuts_of(others);

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (is_cut_of_twin(records, json_object_get(a, names[i]),
				   json_object_get(b, names[i]))) {
			json_object_del(a, names[i]);
			json_object_del(b, names[i]);
		}
}

/* Would a run by the rules that the mutant states print the mutant? By another proof, if it may. */
static bool is_result_of_its_rules(struct lab *lab, const json_t *mutant, bool by_any_proof)
{
	const json_t *header = json_array_get(mutant, 0);
	const char *const readings[] = { "base", "floor", "eliminate" };
	const char *const mechanisms[] = { "min-cost", "rank-maximal", "min-worst-rank",
					   "deferred-acceptance", "serial-dictatorship", "boston" };
	const char *const spreads[] = { "any", "different", "same" };
	struct tsop_allocation_options options = lab->options;
	const char *reading = string_of(header, "reading");
	json_t *again;
	json_t *copy = json_deep_copy(mutant);
	bool is_same;

	options.method = string_of(header, "method");
	options.threshold = string_of(header, "threshold");
	options.cap_column = string_of(header, "cap_column");
	options.seed = string_of(header, "seed");
	options.is_joint = json_is_true(json_object_get(header, "jointly"));
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
	options.spread = 0;
	for (int i = 1; i < 3; i++)
		if (string_of(header, "spread") != NULL &&
		    strcmp(string_of(header, "spread"), spreads[i]) == 0)
			options.spread = i;
	again = lab_run(lab, &options);
	if (again != NULL)
		strip(again, is_lot_open(lab));
	strip(copy, is_lot_open(lab));
	drop_twin_cuts(again, copy);
	if (by_any_proof) {
		json_object_del(json_array_get(again, json_array_size(again) - 1), "assignment");
		json_object_del(json_array_get(copy, json_array_size(copy) - 1), "assignment");
	}
	is_same = json_equal(again, copy) == 1;
	json_decref(again);
	json_decref(copy);
	return is_same;
}

/* Other proof of the same? */
static bool is_same_but_for_proof(const struct lab *lab, const json_t *mutant)
{
	json_t *a = json_deep_copy(lab->records);
	json_t *b = json_deep_copy(mutant);
	bool is_same;

	strip_proof(a);
	strip_proof(b);
	is_same = json_equal(a, b) == 1;
	json_decref(a);
	json_decref(b);
	return is_same;
}

static inline bool is_true(struct lab *lab, const json_t *mutant, const struct spot *spot)
{
	if (json_equal(lab->records, mutant) ||
	    lab_verdict_count(lab, "not_verified") > lab->n_open) /* which says what is not known */
		return true;
	if (spot->record == 0)
		return is_result_of_its_rules(lab, mutant, false);
	if (!is_kind(json_array_get(mutant, spot->record), "proof"))
		return strcmp(spot->name, "demand") == 0; /* one that does not bind is believed */
	return is_same_but_for_proof(lab, mutant) ||
	       has_cut_of_twin(lab->records, mutant) || are_prices_true(lab, mutant);
}

#endif
