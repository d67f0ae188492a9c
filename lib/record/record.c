#define TSOP_RECORD_IMPLEMENTATION
#include "record/record.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "record/header.h"

void tsop_record_init(struct tsop_record *record)
{
	*record = (struct tsop_record){ .file = NULL };
	tsop_buf_init(&record->decoded);
}

void tsop_record_release(struct tsop_record *record)
{
	free(record->fields);
	tsop_buf_release(&record->decoded);
	tsop_record_init(record);
}

static int grow(struct tsop_record *record)
{
	size_t cap = record->cap == 0 ? 16 : record->cap * 2;
	struct tsop_field *fields;

	if (cap > SIZE_MAX / sizeof *fields)
		return -1;
	fields = realloc(record->fields, cap * sizeof *fields);
	if (fields == NULL)
		return -1;
	record->fields = fields;
	record->cap = cap;
	return 0;
}

struct tsop_field *tsop_record_add(struct tsop_record *record)
{
	if (record->n == record->cap && grow(record) != 0)
		return NULL;
	return &record->fields[record->n++];
}

const struct tsop_field *tsop_record_get(const struct tsop_record *record, const char *name)
{
	struct tsop_view wanted = tsop_view_of(name);

	for (size_t i = 0; i < record->n; i++) {
		const struct tsop_field *field = &record->fields[i];

		if (!tsop_view_equal(field->name, wanted))
			continue;
		if (field->kind == TSOP_KIND_NULL ||
		    (field->kind == TSOP_KIND_CELL && field->value.len == 0))
			return NULL;
		return field;
	}
	return NULL;
}

bool tsop_record_has(const struct tsop_record *record, const char *name)
{
	for (size_t i = 0; i < record->n; i++)
		if (tsop_view_is(record->fields[i].name, name))
			return true;
	return false;
}

const char *tsop_record_part(const struct tsop_record *record, const char *field, size_t i,
			     char text[TSOP_RECORD_PART_TEXT])
{
	unsigned number = record->header == NULL
				  ? 0
				  : tsop_header_part(record->header, record->csv, field, i);

	if (number == 0)
		return field;
	snprintf(text, TSOP_RECORD_PART_TEXT, "%s.%u", field, number);
	return text;
}

int tsop_record_fail(const struct tsop_record *record, const char *field, struct tsop_error *err,
		     const char *format, ...)
{
	char text[sizeof err->text];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	tsop_fail(err, TSOP_INPUT, "%s", text);
	return tsop_error_at(err, record->file, record->line, field);
}

/* Decoded, for a type that was written with escapes. */
static bool is_text(const struct tsop_record *record, const char *name, const char *expected)
{
	struct tsop_buf text;
	bool is;

	tsop_buf_init(&text);
	is = tsop_record_text(record, name, &text, NULL) == 0 &&
	     tsop_view_is(tsop_buf_view(&text), expected);
	tsop_buf_release(&text);
	return is;
}

bool tsop_record_is(const struct tsop_record *record, const char *type)
{
	const struct tsop_field *field = tsop_record_get(record, "type");
	struct tsop_view inner;

	if (field == NULL || field->kind != TSOP_KIND_STRING)
		return field != NULL && field->kind == TSOP_KIND_CELL &&
		       tsop_view_is(field->value, type);
	inner = (struct tsop_view){ field->value.p + 1, field->value.len - 2 };
	return tsop_view_is(inner, type) || (memchr(inner.p, '\\', inner.len) != NULL &&
					     is_text(record, "type", type));
}
