/*
 * chart.h: a bar chart, drawn as SVG.
 *
 * Horizontal bars, each a whole that is divided into the same few parts. The
 * parts differ by pattern as well as by color, and their numbers are printed,
 * so that the chart can be read in gray, in print and without seeing color.
 * Colors come from the page's style sheet (page.css): "part-0" and so on.
 */
#ifndef TSOP_REPORT_CHART_H
#define TSOP_REPORT_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum { TSOP_CHART_PARTS = 3 };

struct tsop_bar {
	const char *label;
	const char *note;                  /* behind the bar, such as its total */
	int64_t parts[TSOP_CHART_PARTS];   /* not below 0 */
	const char *shown[TSOP_CHART_PARTS]; /* the numbers as they are printed */
};

struct tsop_chart {
	const char *id; /* of its elements, unique on the page: [a-z]+ */
	const char *title;
	const char *desc; /* what it shows, in words */
	const char *parts[TSOP_CHART_PARTS]; /* the legend */
	const struct tsop_bar *bars;
	size_t n_bars;
};

/* Append the <svg> element. Widths are exact to 1/100 of a unit, rounded down. */
void tsop_chart_svg(struct tsop_buf *out, const struct tsop_chart *chart);

#endif
