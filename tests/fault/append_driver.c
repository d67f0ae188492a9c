/*
 * append_driver.c: appends to a journal and examines it, for the fault tests.
 *
 *     append_driver append DIRECTORY WORD N   a batch of N entries that hold WORD
 *         prints "ok FIRST", "failed: MESSAGE" (status 4) or "unknown: MESSAGE" (status 5)
 *     append_driver check DIRECTORY WORD      how many entries hold WORD, and what verify finds
 *         prints "entries N word N torn N" and the findings (status 1)
 *
 * SHORT=N lets the N-th pwrite write half of its bytes; SHORT_THEN=ERRNO lets the next one fail.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "store/store.h"

enum { NOW = 1577836790, BATCH_MAX = 1000 }; /* ten seconds before 2020 */

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t offset)
{
	static long calls;
	const char *at = getenv("SHORT");
	const char *then = getenv("SHORT_THEN");
	long n = at != NULL ? strtol(at, NULL, 10) : -1;

	calls++;
	if (then != NULL && calls == n + 1) {
		errno = (int)strtol(then, NULL, 10);
		return -1;
	}
	return syscall(SYS_pwrite64, fd, bytes, calls == n ? (len + 1) / 2 : len, offset);
}

static struct tsop_store_options options_of_driver(void)
{
	const char *now = getenv("NOW");

	return (struct tsop_store_options){
		.tool = "tsop-test", .lock_timeout_ms = 60000,
		.now = now != NULL ? strtol(now, NULL, 10) : NOW
	};
}

static int say(const char *what, const struct tsop_error *err, int status)
{
	printf("%s: %s%s%s\n", what, err->field, err->field[0] != '\0' ? ": " : "", err->text);
	return status;
}

static int append_entries(struct tsop_store *store, const char *word, size_t n)
{
	static struct tsop_member members[BATCH_MAX][2];
	static struct tsop_entry entries[BATCH_MAX];
	static char texts[BATCH_MAX][64];
	struct tsop_error err;
	uint64_t first;
	bool unknown;

	for (size_t i = 0; i < n; i++) {
		snprintf(texts[i], sizeof texts[i], "\"word\":\"%s\"", word);
		members[i][0].bytes = tsop_view_of(texts[i]);
		members[i][1] = (struct tsop_member){ tsop_view_of("\"name\":\"Bo Ek\""), true };
		entries[i] = (struct tsop_entry){ .type = "test", .members = members[i], .n = 2 };
	}
	if (tsop_store_append(store, entries, n, &first, &unknown, &err) != 0)
		return unknown ? say("unknown", &err, 5) : say("failed", &err, 4);
	printf("ok %" PRIu64 "\n", first);
	return 0;
}

static int append(const char *path, const char *word, size_t n)
{
	struct tsop_store_options options = options_of_driver();
	struct tsop_store *store;
	struct tsop_error err;
	bool recovered;
	int status;

	options.create = true;
	if (tsop_store_open(&store, path, &options, &recovered, &err) != 0)
		return say("failed", &err, 4);
	if (recovered)
		fputs("recovered ", stdout);
	status = append_entries(store, word, n);
	tsop_store_close(store);
	return status;
}

struct search {
	char text[64];
	uint64_t found;
};

static int look_for_word(void *context, const struct tsop_stored *entry, struct tsop_error *err)
{
	struct search *search = context;

	(void)err;
	search->found += memmem(entry->body.p, entry->body.len, search->text,
				strlen(search->text)) != NULL;
	return 0;
}

static void print_finding(void *context, const struct tsop_error *err)
{
	(void)context;
	say("found", err, 0);
}

static int check(const char *path, const char *word)
{
	struct tsop_store_options options = options_of_driver();
	struct tsop_sink sink = { .say = print_finding, .limit = 10 };
	struct search search = { .found = 0 };
	struct tsop_store_summary summary;
	struct tsop_store *store;
	struct tsop_error err;
	bool recovered;
	int status;

	snprintf(search.text, sizeof search.text, "\"word\":\"%s\"", word);
	if (tsop_store_open(&store, path, &options, &recovered, &err) != 0)
		return say("failed", &err, 4);
	status = tsop_store_each(store, 0, look_for_word, &search, &err);
	if (status != 0)
		say("failed", &err, 4);
	tsop_store_close(store);
	if (tsop_store_verify(path, &options, &summary, &sink) != 0)
		status = 1;
	printf("entries %" PRIu64 " word %" PRIu64 " torn %" PRIu64 "\n", summary.entries,
	       search.found, summary.torn_bytes);
	return status;
}

int main(int argc, char **argv)
{
	signal(SIGXFSZ, SIG_IGN);
	if (argc == 5 && strcmp(argv[1], "append") == 0) {
		size_t n = strtoul(argv[4], NULL, 10);

		if (n >= 1 && n <= BATCH_MAX)
			return append(argv[2], argv[3], n);
	}
	if (argc == 4 && strcmp(argv[1], "check") == 0)
		return check(argv[2], argv[3]);
	fputs("usage: append_driver append DIRECTORY WORD N | check DIRECTORY WORD\n", stderr);
	return 2;
}
