/*
 * natural.h: natural numbers of any size (over GMP's mpn functions).
 *
 * Where the numbers have a greatest size, wide.h needs no allocation.
 */
#ifndef TSOP_BASE_NATURAL_H
#define TSOP_BASE_NATURAL_H

#include <gmp.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/num.h"
#include "base/view.h"
#include "base/wide.h"

/* A natural number; `n` limbs, the last of them not 0. Zeroed: the number 0. */
struct tsop_natural {
	mp_limb_t *limbs; /* from malloc, or NULL */
	size_t n, cap;
};

void tsop_natural_release(struct tsop_natural *a);
int tsop_natural_set(struct tsop_natural *a, tsop_uint128 value, struct tsop_error *err);
int tsop_natural_set_wide(struct tsop_natural *a, const struct tsop_wide *value,
			  struct tsop_error *err);
int tsop_natural_copy(struct tsop_natural *to, const struct tsop_natural *from,
		      struct tsop_error *err);
/* out = a * b; out is neither. */
int tsop_natural_multiply(struct tsop_natural *out, const struct tsop_natural *a,
			  const struct tsop_natural *b, struct tsop_error *err);
/* <0, 0, >0 */
int tsop_natural_compare(const struct tsop_natural *a, const struct tsop_natural *b);
/* Append it in base 10. */
int tsop_natural_write(struct tsop_buf *out, const struct tsop_natural *a, struct tsop_error *err);
/* Read 1 to max_digits digits, nothing else; TSOP_INPUT where they are not that. */
int tsop_natural_read(struct tsop_natural *a, struct tsop_view text, size_t max_digits,
		      struct tsop_error *err);
/* a = a * 2^bits. */
int tsop_natural_shift(struct tsop_natural *a, size_t bits, struct tsop_error *err);
/* Divide both, > 0, by their greatest common divisor. */
int tsop_natural_reduce(struct tsop_natural *a, struct tsop_natural *b, struct tsop_error *err);

#endif
