/*
 * table.h: CSV rows as records; inside of lib/record.
 *
 * The header row is read once: which column is which field, which columns
 * are one list. Then a row is a record whose fields borrow from its cells.
 */
#ifndef TSOP_RECORD_TABLE_H
#define TSOP_RECORD_TABLE_H

#include "base/arena.h"
#include "record/columns.h"
#include "record/csv.h"
#include "record/record.h"

struct tsop_table_column {
	const char *field; /* in the arena; without the number where it is of a list */
	unsigned number;   /* of its part of the list, from 1; 0: the column is no part of one */
};

struct tsop_table {
	struct tsop_table_column *columns; /* those that have a name */
	size_t *order;                     /* columns as fields are made of them: a list's in a row */
	size_t n;
	size_t n_header; /* with the nameless ones at the end */
	bool has_list;
	struct tsop_arena arena;
};

/*
 * The row that csv stands on is the header; columns (may be NULL) maps its
 * names; required (may be NULL) are fields that it must have, ended by NULL.
 */
int tsop_table_open(struct tsop_table *table, const struct tsop_csv *csv,
		    const struct tsop_columns *columns, const char *const *required,
		    struct tsop_error *err);
void tsop_table_close(struct tsop_table *table);

/* The row that csv stands on, as a record: borrowed until csv moves. */
int tsop_table_row(const struct tsop_table *table, const struct tsop_csv *csv,
		   struct tsop_record *record, struct tsop_error *err);

#endif
