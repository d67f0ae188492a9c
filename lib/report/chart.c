#include "report/chart.h"

#include "base/text.h"
#include "report/markup.h"

/* Lengths are in units of the drawing; what is divided, in hundredths of them. */
enum {
	WIDTH = 440,
	BAR_HEIGHT = 26,
	BAR_STEP = 62,  /* from one bar to the next */
	BAR_TOP = 22,   /* below the top of its step, under its label */
	LEGEND_STEP = 40,
	SWATCH = 14,
	CHARACTER = 8,  /* about as wide as a character is */
	GAP = 2,        /* between parts */
	NOTE_GAP = 8,   /* before the note */
};

static int64_t total_of(const struct tsop_bar *bar)
{
	int64_t total = 0;

	for (size_t i = 0; i < TSOP_CHART_PARTS; i++)
		total += bar->parts[i];
	return total;
}

static int64_t longest(const struct tsop_chart *chart)
{
	int64_t most = 1;

	for (size_t i = 0; i < chart->n_bars; i++)
		most = total_of(&chart->bars[i]) > most ? total_of(&chart->bars[i]) : most;
	return most;
}

static long long text_width(const char *text)
{
	return (long long)tsop_text_width(tsop_view_of(text)) * CHARACTER;
}

/* What the longest note leaves of the width. */
static long long bar_width(const struct tsop_chart *chart)
{
	long long widest = 0;

	for (size_t i = 0; i < chart->n_bars; i++)
		if (text_width(chart->bars[i].note) > widest)
			widest = text_width(chart->bars[i].note);
	return widest < WIDTH / 2 ? WIDTH - NOTE_GAP - widest : WIDTH / 2;
}

/* A rectangle of a part: the second one is hatched. x and width in hundredths. */
static void add_rect(struct tsop_buf *out, const struct tsop_chart *chart, size_t part,
		     long long x, long long y, long long width, int height)
{
	tsop_buf_addf(out,
		      "<rect class=\"part-%zu\" x=\"%lld.%02lld\" y=\"%lld\" "
		      "width=\"%lld.%02lld\" height=\"%d\"",
		      part, x / 100, x % 100, y, width / 100, width % 100, height);
	if (part == 1)
		tsop_buf_addf(out, " fill=\"url(#%s-hatch)\"", chart->id);
	tsop_buf_add_text(out, "/>\n");
}

static void add_legend(struct tsop_buf *out, const struct tsop_chart *chart)
{
	long long x = 1;

	for (size_t i = 0; i < TSOP_CHART_PARTS; i++) {
		add_rect(out, chart, i, x * 100, 4, SWATCH * 100LL, SWATCH);
		tsop_buf_addf(out, "<text x=\"%lld\" y=\"16\">", x + SWATCH + 6);
		tsop_markup_add(out, "", chart->parts[i], "</text>\n");
		x += SWATCH + 6 + text_width(chart->parts[i]) + 16;
	}
}

/* One part of a bar, and its number where there is room for it. */
static void add_part(struct tsop_buf *out, const struct tsop_chart *chart,
		     const struct tsop_bar *bar, size_t part, long long from, long long to,
		     long long y)
{
	long long width = to - from - GAP * 100LL;

	if (width <= 0)
		return;
	add_rect(out, chart, part, from, y, width, BAR_HEIGHT);
	if (width / 100 < text_width(bar->shown[part]) + 4)
		return;
	tsop_buf_addf(out, "<text class=\"on-part-%zu\" x=\"%lld\" y=\"%lld\">", part,
		      (from + width / 2) / 100, y + 18);
	tsop_markup_add(out, "", bar->shown[part], "</text>\n");
}

static void add_bar(struct tsop_buf *out, const struct tsop_chart *chart,
		    const struct tsop_bar *bar, long long top, int64_t most)
{
	long long width = bar_width(chart);
	int64_t sum = 0;
	long long from = 100;

	tsop_buf_addf(out, "<text class=\"name\" x=\"0\" y=\"%lld\">", top + BAR_TOP - 7);
	tsop_markup_add(out, "", bar->label, "</text>\n");
	for (size_t i = 0; i < TSOP_CHART_PARTS; i++) {
		long long to;

		sum += bar->parts[i];
		to = 100 + (long long)(sum * width * 100 / most);
		add_part(out, chart, bar, i, from, to, top + BAR_TOP);
		from = to;
	}
	tsop_buf_addf(out, "<text x=\"%lld\" y=\"%lld\">", from / 100 + NOTE_GAP,
		      top + BAR_TOP + 18);
	tsop_markup_add(out, "", bar->note, "</text>\n");
}

void tsop_chart_svg(struct tsop_buf *out, const struct tsop_chart *chart)
{
	int64_t most = longest(chart);

	tsop_markup_svg(out, "chart", chart->id, WIDTH, LEGEND_STEP + chart->n_bars * BAR_STEP,
			chart->title, chart->desc);
	add_legend(out, chart);
	for (size_t i = 0; i < chart->n_bars; i++)
		add_bar(out, chart, &chart->bars[i], LEGEND_STEP + (long long)i * BAR_STEP, most);
	tsop_buf_add_text(out, "</svg>\n");
}
