#include "store/check.h"

#include <string.h>

#include "base/i18n.h"

void tsop_check_init(struct tsop_check *check, const struct tsop_store *store)
{
	tsop_cursor_init(&check->cursor, store, 0);
	tsop_record_init(&check->record);
	check->tree.n = 0;
	memset(check->leaf, '0', sizeof check->leaf - 1);
	check->leaf[sizeof check->leaf - 1] = '\0';
	check->last = (struct tsop_chain_line){ .t = INT64_MIN };
	check->erased_units = 0;
	check->lost = check->over = false;
}

void tsop_check_release(struct tsop_check *check)
{
	tsop_record_release(&check->record);
	tsop_cursor_release(&check->cursor);
}

/* What is wrong with the line behind the one before it, or NULL. */
static const char *misplaced(const struct tsop_check *check, const struct tsop_chain_line *line)
{
	const struct tsop_chain_line *last = &check->last;

	if (strcmp(line->prev, check->leaf) != 0)
		return _("\"prev\" is not the hash of the line before");
	if (line->t < last->t)
		return _("\"t\" is before that of the line before");
	if (line->n > 0 && line->n <= last->end && line->end != last->end)
		return _("\"end\" differs within a batch");
	if (line->n == 0 && line->end != 0)
		return _("the first batch holds more than the journal entry");
	return NULL;
}

static int check_place(const struct tsop_check *check, const struct tsop_chain_line *line,
		       struct tsop_error *err)
{
	const char *wrong = misplaced(check, line);

	if (wrong == NULL)
		return 0;
	tsop_fail(err, TSOP_NO, "%s", wrong);
	return tsop_store_at(check->cursor.store, err, TSOP_CHAIN_NAME, line->n + 1);
}

/* The entries of another year begin: the file at hand must be at its end. */
static int check_year_end(const struct tsop_cursor *cursor, struct tsop_error *err)
{
	off_t size;

	if (cursor->body_year == 0 || cursor->body_year == cursor->year)
		return 0;
	size = tsop_file_size(cursor->bodies.fd, cursor->body_name, err);
	if (size == cursor->bodies.offset)
		return 0;
	if (size >= 0)
		tsop_fail(err, TSOP_NO, _("more than the entries of the year"));
	return tsop_store_at(cursor->store, err, cursor->body_name, cursor->body_line + 1);
}

static int check_body(struct tsop_check *check, const struct tsop_chain_line *line,
		      struct tsop_error *err)
{
	struct tsop_cursor *cursor = &check->cursor;
	char digest[TSOP_HEX_TEXT];
	struct tsop_body body;

	if (check_year_end(cursor, err) != 0 || tsop_cursor_body(cursor, &body, err) != 0) {
		check->lost = true;
		return -1;
	}
	if (tsop_body_digest(&body, line, digest, &check->erased_units, err) == 0) {
		if (strcmp(digest, line->body) != 0)
			tsop_fail(err, TSOP_NO, _("not what the chain commits to"));
		else if (tsop_body_check(&body, &check->record, err) == 0)
			return 0;
	}
	return tsop_store_at(cursor->store, err, cursor->body_name, cursor->body_line);
}

int tsop_check_next(struct tsop_check *check, struct tsop_error *err)
{
	unsigned char leaf[TSOP_DIGEST_SIZE];
	struct tsop_chain_line line;
	struct tsop_error second;
	const char *text;
	int status = tsop_cursor_chain(&check->cursor, &text, &line, err);

	if (text == NULL) {
		check->over = true;
		return -1;
	}
	if (status == 0)
		status = check_place(check, &line, err);
	else
		line = check->last;
	tsop_chain_leaf(text, leaf);
	tsop_hex(leaf, check->leaf);
	tsop_tree_add(&check->tree, leaf);
	check->last = line;
	if (!check->lost && check_body(check, &line, status == 0 ? err : &second) != 0)
		status = -1;
	return status;
}

static int check_year(void *context, const char *name, off_t from, off_t size,
		      struct tsop_error *err)
{
	const struct tsop_store *store = context;
	int year = tsop_body_year(name);
	uint64_t first, next;

	(void)from;
	(void)size;
	if (year >= tsop_year_of(store->last.t))
		return 0;
	if (tsop_tail_year(store, year, &first, err) != 0 ||
	    tsop_tail_year(store, year + 1, &next, err) != 0)
		return -1;
	if (first < next)
		return 0;
	tsop_fail(err, TSOP_NO, _("the chain has no entry of this year"));
	return tsop_store_at(store, err, name, 1);
}

int tsop_check_years(const struct tsop_store *store, struct tsop_error *err)
{
	struct tsop_surplus all = { .each = check_year };
	struct tsop_store copy = *store;

	all.context = &copy;
	return tsop_body_surplus(store->dir, 1, 0, &all, err);
}
