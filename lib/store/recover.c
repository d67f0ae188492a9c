/*
 * recover.c: a tail that an interrupted append left.
 *
 * Only what such an append can leave is cut: chain lines that are right in
 * all but that their batch is not complete, a piece of a line, and bodies
 * behind the last complete batch. Anything else is damage and is refused.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/check.h"
#include "store/internal.h"

enum { BLOCK = 64 * 1024, COPIES_MAX = 1000000 };

/* The last entry's body: is it what the chain commits to, and at the end of its file? */
static bool is_last_body_whole(const struct tsop_store *store, int fd, const char *name, off_t size)
{
	char block[BLOCK];
	size_t len = size < BLOCK ? (size_t)size : BLOCK;
	struct tsop_view line = { block, len };
	struct tsop_body body;
	char digest[TSOP_HEX_TEXT];
	uint64_t erased = 0;

	if (tsop_file_read(fd, name, block, len, size - (off_t)len, NULL) != (ssize_t)len ||
	    len == 0 || block[len - 1] != '\n')
		return false;
	line.len--;
	while (line.len > 0) {
		const char *newline = memchr(line.p, '\n', line.len);

		if (newline == NULL)
			break;
		line.len -= (size_t)(newline + 1 - line.p);
		line.p = newline + 1;
	}
	return tsop_body_read(line, store->count - 1, &body, NULL) == 0 &&
	       tsop_body_digest(&body, &store->last, digest, &erased, NULL) == 0 &&
	       strcmp(digest, store->last.body) == 0;
}

static bool is_last_line_chained(const struct tsop_store *store)
{
	unsigned char leaf[TSOP_DIGEST_SIZE];
	struct tsop_chain_line line;
	char text[TSOP_CHAIN_LINE];
	char prev[TSOP_HEX_TEXT] = { 0 };

	memset(prev, '0', sizeof prev - 1);
	if (store->count > 1) {
		if (tsop_tail_line(store, store->count - 2, text, &line, NULL) != 0)
			return false;
		tsop_chain_leaf(text, leaf);
		tsop_hex(leaf, prev);
	}
	return strcmp(store->last.prev, prev) == 0;
}

/* Is the tail as a finished append leaves it? Where that is not seen at a glance: false. */
static bool is_clean(const struct tsop_store *store)
{
	int year = tsop_year_of(store->last.t);
	struct tsop_surplus surplus = { .each = NULL };
	char name[TSOP_BODY_NAME];
	off_t size;
	bool clean;
	int fd;

	if (tsop_file_size(store->chain, TSOP_CHAIN_NAME, NULL) !=
		    (off_t)(store->count * TSOP_CHAIN_LINE) ||
	    !is_last_line_chained(store))
		return false;
	tsop_body_name(year, name);
	fd = tsop_file_open(store->dir, name, O_RDONLY);
	if (fd < 0)
		return false;
	size = tsop_file_size(fd, name, NULL);
	clean = size > 0 && is_last_body_whole(store, fd, name, size) &&
		tsop_body_surplus(store->dir, year, size, &surplus, NULL) == 0 &&
		surplus.bytes == 0;
	close(fd);
	return clean;
}

/* Examine all there is. *end: where the bodies of complete batches end in the last year's file. */
static int examine(const struct tsop_store *store, off_t *end, struct tsop_error *err)
{
	struct tsop_check check;
	int status = 0;

	tsop_check_init(&check, store);
	for (uint64_t n = 0; n < store->lines && status == 0; n++) {
		status = tsop_check_next(&check, err);
		if (n == store->count - 1)
			*end = check.cursor.bodies.offset;
	}
	tsop_check_release(&check);
	return status == 0 ? tsop_check_years(store, err) : -1;
}

/* Open torn/, which is made where it is not there yet. */
static int open_torn(const struct tsop_store *store, struct tsop_error *err)
{
	int fd;

	if (mkdirat(store->dir, TSOP_TORN_NAME, 0700) == 0) {
		if (fchmodat(store->dir, TSOP_TORN_NAME, 0700, 0) != 0)
			return tsop_fail_errno(err, errno, _("can not make %s"), TSOP_TORN_NAME);
		if (tsop_directory_sync(store->dir, err) != 0)
			return -1;
	} else if (errno != EEXIST) {
		return tsop_fail_errno(err, errno, _("can not make %s"), TSOP_TORN_NAME);
	}
	fd = tsop_file_open(store->dir, TSOP_TORN_NAME, O_RDONLY | O_DIRECTORY);
	if (fd < 0)
		return tsop_fail_errno(err, errno, _("can not open %s"), TSOP_TORN_NAME);
	return fd;
}

/* Make NAME.1, or the next number that is free; its name is put into copy. */
static int create_copy(int torn, const char *name, char *copy, size_t size, struct tsop_error *err)
{
	int fd = -1;

	for (int number = 1; number <= COPIES_MAX; number++) {
		snprintf(copy, size, "%s.%d", name, number);
		fd = tsop_file_create(torn, copy);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	if (fd < 0)
		tsop_fail_errno(err, errno, _("can not make %s/%s"), TSOP_TORN_NAME, copy);
	return fd;
}

static int copy_bytes(int from_fd, const char *name, off_t from, off_t size, int to_fd,
		      struct tsop_error *err)
{
	char block[BLOCK];
	off_t at = from;

	while (at < size) {
		size_t len = size - at < BLOCK ? (size_t)(size - at) : BLOCK;
		ssize_t n = tsop_file_read(from_fd, name, block, len, at, err);

		if (n < 0)
			return -1;
		if (n == 0)
			break;
		if (tsop_file_write(to_fd, TSOP_TORN_NAME, (struct tsop_view){ block, (size_t)n },
				    at - from, err) != 0)
			return -1;
		at += n;
	}
	return tsop_file_sync(to_fd, TSOP_TORN_NAME, err);
}

/* Copy the file's bytes from..size into torn/. */
static int keep(void *context, const char *name, off_t from, off_t size, struct tsop_error *err)
{
	const struct tsop_store *store = context;
	int torn = open_torn(store, err);
	char copy[2 * TSOP_BODY_NAME];
	int source, target;
	int status = -1;

	if (torn < 0)
		return -1;
	source = tsop_file_open(store->dir, name, O_RDONLY);
	if (source < 0) {
		tsop_fail_errno(err, errno, _("can not open %s"), name);
		goto close_torn;
	}
	target = create_copy(torn, name, copy, sizeof copy, err);
	if (target < 0)
		goto close_source;
	status = copy_bytes(source, name, from, size, target, err);
	close(target);
	if (status == 0)
		status = tsop_directory_sync(torn, err);
	if (status != 0)
		unlinkat(torn, copy, 0);
close_source:
	close(source);
close_torn:
	close(torn);
	return status;
}

/* Cut the file to `from` bytes. */
static int cut(void *context, const char *name, off_t from, off_t size, struct tsop_error *err)
{
	const struct tsop_store *store = context;
	int fd = tsop_file_open(store->dir, name, O_RDWR);
	int status;

	(void)size;
	if (fd < 0)
		return tsop_fail_errno(err, errno, _("can not open %s"), name);
	status = ftruncate(fd, from) == 0 ? tsop_file_sync(fd, name, err)
					  : tsop_fail_errno(err, errno, _("can not cut %s"), name);
	close(fd);
	return status;
}

/* The chain is cut before the bodies: its lines must not outlive them. */
static int cut_tail(struct tsop_store *store, off_t end, bool *recovered, struct tsop_error *err)
{
	int year = tsop_year_of(store->last.t);
	struct tsop_surplus bodies = { .each = keep, .context = store };
	off_t chain_end = (off_t)(store->count * TSOP_CHAIN_LINE);
	off_t size = tsop_file_size(store->chain, TSOP_CHAIN_NAME, err);

	if (size < 0 ||
	    (size > chain_end && keep(store, TSOP_CHAIN_NAME, chain_end, size, err) != 0) ||
	    tsop_body_surplus(store->dir, year, end, &bodies, err) != 0)
		return -1;
	*recovered = size > chain_end || bodies.bytes > 0;
	bodies.each = cut;
	if (size > chain_end && cut(store, TSOP_CHAIN_NAME, chain_end, size, err) != 0)
		return -1;
	store->lines = store->count;
	return tsop_body_surplus(store->dir, year, end, &bodies, err);
}

int tsop_store_recover(struct tsop_store *store, bool *recovered, struct tsop_error *err)
{
	off_t end = 0;

	if (is_clean(store))
		return 0;
	if (examine(store, &end, err) != 0)
		return -1;
	return cut_tail(store, end, recovered, err);
}
