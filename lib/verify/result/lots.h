/*
 * lots.h: the lots that a seed gives, as tsop-allocate(1) states them:
 * SHA-256 of "tsop-lot", seed, purpose and identity, each but the last ended
 * by LF; the least wins.
 */
#ifndef TSOP_VERIFY_RESULT_LOTS_H
#define TSOP_VERIFY_RESULT_LOTS_H

#include "base/digest.h"
#include "people/municipality.h"
#include "record/faults.h"

/* Of a claimant (purpose "seats"), or of any other identity. */
void tsop_lots_of(const char *seed, const char *purpose, struct tsop_view identity,
		  unsigned char lot[TSOP_DIGEST_SIZE]);

enum { TSOP_LOTS_PARTS = 3 }; /* ref, name, email */

/* The lots of people while these are read. */
struct tsop_lots {
	const char *seed, *round; /* borrowed, or NULL */
	struct tsop_buf parts[TSOP_LOTS_PARTS], identity;
};

void tsop_lots_init(struct tsop_lots *lots, const char *seed, const char *round);
void tsop_lots_release(struct tsop_lots *lots);

/*
 * Both lots of the person of a row, the one that the faults are of, which are
 * told what keeps them from being known; a municipality of NULL was refused.
 * Without a seed there are none: the row is only looked at.
 */
void tsop_lots_of_person(struct tsop_lots *lots, struct tsop_faults *faults,
			 const struct tsop_municipality *municipality,
			 unsigned char people[TSOP_DIGEST_SIZE],
			 unsigned char courses[TSOP_DIGEST_SIZE]);

#endif
