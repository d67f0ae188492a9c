/*
 * entropy.h: how many bits of chance a draw needs, and how many it is given.
 *
 * A draw can be fair only if each of its outcomes can come up, and from fewer
 * bits than log2 of their number not each can (RFC 3797, section 3.3). All is
 * counted in whole numbers.
 */
#ifndef TSOP_DRAW_ENTROPY_H
#define TSOP_DRAW_ENTROPY_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/view.h"

/*
 * The bits that a draw of k of n needs, 1 <= k <= n <= TSOP_RFC3797_MAX: the
 * least whole number not below log2 of n over k or, where k is n and the draw
 * is an order, of n!. -1 for want of memory. O(n^2 / 8) at most.
 */
int tsop_entropy_needed(size_t n, size_t k, int64_t *bits, struct tsop_error *err);

/* What somebody can know of a text: of how many each character is one. */
struct tsop_entropy {
	unsigned decimal;      /* of 10 digits */
	unsigned hexadecimal;  /* of 16 */
	unsigned alphanumeric; /* of 36: A to Z and digits */
	unsigned printable;    /* of the 95 of ASCII */
	unsigned bytes;        /* of 256 */
};

enum { TSOP_ENTROPY_MAX = 500 }; /* characters in all */

/* Count a text that is taken as it stands, by the least kind that holds all of it. */
void tsop_entropy_count(struct tsop_entropy *entropy, struct tsop_view text);

/*
 * The bits that so many characters can give at most, rounded down; what they
 * truly give is known only to who knows how they came about.
 */
int64_t tsop_entropy_given(const struct tsop_entropy *entropy);

#endif
