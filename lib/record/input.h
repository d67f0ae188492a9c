/*
 * input.h: records from a file or a pipe, JSON Lines or CSV, one at a time.
 *
 * The first byte that is not white space (after a BOM) decides: '{' is JSON
 * Lines, anything else CSV with a header row. An input without such a byte
 * has no records, unless it is named .csv or has a BOM: then its header row
 * is missed. One record is held at a time; memory does not grow with the
 * input. Blank lines are skipped.
 *
 * CSV is strict: every row has the header's number of cells, quotes are
 * closed, no NUL, no doubled or empty column names; line numbers are physical
 * lines, also behind quoted newlines. The delimiter is the most frequent of
 * ',' ';' and tab in the header row, or that of a line "sep=;" before it.
 * Blanks around a cell without quotes are not part of it. What spreadsheets
 * leave behind is passed over: rows of empty cells, and columns without a
 * name at the end, as long as they are empty.
 *
 * CSV is UTF-8, or the encoding named (through iconv). A line that is UTF-8
 * where another encoding was named, and one that is not where UTF-8 was met
 * before, is said to be mixed. JSON Lines are UTF-8. UTF-16, xlsx (a ZIP
 * archive), HTML and the like are recognized and refused in one sentence that
 * says what to do.
 */
#ifndef TSOP_RECORD_INPUT_H
#define TSOP_RECORD_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/heading.h"
#include "base/progress.h"
#include "record/columns.h"
#include "record/record.h"

struct tsop_input_options {
	const char *encoding;               /* of CSV; NULL: UTF-8 */
	size_t line_max;                    /* bytes of a line or a CSV row; 0: 1 MiB */
	const struct tsop_columns *columns; /* CSV column names to field names; NULL: as they are */
	const char *const *required;        /* fields a CSV has columns for (header.h); or NULL */
	struct tsop_headings *headings;     /* told what the CSV calls its fields; or NULL */
	struct tsop_progress *progress;     /* told how much was read; or NULL */
};

struct tsop_input; /* opaque */

/*
 * Open name ("-": standard input). *input is closed with tsop_input_close.
 * options may be NULL; what it points to is borrowed until then, and name for
 * as long as errors are told.
 */
int tsop_input_open(struct tsop_input **input, const char *name,
		    const struct tsop_input_options *options, struct tsop_error *err);
/* The same over bytes that are already there (name for messages); both borrowed. */
int tsop_input_open_bytes(struct tsop_input **input, const char *name, struct tsop_view bytes,
			  const struct tsop_input_options *options, struct tsop_error *err);

/*
 * The next record: 1 and *record (borrowed until the next call), 0 at the
 * end, -1 with err. After an error of one record reading may go on behind it;
 * tsop_input_is_broken says where it can not (an unclosed quote, a read error,
 * a file that is no text): then only closing is left.
 */
int tsop_input_next(struct tsop_input *input, const struct tsop_record **record,
		    struct tsop_error *err);
bool tsop_input_is_broken(const struct tsop_input *input);

void tsop_input_close(struct tsop_input *input);

/*
 * Read all of an input: call each() for every record (its -1 with err is a
 * refused record; with the code TSOP_OK, one of which the sink was told) and
 * report every refused or unreadable record to the sink, whose headings take
 * the place of those of options. An error that is TSOP_SYSTEM ends it, and so
 * does an input of which the first 20 records are all refused and more come:
 * it is another file. Returns 0 if there was no error, else -1.
 */
int tsop_input_each(const char *name, const struct tsop_input_options *options,
		    int (*each)(void *context, const struct tsop_record *record,
				struct tsop_error *err),
		    void *context, struct tsop_sink *sink);

#endif
