#include "record/columns.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/i18n.h"
#include "base/map.h"
#include "base/text.h"
#include "record/input.h"
#include "record/lines.h"

static const char danish[] =
#include "columns-da.inc"
	;

static const char by_hand[] =
#include "byhand-da.inc"
	;

/* A row of the mapping. */
struct pair {
	const char *column, *field;
};

struct tsop_columns {
	struct tsop_map names; /* normalized column names to indices of pairs */
	struct pair *pairs;
	size_t n;
	size_t cap;
	struct tsop_arena arena;
};

/* The length of the white space that stands there, or 0. */
static size_t blank_len(struct tsop_view text, size_t at)
{
	struct tsop_view rest = { text.p + at, text.len - at };

	if (tsop_lines_blanks(rest) > 0)
		return tsop_lines_blanks(rest);
	return rest.len >= 2 && memcmp(rest.p, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

/* Case-folded, in NFC, trimmed, each run of white space one blank. */
static int normalize(struct tsop_buf *out, struct tsop_view name, struct tsop_error *err)
{
	struct tsop_buf single;
	int status;

	name = tsop_text_trim(name);
	tsop_buf_init(&single);
	for (size_t i = 0; i < name.len;) {
		size_t blank = blank_len(name, i);

		if (blank == 0)
			tsop_buf_add_char(&single, name.p[i++]);
		else if (single.len > 0 && single.p[single.len - 1] != ' ')
			tsop_buf_add_char(&single, ' ');
		i += blank;
	}
	tsop_buf_clear(out);
	status = tsop_buf_ok(&single, err);
	if (status == 0)
		status = tsop_text_fold(out, tsop_buf_view(&single), err);
	tsop_buf_release(&single);
	return status;
}

static int add_pair(struct tsop_columns *columns, const struct tsop_record *record,
		    struct tsop_view name, const struct pair *pair, struct tsop_error *err)
{
	struct pair *pairs =
		tsop_array_room(columns->pairs, columns->n, &columns->cap, sizeof *pairs);
	bool added;

	if (pairs == NULL)
		return tsop_fail_memory(err);
	columns->pairs = pairs;
	if (tsop_map_put(&columns->names, name, columns->n, &added) == NULL)
		return tsop_fail_memory(err);
	if (!added)
		return tsop_record_fail(record, "column", err, _("the column is mapped twice"));
	pairs[columns->n++] = *pair;
	return 0;
}

static int add_row(struct tsop_columns *columns, const struct tsop_record *record,
		   struct tsop_error *err)
{
	struct pair pair;
	struct tsop_buf name;
	int status;

	status = tsop_record_string(record, "column", &columns->arena, &pair.column, err);
	if (status == 1)
		return tsop_record_fail(record, "column", err, _("expected the name of a column"));
	if (status == 0)
		status = tsop_record_string(record, "field", &columns->arena, &pair.field, err);
	if (status == 1)
		return tsop_record_fail(record, "field", err, _("expected the name of a field"));
	if (status != 0)
		return -1;
	tsop_buf_init(&name);
	status = normalize(&name, tsop_view_of(pair.column), err);
	if (status == 0)
		status = add_pair(columns, record, tsop_buf_view(&name), &pair, err);
	tsop_buf_release(&name);
	return status;
}

static int add_rows(struct tsop_columns *columns, struct tsop_input *input, struct tsop_error *err)
{
	const struct tsop_record *record;
	int status;

	while ((status = tsop_input_next(input, &record, err)) == 1)
		if (add_row(columns, record, err) != 0)
			return -1;
	return status;
}

/* Takes ownership of input. */
static int load(struct tsop_columns **columns, struct tsop_input *input, struct tsop_error *err)
{
	struct tsop_columns *made = calloc(1, sizeof *made);
	int status;

	if (made == NULL) {
		tsop_input_close(input);
		return tsop_fail_memory(err);
	}
	tsop_map_init(&made->names);
	tsop_arena_init(&made->arena);
	status = add_rows(made, input, err);
	tsop_input_close(input);
	if (status != 0) {
		tsop_columns_free(made);
		return -1;
	}
	*columns = made;
	return 0;
}

static const char *const required[] = { "column", "field", NULL };
static const struct tsop_input_options options = { .required = required };

int tsop_columns_load(struct tsop_columns **columns, const char *name, struct tsop_error *err)
{
	struct tsop_input *input;

	if (tsop_input_open(&input, name, &options, err) != 0)
		return -1;
	return load(columns, input, err);
}

static int load_bytes(struct tsop_columns **columns, const char *name, struct tsop_view bytes,
		      struct tsop_error *err)
{
	struct tsop_input *input;

	if (tsop_input_open_bytes(&input, name, bytes, &options, err) != 0)
		return -1;
	return load(columns, input, err);
}

int tsop_columns_danish(struct tsop_columns **columns, struct tsop_error *err)
{
	const struct tsop_view bytes = { danish, sizeof danish - 1 };

	return load_bytes(columns, "columns-da.csv", bytes, err);
}

int tsop_columns_by_hand(struct tsop_columns **columns, struct tsop_error *err)
{
	const struct tsop_view bytes = { by_hand, sizeof by_hand - 1 };

	return load_bytes(columns, "byhand-da.csv", bytes, err);
}

void tsop_columns_free(struct tsop_columns *columns)
{
	if (columns == NULL)
		return;
	tsop_map_release(&columns->names);
	tsop_arena_release(&columns->arena);
	free(columns->pairs);
	free(columns);
}

int tsop_columns_field(const struct tsop_columns *columns, struct tsop_view column,
		       const char **field, struct tsop_error *err)
{
	struct tsop_buf name;
	const size_t *slot;
	int status;

	tsop_buf_init(&name);
	status = normalize(&name, column, err);
	if (status == 0) {
		slot = tsop_map_get(&columns->names, tsop_buf_view(&name));
		*field = slot == NULL ? NULL : columns->pairs[*slot].field;
	}
	tsop_buf_release(&name);
	return status;
}

const char *tsop_columns_example(const struct tsop_columns *columns, struct tsop_view field)
{
	for (size_t i = 0; i < columns->n; i++)
		if (tsop_view_is(field, columns->pairs[i].field))
			return columns->pairs[i].column;
	return NULL;
}
