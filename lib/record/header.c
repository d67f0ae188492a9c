#include "record/header.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/map.h"
#include "base/num.h"
#include "base/text.h"
#include "record/write.h"

enum { LIST_MAX = 999 };

static int fail_at(const struct tsop_csv *csv, const char *field, struct tsop_error *err)
{
	return tsop_error_at(err, csv->lines->name, csv->line, field);
}

/*
 * "wishes.2" is part 2 of the list "wishes". A name that is not mapped must
 * look like a member's: "Question 1.2" is no part of a list.
 */
static bool split_number(struct tsop_header_column *column, char *field, bool is_mapped)
{
	char *dot = strrchr(field, '.');
	int64_t number;

	if (dot == NULL || dot == field)
		return false;
	if (!is_mapped && field + strspn(field, "abcdefghijklmnopqrstuvwxyz_") != dot)
		return false;
	if (tsop_num_read(tsop_view_of(dot + 1), 1, LIST_MAX, &number, NULL) != 0)
		return false;
	*dot = '\0';
	column->number = (unsigned)number;
	return true;
}

static int name_column(struct tsop_header *header, size_t i, struct tsop_view name,
		       const struct tsop_columns *columns, struct tsop_error *err)
{
	const char *mapped = NULL;
	char *field;

	if (columns != NULL && tsop_columns_field(columns, name, &mapped, err) != 0)
		return -1;
	field = tsop_arena_copy(&header->arena, mapped == NULL ? name : tsop_view_of(mapped));
	if (field == NULL)
		return tsop_fail_memory(err);
	header->columns[i] = (struct tsop_header_column){ .field = field, .cell = i };
	header->has_list |= split_number(&header->columns[i], field, mapped != NULL);
	header->columns[i].field_len = strlen(field);
	return 0;
}

static int find_firsts(struct tsop_header *header, struct tsop_error *err)
{
	struct tsop_map fields;
	int status = 0;

	tsop_map_init(&fields);
	for (size_t i = 0; i < header->n && status == 0; i++) {
		struct tsop_header_column *column = &header->columns[i];
		bool added;
		const size_t *first = tsop_map_put(&fields, tsop_view_of(column->field), i, &added);

		if (first == NULL)
			status = tsop_fail_memory(err);
		else
			column->first = *first;
	}
	tsop_map_release(&fields);
	return status;
}

static int compare_columns(const void *left, const void *right)
{
	const struct tsop_header_column *a = left;
	const struct tsop_header_column *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return a->cell < b->cell ? -1 : a->cell > b->cell;
}

/* Two columns of one field must be different parts of a list. */
static int check_doubled(const struct tsop_header *header, const struct tsop_csv *csv,
			 struct tsop_error *err)
{
	for (size_t i = 1; i < header->n; i++) {
		const struct tsop_header_column *a = &header->columns[i - 1];
		const struct tsop_header_column *b = &header->columns[i];

		if (a->first != b->first || (a->number != b->number && a->number != 0))
			continue;
		tsop_fail(err, TSOP_INPUT, _("columns %zu and %zu are the same field"), a->cell + 1,
			  b->cell + 1);
		return fail_at(csv, b->field, err);
	}
	return 0;
}

static int read_header(struct tsop_header *header, const struct tsop_csv *csv,
		       const struct tsop_columns *columns, struct tsop_error *err)
{
	header->n_cells = csv->n;
	header->n = csv->n;
	while (header->n > 1 && tsop_text_trim(tsop_csv_cell(csv, header->n - 1)).len == 0)
		header->n--;
	header->columns = tsop_arena_take(&header->arena, header->n, sizeof *header->columns);
	if (header->columns == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < header->n; i++) {
		struct tsop_view name = tsop_text_trim(tsop_csv_cell(csv, i));

		if (name.len == 0) {
			tsop_fail(err, TSOP_INPUT, _("expected a name for column %zu"), i + 1);
			return fail_at(csv, NULL, err);
		}
		if (name_column(header, i, name, columns, err) != 0)
			return -1;
	}
	if (find_firsts(header, err) != 0)
		return -1;
	qsort(header->columns, header->n, sizeof *header->columns, compare_columns);
	return check_doubled(header, csv, err);
}

/* The next of the fields "code|claimant"; *rest moves behind it. */
static bool next_field(const char **rest, struct tsop_view *field)
{
	*field = (struct tsop_view){ *rest, strcspn(*rest, "|") };
	*rest += field->len + ((*rest)[field->len] == '|');
	return field->len > 0;
}

static bool has_field(const struct tsop_header *header, struct tsop_view field)
{
	for (size_t i = 0; i < header->n; i++)
		if (tsop_view_is(field, header->columns[i].field))
			return true;
	return false;
}

/* Is there a column of one of the fields, or of a name with a '|' in it? */
static bool has_any(const struct tsop_header *header, const char *fields)
{
	bool has = has_field(header, tsop_view_of(fields));
	struct tsop_view field;

	while (!has && next_field(&fields, &field))
		has = has_field(header, field);
	return has;
}

/* Append the fields, and what the columns of each may be called. */
static void add_missing(struct tsop_buf *missing, const char *fields,
			const struct tsop_columns *columns)
{
	const char *separator = missing->len > 0 ? ", " : "";
	struct tsop_view field;

	while (next_field(&fields, &field)) {
		const char *column = columns == NULL ? NULL : tsop_columns_example(columns, field);

		tsop_buf_add_text(missing, separator);
		tsop_buf_add_view(missing, field);
		if (column != NULL)
			tsop_buf_addf(missing, " ('%s')", column);
		separator = "|";
	}
}

static int check_required(const struct tsop_header *header, const struct tsop_csv *csv,
			  const struct tsop_columns *columns, const char *const *required,
			  struct tsop_error *err)
{
	struct tsop_buf missing;
	int status = 0;

	tsop_buf_init(&missing);
	for (; required != NULL && *required != NULL; required++)
		if (!has_any(header, *required))
			add_missing(&missing, *required, columns);
	if (missing.len > 0) {
		tsop_fail(err, TSOP_INPUT, _("expected a column for each of: %s"), missing.p);
		status = fail_at(csv, NULL, err);
	}
	tsop_buf_release(&missing);
	return status;
}

/* What is wrong with a list as a whole is told by the first of its columns. */
static int note_heading(const struct tsop_header *header, const struct tsop_csv *csv, size_t i,
			struct tsop_headings *headings, struct tsop_error *err)
{
	const struct tsop_header_column *column = &header->columns[i];
	struct tsop_view text = tsop_text_trim(tsop_csv_cell(csv, column->cell));
	bool is_first = i == 0 || column[-1].first != column->first;
	char part[TSOP_RECORD_PART_TEXT];

	if (is_first && !tsop_view_is(text, column->field) &&
	    tsop_headings_put(headings, csv->lines->name, column->field, text, err) != 0)
		return -1;
	if (column->number == 0)
		return 0;
	snprintf(part, sizeof part, "%s.%u", column->field, column->number);
	return tsop_headings_put(headings, csv->lines->name, part, text, err);
}

static int note_headings(const struct tsop_header *header, const struct tsop_csv *csv,
			 struct tsop_headings *headings, struct tsop_error *err)
{
	for (size_t i = 0; headings != NULL && i < header->n; i++)
		if (note_heading(header, csv, i, headings, err) != 0)
			return -1;
	return 0;
}

int tsop_header_open(struct tsop_header *header, const struct tsop_csv *csv,
		     const struct tsop_columns *columns, const char *const *required,
		     struct tsop_headings *headings, struct tsop_error *err)
{
	assert(csv->n > 0 && csv->has_value);
	*header = (struct tsop_header){ .n = 0 };
	tsop_arena_init(&header->arena);
	if (read_header(header, csv, columns, err) == 0 &&
	    check_required(header, csv, columns, required, err) == 0 &&
	    note_headings(header, csv, headings, err) == 0)
		return 0;
	tsop_header_close(header);
	return -1;
}

void tsop_header_close(struct tsop_header *header)
{
	tsop_arena_release(&header->arena);
}

/* The list whose parts begin at columns[*at], as a JSON array; *at moves behind them. */
static struct tsop_view gather(const struct tsop_header *header, const struct tsop_csv *csv,
			       size_t *at, struct tsop_buf *out)
{
	size_t first = header->columns[*at].first;
	size_t start = out->len;

	tsop_buf_add_char(out, '[');
	for (; *at < header->n && header->columns[*at].first == first; (*at)++) {
		struct tsop_view cell = tsop_csv_cell(csv, header->columns[*at].cell);

		if (cell.len > 0)
			tsop_write_element(out, cell);
	}
	tsop_buf_add_char(out, ']');
	return (struct tsop_view){ out->p + start, out->len - start };
}

static int check_count(const struct tsop_header *header, const struct tsop_csv *csv,
		       struct tsop_error *err)
{
	if (csv->n < header->n || csv->n > header->n_cells) {
		if (csv->n == 1)
			tsop_fail(err, TSOP_INPUT,
				  _("expected %zu cells, parted by '%c' as in the header row, "
				    "found 1"),
				  header->n, tsop_csv_delimiter(csv));
		else
			tsop_fail(err, TSOP_INPUT,
				  _("expected %zu cells as in the header row, found %zu"),
				  header->n, csv->n);
		return fail_at(csv, NULL, err);
	}
	for (size_t i = header->n; i < csv->n; i++) {
		if (tsop_csv_cell(csv, i).len > 0) {
			tsop_fail(err, TSOP_INPUT,
				  _("cell %zu is not empty, but its column has no name"), i + 1);
			return fail_at(csv, NULL, err);
		}
	}
	return 0;
}

int tsop_header_record(const struct tsop_header *header, const struct tsop_csv *csv,
		       struct tsop_record *record, struct tsop_error *err)
{
	/* Six bytes for each of the cells' is all that lists can take: their text does not move. */
	const size_t room = header->has_list ? csv->text.len * 6 + header->n * 3 : 0;

	if (check_count(header, csv, err) != 0)
		return -1;
	record->file = csv->lines->name;
	record->line = csv->line;
	record->text = (struct tsop_view){ "", 0 };
	record->header = header;
	record->csv = csv;
	record->n = 0;
	tsop_buf_clear(&record->decoded);
	if (tsop_buf_reserve(&record->decoded, room) != 0)
		return tsop_fail_memory(err);
	for (size_t at = 0; at < header->n;) {
		const struct tsop_header_column *column = &header->columns[at];
		struct tsop_field *field = tsop_record_add(record);

		if (field == NULL)
			return tsop_fail_memory(err);
		*field = (struct tsop_field){ .name = { column->field, column->field_len },
					      .member = { "", 0 } };
		if (column->number > 0) {
			field->kind = TSOP_KIND_ARRAY;
			field->value = gather(header, csv, &at, &record->decoded);
		} else {
			field->kind = TSOP_KIND_CELL;
			field->value = tsop_csv_cell(csv, column->cell);
			at++;
		}
	}
	return 0;
}

unsigned tsop_header_part(const struct tsop_header *header, const struct tsop_csv *csv,
			  const char *field, size_t i)
{
	for (size_t at = 0; at < header->n; at++) {
		const struct tsop_header_column *column = &header->columns[at];

		if (column->number == 0 || strcmp(column->field, field) != 0 ||
		    tsop_csv_cell(csv, column->cell).len == 0)
			continue;
		if (i-- == 0)
			return column->number;
	}
	return 0;
}
