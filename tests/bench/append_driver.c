/*
 * append_driver.c: how long a journal takes, and how much of that are the syncs.
 *
 *     append_driver append DIRECTORY N BATCH   append N applications in batches of BATCH
 *     append_driver read DIRECTORY             read all entries, then verify them
 *     append_driver rows N                     print the same applications as CSV, for sqlite3
 */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "store/store.h"

enum { MEMBERS = 9, IN_2019 = 1565775067 };

static double synced; /* seconds spent in syncs */

static double seconds_of(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(void)
{
	return seconds_of(CLOCK_MONOTONIC);
}

/* What a busy machine changes least. */
static double processor_seconds(void)
{
	return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

static int timed_sync(long call, int fd)
{
	double start = seconds();
	int status = (int)syscall(call, fd);

	synced += seconds() - start;
	return status;
}

int fdatasync(int fd)
{
	return timed_sync(SYS_fdatasync, fd);
}

int fsync(int fd)
{
	return timed_sync(SYS_fsync, fd);
}

static double peak_megabytes(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_maxrss / 1024;
}

static int fail(const struct tsop_error *err)
{
	fprintf(stderr, "append_driver: %s\n", err->text);
	return 4;
}

static const char *name_of(size_t i)
{
	static const char *const names[] = { "Søren Ømark", "Åse Birk", "Bo Ek",
					     "Inger-Lise Vestergaard Holm" };

	return names[i % 4];
}

__attribute__((format(printf, 4, 5)))
static void add(struct tsop_arena *arena, struct tsop_entry *entry, bool personal,
		const char *format, ...)
{
	struct tsop_member *members = (struct tsop_member *)(uintptr_t)entry->members;
	char text[128];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	members[entry->n++] = (struct tsop_member){
		tsop_view_of(tsop_arena_copy(arena, tsop_view_of(text))), personal
	};
}

static void fill(struct tsop_store *store, struct tsop_arena *arena, struct tsop_entry *entry,
		 size_t i)
{
	char *key = tsop_arena_take(arena, 1, TSOP_HEX_TEXT);
	char identity[64];

	snprintf(identity, sizeof identity, "%ld/%zu", (long)getpid(), i);
	tsop_store_key(store, tsop_view_of(identity), key, NULL);
	*entry = (struct tsop_entry){ .type = "application", .key = key };
	entry->members = tsop_arena_take(arena, MEMBERS, sizeof *entry->members);
	add(arena, entry, false, "\"ref\":\"svar-%06zu\"", i);
	add(arena, entry, false, "\"round\":\"e19\"");
	add(arena, entry, false, "\"municipality\":\"0%zu\"", 101 + i % 98);
	add(arena, entry, false, "\"wishes\":[\"e19-kolding\",\"e19-silkeborg\",\"e19-aalborg\"]");
	add(arena, entry, false, "\"priority\":%zu", 1 + i % 20);
	add(arena, entry, false, "\"received\":\"2019-05-03T10:12:00+02:00\"");
	add(arena, entry, true, "\"name\":\"%s\"", name_of(i));
	add(arena, entry, true, "\"email\":\"person%zu@example.org\"", i);
	add(arena, entry, true, "\"role\":\"familieplejekonsulent\"");
}

static int append(const char *path, size_t n, size_t batch)
{
	struct tsop_store_options options = { .tool = "tsop-test", .create = true, .now = IN_2019,
					      .lock_timeout_ms = 600000 };
	struct tsop_entry *entries = calloc(n, sizeof *entries);
	struct tsop_arena arena;
	struct tsop_store *store;
	struct tsop_error err;
	bool recovered, unknown;
	double start, processor, before;
	uint64_t first;

	tsop_arena_init(&arena);
	if (entries == NULL || tsop_store_open(&store, path, &options, &recovered, &err) != 0)
		return fail(&err);
	for (size_t i = 0; i < n; i++)
		fill(store, &arena, &entries[i], i);
	tsop_store_close(store);
	before = peak_megabytes();
	synced = 0;
	start = seconds();
	processor = processor_seconds();
	for (size_t i = 0; i < n; i += batch) {
		size_t now = n - i < batch ? n - i : batch;

		if (tsop_store_open(&store, path, &options, &recovered, &err) != 0 ||
		    tsop_store_append(store, entries + i, now, &first, &unknown, &err) != 0)
			return fail(&err);
		tsop_store_close(store);
	}
	printf("append %zu in batches of %zu: %.3f s beside %.3f s of syncs, "
	       "%.3f s of processor time; %.1f MB of memory beside the %.1f MB of the entries\n", n, batch,
	       seconds() - start - synced, synced, processor_seconds() - processor,
	       peak_megabytes() - before, before);
	tsop_arena_release(&arena);
	free(entries);
	return 0;
}

static int ignore(void *context, const struct tsop_stored *entry, struct tsop_error *err)
{
	(void)err;
	*(size_t *)context += entry->body.len;
	return 0;
}

static void say(void *context, const struct tsop_error *err)
{
	(void)context;
	fail(err);
}

static int read_all(const char *path)
{
	struct tsop_store_options options = { .tool = "tsop-test" };
	struct tsop_sink sink = { .say = say, .limit = 10 };
	struct tsop_store_summary summary;
	struct tsop_store *store;
	struct tsop_error err;
	bool recovered;
	double times[3];
	size_t bytes = 0;

	times[0] = processor_seconds();
	if (tsop_store_open(&store, path, &options, &recovered, &err) != 0 ||
	    tsop_store_each(store, 0, ignore, &bytes, &err) != 0)
		return fail(&err);
	tsop_store_close(store);
	times[1] = processor_seconds();
	if (tsop_store_verify(path, &options, &summary, &sink) != 0)
		return 4;
	times[2] = processor_seconds();
	printf("%" PRIu64 " entries, %zu bytes of records: read in %.3f s, verified in %.3f s "
	       "of processor time, %.1f MB of memory\n",
	       summary.entries, bytes, times[1] - times[0],
	       times[2] - times[1], peak_megabytes());
	return 0;
}

static int print_rows(size_t n)
{
	for (size_t i = 0; i < n; i++)
		printf("svar-%06zu,e19,0%zu,e19-kolding|e19-silkeborg|e19-aalborg,%zu,"
		       "2019-05-03T10:12:00+02:00,%s,person%zu@example.org,familieplejekonsulent\n",
		       i, 101 + i % 98, 1 + i % 20, name_of(i), i);
	return fflush(stdout) == 0 ? 0 : 4;
}

int main(int argc, char **argv)
{
	if (argc == 5 && strcmp(argv[1], "append") == 0)
		return append(argv[2], strtoul(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
	if (argc == 3 && strcmp(argv[1], "read") == 0)
		return read_all(argv[2]);
	if (argc == 3 && strcmp(argv[1], "rows") == 0)
		return print_rows(strtoul(argv[2], NULL, 10));
	fputs("usage: append_driver append DIRECTORY N BATCH | read DIRECTORY | rows N\n", stderr);
	return 2;
}
