/*
 * select.h: the k that come first, in linear time, whatever the order.
 */
#ifndef TSOP_APPORTION_SELECT_H
#define TSOP_APPORTION_SELECT_H

#include <stddef.h>

/* <0, 0, >0 as item a comes before b, stands level with it or comes behind it. */
typedef int tsop_select_compare(const void *context, size_t a, size_t b);

/*
 * Rearrange the n items so that the first k (0..n) are those that come
 * first, in any order. O(n) comparisons in the worst case: the pivot is the
 * median of medians of five (Blum, Floyd, Pratt, Rivest and Tarjan, 1973),
 * and what is level with it is set aside.
 */
void tsop_select(size_t *items, size_t n, size_t k, tsop_select_compare *compare,
		 const void *context);

#endif
