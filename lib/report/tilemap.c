#include "report/tilemap.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "report/markup.h"

/* Lengths are in units of the drawing. */
enum {
	STEP = 60, /* from one tile to the next */
	TILE = 57,
	LINE_MAX_WIDTH = 9,   /* characters of a name on one line, where it can be broken */
	FREE_LINE_WIDTH = 10, /* characters that fit in every font */
	LEGEND_X = 8 * STEP, /* open water: the Kattegat */
	LEGEND_STEP = 26,
	SWATCH = 16,
};

enum tsop_tile_class tsop_tilemap_class(int64_t number)
{
	static const int64_t bounds[] = { 1, 2, 3, 5, 9 };
	enum tsop_tile_class class = TSOP_TILE_ZERO;

	for (size_t i = 0; i < sizeof bounds / sizeof bounds[0] && number >= bounds[i]; i++)
		class++;
	return class;
}

/*
 * Where a long name is broken: behind its hyphen, else before the word it
 * ends in; its length where it is not.
 */
static size_t break_of(const char *name)
{
	static const char *const endings[] = { "berg", "borg", "bugt", "fjord", "havn",
					       "lands", "lev", "lund", "sund" };
	const char *hyphen = strchr(name, '-');
	size_t len = strlen(name);

	if (tsop_text_width(tsop_view_of(name)) <= LINE_MAX_WIDTH)
		return len;
	if (hyphen != NULL)
		return (size_t)(hyphen - name) + 1;
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t ending = strlen(endings[i]);

		if (len > ending && strcmp(name + len - ending, endings[i]) == 0)
			return len - ending;
	}
	return len;
}

/* A line of a name. One that may be too wide for its tile in some font is made to fit. */
static void add_line(struct tsop_buf *out, struct tsop_view line, const char *hyphen, int x, int y)
{
	size_t width = tsop_text_width(line) + strlen(hyphen);

	tsop_buf_addf(out, "<text class=\"name\" x=\"%d\" y=\"%d\"", x + TILE / 2, y);
	if (width > FREE_LINE_WIDTH)
		tsop_buf_addf(out, " textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\"", TILE - 2);
	tsop_buf_add_char(out, '>');
	tsop_markup_view(out, line);
	tsop_buf_addf(out, "%s</text>", hyphen);
}

static void add_name(struct tsop_buf *out, const char *name, int x, int y)
{
	size_t at = break_of(name);
	struct tsop_view first = { name, at };

	if (name[at] == '\0') {
		add_line(out, first, "", x, y + 18);
		return;
	}
	add_line(out, first, name[at - 1] == '-' ? "" : "-", x, y + 13);
	add_line(out, tsop_view_of(name + at), "", x, y + 24);
}

static void add_square(struct tsop_buf *out, const char *id, enum tsop_tile_class class, int x,
		       int y, int size)
{
	tsop_buf_addf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"", x, y, size,
		      size);
	if (class == TSOP_TILE_MARKED)
		tsop_buf_addf(out, " fill=\"url(#%s-hatch)\"", id);
	tsop_buf_add_text(out, "/>");
}

static void add_tile(struct tsop_buf *out, const char *id, const struct tsop_tile *tile)
{
	int x = tile->municipality->tile_column * STEP + 1;
	int y = tile->municipality->tile_row * STEP + 1;

	tsop_buf_addf(out, "<g class=\"tile-%d\">", (int)tile->class);
	tsop_markup_add(out, "<title>", tile->tip, "</title>");
	add_square(out, id, tile->class, x, y, TILE);
	add_name(out, tile->municipality->name, x, y);
	if (tile->shown[0] != '\0') {
		tsop_buf_addf(out, "<text class=\"value\" x=\"%d\" y=\"%d\">", x + TILE / 2, y + 47);
		tsop_markup_add(out, "", tile->shown, "</text>");
	}
	tsop_buf_add_text(out, "</g>\n");
}

static void add_legend(struct tsop_buf *out, const struct tsop_tilemap *map)
{
	bool is_there[TSOP_N_TILE_CLASSES] = { false };
	int y = 3;

	for (size_t i = 0; i < map->n_tiles; i++)
		is_there[map->tiles[i].class] = true;
	for (int class = TSOP_N_TILE_CLASSES - 1; class >= 0; class--) {
		if (!is_there[class])
			continue;
		tsop_buf_addf(out, "<g class=\"tile-%d\">", class);
		add_square(out, map->id, (enum tsop_tile_class)class, LEGEND_X, y, SWATCH);
		tsop_buf_addf(out, "</g><text class=\"legend\" x=\"%d\" y=\"%d\">",
			      LEGEND_X + SWATCH + 8, y + 13);
		tsop_markup_add(out, "", map->legend[class], "</text>\n");
		y += LEGEND_STEP;
	}
}

void tsop_tilemap_svg(struct tsop_buf *out, const struct tsop_tilemap *map)
{
	int rows = 0, columns = 0;

	for (size_t i = 0; i < map->n_tiles; i++) {
		const struct tsop_municipality *at = map->tiles[i].municipality;

		rows = at->tile_row >= rows ? at->tile_row + 1 : rows;
		columns = at->tile_column >= columns ? at->tile_column + 1 : columns;
	}
	tsop_markup_svg(out, "map", map->id, (size_t)columns * STEP, (size_t)rows * STEP,
			map->title, map->desc);
	add_legend(out, map);
	for (size_t i = 0; i < map->n_tiles; i++)
		add_tile(out, map->id, &map->tiles[i]);
	tsop_buf_add_text(out, "</svg>\n");
}
