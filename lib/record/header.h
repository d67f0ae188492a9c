/*
 * header.h: CSV rows as records; inside of lib/record.
 *
 * The header row is read once: which column is which field, which columns
 * are one list. Then a row is a record whose fields borrow from its cells.
 */
#ifndef TSOP_RECORD_HEADER_H
#define TSOP_RECORD_HEADER_H

#include "base/arena.h"
#include "base/heading.h"
#include "record/columns.h"
#include "record/csv.h"
#include "record/record.h"

struct tsop_header_column {
	const char *field; /* in the arena; without the number where it is of a list */
	size_t field_len;
	unsigned number;   /* of its part of the list, from 1; 0: the column is no part of one */
	size_t cell;       /* its place in a row */
	size_t first;      /* that of the first column of its field */
};

struct tsop_header {
	struct tsop_header_column *columns; /* that have a name; by first, then by number */
	size_t n;
	size_t n_cells; /* of the header row: n and the nameless ones at its end */
	bool has_list;
	struct tsop_arena arena;
};

/*
 * The row that csv stands on is the header; columns (may be NULL) maps its
 * names; required (may be NULL) are fields that it must have, ended by NULL:
 * of "code|claimant" one. headings (may be NULL) is told the names of the
 * columns that are mapped.
 */
int tsop_header_open(struct tsop_header *header, const struct tsop_csv *csv,
		     const struct tsop_columns *columns, const char *const *required,
		     struct tsop_headings *headings, struct tsop_error *err);
void tsop_header_close(struct tsop_header *header);

/* The row that csv stands on, as a record: borrowed until csv moves. */
int tsop_header_record(const struct tsop_header *header, const struct tsop_csv *csv,
		       struct tsop_record *record, struct tsop_error *err);

/* The number of the column in which part i (from 0) of the field of that row stands; 0: of none. */
unsigned tsop_header_part(const struct tsop_header *header, const struct tsop_csv *csv,
			  const char *field, size_t i);

#endif
