/*
 * create.c: a new journal, and its first entry.
 *
 * It is built beside its place and renamed, with its first entry in it: there
 * is no moment at which a half of it could be found.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/os.h"
#include "record/write.h"
#include "store/cursor.h"
#include "store/internal.h"

#define FORMAT "tsop-store-1"
#define DEFAULT_ZONE "Europe/Copenhagen"

enum { ORIGIN_LEN = 32 }; /* hexadecimal digits: 128 bits */

/* Fresh random bits as 64 hexadecimal digits. */
static int random_hex(char text[TSOP_HEX_TEXT], struct tsop_error *err)
{
	unsigned char bytes[TSOP_DIGEST_SIZE];

	if (tsop_os_random(bytes, sizeof bytes, err) != 0)
		return -1;
	tsop_hex(bytes, text);
	return 0;
}

/* Append the journal entry, number 0. */
static int append_origin(struct tsop_store *store, const struct tsop_store_options *options,
			 struct tsop_error *err)
{
	struct tsop_member member = { .personal = false };
	struct tsop_entry entry = { .type = "journal", .members = &member, .n = 1 };
	char origin[TSOP_HEX_TEXT];
	struct tsop_buf members;
	bool sync_failed;
	int status = -1;

	if (random_hex(origin, err) != 0)
		return -1;
	origin[ORIGIN_LEN] = '\0';
	tsop_buf_init(&members);
	tsop_write_text(&members, "format", FORMAT);
	tsop_write_text(&members, "tool", options->tool);
	tsop_write_text(&members, "origin", origin);
	tsop_write_text(&members, "zone", options->zone != NULL ? options->zone : DEFAULT_ZONE);
	if (tsop_buf_ok(&members, err) == 0) {
		/* tsop_write_text puts a comma before each */
		member.bytes = (struct tsop_view){ members.p + 1, members.len - 1 };
		status = tsop_batch_append(store, &entry, 1, &sync_failed, err);
	}
	tsop_buf_release(&members);
	return status;
}

static int create_secret(const struct tsop_store *store, struct tsop_error *err)
{
	char text[TSOP_HEX_TEXT + 1];
	int fd, status;

	if (random_hex(text, err) != 0)
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
	store->chain = tsop_file_create(store->dir, TSOP_CHAIN_NAME);
	if (store->chain < 0)
		return tsop_fail_errno(err, errno, _("can not make %s"), TSOP_CHAIN_NAME);
	if (append_origin(store, options, err) != 0)
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

/* Sync the directory in which path stands. */
static int sync_parent(char *path, struct tsop_error *err)
{
	int fd = open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int status;

	if (fd < 0)
		return tsop_fail_errno(err, errno, _("can not open the directory above"));
	status = tsop_directory_sync(fd, err);
	close(fd);
	return status;
}

/* Rename the journal from `built` to path. Where another one is there already, that will do. */
static int put_in_place(struct tsop_store *store, char *built, const char *path,
			struct tsop_error *err)
{
	if (rename(built, path) == 0) {
		if (sync_parent(built, err) == 0)
			return 0;
		return tsop_store_doubt(store, err);
	}
	if (errno != ENOTEMPTY && errno != EEXIST)
		return tsop_fail_errno(err, errno, _("can not make the journal"));
	demolish(store->dir, built);
	return 0;
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

/* Build in the new directory `built`, and rename it to path. */
static int create_from(char *built, const char *path, const struct tsop_store_options *options,
		       struct tsop_error *err)
{
	struct tsop_store store = { .path = path, .lock = -1, .chain = -1, .now = options->now };
	int status = -1;
	bool absent;

	if (chmod(built, 0700) != 0)
		return tsop_fail_errno(err, errno, _("can not make the journal"));
	store.dir = tsop_directory_open(built, &absent, err);
	if (store.dir < 0)
		return -1;
	store.last.t = INT64_MIN;
	memset(store.leaf, '0', sizeof store.leaf - 1);
	if (tsop_directory_check_place(store.dir, options, err) == 0 &&
	    build(&store, options, err) == 0)
		status = put_in_place(&store, built, path, err);
	else
		demolish(store.dir, built);
	if (store.chain >= 0)
		close(store.chain);
	close(store.dir);
	return status;
}

int tsop_store_create(const char *path, const struct tsop_store_options *options,
		      struct tsop_error *err)
{
	struct tsop_buf built;
	size_t len = strlen(path);
	int status;

	if (!is_vacant(path))
		return 0;
	while (len > 1 && path[len - 1] == '/')
		len--;
	tsop_buf_init(&built);
	tsop_buf_addf(&built, "%.*s.new-XXXXXX", (int)len, path);
	if (tsop_buf_ok(&built, err) != 0)
		status = -1;
	else if (mkdtemp(built.p) == NULL)
		status = tsop_fail_errno(err, errno, _("can not make the journal"));
	else
		status = create_from(built.p, path, options, err);
	tsop_buf_release(&built);
	if (status != 0)
		tsop_error_at(err, path, 0, NULL);
	return status;
}

/* Take tool and zone from entry 0's record. */
static int take_origin(struct tsop_store *store, const struct tsop_record *record,
		       const char *tool, struct tsop_error *err)
{
	struct tsop_arena arena;
	const char *format, *made_by, *zone;
	int status = -1;

	tsop_arena_init(&arena);
	if (!tsop_record_is(record, "journal") ||
	    tsop_record_string(record, "format", &arena, &format, NULL) != 0 ||
	    tsop_record_string(record, "tool", &arena, &made_by, NULL) != 0 ||
	    tsop_record_string(record, "zone", &arena, &zone, NULL) != 0)
		tsop_fail(err, TSOP_NO, _("expected a journal's first entry"));
	else if (strcmp(format, FORMAT) != 0)
		tsop_fail(err, TSOP_NO, _("expected the format %s, not '%s'"), FORMAT, format);
	else if (tool != NULL && strcmp(made_by, tool) != 0)
		tsop_fail(err, TSOP_INPUT, _("a journal of %s, not of %s"), made_by, tool);
	else if (strlen(zone) > TSOP_ZONE_MAX)
		tsop_fail(err, TSOP_NO, _("expected a zone of at most %d bytes"), TSOP_ZONE_MAX);
	else
		status = 0;
	if (status == 0)
		memcpy(store->zone, zone, strlen(zone) + 1);
	tsop_arena_release(&arena);
	return status;
}

int tsop_store_read_origin(struct tsop_store *store, const char *tool, struct tsop_error *err)
{
	struct tsop_cursor cursor;
	struct tsop_record record;
	struct tsop_chain_line line;
	struct tsop_body body;
	const char *text;
	int status;

	tsop_cursor_init(&cursor, store, 0);
	tsop_record_init(&record);
	status = tsop_cursor_chain(&cursor, &text, &line, err);
	if (status == 0)
		status = tsop_cursor_body(&cursor, &body, err);
	if (status == 0) {
		status = tsop_record_scan(&record, body.r, NULL, 0, err);
		if (status == 0)
			status = take_origin(store, &record, tool, err);
		if (status != 0)
			tsop_store_at(store, err, cursor.body_name, 1);
	}
	tsop_record_release(&record);
	tsop_cursor_release(&cursor);
	return status;
}
