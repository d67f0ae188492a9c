/*
 * wide.h: whole numbers that 128 bits do not hold.
 *
 * Not below 0, of up to TSOP_WIDE_BITS bits, without allocation: GMP's mpn
 * functions over an array that is part of the value. Who uses them knows how
 * great its numbers can become; to go beyond the capacity is a bug, which is
 * asserted. Copying one copies half a kilobyte: hand them over by pointer.
 */
#ifndef TSOP_BASE_WIDE_H
#define TSOP_BASE_WIDE_H

#include <gmp.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/num.h"
#include "base/view.h"

enum {
	TSOP_WIDE_LIMBS = 64,
	TSOP_WIDE_BITS = TSOP_WIDE_LIMBS * 64,
	TSOP_WIDE_DIGITS = 1233, /* any number of so many digits fits */
	TSOP_WIDE_TEXT = TSOP_WIDE_DIGITS + 4,
};

struct tsop_wide {
	size_t n;                          /* limbs in use, the highest of them not 0; 0: the number 0 */
	mp_limb_t limbs[TSOP_WIDE_LIMBS]; /* the least significant first */
};

void tsop_wide_set(struct tsop_wide *number, tsop_uint128 value);

/* In the following, result may be one of the operands. */
void tsop_wide_add(struct tsop_wide *result, const struct tsop_wide *a, const struct tsop_wide *b);
void tsop_wide_multiply(struct tsop_wide *result, const struct tsop_wide *a,
			const struct tsop_wide *b);
void tsop_wide_multiply_small(struct tsop_wide *result, const struct tsop_wide *a, uint64_t b);
/* result = base to the power of exponent; anything to the power of 0 is 1. */
void tsop_wide_power(struct tsop_wide *result, const struct tsop_wide *base, unsigned exponent);
/* result = a * 2^bits. */
void tsop_wide_shift(struct tsop_wide *result, const struct tsop_wide *a, unsigned bits);

/* <0, 0, >0 as a is less than, equal to or greater than b. */
int tsop_wide_compare(const struct tsop_wide *a, const struct tsop_wide *b);

/* Read 1 to TSOP_WIDE_DIGITS digits, nothing else; TSOP_INPUT where they are not. */
int tsop_wide_read(struct tsop_view text, struct tsop_wide *number, struct tsop_error *err);

/*
 * Write number / 10^places in base 10, terminated, without trailing zeros
 * behind the point; places < TSOP_WIDE_DIGITS. Returns text.
 */
char *tsop_wide_write(const struct tsop_wide *number, unsigned places, char text[TSOP_WIDE_TEXT]);

#endif
