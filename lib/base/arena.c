#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct tsop_arena_block {
	struct tsop_arena_block *older;
	size_t size; /* of bytes */
	alignas(max_align_t) unsigned char bytes[];
};

void tsop_arena_init(struct tsop_arena *arena)
{
	*arena = (struct tsop_arena){ 0 };
}

void tsop_arena_release(struct tsop_arena *arena)
{
	while (arena->block != NULL) {
		struct tsop_arena_block *older = arena->block->older;

		free(arena->block);
		arena->block = older;
	}
	arena->used = 0;
}

void *tsop_arena_take(struct tsop_arena *arena, size_t n, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct tsop_arena_block *block = arena->block;
	unsigned char *p;

	if (size != 0 && n > (SIZE_MAX / 2) / size)
		return NULL;
	size = (n * size + align - 1) / align * align;
	if (block == NULL || block->size - arena->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

		block = malloc(sizeof *block + room);
		if (block == NULL)
			return NULL;
		block->older = arena->block;
		block->size = room;
		arena->block = block;
		arena->used = 0;
	}
	p = block->bytes + arena->used;
	arena->used += size;
	memset(p, 0, size);
	return p;
}

char *tsop_arena_copy(struct tsop_arena *arena, struct tsop_view view)
{
	char *p = tsop_arena_take(arena, view.len + 1, 1);

	if (p != NULL && view.len > 0)
		memcpy(p, view.p, view.len);
	return p;
}
