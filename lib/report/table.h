/*
 * table.h: rows and columns, apart from how they are shown.
 *
 * A report is made of tables; every format prints the same ones. A cell
 * holds a value as records have it, for CSV and JSON Lines, and how people
 * read it ("632340", "632.340"). Rows that only sum up others are for
 * people: programs sum for themselves.
 */
#ifndef TSOP_REPORT_TABLE_H
#define TSOP_REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/scribe.h"

enum { TSOP_COLUMNS_MAX = 16 };

enum tsop_cell_kind { TSOP_CELL_EMPTY, TSOP_CELL_TEXT, TSOP_CELL_INTEGER, TSOP_CELL_LIST };

/* All pointers are borrowed, for as long as the table is used. */
struct tsop_cell {
	enum tsop_cell_kind kind;
	const char *text;         /* of a text */
	int64_t integer;          /* of an integer */
	const char *const *texts; /* of a list */
	size_t n_texts;
	const char *shown;        /* for people; "" where it is empty */
};

enum tsop_column_use {
	TSOP_COLUMN_ALL,
	TSOP_COLUMN_SHOWN, /* in formats for people: its value is the row's id, or in others */
	TSOP_COLUMN_DATA,  /* in CSV and JSON Lines: people read it elsewhere */
};

/* The first column that is shown names the row. */
struct tsop_column {
	const char *name;    /* as a field of records */
	enum tsop_word head; /* for people */
	bool is_number;      /* aligned at the right */
	enum tsop_column_use use;
};

struct tsop_row {
	const char *id;
	bool is_sum; /* of the rows behind it, or of all */
	struct tsop_cell *cells; /* one a column */
};

struct tsop_table {
	const char *name;    /* "municipalities" */
	const char *id_name; /* what its ids are, as a field: "municipality" */
	enum tsop_word caption;
	enum tsop_lang lang;
	const struct tsop_column *columns; /* borrowed */
	size_t n_columns;
	bool is_hidden[TSOP_COLUMNS_MAX]; /* columns that are left out this time */
	struct tsop_row *rows;
	size_t n_rows;
	size_t cap_rows;
};

/*
 * Make room for cap rows of n_columns (at most TSOP_COLUMNS_MAX) in the
 * scribe's arena. -1 where memory ends (the scribe has failed); the table
 * then has no room.
 */
int tsop_table_init(struct tsop_table *table, struct tsop_scribe *scribe,
		    const struct tsop_column *columns, size_t n_columns, size_t cap);
/* The cells, empty, of a further row; there is room for it. */
struct tsop_cell *tsop_table_add(struct tsop_table *table, const char *id, bool is_sum);

/* Cells. Texts are borrowed; what is shown is made by the scribe. */
struct tsop_cell tsop_cell_integer(struct tsop_scribe *scribe, int64_t integer);
struct tsop_cell tsop_cell_text(struct tsop_scribe *scribe, const char *text);
/* A decimal, shown as the language writes it. */
struct tsop_cell tsop_cell_decimal(struct tsop_scribe *scribe, const char *decimal);
/* A text with words of its own for people; text NULL: an empty value. */
struct tsop_cell tsop_cell_shown(const char *text, const char *shown);
struct tsop_cell tsop_cell_list(struct tsop_scribe *scribe, const char *const *texts, size_t n);

/* Is the column printed where people read, or else where programs do? */
bool tsop_table_has(const struct tsop_table *table, size_t column, bool for_people);
/* Its head, for people. */
const char *tsop_table_head(const struct tsop_table *table, size_t column);

#endif
