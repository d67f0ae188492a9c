#include "report/table.h"

#include <assert.h>

int tsop_table_init(struct tsop_table *table, struct tsop_scribe *scribe,
		    const struct tsop_column *columns, size_t n_columns, size_t cap)
{
	assert(n_columns <= TSOP_COLUMNS_MAX);
	*table = (struct tsop_table){
		.columns = columns, .n_columns = n_columns, .lang = scribe->lang
	};
	table->rows = tsop_arena_take(scribe->arena, cap, sizeof *table->rows);
	for (size_t i = 0; table->rows != NULL && i < cap; i++) {
		table->rows[i].cells =
			tsop_arena_take(scribe->arena, n_columns, sizeof *table->rows[i].cells);
		if (table->rows[i].cells == NULL)
			table->rows = NULL;
	}
	if (table->rows == NULL) {
		scribe->failed = true;
		return -1;
	}
	table->cap_rows = cap;
	return 0;
}

struct tsop_cell *tsop_table_add(struct tsop_table *table, const char *id, bool is_sum)
{
	struct tsop_row *row = &table->rows[table->n_rows++];

	assert(table->n_rows <= table->cap_rows);
	row->id = id;
	row->is_sum = is_sum;
	for (size_t i = 0; i < table->n_columns; i++)
		row->cells[i].shown = "";
	return row->cells;
}

struct tsop_cell tsop_cell_integer(struct tsop_scribe *scribe, int64_t integer)
{
	return (struct tsop_cell){ .kind = TSOP_CELL_INTEGER,
				   .integer = integer,
				   .shown = tsop_scribe_number(scribe, integer) };
}

struct tsop_cell tsop_cell_text(struct tsop_scribe *scribe, const char *text)
{
	return tsop_cell_shown(text, tsop_scribe_text(scribe, text));
}

struct tsop_cell tsop_cell_decimal(struct tsop_scribe *scribe, const char *decimal)
{
	return tsop_cell_shown(decimal, tsop_scribe_decimal(scribe, decimal));
}

struct tsop_cell tsop_cell_shown(const char *text, const char *shown)
{
	return (struct tsop_cell){ .kind = text == NULL ? TSOP_CELL_EMPTY : TSOP_CELL_TEXT,
				   .text = text,
				   .shown = shown };
}

struct tsop_cell tsop_cell_list(struct tsop_scribe *scribe, const char *const *texts, size_t n)
{
	return (struct tsop_cell){ .kind = TSOP_CELL_LIST,
				   .texts = texts,
				   .n_texts = n,
				   .shown = tsop_scribe_list(scribe, texts, n) };
}

bool tsop_table_has(const struct tsop_table *table, size_t column, bool for_people)
{
	enum tsop_column_use use = table->columns[column].use;

	return !table->is_hidden[column] &&
	       (use == TSOP_COLUMN_ALL ||
		use == (for_people ? TSOP_COLUMN_SHOWN : TSOP_COLUMN_DATA));
}

const char *tsop_table_head(const struct tsop_table *table, size_t column)
{
	return tsop_word(table->lang, table->columns[column].head);
}
