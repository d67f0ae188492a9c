/*
 * verify_truth.h: is a changed result true as well? Said by other means than
 * the verifier's: by running the allocation anew with the rules that the result
 * states, by looking for something cheaper, by comparing twins.
 */
#ifndef TSOP_TESTS_VERIFY_TRUTH_H
#define TSOP_TESTS_VERIFY_TRUTH_H

#include "verify_cuts.h"
#include "verify_prices.h"

/* A value in a tree of JSON. */
struct spot {
	size_t record;
	json_t *parent;
	const char *name; /* of the nearest member */
	size_t index;     /* where the parent is an array */
};

/* Does the verdict say that it does not know whom the lot gives which course? */
static inline bool is_lot_open(struct lab *lab)
{
	return lab_verdict_has(lab, "not_verified", "which of several") ||
	       lab_verdict_has(lab, "not_verified", "that courses cost least");
}

/* Without what may be another and prove the same: the search, and the prices of passes. */
static inline void strip_proof(json_t *records)
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
static inline void strip(json_t *records, bool is_open)
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

/* Would a run by the rules that the mutant states print the mutant? By another proof, if it may. */
static inline bool is_result_of_its_rules(struct lab *lab, const json_t *mutant, bool by_any_proof)
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
static inline bool is_same_but_for_proof(const struct lab *lab, const json_t *mutant)
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
