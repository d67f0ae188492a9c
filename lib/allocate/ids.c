#include "allocate/ids.h"

#include <stdlib.h>
#include <string.h>

enum { PREFIX = sizeof(uint64_t), FEW = 48, MANY = 8192, DIGIT = 8, LONG_DIGIT = 11 };

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

/* By one digit of the prefix, keeping the order of those that are equal in it. */
static void count_digit(const struct tsop_ids_place *from, struct tsop_ids_place *to, size_t n,
			unsigned shift, size_t n_digits)
{
	size_t next[1 << LONG_DIGIT];
	size_t sum = 0;

	memset(next, 0, n_digits * sizeof next[0]);
	for (size_t i = 0; i < n; i++)
		next[from[i].prefix >> shift & (n_digits - 1)]++;
	for (size_t i = 0; i < n_digits; i++) {
		size_t count = next[i];

		next[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[next[from[i].prefix >> shift & (n_digits - 1)]++] = from[i];
}

/* The bits above a mask come down over a gap. */
struct gap {
	uint64_t below;
	unsigned width;
};

/* The gaps between the bits that differ, from the lowest on, each as the one before leaves it. */
static size_t find_gaps(uint64_t differ, struct gap gaps[32], unsigned *n_bits)
{
	size_t n = 0;

	for (*n_bits = 0; differ >> *n_bits != 0;) {
		struct gap *gap = &gaps[n];

		*gap = (struct gap){ (UINT64_C(1) << *n_bits) - 1, 0 };
		while ((differ >> (*n_bits + gap->width) & 1) == 0)
			gap->width++;
		n += gap->width > 0;
		differ = (differ & gap->below) | (differ >> gap->width & ~gap->below);
		while (*n_bits < 64 && (differ >> *n_bits & 1) != 0)
			++*n_bits;
		if (*n_bits == 64)
			break;
	}
	return n;
}

/* Leave only the bits that are not the same in all, closed up. Returns how many those are. */
static unsigned close_up(struct tsop_ids_place *places, size_t n)
{
	struct gap gaps[32];
	uint64_t differ = 0;
	unsigned n_bits;
	size_t n_gaps;

	for (size_t i = 1; i < n; i++)
		differ |= places[i].prefix ^ places[0].prefix;
	n_gaps = find_gaps(differ, gaps, &n_bits);
	for (size_t i = 0; i < n; i++) {
		uint64_t prefix = places[i].prefix;

		for (size_t k = 0; k < n_gaps; k++)
			prefix = (prefix & gaps[k].below) |
				 (prefix >> gaps[k].width & ~gaps[k].below);
		places[i].prefix = n_bits < 64 ? prefix & ((UINT64_C(1) << n_bits) - 1) : prefix;
	}
	return n_bits;
}

/* A radix sort, from the last digit. */
static void sort_prefixes(struct tsop_ids_place *places, struct tsop_ids_place *spare, size_t n)
{
	struct tsop_ids_place *from = places;
	struct tsop_ids_place *to = spare;
	unsigned digit = n < MANY ? DIGIT : LONG_DIGIT;
	unsigned n_bits;

	if (n < FEW) {
		insert_few(places, n);
		return;
	}
	n_bits = close_up(places, n);
	for (unsigned shift = 0; shift < n_bits; shift += digit) {
		struct tsop_ids_place *done = from;

		count_digit(from, to, n, shift, (size_t)1 << digit);
		from = to;
		to = done;
	}
	if (from != places)
		memcpy(places, from, n * sizeof *places);
}

static bool ends_within(const char *id)
{
	return strnlen(id, PREFIX) < PREFIX;
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
			repeated |= ends_within(ids[places[first].at] + depth) ||
				    sort_places(ids, places + first, spare, i - first,
						depth + PREFIX);
		first = i;
	}
	return repeated;
}

/* How many bytes do all ids begin with? */
static size_t common_depth(const char *const *ids, size_t n)
{
	size_t depth = strlen(ids[0]);

	for (size_t i = 1; i < n; i++) {
		size_t same = 0;

		while (same < depth && ids[i][same] == ids[0][same])
			same++;
		depth = same;
	}
	return depth;
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
	*repeated = sort_places(ids, places, places + n, n, common_depth(ids, n));
	*order = places;
	return 0;
}
