#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/num.h"
#include "base/os.h"
#include "store/internal.h"

int tsop_store_at(const struct tsop_store *store, struct tsop_error *err, const char *name,
		  unsigned long long line)
{
	char where[64];

	if (name == NULL)
		return tsop_error_at(err, store->path, 0, NULL);
	snprintf(where, sizeof where, "%s:%llu", name, line);
	return tsop_error_at(err, store->path, 0, where);
}

int tsop_directory_open(const char *path, struct tsop_error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;

	if (fd < 0) {
		if (errno == ENOENT)
			tsop_fail(err, TSOP_INPUT, _("there is no journal"));
		else if (errno == ENOTDIR || errno == ELOOP)
			tsop_fail(err, TSOP_INPUT, _("expected a directory, and no symbolic link"));
		else
			tsop_fail_errno(err, errno, _("can not open the journal"));
		return tsop_error_at(err, path, 0, NULL);
	}
	if (fstat(fd, &st) != 0) {
		tsop_fail_errno(err, errno, _("can not open the journal"));
	} else if ((st.st_mode & 077) != 0) {
		tsop_fail(err, TSOP_INPUT,
			  _("expected a journal: a directory of mode 0700, which only its owner can read"));
	} else {
		return fd;
	}
	close(fd);
	return tsop_error_at(err, path, 0, NULL);
}

int tsop_directory_open_above(int dir, struct tsop_error *err)
{
	int fd = openat(dir, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return tsop_fail_errno(err, errno, _("can not open the directory above"));
	return fd;
}

int tsop_directory_check_place(int dir, const struct tsop_store_options *options,
			       struct tsop_error *err)
{
	if (!options->any_file_system && tsop_os_is_network(dir))
		return tsop_fail(err, TSOP_SYSTEM,
				 _("locks and syncs of a network file system are not to be "
				   "relied on; expected a local one"));
	return 0;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Copy the names into *names, growing it. */
static int read_names(DIR *stream, struct tsop_arena *arena, const char ***names, size_t *n,
		      struct tsop_error *err)
{
	size_t cap = 0;

	for (;;) {
		const struct dirent *entry;
		const char *name;

		errno = 0;
		entry = readdir(stream);
		if (entry == NULL && errno != 0)
			return tsop_fail_errno(err, errno, _("can not read the directory"));
		if (entry == NULL)
			return 0;
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (*n == cap) {
			const char **grown;

			cap = cap == 0 ? 16 : cap * 2;
			grown = tsop_arena_take(arena, cap, sizeof *grown);
			if (grown == NULL)
				return tsop_fail_memory(err);
			if (*n > 0)
				memcpy(grown, *names, *n * sizeof *grown);
			*names = grown;
		}
		name = tsop_arena_copy(arena, tsop_view_of(entry->d_name));
		if (name == NULL)
			return tsop_fail_memory(err);
		(*names)[(*n)++] = name;
	}
}

int tsop_directory_list(int dir, struct tsop_arena *arena, const char *const **names, size_t *n,
			struct tsop_error *err)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	const char **list = NULL;
	int status;

	*n = 0;
	if (stream == NULL) {
		tsop_fail_errno(err, errno, _("can not read the directory"));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	status = read_names(stream, arena, &list, n, err);
	closedir(stream);
	if (status == 0 && *n > 0)
		qsort(list, *n, sizeof *list, compare_names);
	*names = list;
	return status;
}

void tsop_body_name(int year, char name[TSOP_BODY_NAME])
{
	snprintf(name, TSOP_BODY_NAME, "body-%04d.jsonl", year);
}

int tsop_body_year(const char *name)
{
	char again[TSOP_BODY_NAME];
	struct tsop_view digits = { name + strlen("body-"), strlen("YYYY") };
	int64_t year;

	if (strlen(name) != strlen("body-YYYY.jsonl") ||
	    tsop_num_read(digits, 1, 9999, &year, NULL) != 0)
		return 0;
	tsop_body_name((int)year, again);
	return strcmp(name, again) == 0 ? (int)year : 0;
}

int tsop_year_of(tsop_instant t)
{
	const int64_t day = 86400;
	int64_t days = t / day - (t % day < 0);

	return tsop_date_from_days(days).year;
}

int tsop_directory_check(int dir, const char *name, struct tsop_error *err)
{
	static const char *const files[] = { TSOP_CHAIN_NAME, TSOP_LOCK_NAME, TSOP_SECRET_NAME,
					     TSOP_DOUBT_NAME };
	static const char *const directories[] = { TSOP_TORN_NAME, "checkpoints", "cache" };
	bool is_file = tsop_body_year(name) != 0;
	bool is_directory = false;
	struct stat st;

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		is_file = is_file || strcmp(name, files[i]) == 0;
	for (size_t i = 0; i < sizeof directories / sizeof directories[0]; i++)
		is_directory = is_directory || strcmp(name, directories[i]) == 0;
	if (!is_file && !is_directory)
		return tsop_fail(err, TSOP_NO, _("'%s' does not belong in a journal"), name);
	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return tsop_fail_errno(err, errno, _("can not read %s"), name);
	if (is_file && !S_ISREG(st.st_mode))
		return tsop_fail(err, TSOP_NO, _("'%s' is not a regular file"), name);
	if (is_directory && !S_ISDIR(st.st_mode))
		return tsop_fail(err, TSOP_NO, _("'%s' is not a directory"), name);
	if ((st.st_mode & 077) != 0)
		return tsop_fail(err, TSOP_NO, _("'%s' is open to others; expected mode 0%o"), name,
				 is_file ? 0600U : 0700U);
	return 0;
}

int tsop_directory_sync(int dir, struct tsop_error *err)
{
	if (fsync(dir) != 0)
		return tsop_fail_errno(err, errno, _("can not sync the directory"));
	return 0;
}

int tsop_body_surplus(int dir, int year, off_t from, struct tsop_surplus *surplus,
		      struct tsop_error *err)
{
	struct tsop_arena arena;
	const char *const *names;
	size_t n;
	int status;

	surplus->bytes = 0;
	tsop_arena_init(&arena);
	status = tsop_directory_list(dir, &arena, &names, &n, err);
	for (size_t i = 0; i < n && status == 0; i++) {
		int of = tsop_body_year(names[i]);
		off_t kept = of == year ? from : 0;
		struct stat st;

		if (of == 0 || of < year)
			continue;
		if (fstatat(dir, names[i], &st, AT_SYMLINK_NOFOLLOW) != 0) {
			status = tsop_fail_errno(err, errno, _("can not read %s"), names[i]);
		} else if (st.st_size > kept) {
			surplus->bytes += (uint64_t)(st.st_size - kept);
			if (surplus->each != NULL)
				status = surplus->each(surplus->context, names[i], kept,
						       st.st_size, err);
		}
	}
	tsop_arena_release(&arena);
	return status;
}
