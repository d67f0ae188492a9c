/*
 * lots.h: the lots that a seed gives, as tsop-allocate(1) states them:
 * SHA-256 of "tsop-lot", seed, purpose and identity, each but the last ended
 * by LF; the least wins.
 */
#ifndef TSOP_VERIFY_RESULT_LOTS_H
#define TSOP_VERIFY_RESULT_LOTS_H

#include "base/digest.h"
#include "people/municipality.h"
#include "record/record.h"

/* Of a claimant (purpose "seats"), or of any other identity. */
void tsop_lots_of(const char *seed, const char *purpose, struct tsop_view identity,
		  unsigned char lot[TSOP_DIGEST_SIZE]);

/* Both lots of the person that an enrollment record is about; round may be NULL. */
int tsop_lots_of_person(const char *seed, const char *round,
			const struct tsop_municipality *municipality,
			const struct tsop_record *record, unsigned char people[TSOP_DIGEST_SIZE],
			unsigned char courses[TSOP_DIGEST_SIZE], struct tsop_error *err);

#endif
