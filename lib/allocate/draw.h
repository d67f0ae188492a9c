/*
 * draw.h: a draw: who is tied for what and, once it was made, who was drawn.
 */
#ifndef TSOP_ALLOCATE_DRAW_H
#define TSOP_ALLOCATE_DRAW_H

#include <stddef.h>

#include "base/buf.h"

/* In the order of a run: a later one is met when all before it are settled. */
enum tsop_draw_purpose { TSOP_DRAW_SEATS, TSOP_DRAW_PEOPLE, TSOP_DRAW_COURSES };

struct tsop_draw {
	enum tsop_draw_purpose purpose;
	const char *const *tied; /* ids, in the order that the draw goes by */
	size_t n_tied;
	size_t number;       /* how many of them are drawn; all: it is their order */
	const char *why;     /* or NULL */
	const size_t *drawn; /* [number] indices of tied, in the order drawn; NULL: not yet */
};

/* Append the record. */
void tsop_draw_write(struct tsop_buf *out, const struct tsop_draw *draw);

#endif
