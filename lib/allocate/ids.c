#include "allocate/ids.h"

#include <stdlib.h>
#include <string.h>

enum { PREFIX = sizeof(uint64_t), FEW = 48 };

static uint64_t prefix_of(const char *id)
{
	uint64_t prefix = 0;

	for (size_t i = 0; i < PREFIX; i++) {
		prefix = prefix << 8 | (unsigned char)*id;
		id += *id != '\0';
	}
	return prefix;
}

static void insert_few(struct tsop_ids_place *places, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct tsop_ids_place moved = places[i];
		size_t to = i;

		for (; to > 0 && places[to - 1].prefix > moved.prefix; to--)
			places[to] = places[to - 1];
		places[to] = moved;
	}
}

/* By one byte of the prefix, keeping the order of those that are equal in it. */
static void count_byte(const struct tsop_ids_place *from, struct tsop_ids_place *to, size_t n,
		       unsigned shift)
{
	size_t next[256] = { 0 };
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		next[from[i].prefix >> shift & 0xFF]++;
	for (size_t i = 0; i < 256; i++) {
		size_t count = next[i];

		next[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[next[from[i].prefix >> shift & 0xFF]++] = from[i];
}

/* A radix sort, from the last byte that is not the same in all to the first. */
static void sort_prefixes(struct tsop_ids_place *places, struct tsop_ids_place *spare, size_t n)
{
	struct tsop_ids_place *from = places;
	struct tsop_ids_place *to = spare;
	uint64_t differ = 0;

	if (n < FEW) {
		insert_few(places, n);
		return;
	}
	for (size_t i = 1; i < n; i++)
		differ |= places[i].prefix ^ places[0].prefix;
	for (unsigned shift = 0; shift < 64; shift += 8) {
		struct tsop_ids_place *done = from;

		if ((differ >> shift & 0xFF) == 0)
			continue;
		count_byte(from, to, n, shift);
		from = to;
		to = done;
	}
	if (from != places)
		memcpy(places, from, n * sizeof *places);
}

/*
 * Sort places whose ids agree in `depth` bytes; where they agree in eight
 * more, by those behind. Are there ids that agree in all?
 */
static bool sort_places(const char *const *ids, struct tsop_ids_place *places,
			struct tsop_ids_place *spare, size_t n, size_t depth)
{
	bool repeated = false;
	size_t first = 0;

	for (size_t i = 0; i < n; i++)
		places[i].prefix = prefix_of(ids[places[i].at] + depth);
	sort_prefixes(places, spare, n);
	for (size_t i = 1; i <= n; i++) {
		if (i < n && places[i].prefix == places[first].prefix)
			continue;
		if (i - first > 1)
			repeated |= (places[first].prefix & 0xFF) == 0 ||
				    sort_places(ids, places + first, spare, i - first,
						depth + PREFIX);
		first = i;
	}
	return repeated;
}

static bool is_sorted(const char *const *ids, size_t n, bool *repeated)
{
	*repeated = false;
	for (size_t i = 1; i < n; i++) {
		int order = strcmp(ids[i - 1], ids[i]);

		if (order > 0)
			return false;
		*repeated |= order == 0;
	}
	return true;
}

int tsop_ids_sort(const char *const *ids, size_t n, struct tsop_ids_place **order, bool *repeated,
		   struct tsop_error *err)
{
	struct tsop_ids_place *places;

	*order = NULL;
	if (is_sorted(ids, n, repeated))
		return 0;
	places = calloc(2 * n, sizeof *places); /* the second half is spare */
	if (places == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		places[i].at = i;
	*repeated = sort_places(ids, places, places + n, n, 0);
	*order = places;
	return 0;
}
