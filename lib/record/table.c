#include "record/table.h"

#include <assert.h>
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

/* "wishes.2" of a mapping is part 2 of the list "wishes". */
static bool split_number(struct tsop_table_column *column, char *field)
{
	char *dot = strrchr(field, '.');
	int64_t number;

	if (dot == NULL || dot == field ||
	    tsop_num_read(tsop_view_of(dot + 1), 1, LIST_MAX, &number, NULL) != 0)
		return false;
	*dot = '\0';
	column->number = (unsigned)number;
	return true;
}

static int name_column(struct tsop_table *table, size_t i, struct tsop_view name,
		       const struct tsop_columns *columns, struct tsop_error *err)
{
	const char *mapped = columns == NULL ? NULL : tsop_columns_field(columns, name);
	char *field = tsop_arena_copy(&table->arena,
				      mapped == NULL ? name : tsop_view_of(mapped));

	if (field == NULL)
		return tsop_fail_memory(err);
	table->columns[i].field = field;
	if (mapped != NULL)
		table->has_list |= split_number(&table->columns[i], field);
	return 0;
}

/* Which columns come before which: by field as first seen, then by number. */
struct place {
	size_t first; /* the first column of the same field */
	unsigned number;
	size_t column;
};

static int compare_places(const void *left, const void *right)
{
	const struct place *a = left;
	const struct place *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

static int find_places(const struct tsop_table *table, struct place *places,
		       struct tsop_error *err)
{
	struct tsop_map fields;
	int status = 0;

	tsop_map_init(&fields);
	for (size_t i = 0; i < table->n && status == 0; i++) {
		bool added;
		const size_t *first = tsop_map_put(&fields, tsop_view_of(table->columns[i].field),
						   i, &added);

		if (first == NULL)
			status = tsop_fail_memory(err);
		else
			places[i] = (struct place){ *first, table->columns[i].number, i };
	}
	tsop_map_release(&fields);
	return status;
}

/* Two columns of one field must be different parts of a list. */
static int check_doubled(const struct tsop_table *table, const struct tsop_csv *csv,
			 const struct place *places, struct tsop_error *err)
{
	for (size_t i = 1; i < table->n; i++) {
		const struct place *a = &places[i - 1];
		const struct place *b = &places[i];

		if (a->first != b->first || (a->number != b->number && a->number != 0))
			continue;
		tsop_fail(err, TSOP_INPUT, _("columns %zu and %zu are the same field"),
			  a->column + 1, b->column + 1);
		return fail_at(csv, table->columns[b->column].field, err);
	}
	return 0;
}

static int order_columns(struct tsop_table *table, const struct tsop_csv *csv,
			 struct tsop_error *err)
{
	struct place *places;
	int status;

	assert(table->n > 0);
	places = calloc(table->n, sizeof *places);
	if (places == NULL)
		return tsop_fail_memory(err);
	status = find_places(table, places, err);
	if (status == 0) {
		qsort(places, table->n, sizeof *places, compare_places);
		status = check_doubled(table, csv, places, err);
	}
	for (size_t i = 0; i < table->n && status == 0; i++)
		table->order[i] = places[i].column;
	free(places);
	return status;
}

static int read_header(struct tsop_table *table, const struct tsop_csv *csv,
		       const struct tsop_columns *columns, struct tsop_error *err)
{
	table->n_header = csv->n;
	table->n = csv->n;
	while (table->n > 1 && tsop_text_trim(tsop_csv_cell(csv, table->n - 1)).len == 0)
		table->n--;
	table->columns = tsop_arena_take(&table->arena, table->n, sizeof *table->columns);
	table->order = tsop_arena_take(&table->arena, table->n, sizeof *table->order);
	if (table->columns == NULL || table->order == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < table->n; i++) {
		struct tsop_view name = tsop_text_trim(tsop_csv_cell(csv, i));

		if (name.len == 0) {
			tsop_fail(err, TSOP_INPUT, _("expected a name for column %zu"), i + 1);
			return fail_at(csv, NULL, err);
		}
		if (name_column(table, i, name, columns, err) != 0)
			return -1;
	}
	return order_columns(table, csv, err);
}

static bool has_field(const struct tsop_table *table, const char *field)
{
	for (size_t i = 0; i < table->n; i++)
		if (strcmp(table->columns[i].field, field) == 0)
			return true;
	return false;
}

static int check_required(const struct tsop_table *table, const struct tsop_csv *csv,
			  const char *const *required, struct tsop_error *err)
{
	struct tsop_buf missing;
	int status = 0;

	tsop_buf_init(&missing);
	for (; required != NULL && *required != NULL; required++)
		if (!has_field(table, *required))
			tsop_buf_addf(&missing, "%s%s", missing.len > 0 ? ", " : "", *required);
	if (missing.len > 0) {
		tsop_fail(err, TSOP_INPUT, _("expected a column for each of: %s"), missing.p);
		status = fail_at(csv, NULL, err);
	}
	tsop_buf_release(&missing);
	return status;
}

int tsop_table_open(struct tsop_table *table, const struct tsop_csv *csv,
		    const struct tsop_columns *columns, const char *const *required,
		    struct tsop_error *err)
{
	assert(csv->n > 0 && csv->has_value);
	*table = (struct tsop_table){ .n = 0 };
	tsop_arena_init(&table->arena);
	if (read_header(table, csv, columns, err) == 0 &&
	    check_required(table, csv, required, err) == 0)
		return 0;
	tsop_table_close(table);
	return -1;
}

void tsop_table_close(struct tsop_table *table)
{
	tsop_arena_release(&table->arena);
}

/*
 * The list that begins at order[*at]: its cells that are not empty, as a JSON
 * array. *at moves behind it.
 */
static struct tsop_view gather(const struct tsop_table *table, const struct tsop_csv *csv,
			       size_t *at, struct tsop_buf *out)
{
	size_t start = out->len;
	const char *field = table->columns[table->order[*at]].field;

	tsop_buf_add_char(out, '[');
	while (*at < table->n &&
	       strcmp(table->columns[table->order[*at]].field, field) == 0) {
		struct tsop_view cell = tsop_csv_cell(csv, table->order[(*at)++]);

		if (cell.len > 0)
			tsop_write_element(out, cell);
	}
	tsop_buf_add_char(out, ']');
	return (struct tsop_view){ out->p + start, out->len - start };
}

static int check_count(const struct tsop_table *table, const struct tsop_csv *csv,
		       struct tsop_error *err)
{
	if (csv->n < table->n || csv->n > table->n_header) {
		tsop_fail(err, TSOP_INPUT, _("expected %zu cells as in the header row, found %zu"),
			  table->n, csv->n);
		return fail_at(csv, NULL, err);
	}
	for (size_t i = table->n; i < csv->n; i++) {
		if (tsop_csv_cell(csv, i).len > 0) {
			tsop_fail(err, TSOP_INPUT,
				  _("cell %zu is not empty, but its column has no name"), i + 1);
			return fail_at(csv, NULL, err);
		}
	}
	return 0;
}

int tsop_table_row(const struct tsop_table *table, const struct tsop_csv *csv,
		   struct tsop_record *record, struct tsop_error *err)
{
	/* Six bytes for each of the cells' is all that lists can take: their text does not move. */
	const size_t room = table->has_list ? csv->text.len * 6 + table->n * 3 : 0;

	if (check_count(table, csv, err) != 0)
		return -1;
	record->file = csv->lines->name;
	record->line = csv->line;
	record->text = (struct tsop_view){ "", 0 };
	record->n = 0;
	tsop_buf_clear(&record->decoded);
	if (tsop_buf_reserve(&record->decoded, room) != 0)
		return tsop_fail_memory(err);
	for (size_t at = 0; at < table->n;) {
		const struct tsop_table_column *column = &table->columns[table->order[at]];
		struct tsop_field *field = tsop_record_add(record);

		if (field == NULL)
			return tsop_fail_memory(err);
		*field = (struct tsop_field){ .name = tsop_view_of(column->field),
					      .member = { "", 0 } };
		if (column->number > 0) {
			field->kind = TSOP_KIND_ARRAY;
			field->value = gather(table, csv, &at, &record->decoded);
		} else {
			field->kind = TSOP_KIND_CELL;
			field->value = tsop_csv_cell(csv, table->order[at++]);
		}
	}
	return 0;
}
