/* verify.c: everything that tsop-store(5) states, checked without the lock. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/check.h"
#include "store/internal.h"

static void report(const struct tsop_store *store, struct tsop_sink *sink, struct tsop_error *err)
{
	if (err->file == NULL)
		tsop_store_at(store, err, NULL, 0);
	tsop_sink_report(sink, err);
}

/* Is nothing there that does not belong, and all that does? */
static void verify_names(const struct tsop_store *store, struct tsop_sink *sink)
{
	struct tsop_arena arena;
	const char *const *names;
	struct tsop_error err;
	struct stat st;
	size_t n;

	tsop_arena_init(&arena);
	if (tsop_directory_list(store->dir, &arena, &names, &n, &err) != 0)
		report(store, sink, &err);
	for (size_t i = 0; i < n; i++)
		if (tsop_directory_check(store->dir, names[i], &err) != 0)
			report(store, sink, &err);
	tsop_arena_release(&arena);
	if (fstatat(store->dir, TSOP_LOCK_NAME, &st, AT_SYMLINK_NOFOLLOW) != 0) {
		tsop_fail(&err, TSOP_NO, _("%s is missing"), TSOP_LOCK_NAME);
		report(store, sink, &err);
	}
}

static void verify_doubt(const struct tsop_store *store, struct tsop_sink *sink)
{
	struct tsop_error err;
	struct stat st;

	if (fstatat(store->dir, TSOP_DOUBT_NAME, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	tsop_fail(&err, TSOP_NO, _("a sync failed: what was recorded last is in doubt"));
	report(store, sink, &err);
}

/*
 * Lines behind the last complete batch are right in themselves, or they are
 * damage. A writer at work may change them under our eyes: then they are his.
 */
static void verify_tail(struct tsop_check *check, const struct stat *before, struct tsop_sink *sink)
{
	const struct tsop_store *store = check->cursor.store;
	struct tsop_error err;
	struct stat after;
	int status = 0;

	for (uint64_t n = store->count; n < store->lines && status == 0; n++)
		status = tsop_check_next(check, &err);
	if (status == 0 || fstat(store->chain, &after) != 0)
		return;
	if (before->st_size == after.st_size && before->st_mtim.tv_sec == after.st_mtim.tv_sec &&
	    before->st_mtim.tv_nsec == after.st_mtim.tv_nsec)
		report(store, sink, &err);
}

/* Body files that the chain does not reach to, and what is behind the last complete batch. */
static void verify_surplus(const struct tsop_store *store, off_t end, const struct stat *chain,
			   struct tsop_store_summary *summary, struct tsop_sink *sink)
{
	struct tsop_surplus bodies = { .each = NULL };
	struct tsop_error err;

	if (tsop_check_years(store, &err) != 0 ||
	    tsop_body_surplus(store->dir, tsop_year_of(store->last.t), end, &bodies, &err) != 0)
		report(store, sink, &err);
	summary->torn_bytes = bodies.bytes;
	if (chain->st_size > (off_t)(store->count * TSOP_CHAIN_LINE))
		summary->torn_bytes += (uint64_t)chain->st_size - store->count * TSOP_CHAIN_LINE;
}

/* What is behind the last entry counts only where all before it is right. */
static void verify_entries(const struct tsop_store *store, const struct stat *chain,
			   const struct tsop_error *tail, struct tsop_store_summary *summary,
			   struct tsop_sink *sink)
{
	const size_t before = sink->n;
	struct tsop_check check;
	struct tsop_error err;
	off_t end;

	tsop_check_init(&check, store);
	for (uint64_t n = 0; n < store->count && !check.over; n++)
		if (tsop_check_next(&check, &err) != 0)
			report(store, sink, &err);
	summary->entries = store->count;
	summary->erased_units = check.erased_units;
	tsop_tree_head(&check.tree, summary->root);
	end = check.cursor.bodies.offset;
	if (sink->n == before && tail != NULL) {
		tsop_sink_report(sink, tail);
	} else if (sink->n == before) {
		verify_tail(&check, chain, sink);
		verify_surplus(store, end, chain, summary, sink);
	}
	tsop_check_release(&check);
}

static void verify_chain(struct tsop_store *store, const struct tsop_store_options *options,
			 struct tsop_store_summary *summary, struct tsop_sink *sink)
{
	const size_t before = sink->n;
	struct tsop_error err;
	struct stat chain;
	int status;

	if (fstat(store->chain, &chain) != 0) {
		tsop_fail_errno(&err, errno, _("can not read %s"), TSOP_CHAIN_NAME);
		report(store, sink, &err);
		return;
	}
	status = tsop_tail_find(store, &err);
	verify_entries(store, &chain, status == 0 ? NULL : &err, summary, sink);
	if (sink->n == before && tsop_store_read_origin(store, options->tool, &err) != 0)
		report(store, sink, &err);
}

int tsop_store_verify(const char *path, const struct tsop_store_options *options,
		      struct tsop_store_summary *summary, struct tsop_sink *sink)
{
	struct tsop_store store = { .path = path, .lock = -1 };
	const size_t before = sink->n;
	unsigned char secret[TSOP_DIGEST_SIZE];
	struct tsop_error err;

	*summary = (struct tsop_store_summary){ 0 };
	store.dir = tsop_directory_open(path, &err);
	if (store.dir < 0) {
		tsop_sink_report(sink, &err);
		return -1;
	}
	verify_names(&store, sink);
	verify_doubt(&store, sink);
	if (tsop_store_read_secret(&store, secret, &err) != 0)
		report(&store, sink, &err);
	store.chain = tsop_store_open_file(&store, TSOP_CHAIN_NAME, O_RDONLY, &err);
	if (store.chain >= 0) {
		verify_chain(&store, options, summary, sink);
		close(store.chain);
	} else {
		report(&store, sink, &err);
	}
	close(store.dir);
	return sink->n == before ? 0 : -1;
}
