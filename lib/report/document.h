/*
 * document.h: a report, apart from how it is shown.
 *
 * Title, one sentence with the result, key figures, and sections of text,
 * chart and table. Whoever makes a report fills this; render.h prints it.
 * Everything in it is borrowed from the arena it was made in. Texts may
 * come from records: renderers escape them.
 */
#ifndef TSOP_REPORT_DOCUMENT_H
#define TSOP_REPORT_DOCUMENT_H

#include <stddef.h>

#include "report/chart.h"
#include "report/table.h"
#include "report/tilemap.h"
#include "report/words.h"

struct tsop_figure {
	const char *label;
	const char *value;
	const char *note; /* "" where there is none */
};

struct tsop_section {
	const char *heading;
	const char *text;
	const struct tsop_chart *chart;     /* NULL: none */
	const struct tsop_tilemap *tilemap; /* NULL: none */
	struct tsop_table table;            /* without rows: heading and text say it all */
};

enum { TSOP_FIGURES_MAX = 6, TSOP_SECTIONS_MAX = 8 };

struct tsop_document {
	enum tsop_lang lang;
	const char *kicker; /* above the title: what it is about */
	const char *title;
	const char *lede; /* the result, in one sentence */
	struct tsop_figure figures[TSOP_FIGURES_MAX];
	size_t n_figures;
	struct tsop_section sections[TSOP_SECTIONS_MAX];
	size_t n_sections;
	const char *colophon; /* below: where it came from */
};

/* The table of that name, or NULL. */
const struct tsop_table *tsop_document_table(const struct tsop_document *document,
					     const char *name);

#endif
