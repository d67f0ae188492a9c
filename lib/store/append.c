/*
 * append.c: a batch of entries, there as a whole or not at all.
 *
 * Bodies, sync; chain lines but the last, sync; the last line, sync. Until
 * the last line is whole the batch does not exist: whatever fails before is
 * taken back, and what a crash leaves is cut by the next writer.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/internal.h"

enum { FLUSH_AT = 1 << 20 }; /* bytes gathered before they are written */

struct batch {
	struct tsop_store *store;
	const struct tsop_entry *entries;
	size_t n;
	struct tsop_chain_line line;    /* of the entry at hand */
	char (*digests)[TSOP_HEX_TEXT]; /* of the bodies */
	char body_name[TSOP_BODY_NAME];
	int body;        /* descriptor */
	off_t body_size; /* before the batch */
	bool is_new;     /* the body file was made for the batch */
	struct tsop_buf buf;
	struct tsop_salts salts;
	struct tsop_record record;
};

static void append_text(struct tsop_error *err, const char *text)
{
	size_t len = strlen(err->text);

	snprintf(err->text + len, sizeof err->text - len, "%s", text);
}

/* Open the body file that the batch goes to. */
static int open_body(struct batch *batch, struct tsop_error *err)
{
	tsop_body_name(tsop_year_of(batch->line.t), batch->body_name);
	batch->body = tsop_file_open(batch->store->dir, batch->body_name, O_RDWR);
	if (batch->body < 0 && errno == ENOENT) {
		batch->is_new = true;
		batch->body = tsop_file_create(batch->store->dir, batch->body_name);
	}
	if (batch->body < 0)
		return tsop_fail_errno(err, errno, _("can not open %s"), batch->body_name);
	batch->body_size = tsop_file_size(batch->body, batch->body_name, err);
	return batch->body_size < 0 ? -1 : 0;
}

/* Write what was gathered at *offset, and go behind it. */
static int flush(struct batch *batch, int fd, const char *name, off_t *offset,
		 struct tsop_error *err)
{
	if (tsop_file_write(fd, name, tsop_buf_view(&batch->buf), *offset, err) != 0)
		return -1;
	*offset += (off_t)batch->buf.len;
	tsop_buf_clear(&batch->buf);
	return 0;
}

/* What verify would refuse is never stored. */
static int check_line(struct batch *batch, struct tsop_view line, char digest[TSOP_HEX_TEXT],
		      struct tsop_error *err)
{
	struct tsop_body body;
	uint64_t erased = 0;

	if (line.len >= TSOP_BODY_LINE_MAX)
		return tsop_fail(err, TSOP_NO, _("expected at most %d bytes"), TSOP_BODY_LINE_MAX);
	if (memchr(line.p, '\n', line.len) != NULL)
		return tsop_fail(err, TSOP_NO, _("expected no line break in a member"));
	if (tsop_body_read(line, batch->line.n, &body, err) != 0 ||
	    tsop_body_digest(&body, &batch->line, digest, &erased, err) != 0)
		return -1;
	return tsop_body_check(&body, &batch->record, err);
}

/* Append the body line of entry i to the buffer and keep its digest. */
static int add_body(struct batch *batch, size_t i, struct tsop_error *err)
{
	const struct tsop_entry *entry = &batch->entries[i];
	size_t start = batch->buf.len;
	struct tsop_error refused;
	struct tsop_view line;

	batch->line.n = batch->store->count + i;
	if (tsop_body_write(&batch->buf, batch->line.n, entry, &batch->salts, err) != 0)
		return -1;
	line = (struct tsop_view){ batch->buf.p + start, batch->buf.len - start - 1 };
	if (check_line(batch, line, batch->digests[i], &refused) == 0)
		return 0;
	if (refused.code == TSOP_SYSTEM)
		return tsop_fail(err, TSOP_SYSTEM, "%s", refused.text);
	return tsop_fail(err, TSOP_INPUT, _("entry %zu of %zu: %s"), i + 1, batch->n, refused.text);
}

static int write_bodies(struct batch *batch, struct tsop_error *err)
{
	off_t offset = batch->body_size;

	for (size_t i = 0; i < batch->n; i++) {
		if (add_body(batch, i, err) != 0)
			return -1;
		if (batch->buf.len >= FLUSH_AT &&
		    flush(batch, batch->body, batch->body_name, &offset, err) != 0)
			return -1;
	}
	return flush(batch, batch->body, batch->body_name, &offset, err);
}

/* Write the chain's lines of the entries from..to-1. */
static int write_chain(struct batch *batch, size_t from, size_t to, struct tsop_error *err)
{
	off_t offset = (off_t)((batch->store->count + from) * TSOP_CHAIN_LINE);
	unsigned char leaf[TSOP_DIGEST_SIZE];
	char text[TSOP_CHAIN_LINE + 1];

	for (size_t i = from; i < to; i++) {
		batch->line.n = batch->store->count + i;
		memcpy(batch->line.body, batch->digests[i], TSOP_HEX_TEXT);
		tsop_chain_write(&batch->line, text);
		tsop_chain_leaf(text, leaf);
		tsop_hex(leaf, batch->line.prev);
		if (tsop_buf_add(&batch->buf, text, TSOP_CHAIN_LINE) != 0)
			return tsop_fail_memory(err);
		if (batch->buf.len >= FLUSH_AT &&
		    flush(batch, batch->store->chain, TSOP_CHAIN_NAME, &offset, err) != 0)
			return -1;
	}
	return flush(batch, batch->store->chain, TSOP_CHAIN_NAME, &offset, err);
}

/*
 * Take back what was written. The chain is cut first, and durably: its lines
 * must not outlive the bodies. Returns -1.
 */
static int roll_back(struct batch *batch, bool *sync_failed, struct tsop_error *err)
{
	struct tsop_store *store = batch->store;
	off_t chain_size = (off_t)(store->count * TSOP_CHAIN_LINE);
	off_t now_size = tsop_file_size(store->chain, TSOP_CHAIN_NAME, NULL);

	if (now_size != chain_size) {
		if (ftruncate(store->chain, chain_size) != 0)
			goto left;
		if (fdatasync(store->chain) != 0) {
			*sync_failed = true;
			return -1;
		}
	}
	if (ftruncate(batch->body, batch->body_size) != 0)
		goto left;
	append_text(err, _("; nothing was recorded"));
	return -1;
left:
	store->stopped = true;
	append_text(err, _("; nothing was recorded, what is left of it is cut by the next writer"));
	return -1;
}

static int write_batch(struct batch *batch, bool *sync_failed, struct tsop_error *err)
{
	struct tsop_store *store = batch->store;

	if (write_bodies(batch, err) != 0)
		return roll_back(batch, sync_failed, err);
	if (tsop_file_sync(batch->body, batch->body_name, err) != 0 ||
	    (batch->is_new && tsop_directory_sync(store->dir, err) != 0))
		goto doubt;
	if (batch->n > 1) {
		if (write_chain(batch, 0, batch->n - 1, err) != 0)
			return roll_back(batch, sync_failed, err);
		if (tsop_file_sync(store->chain, TSOP_CHAIN_NAME, err) != 0)
			goto doubt;
	}
	if (write_chain(batch, batch->n - 1, batch->n, err) != 0)
		return roll_back(batch, sync_failed, err);
	if (tsop_file_sync(store->chain, TSOP_CHAIN_NAME, err) == 0)
		return 0;
doubt:
	*sync_failed = true;
	return -1;
}

int tsop_batch_append(struct tsop_store *store, const struct tsop_entry *entries, size_t n,
		      bool *sync_failed, struct tsop_error *err)
{
	struct batch batch = { .store = store, .entries = entries, .n = n, .body = -1 };
	int status = -1;

	*sync_failed = false;
	if (n > TSOP_CHAIN_MAX || store->count > TSOP_CHAIN_MAX - n)
		return tsop_fail(err, TSOP_SYSTEM, _("the chain is full"));
	tsop_buf_init(&batch.buf);
	tsop_record_init(&batch.record);
	batch.line.end = store->count + n - 1;
	tsop_chain_set_time(&batch.line, store->now > store->last.t ? store->now : store->last.t);
	memcpy(batch.line.prev, store->leaf, TSOP_HEX_TEXT);
	batch.digests = calloc(n, sizeof *batch.digests);
	if (batch.digests == NULL)
		tsop_fail_memory(err);
	else if (open_body(&batch, err) == 0)
		status = write_batch(&batch, sync_failed, err);
	if (status == 0) {
		store->last = batch.line;
		memcpy(store->leaf, batch.line.prev, TSOP_HEX_TEXT);
		store->lines = store->count += n;
	}
	if (batch.body >= 0)
		close(batch.body);
	free(batch.digests);
	tsop_record_release(&batch.record);
	tsop_buf_release(&batch.buf);
	return status;
}

int tsop_store_doubt(struct tsop_store *store, struct tsop_error *err)
{
	int fd = tsop_file_create(store->dir, TSOP_DOUBT_NAME);

	store->stopped = true;
	append_text(err, _("; durability unknown, nothing more is recorded until 'repair'"));
	if (fd >= 0) {
		(void)tsop_file_write(fd, TSOP_DOUBT_NAME, tsop_view_of(err->text), 0, NULL);
		(void)fsync(fd);
		(void)fsync(store->dir);
		close(fd);
	}
	return -1;
}

int tsop_store_append(struct tsop_store *store, const struct tsop_entry *entries, size_t n,
		      uint64_t *first, bool *unknown, struct tsop_error *err)
{
	uint64_t count = store->count;
	int status;

	*unknown = false;
	assert(store->lock >= 0 && n > 0);
	if (store->stopped)
		status = tsop_fail(err, TSOP_SYSTEM, _("an append failed; open the journal again"));
	else
		status = tsop_batch_append(store, entries, n, unknown, err);
	if (status == 0) {
		*first = count;
		return 0;
	}
	if (*unknown)
		tsop_store_doubt(store, err);
	return tsop_store_at(store, err, NULL, 0);
}
