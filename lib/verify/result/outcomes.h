/*
 * outcomes.h: is it true how many bits of chance a draw needed?
 */
#ifndef TSOP_VERIFY_RESULT_OUTCOMES_H
#define TSOP_VERIFY_RESULT_OUTCOMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum { TSOP_OUTCOMES_TIED_MAX = 65536 }; /* as many as two bytes of RFC 3797 tell apart */

/*
 * Are bits >= 0 the least whole number not below log2 of the outcomes of a draw
 * of k of n, 1 <= k <= n <= TSOP_OUTCOMES_TIED_MAX? Of all n, the order is
 * drawn: it has n! outcomes, else n over k. From fewer bits, not each of them
 * can come up (RFC 3797, section 3.3). -1 for want of memory. O(n^2).
 */
int tsop_outcomes_need(size_t n, size_t k, int64_t bits, bool *is_right, struct tsop_error *err);

#endif
