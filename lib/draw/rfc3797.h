/*
 * rfc3797.h: a selection that anybody can do again (RFC 3797, section 4).
 *
 * D. Eastlake, Publicly Verifiable Nominations Committee (NomCom) Random
 * Selection, RFC 3797, June 2004. The i-th to be selected, from 0, is found by
 * hashing i, the key string and i again, i as two bytes, the greater first;
 * the digest as a whole number, its first byte the greatest, modulo the number
 * of those left says which of them; those left keep their order.
 */
#ifndef TSOP_DRAW_RFC3797_H
#define TSOP_DRAW_RFC3797_H

#include <stddef.h>

#include "base/error.h"
#include "base/view.h"

enum { TSOP_RFC3797_MAX = 65536 }; /* as many as two bytes count */

enum tsop_rfc3797_hash {
	TSOP_RFC3797_MD5,   /* as the RFC has it */
	TSOP_RFC3797_SHA256 /* the same with another hash */
};

/*
 * Select k of n, 0 <= k <= n <= TSOP_RFC3797_MAX: their numbers, from 0, in
 * the order selected. -1 for want of memory. O(k (n + length of key)).
 */
int tsop_rfc3797_select(enum tsop_rfc3797_hash hash, struct tsop_view key, size_t n, size_t k,
			size_t *selected, struct tsop_error *err);

#endif
