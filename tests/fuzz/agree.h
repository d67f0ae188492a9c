/*
 * agree.h: do the scanner and Jansson say the same of a line?
 *
 * For the fuzzer, and for the unit test that mutates lines at random.
 */
#ifndef TESTS_FUZZ_AGREE_H
#define TESTS_FUZZ_AGREE_H

#include <jansson.h>
#include <stdint.h>

#include "record/record.h"

static bool says(const char *text, size_t len, const json_t *string)
{
	return len == json_string_length(string) &&
	       memcmp(text, json_string_value(string), len) == 0;
}

static unsigned deeper(unsigned deepest, unsigned depth)
{
	return depth > deepest ? depth : deepest;
}

/* The levels of arrays and objects. */
static unsigned depth_of(json_t *json)
{
	unsigned deepest = 0;

	if (!json_is_array(json) && !json_is_object(json))
		return 0;
	for (size_t i = 0; i < json_array_size(json); i++)
		deepest = deeper(deepest, depth_of(json_array_get(json, i)));
	for (void *at = json_object_iter(json); at != NULL; at = json_object_iter_next(json, at))
		deepest = deeper(deepest, depth_of(json_object_iter_value(at)));
	return deepest + 1;
}

static bool agree_on_list(const struct tsop_record *record, const char *name, const json_t *list)
{
	const char *const *strings = NULL;
	struct tsop_arena arena;
	bool all_strings = true;
	bool same = true;
	size_t n = 0;
	int status;

	tsop_arena_init(&arena);
	status = tsop_record_strings(record, name, &arena, SIZE_MAX, &strings, &n, NULL);
	for (size_t i = 0; i < json_array_size(list); i++)
		all_strings = all_strings && json_is_string(json_array_get(list, i));
	if (all_strings) {
		same = n == json_array_size(list);
		for (size_t i = 0; same && i < n; i++)
			same = says(strings[i], strlen(strings[i]), json_array_get(list, i));
	}
	tsop_arena_release(&arena);
	return same && (status == 0) == all_strings;
}

static bool agree_on_value(const struct tsop_record *record, const char *name, const json_t *json)
{
	struct tsop_buf text;
	int64_t number;
	bool same = false;
	bool truth;

	tsop_buf_init(&text);
	switch (json_typeof(json)) {
	case JSON_STRING:
		same = tsop_record_text(record, name, &text, NULL) == 0 &&
		       says(text.p, text.len, json);
		break;
	case JSON_INTEGER:
		same = tsop_record_integer(record, name, INT64_MIN, INT64_MAX, &number, NULL) == 0 &&
		       number == json_integer_value(json);
		break;
	case JSON_REAL:
		same = tsop_record_integer(record, name, INT64_MIN, INT64_MAX, &number, NULL) == -1;
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		same = tsop_record_bool(record, name, &truth, NULL) == 0 &&
		       truth == json_is_true(json);
		break;
	case JSON_NULL:
		same = tsop_record_get(record, name) == NULL;
		break;
	case JSON_ARRAY:
		same = agree_on_list(record, name, json);
		break;
	case JSON_OBJECT:
		same = tsop_record_get(record, name)->kind == TSOP_KIND_OBJECT;
		break;
	}
	tsop_buf_release(&text);
	return same;
}

static bool agree_on_members(const struct tsop_record *record, json_t *json)
{
	size_t i = 0;

	for (void *at = json_object_iter(json); at != NULL; at = json_object_iter_next(json, at)) {
		const char *name = json_object_iter_key(at);

		if (i == record->n ||
		    !tsop_view_is(record->fields[i++].name, name) ||
		    !agree_on_value(record, name, json_object_iter_value(at)))
			return false;
	}
	return i == record->n;
}

static bool agree(struct tsop_record *record, struct tsop_view line)
{
	json_t *json = json_loadb(line.p, line.len, JSON_REJECT_DUPLICATES, NULL);
	bool accepted = tsop_record_scan(record, line, NULL, 1, NULL) == 0;
	bool same = accepted == (json_is_object(json) && depth_of(json) <= 32);

	/* Jansson 2.14 loses a NUL that follows a number, and takes the rest for the line. */
	if (memchr(line.p, '\0', line.len) != NULL)
		same = !accepted;
	if (same && accepted)
		same = agree_on_members(record, json);
	json_decref(json);
	return same;
}

#endif
