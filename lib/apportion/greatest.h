/*
 * greatest.h: one more seat each to the greatest remainders; called by the
 * methods that have such.
 */
#ifndef TSOP_APPORTION_GREATEST_H
#define TSOP_APPORTION_GREATEST_H

#include "apportion/apportion.h"

/* In place of the remainder of a claim that has none: less than any other. */
#define TSOP_GREATEST_NONE (-((tsop_int128)1 << 126))

/*
 * Give k seats to the claims of the k greatest of n remainders, at most as
 * many as there are: result->seats grows; where those level with the last can
 * not all be served, they are its tied, with n_draw seats. Its last and next
 * are the remainders in parts of den. Fails for want of memory only. O(n): the
 * remainders are counted in buckets, those of one bucket counted again.
 */
int tsop_greatest_serve(const tsop_int128 *rests, size_t n, tsop_int128 den, int64_t k,
			struct tsop_apportionment *result, struct tsop_error *err);

#endif
