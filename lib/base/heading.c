#include "base/heading.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

struct tsop_heading {
	const char *file, *field, *text;
};

void tsop_headings_init(struct tsop_headings *headings)
{
	*headings = (struct tsop_headings){ .n = 0 };
	tsop_arena_init(&headings->arena);
}

void tsop_headings_release(struct tsop_headings *headings)
{
	free(headings->all);
	tsop_arena_release(&headings->arena);
	tsop_headings_init(headings);
}

int tsop_headings_put(struct tsop_headings *headings, const char *file, const char *field,
		      struct tsop_view heading, struct tsop_error *err)
{
	struct tsop_heading *all =
		tsop_array_room(headings->all, headings->n, &headings->cap, sizeof *all);
	struct tsop_heading *added;

	if (all == NULL)
		return tsop_fail_memory(err);
	headings->all = all;
	added = &all[headings->n];
	added->file = tsop_arena_copy(&headings->arena, tsop_view_of(file));
	added->field = tsop_arena_copy(&headings->arena, tsop_view_of(field));
	added->text = tsop_arena_copy(&headings->arena, heading);
	if (added->file == NULL || added->field == NULL || added->text == NULL)
		return tsop_fail_memory(err);
	headings->n++;
	return 0;
}

struct tsop_view tsop_headings_find(const struct tsop_headings *headings, const char *file,
				    struct tsop_view field)
{
	for (size_t i = headings == NULL || file == NULL ? 0 : headings->n; i > 0; i--) {
		const struct tsop_heading *heading = &headings->all[i - 1];

		if (tsop_view_is(field, heading->field) && strcmp(heading->file, file) == 0)
			return tsop_view_of(heading->text);
	}
	return field;
}
