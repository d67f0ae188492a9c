/*
 * verify_cuts.h: which comparisons that decided the last seat say the same:
 * claimants that are alike can stand for each other.
 */
#ifndef TSOP_TESTS_VERIFY_CUTS_H
#define TSOP_TESTS_VERIFY_CUTS_H

#include "verify_costs.h"

#include "base/num.h"

/* Can the claimant have as many seats as the cut's? */
static inline bool has_so_many(const json_t *row, const char *name, const json_t *cut)
{
	const json_t *most = json_object_get(row, name);

	return most == NULL ||
	       json_integer_value(most) >= json_integer_value(json_object_get(cut, "seat"));
}

/* Do two claimants have the same weight and seats, so that each can stand for the other? */
static inline bool are_twins(const json_t *records, const json_t *cut, const json_t *other)
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
static inline tsop_int128 find_remainder(const json_t *records, const json_t *cut, long long num,
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

static inline bool have_same_remainder(const json_t *records, const json_t *cut, const json_t *other)
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
static inline bool is_cut_of_twin(const json_t *records, const json_t *cut, const json_t *other)
{
	return are_twins(records, cut, other) || have_same_remainder(records, cut, other);
}

static inline json_t *cuts_of(const json_t *records)
{
	return json_object_get(find_record(records, "proof", NULL, NULL), "seats");
}

static inline bool has_cut_of_twin(const json_t *was, const json_t *mutant)
{
	const json_t *a = cuts_of(was);
	const json_t *b = cuts_of(mutant);

	return is_cut_of_twin(was, json_object_get(a, "last"), json_object_get(b, "last")) ||
	       is_cut_of_twin(was, json_object_get(a, "next"), json_object_get(b, "next"));
}

/* Leave out the sides that stand for each other, such as who was drawn last of those tied. */
static inline void drop_twin_cuts(const json_t *records, const json_t *others)
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

#endif
