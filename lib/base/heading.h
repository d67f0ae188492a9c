/*
 * heading.h: what a file calls its fields.
 *
 * A column of a spreadsheet is known here by the field that it fills; who keeps
 * the file knows it by its heading. Errors name fields. Where they are told to
 * people (tool.h) a field takes the heading that it has in that file.
 */
#ifndef TSOP_BASE_HEADING_H
#define TSOP_BASE_HEADING_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/view.h"

struct tsop_heading;

struct tsop_headings {
	struct tsop_heading *all; /* the latest last */
	size_t n, cap;
	struct tsop_arena arena;
};

/* None; allocates nothing. */
void tsop_headings_init(struct tsop_headings *headings);
void tsop_headings_release(struct tsop_headings *headings);

/* The file calls the field so. All three are copied; a later call counts. */
int tsop_headings_put(struct tsop_headings *headings, const char *file, const char *field,
		      struct tsop_view heading, struct tsop_error *err);

/*
 * What the file calls the field, borrowed; the field itself where that is not
 * known, or headings is NULL. Cost: the number of headings, which are few.
 */
struct tsop_view tsop_headings_find(const struct tsop_headings *headings, const char *file,
				    struct tsop_view field);

#endif
