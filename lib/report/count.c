#include "report/count.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/text.h"

void tsop_count_init(struct tsop_count *count, const char *field)
{
	*count = (struct tsop_count){ .field = field };
	tsop_map_init(&count->index);
	tsop_arena_init(&count->arena);
	tsop_buf_init(&count->text);
	tsop_buf_init(&count->value);
}

void tsop_count_release(struct tsop_count *count)
{
	free(count->rows);
	tsop_map_release(&count->index);
	tsop_arena_release(&count->arena);
	tsop_buf_release(&count->text);
	tsop_buf_release(&count->value);
}

/* The text of a string or a cell, between quotes. */
static int quote(struct tsop_count *count, const struct tsop_record *record,
		 struct tsop_view *value, struct tsop_error *err)
{
	if (tsop_record_text(record, count->field, &count->text, err) != 0)
		return -1;
	tsop_buf_clear(&count->value);
	tsop_buf_add_char(&count->value, '"');
	tsop_buf_add_view(&count->value, tsop_buf_view(&count->text));
	tsop_buf_add_char(&count->value, '"');
	*value = tsop_buf_view(&count->value);
	return tsop_buf_ok(&count->value, err);
}

static int find_value(struct tsop_count *count, const struct tsop_record *record,
		      struct tsop_view *value, struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(record, count->field);

	if (field == NULL) {
		*value = tsop_view_of("null");
		return 0;
	}
	*value = field->value;
	if (field->kind == TSOP_KIND_CELL ||
	    (field->kind == TSOP_KIND_STRING && memchr(value->p, '\\', value->len) != NULL))
		return quote(count, record, value, err);
	return 0;
}

static int add_row(struct tsop_count *count, struct tsop_view value, struct tsop_error *err)
{
	const char *copy = tsop_arena_copy(&count->arena, value);

	if (copy == NULL)
		return tsop_fail_memory(err);
	if (count->n_rows == count->cap_rows) {
		size_t cap = count->cap_rows == 0 ? 64 : count->cap_rows * 2;
		struct tsop_count_row *rows = NULL;

		if (cap <= SIZE_MAX / sizeof *rows)
			rows = realloc(count->rows, cap * sizeof *rows);
		if (rows == NULL)
			return tsop_fail_memory(err);
		count->rows = rows;
		count->cap_rows = cap;
	}
	count->rows[count->n_rows++] = (struct tsop_count_row){ { copy, value.len }, 0 };
	return 0;
}

int tsop_count_add(struct tsop_count *count, const struct tsop_record *record,
		   struct tsop_error *err)
{
	struct tsop_view value;
	const size_t *row;
	bool added;

	if (find_value(count, record, &value, err) != 0)
		return -1;
	row = tsop_map_put(&count->index, value, count->n_rows, &added);
	if (row == NULL)
		return tsop_fail_memory(err);
	if (added && add_row(count, value, err) != 0)
		return -1;
	count->rows[*row].n++;
	return 0;
}

static bool is_string(struct tsop_view value)
{
	return value.p[0] == '"';
}

/* Its text where it is a string, else the value. */
static struct tsop_view text_of(struct tsop_view value)
{
	return is_string(value) ? (struct tsop_view){ value.p + 1, value.len - 2 } : value;
}

static int compare_rows(const void *left, const void *right)
{
	const struct tsop_count_row *a = left;
	const struct tsop_count_row *b = right;

	if (is_string(a->value) != is_string(b->value))
		return is_string(a->value) ? -1 : 1;
	return tsop_view_compare(text_of(a->value), text_of(b->value));
}

void tsop_count_sort(struct tsop_count *count)
{
	if (count->n_rows > 0)
		qsort(count->rows, count->n_rows, sizeof *count->rows, compare_rows);
}

void tsop_count_jsonl(struct tsop_buf *out, const struct tsop_count *count, size_t i)
{
	struct tsop_view value = count->rows[i].value;

	tsop_write_begin(out, "cell");
	tsop_write_text(out, "field", count->field);
	if (is_string(value))
		tsop_write_view(out, "value", text_of(value));
	else
		tsop_buf_addf(out, ",\"value\":%.*s", (int)value.len, value.p);
	tsop_write_integer(out, "count", count->rows[i].n);
	tsop_write_end(out);
}

void tsop_count_csv_header(struct tsop_buf *out, const struct tsop_csv_style *style)
{
	tsop_write_csv_begin(out, style);
	tsop_write_cell(out, style, true, tsop_view_of("field"));
	tsop_write_cell(out, style, false, tsop_view_of("value"));
	tsop_write_cell(out, style, false, tsop_view_of("count"));
	tsop_write_row_end(out, style);
}

void tsop_count_csv(struct tsop_buf *out, const struct tsop_count *count, size_t i,
		    const struct tsop_csv_style *style)
{
	struct tsop_view value = count->rows[i].value;
	struct tsop_view none = { "", 0 };
	char n[TSOP_NUM_TEXT];

	tsop_write_cell(out, style, true, tsop_view_of(count->field));
	tsop_write_cell(out, style, false, tsop_view_is(value, "null") ? none : text_of(value));
	tsop_write_cell(out, style, false, tsop_view_of(tsop_num_write(count->rows[i].n, n)));
	tsop_write_row_end(out, style);
}

/* Append the value as a terminal may show it. */
static void show(struct tsop_buf *out, const struct tsop_count *count, size_t i)
{
	tsop_text_escape(out, text_of(count->rows[i].value));
}

int tsop_count_width(const struct tsop_count *count, size_t *width, struct tsop_error *err)
{
	struct tsop_buf shown;
	size_t widest = 0;
	int status;

	tsop_buf_init(&shown);
	for (size_t i = 0; i < count->n_rows && !shown.failed; i++) {
		size_t columns;

		tsop_buf_clear(&shown);
		show(&shown, count, i);
		columns = tsop_text_width(tsop_buf_view(&shown));
		widest = columns > widest ? columns : widest;
	}
	status = tsop_buf_ok(&shown, err);
	tsop_buf_release(&shown);
	if (status == 0)
		*width = widest;
	return status;
}

void tsop_count_text(struct tsop_buf *out, const struct tsop_count *count, size_t i, size_t width)
{
	size_t start = out->len;
	size_t columns;

	show(out, count, i);
	columns = tsop_text_width((struct tsop_view){ out->p + start, out->len - start });
	tsop_buf_addf(out, "%*s  %10" PRId64 "\n", (int)(width - columns), "", count->rows[i].n);
}
