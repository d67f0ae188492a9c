#include "record/csv.h"

#include <stdlib.h>
#include <strings.h>

#include "base/i18n.h"

enum { GROW_BY = 4096 };

int tsop_csv_open(struct tsop_csv *csv, struct tsop_lines *lines, const char *encoding,
		  struct tsop_error *err)
{
	*csv = (struct tsop_csv){ .lines = lines };
	tsop_buf_init(&csv->text);
	if (tsop_encoding_open(&csv->encoding, encoding, err) != 0)
		return -1;
	csv->ends = calloc(TSOP_CSV_CELLS_MAX, sizeof *csv->ends);
	if (csv->ends == NULL || csv_init(&csv->parser, CSV_STRICT) != 0) {
		free(csv->ends);
		tsop_encoding_close(&csv->encoding);
		return tsop_fail_memory(err);
	}
	csv_set_blk_size(&csv->parser, GROW_BY);
	csv_set_delim(&csv->parser, '\0');
	return 0;
}

void tsop_csv_close(struct tsop_csv *csv)
{
	csv_free(&csv->parser);
	tsop_encoding_close(&csv->encoding);
	tsop_buf_release(&csv->text);
	free(csv->ends);
}

/* The row is bad; its first reason is the one that is told. */
static void spoil(struct tsop_csv *csv, const struct tsop_error *why)
{
	if (csv->is_bad)
		return;
	csv->is_bad = true;
	csv->bad = *why;
	tsop_error_at(&csv->bad, csv->lines->name, csv->lines->number, NULL);
}

static int fail_broken(struct tsop_csv *csv, unsigned long long line, struct tsop_error *err)
{
	csv->is_broken = true;
	return tsop_error_at(err, csv->lines->name, line, NULL);
}

static void add_cell(struct tsop_csv *csv, const void *bytes, size_t len)
{
	struct tsop_error err;

	if (csv->n == TSOP_CSV_CELLS_MAX) {
		tsop_fail(&err, TSOP_INPUT, _("expected at most %d cells"), TSOP_CSV_CELLS_MAX);
		spoil(csv, &err);
		return;
	}
	tsop_buf_add(&csv->text, bytes, len);
	csv->ends[csv->n++] = csv->text.len;
	csv->has_value |= len > 0;
}

static void on_cell(void *bytes, size_t len, void *context)
{
	struct tsop_csv *csv = context;
	struct tsop_error err;

	if (!csv->is_over) {
		add_cell(csv, bytes, len);
		return;
	}
	tsop_fail(&err, TSOP_INPUT,
		  _("a carriage return alone within the row; expected lines to end with LF or CR "
		    "LF"));
	spoil(csv, &err);
}

static void on_row(int terminator, void *context)
{
	struct tsop_csv *csv = context;

	(void)terminator;
	csv->is_over = true;
}

/* The quotes that libcsv is within: were they opened on this line? */
static void note_quote(struct tsop_csv *csv)
{
	if (!csv->was_quoted || csv->n != csv->n_before)
		csv->quote_line = csv->lines->number;
}

/* Something follows a closing quote: that one or the one before it is wrong. */
static int fail_quoted(struct tsop_csv *csv, size_t at, struct tsop_error *err)
{
	note_quote(csv);
	if (csv->quote_line == csv->lines->number)
		tsop_fail(err, TSOP_INPUT,
			  _("column %zu: expected a delimiter after the closing quote; a quote in a "
			    "cell is written twice"),
			  at + 1);
	else
		tsop_fail(err, TSOP_INPUT,
			  _("the quote opened here is closed on line %llu, before column %zu, where a "
			    "delimiter is missing; is it closed too late?"),
			  csv->lines->number, at + 1);
	return fail_broken(csv, csv->quote_line, err);
}

/* A quote in the wrong place: inside of a bare cell the row's end is still known. */
static int pass_stray_quote(struct tsop_csv *csv, size_t at, struct tsop_error *err)
{
	struct tsop_error bad;

	if (csv->parser.quoted)
		return fail_quoted(csv, at, err);
	tsop_fail(&bad, TSOP_INPUT,
		  _("column %zu: a quote in a cell that is not quoted; quote the cell and write the "
		    "quote twice"),
		  at + 1);
	spoil(csv, &bad);
	return 0;
}

/* A line that no quote is on or around, and no carriage return in, is cut at its delimiters. */
static bool is_plain(const struct tsop_csv *csv, struct tsop_view line)
{
	return !csv->was_quoted && memchr(line.p, '"', line.len) == NULL &&
	       memchr(line.p, '\r', line.len) == NULL;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void cut_line(struct tsop_csv *csv, struct tsop_view line)
{
	int delimiter = csv_get_delim(&csv->parser);
	const char *p = line.p;
	const char *end = line.p + line.len;
	const char *cell_end;

	do {
		const char *last;

		cell_end = memchr(p, delimiter, (size_t)(end - p));
		last = cell_end == NULL ? end : cell_end;
		while (p < last && is_blank(*p))
			p++;
		while (last > p && is_blank(last[-1]))
			last--;
		add_cell(csv, p, (size_t)(last - p));
		p = cell_end == NULL ? end : cell_end + 1;
	} while (cell_end != NULL);
	csv->is_over = true;
}

static int parse_line(struct tsop_csv *csv, struct tsop_view line, struct tsop_error *err)
{
	size_t done = 0;

	for (;;) {
		done += csv_parse(&csv->parser, line.p + done, line.len - done, on_cell, on_row,
				  csv);
		if (done == line.len)
			break;
		if (csv_error(&csv->parser) != CSV_EPARSE) {
			csv->is_broken = true;
			return tsop_fail_memory(err);
		}
		if (pass_stray_quote(csv, done, err) != 0)
			return -1;
		done++;
	}
	if (line.len == 0 || line.p[line.len - 1] != '\n')
		csv_parse(&csv->parser, "\n", 1, on_cell, on_row, csv);
	return 0;
}

static int feed_line(struct tsop_csv *csv, struct tsop_view line, struct tsop_error *err)
{
	struct tsop_view text = tsop_lines_chomp(line);

	if (is_plain(csv, text))
		cut_line(csv, text);
	else if (parse_line(csv, line, err) != 0)
		return -1;
	if (tsop_buf_ok(&csv->text, err) != 0) {
		csv->is_broken = true;
		return -1;
	}
	return 0;
}

/* "sep=;" as the first line of a file is for Excel, and says the delimiter. */
static bool take_sep_line(struct tsop_csv *csv, struct tsop_view line)
{
	line = tsop_lines_chomp(line);
	if (csv->lines->number != 1 || line.len != 5 || strncasecmp(line.p, "sep=", 4) != 0 ||
	    strchr(",;\t", line.p[4]) == NULL)
		return false;
	csv_set_delim(&csv->parser, (unsigned char)line.p[4]);
	return true;
}

/* The most frequent of the delimiters outside of quotes; none: a comma. */
static int choose_delimiter(struct tsop_csv *csv, struct tsop_view line, struct tsop_error *err)
{
	static const char delimiters[] = ",;\t";
	size_t counts[3] = { 0 };
	size_t best = 0;
	bool quoted = false;

	for (size_t i = 0; i < line.len; i++) {
		const char *found = line.p[i] == '\0' ? NULL : strchr(delimiters, line.p[i]);

		quoted ^= line.p[i] == '"';
		if (found != NULL && !quoted)
			counts[found - delimiters]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	for (size_t i = 0; i < 3; i++)
		if (i != best && counts[i] == counts[best] && counts[i] > 0)
			return tsop_fail(err, TSOP_INPUT,
					 _("expected one delimiter in the header row, found two as "
					   "often; quote its cells"));
	csv_set_delim(&csv->parser, (unsigned char)delimiters[best]);
	return 0;
}

/* Take one physical line into the row. */
static int take_line(struct tsop_csv *csv, struct tsop_view line, struct tsop_error *err)
{
	const struct tsop_lines *lines = csv->lines;
	struct tsop_view text = line;
	struct tsop_error bad;

	csv->was_quoted = csv->parser.quoted;
	csv->n_before = csv->n;
	if (tsop_encoding_line(&csv->encoding, line, &text, &bad) != 0) {
		text = line;
		spoil(csv, &bad);
	}
	if (csv_get_delim(&csv->parser) == '\0') {
		if (tsop_lines_blanks(text) == text.len || take_sep_line(csv, text))
			return 0;
		if (choose_delimiter(csv, text, err) != 0)
			return fail_broken(csv, lines->number, err);
	}
	csv->len += line.len;
	if (feed_line(csv, text, err) != 0)
		return -1;
	if (!csv->parser.quoted)
		return 0;
	note_quote(csv);
	if (csv->len > lines->line_max) {
		tsop_fail(err, TSOP_INPUT,
			  _("expected a row of at most %zu bytes; is the quote opened here not "
			    "closed?"),
			  lines->line_max);
		return fail_broken(csv, csv->quote_line, err);
	}
	return 0;
}

static void begin_row(struct tsop_csv *csv)
{
	tsop_buf_clear(&csv->text);
	csv->n = 0;
	csv->len = 0;
	csv->line = 0;
	csv->is_over = false;
	csv->has_value = false;
	csv->is_bad = false;
}

/* The lines are over, or a line was too long. */
static int end_lines(struct tsop_csv *csv, int status, struct tsop_error *err)
{
	if (status < 0) {
		csv->is_broken = true;
		return -1;
	}
	if (!csv->parser.quoted)
		return 0;
	tsop_fail(err, TSOP_INPUT, _("the quote opened here is not closed"));
	return fail_broken(csv, csv->quote_line, err);
}

int tsop_csv_next(struct tsop_csv *csv, struct tsop_error *err)
{
	struct tsop_view line;

	begin_row(csv);
	for (;;) {
		int status = tsop_lines_next(csv->lines, &line, err);

		if (status <= 0)
			return end_lines(csv, status, err);
		if (!csv->parser.quoted)
			csv->line = csv->lines->number;
		if (take_line(csv, line, err) != 0)
			return -1;
		if (csv->parser.quoted)
			continue;
		if (csv->is_bad) {
			if (err != NULL)
				*err = csv->bad;
			return -1;
		}
		if (csv->has_value)
			return 1;
		begin_row(csv);
	}
}

struct tsop_view tsop_csv_cell(const struct tsop_csv *csv, size_t i)
{
	size_t begin = i == 0 ? 0 : csv->ends[i - 1];

	return (struct tsop_view){ csv->text.p + begin, csv->ends[i] - begin };
}

char tsop_csv_delimiter(const struct tsop_csv *csv)
{
	return (char)csv->parser.delim_char;
}
