/*
 * render.h: a document as text, CSV, JSON Lines, Markdown or a page.
 *
 * All formats hold the same tables. Appends to a buffer without memory are
 * remembered by it (tsop_buf_ok).
 */
#ifndef TSOP_REPORT_RENDER_H
#define TSOP_REPORT_RENDER_H

#include "base/buf.h"
#include "record/write.h"
#include "report/document.h"

/* Text for a terminal: columns aligned by display width. */
void tsop_render_text(struct tsop_buf *out, const struct tsop_document *document);
void tsop_render_text_table(struct tsop_buf *out, const struct tsop_table *table);

/* GitHub-flavored Markdown; active characters are escaped. */
void tsop_render_markdown(struct tsop_buf *out, const struct tsop_document *document);
void tsop_render_markdown_table(struct tsop_buf *out, const struct tsop_table *table);

/* A header row, then a row for each that is no sum. Lists are separated by '|'. */
void tsop_render_csv(struct tsop_buf *out, const struct tsop_table *table,
		     const struct tsop_csv_style *style);

/* A cell record for each value; an empty cell has none. */
void tsop_render_jsonl(struct tsop_buf *out, const struct tsop_table *table);

/* One self-contained HTML page: no script, nothing loaded from elsewhere. */
void tsop_render_html(struct tsop_buf *out, const struct tsop_document *document);

#endif
