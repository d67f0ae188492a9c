/* tail.c: where the chain ends, found from its end. */
#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "store/internal.h"

enum { TRIES_MAX = 100 };

int tsop_tail_line(const struct tsop_store *store, uint64_t n, char text[TSOP_CHAIN_LINE],
		   struct tsop_chain_line *line, struct tsop_error *err)
{
	ssize_t len = tsop_file_read(store->chain, TSOP_CHAIN_NAME, text, TSOP_CHAIN_LINE,
				     (off_t)(n * TSOP_CHAIN_LINE), err);

	if (len == TSOP_CHAIN_LINE && tsop_chain_read(text, line, NULL) == 0 && line->n == n)
		return 0;
	if (len < 0) {
		tsop_store_at(store, err, NULL, 0);
		return -1;
	}
	tsop_fail(err, TSOP_NO, _("not the line of entry %" PRIu64), n);
	tsop_store_at(store, err, TSOP_CHAIN_NAME, n + 1);
	return -1;
}

/*
 * The size without the zero bytes at the end: after a power failure a file
 * system may show a file longer than what reached the disk of it.
 */
static off_t written_size(const struct tsop_store *store, off_t size, struct tsop_error *err)
{
	char block[4096];

	while (size > 0) {
		size_t len = size < (off_t)sizeof block ? (size_t)size : sizeof block;
		ssize_t n = tsop_file_read(store->chain, TSOP_CHAIN_NAME, block, len,
					   size - (off_t)len, err);

		if (n < 0)
			return -1;
		while (n > 0 && block[n - 1] == '\0')
			n--;
		if (n > 0)
			return size - (off_t)len + n;
		size -= (off_t)len;
	}
	return 0;
}

/* The first index below `high` for which is_behind() says yes of its line; `high` if none. */
static int search(const struct tsop_store *store, uint64_t high, int64_t bound,
		  bool (*is_behind)(const struct tsop_chain_line *line, int64_t bound),
		  uint64_t *first, struct tsop_error *err)
{
	char text[TSOP_CHAIN_LINE];
	struct tsop_chain_line line;
	uint64_t low = 0;

	while (low < high) {
		uint64_t middle = low + (high - low) / 2;

		if (tsop_tail_line(store, middle, text, &line, err) != 0)
			return -1;
		if (is_behind(&line, bound))
			high = middle;
		else
			low = middle + 1;
	}
	*first = low;
	return 0;
}

static bool ends_at_or_behind(const struct tsop_chain_line *line, int64_t bound)
{
	return line->end >= (uint64_t)bound;
}

static bool is_of_year_or_later(const struct tsop_chain_line *line, int64_t bound)
{
	return tsop_year_of(line->t) >= bound;
}

int tsop_tail_year(const struct tsop_store *store, int year, uint64_t *first,
		   struct tsop_error *err)
{
	return search(store, store->count, year, is_of_year_or_later, first, err);
}

/* Find the tail of a chain of that size. */
static int find_within(struct tsop_store *store, off_t size, struct tsop_error *err)
{
	unsigned char leaf[TSOP_DIGEST_SIZE];
	char text[TSOP_CHAIN_LINE];
	struct tsop_chain_line line;

	store->lines = store->count = (uint64_t)size / TSOP_CHAIN_LINE;
	if (store->lines == 0) {
		tsop_fail(err, TSOP_NO, _("the chain is empty"));
		return tsop_store_at(store, err, TSOP_CHAIN_NAME, 1);
	}
	if (tsop_tail_line(store, store->lines - 1, text, &line, err) != 0)
		return -1;
	if (line.end >= store->lines) {
		if (search(store, store->lines, (int64_t)line.end, ends_at_or_behind,
			   &store->count, err) != 0)
			return -1;
		if (store->count == 0) {
			tsop_fail(err, TSOP_NO, _("the first batch is not complete"));
			return tsop_store_at(store, err, TSOP_CHAIN_NAME, 1);
		}
		if (tsop_tail_line(store, store->count - 1, text, &line, err) != 0)
			return -1;
	}
	store->last = line;
	tsop_chain_leaf(text, leaf);
	tsop_hex(leaf, store->leaf);
	return 0;
}

/* A writer may take back lines while we look at them: then we look again. */
int tsop_tail_find(struct tsop_store *store, struct tsop_error *err)
{
	off_t size = tsop_file_size(store->chain, TSOP_CHAIN_NAME, err);

	for (int tries = 0;; tries++) {
		off_t before = size;
		int status;

		if (size >= 0)
			size = written_size(store, size, err);
		if (size < 0)
			return tsop_store_at(store, err, NULL, 0);
		status = find_within(store, size, err);
		size = tsop_file_size(store->chain, TSOP_CHAIN_NAME, NULL);
		if (status == 0 || size == before || tries == TRIES_MAX)
			return status;
	}
}
