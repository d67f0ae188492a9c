/*
 * draw.h: the record of a draw that is needed, printed instead of a result.
 */
#ifndef TSOP_ALLOCATE_DRAW_H
#define TSOP_ALLOCATE_DRAW_H

#include <stddef.h>
#include <stdint.h>

#include "allocate/applicants.h"
#include "allocate/claimant.h"
#include "apportion/apportion.h"
#include "base/buf.h"

/* Of the last seats by the key, among the claimants that are tied for them. */
void tsop_draw_seats(struct tsop_buf *out, const struct tsop_claimants *claimants,
		     const struct tsop_apportionment *key);

/* Of the last `room` seats of a municipality, among n of its people (by index). */
void tsop_draw_people(struct tsop_buf *out, const struct tsop_claimant *claimant, int64_t room,
		      const struct tsop_applicants *applicants, const size_t *tied, size_t n);

/* Of the order in which n people get the courses that more than one of them could have. */
void tsop_draw_courses(struct tsop_buf *out, const struct tsop_applicants *applicants,
		       const size_t *tied, size_t n);

#endif
