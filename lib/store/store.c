#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/os.h"
#include "store/cursor.h"
#include "store/internal.h"

enum { LOCK_TIMEOUT_MS = 10000 };

/* Where a journal is to be used, what is wrong with it is a failure. Returns -1. */
static int refuse(struct tsop_error *err)
{
	if (err->code == TSOP_NO)
		err->code = TSOP_SYSTEM;
	return -1;
}

/* Refuse what does not belong in the directory, by name. */
static int check_names(const struct tsop_store *store, struct tsop_error *err)
{
	struct tsop_arena arena;
	const char *const *names;
	size_t n;
	int status;

	tsop_arena_init(&arena);
	status = tsop_directory_list(store->dir, &arena, &names, &n, err);
	for (size_t i = 0; i < n && status == 0; i++)
		status = tsop_directory_check(store->dir, names[i], err);
	tsop_arena_release(&arena);
	return status;
}

int tsop_store_open_file(const struct tsop_store *store, const char *name, int flags,
			 struct tsop_error *err)
{
	int fd = tsop_file_open(store->dir, name, flags);

	if (fd >= 0)
		return fd;
	if (errno == ENOENT)
		return tsop_fail(err, TSOP_INPUT, _("not a journal: %s is missing"), name);
	return tsop_fail_errno(err, errno, _("can not open %s"), name);
}

static int take_lock(struct tsop_store *store, const struct tsop_store_options *options,
		     struct tsop_error *err)
{
	unsigned timeout_ms =
		options->lock_timeout_ms > 0 ? options->lock_timeout_ms : LOCK_TIMEOUT_MS;
	int held;

	if (tsop_directory_check_place(store->dir, options, err) != 0)
		return -1;
	store->lock = tsop_store_open_file(store, TSOP_LOCK_NAME, O_RDWR, err);
	if (store->lock < 0)
		return -1;
	held = tsop_os_lock(store->lock, timeout_ms, err);
	if (held == 1)
		return tsop_fail(err, TSOP_SYSTEM,
				 _("another process holds the lock; waited %u.%u seconds"),
				 timeout_ms / 1000, timeout_ms % 1000 / 100);
	return held;
}

/* While a sync is in doubt nothing may be appended, and nothing cut. */
static int check_doubt(const struct tsop_store *store, struct tsop_error *err)
{
	struct stat st;

	if (fstatat(store->dir, TSOP_DOUBT_NAME, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return tsop_fail(err, TSOP_SYSTEM,
				 _("a sync failed and what was recorded last is in doubt; "
				   "nothing is recorded until 'repair'"));
	if (errno != ENOENT)
		return tsop_fail_errno(err, errno, _("can not read %s"), TSOP_DOUBT_NAME);
	return 0;
}

/*
 * A process that was killed may have left its last batch, or a new journal,
 * without the last sync: what a writer takes for recorded is made durable first.
 */
static int settle(struct tsop_store *store, struct tsop_error *err)
{
	int above;
	int status = tsop_file_sync(store->chain, TSOP_CHAIN_NAME, err);

	if (status == 0 && store->count == 1) {
		above = tsop_directory_open_above(store->dir, err);
		if (above < 0)
			return -1;
		status = tsop_directory_sync(above, err);
		close(above);
	}
	return status == 0 ? 0 : tsop_store_doubt(store, err);
}

/* Set up store from its directory, which is open. */
static int open_in(struct tsop_store *store, const struct tsop_store_options *options,
		   bool *recovered, struct tsop_error *err)
{
	const int flags = options->write ? O_RDWR : O_RDONLY;

	if (check_names(store, err) != 0)
		return -1;
	if (options->write && (take_lock(store, options, err) != 0 || check_doubt(store, err) != 0))
		return -1;
	store->chain = tsop_store_open_file(store, TSOP_CHAIN_NAME, flags, err);
	if (store->chain < 0 || tsop_tail_find(store, err) != 0)
		return -1;
	if (options->write &&
	    (settle(store, err) != 0 || tsop_store_recover(store, recovered, err) != 0))
		return -1;
	return tsop_store_read_origin(store, options->tool, err);
}

int tsop_store_open(struct tsop_store **store, const char *path,
		    const struct tsop_store_options *options, bool *recovered,
		    struct tsop_error *err)
{
	struct tsop_store_options o = *options;
	struct tsop_store *opened;

	*recovered = false;
	o.write = o.write || o.create;
	opened = malloc(sizeof *opened);
	if (opened == NULL)
		return tsop_fail_memory(err);
	*opened = (struct tsop_store){
		.path = path, .dir = -1, .lock = -1, .chain = -1, .now = o.now
	};
	if (o.create && tsop_store_create(path, &o, err) != 0)
		goto fail;
	opened->dir = tsop_directory_open(path, err);
	if (opened->dir < 0 || open_in(opened, &o, recovered, err) != 0)
		goto fail;
	*store = opened;
	return 0;
fail:
	refuse(err);
	if (err->file == NULL)
		tsop_error_at(err, path, 0, NULL);
	tsop_store_close(opened);
	return -1;
}

void tsop_store_close(struct tsop_store *store)
{
	if (store == NULL)
		return;
	if (store->chain >= 0)
		close(store->chain);
	if (store->lock >= 0)
		close(store->lock);
	if (store->dir >= 0)
		close(store->dir);
	free(store);
}

uint64_t tsop_store_count(const struct tsop_store *store)
{
	return store->count;
}

const char *tsop_store_zone(const struct tsop_store *store)
{
	return store->zone;
}

int tsop_store_each(struct tsop_store *store, uint64_t from,
		    int (*each)(void *context, const struct tsop_stored *entry,
				struct tsop_error *err),
		    void *context, struct tsop_error *err)
{
	struct tsop_cursor cursor;
	int status = 0;

	tsop_cursor_init(&cursor, store, from);
	while (cursor.n < store->count && status == 0) {
		struct tsop_chain_line line;
		struct tsop_body body;
		const char *text;

		if (tsop_cursor_chain(&cursor, &text, &line, err) != 0 ||
		    tsop_cursor_body(&cursor, &body, err) != 0) {
			status = refuse(err);
		} else {
			struct tsop_stored entry = { line.n, line.end, line.t, body.r };

			status = each(context, &entry, err);
		}
	}
	tsop_cursor_release(&cursor);
	return status;
}

/* The value of a hexadecimal digit. */
static unsigned char nibble(char digit)
{
	return (unsigned char)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

int tsop_store_read_secret(const struct tsop_store *store, unsigned char secret[TSOP_DIGEST_SIZE],
			   struct tsop_error *err)
{
	char text[TSOP_HEX_TEXT + 1];
	int fd = tsop_store_open_file(store, TSOP_SECRET_NAME, O_RDONLY, err);
	ssize_t len;

	if (fd < 0)
		return -1;
	len = tsop_file_read(fd, TSOP_SECRET_NAME, text, sizeof text, 0, err);
	close(fd);
	if (len < 0)
		return -1;
	if (len != TSOP_HEX_TEXT || text[TSOP_HEX_TEXT - 1] != '\n' ||
	    !tsop_is_hex((struct tsop_view){ text, TSOP_HEX_TEXT - 1 }))
		return tsop_fail(err, TSOP_NO, _("%s: expected 64 hexadecimal digits"),
				 TSOP_SECRET_NAME);
	for (size_t i = 0; i < TSOP_DIGEST_SIZE; i++)
		secret[i] = (unsigned char)(nibble(text[2 * i]) << 4 | nibble(text[2 * i + 1]));
	return 0;
}

int tsop_store_key(struct tsop_store *store, struct tsop_view identity, char key[TSOP_HEX_TEXT],
		   struct tsop_error *err)
{
	unsigned char digest[TSOP_DIGEST_SIZE];

	if (!store->has_secret && tsop_store_read_secret(store, store->secret, err) != 0) {
		refuse(err);
		return tsop_store_at(store, err, NULL, 0);
	}
	store->has_secret = true;
	tsop_hmac_sha256((struct tsop_view){ (const char *)store->secret, sizeof store->secret },
			 identity, digest);
	tsop_hex(digest, key);
	return 0;
}
