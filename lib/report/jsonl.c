#include "record/write.h"

#include "report/render.h"

static void add_value(struct tsop_buf *out, const struct tsop_cell *cell)
{
	switch (cell->kind) {
	case TSOP_CELL_EMPTY:
		break;
	case TSOP_CELL_TEXT:
		tsop_write_text(out, "value", cell->text);
		break;
	case TSOP_CELL_INTEGER:
		tsop_write_integer(out, "value", cell->integer);
		break;
	case TSOP_CELL_LIST:
		tsop_write_texts(out, "value", cell->texts, cell->n_texts);
		break;
	}
}

static void add_row(struct tsop_buf *out, const struct tsop_table *table,
		    const struct tsop_row *row)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		if (!tsop_table_has(table, i, false) ||
		    row->cells[i].kind == TSOP_CELL_EMPTY)
			continue;
		tsop_write_begin(out, "cell");
		tsop_write_text(out, "table", table->name);
		tsop_write_text(out, "row", row->id);
		tsop_write_text(out, "column", table->columns[i].name);
		add_value(out, &row->cells[i]);
		tsop_write_end(out);
	}
}

void tsop_render_jsonl(struct tsop_buf *out, const struct tsop_table *table)
{
	for (size_t i = 0; i < table->n_rows; i++)
		if (!table->rows[i].is_sum)
			add_row(out, table, &table->rows[i]);
}
