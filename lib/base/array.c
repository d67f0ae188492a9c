#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>

void *tsop_array_room(void *items, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap == 0 ? 16 : *cap * 2;
	void *moved;

	if (n < *cap)
		return items;
	if (more > SIZE_MAX / 2 / size)
		return NULL;
	moved = realloc(items, more * size);
	if (moved != NULL)
		*cap = more;
	return moved;
}
