/*
 * create.c: a new journal, and its first entry.
 *
 * It is built beside its place and renamed, with its first entry in it: there
 * is no moment at which a half of it could be found.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/os.h"
#include "store/internal.h"

int tsop_random_hex(char text[TSOP_HEX_TEXT], struct tsop_error *err)
{
	unsigned char bytes[TSOP_DIGEST_SIZE];

	if (tsop_os_random(bytes, sizeof bytes, err) != 0)
		return -1;
	tsop_hex(bytes, text);
	return 0;
}

static int create_secret(const struct tsop_store *store, struct tsop_error *err)
{
	char text[TSOP_HEX_TEXT + 1];
	int fd, status;

	if (tsop_random_hex(text, err) != 0)
		return -1;
	text[TSOP_HEX_TEXT - 1] = '\n';
	fd = tsop_file_create(store->dir, TSOP_SECRET_NAME);
	if (fd < 0)
		return tsop_fail_errno(err, errno, _("can not make %s"), TSOP_SECRET_NAME);
	status = tsop_file_write(fd, TSOP_SECRET_NAME, (struct tsop_view){ text, TSOP_HEX_TEXT }, 0,
				 err);
	if (status == 0)
		status = tsop_file_sync(fd, TSOP_SECRET_NAME, err);
	close(fd);
	return status;
}

/* Everything of a journal, in the directory that is open. */
static int build(struct tsop_store *store, const struct tsop_store_options *options,
		 struct tsop_error *err)
{
	int lock;

	if (create_secret(store, err) != 0)
		return -1;
	lock = tsop_file_create(store->dir, TSOP_LOCK_NAME);
	if (lock < 0)
		return tsop_fail_errno(err, errno, _("can not make %s"), TSOP_LOCK_NAME);
	close(lock);
	store->last.t = INT64_MIN;
	memset(store->leaf, '0', sizeof store->leaf - 1);
	store->chain = tsop_file_create(store->dir, TSOP_CHAIN_NAME);
	if (store->chain < 0)
		return tsop_fail_errno(err, errno, _("can not make %s"), TSOP_CHAIN_NAME);
	if (tsop_store_append_origin(store, options, err) != 0)
		return -1;
	return tsop_directory_sync(store->dir, err);
}

/* Remove what build() made, as well as that is possible. */
static void demolish(int dir, const char *path)
{
	struct tsop_arena arena;
	const char *const *names;
	size_t n;

	tsop_arena_init(&arena);
	if (tsop_directory_list(dir, &arena, &names, &n, NULL) == 0)
		for (size_t i = 0; i < n; i++)
			unlinkat(dir, names[i], 0);
	tsop_arena_release(&arena);
	rmdir(path);
}

/* Is there nothing at path, or an empty directory? */
static bool is_vacant(const char *path)
{
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct tsop_arena arena;
	const char *const *names;
	size_t n = 1;

	if (dir < 0)
		return errno == ENOENT;
	tsop_arena_init(&arena);
	if (tsop_directory_list(dir, &arena, &names, &n, NULL) != 0)
		n = 1;
	tsop_arena_release(&arena);
	close(dir);
	return n == 0;
}

/* Build in the new directory and rename it. Where another journal came first, that will do. */
static int build_and_rename(struct tsop_store *store, const char *built,
			    const struct tsop_store_options *options, struct tsop_error *err)
{
	int above = tsop_directory_open_above(store->dir, err);
	int status = -1;

	if (above >= 0 && tsop_directory_check_place(store->dir, options, err) == 0)
		status = build(store, options, err);
	if (status != 0) {
		demolish(store->dir, built);
	} else if (rename(built, store->path) == 0) {
		if (tsop_directory_sync(above, err) != 0)
			status = tsop_store_doubt(store, err);
	} else {
		if (errno != ENOTEMPTY && errno != EEXIST)
			status = tsop_fail_errno(err, errno, _("can not make the journal"));
		demolish(store->dir, built);
	}
	if (above >= 0)
		close(above);
	return status;
}

/* Open the directory that was just made, whatever the umask. */
static int open_new(const char *built, struct tsop_error *err)
{
	int dir;

	if (chmod(built, 0700) != 0)
		dir = tsop_fail_errno(err, errno, _("can not make the journal"));
	else
		dir = tsop_directory_open(built, err);
	if (dir < 0)
		rmdir(built);
	return dir;
}

int tsop_store_create(const char *path, const struct tsop_store_options *options,
		      struct tsop_error *err)
{
	struct tsop_store store = { .path = path, .lock = -1, .chain = -1, .now = options->now };
	struct tsop_buf built;
	size_t len = strlen(path);
	int status = -1;

	if (!is_vacant(path))
		return 0;
	while (len > 1 && path[len - 1] == '/')
		len--;
	tsop_buf_init(&built);
	tsop_buf_addf(&built, "%.*s.new-XXXXXX", (int)len, path);
	if (tsop_buf_ok(&built, err) != 0)
		goto release;
	if (mkdtemp(built.p) == NULL) {
		tsop_fail_errno(err, errno, _("can not make the journal"));
		goto release;
	}
	store.dir = open_new(built.p, err);
	if (store.dir < 0)
		goto release;
	status = build_and_rename(&store, built.p, options, err);
	if (store.chain >= 0)
		close(store.chain);
	close(store.dir);
release:
	tsop_buf_release(&built);
	if (status != 0)
		tsop_error_at(err, path, 0, NULL);
	return status;
}
