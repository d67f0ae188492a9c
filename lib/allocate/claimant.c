#include "allocate/claimant.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

struct tsop_claimant *tsop_claimants_room(struct tsop_claimants *claimants)
{
	struct tsop_claimant *rows = tsop_array_room(claimants->rows, claimants->n, &claimants->cap,
						     sizeof *rows);

	if (rows == NULL)
		return NULL;
	claimants->rows = rows;
	rows[claimants->n] = (struct tsop_claimant){ 0 };
	return &rows[claimants->n];
}

void tsop_claimants_release(struct tsop_claimants *claimants)
{
	free(claimants->rows);
	*claimants = (struct tsop_claimants){ 0 };
}

static int by_id(const void *left, const void *right)
{
	const struct tsop_claimant *a = left;
	const struct tsop_claimant *b = right;

	return strcmp(a->id, b->id);
}

/* A row that is to be sorted, by eight bytes of its id as a number. */
struct place {
	uint64_t prefix;
	size_t row;
};

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

static void insert_few(struct place *places, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct place moved = places[i];
		size_t to = i;

		for (; to > 0 && places[to - 1].prefix > moved.prefix; to--)
			places[to] = places[to - 1];
		places[to] = moved;
	}
}

/* By one byte of the prefix, keeping the order of those that are equal in it. */
static void count_byte(const struct place *from, struct place *to, size_t n, unsigned shift)
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
static void sort_prefixes(struct place *places, struct place *spare, size_t n)
{
	struct place *from = places;
	struct place *to = spare;
	uint64_t differ = 0;

	if (n < FEW) {
		insert_few(places, n);
		return;
	}
	for (size_t i = 1; i < n; i++)
		differ |= places[i].prefix ^ places[0].prefix;
	for (unsigned shift = 0; shift < 64; shift += 8) {
		struct place *done = from;

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
static bool sort_places(const struct tsop_claimant *rows, struct place *places, struct place *spare,
			size_t n, size_t depth)
{
	bool repeated = false;
	size_t first = 0;

	for (size_t i = 0; i < n; i++)
		places[i].prefix = prefix_of(rows[places[i].row].id + depth);
	sort_prefixes(places, spare, n);
	for (size_t i = 1; i <= n; i++) {
		if (i < n && places[i].prefix == places[first].prefix)
			continue;
		if (i - first > 1)
			repeated |= (places[first].prefix & 0xFF) == 0 ||
				    sort_places(rows, places + first, spare, i - first,
						depth + PREFIX);
		first = i;
	}
	return repeated;
}

static bool is_sorted(const struct tsop_claimants *claimants, bool *repeated)
{
	*repeated = false;
	for (size_t i = 1; i < claimants->n; i++) {
		int order = by_id(&claimants->rows[i - 1], &claimants->rows[i]);

		if (order > 0)
			return false;
		*repeated |= order == 0;
	}
	return true;
}

/* Move each row to its place, along the cycles that they make: no second array of rows. */
static void arrange(struct tsop_claimant *rows, struct place *places, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct tsop_claimant first;
		size_t to = i;

		if (places[i].row == i)
			continue;
		first = rows[i];
		for (size_t from = places[to].row; from != i; from = places[to].row) {
			__builtin_prefetch(&rows[places[from].row]);
			rows[to] = rows[from];
			places[to].row = to;
			to = from;
		}
		rows[to] = first;
		places[to].row = to;
	}
}

int tsop_claimants_sort(struct tsop_claimants *claimants, bool *repeated, struct tsop_error *err)
{
	size_t n = claimants->n;
	struct place *places;

	if (is_sorted(claimants, repeated))
		return 0;
	places = calloc(2 * n, sizeof *places);
	if (places == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		places[i].row = i;
	*repeated = sort_places(claimants->rows, places, places + n, n, 0);
	arrange(claimants->rows, places, n);
	free(places);
	return 0;
}

size_t tsop_claimants_find(const struct tsop_claimants *claimants, const char *id)
{
	const struct tsop_claimant wanted = { .id = id };
	const struct tsop_claimant *row =
		claimants->n == 0 ? NULL
				  : bsearch(&wanted, claimants->rows, claimants->n, sizeof wanted,
					    by_id);

	return row == NULL ? claimants->n : (size_t)(row - claimants->rows);
}
