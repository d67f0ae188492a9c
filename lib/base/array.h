/*
 * array.h: an array that grows by one element at a time.
 */
#ifndef TSOP_BASE_ARRAY_H
#define TSOP_BASE_ARRAY_H

#include <stddef.h>

/*
 * Room for one more element of size bytes behind the n of items (from malloc,
 * or NULL). *cap is how many have room, 0 at first; it at least doubles.
 * Returns the array, which may have moved, or NULL where memory or size_t
 * ends: then items is as it was. Free it with free().
 */
void *tsop_array_room(void *items, size_t n, size_t *cap, size_t size);

#endif
