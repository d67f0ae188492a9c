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

/* <0, 0, >0: who is drawn first. */
int tsop_lot_compare(const struct tsop_lot *a, const struct tsop_lot *b);

#endif
