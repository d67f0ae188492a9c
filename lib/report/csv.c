#include "report/render.h"

#include "base/num.h"

static void add_cell(struct tsop_buf *out, const struct tsop_csv_style *style,
		     const struct tsop_cell *cell, struct tsop_buf *list)
{
	char number[TSOP_NUM_TEXT];
	struct tsop_view text = { "", 0 };

	tsop_buf_clear(list);
	switch (cell->kind) {
	case TSOP_CELL_EMPTY:
		break;
	case TSOP_CELL_TEXT:
		text = tsop_view_of(cell->text);
		break;
	case TSOP_CELL_INTEGER:
		text = tsop_view_of(tsop_num_write(cell->integer, number));
		break;
	case TSOP_CELL_LIST:
		for (size_t i = 0; i < cell->n_texts; i++)
			tsop_buf_addf(list, i == 0 ? "%s" : "|%s", cell->texts[i]);
		out->failed |= list->failed;
		text = tsop_buf_view(list);
		break;
	}
	tsop_write_cell(out, style, false, text);
}

void tsop_render_csv(struct tsop_buf *out, const struct tsop_table *table,
		     const struct tsop_csv_style *style)
{
	struct tsop_buf list;

	tsop_buf_init(&list);
	tsop_write_csv_begin(out, style);
	tsop_write_cell(out, style, true, tsop_view_of(table->id_name));
	for (size_t i = 0; i < table->n_columns; i++)
		if (tsop_table_has(table, i, false))
			tsop_write_cell(out, style, false, tsop_view_of(table->columns[i].name));
	tsop_write_row_end(out, style);
	for (size_t row = 0; row < table->n_rows; row++) {
		if (table->rows[row].is_sum)
			continue;
		tsop_write_cell(out, style, true, tsop_view_of(table->rows[row].id));
		for (size_t i = 0; i < table->n_columns; i++)
			if (tsop_table_has(table, i, false))
				add_cell(out, style, &table->rows[row].cells[i], &list);
		tsop_write_row_end(out, style);
	}
	tsop_buf_release(&list);
}
