/*
 * ids.h: ids in the order of their bytes, by a radix sort; inside this room.
 */
#ifndef TSOP_ALLOCATE_IDS_H
#define TSOP_ALLOCATE_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct tsop_ids_place {
	uint64_t prefix; /* eight bytes of an id as a number, while sorting */
	size_t at;       /* where it stands */
};

/*
 * Find the order of n ids: (*order)[i].at is the index of the i-th, equal ones
 * as they stand; NULL where all are in order already. Free it. *repeated: are
 * some equal? Fails for want of memory only. O(n) time for each eight bytes
 * that ids agree in, behind those that are the same in all; only bits that
 * differ are sorted by.
 */
int tsop_ids_sort(const char *const *ids, size_t n, struct tsop_ids_place **order, bool *repeated,
		  struct tsop_error *err);

#endif
