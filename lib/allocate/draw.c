#include "allocate/draw.h"

#include "record/write.h"

static const char *const purposes[] = {
	[TSOP_DRAW_SEATS] = "seats",
	[TSOP_DRAW_PEOPLE] = "people",
	[TSOP_DRAW_COURSES] = "courses",
};

void tsop_draw_write(struct tsop_buf *out, const struct tsop_draw *draw)
{
	tsop_write_begin(out, "draw");
	tsop_write_text(out, "for", purposes[draw->purpose]);
	tsop_write_texts(out, "tied", draw->tied, draw->n_tied);
	tsop_write_integer(out, "number", (int64_t)draw->number);
	tsop_write_text(out, "why", draw->why);
	tsop_write_end(out);
}
