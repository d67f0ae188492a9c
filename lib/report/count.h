/*
 * count.h: how many records have each value of one field.
 *
 * Records stream through; memory grows with the different values, not with
 * the records. Values are told apart by what they say: a string by its text
 * ("a" and "\u0061" are one, and so is a CSV cell that reads a), anything
 * else by its bytes as they stand (1 and 1.0 are two). An absent member, null
 * and an empty CSV cell count as null.
 */
#ifndef TSOP_REPORT_COUNT_H
#define TSOP_REPORT_COUNT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/view.h"
#include "record/record.h"
#include "record/write.h"

struct tsop_count_row {
	struct tsop_view value; /* JSON, but for a string, which is its text between quotes */
	int64_t n;
};

struct tsop_count {
	const char *field; /* borrowed */
	struct tsop_count_row *rows;
	size_t n_rows;
	size_t cap_rows;
	struct tsop_map index; /* from values to rows */
	struct tsop_arena arena;
	struct tsop_buf text, value; /* of the record at hand */
};

/* Count the values of field (borrowed). Release with tsop_count_release. */
void tsop_count_init(struct tsop_count *count, const char *field);
void tsop_count_release(struct tsop_count *count);

/* Count the value that the record has in the field, or that it has none. -1 for no memory. */
int tsop_count_add(struct tsop_count *count, const struct tsop_record *record,
		   struct tsop_error *err);

/*
 * Order the rows: strings by the bytes of their text, then the others by
 * theirs. Nothing is added after it.
 */
void tsop_count_sort(struct tsop_count *count);

/* Append row i as a cell record. */
void tsop_count_jsonl(struct tsop_buf *out, const struct tsop_count *count, size_t i);

/* Append the header row, and row i, as CSV: a string is its text, null an empty cell. */
void tsop_count_csv_header(struct tsop_buf *out, const struct tsop_csv_style *style);
void tsop_count_csv(struct tsop_buf *out, const struct tsop_count *count, size_t i,
		    const struct tsop_csv_style *style);

/* Append row i for people: its value, to the width (in columns) of the widest, and its count. */
void tsop_count_text(struct tsop_buf *out, const struct tsop_count *count, size_t i, size_t width);
/* That width. -1 with err where memory ends. */
int tsop_count_width(const struct tsop_count *count, size_t *width, struct tsop_error *err);

#endif
