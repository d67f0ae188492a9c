#include "allocate/lot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tsop_lot_seats(size_t nth, char purpose[TSOP_LOT_SEATS_TEXT])
{
	if (nth == 1)
		snprintf(purpose, TSOP_LOT_SEATS_TEXT, "seats");
	else
		snprintf(purpose, TSOP_LOT_SEATS_TEXT, "seats %zu", nth);
}

void tsop_lot_draw(const char *seed, const char *purpose, struct tsop_view identity,
		   struct tsop_lot *lot)
{
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	tsop_sha256_add(&hash, tsop_view_of("tsop-lot\n"));
	tsop_sha256_add(&hash, tsop_view_of(seed));
	tsop_sha256_add(&hash, tsop_view_of("\n"));
	tsop_sha256_add(&hash, tsop_view_of(purpose));
	tsop_sha256_add(&hash, tsop_view_of("\n"));
	tsop_sha256_add(&hash, identity);
	tsop_sha256_end(&hash, lot->digest);
}

int tsop_lot_compare(const struct tsop_lot *a, const struct tsop_lot *b)
{
	return memcmp(a->digest, b->digest, sizeof a->digest);
}

enum { BUCKET_BITS = 12, N_BUCKETS = 1 << BUCKET_BITS };

/* The first bits of a lot. */
static size_t bucket_of(const struct tsop_lot *lot)
{
	return ((size_t)lot->digest[0] << 8 | lot->digest[1]) >> (16 - BUCKET_BITS);
}

/* The bucket of the k-th ticket. */
static size_t find_bucket(const struct tsop_lot_ticket *tickets, size_t n, size_t k)
{
	size_t counts[N_BUCKETS] = { 0 };
	size_t bucket = 0;

	for (size_t i = 0; i < n; i++)
		counts[bucket_of(&tickets[i].lot)]++;
	for (; k > counts[bucket]; bucket++)
		k -= counts[bucket];
	return bucket;
}

static void swap(struct tsop_lot_ticket *a, struct tsop_lot_ticket *b)
{
	struct tsop_lot_ticket moved = *a;

	*a = *b;
	*b = moved;
}

static int by_lot(const void *left, const void *right)
{
	const struct tsop_lot_ticket *a = left;
	const struct tsop_lot_ticket *b = right;

	return tsop_lot_compare(&a->lot, &b->lot);
}

void tsop_lot_select(struct tsop_lot_ticket *tickets, size_t n, size_t k)
{
	size_t bucket = find_bucket(tickets, n, k);
	size_t first = 0;
	size_t behind = n;

	for (size_t i = 0; i < behind;) {
		size_t own = bucket_of(&tickets[i].lot);

		if (own < bucket)
			swap(&tickets[i++], &tickets[first++]);
		else if (own > bucket)
			swap(&tickets[i], &tickets[--behind]);
		else
			i++;
	}
	qsort(&tickets[first], behind - first, sizeof *tickets, by_lot);
}
