/*
 * identity.h: the id of an allocation, made again as tsop-records(5) states
 * it: the beginning of SHA-256 over the options of the first record and the
 * inputs, in lines of cells.
 */
#ifndef TSOP_VERIFY_IDENTITY_H
#define TSOP_VERIFY_IDENTITY_H

#include "base/buf.h"
#include "base/cells.h"
#include "verify/earlier/before.h"
#include "verify/result/candidates.h"
#include "verify/result/result.h"

/*
 * Append a cell of the name and one of the value for each of these members
 * (NULL at their end) that the record has: a string's text, or anything else
 * as it stands.
 */
void tsop_identity_members(struct tsop_buf *cells, const struct tsop_record *record,
			   const char *const *names);

/*
 * Append the cells of the options, as the first record has them, to an empty
 * buffer; it is not checked that they are what they should be.
 */
void tsop_identity_begin(struct tsop_buf *options, const struct tsop_record *first);

/*
 * Is the id that of these options, of the result's claimants and courses, of
 * the people, and of the earlier result that it goes on from? candidates NULL:
 * the people are not known; where they, or the earlier result, are needed it
 * is said that the id was not verified. -1 with err for want of memory. Cost:
 * the inputs; held seats of the earlier result count by courses.
 */
int tsop_identity_check(const struct tsop_buf *options, const struct tsop_result *result,
			const struct tsop_candidates *candidates, const struct tsop_before *before,
			struct tsop_checking *checking, struct tsop_error *err);

/* Is that the id of these cells, which are released? line: where it stands. */
int tsop_identity_end(struct tsop_cells *cells, const char *id, unsigned long long line,
		      struct tsop_checking *checking, struct tsop_error *err);

#endif
