/*
 * map.h: from byte strings to indices.
 *
 * A hash table with open addressing whose keys are copied. Values are
 * size_t: an index into the caller's own array. The hash is seeded per
 * process, so that no input can be made to collide; nothing that is printed
 * may depend on its order, and there is no way to walk it.
 */
#ifndef TSOP_BASE_MAP_H
#define TSOP_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/view.h"

struct tsop_map_slot {
	uint64_t hash;
	const char *key; /* NULL: an empty slot */
	size_t len;
	size_t value;
};

struct tsop_map {
	struct tsop_map_slot *slots;
	size_t cap; /* 0 or a power of two */
	size_t n;
	uint64_t seed;
	struct tsop_arena keys;
};

void tsop_map_init(struct tsop_map *map);
void tsop_map_release(struct tsop_map *map);
/*
 * The place of key's value; where it is new, it is entered with `fresh`.
 * *added says which. NULL where memory ends. Valid until the next call.
 */
size_t *tsop_map_put(struct tsop_map *map, struct tsop_view key, size_t fresh, bool *added);
/* The place of key's value, or NULL if it is not there. Valid until the next put. */
size_t *tsop_map_get(const struct tsop_map *map, struct tsop_view key);

#endif
