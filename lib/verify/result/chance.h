/*
 * chance.h: is it true how many bits of chance a draw needed, and how many it
 * could be given?
 */
#ifndef TSOP_VERIFY_RESULT_CHANCE_H
#define TSOP_VERIFY_RESULT_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/view.h"

enum {
	TSOP_CHANCE_TIED_MAX = 65536, /* as many as two bytes of RFC 3797 tell apart */
	TSOP_CHANCE_GIVEN_MAX = 500,  /* bytes of a seed, or of all sources */
};

/*
 * Are bits >= 0 the least whole number not below log2 of the outcomes of a draw
 * of k of n, 1 <= k <= n <= TSOP_CHANCE_TIED_MAX? Of all n, the order is drawn:
 * it has n! outcomes, else n over k. From fewer bits, not each of them can come
 * up (RFC 3797, section 3.3). -1 for want of memory. O(n^2).
 */
int tsop_chance_needs(size_t n, size_t k, int64_t bits, bool *is_right, struct tsop_error *err);

/* What a seed or sources can say: of how many characters each is one. */
struct tsop_chance {
	unsigned of[TSOP_CHANCE_GIVEN_MAX];
	size_t n;
};

/* Add n characters of so many; false: there are too many in all. */
bool tsop_chance_add(struct tsop_chance *chance, unsigned of, size_t n);
/*
 * Of how many characters those of a seed are: 10 digits, 16 hexadecimal ones
 * with letters of one case, 95 of ASCII, or 256 bytes.
 */
unsigned tsop_chance_of_seed(struct tsop_view seed);
/* Are there 2^bits such texts or more? bits >= 0. -1 for want of memory. */
int tsop_chance_gives(const struct tsop_chance *chance, int64_t bits, bool *gives,
		      struct tsop_error *err);

#endif
