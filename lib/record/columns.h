/*
 * columns.h: which column of a spreadsheet is which field.
 *
 * A mapping is a CSV file with the header "column,field": each row names a
 * column as people write it and the field that it fills. Names are compared
 * case-folded, in NFC, with white space trimmed and runs of it as one. A
 * column that no row names keeps its own name: it is passed through. Several
 * columns may fill one field as a list, in the order of their numbers: their
 * rows, or they themselves, say "wishes.1", "wishes.2".
 * The mapping for Danish column names is share/columns-da.csv; that for files of
 * decisions by hand, in which "Kursus" is not the id of the row, is
 * share/byhand-da.csv. Both are built in.
 */
#ifndef TSOP_RECORD_COLUMNS_H
#define TSOP_RECORD_COLUMNS_H

#include "base/error.h"
#include "base/view.h"

struct tsop_columns; /* opaque */

/* Load the mapping file of that name. Free with tsop_columns_free. */
int tsop_columns_load(struct tsop_columns **columns, const char *name, struct tsop_error *err);
/* The built-in mapping. Free with tsop_columns_free. */
int tsop_columns_danish(struct tsop_columns **columns, struct tsop_error *err);
/* The same for files of decisions by hand: `enrollment`, `course`, `reason`. */
int tsop_columns_by_hand(struct tsop_columns **columns, struct tsop_error *err);
void tsop_columns_free(struct tsop_columns *columns);
/* *field: the field that the column fills, borrowed from columns; NULL where there is none. */
int tsop_columns_field(const struct tsop_columns *columns, struct tsop_view column,
		       const char **field, struct tsop_error *err);
/* A column that fills the field, the first that the mapping names; NULL where there is none. */
const char *tsop_columns_example(const struct tsop_columns *columns, struct tsop_view field);

#endif
