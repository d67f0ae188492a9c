/*
 * internal.h: what the files of this room share about an open journal.
 */
#ifndef TSOP_STORE_INTERNAL_H
#define TSOP_STORE_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "record/record.h"
#include "store/body.h"
#include "store/chain.h"
#include "store/file.h"
#include "store/store.h"

enum { TSOP_ZONE_MAX = 64 }; /* bytes of a zone's name */

struct tsop_store {
	const char *path; /* borrowed */
	int dir;
	int lock;  /* -1: opened for reading */
	int chain;
	bool stopped; /* an append failed so that only opening again can set it right */
	tsop_instant now;
	uint64_t count;               /* entries of complete batches */
	uint64_t lines;               /* whole lines of the chain, of complete batches or not */
	struct tsop_chain_line last;  /* the last of a complete batch */
	char leaf[TSOP_HEX_TEXT];     /* its leaf hash: prev of what follows */
	char zone[TSOP_ZONE_MAX + 1];
	bool has_secret;
	unsigned char secret[TSOP_DIGEST_SIZE]; /* where has_secret */
};

#define TSOP_CHAIN_NAME "chain.jsonl"
#define TSOP_LOCK_NAME "lock"
#define TSOP_SECRET_NAME "secret"
#define TSOP_DOUBT_NAME "doubt"
#define TSOP_TORN_NAME "torn"

/*
 * Say where: err->file becomes the journal's path, err->field NAME:LINE, or
 * nothing where name is NULL. Returns -1.
 */
int tsop_store_at(const struct tsop_store *store, struct tsop_error *err, const char *name,
		  unsigned long long line);

/* store.c */

/* Open a file that no journal is without: its descriptor, or -1 (TSOP_INPUT: it is not there). */
int tsop_store_open_file(const struct tsop_store *store, const char *name, int flags,
			 struct tsop_error *err);

/* Read the secret. */
int tsop_store_read_secret(const struct tsop_store *store, unsigned char secret[TSOP_DIGEST_SIZE],
			   struct tsop_error *err);

/* directory.c */

/* Open the journal's directory: no link, nobody else's to read. -1 with err. */
int tsop_directory_open(const char *path, struct tsop_error *err);
/* Is it on a file system whose locks and syncs may be relied on? */
int tsop_directory_check_place(int dir, const struct tsop_store_options *options,
			       struct tsop_error *err);
/* The names in it, sorted, in the arena. */
int tsop_directory_list(int dir, struct tsop_arena *arena, const char *const **names, size_t *n,
			struct tsop_error *err);
/* Is it a name that tsop-store(5) knows, of the right type and mode? Else TSOP_NO. */
int tsop_directory_check(int dir, const char *name, struct tsop_error *err);
/* Open the directory in which it stands. */
int tsop_directory_open_above(int dir, struct tsop_error *err);
/* Make what was created or renamed in it durable. */
int tsop_directory_sync(int dir, struct tsop_error *err);

enum { TSOP_BODY_NAME = 24 }; /* room for the name of a body file */

/* The name of the year's body file. */
void tsop_body_name(int year, char name[TSOP_BODY_NAME]);
/* The year of a body file's name, or 0 where it is none. */
int tsop_body_year(const char *name);
/* The year, in UTC, of an instant. */
int tsop_year_of(tsop_instant t);

/* The sum of the bytes of body files behind `from` in that year's, and in those of later years. */
struct tsop_surplus {
	uint64_t bytes;
	/* Where not NULL, called for each such file: its size and where the surplus begins. */
	int (*each)(void *context, const char *name, off_t from, off_t size,
		    struct tsop_error *err);
	void *context;
};
int tsop_body_surplus(int dir, int year, off_t from, struct tsop_surplus *surplus,
		      struct tsop_error *err);

/* content.c */

/*
 * Is r a record, cut into units where members end, `type` and `v` first, and
 * a `key` well-formed? TSOP_NO says what is wrong. record is room to work in.
 */
int tsop_body_check(const struct tsop_body *body, struct tsop_record *record,
		    struct tsop_error *err);

/* create.c */

/* Make a journal in path, where nothing or an empty directory is; somebody else's is as good. */
int tsop_store_create(const char *path, const struct tsop_store_options *options,
		      struct tsop_error *err);
/* Fresh random bits as 64 hexadecimal digits. */
int tsop_random_hex(char text[TSOP_HEX_TEXT], struct tsop_error *err);

/* origin.c */

/* Append entry 0 to a chain that is empty. */
int tsop_store_append_origin(struct tsop_store *store, const struct tsop_store_options *options,
			     struct tsop_error *err);
/* Read entry 0: what it was made by (tool: NULL, or as expected), and its zone. */
int tsop_store_read_origin(struct tsop_store *store, const char *tool, struct tsop_error *err);

/* append.c */

/* As tsop_store_append, for a store whose count may be 0. A failed sync is only told. */
int tsop_batch_append(struct tsop_store *store, const struct tsop_entry *entries, size_t n,
		      bool *sync_failed, struct tsop_error *err);
/* Leave a `doubt` file, as well as that is possible, and complete the message. Returns -1. */
int tsop_store_doubt(struct tsop_store *store, struct tsop_error *err);

/* tail.c */

/* Find count, lines, last and leaf from the end of the chain. */
int tsop_tail_find(struct tsop_store *store, struct tsop_error *err);
/* Read line n of the chain. */
int tsop_tail_line(const struct tsop_store *store, uint64_t n, char text[TSOP_CHAIN_LINE],
		   struct tsop_chain_line *line, struct tsop_error *err);
/* The first index below `count` whose t is in that year or later; `count` where there is none. */
int tsop_tail_year(const struct tsop_store *store, int year, uint64_t *first,
		   struct tsop_error *err);

/* recover.c */

/* Cut what is behind the last complete batch, after it was copied; *recovered says so. */
int tsop_store_recover(struct tsop_store *store, bool *recovered, struct tsop_error *err);

#endif
