#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/os.h"

void *tsop_array_make(size_t n, size_t size)
{
	void *items;

	if (n > SIZE_MAX / 2 / size)
		return NULL;
	items = calloc(n, size);
	if (items != NULL)
		tsop_os_use_whole(items, n * size);
	return items;
}

void *tsop_array_room(void *items, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap == 0 ? 16 : *cap * 2;
	void *moved;

	if (n < *cap)
		return items;
	if (more > SIZE_MAX / 2 / size)
		return NULL;
	moved = realloc(items, more * size);
	if (moved == NULL)
		return NULL;
	*cap = more;
	tsop_os_use_whole(moved, more * size);
	return moved;
}
