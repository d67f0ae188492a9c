#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/os.h"

void tsop_map_init(struct tsop_map *map)
{
	*map = (struct tsop_map){ .seed = tsop_os_seed() };
	tsop_arena_init(&map->keys);
}

void tsop_map_release(struct tsop_map *map)
{
	free(map->slots);
	tsop_arena_release(&map->keys);
	*map = (struct tsop_map){ .seed = map->seed };
}

static uint64_t mix(uint64_t a, uint64_t b)
{
	tsop_uint128 product = (tsop_uint128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Eight bytes a step, folded by a 64 x 64 bit product under the seed. */
static uint64_t hash_of(uint64_t seed, struct tsop_view key)
{
	uint64_t hash = seed ^ key.len;
	uint64_t word;

	while (key.len >= 8) {
		memcpy(&word, key.p, 8);
		hash = mix(hash ^ word, UINT64_C(0x9E3779B97F4A7C15) ^ seed);
		key.p += 8;
		key.len -= 8;
	}
	word = 0;
	if (key.len > 0)
		memcpy(&word, key.p, key.len);
	return mix(hash ^ word, UINT64_C(0xD6E8FEB86659FD93) ^ seed);
}

/* The slot of key, or the empty one where it would stand. cap > n. */
static struct tsop_map_slot *find(struct tsop_map_slot *slots, size_t cap, uint64_t hash,
				  struct tsop_view key)
{
	size_t i = (size_t)hash & (cap - 1);

	while (slots[i].key != NULL) {
		if (slots[i].hash == hash &&
		    tsop_view_equal((struct tsop_view){ slots[i].key, slots[i].len }, key))
			break;
		i = (i + 1) & (cap - 1);
	}
	return &slots[i];
}

static int grow(struct tsop_map *map)
{
	size_t cap = map->cap == 0 ? 64 : map->cap * 2;
	struct tsop_map_slot *slots = calloc(cap, sizeof *slots);

	if (slots == NULL)
		return -1;
	for (size_t i = 0; i < map->cap; i++) {
		const struct tsop_map_slot *slot = &map->slots[i];

		if (slot->key != NULL)
			*find(slots, cap, slot->hash,
			      (struct tsop_view){ slot->key, slot->len }) = *slot;
	}
	free(map->slots);
	map->slots = slots;
	map->cap = cap;
	return 0;
}

size_t *tsop_map_put(struct tsop_map *map, struct tsop_view key, size_t fresh, bool *added)
{
	uint64_t hash = hash_of(map->seed, key);
	struct tsop_map_slot *slot;
	char *copy;

	if (map->n >= map->cap / 2 && grow(map) != 0)
		return NULL;
	slot = find(map->slots, map->cap, hash, key);
	*added = slot->key == NULL;
	if (!*added)
		return &slot->value;
	copy = tsop_arena_copy(&map->keys, key);
	if (copy == NULL)
		return NULL;
	*slot = (struct tsop_map_slot){ hash, copy, key.len, fresh };
	map->n++;
	return &slot->value;
}

size_t *tsop_map_get(const struct tsop_map *map, struct tsop_view key)
{
	struct tsop_map_slot *slot;

	if (map->n == 0)
		return NULL;
	slot = find(map->slots, map->cap, hash_of(map->seed, key), key);
	return slot->key == NULL ? NULL : &slot->value;
}
