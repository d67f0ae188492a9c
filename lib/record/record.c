#include "record/record.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "record/referee.h"
#include "record/scan.h"

enum { NAMES_MAX = 256 }; /* fields whose names are compared here; more are left to the referee */

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

static int decode_name(struct tsop_record *record, struct tsop_field *field,
		       struct tsop_error *err)
{
	struct tsop_view raw = { field->name.p - 1, field->name.len + 2 };
	size_t start = record->decoded.len;

	/* All decoded names together are shorter than the line: the buffer moves but once. */
	if (start == 0 && tsop_buf_reserve(&record->decoded, record->text.len) != 0)
		return tsop_fail_memory(err);
	if (tsop_referee_decode(&record->decoded, raw, err) != 0)
		return -1;
	field->name = (struct tsop_view){ record->decoded.p + start, record->decoded.len - start };
	return 0;
}

/* A bit that tells most names apart. */
static uint64_t bit_of(struct tsop_view name)
{
	unsigned sum = (unsigned)name.len;

	if (name.len > 0)
		sum += (unsigned char)name.p[0] * 5U + (unsigned char)name.p[name.len - 1] * 11U +
		       (unsigned char)name.p[name.len / 2];
	return UINT64_C(1) << (sum % 64);
}

static bool is_doubled(const struct tsop_record *record, struct tsop_view name)
{
	for (size_t i = 0; i + 1 < record->n; i++)
		if (tsop_view_equal(record->fields[i].name, name))
			return true;
	return false;
}

/* Say where the scan stopped, and in which field. */
static int refuse(const struct tsop_record *record, const struct tsop_scan *scan,
		  struct tsop_view name, struct tsop_error *err)
{
	char field[64];

	snprintf(field, sizeof field, "%.*s", (int)(name.len < 64 ? name.len : 64), name.p);
	tsop_fail(err, TSOP_INPUT, _("column %zu: %s"), (size_t)(scan->p - record->text.p) + 1,
		  _(scan->wrong));
	return tsop_error_at(err, record->file, record->line, field);
}

/* Scan the member at the next byte into a new field. */
static int scan_member(struct tsop_record *record, struct tsop_scan *scan, uint64_t *seen,
		       struct tsop_error *err)
{
	struct tsop_field *field = tsop_record_add(record);
	struct tsop_view none = { "", 0 };
	const char *begin;
	uint64_t bit;
	bool escaped;

	if (field == NULL)
		return tsop_fail_memory(err);
	tsop_scan_blanks(scan);
	begin = scan->p;
	if (!tsop_scan_name(scan, &field->name, &escaped))
		return refuse(record, scan, none, err);
	if (escaped && decode_name(record, field, err) != 0)
		return -1;
	bit = bit_of(field->name);
	if (record->n > NAMES_MAX) {
		scan->doubt = true;
	} else if ((*seen & bit) != 0 && is_doubled(record, field->name)) {
		scan->p = begin;
		scan->wrong = N_("the name is given twice");
		return refuse(record, scan, field->name, err);
	}
	*seen |= bit;
	if (!tsop_scan_value(scan, 1, &field->kind, &field->value))
		return refuse(record, scan, field->name, err);
	field->member = (struct tsop_view){ begin, (size_t)(scan->p - begin) };
	return 0;
}

static int scan_members(struct tsop_record *record, struct tsop_scan *scan, struct tsop_error *err)
{
	struct tsop_view none = { "", 0 };
	uint64_t seen = 0;

	tsop_scan_blanks(scan);
	scan->wrong = N_("expected '{'");
	if (!tsop_scan_take(scan, '{'))
		return refuse(record, scan, none, err);
	tsop_scan_blanks(scan);
	if (!tsop_scan_take(scan, '}')) {
		do {
			if (scan_member(record, scan, &seen, err) != 0)
				return -1;
			tsop_scan_blanks(scan);
		} while (tsop_scan_take(scan, ','));
		scan->wrong = N_("expected ',' or '}'");
		if (!tsop_scan_take(scan, '}'))
			return refuse(record, scan, none, err);
		tsop_scan_blanks(scan);
	}
	scan->wrong = N_("expected nothing after the object");
	return scan->p == scan->end ? 0 : refuse(record, scan, none, err);
}

int tsop_record_scan(struct tsop_record *record, struct tsop_view line, const char *file,
		     unsigned long long number, struct tsop_error *err)
{
	struct tsop_scan scan = tsop_scan_of(line);

	record->file = file;
	record->line = number;
	record->text = line;
	record->n = 0;
	tsop_buf_clear(&record->decoded);
	if (scan_members(record, &scan, err) != 0) {
		record->n = 0;
		return -1;
	}
	if (scan.doubt && tsop_referee_verdict(line, err) != 0) {
		record->n = 0;
		return tsop_error_at(err, file, number, NULL);
	}
	return 0;
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

bool tsop_record_is(const struct tsop_record *record, const char *type)
{
	struct tsop_buf text;
	bool is;

	tsop_buf_init(&text);
	is = tsop_record_text(record, "type", &text, NULL) == 0 &&
	     tsop_view_is(tsop_buf_view(&text), type);
	tsop_buf_release(&text);
	return is;
}
