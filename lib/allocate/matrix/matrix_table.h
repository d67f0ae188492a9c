/*
 * matrix_table.h: a matrix as it is read; inside this room.
 */
#ifndef TSOP_ALLOCATE_MATRIX_MATRIX_TABLE_H
#define TSOP_ALLOCATE_MATRIX_MATRIX_TABLE_H

#include "allocate/matrix/matrix.h"
#include "apportion/biproportion.h"
#include "base/arena.h"
#include "base/map.h"

/* Between the names of row and column in the id of a cell; in neither. */
#define TSOP_MATRIX_CROSS " × "

/* The rows, or the columns. */
struct tsop_matrix_side {
	const char *field;     /* that names them */
	const char **names;    /* in the order of their bytes */
	int64_t *seats;        /* by name */
	size_t n;
	bool is_apportioned; /* the seats; else they were read */
};

struct tsop_matrix_table {
	struct tsop_matrix_side rows, columns;
	const char *weight_field;
	struct tsop_biproportion_cell *cells; /* of weight, by row, then column */
	size_t n_cells;
	unsigned places; /* weights are times 10^places */
	int64_t seats;   /* of all rows, and of all columns */
	struct tsop_arena arena;
};

/*
 * Read weights and seats. -1: what is wrong with a row went to the sink,
 * anything else to err. Release in any case.
 */
int tsop_matrix_table_read(struct tsop_matrix_table *table,
			   const struct tsop_matrix_options *options, struct tsop_sink *sink,
			   struct tsop_error *err);
void tsop_matrix_table_release(struct tsop_matrix_table *table);

#endif
