/*
 * write.h: records as bytes, always the same for the same values.
 *
 * The JSON writer appends to a buffer: no blanks, members in the order of the
 * calls, their names as given (they need no escape), strings with the fewest
 * escapes (\" \\ \b \f \n \r \t, \u00XX for other controls; all else as
 * UTF-8). There is no call for a real number.
 * Appends to a buffer without memory are remembered by it (tsop_buf_ok).
 */
#ifndef TSOP_RECORD_WRITE_H
#define TSOP_RECORD_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/view.h"
#include "record/record.h"

/* Open an object with its type and version: {"type":"TYPE","v":1 */
void tsop_write_begin(struct tsop_buf *out, const char *type);
/* Close it: }\n */
void tsop_write_end(struct tsop_buf *out);

/* Append ,"name": (without the comma behind '{'), for the value that follows. */
void tsop_write_name(struct tsop_buf *out, struct tsop_view name);
/* Append the text as a JSON string with its quotes. */
void tsop_write_string(struct tsop_buf *out, struct tsop_view text);

/* Append ,"name":value; inline, so that a literal's length is known. A NULL text writes null. */
static inline void tsop_write_view(struct tsop_buf *out, const char *name, struct tsop_view text)
{
	tsop_write_name(out, tsop_view_of(name));
	tsop_write_string(out, text);
}

static inline void tsop_write_integer(struct tsop_buf *out, const char *name, int64_t value)
{
	tsop_write_name(out, tsop_view_of(name));
	tsop_buf_add_number(out, value);
}

/* scaled / 10^places (scaled >= 0, places 0..9), as a string. */
void tsop_write_decimal(struct tsop_buf *out, const char *name, int64_t scaled, unsigned places);
void tsop_write_bool(struct tsop_buf *out, const char *name, bool value);
void tsop_write_null(struct tsop_buf *out, const char *name);

static inline void tsop_write_text(struct tsop_buf *out, const char *name, const char *text)
{
	if (text == NULL)
		tsop_write_null(out, name);
	else
		tsop_write_view(out, name, tsop_view_of(text));
}

/* An array of n strings. */
void tsop_write_texts(struct tsop_buf *out, const char *name, const char *const *texts, size_t n);
/*
 * Open ('[' or '{') and close (']' or '}') a nested array or object; name
 * NULL for one that is an element.
 */
void tsop_write_open(struct tsop_buf *out, const char *name, char bracket);
void tsop_write_close(struct tsop_buf *out, char bracket);
/* An element of an array. */
void tsop_write_element(struct tsop_buf *out, struct tsop_view text);

/*
 * A field as it was read: a JSON member's bytes as they are; a CSV cell as a
 * string member.
 */
void tsop_write_field(struct tsop_buf *out, const struct tsop_field *field);

/* How a CSV is written. */
struct tsop_csv_style {
	char delimiter;
	bool bom;  /* before the first row */
	bool crlf; /* line ends */
	/*
	 * A cell that a spreadsheet would run as a formula (= + - @, tab, CR
	 * first; a signed number is none) gets a ' before it.
	 */
	bool guard;
};
/* RFC 4180: comma, LF. */
extern const struct tsop_csv_style TSOP_CSV_PLAIN;
/* What Excel in Denmark opens as it should: BOM, semicolon, CRLF, formulas guarded. */
extern const struct tsop_csv_style TSOP_CSV_EXCEL;

/* What stands before the first row: the BOM of a style that has one. */
void tsop_write_csv_begin(struct tsop_buf *out, const struct tsop_csv_style *style);
/* Append a cell, quoted where it must be; first: no delimiter before it. */
void tsop_write_cell(struct tsop_buf *out, const struct tsop_csv_style *style, bool first,
		     struct tsop_view text);
/* Append the row's end. */
void tsop_write_row_end(struct tsop_buf *out, const struct tsop_csv_style *style);

#endif
