/*
 * store_support.h: a journal in a scratch directory, for the tests of lib/store.
 *
 * The scratch directory is each test's *state; the journal in it is "j".
 */
#ifndef TESTS_STORE_SUPPORT_H
#define TESTS_STORE_SUPPORT_H

#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"

enum { IN_2019 = 1565775067 }; /* 2019-08-14T09:31:07Z */

/* DIRECTORY/name, until the fourth call after it. */
static inline const char *path_of(const void *directory, const char *name)
{
	static char paths[4][256];
	static int next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof paths[0], "%s/%s", (const char *)directory, name);
	return path;
}

static inline int make_scratch(void **state)
{
	char *scratch = strdup("/tmp/tsop-test-XXXXXX");

	*state = mkdtemp(scratch);
	return *state == NULL;
}

static inline void remove_tree(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		char name[600];

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (snprintf(name, sizeof name, "%s/%s", path, entry->d_name) >= (int)sizeof name)
			abort();
		if (unlink(name) != 0)
			remove_tree(name);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(path);
}

static inline int remove_scratch(void **state)
{
	remove_tree(*state);
	free(*state);
	return 0;
}

static inline struct tsop_store_options options_at(tsop_instant now, bool create)
{
	return (struct tsop_store_options){
		.tool = "tsop-test", .write = true, .create = create, .now = now,
		.lock_timeout_ms = 50
	};
}

static inline struct tsop_store *open_at(void *scratch, tsop_instant now, bool create)
{
	struct tsop_store_options options = options_at(now, create);
	struct tsop_store *store = NULL;
	struct tsop_error err = { 0 };
	bool recovered;

	if (tsop_store_open(&store, path_of(scratch, "j"), &options, &recovered, &err) != 0) {
		fprintf(stderr, "%s: %s\n", err.field, err.text);
		abort();
	}
	return store;
}

static inline struct tsop_store *create_store(void *scratch)
{
	return open_at(scratch, IN_2019, true);
}

/* Try to append n entries that name their batch. */
static inline int try_append(struct tsop_store *store, const char *batch, size_t n, uint64_t *first,
			     bool *unknown, struct tsop_error *err)
{
	struct tsop_member (*members)[3] = calloc(n, sizeof *members);
	struct tsop_entry *entries = calloc(n, sizeof *entries);
	char (*texts)[2][40] = calloc(n, sizeof *texts);
	int status;

	for (size_t i = 0; i < n; i++) {
		snprintf(texts[i][0], sizeof texts[i][0], "\"batch\":\"%s\"", batch);
		snprintf(texts[i][1], sizeof texts[i][1], "\"i\":%zu", i);
		members[i][0].bytes = tsop_view_of(texts[i][0]);
		members[i][1] = (struct tsop_member){ tsop_view_of("\"name\":\"Søren\""), true };
		members[i][2].bytes = tsop_view_of(texts[i][1]);
		entries[i] = (struct tsop_entry){ .type = "test", .members = members[i], .n = 3 };
	}
	status = tsop_store_append(store, entries, n, first, unknown, err);
	free(texts);
	free(entries);
	free(members);
	return status;
}

static inline void append(struct tsop_store *store, const char *batch, size_t n)
{
	struct tsop_error err = { 0 };
	uint64_t first;
	bool unknown;

	if (try_append(store, batch, n, &first, &unknown, &err) != 0) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
}

/* What a walk has met: "N/END BODY\n" for each. */
struct walk {
	char text[4096];
	size_t n;
};

static inline int note(void *context, const struct tsop_stored *entry, struct tsop_error *err)
{
	struct walk *walk = context;
	size_t len = strlen(walk->text);

	(void)err;
	walk->n++;
	snprintf(walk->text + len, sizeof walk->text - len, "%llu/%llu %.*s\n",
		 (unsigned long long)entry->n, (unsigned long long)entry->end, (int)entry->body.len,
		 entry->body.p);
	return 0;
}

/* The bytes of a file, terminated; *len may be NULL. The caller frees them. */
static inline char *read_all(void *scratch, const char *name, size_t *len)
{
	FILE *file = fopen(path_of(scratch, name), "rb");
	char *bytes = calloc(1, 1 << 20);
	size_t n = file != NULL ? fread(bytes, 1, (1 << 20) - 1, file) : 0;

	if (file != NULL)
		fclose(file);
	if (len != NULL)
		*len = n;
	return bytes;
}

static inline void write_all(void *scratch, const char *name, const char *bytes, size_t len)
{
	int fd = open(path_of(scratch, name), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
		abort();
	close(fd);
}

/* What verify has found: "FIELD: TEXT\n" for each. */
struct findings {
	char text[4096];
	struct tsop_store_summary summary;
};

static inline void find(void *context, const struct tsop_error *err)
{
	struct findings *findings = context;
	size_t len = strlen(findings->text);

	snprintf(findings->text + len, sizeof findings->text - len, "%s%s%s\n", err->field,
		 err->field[0] != '\0' ? ": " : "", err->text);
}

static inline int verify(void *scratch, struct findings *findings)
{
	struct tsop_store_options options = { .tool = "tsop-test" };
	struct tsop_sink sink = { .say = find, .context = findings, .limit = 20 };

	memset(findings, 0, sizeof *findings);
	return tsop_store_verify(path_of(scratch, "j"), &options, &findings->summary, &sink);
}

#endif
