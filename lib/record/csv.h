/*
 * csv.h: the rows of a CSV file as cells, through libcsv; inside of lib/record.
 *
 * libcsv is fed one physical line at a time, so that the line of a row, of a
 * quote and of a bad byte is known exactly. A line without quotes needs no
 * parser and is cut at its delimiters. A bad row is read to its end and
 * then refused; what makes the end of a row unknowable breaks the file.
 */
#ifndef TSOP_RECORD_CSV_H
#define TSOP_RECORD_CSV_H

#include <csv.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/view.h"
#include "record/encoding.h"
#include "record/lines.h"

enum { TSOP_CSV_CELLS_MAX = 4096 }; /* of a row */

struct tsop_csv {
	struct tsop_lines *lines; /* borrowed */
	struct csv_parser parser;
	struct tsop_encoding encoding;
	bool is_broken; /* no later row can be found */

	/* The row. */
	struct tsop_buf text; /* its cells, one behind the other */
	size_t *ends;         /* where each ends */
	size_t n;             /* cells */
	size_t len;           /* bytes, as read */
	bool is_over;         /* libcsv has seen its end */
	bool has_value;       /* a cell is not empty */
	bool is_bad;          /* for the reason: */
	struct tsop_error bad;
	unsigned long long line;       /* its first */
	unsigned long long quote_line; /* where its last quote over a line's end was opened */
	size_t n_before;               /* its cells before the present line, */
	bool was_quoted;               /* which begins within quotes */
};

/* Over lines in that encoding (NULL: UTF-8), both borrowed. */
int tsop_csv_open(struct tsop_csv *csv, struct tsop_lines *lines, const char *encoding,
		  struct tsop_error *err);
void tsop_csv_close(struct tsop_csv *csv);

/*
 * The next row that is not blank (no cell, or only empty ones): 1, 0 at the
 * end, -1 with err. The first row settles the delimiter: that of a line
 * "sep=;" before it (as Excel writes), else the most frequent of , ; and tab.
 * Blanks around a cell that is not quoted are no part of it.
 */
int tsop_csv_next(struct tsop_csv *csv, struct tsop_error *err);

/* What parts the cells, once a row was read. */
char tsop_csv_delimiter(const struct tsop_csv *csv);

/* Cell i < csv->n of the row, borrowed until the next row is read. */
struct tsop_view tsop_csv_cell(const struct tsop_csv *csv, size_t i);

#endif
