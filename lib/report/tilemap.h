/*
 * tilemap.h: the municipalities as tiles of one size, drawn as SVG.
 *
 * Each municipality is a square near its true place (share/README.md), so
 * that Fanø is seen as well as Ringkøbing-Skjern. Its name and number are printed
 * in it; a class, by color and by pattern, makes the picture readable from
 * afar. Colors come from the page's style sheet (page.css): "tile-0" and so on.
 */
#ifndef TSOP_REPORT_TILEMAP_H
#define TSOP_REPORT_TILEMAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "people/municipality.h"

/*
 * The classes. A number from 1 up falls into one of five, whose bounds
 * double: 1, 2, 3-4, 5-8, 9 and more.
 */
enum tsop_tile_class {
	TSOP_TILE_OUTSIDE, /* not part of what is shown */
	TSOP_TILE_MARKED,  /* hatched, whatever its number */
	TSOP_TILE_ZERO,
	TSOP_TILE_FIRST,
	TSOP_TILE_LAST = TSOP_TILE_FIRST + 4,
	TSOP_N_TILE_CLASSES
};

struct tsop_tile {
	const struct tsop_municipality *municipality;
	enum tsop_tile_class class;
	const char *shown; /* its number as it is printed; "" outside */
	const char *tip;   /* the tile in a sentence */
};

struct tsop_tilemap {
	const char *id; /* of its elements, unique on the page: [a-z]+ */
	const char *title;
	const char *desc;
	const char *legend[TSOP_N_TILE_CLASSES];
	const struct tsop_tile *tiles;
	size_t n_tiles;
};

/* The class of a number that is not below 0. */
enum tsop_tile_class tsop_tilemap_class(int64_t number);

/* Append the <svg> element; its legend names the classes that are there. */
void tsop_tilemap_svg(struct tsop_buf *out, const struct tsop_tilemap *map);

#endif
