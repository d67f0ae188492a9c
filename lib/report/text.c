#include "report/render.h"

#include "base/text.h"

enum { WRAP_AT = 79, GAP = 2 };

static size_t width_of(const char *text)
{
	return tsop_text_width(tsop_view_of(text));
}

static void add_repeated(struct tsop_buf *out, char c, size_t n)
{
	while (n-- > 0)
		tsop_buf_add_char(out, c);
}

static void add_heading(struct tsop_buf *out, const char *text, char rule)
{
	tsop_buf_addf(out, "%s\n", text);
	add_repeated(out, rule, width_of(text));
	tsop_buf_add_char(out, '\n');
}

/* The words of the text, in lines. */
static void add_paragraph(struct tsop_buf *out, const char *text)
{
	size_t used = 0;

	while (*text != '\0') {
		struct tsop_view word = { text, strcspn(text, " ") };
		size_t width = tsop_text_width(word);

		if (used > 0 && used + 1 + width > WRAP_AT) {
			tsop_buf_add_char(out, '\n');
			used = 0;
		} else if (used > 0) {
			tsop_buf_add_char(out, ' ');
			used++;
		}
		tsop_buf_add_view(out, word);
		used += width;
		text += word.len;
		text += strspn(text, " ");
	}
	tsop_buf_add_char(out, '\n');
}

/* The text in a field so wide, and the gap behind it. */
static void add_field(struct tsop_buf *out, const char *text, size_t width, bool is_number)
{
	size_t padding = width - width_of(text);

	if (is_number)
		add_repeated(out, ' ', padding);
	tsop_buf_add_text(out, text);
	add_repeated(out, ' ', is_number ? GAP : padding + GAP);
}

/* Nothing is left blank at the end of a line. */
static void end_line(struct tsop_buf *out)
{
	size_t len = out->len;

	while (len > 0 && out->p[len - 1] == ' ')
		len--;
	tsop_buf_truncate(out, len);
	tsop_buf_add_char(out, '\n');
}

static void add_figures(struct tsop_buf *out, const struct tsop_document *document)
{
	size_t label = 0, value = 0;

	for (size_t i = 0; i < document->n_figures; i++) {
		const struct tsop_figure *figure = &document->figures[i];

		label = width_of(figure->label) > label ? width_of(figure->label) : label;
		value = width_of(figure->value) > value ? width_of(figure->value) : value;
	}
	for (size_t i = 0; i < document->n_figures; i++) {
		const struct tsop_figure *figure = &document->figures[i];

		add_repeated(out, ' ', GAP);
		add_field(out, figure->label, label, false);
		add_field(out, figure->value, value, true);
		tsop_buf_add_text(out, figure->note);
		end_line(out);
	}
}

/* The columns that are shown, and how wide they are. */
struct layout {
	size_t columns[TSOP_COLUMNS_MAX];
	size_t widths[TSOP_COLUMNS_MAX];
	size_t n;
};

static size_t column_width(const struct tsop_table *table, size_t column)
{
	size_t widest = width_of(tsop_table_head(table, column));

	for (size_t i = 0; i < table->n_rows; i++) {
		size_t width = width_of(table->rows[i].cells[column].shown);

		widest = width > widest ? width : widest;
	}
	return widest;
}

static struct layout lay_out(const struct tsop_table *table)
{
	struct layout layout = { .n = 0 };

	for (size_t i = 0; i < table->n_columns; i++) {
		if (!tsop_table_has(table, i, true))
			continue;
		layout.columns[layout.n] = i;
		layout.widths[layout.n++] = column_width(table, i);
	}
	return layout;
}

static void add_heads(struct tsop_buf *out, const struct tsop_table *table,
		      const struct layout *layout)
{
	for (size_t i = 0; i < layout->n; i++) {
		size_t column = layout->columns[i];

		add_field(out, tsop_table_head(table, column), layout->widths[i],
			  table->columns[column].is_number);
	}
	end_line(out);
	for (size_t i = 0; i < layout->n; i++) {
		add_repeated(out, ' ', i == 0 ? 0 : GAP);
		add_repeated(out, '-', layout->widths[i]);
	}
	tsop_buf_add_char(out, '\n');
}

static void add_row(struct tsop_buf *out, const struct tsop_table *table,
		    const struct tsop_row *row, const struct layout *layout)
{
	for (size_t i = 0; i < layout->n; i++) {
		size_t column = layout->columns[i];

		add_field(out, row->cells[column].shown, layout->widths[i],
			  table->columns[column].is_number);
	}
	end_line(out);
}

void tsop_render_text_table(struct tsop_buf *out, const struct tsop_table *table)
{
	struct layout layout = lay_out(table);

	add_heads(out, table, &layout);
	for (size_t i = 0; i < table->n_rows; i++) {
		if (table->rows[i].is_sum && i > 0)
			tsop_buf_add_char(out, '\n');
		add_row(out, table, &table->rows[i], &layout);
	}
}

void tsop_render_text(struct tsop_buf *out, const struct tsop_document *document)
{
	add_heading(out, document->title, '=');
	tsop_buf_addf(out, "%s\n\n", document->kicker);
	add_paragraph(out, document->lede);
	tsop_buf_add_char(out, '\n');
	add_figures(out, document);
	for (size_t i = 0; i < document->n_sections; i++) {
		const struct tsop_section *section = &document->sections[i];

		tsop_buf_add_char(out, '\n');
		add_heading(out, section->heading, '-');
		add_paragraph(out, section->text);
		if (section->table.n_rows == 0)
			continue;
		tsop_buf_add_char(out, '\n');
		tsop_render_text_table(out, &section->table);
	}
	tsop_buf_add_char(out, '\n');
	add_paragraph(out, document->colophon);
}
