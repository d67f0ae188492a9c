#include "store/cursor.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

#include "base/i18n.h"

void tsop_cursor_init(struct tsop_cursor *cursor, const struct tsop_store *store, uint64_t n)
{
	cursor->store = store;
	cursor->n = n;
	cursor->held = cursor->at = 0;
	cursor->year = cursor->body_year = 0;
	cursor->bodies = (struct tsop_file_lines){ .fd = -1 };
	cursor->body_line = 0;
}

static void close_bodies(struct tsop_cursor *cursor)
{
	if (cursor->body_year == 0)
		return;
	close(cursor->bodies.fd);
	tsop_file_lines_release(&cursor->bodies);
	cursor->body_year = 0;
}

void tsop_cursor_release(struct tsop_cursor *cursor)
{
	close_bodies(cursor);
}

/* Fill the block with whole lines of the chain, from entry n on. */
static int fill(struct tsop_cursor *cursor, struct tsop_error *err)
{
	ssize_t len = tsop_file_read(cursor->store->chain, TSOP_CHAIN_NAME, cursor->block,
				     sizeof cursor->block, (off_t)(cursor->n * TSOP_CHAIN_LINE),
				     err);

	if (len < 0)
		return -1;
	cursor->at = 0;
	cursor->held = (size_t)len / TSOP_CHAIN_LINE;
	if (cursor->held == 0)
		return tsop_fail(err, TSOP_NO, _("the chain ends before entry %" PRIu64),
				 cursor->n);
	return 0;
}

int tsop_cursor_chain(struct tsop_cursor *cursor, const char **text, struct tsop_chain_line *line,
		      struct tsop_error *err)
{
	const uint64_t n = cursor->n;

	*text = NULL;
	if (cursor->at == cursor->held && fill(cursor, err) != 0)
		return tsop_store_at(cursor->store, err, NULL, 0);
	cursor->n++;
	*text = cursor->block + cursor->at * TSOP_CHAIN_LINE;
	cursor->at++;
	if (tsop_chain_read(*text, line, err) == 0) {
		if (line->n == n) {
			cursor->year = tsop_year_of(line->t);
			return 0;
		}
		tsop_fail(err, TSOP_NO, _("not the line of entry %" PRIu64), n);
	}
	return tsop_store_at(cursor->store, err, TSOP_CHAIN_NAME, n + 1);
}

/* Pass the lines of the open body file that are of entries before n. */
static int skip_bodies(struct tsop_cursor *cursor, uint64_t n, struct tsop_error *err)
{
	uint64_t first;

	if (tsop_tail_year(cursor->store, cursor->year, &first, err) != 0)
		return -1;
	for (; first < n; first++) {
		struct tsop_view line;
		int status = tsop_file_lines_next(&cursor->bodies, &line, err);

		if (status <= 0)
			return status;
		cursor->body_line++;
	}
	return 0;
}

/* Open the body file of the year at the line of entry n. */
static int open_bodies(struct tsop_cursor *cursor, uint64_t n, struct tsop_error *err)
{
	bool within = n > 0 && cursor->body_year == 0;
	int fd;

	close_bodies(cursor);
	tsop_body_name(cursor->year, cursor->body_name);
	fd = tsop_file_open(cursor->store->dir, cursor->body_name, O_RDONLY);
	if (fd < 0 && errno == ENOENT)
		return tsop_fail(err, TSOP_NO, _("%s is missing"), cursor->body_name);
	if (fd < 0)
		return tsop_fail_errno(err, errno, _("can not read %s"), cursor->body_name);
	tsop_file_lines_init(&cursor->bodies, fd, cursor->body_name, TSOP_BODY_LINE_MAX);
	cursor->body_year = cursor->year;
	cursor->body_line = 0;
	return within ? skip_bodies(cursor, n, err) : 0;
}

int tsop_cursor_body(struct tsop_cursor *cursor, struct tsop_body *body, struct tsop_error *err)
{
	const uint64_t n = cursor->n - 1;
	struct tsop_view line;
	int status;

	if ((cursor->body_year == 0 || cursor->year != cursor->body_year) &&
	    open_bodies(cursor, n, err) != 0)
		return tsop_store_at(cursor->store, err, NULL, 0);
	cursor->body_line++;
	status = tsop_file_lines_next(&cursor->bodies, &line, err);
	if (status == 0)
		status = tsop_fail(err, TSOP_NO, _("ends before the body of entry %" PRIu64), n);
	else if (status == 1)
		status = tsop_body_read(line, n, body, err);
	if (status == 0)
		return 0;
	return tsop_store_at(cursor->store, err, err->code == TSOP_NO ? cursor->body_name : NULL,
			     cursor->body_line);
}
