/*
 * verify_mutants.h: results changed in one place: a member or a line.
 */
#ifndef TSOP_TESTS_VERIFY_MUTANTS_H
#define TSOP_TESTS_VERIFY_MUTANTS_H

#include "verify_truth.h"

enum { SPOTS_MAX = 8000 };

struct spots {
	struct spot rows[SPOTS_MAX];
	size_t n;
};

/* What no file of a run says, or what decides nothing. */
static bool is_free(const char *name)
{
	static const char *const names[] = { "why", "key", "key_date", "now", "reserve_until",
						 "bits_given", "note" };

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

/* A copy of the records that is changed somewhere; *spot says where, under name[64]. */
static json_t *make_mutant(struct lab *lab, struct spot *spot, char name[64])
{
	static struct spots spots;
	json_t *mutant = json_deep_copy(lab->records);

	*spot = (struct spot){ .name = "lines" };
	if (lab_below(lab, 6) == 0) {
		change_lines(lab, mutant);
		return mutant;
	}
	collect_all(&spots, mutant);
	*spot = spots.rows[lab_below(lab, (uint32_t)spots.n)];
	snprintf(name, 64, "%s", spot->name);
	change(lab, &spots, spot);
	spot->name = name;
	return mutant;
}

/* No sentence of a result that was verified has another one's text, or a part more. */
static inline void assert_other_sentence_is_wrong(struct lab *lab)
{
	size_t at = lab_below(lab, (uint32_t)json_array_size(lab->records));
	const json_t *record = json_array_get(lab->records, at);
	const json_t *other = json_array_get(lab->records, at + 1);
	json_t *mutant;

	if (string_of(record, "why") == NULL || !lab_verdict_has(lab, "verified", "why"))
		return;
	mutant = json_deep_copy(lab->records);
	if (other == NULL || string_of(other, "why") == NULL ||
	    strcmp(string_of(record, "why"), string_of(other, "why")) == 0)
		json_object_set_new(json_array_get(mutant, at), "why",
				    json_sprintf("%s; friends", string_of(record, "why")));
	else
		json_object_set_new(json_array_get(mutant, at), "why",
				    json_string(string_of(other, "why")));
	lab_verify(lab, mutant);
	assert_true(lab->has_wrong_why);
	json_decref(mutant);
}

#endif
