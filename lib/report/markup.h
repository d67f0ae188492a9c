/*
 * markup.h: what HTML and SVG have in common.
 */
#ifndef TSOP_REPORT_MARKUP_H
#define TSOP_REPORT_MARKUP_H

#include <stddef.h>

#include "base/buf.h"

/* Append the text with & < > " ' as references: safe as content and in a quoted attribute. */
void tsop_markup_view(struct tsop_buf *out, struct tsop_view text);

/* Append the text, escaped, between markup that is taken as it is. */
void tsop_markup_add(struct tsop_buf *out, const char *before, const char *text,
		     const char *after);

/*
 * Append the opening of an <svg> of that class and size, named by its title
 * and description, with the hatching "ID-hatch" that it may fill shapes with.
 */
void tsop_markup_svg(struct tsop_buf *out, const char *class, const char *id, size_t width,
		     size_t height, const char *title, const char *desc);

#endif
