/*
 * fraction.h: positive fractions of any size, exact.
 *
 * Multipliers that ties bind to each other are products of as many quotients
 * as there are steps from one to the other: no fixed size would do.
 */
#ifndef TSOP_APPORTION_FRACTION_H
#define TSOP_APPORTION_FRACTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/natural.h"

struct tsop_fraction {
	struct tsop_natural num, den;
};

void tsop_fraction_release(struct tsop_fraction *a);
int tsop_fraction_copy(struct tsop_fraction *to, const struct tsop_fraction *from,
		       struct tsop_error *err);
/* out = a * b or, inverted, a / b, in lowest terms; out is neither. */
int tsop_fraction_multiply(struct tsop_fraction *out, const struct tsop_fraction *a,
			   const struct tsop_fraction *b, bool inverted, struct tsop_error *err);
enum { TSOP_FRACTION_BITS = 63 };
/* 2^(exponent / 2^TSOP_BINLOG_PLACES), to about that many bits (1..TSOP_FRACTION_BITS) of it. */
int tsop_fraction_power_of_two(struct tsop_fraction *a, int64_t exponent, unsigned bits,
			       struct tsop_error *err);
/* log2(a) in the parts of binlog.h, within 2 of them. */
int64_t tsop_fraction_binlog(const struct tsop_fraction *a);
/* Append "a/b" or, inverted, "b/a". */
int tsop_fraction_write(struct tsop_buf *out, const struct tsop_fraction *a, bool inverted,
			struct tsop_error *err);

#endif
