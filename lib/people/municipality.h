/*
 * municipality.h: the 98 municipalities, found by code or by name.
 *
 * The table is made from share/municipalities.csv when the library is built
 * (population: Statistics Denmark, FOLK1A, 1 January 2020; towns: GeoNames,
 * CC BY 4.0). Names are found case-folded, in NFC, with or without "Kommune",
 * and in the variants that are in use (Århus, Fåborg-Midtfyn, Høje Taastrup,
 * Nordfyn, Vesthimmerland, Københavns, Bornholms Regionskommune ...).
 */
#ifndef TSOP_PEOPLE_MUNICIPALITY_H
#define TSOP_PEOPLE_MUNICIPALITY_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/view.h"

enum tsop_landmass { TSOP_JYLLAND, TSOP_FYN, TSOP_SJAELLAND };

struct tsop_municipality {
	const char *code;   /* "0101": four digits */
	const char *name;   /* "København" */
	const char *region; /* "Hovedstaden" */
	int64_t population; /* residents on 1 January 2020 */
	const char *town;
	int32_t lat, lon;   /* of the town, WGS84, in 1e-5 degrees */
	int tile_row, tile_column;
	enum tsop_landmass landmass; /* that its town stands on, for the bridges */
};

/* All of them, by code; *n is 98. */
const struct tsop_municipality *tsop_municipalities(size_t *n);

/* By exact four-digit code, or NULL. */
const struct tsop_municipality *tsop_municipality_by_code(struct tsop_view code);

/*
 * By code ("101", "0101") or name. Unknown and ambiguous names are TSOP_INPUT
 * with the nearest candidates in the text, and with the name itself unless it
 * is over 60 bytes long or holds an @ or six digits in a row: a cell may hold
 * anything. Christiansø (0411) is refused as what it is: no municipality.
 * Cost: well below a microsecond for a name as the table has it, about one
 * where it has to be folded.
 */
int tsop_municipality_find(struct tsop_view text, const struct tsop_municipality **found,
			   struct tsop_error *err);

/*
 * The municipality whose own name or town a course's place is ("Kolding",
 * "Taastrup"): where distances are counted to. Others are refused as above
 * ("Kgs. Lyngby" with Kongens Lyngby for its candidate, "Nykøbing" with three).
 */
int tsop_municipality_of_place(struct tsop_view place, const struct tsop_municipality **found,
			       struct tsop_error *err);

/*
 * Meters from the one's town to the other's, the same both ways: the sum of
 * great circles (haversine, R = 6,371,008.8 m) through Middelfart, Nyborg and
 * Korsør (55.32993 N 11.13857 E, GeoNames) where they stand on different
 * landmasses. 0 for the same town. Not a road distance.
 */
int64_t tsop_municipality_meters(const struct tsop_municipality *from,
				 const struct tsop_municipality *to);

#endif
