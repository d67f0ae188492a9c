#include "report/render.h"

/* Text in which no character is Markdown's or HTML's. */
static void add_escaped(struct tsop_buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (strchr("\\`*_{}[]<>&|~", *text) != NULL)
			tsop_buf_add_char(out, '\\');
		tsop_buf_add_char(out, *text);
	}
}

static void add_line(struct tsop_buf *out, const char *before, const char *text, const char *after)
{
	tsop_buf_add_text(out, before);
	add_escaped(out, text);
	tsop_buf_add_text(out, after);
}

static void add_row(struct tsop_buf *out, const struct tsop_table *table,
		    const struct tsop_row *row)
{
	const char *mark = row->is_sum ? "**" : "";

	tsop_buf_add_char(out, '|');
	for (size_t i = 0; i < table->n_columns; i++) {
		const char *shown = row->cells[i].shown;

		if (!tsop_table_has(table, i, true))
			continue;
		tsop_buf_add_char(out, ' ');
		if (shown[0] != '\0')
			add_line(out, mark, shown, mark);
		tsop_buf_add_text(out, " |");
	}
	tsop_buf_add_char(out, '\n');
}

void tsop_render_markdown_table(struct tsop_buf *out, const struct tsop_table *table)
{
	tsop_buf_add_char(out, '|');
	for (size_t i = 0; i < table->n_columns; i++)
		if (tsop_table_has(table, i, true))
			add_line(out, " ", tsop_table_head(table, i), " |");
	tsop_buf_add_text(out, "\n|");
	for (size_t i = 0; i < table->n_columns; i++)
		if (tsop_table_has(table, i, true))
			tsop_buf_add_text(out, table->columns[i].is_number ? " ---: |" : " --- |");
	tsop_buf_add_char(out, '\n');
	for (size_t i = 0; i < table->n_rows; i++)
		add_row(out, table, &table->rows[i]);
}

static void add_figures(struct tsop_buf *out, const struct tsop_document *document)
{
	for (size_t i = 0; i < document->n_figures; i++) {
		const struct tsop_figure *figure = &document->figures[i];

		add_line(out, "- ", figure->label, ": ");
		add_line(out, "**", figure->value, "**");
		if (figure->note[0] != '\0')
			add_line(out, " (", figure->note, ")");
		tsop_buf_add_char(out, '\n');
	}
}

void tsop_render_markdown(struct tsop_buf *out, const struct tsop_document *document)
{
	add_line(out, "# ", document->title, "\n\n");
	add_line(out, "", document->kicker, "\n\n");
	add_line(out, "**", document->lede, "**\n\n");
	add_figures(out, document);
	for (size_t i = 0; i < document->n_sections; i++) {
		const struct tsop_section *section = &document->sections[i];

		add_line(out, "\n## ", section->heading, "\n\n");
		add_line(out, "", section->text, "\n");
		if (section->table.n_rows == 0)
			continue;
		tsop_buf_add_char(out, '\n');
		tsop_render_markdown_table(out, &section->table);
	}
	add_line(out, "\n", document->colophon, "\n");
}
