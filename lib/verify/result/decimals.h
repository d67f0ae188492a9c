/*
 * decimals.h: the weights of the inputs, read again.
 */
#ifndef TSOP_VERIFY_RESULT_DECIMALS_H
#define TSOP_VERIFY_RESULT_DECIMALS_H

#include "record/faults.h"
#include "verify/result/result.h"

/* A column of them while it is read. */
struct tsop_decimals {
	const char *name;
	char mark;	  /* '.' or ',', that its cells have; 0: none so far */
	bool may_be_zero;
	struct tsop_buf text;
};

void tsop_decimals_init(struct tsop_decimals *decimals, const char *name, bool may_be_zero);
void tsop_decimals_release(struct tsop_decimals *decimals);

/*
 * Read that of the row that faults are of: *weight to as few *places as it needs, up to
 * TSOP_RESULT_WEIGHT_MAX. Digits with at most one mark between them, which in CSV is one of the
 * whole column and none that could stand between thousands; in JSON it is the point. Whether it is
 * usable; if not, it was noted.
 */
bool tsop_decimals_read(struct tsop_decimals *decimals, struct tsop_faults *faults,
			int64_t *weight, unsigned *places);

#endif
