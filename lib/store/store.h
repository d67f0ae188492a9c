/*
 * store.h: the journal: a directory of plain files that only grows.
 *
 * The truth is a log of entries; what a tool shows is a pure fold over them.
 * Entries are appended in batches: a batch is there as a whole or not at all.
 * The format is stated in tsop-store(5), with an awk program that verifies it.
 * The chain holds no personal data and never changes; the bodies' members
 * are committed to one by one under random salts, so that a later erasure
 * takes away members without breaking the chain.
 *
 * In this header err is never NULL. Where one file of a journal is at fault,
 * err->file is the journal and err->field says FILE:LINE.
 */
#ifndef TSOP_STORE_STORE_H
#define TSOP_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/view.h"
#include "time/instant.h"

struct tsop_store; /* opaque */

struct tsop_store_options {
	const char *tool;         /* "tsop-enroll": entered when created, checked when opened */
	const char *zone;         /* entered when created; NULL: Europe/Copenhagen */
	bool write;               /* take the lock */
	bool create;              /* make it where there is nothing (implies write) */
	bool any_file_system;     /* also on network file systems */
	unsigned lock_timeout_ms; /* 0: 10 seconds */
	tsop_instant now;         /* what is entered as time, never before the last entry's */
};

/* One member of an entry's body, in the order in which it is stored. */
struct tsop_member {
	struct tsop_view bytes; /* `"name":value`, JSON without newline */
	bool personal;          /* its own unit: personal or unknown; else structural */
};

/*
 * An entry to be appended. Stored in the order: type and v (the first unit),
 * key, then all structural members as one unit, then every personal one as its own.
 */
struct tsop_entry {
	const char *type;
	const struct tsop_member *members; /* without type, v and key; borrowed */
	size_t n;
	const char *key; /* 64 hex digits (tsop_store_key), or NULL */
};

/* An entry that was read. */
struct tsop_stored {
	uint64_t n;            /* its index */
	uint64_t end;          /* the last index of its batch */
	tsop_instant t;        /* when it was entered */
	struct tsop_view body; /* the record: one JSON object, as stored, without newline */
};

/*
 * Open (or create) the journal in directory `path` (borrowed). Opening for
 * writing takes the lock and recovers a torn tail (it is kept in torn/, then
 * cut); *recovered says so. What is there and is no journal, or another
 * tool's, is TSOP_INPUT. Damage (a body shorter than the chain, a file that
 * does not belong), a lock that is not free, and a doubt that a failed sync
 * has left are TSOP_SYSTEM. Close with tsop_store_close, before `path` goes.
 */
int tsop_store_open(struct tsop_store **store, const char *path,
		    const struct tsop_store_options *options, bool *recovered,
		    struct tsop_error *err);
void tsop_store_close(struct tsop_store *store);

/* Entries that exist (complete batches only), the journal entry 0 included. */
uint64_t tsop_store_count(const struct tsop_store *store);
/* The zone that entry 0 names. */
const char *tsop_store_zone(const struct tsop_store *store);

/*
 * Walk entries from index `from`: each() gets one at a time (borrowed until
 * it returns); a -1 of it ends the walk. Cost: one pass over the bodies.
 */
int tsop_store_each(struct tsop_store *store, uint64_t from,
		    int (*each)(void *context, const struct tsop_stored *entry,
				struct tsop_error *err),
		    void *context, struct tsop_error *err);

/* The idempotency key of an identity: HMAC-SHA-256 under the store's secret, in hex. */
int tsop_store_key(struct tsop_store *store, struct tsop_view identity, char key[TSOP_HEX_TEXT],
		   struct tsop_error *err);

/*
 * Append n entries as one batch, n >= 1. On 0, all of them are durable and
 * *first is the index of the first (n of them follow each other). On -1
 * nothing was stored, unless *unknown is set: a sync failed, and whether the
 * batch is there will only be known after `repair`. TSOP_INPUT: an entry that
 * verify would refuse (not JSON, a doubled name, over 16 MiB).
 * Memory: 65 bytes an entry, and 1 MiB or the longest entry.
 */
int tsop_store_append(struct tsop_store *store, const struct tsop_entry *entries, size_t n,
		      uint64_t *first, bool *unknown, struct tsop_error *err);

struct tsop_store_summary {
	uint64_t entries;
	uint64_t erased_units;
	char root[TSOP_HEX_TEXT]; /* RFC 6962 tree head over the chain's lines */
	uint64_t torn_bytes;      /* behind the last complete batch, not part of it */
};

/*
 * Check everything that tsop-store(5) states, without the lock and without
 * changing anything; each finding goes to the sink: TSOP_NO is something
 * wrong with the journal, TSOP_SYSTEM that it can not be read. Returns 0 if
 * there was none. Cost: one pass over all files, in fixed memory.
 */
int tsop_store_verify(const char *path, const struct tsop_store_options *options,
		      struct tsop_store_summary *summary, struct tsop_sink *sink);

#endif
