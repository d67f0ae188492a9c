/*
 * cells.h: lines of cells, hashed: what the id of a result is made of.
 *
 * Each cell is ended by a NUL, which no text holds, each line by LF.
 */
#ifndef TSOP_BASE_CELLS_H
#define TSOP_BASE_CELLS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"

enum { TSOP_CELLS_ID_TEXT = 17 }; /* 16 hexadecimal digits and a NUL */

/* A failure for want of memory lasts until the end. */
struct tsop_cells {
	struct tsop_sha256 hash;
	struct tsop_buf line; /* and lines before it that are not hashed yet */
};

void tsop_cells_init(struct tsop_cells *cells);
/* A cell; NULL: an empty one. What stands at the end of `line` is its beginning. */
void tsop_cells_text(struct tsop_cells *cells, const char *text);
/* A number in base 10. */
void tsop_cells_number(struct tsop_cells *cells, int64_t number);
/* A letter and the number, as in e17. */
void tsop_cells_numbered(struct tsop_cells *cells, char letter, int64_t number);
/* A name and a value, unless that is NULL. */
void tsop_cells_member(struct tsop_cells *cells, const char *name, const char *value);
void tsop_cells_end_line(struct tsop_cells *cells);
void tsop_cells_release(struct tsop_cells *cells);
/* The first 16 digits of the SHA-256 digest of all lines; the cells are released. */
int tsop_cells_end(struct tsop_cells *cells, char id[TSOP_CELLS_ID_TEXT], struct tsop_error *err);

#endif
