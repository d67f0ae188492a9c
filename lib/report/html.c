#include "report/render.h"

#include "report/markup.h"
#include "report/page.h"

static void add_head(struct tsop_buf *out, const struct tsop_table *table)
{
	tsop_buf_addf(out, "<caption id=\"%s-caption\">", table->name);
	tsop_markup_add(out, "", tsop_word(table->lang, table->caption),
			"</caption>\n<thead>\n<tr>");
	for (size_t i = 0; i < table->n_columns; i++) {
		if (!tsop_table_has(table, i, true))
			continue;
		tsop_buf_add_text(out, table->columns[i].is_number ? "<th scope=\"col\" class=\"n\">"
								   : "<th scope=\"col\">");
		tsop_markup_add(out, "", tsop_table_head(table, i), "</th>");
	}
	tsop_buf_add_text(out, "</tr>\n</thead>\n");
}

static void add_cell(struct tsop_buf *out, const struct tsop_column *column,
		     const struct tsop_cell *cell)
{
	bool is_zero = cell->kind == TSOP_CELL_INTEGER && cell->integer == 0;

	if (!column->is_number)
		tsop_buf_add_text(out, "<td>");
	else
		tsop_buf_add_text(out, is_zero ? "<td class=\"n z\">" : "<td class=\"n\">");
	tsop_markup_add(out, "", cell->shown, "</td>");
}

static void add_row(struct tsop_buf *out, const struct tsop_table *table,
		    const struct tsop_row *row)
{
	bool is_named = false;

	tsop_buf_add_text(out, row->is_sum ? "<tr class=\"sum\">" : "<tr>");
	for (size_t i = 0; i < table->n_columns; i++) {
		if (!tsop_table_has(table, i, true))
			continue;
		if (is_named) {
			add_cell(out, &table->columns[i], &row->cells[i]);
			continue;
		}
		tsop_markup_add(out, row->is_sum ? "<th scope=\"rowgroup\">" : "<th scope=\"row\">",
				row->cells[i].shown, "</th>");
		is_named = true;
	}
	tsop_buf_add_text(out, "</tr>\n");
}

/* A sum begins a group of rows. The table scrolls in a box of its own. */
static void add_table(struct tsop_buf *out, const struct tsop_table *table)
{
	tsop_buf_addf(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
			   "aria-labelledby=\"%s-caption\">\n<table>\n", table->name);
	add_head(out, table);
	tsop_buf_add_text(out, "<tbody>\n");
	for (size_t i = 0; i < table->n_rows; i++) {
		if (table->rows[i].is_sum && i > 0)
			tsop_buf_add_text(out, "</tbody>\n<tbody>\n");
		add_row(out, table, &table->rows[i]);
	}
	tsop_buf_add_text(out, "</tbody>\n</table>\n</div>\n");
}

static void add_section(struct tsop_buf *out, const struct tsop_section *section)
{
	const char *name = section->table.name;

	tsop_buf_addf(out, "<section id=\"%s\" aria-labelledby=\"%s-heading\">\n", name, name);
	tsop_buf_addf(out, "<h2 id=\"%s-heading\">", name);
	tsop_markup_add(out, "", section->heading, "</h2>\n");
	tsop_markup_add(out, "<p>", section->text, "</p>\n");
	if (section->chart != NULL) {
		tsop_buf_add_text(out, "<div class=\"pair\">\n<figure class=\"scroll\">\n");
		tsop_chart_svg(out, section->chart);
		tsop_buf_add_text(out, "</figure>\n");
	}
	if (section->tilemap != NULL) {
		tsop_buf_add_text(out, "<figure class=\"scroll wide\">\n");
		tsop_tilemap_svg(out, section->tilemap);
		tsop_buf_add_text(out, "</figure>\n");
	}
	if (section->table.n_rows > 0)
		add_table(out, &section->table);
	if (section->chart != NULL)
		tsop_buf_add_text(out, "</div>\n");
	tsop_buf_add_text(out, "</section>\n");
}

static void add_figures(struct tsop_buf *out, const struct tsop_document *document)
{
	tsop_buf_add_text(out, "<dl class=\"figures\">\n");
	for (size_t i = 0; i < document->n_figures; i++) {
		tsop_markup_add(out, "<div><dt>", document->figures[i].label, "</dt>");
		tsop_markup_add(out, "<dd>", document->figures[i].value, "</dd>");
		if (document->figures[i].note[0] != '\0')
			tsop_markup_add(out, "<dd class=\"note\">", document->figures[i].note,
					"</dd>");
		tsop_buf_add_text(out, "</div>\n");
	}
	tsop_buf_add_text(out, "</dl>\n");
}

static void add_contents(struct tsop_buf *out, const struct tsop_document *document)
{
	tsop_markup_add(out, "<nav aria-label=\"", tsop_word(document->lang, TSOP_WORD_CONTENTS),
			"\">\n<ul>\n");
	for (size_t i = 0; i < document->n_sections; i++) {
		tsop_buf_addf(out, "<li><a href=\"#%s\">", document->sections[i].table.name);
		tsop_markup_add(out, "", document->sections[i].heading, "</a></li>\n");
	}
	tsop_buf_add_text(out, "</ul>\n</nav>\n");
}

void tsop_render_html(struct tsop_buf *out, const struct tsop_document *document)
{
	tsop_page_open(out, document->lang, document->title);
	tsop_markup_add(out, "<header>\n<p class=\"kicker\">", document->kicker, "</p>\n");
	tsop_markup_add(out, "<h1>", document->title, "</h1>\n");
	tsop_markup_add(out, "<p class=\"lede\">", document->lede, "</p>\n");
	add_figures(out, document);
	add_contents(out, document);
	tsop_buf_add_text(out, "</header>\n<main>\n");
	for (size_t i = 0; i < document->n_sections; i++)
		add_section(out, &document->sections[i]);
	tsop_markup_add(out, "</main>\n<footer>\n<p>", document->colophon, "</p>\n</footer>\n");
	tsop_page_close(out);
}
