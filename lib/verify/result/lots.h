/*
 * lots.h: the lots that a seed gives, as tsop-allocate(1) states them:
 * SHA-256 of "tsop-lot", seed, purpose and identity, each but the last ended
 * by LF; the least wins.
 */
#ifndef TSOP_VERIFY_RESULT_LOTS_H
#define TSOP_VERIFY_RESULT_LOTS_H

#include "base/digest.h"
#include "base/map.h"
#include "people/municipality.h"
#include "record/faults.h"

/* Of a claimant (purpose "seats"), or of any other identity. */
void tsop_lots_of(const char *seed, const char *purpose, struct tsop_view identity,
		  unsigned char lot[TSOP_DIGEST_SIZE]);

enum { TSOP_LOTS_PARTS = 3 }; /* ref, name, email */

/* Where a row of somebody is; file is borrowed. */
struct tsop_lots_row {
	const char *file;
	unsigned long long line; /* 0: nowhere */
};

/* The lots of people while these are read, each of whom is there once. */
struct tsop_lots {
	const char *seed, *round; /* borrowed, or NULL */
	struct tsop_map seen;	  /* refs and identities, to indices of rows */
	struct tsop_lots_row *rows;
	size_t n, cap;
	struct tsop_buf parts[TSOP_LOTS_PARTS], identity;
};

void tsop_lots_init(struct tsop_lots *lots, const char *seed, const char *round);
void tsop_lots_release(struct tsop_lots *lots);

/*
 * Both lots of the person of a row, the one that the faults are of, which are
 * told what keeps them from being known, or that the person was there before:
 * by the ref or, where there is none, by municipality, name and address
 * (tsop-records(5)). A municipality of NULL was refused; twin is a row of the
 * same id, which was said. Without a seed there are no lots, and only refs are
 * looked at.
 */
void tsop_lots_of_person(struct tsop_lots *lots, struct tsop_faults *faults,
			 const struct tsop_municipality *municipality, struct tsop_lots_row twin,
			 unsigned char people[TSOP_DIGEST_SIZE],
			 unsigned char courses[TSOP_DIGEST_SIZE]);

#endif
