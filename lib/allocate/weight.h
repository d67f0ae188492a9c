/*
 * weight.h: the weights of a key, read exactly; inside this room.
 *
 * A weight is a decimal above 0 with at most nine places. Weights are scaled
 * to whole numbers by the same power of ten, the least that makes all of them
 * whole, so that nothing is rounded, and zeros at the end change nothing. A CSV
 * cell such as "12.345" is refused, because Danes write twelve thousand so.
 */
#ifndef TSOP_ALLOCATE_WEIGHT_H
#define TSOP_ALLOCATE_WEIGHT_H

#include <stdbool.h>

#include "allocate/claimant.h"
#include "base/buf.h"
#include "base/error.h"
#include "record/record.h"

/* A column while it is read; all but its name and what it may be begins as 0, the text as empty. */
struct tsop_weight_column {
	const char *name;
	bool may_be_zero;     /* else 0 is refused */
	char mark;            /* the decimal mark, once one was seen */
	size_t n;             /* weights so far, */
	unsigned most_places; /* the most places of them, */
	bool is_mixed;        /* and some have others */
	struct tsop_buf text; /* of a JSON string */
};

/* Read the weight of a row: *weight is times 10^*places. */
int tsop_weight_read(struct tsop_weight_column *column, const struct tsop_record *record,
		     int64_t *weight, uint8_t *places, struct tsop_error *err);

/*
 * Bring all weights to the places of the one that has most. Those that are
 * then too great go to the sink, as of that file; -1 is returned.
 */
int tsop_weight_scale(const struct tsop_weight_column *column, struct tsop_claimants *claimants,
		      const char *file, struct tsop_sink *sink);

#endif
