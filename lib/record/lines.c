#include "record/lines.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"

enum { BUFFER_SIZE = 128 * 1024 };

/* What can not be read is the input's fault, as its content would be. */
static int fail_file(struct tsop_lines *lines, int errnum, const char *what,
		     struct tsop_error *err)
{
	tsop_fail_errno(err, errnum, "%s", what);
	tsop_error_at(err, lines->name, 0, NULL);
	if (err != NULL)
		err->code = TSOP_INPUT;
	lines->is_broken = true;
	return -1;
}

static void init(struct tsop_lines *lines, const char *name, size_t line_max)
{
	*lines = (struct tsop_lines){ .name = name, .fd = -1, .p = "", .line_max = line_max };
	lines->end = lines->p;
	if (line_max == 0)
		lines->line_max = TSOP_LINE_MAX;
	if (line_max > SIZE_MAX / 4)
		lines->line_max = SIZE_MAX / 4;
}

int tsop_lines_open(struct tsop_lines *lines, const char *name, size_t line_max,
		    struct tsop_error *err)
{
	init(lines, name, line_max);
	lines->fd = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	if (lines->fd < 0)
		return fail_file(lines, errno, _("can not open"), err);
	lines->buf = malloc(BUFFER_SIZE);
	if (lines->buf == NULL) {
		tsop_lines_close(lines);
		return tsop_fail_memory(err);
	}
	lines->cap = BUFFER_SIZE;
	lines->p = lines->end = lines->buf;
	return 0;
}

void tsop_lines_watch(struct tsop_lines *lines, struct tsop_progress *progress)
{
	struct stat status;

	lines->progress = progress;
	if (progress != NULL && fstat(lines->fd, &status) == 0 && S_ISREG(status.st_mode))
		lines->size = (uint64_t)status.st_size;
}

void tsop_lines_over(struct tsop_lines *lines, const char *name, struct tsop_view bytes,
		     size_t line_max)
{
	init(lines, name, line_max);
	if (bytes.len > 0) {
		lines->p = bytes.p;
		lines->end = bytes.p + bytes.len;
	}
}

void tsop_lines_close(struct tsop_lines *lines)
{
	if (lines->fd > STDIN_FILENO)
		close(lines->fd);
	free(lines->buf);
	lines->fd = -1;
	lines->buf = NULL;
}

/* Move what is left to the front; where it fills the buffer, double that. */
static int make_room(struct tsop_lines *lines)
{
	size_t left = (size_t)(lines->end - lines->p);
	char *buf;

	assert(lines->cap > 0);
	if (left > 0 && lines->p > lines->buf)
		memmove(lines->buf, lines->p, left);
	if (left == lines->cap) {
		buf = realloc(lines->buf, lines->cap * 2);
		if (buf == NULL)
			return -1;
		lines->buf = buf;
		lines->cap *= 2;
	}
	lines->p = lines->buf;
	lines->end = lines->buf + left;
	return 0;
}

/* So many more bytes were read; none: that was the end. */
static void tell(struct tsop_lines *lines, uint64_t n)
{
	const struct tsop_progress_task task = { N_("reading"), lines->name, lines->size };

	if (n > 0)
		tsop_progress_step(lines->progress, &task, n, n);
	else
		tsop_progress_end(lines->progress);
}

int tsop_lines_fill(struct tsop_lines *lines, struct tsop_error *err)
{
	size_t left;
	ssize_t n;

	if (lines->fd < 0)
		return 0;
	if (make_room(lines) != 0) {
		lines->is_broken = true;
		return tsop_fail_memory(err);
	}
	left = (size_t)(lines->end - lines->p);
	do
		n = read(lines->fd, lines->buf + left, lines->cap - left);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return fail_file(lines, errno, _("can not read"), err);
	lines->end += n;
	tell(lines, (uint64_t)n);
	return n > 0;
}

static const char *find_newline(const char *p, const char *end)
{
	return p == end ? NULL : memchr(p, '\n', (size_t)(end - p));
}

/* Drop the rest of a line that is too long. */
static int skip_line(struct tsop_lines *lines, struct tsop_error *err)
{
	const char *newline;
	int more = 1;

	while ((newline = find_newline(lines->p, lines->end)) == NULL && more > 0) {
		lines->p = lines->end;
		more = tsop_lines_fill(lines, err);
	}
	if (newline != NULL)
		lines->p = newline + 1;
	if (more < 0)
		return -1;
	tsop_fail(err, TSOP_INPUT, _("expected a line of at most %zu bytes; see --line-max"),
		  lines->line_max);
	return tsop_error_at(err, lines->name, lines->number, NULL);
}

int tsop_lines_next(struct tsop_lines *lines, struct tsop_view *line, struct tsop_error *err)
{
	size_t seen = 0;
	const char *newline;

	while ((newline = find_newline(lines->p + seen, lines->end)) == NULL) {
		int more;

		seen = (size_t)(lines->end - lines->p);
		if (seen > lines->line_max + 1)
			break;
		more = tsop_lines_fill(lines, err);
		if (more < 0)
			return -1;
		if (more == 0)
			break;
	}
	if (newline == NULL && seen == 0)
		return 0;
	lines->number++;
	*line = (struct tsop_view){ lines->p, newline == NULL ? seen
							      : (size_t)(newline + 1 - lines->p) };
	if (tsop_lines_chomp(*line).len > lines->line_max)
		return skip_line(lines, err);
	lines->p += line->len;
	return 1;
}

struct tsop_view tsop_lines_chomp(struct tsop_view line)
{
	if (line.len > 0 && line.p[line.len - 1] == '\n') {
		line.len--;
		if (line.len > 0 && line.p[line.len - 1] == '\r')
			line.len--;
	}
	return line;
}

size_t tsop_lines_blanks(struct tsop_view line)
{
	size_t n = 0;

	while (n < line.len && (line.p[n] == ' ' || line.p[n] == '\t' || line.p[n] == '\r' ||
				line.p[n] == '\n'))
		n++;
	return n;
}
