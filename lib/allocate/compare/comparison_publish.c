#include "allocate/compare/comparison.h"

#include <inttypes.h>

#include "base/text.h"
#include "record/write.h"

enum { QUOTA_PLACES = 3, NAME_WIDTH_MAX = 40 };

struct printing {
	const struct tsop_comparison *comparison;
	struct tsop_output *out;
	struct tsop_buf line, text;
};

static int put(struct printing *p, struct tsop_error *err)
{
	p->line.failed = p->line.failed || p->text.failed;
	if (tsop_buf_ok(&p->line, err) != 0)
		return -1;
	tsop_output_add(p->out, tsop_buf_view(&p->line));
	tsop_buf_clear(&p->line);
	return 0;
}

static const struct tsop_claimant *claimant_of(const struct printing *p, size_t i)
{
	return &p->comparison->run.claimants.rows[i];
}

/* The quota with three places, rounded down. */
static struct tsop_view quota(struct printing *p, size_t claimant)
{
	struct tsop_comparison_quota quota = tsop_comparison_quota(p->comparison, claimant);
	tsop_int128 thousandths = quota.num % quota.den * 1000 / quota.den;

	tsop_buf_clear(&p->text);
	tsop_buf_addf(&p->text, "%" PRId64 ".%0*d", (int64_t)(quota.num / quota.den), QUOTA_PLACES,
		      (int)thousandths);
	return tsop_buf_view(&p->text);
}

/* Hundredths of a percent, with a sign unless it says how much. */
static struct tsop_view percent(struct printing *p, int64_t hundredths, bool is_signed)
{
	int64_t size = hundredths < 0 ? -hundredths : hundredths;

	tsop_buf_clear(&p->text);
	if (is_signed)
		tsop_buf_add_char(&p->text, hundredths < 0 ? '-' : '+');
	tsop_buf_addf(&p->text, "%" PRId64 ".%02d", size / 100, (int)(size % 100));
	return tsop_buf_view(&p->text);
}

static struct tsop_view weight(struct printing *p, int64_t weight)
{
	char digits[TSOP_NUM_TEXT];

	tsop_buf_clear(&p->text);
	tsop_buf_add_text(&p->text,
			  tsop_num_write_decimal(weight, p->comparison->run.claimants.places,
						 digits));
	return tsop_buf_view(&p->text);
}

/* Hundredths of a percent that the nearest change is of the weight, rounded up. */
static int64_t size_of_change(const struct printing *p,
			      const struct tsop_comparison_nearest *nearest)
{
	int64_t own = claimant_of(p, nearest->claimant)->weight;
	tsop_int128 change = nearest->gains ? nearest->weight - own : own - nearest->weight;

	return (int64_t)((change * 10000 + own - 1) / own);
}

static void write_claimant(struct printing *p, size_t claimant)
{
	const struct tsop_claimant *row = claimant_of(p, claimant);

	tsop_write_text(&p->line, row->municipality != NULL ? "municipality" : "claimant", row->id);
}

static void write_violations(struct printing *p, const struct tsop_comparison_way *way,
			     const char *name, int side)
{
	tsop_write_open(&p->line, name, '[');
	for (size_t i = 0; i < p->comparison->run.claimants.n; i++)
		if (tsop_comparison_violation(p->comparison, way, i) == side)
			tsop_write_element(&p->line, tsop_view_of(claimant_of(p, i)->id));
	tsop_write_close(&p->line, ']');
}

static void write_nearest(struct printing *p, const struct tsop_comparison_nearest *nearest)
{
	if (!nearest->is_set)
		return;
	tsop_write_open(&p->line, "nearest", '{');
	write_claimant(p, nearest->claimant);
	tsop_write_view(&p->line, "weight", weight(p, nearest->weight));
	tsop_write_view(&p->line, "percent", percent(p, size_of_change(p, nearest), false));
	tsop_write_integer(&p->line, "change", nearest->gains ? 1 : -1);
	tsop_write_close(&p->line, '}');
}

static void write_way(struct printing *p, const struct tsop_comparison_way *way)
{
	int64_t bias;

	tsop_write_begin(&p->line, "comparison");
	tsop_write_text(&p->line, "way", way->name);
	tsop_write_text(&p->line, "reading", tsop_reading_name(way->reading));
	tsop_write_text(&p->line, "method", way->method.name);
	tsop_write_integer(&p->line, "seats", p->comparison->run.rules.total);
	if (way->is_refused) {
		tsop_write_text(&p->line, "refused", way->refused.text);
	} else {
		tsop_write_integer(&p->line, "given", way->given);
		tsop_write_integer(&p->line, "left", way->left);
		if (way->n_draw > 0) {
			tsop_write_integer(&p->line, "tied", (int64_t)way->n_tied);
			tsop_write_integer(&p->line, "draw", way->n_draw);
		}
		write_violations(p, way, "under_quota", -1);
		write_violations(p, way, "over_quota", 1);
		if (tsop_comparison_bias(way, &bias))
			tsop_write_view(&p->line, "bias", percent(p, bias, true));
		write_nearest(p, &way->nearest);
	}
	if (p->comparison->has_scan)
		tsop_write_integer(&p->line, "paradoxes", (int64_t)way->n_paradoxes);
	tsop_write_end(&p->line);
}

static void write_compared(struct printing *p, size_t claimant)
{
	const struct tsop_claimant *row = claimant_of(p, claimant);

	tsop_write_begin(&p->line, "compared");
	write_claimant(p, claimant);
	if (row->municipality != NULL)
		tsop_write_text(&p->line, "name", row->municipality->name);
	tsop_write_view(&p->line, "weight", weight(p, row->weight));
	tsop_write_view(&p->line, "quota", quota(p, claimant));
	tsop_write_open(&p->line, "seats", '{');
	for (size_t i = 0; i < p->comparison->n_ways; i++) {
		const struct tsop_comparison_way *way = &p->comparison->ways[i];

		if (!way->is_refused)
			tsop_write_integer(&p->line, way->name, way->seats[claimant].certain);
	}
	tsop_write_close(&p->line, '}');
	tsop_write_end(&p->line);
}

static void write_paradox(struct printing *p, const struct tsop_comparison_way *way,
			  const struct tsop_comparison_paradox *paradox)
{
	tsop_write_begin(&p->line, "paradox");
	tsop_write_text(&p->line, "way", way->name);
	write_claimant(p, paradox->claimant);
	tsop_write_integer(&p->line, "of", paradox->total - 1);
	tsop_write_integer(&p->line, "had", paradox->before);
	tsop_write_integer(&p->line, "has", paradox->seats);
	tsop_write_end(&p->line);
}

static int print_jsonl(struct printing *p, struct tsop_error *err)
{
	const struct tsop_comparison *comparison = p->comparison;

	for (size_t i = 0; i < comparison->n_ways; i++) {
		write_way(p, &comparison->ways[i]);
		if (put(p, err) != 0)
			return -1;
	}
	for (size_t i = 0; i < comparison->run.claimants.n; i++) {
		write_compared(p, i);
		if (put(p, err) != 0)
			return -1;
	}
	for (size_t i = 0; i < comparison->n_ways; i++)
		for (size_t k = 0; k < comparison->ways[i].n_paradoxes; k++) {
			write_paradox(p, &comparison->ways[i], &comparison->ways[i].paradoxes[k]);
			if (put(p, err) != 0)
				return -1;
		}
	return 0;
}

static void add_cell(struct printing *p, bool first, struct tsop_view text)
{
	tsop_write_cell(&p->line, &TSOP_CSV_PLAIN, first, text);
}

static void add_number(struct printing *p, int64_t number)
{
	char digits[TSOP_NUM_TEXT];

	add_cell(p, false, tsop_view_of(tsop_num_write(number, digits)));
}

static int print_csv(struct printing *p, struct tsop_error *err)
{
	const struct tsop_comparison *comparison = p->comparison;
	static const char *const names[] = { "claimant", "name", "weight", "quota" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		add_cell(p, i == 0, tsop_view_of(names[i]));
	for (size_t i = 0; i < comparison->n_ways; i++)
		if (!comparison->ways[i].is_refused)
			add_cell(p, false, tsop_view_of(comparison->ways[i].name));
	tsop_write_row_end(&p->line, &TSOP_CSV_PLAIN);
	for (size_t row = 0; row < comparison->run.claimants.n; row++) {
		add_cell(p, true, tsop_view_of(claimant_of(p, row)->id));
		add_cell(p, false, tsop_view_of(tsop_claimant_name(claimant_of(p, row))));
		add_cell(p, false, weight(p, claimant_of(p, row)->weight));
		add_cell(p, false, quota(p, row));
		for (size_t i = 0; i < comparison->n_ways; i++)
			if (!comparison->ways[i].is_refused)
				add_number(p, comparison->ways[i].seats[row].certain);
		tsop_write_row_end(&p->line, &TSOP_CSV_PLAIN);
		if (put(p, err) != 0)
			return -1;
	}
	return put(p, err);
}

static void pad(struct printing *p, size_t n)
{
	while (n-- > 0)
		tsop_buf_add_char(&p->line, ' ');
}

/* At the left or the right of a column of that width. */
static void add_text(struct printing *p, struct tsop_view text, int width)
{
	size_t room = (size_t)(width < 0 ? -width : width);
	size_t used = tsop_text_width(text);

	if (width > 0)
		pad(p, room > used ? room - used : 0);
	tsop_buf_add_view(&p->line, text);
	if (width < 0)
		pad(p, room > used ? room - used : 0);
}

static void add_integer(struct printing *p, int64_t number, int width)
{
	char digits[TSOP_NUM_TEXT];

	add_text(p, tsop_view_of(tsop_num_write(number, digits)), width);
}

static size_t count_violations(const struct printing *p, const struct tsop_comparison_way *way)
{
	size_t n = 0;

	for (size_t i = 0; i < p->comparison->run.claimants.n; i++)
		n += tsop_comparison_violation(p->comparison, way, i) != 0;
	return n;
}

static void add_nearest(struct printing *p, const struct tsop_comparison_nearest *nearest)
{
	if (!nearest->is_set)
		return;
	tsop_buf_add_text(&p->line, "  ");
	tsop_buf_add_text(&p->line, tsop_claimant_name(claimant_of(p, nearest->claimant)));
	tsop_buf_add_text(&p->line, nearest->gains ? " +" : " -");
	tsop_buf_add_view(&p->line, percent(p, size_of_change(p, nearest), false));
	tsop_buf_add_char(&p->line, '%');
}

/* A line for each way, by the number that heads its column below. */
static int print_ways(struct printing *p, int way_width, struct tsop_error *err)
{
	const struct tsop_comparison *comparison = p->comparison;

	tsop_buf_addf(&p->line, "%3s  %-*s %9s %9s %5s%s  %s\n", "", way_width, "reading/method",
		      "off quota", "bias %", "draw", comparison->has_scan ? " paradoxes" : "",
		      "least change of a weight that moves a seat");
	for (size_t i = 0; i < comparison->n_ways; i++) {
		const struct tsop_comparison_way *way = &comparison->ways[i];
		int64_t bias;

		tsop_buf_addf(&p->line, "%3zu  %-*s ", i + 1, way_width, way->name);
		if (way->is_refused) {
			tsop_buf_addf(&p->line, "%s\n", way->refused.text);
			continue;
		}
		tsop_buf_addf(&p->line, "%9zu ", count_violations(p, way));
		add_text(p, tsop_comparison_bias(way, &bias) ? percent(p, bias, true)
							      : tsop_view_of("-"), 9);
		tsop_buf_addf(&p->line, " %5" PRId64, way->n_draw);
		if (comparison->has_scan)
			tsop_buf_addf(&p->line, " %9zu", way->n_paradoxes);
		add_nearest(p, &way->nearest);
		tsop_buf_add_char(&p->line, '\n');
	}
	tsop_buf_add_char(&p->line, '\n');
	return put(p, err);
}

/* Of the columns of a table; those of numbers have two blanks before the longest. */
struct widths {
	int way, name, weight, quota, seats;
};

static void widen(int *width, size_t needed)
{
	if ((int)needed > *width)
		*width = (int)needed;
}

static void widen_seats(const struct printing *p, size_t claimant, int *width)
{
	char digits[TSOP_NUM_TEXT];

	for (size_t i = 0; i < p->comparison->n_ways; i++) {
		const struct tsop_comparison_way *way = &p->comparison->ways[i];

		if (!way->is_refused)
			widen(width, strlen(tsop_num_write(way->seats[claimant].certain, digits)) + 2);
	}
}

static struct widths measure(struct printing *p)
{
	struct widths widths = { .way = 35, .name = 8, .weight = 13, .quota = 11, .seats = 5 };

	for (size_t i = 0; i < p->comparison->n_ways; i++)
		widen(&widths.way, strlen(p->comparison->ways[i].name));
	for (size_t i = 0; i < p->comparison->run.claimants.n; i++) {
		const struct tsop_claimant *row = claimant_of(p, i);
		size_t used = tsop_text_width(tsop_view_of(tsop_claimant_name(row)));

		widen(&widths.name, used < NAME_WIDTH_MAX ? used : NAME_WIDTH_MAX);
		widen(&widths.weight, weight(p, row->weight).len + 2);
		widen(&widths.quota, quota(p, i).len + 2);
		widen_seats(p, i, &widths.seats);
	}
	return widths;
}

static int print_text(struct printing *p, struct tsop_error *err)
{
	const struct tsop_comparison *comparison = p->comparison;
	const struct widths widths = measure(p);

	if (print_ways(p, widths.way, err) != 0)
		return -1;
	add_text(p, tsop_view_of("claimant"), -widths.name);
	add_text(p, tsop_view_of("weight"), widths.weight);
	add_text(p, tsop_view_of("quota"), widths.quota);
	for (size_t i = 0; i < comparison->n_ways; i++)
		add_integer(p, (int64_t)i + 1, widths.seats);
	tsop_buf_add_char(&p->line, '\n');
	for (size_t row = 0; row < comparison->run.claimants.n; row++) {
		add_text(p, tsop_view_of(tsop_claimant_name(claimant_of(p, row))), -widths.name);
		add_text(p, weight(p, claimant_of(p, row)->weight), widths.weight);
		add_text(p, quota(p, row), widths.quota);
		for (size_t i = 0; i < comparison->n_ways; i++) {
			if (comparison->ways[i].is_refused)
				add_text(p, tsop_view_of("-"), widths.seats);
			else
				add_integer(p, comparison->ways[i].seats[row].certain, widths.seats);
		}
		tsop_buf_add_char(&p->line, '\n');
		if (put(p, err) != 0)
			return -1;
	}
	return 0;
}

int tsop_comparison_publish(const struct tsop_comparison *comparison,
			    enum tsop_compare_format format, struct tsop_output *out,
			    struct tsop_error *err)
{
	static int (*const print[])(struct printing *p, struct tsop_error *err) = {
		[TSOP_COMPARE_JSONL] = print_jsonl,
		[TSOP_COMPARE_CSV] = print_csv,
		[TSOP_COMPARE_TEXT] = print_text,
	};
	struct printing printing = { .comparison = comparison, .out = out };
	int status;

	tsop_buf_init(&printing.line);
	tsop_buf_init(&printing.text);
	status = print[format](&printing, err);
	tsop_buf_release(&printing.line);
	tsop_buf_release(&printing.text);
	return status;
}
