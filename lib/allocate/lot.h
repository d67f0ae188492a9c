/*
 * lot.h: the lot, from a seed that was published beforehand.
 *
 * A lot is SHA-256("tsop-lot" LF seed LF purpose LF identity); the least of
 * those tied is drawn first, in the order of its bytes. It hangs on who takes
 * part, never on the order of rows, and anybody who has the seed can draw it
 * again: printf 'tsop-lot\nSEED\nseats\n0190' | sha256sum.
 */
#ifndef TSOP_ALLOCATE_LOT_H
#define TSOP_ALLOCATE_LOT_H

#include <stddef.h>

#include "base/digest.h"
#include "base/view.h"

struct tsop_lot {
	unsigned char digest[TSOP_DIGEST_SIZE];
};

/*
 * The lot of an identity. purpose keeps draws apart: "seats" (identity: the
 * claimant's code), "people" and "courses" (identity: tsop_person_identity).
 */
void tsop_lot_draw(const char *seed, const char *purpose, struct tsop_view identity,
		   struct tsop_lot *lot);

/*
 * The purpose of the nth draw of seats, where they take several, one after the
 * other: "seats", then "seats 2" and so on, so that none follows from another.
 */
enum { TSOP_LOT_SEATS_TEXT = 32 };
void tsop_lot_seats(size_t nth, char purpose[TSOP_LOT_SEATS_TEXT]);

/* <0, 0, >0: who is drawn first. */
int tsop_lot_compare(const struct tsop_lot *a, const struct tsop_lot *b);

/* The lot of the one that stands at a place. */
struct tsop_lot_ticket {
	size_t at;
	struct tsop_lot lot;
};

/*
 * Bring the k tickets that are drawn first (1..n) to the front, the k-th of
 * them to its place; the others stand in any order. Lots being hashes, O(n).
 */
void tsop_lot_select(struct tsop_lot_ticket *tickets, size_t n, size_t k);

#endif
