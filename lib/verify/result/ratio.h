/*
 * ratio.h: ratios of whole numbers, compared exactly.
 */
#ifndef TSOP_VERIFY_RESULT_RATIO_H
#define TSOP_VERIFY_RESULT_RATIO_H

#include <stdbool.h>

#include "base/num.h"
#include "base/view.h"

struct tsop_ratio {
	tsop_uint128 num, den; /* den 0 (and num not): greater than any other */
};

/* <0, 0, >0 as a * b is less than, equal to or greater than c * d: of all 256 bits. */
int tsop_ratio_compare_products(tsop_uint128 a, tsop_uint128 b, tsop_uint128 c, tsop_uint128 d);

/* <0, 0, >0 as a is less than, equal to or greater than b. */
int tsop_ratio_compare(struct tsop_ratio a, struct tsop_ratio b);

/*
 * Read "217075/3" or "1.25/3": a decimal of up to 9 places and a whole number
 * over 0, without signs and blanks; neither needs more than 128 bits, the
 * places included. Returns whether it is such.
 */
bool tsop_ratio_read(struct tsop_view text, struct tsop_ratio *ratio);

/* Read a whole number over 0 and under 2^96. Returns whether it is such. */
bool tsop_ratio_read_whole(struct tsop_view text, tsop_uint128 *number);

#endif
